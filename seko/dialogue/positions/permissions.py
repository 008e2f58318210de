"""Who may do what with a common position (design.md, States; reliability.md F)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.models import Comment
from seko.dialogue.comments.permissions import is_own
from seko.dialogue.consultations.enums import Status
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions import conditions
from seko.dialogue.positions.enums import PointKind, PositionStatus
from seko.dialogue.positions.models import PartnerProposal, Point, Position
from seko.dialogue.positions.queries import position_of, was_changed
from seko.foundation.core.decisions import ALLOWED, Decision, first_refusal, refused


def may_lead(actor: Actor, seko_id: int) -> Decision:
    """The coordination of the SEKO's lead organisation: partners propose, it decides (reliability.md F, note 2)."""
    return ALLOWED if actor.leads(seko_id) else refused(_("Only the coordination of the lead organisation decides."))


def may_partner(actor: Actor, seko_id: int) -> Decision:
    """A partner organisation of the consortium."""
    is_partner = actor.is_civil and seko_id in actor.sekos("partner")
    return ALLOWED if is_partner else refused(_("Only partner organisations of the SEKO do this; the lead decides."))


def may_see_board(actor: Actor, seko_id: int, now: datetime) -> Decision:
    """The consortium alone: nobody else reads a position before it is handed in (reliability.md N4)."""
    allowed = actor.is_in_consortium(seko_id)
    return ALLOWED if allowed else refused(_("Only the lead and the partners see what is being prepared."))


def board_is_open(consultation: Consultation, position: Position | None, now: datetime) -> Decision:
    """Opened, the leads' deadline not passed, the position not handed in."""
    if consultation.status != Status.OPENED or now < consultation.opens_at:
        return refused(_("This consultation is not open."))
    if now > consultation.leads_deadline_at:
        return refused(_("The deadline has passed; comments not decided go to the ministry by themselves."))
    if position is not None and position.status != PositionStatus.IN_WORK:
        return refused(_("The common position is already handed in; take it back first."))
    return ALLOWED


def may_consolidate(actor: Actor, consultation: Consultation, seko_id: int, now: datetime) -> Decision:
    """The lead, while the board is open: carry, merge, reword, set aside."""
    position = position_of(consultation, seko_id)
    return first_refusal(may_lead(actor, seko_id), board_is_open(consultation, position, now))


def may_propose(actor: Actor, consultation: Consultation, seko_id: int, now: datetime) -> Decision:
    """A partner, while the board is open: propose to the lead, agree or not with a wording."""
    position = position_of(consultation, seko_id)
    return first_refusal(may_partner(actor, seko_id), board_is_open(consultation, position, now))


def may_decide_proposal(actor: Actor, proposal: PartnerProposal, now: datetime) -> Decision:
    """The lead takes or declines what a partner proposed."""
    return may_lead(actor, proposal.position.seko_id)


def may_submit(actor: Actor, position: Position, now: datetime) -> Decision:
    """The lead, before the leads' deadline. That every comment is decided is the action's own check (409)."""
    return first_refusal(may_lead(actor, position.seko_id), is_in_time(position, now))


def may_take_back(actor: Actor, position: Position, now: datetime) -> Decision:
    """The lead, before the leads' deadline, while nobody has begun to answer."""
    decision = may_submit(actor, position, now)
    return conditions.removable.decide(list(position.points.all()), now) if decision else decision


def is_in_time(position: Position, now: datetime) -> Decision:
    """Opened, and the leads' deadline not passed."""
    consultation = position.consultation
    if consultation.status != Status.OPENED:
        return refused(_("This consultation is not open."))
    if now > consultation.leads_deadline_at:
        return refused(_("The deadline has passed; what was decided until then is handed in."))
    return ALLOWED


def may_dissent(actor: Actor, comment: Comment, now: datetime) -> Decision:
    """The author of a comment that was set aside or taken in in other words (reworded, or merged into another's), from
    the position's submission (or the leads' deadline) until the dissent date.
    """
    if not is_own(actor, comment):
        return refused(_("Only the organisation that sent the comment can dissent."))
    return is_dissentable(comment, now)


def dissent_is_ahead(comment: Comment, now: datetime) -> bool:
    """Return whether a dissent is still a question: the comment went through a SEKO, stands, and the date has not
    passed. Only then a page speaks of it, if only to say why it cannot be done.
    """
    consultation = comment.consultation
    through_seko = comment.is_standing and comment.own_point.kind == PointKind.NOT_CONSOLIDATED
    return through_seko and consultation.status == Status.OPENED and now <= consultation.dissents_until_at


def is_dissentable(comment: Comment, now: datetime) -> Decision:
    """Return whether state and time let the author dissent."""
    consultation = comment.consultation
    if consultation.status != Status.OPENED or now > consultation.dissents_until_at:
        return refused(_("The date for dissents has passed."))
    if not comment.is_standing or comment.own_point.kind != PointKind.NOT_CONSOLIDATED:
        return refused(_("This comment already goes to the ministry by itself, or was withdrawn."))
    if now <= consultation.leads_deadline_at and not _is_handed_in(comment):
        return refused(_("The SEKO may still decide otherwise; wait until its common position is handed in."))
    if not was_changed(comment):
        return refused(_("Dissent is for comments that were not taken in, or whose words were changed."))
    return ALLOWED


def _is_handed_in(comment: Comment) -> bool:
    position = position_of(comment.consultation, comment.seko_id) if comment.seko_id else None
    return position is not None and position.status == PositionStatus.SUBMITTED


def may_leave(points: Iterable[Point], now: datetime) -> Decision:
    """Points may stop being live while nobody answers them."""
    found = list(points)
    return conditions.removable.decide(found, now) if found else ALLOWED
