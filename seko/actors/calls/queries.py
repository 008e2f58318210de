"""Reading calls and applications: who may see them is written here, once."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from seko.actors.calls.enums import DECIDED, STANDING, ApplicationStatus, CallKind, CallStatus
from seko.actors.calls.models import Application, Call, Impartiality
from seko.actors.mechanism.enums import Standing
from seko.actors.mechanism.models import Membership
from seko.actors.mechanism.queries import memberships_on
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.models import Mandate
from seko.foundation.core import clock
from seko.foundation.core.dates import local_date
from seko.foundation.core.languages import as_written
from seko.foundation.core.periods import in_force


def decides_q(actor: Actor, path: str = "") -> Q:
    """Return the condition on calls on which the actor's body decides: the ministry's coordination on consortia, the
    consortium of the SEKO on its network. `path` leads to the call ("call__").
    """
    found = Q(**{f"{path}pk__in": ()})
    if actor.is_ministry:
        found |= Q(**{f"{path}kind": CallKind.CONSORTIUM})
    if actor.is_civil:
        sekos = actor.sekos("lead", "partner")
        found |= Q(**{f"{path}kind": CallKind.NETWORK, f"{path}seko__in": sekos})
    return found


def calls_visible_to(actor: Actor) -> QuerySet[Call]:
    """Return the calls that the actor may see: opened ones are public, those in preparation the deciding body's."""
    hidden = Q(status=CallStatus.DRAFTED) | Q(status=CallStatus.CANCELLED)
    return Call.objects.filter(~hidden | decides_q(actor)).select_related("seko", "issuer")


def _judged_q(actor: Actor, now: datetime) -> Q:
    """Return the condition on applications that the actor reads for the deciding body (`may_read_applications`): not in
    calls in which the person declared a conflict of interest or competes, of consortia once they are closed.
    """
    conflicts = Impartiality.objects.filter(person=actor.person, has_conflict=True)
    competing = applications_of(actor, now).filter(call__kind=CallKind.CONSORTIUM)
    is_time = Q(call__kind=CallKind.NETWORK) | Q(call__closes_at__lt=now - clock.grace())
    is_partial = Q(call__in=conflicts.values("call")) | Q(call__in=competing.values("call"))
    return decides_q(actor, "call__") & Q(status__in=STANDING) & is_time & ~is_partial


def applications_readable_by(actor: Actor, now: datetime) -> QuerySet[Application]:
    """Return the applications whose words the actor may read: those of the own organisation and of its partners, and,
    once sent, those that the actor judges. Nobody else's ever: of them the list is public, once decided.
    """
    return Application.objects.filter(_own_q(actor) | _judged_q(actor, now))


def _own_q(actor: Actor) -> Q:
    """Return the condition on applications of the actor's organisation, and on sent ones that name it as partner."""
    found = Q(pk__in=())
    if actor.is_civil and actor.mandate is not None:
        in_scope = Q() if not actor.mandate.scope else Q(call__seko__code=actor.mandate.scope)
        found |= Q(organisation=actor.organisation) & in_scope
        # What names an organisation as partner is a list of its own: a join here would double rows.
        named = Application.partners.through.objects.filter(organisation=actor.organisation)
        sent = Q(pk__in=named.values("application")) & ~Q(status=ApplicationStatus.UNSENT)
        found |= sent & in_scope
    return found


def listed_applications(call: Call) -> QuerySet[Application]:
    """Return the applications of the public list: those that are decided and published, in the order of their ranks."""
    rows = Application.objects.filter(call=call, status__in=DECIDED)
    if call.kind == CallKind.CONSORTIUM and call.status not in (CallStatus.RANKED, CallStatus.FINAL):
        rows = rows.none()
    return rows.select_related("organisation").prefetch_related("partners").order_by("rank", "sent_at", "pk")


def standing_applications(call: Call) -> QuerySet[Application]:
    """Return the applications that were sent and stand, for the deciding body."""
    rows = Application.objects.filter(call=call, status__in=STANDING).select_related("organisation")
    return rows.prefetch_related("partners").order_by("sent_at", "pk")


def own_application(call: Call, actor: Actor) -> Application | None:
    """Return the application that the actor's organisation is writing or has sent, the latest one."""
    if not actor.is_civil:
        return None
    rows = Application.objects.filter(_own_q(actor), call=call, organisation=actor.organisation)
    open_ones = rows.exclude(status__in=(ApplicationStatus.WITHDRAWN, ApplicationStatus.REFUSED_FINALLY))
    return open_ones.order_by("-saved_at").first() or rows.order_by("-saved_at").first()


def to_register() -> QuerySet[Application]:
    """Return the admitted members of networks that the ministry has not registered yet, the oldest first."""
    rows = Application.objects.filter(call__kind=CallKind.NETWORK, status=ApplicationStatus.ADMITTED)
    return rows.select_related("organisation", "call__seko").order_by("decided_at", "pk")


def has_declared(actor: Actor, call: Call) -> Impartiality | None:
    """Return what the person said of a conflict of interest in this call, or None."""
    return Impartiality.objects.filter(call=call, person=actor.person).first() if actor.person else None


def applications_of(actor: Actor, now: datetime) -> QuerySet[Application]:
    """Return the standing applications of organisations for which the person acts, under whichever mandate, and those
    that name one as partner.
    """
    rows = Mandate.objects.filter(in_force(local_date(now)), person=actor.person)
    bodies = rows.values("organisation") if actor.person else rows.none().values("organisation")
    named = Application.partners.through.objects.filter(organisation__in=bodies)
    return Application.objects.filter(
        Q(organisation__in=bodies) | Q(pk__in=named.values("application")), status__in=STANDING
    )


def belongs_to(actor: Actor, application: Application, now: datetime) -> bool:
    """Return whether the person acts for the applicant or one of its partners, under whichever mandate."""
    bodies = [application.organisation_id, *application.partners.values_list("pk", flat=True)]
    rows = Mandate.objects.filter(in_force(local_date(now)), person=actor.person, organisation__in=bodies)
    return rows.exists()


def competes(actor: Actor, call: Call, now: datetime) -> bool:
    """Return whether the person acts, under whichever mandate, for somebody who competes in a call for a consortium:
    there one is chosen among all.
    """
    return call.kind == CallKind.CONSORTIUM and applications_of(actor, now).filter(call=call).exists()


def has_place(actor: Actor, call: Call, now: datetime) -> bool:
    """Return whether the actor's organisation is in the SEKO of the call today."""
    return memberships_on(local_date(now)).filter(seko=call.seko, organisation=actor.organisation).exists()


def partners_of(call: Call, now: datetime) -> QuerySet[Membership]:
    """Return the partners that may object to what the lead proposes."""
    rows = memberships_on(local_date(now)).filter(seko=call.seko, role=Standing.PARTNER)
    return rows.select_related("organisation").order_by("organisation__name_key")


def is_in_time(call: Call, now: datetime, began_at: datetime | None = None) -> bool:
    """Return whether applications are taken at `now`, the grace of a request begun in time included (C6 68)."""
    return call.closes_at is None or clock.is_by(call.closes_at, now, began_at)


def is_closed(call: Call, now: datetime) -> bool:
    """Return whether the day of a call has passed, the grace of the last requests with it."""
    return call.closes_at is not None and now > call.closes_at + clock.grace()


def title_of(call: Call) -> str:
    """Return the title in the page's language: the English one where it is given, else as written."""
    return as_written(call, "title")


def text_of(call: Call) -> str:
    """Return the text in the page's language, as `title_of`."""
    return as_written(call, "text")
