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
from seko.dialogue.consultations.queries import title_of
from seko.drafts.programming.models import KeyDate
from seko.foundation.core.dates import local_date
from seko.foundation.core.languages import ENGLISH, current, in_form
from seko.foundation.design import spoken, timeline
from seko.foundation.design.timeline import Event, Kind

MONTHS, BEFORE = 12, 4
LONGEST_LABEL = 30
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
    events = [*_key_dates(first, end)]
    shown_ones = list(consultations)
    is_one_of_several = sum(each.status in RUNNING for each in shown_ones) > 1
    for consultation in shown_ones:
        events += _dates_of(consultation, f"{consultation.code.upper()}: " if is_one_of_several else "")
    shown = sorted((each for each in events if each.last >= first and each.first < end), key=lambda each: each.first)
    if not shown:
        return None
    names = [str(MONTHS_3[month.month]) + (f" {month.year}" if month.month == 1 else "") for month in months]
    names[0] = f"{MONTHS_3[first.month]} {first.year}"
    word = _("today, %(day)s") % {"day": spoken.day(today, year=False)}
    title = _("The year: %(count)s dates from %(first)s to %(last)s") % {
        "count": len(shown),
        "first": spoken.day(shown[0].first, genitive=True),
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
        )
        for row in rows
    ]


def _between(first: date, last: date) -> str:
    if first == last:
        return spoken.day(first, year=False)
    return f"{spoken.day(first, year=False)} – {spoken.day(last, year=False)}"


def _dates_of(consultation: Consultation, prefix: str) -> list[Event]:
    """Return the dates of a running consultation one by one, named with `prefix`, an ended one as a single stretch."""
    url = reverse("consultation", args=[consultation.code])
    opened, members = local_date(consultation.opens_at), consultation.members_on
    if consultation.status not in RUNNING:
        last = local_date(consultation.concluded_at) if consultation.concluded_at else consultation.report_due_on
        return [Event(_clip(title_of(consultation)), Kind.LASTS, opened, last, _between(opened, last), url)]
    found = [
        Event(_("Comments of members"), Kind.LASTS, opened, members, _between(opened, members), url),
        _hard(_("Common position"), consultation.leads_deadline_at, url),
        _hard(_("Dissents"), consultation.dissents_until_at, url),
        _answers(consultation, url),
        _hard(_("Replies"), consultation.replies_until_at, url),
        _by(_("Report"), consultation.report_due_on, url),
    ]
    return [replace(each, label=prefix + each.label) for each in found]


def _hard(label: str, moment: datetime, url: str) -> Event:
    day = local_date(moment)
    return Event(label, Kind.HARD, day, day, spoken.day_time(moment, year=False), url)


def _by(label: str, day: date, url: str) -> Event:
    words = _("by %(day)s") % {"day": spoken.day(day, genitive=True, year=False)}
    return Event(label, Kind.FIXED, day, day, words, url)


def _answers(consultation: Consultation, url: str) -> Event:
    given = consultation.answers_words_en if current() == ENGLISH else ""
    given = given or consultation.answers_words
    if not given:
        return _by(_("Answers"), consultation.answers_due_on, url)
    start = local_date(consultation.dissents_until_at)
    words = spoken.plain_words(given, current())
    return Event(_("Answers"), Kind.WINDOW, start, consultation.answers_due_on, words, url)


def _clip(title: str) -> str:
    return title if len(title) <= LONGEST_LABEL else title[: LONGEST_LABEL - 1].rstrip() + "…"
