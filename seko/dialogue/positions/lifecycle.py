"""The legal steps of a position and of a partner's proposal; `docs/` draws its diagram from here."""

from __future__ import annotations

from seko.dialogue.positions import notices, permissions
from seko.dialogue.positions.enums import PositionStatus, ProposalStatus
from seko.foundation.workflow.lifecycle import Lifecycle, Transition

POSITION = Lifecycle(
    "position",
    (
        Transition(
            (PositionStatus.IN_WORK,),
            "submit",
            PositionStatus.SUBMITTED,
            permissions.may_submit,
            "position-submitted",
            notify=notices.submitted,
        ),
        Transition(
            (PositionStatus.SUBMITTED,),
            "take-back",
            PositionStatus.IN_WORK,
            permissions.may_take_back,
            "position-taken-back",
            notify=notices.taken_back,
        ),
    ),
    scope_of=lambda position: position.consultation_id,
)

PROPOSAL = Lifecycle(
    "proposal",
    (
        Transition(
            (ProposalStatus.OPEN,), "take", ProposalStatus.TAKEN, permissions.may_decide_proposal, "proposal-taken"
        ),
        Transition(
            (ProposalStatus.OPEN,),
            "decline",
            ProposalStatus.DECLINED,
            permissions.may_decide_proposal,
            "proposal-declined",
        ),
    ),
    scope_of=lambda proposal: proposal.position.consultation_id,
)
