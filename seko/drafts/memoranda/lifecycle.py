"""The legal steps of a memorandum."""

from __future__ import annotations

from seko.drafts.memoranda import notices, permissions
from seko.drafts.memoranda.enums import Status
from seko.foundation.workflow.lifecycle import Lifecycle, Transition

MEMORANDUM = Lifecycle(
    "memorandum",
    (
        Transition(
            (Status.PREPARED,),
            "offer",
            Status.OFFERED,
            permissions.may_offer,
            "memorandum-offered",
            notify=notices.offered,
        ),
        Transition(
            (Status.OFFERED,),
            "take-back",
            Status.PREPARED,
            permissions.may_prepare,
            "memorandum-taken-back",
            notify=notices.taken_back,
        ),
        Transition(
            (Status.OFFERED,),
            "bring-into-force",
            Status.IN_FORCE,
            permissions.may_bring_into_force,
            "memorandum-in-force",
            notify=notices.in_force,
        ),
        Transition(
            (Status.IN_FORCE,), "end", Status.ENDED, permissions.may_end, "memorandum-ended", notify=notices.ended
        ),
        Transition(
            (Status.IN_FORCE,),
            "replace",
            Status.REPLACED,
            permissions.may_end,
            "memorandum-replaced",
            notify=notices.ended,
        ),
    ),
    scope_of=lambda memorandum: memorandum.pk,
)
