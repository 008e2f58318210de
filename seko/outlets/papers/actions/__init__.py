"""Everything that is written of files that go out, and of answer tables that come back."""

from seko.outlets.papers.actions.answering import (
    ANSWER_JOB,
    ask_to_take,
    begin_table,
    discard_table,
    forget_tables,
    settle_taken,
    take_row,
)
from seko.outlets.papers.actions.making import (
    DRAFT_JOB,
    ask_for_commented_draft,
    forget_papers,
    keep_commented_draft,
)

__all__ = [
    "ANSWER_JOB",
    "DRAFT_JOB",
    "ask_for_commented_draft",
    "ask_to_take",
    "begin_table",
    "discard_table",
    "forget_papers",
    "forget_tables",
    "keep_commented_draft",
    "settle_taken",
    "take_row",
]
