"""Rows that hold from a day to a day: which of them are in force on a day."""

from __future__ import annotations

from datetime import date

from django.db.models import Q


def in_force(day: date, path: str = "") -> Q:
    """Return the condition that a row with `starts_on`, `ends_on` (both included; none: open) and `ended_at` holds.

    A row that a deed ended (`ended_at` is set) no longer holds on its last day: what is taken away is gone at the next
    request (reliability.md N11), and the state as of a day is that of the day's end. `path` leads to the rows
    ("mandates__").
    """
    is_open = Q(**{f"{path}ends_on__isnull": True}) | Q(**{f"{path}ends_on__gt": day})
    is_last_day = Q(**{f"{path}ends_on": day, f"{path}ended_at__isnull": True})
    return Q(**{f"{path}starts_on__lte": day}) & (is_open | is_last_day)
