"""The page of an application, for its own people and for the body that decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from seko.actors.calls import permissions
from seko.actors.calls.enums import ApplicationStatus, CallKind, Declaration, Outcome, Stance
from seko.actors.calls.models import Application, Score
from seko.actors.calls.presenters.calls import points_words, state_of
from seko.actors.calls.queries import belongs_to, partners_of
from seko.actors.organisations.actor import Actor
from seko.foundation.core.decisions import Decision
from seko.foundation.design import spoken
from seko.foundation.design.parts import Attached
from seko.foundation.design.states import State
from seko.foundation.files.shown import attached


@dataclass(frozen=True, slots=True)
class StanceLine:
    """What a partner of the consortium says of the proposed decision."""

    partner: str
    word: str
    note: str


@dataclass(frozen=True, slots=True)
class ApplicationPage:
    """An application with what became of it, and what the reader may do; a `may_` is None where it is not offered."""

    organisation: str
    partners: tuple[str, ...]
    contact: str
    words: str
    declarations: tuple[str, ...]
    attachment: Attached | None
    state: State
    state_word: str
    facts: tuple[tuple[str, str], ...]
    is_own: bool
    proposed: str
    proposed_reason: str
    stances: tuple[StanceLine, ...]
    outcome: str
    reason: str
    objection: str
    objection_reason: str
    may_withdraw: bool
    may_object: Decision | None
    may_score: Decision | None
    may_propose: Decision | None
    may_take_back: bool
    may_decide: Decision | None
    may_take_stance: Decision | None
    may_decide_objection: Decision | None


def page_of(row: Application, actor: Actor, now: datetime) -> ApplicationPage:
    """Return the page; `row` with call, SEKO, organisation and attachment."""
    call, status = row.call, ApplicationStatus(row.status)
    is_own = bool(permissions.may_withdraw(actor, row, now))
    decides = bool(permissions.may_decide_on(actor, call, now)) and not belongs_to(actor, row, now)
    leads = call.kind == CallKind.NETWORK and actor.leads(call.seko_id)
    waits = status in (ApplicationStatus.SENT, ApplicationStatus.PROPOSED)
    proposed = status == ApplicationStatus.PROPOSED
    is_partner = call.kind == CallKind.NETWORK and call.seko_id in actor.sekos("partner")
    return ApplicationPage(
        organisation=row.organisation.shown_name,
        partners=tuple(each.shown_name for each in row.partners.all()),
        contact=row.contact,
        words=row.words,
        declarations=tuple(str(Declaration(each).label) for each in row.declarations),
        attachment=attached(row.attachment, reverse("application-file", args=[call.code, row.pk])),
        state=state_of(row),
        state_word=str(status.label),
        facts=_facts(row, now),
        is_own=is_own,
        proposed=str(Outcome(row.proposed_outcome).label) if decides and proposed else "",
        proposed_reason=row.proposed_reason if decides and proposed else "",
        stances=_stances(row, now) if decides and proposed else (),
        outcome=str(Outcome(row.outcome).label) if row.outcome and not waits else "",
        reason=row.reason if row.outcome and not waits else "",
        objection=row.objection,
        objection_reason=row.objection_reason,
        may_withdraw=is_own and waits,
        may_object=permissions.may_object(actor, row, now) if is_own and status == ApplicationStatus.REFUSED else None,
        may_score=permissions.may_score(actor, row, now) if decides and call.is_scored and waits else None,
        may_propose=permissions.may_propose(actor, row, now)
        if leads and decides and status == ApplicationStatus.SENT
        else None,
        may_take_back=leads and decides and proposed,
        may_decide=permissions.may_decide(actor, row, now) if leads and decides and proposed else None,
        may_take_stance=permissions.may_take_stance(actor, row, now) if is_partner and decides and proposed else None,
        may_decide_objection=permissions.may_decide_objection(actor, row, now)
        if decides and status == ApplicationStatus.OBJECTED
        else None,
    )


def _facts(row: Application, now: datetime) -> tuple[tuple[str, str], ...]:
    found = []
    if row.sent_at:
        found.append((_("Sent"), spoken.day_time(row.sent_at)))
    if row.decided_at and row.outcome:
        found.append((_("Decided"), spoken.day(row.decided_at)))
    if row.points is not None:
        found.append((_("Marks"), points_words(row.points)))
    if row.status == ApplicationStatus.PROPOSED:
        found.append((_("Partners may object until"), spoken.day(permissions.partners_until(row, now))))
    if row.status == ApplicationStatus.REFUSED and row.objections_until:
        found.append((_("Objection possible until"), spoken.day_time(row.objections_until)))
    return tuple(found)


def _stances(row: Application, now: datetime) -> tuple[StanceLine, ...]:
    said = {each.organisation_id: each for each in row.stances.all()}
    lines = []
    for place in partners_of(row.call, now):
        stance = said.get(place.organisation_id)
        word = str(Stance(stance.stance).label) if stance else _("Has said nothing yet")
        lines.append(StanceLine(place.organisation.shown_name, word, stance.note if stance else ""))
    return tuple(lines)


def own_points(row: Application, actor: Actor) -> dict[int, int]:
    """Return the points that the person has given, by criterion."""
    rows = Score.objects.filter(application=row, person=actor.person)
    return dict(rows.values_list("criterion", "points"))
