"""The year as a picture: the ministry's key dates and the dates of consultations that everybody may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from django.urls import reverse
from django.utils.dates import MONTHS_3
from django.utils.translation import gettext as _

from seko.dialogue.consultations.enums import RUNNING
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import report_is_fixed, title_of
from seko.drafts.programming.models import KeyDate
from seko.foundation.core.dates import local_date
from seko.foundation.core.languages import in_form
from seko.foundation.design import spoken, timeline
from seko.foundation.design.timeline import Event, Kind
from seko.pages.facts.timetable import answers_when, indicative, report_when

MONTHS, BEFORE = 12, 4
KINDS = {
    KeyDate.Precision.FIXED: Kind.FIXED,
    KeyDate.Precision.HARD: Kind.HARD,
    KeyDate.Precision.WINDOW: Kind.WINDOW,
    KeyDate.Precision.LASTS: Kind.LASTS,
}


def year_of(consultations: Iterable[Consultation], now: datetime) -> timeline.Year | None:
    """Return twelve months around today with every date in them; None where there is none."""
    today = local_date(now)
    first = _month(today, -BEFORE)
    months = [_month(first, step) for step in range(MONTHS)]
    end = _month(first, MONTHS)
    groups = [_key_dates(first, end), *map(_dates_of, consultations)]
    shown = [
        event
        for events in groups
        for event in sorted(events, key=lambda each: each.first)
        if event.last >= first and event.first < end
    ]
    if not shown:
        return None
    names = [str(MONTHS_3[month.month]) + (f" {month.year}" if month.month == 1 else "") for month in months]
    names[0] = f"{MONTHS_3[first.month]} {first.year}"
    word = _("today, %(day)s") % {"day": spoken.day(today, year=False)}
    title = _("The year: %(count)s dates from %(first)s to %(last)s") % {
        "count": len(shown),
        "first": spoken.day(min(each.first for each in shown), genitive=True),
        "last": spoken.day(max(each.last for each in shown), genitive=True),
    }
    return timeline.year(shown, list(zip(months, names, strict=True)), today, word, title)


def _month(day: date, steps: int) -> date:
    months = day.year * 12 + day.month - 1 + steps
    return date(months // 12, months % 12 + 1, 1)


def _key_dates(first: date, end: date) -> list[Event]:
    rows = KeyDate.objects.filter(ends_on__gte=first, starts_on__lt=end)
    return [
        Event(
            in_form(row, "name"),
            KINDS[KeyDate.Precision(row.precision)],
            row.starts_on,
            row.ends_on,
            in_form(row, "words") or _between(row.starts_on, row.ends_on),
            moved_from=(row.moved_from_starts_on, row.moved_from_ends_on)
            if row.moved_from_starts_on and row.moved_from_ends_on
            else None,
            group=_("Key dates"),
        )
        for row in rows
    ]


def _between(first: date, last: date) -> str:
    if first == last:
        return spoken.day(first, year=False)
    return f"{spoken.day(first, year=False)} – {spoken.day(last, year=False)}"


def _dates_of(consultation: Consultation) -> list[Event]:
    """Return the dates of a running consultation one by one, an ended one as a single stretch, under its title."""
    url, group = reverse("consultation", args=[consultation.code]), title_of(consultation)
    opened, members = local_date(consultation.opens_at), consultation.members_on
    if consultation.status not in RUNNING:
        last = local_date(consultation.concluded_at) if consultation.concluded_at else consultation.report_due_on
        return [
            Event(_("Course of the consultation"), Kind.LASTS, opened, last, _between(opened, last), url, group=group)
        ]
    found = [
        Event(_("Comments of members"), Kind.LASTS, opened, members, indicative(_between(opened, members)), url),
        _hard(_("Common position"), consultation.leads_deadline_at, url),
        _hard(_("Dissents"), consultation.dissents_until_at, url),
        _answers(consultation, url),
        _hard(_("Replies"), consultation.replies_until_at, url),
        _report(consultation, url),
    ]
    return [replace(each, group=group) for each in found]


def _hard(label: str, moment: datetime, url: str) -> Event:
    day = local_date(moment)
    return Event(label, Kind.HARD, day, day, spoken.day_time(moment, year=False), url)


def _answers(consultation: Consultation, url: str) -> Event:
    start = min(local_date(consultation.dissents_until_at), consultation.answers_due_on)
    return Event(_("Answers"), Kind.WINDOW, start, consultation.answers_due_on, answers_when(consultation), url)


def _report(consultation: Consultation, url: str) -> Event:
    """Return the report's day where a law fixes it, else the window from the last reply to that day."""
    day, kind = consultation.report_due_on, Kind.FIXED if report_is_fixed(consultation) else Kind.WINDOW
    start = day if kind is Kind.FIXED else min(local_date(consultation.replies_until_at), day)
    return Event(_("Report"), kind, start, day, report_when(consultation), url)
