"""The legal steps of an answer; `docs/` draws its diagram from here."""

from __future__ import annotations

from seko.dialogue.responses import notices, permissions
from seko.dialogue.responses.enums import ResponseStatus
from seko.foundation.workflow.lifecycle import Lifecycle, Transition

RESPONSE = Lifecycle(
    "response",
    (
        Transition(
            (ResponseStatus.DRAFTED,),
            "propose",
            ResponseStatus.PROPOSED,
            permissions.may_draft_response,
            "response-proposed",
        ),
        Transition(
            (ResponseStatus.PROPOSED,),
            "approve",
            ResponseStatus.PUBLISHED,
            permissions.may_approve,
            "response-published",
            notify=notices.published,
        ),
        Transition(
            (ResponseStatus.PROPOSED,),
            "return",
            ResponseStatus.DRAFTED,
            permissions.may_return,
            "response-returned",
            notify=notices.returned,
        ),
        Transition(
            (ResponseStatus.PUBLISHED,),
            "supersede",
            ResponseStatus.EARLIER,
            permissions.may_correct,
            "response-superseded",
        ),
    ),
    scope_of=lambda response: response.point.consultation_id,
)
