"""What the ministry's pages of a consultation show: dates, warnings with their basis, what can be done and why not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seko.actors.accounts.models import Person
from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations import permissions, timetable
from seko.dialogue.consultations.enums import Audience, Status
from seko.dialogue.consultations.lifecycle import CONSULTATION
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import stage_at, title_of
from seko.dialogue.consultations.timetable import DATE_NAMES
from seko.drafts.documents.models import Version
from seko.drafts.documents.queries import reaches_everybody
from seko.drafts.programming.models import TimeRule
from seko.foundation.core.clock import BELGRADE
from seko.foundation.core.dates import local_date, working_days_until
from seko.foundation.core.decisions import Decision, refused
from seko.foundation.core.languages import ENGLISH, current, in_form
from seko.foundation.design import spoken
from seko.foundation.design.parts import Crumb, Row
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed

WORKING = "working-days"


def crumbs(consultation: Consultation, *more: Crumb) -> tuple[Crumb, ...]:
    """Return the way to the page where a consultation is conducted, or beyond it."""
    page = Crumb(title_of(consultation), reverse("consultation", args=[consultation.code]))
    return (crumb_of_list(), page, *more)


def crumb_of_list() -> Crumb:
    """Return the way to the list of consultations."""
    return Crumb(_("Consultations"), reverse("consultations"))


def when(value: date | datetime) -> str:
    """Return a date of the timetable: the day, and of a hard one the time in hours and minutes."""
    return spoken.day_time(value) if isinstance(value, datetime) else spoken.day(value)


@dataclass(frozen=True, slots=True)
class Moved:
    """One change of a date."""

    old: str
    new: str
    reason: str
    by: str
    on: str


@dataclass(frozen=True, slots=True)
class DateLine:
    """One of the seven dates: what it is, of which kind, when, and how it was moved."""

    name: str
    kind: str
    is_hard: bool
    when: str
    words: str
    is_past: bool
    history: tuple[Moved, ...]


def dates(consultation: Consultation, now: datetime) -> tuple[DateLine, ...]:
    """Return the timetable with its history, in its order."""
    history: dict[str, list[Moved]] = {}
    for change in consultation.date_changes.select_related("by"):
        person = spoken.plain_words(change.by.name, current()) if change.by else ""
        reason = change.reason or _("Answers were published; their authors have five working days to reply.")
        moved = Moved(when(_read(change.old)), when(_read(change.new)), reason, person, spoken.day(change.at))
        history.setdefault(change.field, []).append(moved)
    english = current() == ENGLISH and consultation.answers_words_en
    window = working_days_until(local_date(consultation.opens_at), local_date(consultation.leads_deadline_at))
    words = {
        "answers_due_on": consultation.answers_words_en if english else consultation.answers_words,
        "leads_deadline_at": _("%(days)s from the opening") % {"days": count_days(window, WORKING)},
    }
    lines = []
    for name in timetable.ORDER:
        value = getattr(consultation, name)
        is_past = value < now if isinstance(value, datetime) else value < now.astimezone(BELGRADE).date()
        lines.append(
            DateLine(
                str(DATE_NAMES[name]),
                _kind(name),
                name in timetable.HARD,
                when(value),
                words.get(name, ""),
                is_past,
                tuple(history.get(name, ())),
            )
        )
    return tuple(lines)


def _kind(name: str) -> str:
    if name == "opens_at":
        return _("fixed date")
    return _("deadline") if name in timetable.HARD else _("indicative")


def _read(stored: str) -> date | datetime:
    return datetime.fromisoformat(stored) if "T" in stored else date.fromisoformat(stored)


@dataclass(frozen=True, slots=True)
class Care:
    """A warning about the dates: its code (what the form sends), its sentence, on what it rests, the rule's words."""

    code: str
    sentence: str
    basis: str
    citation: str


def cares(consultation: Consultation, now: datetime) -> tuple[Care, ...]:
    """Return what has to be weighed before opening."""
    return tuple(
        Care(
            each.code,
            warning_words(each),
            str(TimeRule.Basis(each.basis).label) if each.basis else "",
            in_form(each.rule, "citation") if each.rule else "",
        )
        for each in timetable.warnings(consultation, now)
    )


