"""Everything that changes comments: writing, sending, withdrawing, supporting, sending late."""

from seko.dialogue.comments.actions.attachments import let_go
from seko.dialogue.comments.actions.late import (
    accept_late_request,
    propose_late_acceptance,
    recall_late_request,
    refuse_late,
    request_late,
)
from seko.dialogue.comments.actions.leaving import delete_left_behind
from seko.dialogue.comments.actions.sending import send_comment, withdraw_comment
from seko.dialogue.comments.actions.supporting import support_comment, withdraw_support
from seko.dialogue.comments.actions.writing import discard_unsent, save_unsent

__all__ = [
    "accept_late_request",
    "delete_left_behind",
    "discard_unsent",
    "let_go",
    "propose_late_acceptance",
    "recall_late_request",
    "refuse_late",
    "request_late",
    "save_unsent",
    "send_comment",
    "support_comment",
    "withdraw_comment",
    "withdraw_support",
]
