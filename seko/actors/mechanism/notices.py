"""Who is told of what changes in the mechanism: one table (entry -> audience -> template)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from seko.actors.mechanism.models import Membership, Seko, Suspension
from seko.actors.mechanism.queries import mandates_of_consortium, mandates_of_lead, memberships_on
from seko.actors.organisations.enums import CIVIL_ROLES, Role
from seko.actors.organisations.models import Organisation
from seko.actors.organisations.queries import people_in_role, people_of
from seko.foundation.core.dates import local_date
from seko.foundation.notifications.actions import notify
from seko.foundation.notifications.registry import register_kind


def lead_and_ministry(seko: Seko, now: datetime) -> set[UUID]:
    """Return the people of the lead's coordination and of the ministry's."""
    today = local_date(now)
    leads = set(mandates_of_lead(seko.pk, today).values_list("person_id", flat=True))
    return leads | people_in_role(Role.MINISTRY, today)


def people_for(organisations: Iterable[Organisation], now: datetime) -> set[UUID]:
    """Return the people who act for the organisations."""
    found = people_of([each.pk for each in organisations], local_date(now), *CIVIL_ROLES)
    return {person for people in found.values() for person in people}


def lead_appointed(lead: Membership, old: list[Organisation], *, now: datetime) -> None:
    """Tell the new lead, the old one and the rest of the consortium who leads from which day on."""
    people = set(mandates_of_consortium(lead.seko_id, lead.starts_on).values_list("person_id", flat=True))
    before = old[0].name if old else ""
    _tell(
        "lead-appointed", lead, people | people_for([lead.organisation, *old], now), now, since=lead.starts_on,
        before=before,
    )  # fmt: skip


def member_registered(row: Membership, *, now: datetime) -> None:
    """Tell the organisation that it has a place in the SEKO, and its lead."""
    people = people_for([row.organisation], now)
    people |= set(mandates_of_lead(row.seko_id, local_date(now)).values_list("person_id", flat=True))
    _tell("member-registered", row, people, now, since=row.starts_on, role=row.role)


def member_left(row: Membership, told: set[UUID], *, now: datetime) -> None:
    """Tell lead and ministry (`told`, as they were before) that the organisation left."""
    _tell(
        "member-left", row, told | people_for([row.organisation], now), now, until=row.ends_on, reason=row.ending_reason
    )


def membership_ended(row: Membership, *, now: datetime) -> None:
    """Tell the organisation, the lead and the ministry that the place was ended by decision of the consortium."""
    people = lead_and_ministry(row.seko, now) | people_for([row.organisation], now)
    _tell("membership-ended", row, people, now, until=row.ends_on, reason=row.ending_reason)


def _tell(kind: str, row: Membership, people: set[UUID], now: datetime, **extra: Any) -> None:
    dates = {name: value.isoformat() for name, value in extra.items() if hasattr(value, "isoformat")}
    notify(
        kind,
        recipients=sorted(people),
        subject="seko",
        subject_id=row.seko_id,
        context={
            "code": row.seko.code,
            "seko": row.seko.name_sr,
            "seko_en": row.seko.name_en,
            "organisation": row.organisation.name,
            "organisation_en": row.organisation.name_en,
            **extra,
            **dates,
        },
        now=now,
        key=f"{kind}:{row.pk}",
    )


def participation_suspended(row: Suspension, *, now: datetime) -> None:
    """Tell lead and ministry that the organisation stands aside, with its statement."""
    _tell_of_suspension("participation-suspended", row, now, statement=row.statement, way=row.kind)


def participation_resumed(row: Suspension, *, now: datetime) -> None:
    """Tell lead and ministry that the organisation takes part again."""
    _tell_of_suspension("participation-resumed", row, now)


def _tell_of_suspension(kind: str, row: Suspension, now: datetime, **extra: str) -> None:
    today = local_date(now)
    rows = memberships_on(today).filter(organisation=row.organisation)
    sekos = [row.seko_id] if row.seko_id else list(rows.values_list("seko", flat=True))
    people = people_in_role(Role.MINISTRY, today)
    for seko in sekos:
        people |= set(mandates_of_lead(seko, today).values_list("person_id", flat=True))
    notify(
        kind,
        recipients=sorted(people),
        subject="suspension",
        subject_id=row.pk,
        context={
            "organisation": row.organisation.name,
            "organisation_en": row.organisation.name_en,
            "code": row.seko.code if row.seko else "",
            "seko": row.seko.name_sr if row.seko else "",
            "seko_en": row.seko.name_en if row.seko else "",
            **extra,
        },
        now=now,
        key=f"{kind}:{row.pk}",
    )


def _page(context: dict[str, Any], language: str) -> dict[str, Any]:
    code = context["code"]
    return {"path": reverse("area", args=[code]) if code else reverse("areas")}


for _kind in (
    "lead-appointed",
    "member-registered",
    "member-left",
    "membership-ended",
    "participation-suspended",
    "participation-resumed",
):
    register_kind(_kind, template=f"mechanism/mail/{_kind.replace('-', '_')}", details=_page)
