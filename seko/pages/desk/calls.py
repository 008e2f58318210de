"""What calls ask of a person: whom to register, what to judge, what to send before the closing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seko.actors.calls.enums import ApplicationStatus, CallKind, CallStatus
from seko.actors.calls.models import Application
from seko.actors.calls.queries import decides_q, is_closed, title_of, to_register
from seko.actors.organisations.actor import Actor


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing to do: what, about which call, where, until when (None: no deadline)."""

    title: str
    about: str
    url: str
    until: datetime | None = None


def asked_by_calls(actor: Actor, now: datetime) -> Iterator[Asked]:
    """Yield what waits for the actor in calls; in three queries at most."""
    if actor.is_ministry and (count := to_register().count()):
        words = ngettext("Register %(count)s member of a network", "Register %(count)s members of networks", count)
        yield Asked(words % {"count": count}, _("Consortia admitted them"), reverse("registrations"))
    if actor.is_ministry or actor.sekos("lead", "partner"):
        yield from _to_judge(actor, now)
    if actor.is_civil:
        rows = Application.objects.filter(organisation=actor.organisation, status=ApplicationStatus.UNSENT)
        for row in rows.filter(call__status=CallStatus.OPENED).select_related("call"):
            if not is_closed(row.call, now):
                url = reverse("application-edit", args=[row.call.code])
                yield Asked(_("Send the application"), title_of(row.call), url, row.call.closes_at)


def _to_judge(actor: Actor, now: datetime) -> Iterator[Asked]:
    waiting = (ApplicationStatus.SENT, ApplicationStatus.PROPOSED, ApplicationStatus.OBJECTED)
    rows = Application.objects.filter(decides_q(actor, "call__"), status__in=waiting)
    counts: dict[str, tuple[str, int]] = {}
    for row in rows.select_related("call").order_by("sent_at"):
        if row.call.kind == CallKind.NETWORK or is_closed(row.call, now):
            title, count = counts.get(row.call.code, (title_of(row.call), 0))
            counts[row.call.code] = (title, count + 1)
    for code, (title, count) in counts.items():
        words = ngettext("Judge %(count)s application", "Judge %(count)s applications", count) % {"count": count}
        yield Asked(words, title, reverse("call-judging", args=[code]))
