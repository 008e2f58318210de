"""What the public pages show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seko.actors.mechanism.models import Seko
from seko.dialogue.consultations.enums import Audience, Stage
from seko.dialogue.consultations.models import Consultation, Question
from seko.dialogue.consultations.queries import stage_at, title_of
from seko.foundation.core.dates import local_date
from seko.foundation.core.languages import ENGLISH, current, in_form
from seko.foundation.design import spoken
from seko.foundation.design.parts import BarWithKey, Crumb, Row, Step
from seko.pages.facts.counts import counts_of
from seko.pages.facts.timetable import steps, working_days_left
from seko.pages.facts.titles import total_bar

OPEN = (Stage.COMMENTING, Stage.CONSOLIDATING)
NAMED = 3  # more SEKOs than these are not named one by one where all are asked
AFTER = (Stage.DISSENTING, Stage.ANSWERING, Stage.OVERDUE)


@dataclass(frozen=True, slots=True)
class Group:
    """Consultations under one heading."""

    title: str
    rows: tuple[Row, ...]


def groups(consultations: Iterable[Consultation], now: datetime) -> tuple[Group, ...]:
    """Return the consultations under: open for comments, awaiting answers, announced, ended (in this order)."""
    found: dict[str, list[Row]] = {"open": [], "after": [], "announced": [], "ended": [], "prepared": []}
    for consultation in consultations:
        stage = stage_at(consultation, now)
        key = (
            "open"
            if stage in OPEN
            else "after"
            if stage in AFTER
            else "announced"
            if stage is Stage.ANNOUNCED
            else "prepared"
            if stage is Stage.PREPARED
            else "ended"
        )
        found[key].append(row_of(consultation, stage, now))
    titles = {
        "open": _("Open for comments"),
        "after": _("Answers are being prepared"),
        "announced": _("Announced"),
        "ended": _("Ended"),
        "prepared": _("Being prepared"),
    }
    return tuple(Group(titles[key], tuple(rows)) for key, rows in found.items() if rows)


def row_of(consultation: Consultation, stage: Stage, now: datetime) -> Row:
    """Return a consultation as a row: its title, what is asked, the date that matters now."""
    date, note, is_hard = "", "", False
    if stage is Stage.COMMENTING:
        date = _("members comment until %(day)s") % {
            "day": spoken.day(consultation.members_on, genitive=True, year=False)
        }
        note = working_days_left(consultation.members_on, local_date(now))
    elif stage in OPEN:
        date = spoken.day_time(consultation.leads_deadline_at, year=False)
        note = working_days_left(local_date(consultation.leads_deadline_at), local_date(now))
        is_hard = True
    elif stage in AFTER:
        date = spoken.day(consultation.answers_due_on)
        note = _("answers")
    elif stage is Stage.ANNOUNCED:
        date, note = spoken.day(consultation.opens_at), _("opens")
    elif consultation.concluded_at:
        date, note = spoken.day(consultation.concluded_at), _("concluded")
    about = ngettext("%(total)s comment sent", "%(total)s comments sent", consultation.comments_sent) % {
        "total": spoken.count(consultation.comments_sent, current())
    }
    return Row(
        title_of(consultation),
        reverse("consultation", args=[consultation.code]),
        f"{stage.label} · {about}",
        date,
        note,
        is_hard,
    )


@dataclass(frozen=True, slots=True)
class ConsultationPage:
    """The page of a consultation: one page that says what, until when, what can still be changed."""

    crumbs: tuple[Crumb, ...]
    title: str
    stage: Stage
    summary: str
    open_matters: str
    questions: tuple[Question, ...]
    steps: tuple[Step, ...]
    total: BarWithKey
    audience: str


def page_of(consultation: Consultation, now: datetime) -> ConsultationPage:
    """Return the page of a consultation in the page's language."""
    english = current() == ENGLISH
    return ConsultationPage(
        (Crumb(_("Consultations"), reverse("consultations")), Crumb(title_of(consultation))),
        title_of(consultation),
        stage_at(consultation, now),
        consultation.summary_en if english and consultation.summary_en else consultation.summary,
        consultation.open_matters_en if english and consultation.open_matters_en else consultation.open_matters,
        tuple(consultation.questions.all()),
        steps(consultation, now),
        total_bar(counts_of(consultation, now).whole, consultation, now),
        _audience(consultation),
    )


def _audience(consultation: Consultation) -> str:
    if consultation.audience == Audience.PUBLIC:
        return _("Everybody with a confirmed e-mail address")
    asked = list(consultation.sekos.all())
    if len(asked) > NAMED and len(asked) == Seko.objects.count():
        return ngettext("all SEKOs (%(count)s)", "all SEKOs (%(count)s)", len(asked)) % {"count": len(asked)}
    return ", ".join(in_form(seko, "name") for seko in asked)
