"""Who is told of calls and applications: one table (entry -> audience -> template)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from seko.actors.calls.enums import STANDING, CallKind
from seko.actors.calls.models import Application, Call
from seko.actors.calls.permissions import partners_until
from seko.actors.mechanism.queries import mandates_of_consortium, mandates_of_network
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import CIVIL_ROLES, Role
from seko.actors.organisations.queries import people_in_role, people_of
from seko.foundation.core.dates import local_date
from seko.foundation.notifications.actions import notify
from seko.foundation.notifications.registry import register_kind


def people_deciding(call: Call, now: datetime) -> set[UUID]:
    """Return the people of the body that decides on the call."""
    today = local_date(now)
    if call.kind == CallKind.CONSORTIUM:
        return people_in_role(Role.MINISTRY, today)
    return set(mandates_of_consortium(call.seko_id, today).values_list("person_id", flat=True))


def people_applying(applications: Iterable[Application], now: datetime) -> set[UUID]:
    """Return the people of the applicants and of the partners they name."""
    rows = list(applications)
    bodies = {row.organisation_id for row in rows}
    bodies |= set(
        Application.partners.through.objects.filter(application__in=rows).values_list("organisation", flat=True)
    )
    found = people_of(bodies, local_date(now), *CIVIL_ROLES)
    return {person for people in found.values() for person in people}


def opened(call: Call, *, by: Actor, now: datetime) -> None:
    """Tell the network of the SEKO that a call is open."""
    people = set(mandates_of_network(call.seko_id, local_date(now)).values_list("person_id", flat=True))
    _tell("call-opened", call, people, now, closes=call.closes_at.isoformat() if call.closes_at else "")


def published(call: Call, *, by: Actor, now: datetime) -> None:
    """Applicants are told one by one (`decided`): each of its own decision."""


def finalised(call: Call, *, by: Actor, now: datetime) -> None:
    """Tell the applicants that the list is final."""
    people = people_applying(call.applications.filter(status__in=STANDING), now)
    _tell("call-final", call, people, now)


def cancelled(call: Call, *, by: Actor, now: datetime) -> None:
    """Tell the applicants that the call is cancelled, and why."""
    people = people_applying(call.applications.exclude(status="withdrawn"), now)
    _tell("call-cancelled", call, people, now, reason=call.cancelled_reason)


def sent(row: Application, *, by: Actor, now: datetime) -> None:
    """Confirm to the applicant and its partners, and tell the deciding body."""
    _tell_of("application-sent", row, people_applying([row], now), now, stamp=now.isoformat())
    _tell_of("application-came", row, people_deciding(row.call, now), now, stamp=now.isoformat())


def withdrawn(row: Application, *, by: Actor, now: datetime) -> None:
    """Tell the deciding body and the partners."""
    people = people_deciding(row.call, now) | people_applying([row], now)
    _tell_of("application-withdrawn", row, people, now)


def proposed(row: Application, *, by: Actor, now: datetime) -> None:
    """Tell the consortium that a decision is proposed and until when partners may object."""
    until = partners_until(row, now).isoformat()
    _tell_of("application-proposed", row, people_deciding(row.call, now), now, stamp=now.isoformat(), until=until)


def decided(row: Application, *, by: Actor, now: datetime) -> None:
    """Tell the applicant the decision with its reason, and until when it may object; the ministry, whom to register."""
    until = row.objections_until.isoformat() if row.objections_until else ""
    _tell_of(
        f"application-{'admitted' if row.outcome == 'admit' else 'refused'}",
        row,
        people_applying([row], now),
        now,
        stamp=now.isoformat(),
        reason=row.reason,
        until=until,
    )
    _tell_to_register(row, now)


def objected(row: Application, *, by: Actor, now: datetime) -> None:
    """Tell the deciding body."""
    _tell_of("objection-lodged", row, people_deciding(row.call, now), now, stamp=now.isoformat())


def objection_decided(row: Application, *, by: Actor, now: datetime) -> None:
    """Tell the applicant with the reason; the ministry, whom to register."""
    _tell_of(
        f"objection-{'granted' if row.outcome == 'admit' else 'dismissed'}",
        row,
        people_applying([row], now),
        now,
        stamp=now.isoformat(),
        reason=row.objection_reason,
    )
    _tell_to_register(row, now)


def registered(row: Application, *, by: Actor, now: datetime) -> None:
    """The mechanism itself tells organisation and lead of the place (`member-registered`)."""


def _tell_to_register(row: Application, now: datetime) -> None:
    if row.call.kind == CallKind.NETWORK and row.outcome == "admit":
        _tell_of("member-to-register", row, people_in_role(Role.MINISTRY, local_date(now)), now)


def _context(call: Call) -> dict[str, Any]:
    return {
        "code": call.code,
        "title": call.title,
        "title_en": call.title_en,
        "seko": call.seko.name_sr,
        "seko_en": call.seko.name_en,
    }


def _tell(kind: str, call: Call, people: set[UUID], now: datetime, **extra: str) -> None:
    notify(
        kind,
        recipients=sorted(people),
        subject="call",
        subject_id=call.pk,
        context={**_context(call), **extra},
        now=now,
        key=f"{kind}:{call.pk}",
    )


def _tell_of(kind: str, row: Application, people: set[UUID], now: datetime, *, stamp: str = "", **extra: str) -> None:
    organisation = {"organisation": row.organisation.name, "organisation_en": row.organisation.name_en}
    notify(
        kind,
        recipients=sorted(people),
        subject="application",
        subject_id=row.pk,
        context={**_context(row.call), **organisation, **extra},
        now=now,
        key=f"{kind}:{row.pk}:{stamp}",
    )


def _to_call(context: dict[str, Any], language: str) -> dict[str, Any]:
    return {"path": reverse("call", args=[context["code"]])}


def _to_application(context: dict[str, Any], language: str) -> dict[str, Any]:
    return {"path": reverse("application", args=[context["code"], context["subject_id"]])}


def _to_list(context: dict[str, Any], language: str) -> dict[str, Any]:
    return {"path": reverse("registrations")}


for _kind, _details in (
    ("call-opened", _to_call),
    ("call-final", _to_call),
    ("call-cancelled", _to_call),
    ("application-sent", _to_application),
    ("application-came", _to_application),
    ("application-withdrawn", _to_call),
    ("application-proposed", _to_application),
    ("application-admitted", _to_application),
    ("application-refused", _to_application),
    ("objection-lodged", _to_application),
    ("objection-granted", _to_application),
    ("objection-dismissed", _to_application),
    ("member-to-register", _to_list),
):
    register_kind(_kind, template=f"calls/mail/{_kind.replace('-', '_')}", details=_details)