def warning_words(warned: timetable.Warned) -> str:
    """Return the sentence of a warning."""
    kind, _colon, name = warned.code.partition(":")
    values = warned.values
    if kind == "holidays":
        days = ", ".join(spoken.day(date.fromisoformat(day), year=False) for day in values["days"])
        return _("Public holidays before the deadline do not count as working days: %(days)s.") % {"days": days}
    if kind == "not-a-working-day":
        day = spoken.day(date.fromisoformat(values["day"]))
        return _("%(date)s: %(day)s is not a working day.") % {"date": DATE_NAMES[name], "day": day}
    limit = values.get("minimum", values.get("maximum", 0))
    numbers = {"days": count_days(values["days"], values["unit"]), "limit": count_days(limit, values["unit"])}
    sentences = {
        "window-short": _("From the opening to the deadline: %(days)s. The least is %(limit)s."),
        "notice-short": _("From publishing the draft to the opening: %(days)s. The least is %(limit)s."),
        "dissents-short": _("From the deadline to the last dissent: %(days)s. The proposed least is %(limit)s."),
        "report-late": _("From the last reply to the report: %(days)s. The most is %(limit)s."),
    }
    return sentences[kind] % numbers


def count_days(number: int, unit: str) -> str:
    """Return "12 working days" or "12 days"."""
    if unit == WORKING:
        return ngettext("%(count)s working day", "%(count)s working days", number) % {"count": number}
    return ngettext("%(count)s day", "%(count)s days", number) % {"count": number}


@dataclass(frozen=True, slots=True)
class Managed:
    """The page where a consultation is conducted."""

    title: str
    crumbs: tuple[Crumb, ...]
    stage: str
    is_prepared: bool
    is_opened: bool
    is_ended: bool
    can_move: bool
    audience: str
    dates: tuple[DateLine, ...]
    cares: tuple[Care, ...]
    hindrances: tuple[Decision, ...]
    not_yet: str
    readers: Decision
    conclude: Decision
    exception: Decision
    cancel: Decision
    waiting: Mapping[str, ProposedDeed]
    is_after_dissents: bool


def managed(consultation: Consultation, actor: Actor, now: datetime) -> Managed:
    """Return what the ministry's coordination sees and may do."""
    is_prepared, is_opened = consultation.status == Status.PREPARED, consultation.status == Status.OPENED
    names = ", ".join(in_form(seko, "name") for seko in consultation.sekos.all())
    everybody = consultation.audience == Audience.PUBLIC
    hindrances = permissions.hindrances(consultation, now) if is_prepared else ()
    return Managed(
        title=title_of(consultation),
        crumbs=crumbs(consultation, Crumb(_("Conduct"))),
        stage=str(stage_at(consultation, now).label),
        is_prepared=is_prepared,
        is_opened=is_opened,
        is_ended=not is_prepared and not is_opened,
        can_move=bool(timetable.movable(consultation)),
        audience=str(Audience.PUBLIC.label) if everybody else names or _("nobody yet"),
        dates=dates(consultation, now),
        cares=cares(consultation, now) if is_prepared else (),
        hindrances=hindrances,
        not_yet=_not_yet(len(hindrances)) if hindrances else "",
        readers=readers(consultation, now),
        conclude=CONSULTATION.may(consultation, "conclude", actor, now),
        exception=CONSULTATION.may(consultation, "conclude-with-exception", actor, now),
        cancel=CONSULTATION.may(consultation, "cancel", actor, now),
        waiting={each.deed.replace("-", "_"): each for each in second.all_waiting(consultation.pk)},
        is_after_dissents=now > consultation.dissents_until_at,
    )


def _not_yet(count: int) -> str:
    words = ngettext(
        "Not possible yet: %(count)s thing is missing.", "Not possible yet: %(count)s things are missing.", count
    )
    return words % {"count": count}


