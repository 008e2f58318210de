"""Who may assign, draft, approve, correct and reply (design.md, States; reliability.md F, C7 87)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations.enums import Status
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.models import Point
from seko.dialogue.positions.queries import live
from seko.dialogue.responses.models import Assignment, Response
from seko.dialogue.responses.queries import organisations_behind, voices_of
from seko.foundation.core.decisions import ALLOWED, Decision, first_refusal, refused


def answers_are_open(consultation: Consultation, now: datetime) -> Decision:
    """Answers are written while the consultation is opened; a conclusion leaves what is unanswered as it is."""
    if consultation.status != Status.OPENED:
        return refused(_("This consultation is concluded or was never opened."))
    return ALLOWED


def are_live(points: Iterable[Point], now: datetime) -> Decision:
    """All the points are live: handed in, not withdrawn."""
    wanted = {point.pk for point in points}
    if live(now).filter(pk__in=wanted).count() == len(wanted):
        return ALLOWED
    return refused(_("This was withdrawn, or is not handed in yet; look at the list again."))


def is_not_own_words(actor: Actor, points: Iterable[Point]) -> Decision:
    """Nobody answers or approves an answer to words of an organisation for which the person acts, under whichever
    mandate (reliability.md C7 87).
    """
    if actor.person is None:
        return refused(_("Only the ministry and the assigned institution answer."))
    mandates = [each for each in (actor.mandate, *actor.others) if each is not None]
    own = {mandate.organisation_id for mandate in mandates}
    if own & organisations_behind(points):
        return refused(_("These are words of an organisation for which you act; another person must answer them."))
    return ALLOWED


def may_open_queue(actor: Actor) -> Decision:
    """The ministry's coordination and officers of institutions have a queue; nobody else answers."""
    return ALLOWED if actor.is_ministry or actor.is_officer else _not_an_answerer()


def may_open_approvals(actor: Actor) -> Decision:
    """Only the ministry's coordination has answers to approve."""
    return ALLOWED if actor.is_ministry else refused(_("Only the ministry's coordination approves answers."))


def may_assign(actor: Actor, points: Iterable[Point], now: datetime) -> Decision:
    """The ministry's coordination; an officer passes on what is assigned to the own institution."""
    return ALLOWED if actor.is_ministry or _all_assigned_to(actor, points) else _not_an_answerer()


def may_hand_on(actor: Actor, assignments: Iterable[Assignment], now: datetime) -> Decision:
    """Whoever answers at the institution hands its points on to a colleague there."""
    every = list(assignments)
    is_there = all(str(each.institution_id) == actor.organisation_id for each in every)
    return ALLOWED if may_open_queue(actor) and every and is_there else _not_an_answerer()


def may_unassign(actor: Actor, points: Iterable[Point], now: datetime) -> Decision:
    """The ministry's coordination alone takes back what it assigned."""
    return ALLOWED if actor.is_ministry else _not_an_answerer()


def may_draft(actor: Actor, points: Iterable[Point], now: datetime) -> Decision:
    """The ministry's coordination or an officer of the assigned institution, never on the own organisation's words."""
    every = list(points)
    if not actor.is_ministry and not _all_assigned_to(actor, every):
        return _not_an_answerer()
    return is_not_own_words(actor, every)


def may_draft_response(actor: Actor, response: Response, now: datetime) -> Decision:
    """The same, asked of an answer that is being written."""
    return may_draft(actor, [response.point], now)


def may_translate_answer(actor: Actor, response: Response, now: datetime) -> Decision:
    """Whoever may answer what the answer answers; also once it is published or reported, since it stays as it is."""
    return may_draft(actor, [response.point], now)


def offers_translating(actor: Actor, response: Response) -> bool:
    """Whether a page shows the way to translating; asks nothing of the database, the deed itself asks it all."""
    return actor.is_ministry or (actor.is_officer and str(response.institution_id) == actor.organisation_id)


def _all_assigned_to(actor: Actor, points: Iterable[Point]) -> bool:
    every = list(points)
    return actor.is_officer and bool(every) and all(_institution_of(point) == actor.organisation_id for point in every)


def _institution_of(point: Point) -> str:
    assignment = getattr(point, "assignment", None)
    return str(assignment.institution_id) if assignment else ""


def _not_an_answerer() -> Decision:
    return refused(_("Only the ministry and the assigned institution answer."))


def may_approve(actor: Actor, response: Response, now: datetime) -> Decision:
    """The ministry's coordination, another person than whoever wrote or proposed it, and of no organisation whose words
    are answered (design.md, States, mark **2**).
    """
    return first_refusal(
        may_return(actor, response, now), _is_not_drafter(actor, response), is_not_own_words(actor, [response.point])
    )


def may_return(actor: Actor, response: Response, now: datetime) -> Decision:
    """The ministry's coordination sends a proposed answer back to its writer."""
    return may_open_approvals(actor)


def _is_not_drafter(actor: Actor, response: Response) -> Decision:
    if actor.person_id in response.drafters:
        return refused(_("Another person must approve what you wrote or sent for approval."))
    return ALLOWED


def may_correct(actor: Actor, response: Response, now: datetime) -> Decision:
    """The ministry's coordination, two persons, neither of an organisation whose words are answered, until the report
    is published: it quotes the answer and never changes.
    """
    return first_refusal(
        may_return(actor, response, now),
        _is_not_reported(response.point.consultation),
        is_not_own_words(actor, [response.point]),
    )


def _is_not_reported(consultation: Consultation) -> Decision:
    if consultation.status == Status.REPORTED:
        return refused(_("The report is published and quotes this answer; it is not corrected any more."))
    return ALLOWED


def may_reply(actor: Actor, response: Response, now: datetime, *, for_seko: bool = False) -> Decision:
    """Each source's organisation (or the person who sent it); the lead's coordination for the SEKO."""
    if any(voice.startswith("seko:") == for_seko for voice in voices_of(actor, response.point)):
        return ALLOWED
    return refused(_("Only those whose words were answered, and their SEKO, reply."))


def replies_are_open(consultation: Consultation, now: datetime) -> Decision:
    """Until the replies' date, also after the conclusion; not once the report is out."""
    if consultation.status in (Status.REPORTED, Status.CANCELLED, Status.PREPARED):
        return refused(_("The report is already published."))
    if now > consultation.replies_until_at:
        return refused(_("The date for replies has passed."))
    return ALLOWED
