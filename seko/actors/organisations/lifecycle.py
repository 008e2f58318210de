"""The legal steps of an invitation and of a request to join; `docs/` draws its diagrams from here."""

from __future__ import annotations

from seko.actors.organisations import permissions
from seko.actors.organisations.enums import InvitationStatus, JoiningStatus
from seko.actors.organisations.notices import people as notices
from seko.foundation.workflow.lifecycle import Lifecycle, Transition

INVITATION = Lifecycle(
    "invitation",
    (
        Transition(
            (InvitationStatus.PROPOSED,),
            "send",
            InvitationStatus.SENT,
            permissions.may_propose_for_state,
            "invitation-sent",
        ),
        Transition(
            (InvitationStatus.SENT,),
            "take-up",
            InvitationStatus.ACCEPTED,
            permissions.may_take_up,
            "invitation-accepted",
        ),
        Transition(
            (InvitationStatus.SENT, InvitationStatus.PROPOSED),
            "call-back",
            InvitationStatus.REVOKED,
            permissions.may_call_back,
            "invitation-revoked",
        ),
    ),
    scope_of=lambda invitation: invitation.organisation_id,
)

JOINING = Lifecycle(
    "joining-request",
    (
        Transition(
            (JoiningStatus.WAITING,),
            "grant",
            JoiningStatus.GRANTED,
            permissions.may_decide_joining,
            "joining-granted",
            notify=notices.joining_decided,
        ),
        Transition(
            (JoiningStatus.WAITING,),
            "decline",
            JoiningStatus.DECLINED,
            permissions.may_decide_joining,
            "joining-declined",
            notify=notices.joining_decided,
        ),
        Transition(
            (JoiningStatus.WAITING,),
            "take-back",
            JoiningStatus.WITHDRAWN,
            permissions.may_take_back_request,
            "joining-withdrawn",
        ),
    ),
    scope_of=lambda asked: asked.organisation_id,
)
