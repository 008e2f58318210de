"""The legal steps of an answer table that came back."""

from __future__ import annotations

from seko.foundation.workflow.lifecycle import Lifecycle, Transition
from seko.outlets.papers import permissions
from seko.outlets.papers.enums import TableStatus

ANSWER_TABLE = Lifecycle(
    "answer-table",
    (
        # Asked for again where the work broke off: rows that are written already are left as they are.
        Transition(
            (TableStatus.READ, TableStatus.TAKING),
            "begin",
            TableStatus.TAKING,
            permissions.may_settle,
            "answer-table-taking",
        ),
        Transition((TableStatus.TAKING,), "take", TableStatus.TAKEN, permissions.may_settle, "answer-table-taken"),
        Transition(
            (TableStatus.READ,), "discard", TableStatus.DISCARDED, permissions.may_settle, "answer-table-discarded"
        ),
    ),
)
