"""Everything that changes a consultation."""

from seko.dialogue.consultations.actions.ending import conclude, mark_reported, propose_cancellation, propose_exception
from seko.dialogue.consultations.actions.moving import (
    give_time_for_replies,
    move_date,
    propose_reopening,
    propose_shortening,
)
from seko.dialogue.consultations.actions.opening import open_consultation
from seko.dialogue.consultations.actions.preparing import (
    FIELDS,
    MOST_QUESTIONS,
    change_prepared,
    faults_of,
    prepare_consultation,
)
from seko.dialogue.consultations.actions.stamping import touch_document, touch_public

__all__ = [
    "FIELDS",
    "MOST_QUESTIONS",
    "change_prepared",
    "conclude",
    "faults_of",
    "give_time_for_replies",
    "mark_reported",
    "move_date",
    "open_consultation",
    "prepare_consultation",
    "propose_cancellation",
    "propose_exception",
    "propose_reopening",
    "propose_shortening",
    "touch_document",
    "touch_public",
]
