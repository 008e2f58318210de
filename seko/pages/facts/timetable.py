"""The seven dates as steps, and the countdown."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seko.dialogue.consultations.enums import Stage
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import report_is_fixed, stage_at
from seko.foundation.core.clock import BELGRADE
from seko.foundation.core.dates import local_date, working_days_until
from seko.foundation.core.languages import as_written, current
from seko.foundation.design import spoken
from seko.foundation.design.parts import Step

CURRENT = {
    Stage.ANNOUNCED: "opens_at",
    Stage.COMMENTING: "members_on",
    Stage.CONSOLIDATING: "leads_deadline_at",
    Stage.DISSENTING: "dissents_until_at",
    Stage.ANSWERING: "answers_due_on",
    Stage.OVERDUE: "answers_due_on",
}


def steps(consultation: Consultation, now: datetime) -> tuple[Step, ...]:
    """Return the timetable as steps: the past ones, the current one, hard deadlines with their lock."""
    today = local_date(now)
    here = CURRENT.get(stage_at(consultation, now), "")
    if not here and now <= consultation.replies_until_at:
        here = "replies_until_at"
    rows = (
        ("opens_at", _("Opening"), _day(consultation.opens_at), False),
        ("members_on", _("Comments of members"), indicative(_until(consultation.members_on, today)), False),
        ("leads_deadline_at", _("Common position"), until(consultation.leads_deadline_at), True),
        ("dissents_until_at", _("Dissents"), until(consultation.dissents_until_at), True),
        ("answers_due_on", _("Answers"), answers_when(consultation), False),
        ("replies_until_at", _("Replies"), until(consultation.replies_until_at), True),
        ("report_due_on", _("Report"), report_when(consultation), False),
    )
    found = []
    for name, label, when, is_hard in rows:
        value = getattr(consultation, name)
        day = local_date(value) if isinstance(value, datetime) else value
        is_past = name != here and (value < now if isinstance(value, datetime) else day < today)
        found.append(Step(label, when, is_past, name == here, is_hard))
    return tuple(found)


def deadline_words(deadline: datetime, now: datetime) -> str:
    """Return "Deadline: 29 January, 23:59, 12 working days left" (or that it has passed)."""
    local = deadline.astimezone(BELGRADE)
    values = {"day": spoken.day(deadline, year=False), "time": f"{local:%H:%M}"}
    if now > deadline:
        return _("The deadline passed: %(day)s, %(time)s") % values
    words = _("Deadline: %(day)s, %(time)s") % values
    return f"{words}, {working_days_left(local_date(deadline), local_date(now))}"


def working_days_left(last: date, today: date) -> str:
    """Return "12 working days left", "the last working day"."""
    days = working_days_until(today, last)
    if last == today:
        return _("today is the last day")
    if last > today and not days:
        free = (last - today).days
        words = ngettext("%(days)s day left, not a working day", "%(days)s days left, no working day", free)
        return words % {"days": free}
    return ngettext("%(days)s working day left", "%(days)s working days left", days) % {"days": days}


def _day(moment: datetime) -> str:
    return str(spoken.day(moment))


def until(moment: datetime) -> str:
    """Return a hard deadline: "until 29 January, 23:59"."""
    local = moment.astimezone(BELGRADE)
    values = {"day": spoken.day(moment, genitive=True, year=False), "time": f"{local:%H:%M}"}
    return _("until %(day)s, %(time)s") % values


def _until(day: date, today: date) -> str:
    words = _("until %(day)s") % {"day": spoken.day(day, genitive=True, year=False)}
    return f"{words}, {working_days_left(day, today)}" if day >= today else words


def by(day: date) -> str:
    """Return a day that is due: "by 29 January"."""
    return _("by %(day)s") % {"day": spoken.day(day, genitive=True, year=False)}


def answers_when(consultation: Consultation) -> str:
    """Return when answers are due: in the words of the indicative date where it has some, else by its day."""
    given = as_written(consultation, "answers_words")
    return indicative(spoken.words(given, current()) if given else by(consultation.answers_due_on))


def report_when(consultation: Consultation) -> str:
    """Return when the report is due: by a day where a law fixes it, else as an indicative date."""
    words = by(consultation.report_due_on)
    return words if report_is_fixed(consultation) else indicative(words)


def indicative(words: str) -> str:
    """Return a date that informs and locks nothing: "indicative: by 29 January"."""
    return _("indicative: %(words)s") % {"words": words}
