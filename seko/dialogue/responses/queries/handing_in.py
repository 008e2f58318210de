"""When a point came before the ministry, for the database and for rows in memory; how long an answer took."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from django.db.models import Case, DateTimeField, F, When

from seko.dialogue.positions.enums import PointKind
from seko.foundation.core.dates import working_days_until

BY_THEMSELVES = (PointKind.DIRECT, PointKind.LATE)


def handed_in() -> Case:
    """Return the moment as an expression over points: the twin of `handed_in_at` (a test proves them equal)."""
    return Case(
        When(kind=PointKind.DISSENT, then=F("dissented_at")),
        When(kind__in=BY_THEMSELVES, then=F("created_at")),
        When(position__submitted_at__isnull=False, then=F("position__submitted_at")),
        default=F("consultation__leads_deadline_at"),
        output_field=DateTimeField(),
    )


def handed_in_at(
    kind: str,
    *,
    dissented_at: datetime | None,
    created_at: datetime,
    submitted_at: datetime | None,
    leads_deadline_at: datetime,
) -> datetime:
    """Return when a point came before the ministry: a dissent when it was made, a comment that is a point by itself
    when that was, the rest with the common position (`submitted_at`), or at the leads' deadline without one.
    """
    if kind == PointKind.DISSENT and dissented_at:
        return dissented_at
    if kind in BY_THEMSELVES:
        return created_at
    return submitted_at or leads_deadline_at


@lru_cache(maxsize=4_096)
def days_taken(first: date, last: date) -> int:
    """Return the working days after `first` up to `last`; 0 where `last` is the same day or before."""
    return max(0, working_days_until(first, last))
