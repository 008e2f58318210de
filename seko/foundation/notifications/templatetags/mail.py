"""What mail templates may ask: times that were stored as text."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils.dateparse import parse_date, parse_datetime

register = template.Library()


@register.filter
def moment(text: str) -> datetime | date | None:
    """Return the time or the day that a context holds as ISO text, for the date filters; None for anything else."""
    try:
        return parse_datetime(text) or parse_date(text)
    except (TypeError, ValueError):
        return None
