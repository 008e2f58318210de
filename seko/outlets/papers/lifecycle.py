"""The legal steps of an answer table that came back."""

from __future__ import annotations

from seko.foundation.workflow.lifecycle import Lifecycle, Transition
from seko.outlets.papers import permissions
from seko.outlets.papers.enums import TableStatus

ANSWER_TABLE = Lifecycle(
    "answer-table",
    (
        Transition((TableStatus.READ,), "take", TableStatus.TAKEN, permissions.may_settle, "answer-table-taken"),
        Transition(
            (TableStatus.READ,), "discard", TableStatus.DISCARDED, permissions.may_settle, "answer-table-discarded"
        ),
    ),
)
