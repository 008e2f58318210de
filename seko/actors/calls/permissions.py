"""Who may do what with calls and applications (reliability.md F: membership; domain.md 1.3)."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from seko.actors.calls.enums import ApplicationStatus, CallKind, CallStatus, Outcome, Stance
from seko.actors.calls.models import Application, Call
from seko.actors.calls.queries import (
    belongs_to,
    competes,
    has_declared,
    has_place,
    is_closed,
    is_in_time,
    partners_of,
)
from seko.actors.organisations.actor import Actor
from seko.foundation.core.clock import BELGRADE
from seko.foundation.core.dates import add_working_days, end_of_day, local_date
from seko.foundation.core.decisions import ALLOWED, Decision, refused
from seko.foundation.design import spoken

COMPETES = _("You act for an organisation that competes in this call; others decide on it.")


def may_issue(actor: Actor, call: Call, now: datetime) -> Decision:
    """The ministry's coordination issues calls for a consortium, the coordination of the lead those of its network."""
    if actor.is_ministry if call.kind == CallKind.CONSORTIUM else actor.leads(call.seko_id):
        return ALLOWED
    return refused(_("Only the coordination of the ministry or of the lead organisation issues this call."))


def may_decide_on(actor: Actor, call: Call, now: datetime) -> Decision:
    """The deciding body: the ministry's coordination on a consortium, the consortium on its network."""
    if actor.is_ministry if call.kind == CallKind.CONSORTIUM else actor.is_in_consortium(call.seko_id):
        return ALLOWED
    return refused(_("Only the body that decides on the call can do this."))


def may_read_applications(actor: Actor, call: Call, now: datetime) -> Decision:
    """Somebody of the deciding body without a declared conflict of interest; of a consortium once it is closed."""
    decision = may_decide_on(actor, call, now)
    said = has_declared(actor, call) if decision else None
    if said is not None and said.has_conflict:
        return refused(_("You have declared a conflict of interest in this call."))
    if decision and competes(actor, call, now):
        return refused(COMPETES)
    if decision and call.kind == CallKind.CONSORTIUM and not is_closed(call, now):
        return refused(_("Applications are read once the call is closed."))
    return decision


def may_judge(actor: Actor, call: Call, now: datetime) -> Decision:
    """Somebody of the deciding body who has declared to have no conflict of interest."""
    decision = may_decide_on(actor, call, now)
    if not decision:
        return decision
    said = has_declared(actor, call)
    if said is None:
        return refused(_("Say first whether you have a conflict of interest."))
    if said.has_conflict:
        return refused(_("You have declared a conflict of interest in this call."))
    return refused(COMPETES) if competes(actor, call, now) else ALLOWED


def may_score(actor: Actor, application: Application, now: datetime) -> Decision:
    """Somebody impartial, never an organisation its own application; once no more applications come."""
    decision = may_judge(actor, application.call, now)
    if decision and belongs_to(actor, application, now):
        return refused(_("An organisation never judges its own application."))
    if decision and application.call.closes_at is not None and not is_closed(application.call, now):
        return refused(_("Applications are judged once the call is closed."))
    if decision and application.status not in (ApplicationStatus.SENT, ApplicationStatus.PROPOSED):
        return refused(_("This application is decided already."))
    return decision


def may_apply(actor: Actor, call: Call, now: datetime) -> Decision:
    """Whoever acts for an organisation of civil society that is not in the SEKO yet (for a consortium: any)."""
    organisation = actor.organisation
    if not actor.is_civil or organisation is None or not organisation.is_civil_society:
        return refused(_("Only an organisation of civil society applies."))
    if actor.mandate is not None and actor.mandate.scope not in ("", call.seko.code):
        return refused(_("Your mandate is for another SEKO."))
    if call.kind == CallKind.NETWORK and has_place(actor, call, now):
        return refused(_("Your organisation is in this network already."))
    return ALLOWED


def takes_applications(call: Call, now: datetime, began_at: datetime | None = None) -> Decision:
    """Time and state alone: opened, begun, not past the deadline (its moment is said)."""
    if call.status != CallStatus.OPENED:
        return refused(_("This call takes no applications."))
    if now < call.opens_at:
        return refused(_("The call has not opened yet; what you write is kept."))
    if not is_in_time(call, now, began_at):
        at = call.closes_at or now
        moment = {"time": f"{at.astimezone(BELGRADE):%H:%M:%S}", "day": spoken.day(at, genitive=True)}
        return refused(_("The call closed on %(day)s at %(time)s; what you wrote is kept.") % moment)
    return ALLOWED


def may_withdraw(actor: Actor, application: Application, now: datetime) -> Decision:
    """The applicant, until it is decided."""
    is_own = actor.is_civil and str(application.organisation_id) == actor.organisation_id
    return ALLOWED if is_own else refused(_("Only the applicant can do this."))


