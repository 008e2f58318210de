"""The term of a memorandum as a picture of years."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from seko.drafts.memoranda.models import Memorandum, Party, Renewal
from seko.foundation.core.dates import local_date
from seko.foundation.core.languages import ENGLISH, current
from seko.foundation.design import spoken, timeline


def year_of(
    memorandum: Memorandum, parties: Sequence[Party], renewals: Sequence[Renewal], today: date
) -> timeline.Year | None:
    """Return the term as a picture of years; None where nothing of it has a date yet."""
    first = memorandum.begins_on
    if first is None:
        return None
    end = memorandum.ends_on or memorandum.until
    horizon = date(max(today.year, first.year) + 1, 12, 31)
    last = end or (local_date(memorandum.ended_at) if memorandum.ended_at else horizon)
    is_known = not memorandum.source or end is not None
    kind = timeline.Kind.LASTS if is_known else timeline.Kind.WINDOW
    term = timeline.Event(_("Term"), kind, first, max(last, first), _span(first, end))
    events = [term]
    events += [_renewal_event(row, horizon) for row in renewals]
    if memorandum.signed_on:
        signed = memorandum.signed_on
        events.append(timeline.Event(_("Signed"), timeline.Kind.FIXED, signed, signed, spoken.day(signed)))
    if memorandum.ended_at:
        ended = local_date(memorandum.ended_at)
        events.append(timeline.Event(_("Ended"), timeline.Kind.FIXED, ended, ended, spoken.day(ended)))
    left = sorted((party.left_on, party.order) for party in parties if party.left_on)
    for on in dict.fromkeys(day for day, _order in left):
        events.append(timeline.Event(_("A party leaves"), timeline.Kind.FIXED, on, on, spoken.day(on)))
    latest = max(max(event.last for event in events), today)
    return timeline.year(events, _scale(first.year, latest.year), today, _("today"), _("The term of the memorandum"))


def _renewal_event(row: Renewal, horizon: date) -> timeline.Event:
    last = row.until or horizon
    return timeline.Event(_("Renewed"), timeline.Kind.LASTS, row.on, max(last, row.on), _span(row.on, row.until))


def _span(first: date, last: date | None) -> str:
    return f"{spoken.day(first)} – {spoken.day(last)}" if last else f"{spoken.day(first)} –"


def year_name(year: int) -> str:
    """Return a year as the language writes it: 2027. in Serbian, 2027 in English."""
    return str(year) if current() == ENGLISH else f"{year}."


def _scale(first: int, last: int) -> list[tuple[date, str]]:
    """Return the marks of the scale: about six years by name; the last mark, unnamed, ends the drawing."""
    step = max(1, -(-(last - first + 1) // 6))
    return [(date(year, 1, 1), year_name(year)) for year in range(first, last + 1, step)] + [(date(last, 12, 1), "")]
