"""Reading contact points, how current they are, and which bodies have none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from seko.actors.contacts.enums import LEVEL_OF, Level
from seko.actors.contacts.models import ContactPoint
from seko.actors.organisations.models import Organisation
from seko.actors.organisations.queries import in_force as bodies_in_force
from seko.foundation.core.periods import in_force

# After so long an entry that nobody confirmed is stale (domain.md 6.4), and its people are asked.
CURRENT_FOR = timedelta(days=365)
REMINDED_AFTER = timedelta(days=14)


def contact_points(today: date) -> QuerySet[ContactPoint]:
    """Return the contact points of that day with their bodies and people: everything in them is public."""
    return ContactPoint.objects.filter(in_force(today)).select_related("organisation", "person", "deputy")


def is_stale(entry: ContactPoint, now: datetime) -> bool:
    """Return whether nobody has said for a year that the entry is right."""
    return entry.verified_at is None or entry.verified_at <= now - CURRENT_FOR


def to_be_asked(today: date, now: datetime) -> QuerySet[ContactPoint]:
    """Return the stale entries that were not asked since they were last confirmed."""
    stale = Q(verified_at__isnull=True) | Q(verified_at__lte=now - CURRENT_FOR)
    return contact_points(today).filter(stale, asked_at__isnull=True)


def to_be_reminded(today: date, now: datetime) -> QuerySet[ContactPoint]:
    """Return the entries asked two weeks ago that nobody confirmed and nobody was reminded of."""
    return contact_points(today).filter(asked_at__lte=now - REMINDED_AFTER, reminded_at__isnull=True)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many bodies of a level have a current contact point, only a stale one, or none (`without`)."""

    level: Level
    current: int
    stale: int
    without: tuple[Organisation, ...]

    @property
    def total(self) -> int:
        """All bodies of the level."""
        return self.current + self.stale + len(self.without)


def coverage(entries: Iterable[ContactPoint], now: datetime) -> tuple[Coverage, ...]:
    """Return the coverage of each level from the entries in force, in one query more."""
    best: dict[object, bool] = {}
    for entry in entries:
        best[entry.organisation_id] = best.get(entry.organisation_id, False) or not is_stale(entry, now)
    found: dict[Level, list[Organisation]] = {level: [] for level in Level}
    for body in bodies_in_force().filter(kind__in=list(LEVEL_OF)).order_by("order_sr", "name_key"):
        found[LEVEL_OF[body.kind]].append(body)
    return tuple(
        Coverage(
            level,
            sum(best.get(body.pk, False) for body in bodies),
            sum(body.pk in best and not best[body.pk] for body in bodies),
            tuple(body for body in bodies if body.pk not in best),
        )
        for level, bodies in found.items()
    )