def may_propose(actor: Actor, application: Application, now: datetime) -> Decision:
    """The coordination of the lead proposes a decision on an application to its network."""
    call = application.call
    if call.kind != CallKind.NETWORK or not actor.leads(call.seko_id):
        return refused(_("Only the coordination of the lead organisation proposes a decision."))
    return may_score(actor, application, now)


def may_take_stance(actor: Actor, application: Application, now: datetime) -> Decision:
    """Partners of the consortium agree with a proposed decision or object to it, never by the person who proposed."""
    call = application.call
    if not actor.is_civil or call.seko_id not in actor.sekos("partner"):
        return refused(_("Only partner organisations of the consortium can do this."))
    if application.status != ApplicationStatus.PROPOSED:
        return refused(_("No decision is proposed."))
    if actor.person is not None and actor.person.pk == application.proposed_by_id:
        return refused(_("You proposed this decision; another person says what this organisation thinks of it."))
    decision = may_judge(actor, call, now)
    if decision and belongs_to(actor, application, now):
        return refused(_("An organisation never judges its own application."))
    return decision


def partners_until(application: Application, now: datetime) -> datetime:
    """Return until when partners may object to what is proposed."""
    proposed = application.proposed_at or now
    return end_of_day(add_working_days(local_date(proposed), settings.SEKO_CALLS["partners_days"]))


def may_decide(actor: Actor, application: Application, now: datetime) -> Decision:
    """The coordination of the lead decides what it proposed: at once when every partner agrees, else when the partners'
    days are over; never while half of the partners or more object.
    """
    decision = may_propose(actor, application, now)
    if not decision:
        return decision
    partners = {row.organisation_id for row in partners_of(application.call, now)}
    stances = dict(application.stances.values_list("organisation", "stance"))
    objecting = [each for each in partners if stances.get(each) == Stance.OBJECTS]
    if partners and len(objecting) * 2 >= len(partners):
        return refused(_("Half of the partners or more object. Take the proposal back and agree on another one."))
    if all(stances.get(each) == Stance.AGREES for each in partners) or now > partners_until(application, now):
        return ALLOWED
    day = spoken.day(partners_until(application, now), genitive=True)
    return refused(_("Partners may object until %(day)s; it can be decided earlier when all agree.") % {"day": day})


def may_publish(actor: Actor, call: Call, now: datetime) -> Decision:
    """Two impartial people of the ministry's coordination, once a call for a consortium is closed."""
    if call.kind != CallKind.CONSORTIUM:
        return refused(_("On a network each application is decided by itself."))
    decision = may_judge(actor, call, now)
    if decision and not is_closed(call, now):
        return refused(_("The decision is taken once the call is closed."))
    return decision


def may_object(actor: Actor, application: Application, now: datetime) -> Decision:
    """A refused applicant, within its working days."""
    decision = may_withdraw(actor, application, now)
    if decision and application.status != ApplicationStatus.REFUSED:
        return refused(_("There is no refusal to object to."))
    until = application.objections_until
    if decision and (until is None or now > until):
        return refused(_("The time for an objection has passed."))
    return decision


def may_decide_objection(actor: Actor, application: Application, now: datetime) -> Decision:
    """Another impartial person of the deciding body than who proposed or decided the refusal."""
    decision = may_judge(actor, application.call, now)
    if not decision:
        return decision
    person = actor.person.pk if actor.person else None
    if person in (application.proposed_by_id, application.decided_by_id):
        return refused(_("Another person than who refused decides on the objection."))
    if belongs_to(actor, application, now):
        return refused(_("An organisation never judges its own application."))
    return ALLOWED


def may_finalise(actor: Actor, call: Call, now: datetime) -> Decision:
    """The ministry's coordination, once the time for objections has passed and none is open."""
    decision = may_decide_on(actor, call, now)
    if decision and (call.objections_until is None or now <= call.objections_until):
        return refused(_("The time for objections has not passed yet."))
    if decision and call.applications.filter(status=ApplicationStatus.OBJECTED).exists():
        return refused(_("An objection is not decided yet."))
    return decision


def may_end(actor: Actor, call: Call, now: datetime) -> Decision:
    """Who issued a call of a network ends it, once no application waits for a decision."""
    decision = may_issue(actor, call, now)
    if decision and call.kind != CallKind.NETWORK:
        return refused(_("A call for a consortium ends with its decision."))
    waiting = (ApplicationStatus.SENT, ApplicationStatus.PROPOSED, ApplicationStatus.OBJECTED)
    if decision and call.applications.filter(status__in=waiting).exists():
        return refused(_("An application is not decided yet."))
    return decision


def may_register(actor: Actor, application: Application, now: datetime) -> Decision:
    """The ministry's coordination registers whom a consortium admitted."""
    if not actor.is_ministry:
        return refused(_("Only the ministry's coordination registers."))
    if application.call.kind != CallKind.NETWORK or application.outcome != Outcome.ADMIT:
        return refused(_("There is nothing to register."))
    return ALLOWED
