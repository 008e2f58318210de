"""What the public pages of consultations show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seko.actors.mechanism.models import Seko
from seko.actors.organisations.actor import ANONYMOUS
from seko.dialogue.comments.queries import standing_counts
from seko.dialogue.consultations.enums import Audience, Stage
from seko.dialogue.consultations.models import Consultation, Question
from seko.dialogue.consultations.queries import stage_at, title_of, visible_to
from seko.dialogue.responses.queries import debts
from seko.foundation.core.dates import local_date
from seko.foundation.core.languages import ENGLISH, current, in_form
from seko.foundation.design import spoken
from seko.foundation.design.parts import BarWithKey, Crumb, Link, Row, Step
from seko.pages.facts.counts import counts_of
from seko.pages.facts.timetable import steps, working_days_left
from seko.pages.facts.titles import total_bar
from seko.pages.portal.presenters.answers import address
from seko.pages.portal.queries import ANSWERED, LATE

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
    rows = list(consultations)
    counts = standing_counts(rows)
    for consultation in rows:
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
        found[key].append(row_of(consultation, stage, counts.get(consultation.pk, 0), now))
    titles = {
        "open": _("Open for comments"),
        "after": _("Answers are being prepared"),
        "announced": _("Announced"),
        "ended": _("Ended"),
        "prepared": _("Being prepared"),
    }
    return tuple(Group(titles[key], tuple(rows)) for key, rows in found.items() if rows)


def row_of(consultation: Consultation, stage: Stage, comments: int, now: datetime) -> Row:
    """Return a consultation as a row: its title, its stage, how many comments it has, the date that matters now."""
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
    about = ngettext("%(total)s comment", "%(total)s comments", comments) % {"total": spoken.count(comments, current())}
    return Row(
        title_of(consultation),
        reverse("consultation", args=[consultation.code]),
        f"{stage.label} · {about}",
        date,
        note,
        is_hard,
    )


@dataclass(frozen=True, slots=True)
class ToAnswer:
    """What comments put before the institutions: how many, and how many of these are answered, wait, are past their
    term; a part leads to its public list where it has one.
    """

    total: str
    parts: tuple[Link, ...]


def to_answer_of(consultation: Consultation, now: datetime) -> ToAnswer | None:
    """Return what is to be answered in the consultation; None before anything is."""
    found = debts(now, Consultation.objects.filter(pk=consultation.pk)).total
    total = found.answered + found.waiting + found.past_term
    if not total:
        return None
    is_public = visible_to(ANONYMOUS, now).filter(pk=consultation.pk).exists()
    rows = (
        (found.answered, _("answered: %(count)s"), ANSWERED),
        (found.waiting, _("awaiting answer: %(count)s"), ""),
        (found.past_term, _("past their term: %(count)s"), LATE),
    )
    parts = tuple(
        Link(
            words % {"count": spoken.count(count, current())},
            address(consultation=consultation.code, state=state) if state and is_public else "",
        )
        for count, words, state in rows
        if count
    )
    words = _("Comments to be answered: %(count)s")
    return ToAnswer(words % {"count": spoken.count(total, current())}, parts)


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
    to_answer: ToAnswer | None
    audience: str


def page_of(consultation: Consultation, now: datetime) -> ConsultationPage:
    """Return the page of a consultation in the page's language."""
    english = current() == ENGLISH
    return ConsultationPage(
        crumbs=(Crumb(_("Consultations"), reverse("consultations")), Crumb(title_of(consultation))),
        title=title_of(consultation),
        stage=stage_at(consultation, now),
        summary=consultation.summary_en if english and consultation.summary_en else consultation.summary,
        open_matters=consultation.open_matters_en
        if english and consultation.open_matters_en
        else consultation.open_matters,
        questions=tuple(consultation.questions.all()),
        steps=steps(consultation, now),
        total=total_bar(counts_of(consultation, now).whole, consultation, now),
        to_answer=to_answer_of(consultation, now),
        audience=_audience(consultation),
    )


def _audience(consultation: Consultation) -> str:
    if consultation.audience == Audience.PUBLIC:
        return _("Everybody with a confirmed e-mail address")
    asked = list(consultation.sekos.all())
    if len(asked) > NAMED and len(asked) == Seko.objects.count():
        return ngettext("all SEKOs (%(count)s)", "all SEKOs (%(count)s)", len(asked)) % {"count": len(asked)}
    return ", ".join(in_form(seko, "name") for seko in asked)
