"""Reading organisations and mandates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from seko.actors.organisations.actor import ANONYMOUS, Actor, Standing
from seko.actors.organisations.models import Mandate, Organisation

StandingsOf = Callable[[Mandate, date], tuple[Standing, ...]]
_standings_of: list[StandingsOf] = []


def register_standings(reader: StandingsOf) -> None:
    """Let the app of the mechanism (an upper one) say what an organisation is in each SEKO."""
    if reader not in _standings_of:
        _standings_of.append(reader)


def mandates_in_force(person: Any, today: date) -> QuerySet[Mandate]:
    """Return the person's mandates of that day, with their organisations, in a stable order."""
    return (
        Mandate.objects.filter(person=person, starts_on__lte=today)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
        .select_related("organisation")
        .order_by("organisation__name_key", "role", "pk")
    )


def actor_for(person: Any, today: date, chosen: str = "") -> Actor:
    """Return the actor: the person under the chosen mandate if it is in force, else under the first one.

    Read anew for every request, so that an ended mandate ends at the next click (reliability.md N11).
    """
    if person is None or not person.is_authenticated or not person.is_active:
        return ANONYMOUS
    mandates = tuple(mandates_in_force(person, today))
    mandate = next((each for each in mandates if str(each.pk) == chosen), mandates[0] if mandates else None)
    standings = tuple(standing for read in _standings_of for standing in read(mandate, today)) if mandate else ()
    return Actor(person, mandate, tuple(each for each in mandates if each is not mandate), standings)


def actor_of_organisation(person: Any, organisation: Organisation | None, today: date) -> Actor | None:
    """Return the person as actor of that organisation (of none for an individual), for a deed in their name;
    None when the person no longer acts for it.
    """
    if organisation is None:
        return Actor(person)
    mandate = mandates_in_force(person, today).filter(organisation=organisation).first()
    return actor_for(person, today, str(mandate.pk)) if mandate else None


def people_of(organisation_ids: Iterable[object], today: date, *roles: str) -> dict[UUID, set[UUID]]:
    """Return the people who act for each of the organisations that day in one of the roles, by organisation."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    rows = _acting(today).filter(organisation_id__in=set(organisation_ids), role__in=roles)
    for organisation_id, person_id in rows.values_list("organisation_id", "person_id"):
        found[organisation_id].add(person_id)
    return dict(found)


def people_in_role(role: str, today: date) -> set[UUID]:
    """Return the people who act in the role that day, for whichever organisation."""
    return set(_acting(today).filter(role=role).values_list("person_id", flat=True))


def _acting(today: date) -> QuerySet[Mandate]:
    return Mandate.objects.filter(starts_on__lte=today, person__is_active=True).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    )


def organisations() -> QuerySet[Organisation]:
    """Return every organisation: its public profile may be read by anybody."""
    return Organisation.objects.all()
