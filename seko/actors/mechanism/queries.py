"""Reading the mechanism as of a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import F, FilteredRelation, QuerySet

from seko.actors.mechanism.enums import CONSORTIUM
from seko.actors.mechanism.models import Membership, Seko
from seko.actors.organisations.actor import Standing
from seko.actors.organisations.enums import CIVIL_ROLES
from seko.actors.organisations.models import Mandate
from seko.foundation.core.periods import in_force


def memberships_on(today: date) -> QuerySet[Membership]:
    """Return the memberships in force that day."""
    return Membership.objects.filter(in_force(today))


def with_standings(mandates: QuerySet[Mandate], today: date) -> Iterator[tuple[Mandate, Standing | None]]:
    """Yield each mandate once for each SEKO in which its organisation stands that day, in a single statement; once
    with None where there is none, and for mandates of the state side.
    """
    path = "organisation__memberships"
    holding = FilteredRelation(path, condition=in_force(today, f"{path}__"))
    rows = mandates.annotate(membership=holding).annotate(
        seko_id=F("membership__seko"), seko_code=F("membership__seko__code"), standing=F("membership__role")
    )
    for mandate in rows.order_by(*mandates.query.order_by, "seko_id"):
        standing = Standing(mandate.seko_id, mandate.seko_code, mandate.standing) if mandate.seko_id else None
        is_meant = mandate.role in CIVIL_ROLES and mandate.scope in ("", mandate.seko_code)
        yield mandate, standing if is_meant else None


def consortium_of(seko: Seko, today: date) -> QuerySet[Membership]:
    """Return the lead and the partners of that day, the lead first."""
    return (
        memberships_on(today)
        .filter(seko=seko, role__in=CONSORTIUM)
        .select_related("organisation")
        .order_by("role", "organisation__name_key")
    )


def mandates_of_lead(seko_id: int, today: date) -> QuerySet[Mandate]:
    """Return the mandates in force of the coordination of the lead organisation."""
    rows = _mandates(memberships_on(today).filter(seko_id=seko_id, role="lead"), today)
    return rows.filter(role="coordinator")


def mandates_of_network(seko_id: int, today: date) -> QuerySet[Mandate]:
    """Return the mandates in force of the people of every organisation of the SEKO."""
    return _mandates(memberships_on(today).filter(seko_id=seko_id), today)


def _mandates(memberships: QuerySet[Membership], today: date) -> QuerySet[Mandate]:
    return Mandate.objects.filter(
        in_force(today),
        organisation_id__in=memberships.values("organisation_id"),
        role__in=CIVIL_ROLES,
        person__is_active=True,
    )