def readers(consultation: Consultation, now: datetime) -> Decision:
    """Return whether the public sees the consultation once it is opened, in a sentence, with where that is changed."""
    sees_all = _("Everybody sees this consultation, and its comments once they are answered.")
    everybody = Decision(allowed=True, reason=sees_all)
    version = consultation.version
    if version is None:
        if consultation.audience == Audience.PUBLIC:
            return everybody
        return refused(
            _(
                "There is no draft, so only those who are asked, the institutions and observers see this consultation. "
                "The public has no page of it: neither the questions nor the answers and the report."
            ),
            reverse("consultation-edit", args=[consultation.code]) + "#id_audience"
            if consultation.status == Status.PREPARED
            else "",
        )
    if reaches_everybody(version, max(consultation.opens_at, now)):
        return everybody
    return refused(
        _("The draft is not released to the public: the public sees nothing of this consultation until it is."),
        reverse("version", args=[version.document.code, version.number]) + "#readers",
    )


def names_of_dates(consultation: Consultation, now: datetime) -> dict[str, Any]:
    """Return the dates that can be moved in the present state, by field: no opening that is over."""
    fields = timetable.movable(consultation)
    return {name: DATE_NAMES[name] for name in fields if name != "opens_at" or consultation.opens_at >= now}


def describe(proposals: Sequence[ProposedDeed]) -> dict[UUID, second.Described]:
    """Describe deeds on consultations that wait for a second person, in one query."""
    words = {
        "conclude-with-exception": _("Conclude although something is not answered"),
        "cancel-consultation": _("Cancel the consultation"),
        "shorten-deadline": _("Move a deadline earlier"),
        "reopen-deadline": _("Open again what a passed deadline closed"),
    }
    rows = Consultation.objects.filter(pk__in=[each.subject_id for each in proposals])
    known = {str(row.pk): row for row in rows}
    return {
        each.pk: second.Described(
            words[each.deed],
            title_of(known[each.subject_id]),
            reverse("consultation-manage", args=[known[each.subject_id].code]),
            _proposed_date(each),
        )
        for each in proposals
        if each.subject_id in known
    }


def _proposed_date(proposed: ProposedDeed) -> tuple[tuple[str, str], ...]:
    if "field" not in proposed.payload:
        return ()
    field = proposed.payload["field"]
    return (
        (_("Date"), str(DATE_NAMES[field])),
        (_("Until now"), when(datetime.fromisoformat(proposed.payload["old"]))),
        (_("Proposed"), when(datetime.fromisoformat(proposed.payload["value"]))),
    )


for _deed in ("conclude-with-exception", "cancel-consultation", "shorten-deadline", "reopen-deadline"):
    second.register_words(_deed, describe)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that waits for a second person."""

    deed: str
    about: str
    url: str
    reason: str
    by: str
    on: str
    facts: tuple[tuple[str, str], ...]


def proposal(proposed: ProposedDeed, described: second.Described, names: Mapping[UUID, str]) -> Proposal:
    """Return a proposal as its page shows it."""
    return Proposal(
        str(described.deed),
        described.about,
        described.url,
        proposed.reason,
        names.get(proposed.proposed_by, ""),
        spoken.day(proposed.proposed_at),
        tuple((str(label), value) for label, value in described.facts),
    )


def proposal_rows(proposals: Sequence[ProposedDeed]) -> tuple[Row, ...]:
    """Return proposals as rows; a constant number of queries."""
    described = second.described(proposals)
    names = names_of(each.proposed_by for each in proposals)
    rows = []
    for each in proposals:
        about = _beside(described[each.pk].about, names.get(each.proposed_by, ""))
        url = reverse("proposal", args=[each.pk])
        rows.append(Row(described[each.pk].deed, url, about, spoken.day(each.proposed_at)))
    return tuple(rows)


def _beside(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def version_rows(versions: Iterable[Version]) -> tuple[Row, ...]:
    """Return drafts proposed for publishing as rows."""
    return tuple(
        Row(
            (_("Publish a translation of draft %(number)s") if version.authentic_id else _("Publish draft %(number)s"))
            % {"number": version.number},
            version.get_absolute_url(),
            " · ".join(
                part
                for part in (version.document.title, version.proposed_by.name if version.proposed_by else "")
                if part
            ),
            spoken.day(version.proposed_at),
        )
        for version in versions
    )


def names_of(identifiers: Iterable[UUID]) -> dict[UUID, str]:
    """Return the names of persons, in one query."""
    return dict(Person.objects.filter(pk__in=set(identifiers)).values_list("pk", "name"))
