"""Reading mandates: who acts for whom, on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from seko.actors.accounts.models import Person
from seko.actors.organisations.actor import ANONYMOUS, Actor, Standing
from seko.actors.organisations.models import Mandate, Organisation
from seko.foundation.core.dates import local_date
from seko.foundation.core.decisions import Decision
from seko.foundation.core.periods import in_force

WithStandings = Callable[[QuerySet[Mandate], date], Iterable[tuple[Mandate, Standing | None]]]
_readers: list[WithStandings] = []


def register_standings(reader: WithStandings) -> None:
    """Let the app of the mechanism (an upper one) read mandates together with what their organisations are in each
    SEKO: it gives a mandate once for each standing.
    """
    _readers[:] = [reader]


def mandates_in_force(person: Any, today: date) -> QuerySet[Mandate]:
    """Return the person's mandates of that day, with their organisations, in a stable order."""
    return (
        Mandate.objects.filter(in_force(today), person=person)
        .select_related("organisation")
        .order_by("organisation__name_key", "role", "pk")
    )


def actor_for(person: Any, today: date, chosen: str = "") -> Actor:
    """Return the actor: the person under the chosen mandate if it is in force, else under the first one, which counts
    as chosen where it is the only one.

    Read anew for every request, so that an ended mandate ends at the next click (reliability.md N11).
    """
    if person is None or not person.is_authenticated or not person.is_active:
        return ANONYMOUS
    mandates: dict[Mandate, list[Standing]] = {}
    for mandate, standing in _readers[0](mandates_in_force(person, today), today):
        mandates.setdefault(mandate, []).extend([standing] if standing else [])
    meant = next((each for each in mandates if str(each.pk) == chosen), None)
    mine = meant or next(iter(mandates), None)
    others = tuple(each for each in mandates if each is not mine)
    return Actor(person, mine, others, tuple(mandates[mine]) if mine else (), is_chosen=meant is not None or not others)


def actor_again(person_id: str, mandate_id: str, today: date) -> Actor:
    """Return who asked for something that is done later, under the mandate under which they asked and no other; nobody
    where it has ended meanwhile.
    """
    found = actor_for(Person.objects.filter(pk=person_id).first(), today, mandate_id)
    return found if found.mandate_id == mandate_id else ANONYMOUS


def every_actor(person_id: UUID, today: date) -> list[Actor]:
    """Return the person as actor under each mandate in force, the present state read anew; none where the account is
    closed.
    """
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    if person is None:
        return []
    return [actor_for(person, today, str(mandate.pk)) for mandate in mandates_in_force(person, today)]


def may_still(person_id: UUID, may: Callable[[Actor], Decision], now: datetime) -> bool:
    """Return whether the person may under one of the mandates in force today."""
    return any(may(actor) for actor in every_actor(person_id, local_date(now)))


def acts_for_state(person: Person, today: date) -> bool:
    """Return whether the person acts for the state under a mandate in force, and so needs a second factor."""
    return actor_for(person, today).needs_second_factor


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
    return Mandate.objects.filter(in_force(today), person__is_active=True)
