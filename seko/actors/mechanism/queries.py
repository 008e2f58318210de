"""Reading the mechanism as of a day."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from seko.actors.mechanism.enums import CONSORTIUM
from seko.actors.mechanism.models import Membership, Seko
from seko.actors.organisations.actor import Standing
from seko.actors.organisations.enums import CIVIL_ROLES
from seko.actors.organisations.models import Mandate


def memberships_on(today: date) -> QuerySet[Membership]:
    """Return the memberships in force that day."""
    return Membership.objects.filter(starts_on__lte=today).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))


def standings_of(mandate: Mandate, today: date) -> tuple[Standing, ...]:
    """Return what the mandate's organisation is in each SEKO that day; none for mandates of the state side."""
    if mandate.role not in CIVIL_ROLES:
        return ()
    rows = memberships_on(today).filter(organisation_id=mandate.organisation_id)
    if mandate.scope:
        rows = rows.filter(seko__code=mandate.scope)
    return tuple(Standing(*row) for row in rows.order_by("seko_id").values_list("seko_id", "seko__code", "role"))


def consortium_of(seko: Seko, today: date) -> QuerySet[Membership]:
    """Return the lead and the partners of that day, the lead first."""
    return (
        memberships_on(today)
        .filter(seko=seko, role__in=CONSORTIUM)
        .select_related("organisation")
        .order_by("role", "organisation__name_key")
    )


def mandates_of_consortium(seko_id: int, today: date) -> QuerySet[Mandate]:
    """Return the mandates in force of the people of the lead and the partners."""
    return _mandates(memberships_on(today).filter(seko_id=seko_id, role__in=CONSORTIUM), today)


def mandates_of_lead(seko_id: int, today: date) -> QuerySet[Mandate]:
    """Return the mandates in force of the coordination of the lead organisation."""
    rows = _mandates(memberships_on(today).filter(seko_id=seko_id, role="lead"), today)
    return rows.filter(role="coordinator")


def mandates_of_network(seko_id: int, today: date) -> QuerySet[Mandate]:
    """Return the mandates in force of the people of every organisation of the SEKO."""
    return _mandates(memberships_on(today).filter(seko_id=seko_id), today)


def _mandates(memberships: QuerySet[Membership], today: date) -> QuerySet[Mandate]:
    return (
        Mandate.objects.filter(
            organisation_id__in=memberships.values("organisation_id"), role__in=CIVIL_ROLES, starts_on__lte=today
        )
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
        .filter(person__is_active=True)
    )
