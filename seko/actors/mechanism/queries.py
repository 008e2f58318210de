"""Reading the mechanism as of a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet

from seko.actors.mechanism.enums import CONSORTIUM
from seko.actors.mechanism.models import FormerSectorName, Membership, Sector, Seko, Suspension
from seko.actors.organisations.actor import Actor, Standing
from seko.actors.organisations.enums import CIVIL_ROLES
from seko.actors.organisations.models import Mandate, Organisation
from seko.foundation.core.periods import in_force
from seko.foundation.text.folding import fold


def memberships_on(today: date) -> QuerySet[Membership]:
    """Return the memberships in force that day."""
    return Membership.objects.filter(in_force(today))


def holds_from(day: date) -> Q:
    """Return the condition on memberships that hold on the day or begin later."""
    return Q(ends_on__isnull=True) | Q(ends_on__gte=day, ended_at__isnull=True)


def areas_on(day: date) -> QuerySet[Sector]:
    """Return the areas that are counted that day, with their names in time and their SEKOs."""
    rows = Sector.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)
    return rows.order_by("sekos__order", "code").distinct().prefetch_related("former_names", "sekos")


def name_on(sector: Sector, day: date) -> Sector | FormerSectorName:
    """Return what holds the area's name of that day: the area itself, or the name it had. Reads `former_names`."""
    past = (each for each in sector.former_names.all() if each.ends_on >= day)
    return min(past, key=lambda each: each.ends_on, default=sector)


def suspensions_on(day: date) -> QuerySet[Suspension]:
    """Return the suspensions in force that day."""
    return Suspension.objects.filter(in_force(day))


def suspended(day: date, membership: str = "") -> Exists:
    """Return the condition that the membership's organisation stands aside from its SEKO that day (or from all).

    `membership` is the path to the membership in the rows asked about ("memberships__"). Neither silence nor consent:
    who stands aside is counted neither among those asked nor among those who said nothing.
    """
    rows = suspensions_on(day).filter(organisation=OuterRef(f"{membership}organisation"))
    return Exists(rows.filter(Q(seko__isnull=True) | Q(seko=OuterRef(f"{membership}seko"))))


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


def organisations_of(seko: Seko, today: date) -> QuerySet[Organisation]:
    """Return the organisations of the SEKO that day, in the order of their names."""
    rows = memberships_on(today).filter(seko=seko)
    return Organisation.objects.filter(pk__in=rows.values("organisation")).order_by("name_key")


def organisations_named(typed: str, most: int = 5) -> list[Organisation]:
    """Return the organisation of exactly this name (in either script) or registry number, else those that hold it.

    One alone is meant; several are to be named to the person, who writes the whole name.
    """
    rows = Organisation.objects.filter(merged_into__isnull=True)
    key = fold(typed)[:200].strip()
    exact = list(rows.filter(name_key=key)[:2]) or list(rows.filter(registry_number=typed.strip() or "-")[:2])
    if exact or not key:
        return exact
    return list(rows.filter(name_key__contains=key)[:most])


def places_of(actor: Actor, today: date) -> QuerySet[Membership]:
    """Return the places of the actor's organisation that day, in the SEKOs for which the person acts."""
    rows = memberships_on(today).filter(organisation=actor.organisation, seko__in=actor.sekos())
    return rows.select_related("seko", "organisation").order_by("seko__order")


def own_suspensions(actor: Actor) -> QuerySet[Suspension]:
    """Return what the actor's organisation declared, the newest first."""
    rows = Suspension.objects.filter(organisation=actor.organisation) if actor.is_civil else Suspension.objects.none()
    return rows.select_related("seko", "organisation")


def mandates_of_lead(seko_id: int, today: date) -> QuerySet[Mandate]:
    """Return the mandates in force of the coordination of the lead organisation."""
    rows = _mandates(memberships_on(today).filter(seko_id=seko_id, role="lead"), today)
    return rows.filter(role="coordinator")


def mandates_of_consortium(seko_id: int, today: date) -> QuerySet[Mandate]:
    """Return the mandates in force of the people of the lead and the partners."""
    return _mandates(memberships_on(today).filter(seko_id=seko_id, role__in=CONSORTIUM), today)


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
