"""What the reading page shows around the document: head, contents, marks, filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seko.dialogue.consultations.models import Consultation, Question
from seko.dialogue.consultations.queries import title_of, translation_beside
from seko.drafts.documents.drawing.body import Body, Section
from seko.drafts.documents.models import Version
from seko.foundation.core.languages import ENGLISH, SERBIAN, as_written, current
from seko.foundation.design import spoken
from seko.foundation.design.marks import MarkState, add_mark, changed_mark, earlier_mark, mark
from seko.foundation.design.parts import BarWithKey, Crumb, Filter, Part, Step
from seko.pages.facts.counts import Counts, Tally
from seko.pages.facts.timetable import steps
from seko.pages.facts.titles import total_bar

ALL, COMMENTED, WAITING = "all", "commented", "waiting"


@dataclass(frozen=True, slots=True)
class Head:
    """The head of the page: where we are, the title, the facts, the totals, the dates. `language` says in which
    language the draft is where the page is in another one.
    """

    crumbs: tuple[Crumb, ...]
    title: str
    facts: tuple[str, ...]
    total: BarWithKey
    steps: tuple[Step, ...]
    language: str = ""


def head(consultation: Consultation, version: Version, counts: Counts, now: datetime, text: str = "") -> Head:
    """Return the head of a consulted draft; `text` is the language of the translation that is read."""
    crumbs = (
        Crumb(_("Consultations"), reverse("consultations")),
        Crumb(title_of(consultation), reverse("consultation", args=[consultation.code])),
        Crumb(_("Draft %(number)s") % {"number": version.number}),
    )
    facts = (
        _draft(version),
        ngettext("%(count)s part of the text", "%(count)s parts of the text", version.passage_count)
        % {"count": spoken.count(version.passage_count, current())},
    )
    return Head(
        crumbs,
        title_of(consultation),
        facts,
        total_bar(counts.whole, consultation, now),
        steps(consultation, now),
        "" if text else _other_language(version),
    )


def _other_language(version: Version) -> str:
    if (version.language == ENGLISH) == (current() == ENGLISH):
        return ""
    return _("The draft is in English.") if version.language == ENGLISH else _("The draft is in Serbian.")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the consultation, in the page's language, with the address at which it is answered."""

    order: int
    words: str
    url: str


def words_of(question: Question) -> str:
    """Return a question in the page's language: the English one where it is given, else as written."""
    return as_written(question, "text")


def questions(consultation: Consultation) -> tuple[Asked, ...]:
    """Return the questions in their order."""
    rows = consultation.questions.all()
    return tuple(Asked(row.order, words_of(row), f"?q={row.order}#thread") for row in rows)


def head_of_questions(consultation: Consultation, counts: Counts, now: datetime) -> Head:
    """Return the head of a consultation that asks questions without a draft."""
    title = title_of(consultation)
    crumbs = (
        Crumb(_("Consultations"), reverse("consultations")),
        Crumb(title, reverse("consultation", args=[consultation.code])),
        Crumb(_("Questions")),
    )
    return Head(crumbs, title, (), total_bar(counts.whole, consultation, now), steps(consultation, now))


def _draft(version: Version) -> str:
    if version.published_at is None:
        return _("Draft %(number)s") % {"number": version.number}
    published = spoken.day(version.published_at, genitive=True)
    return _("Draft %(number)s, published on %(day)s") % {"number": version.number, "day": published}


def contents(body: Body, counts: Counts, opened_section: str) -> tuple[Part, ...]:
    """Return the contents: a section's own parts are counted at it, those below it at theirs."""
    return tuple(_line(section, counts.at(section.passages), opened_section) for section in body.sections)


def _line(section: Section, tally: Tally, opened: str) -> Part:
    return Part(
        section.number.rstrip("."),
        section.title,
        f"#p-{section.place}",
        tally.waiting or None,
        tally.answered or None,
        section.level == 1,
        section.place == opened,
    )


def marks(
    counts: Counts,
    body: Body,
    address: Callable[[str], str],
    opened: int,
    *,
    is_late: bool,
    language: str,
    earlier: Mapping[int, list[int]],
    changed: Mapping[int, tuple[str, str]],
) -> tuple[Mapping[int, str], Callable[[str], str]]:
    """Return the marks by passage in a text in that language, with those of `earlier` drafts' comments and why it was
    `changed`, and what draws the "+" of headings and rows.
    """
    waiting_state = MarkState.LATE if is_late else MarkState.AWAITING
    places = {pk: place for place, pk in body.places.items()}
    drawn: dict[int, str] = {
        pk: mark(
            waiting_state if tally.waiting else MarkState.ANSWERED,
            tally.total,
            address(places[pk]),
            is_current=pk == opened,
            inside=language,
        )
        for pk, tally in counts.by_passage.items()
        if pk in places
    }
    if opened and opened not in drawn:
        drawn[opened] = add_mark(address(places[opened]), inside=language)
    for pk, found in earlier.items():
        if pk in places:
            drawn[pk] = drawn.get(pk, "") + earlier_mark(len(found), address(places[pk]), inside=language)
    for pk, (words, url) in changed.items():
        if pk in places:
            drawn[pk] = drawn.get(pk, "") + changed_mark(words, url, inside=language)
    return drawn, lambda place: add_mark(address(place), inside=language)


def address_of(show: str, text: str = "") -> Callable[[str], str]:
    """Return what makes a passage's address within the page: relative, so that it is short."""
    kept = (f"text={text}&" if text else "") + (f"show={show}&" if show != ALL else "")
    return lambda place: f"?{kept}p={place}#p-{place}"


def texts(consultation: Consultation, version: Version, text: str, at: str) -> tuple[Filter, ...]:
    """Return the texts of the draft to choose from, the authentic one first; none where there is only that. `at` is
    the place that is open.
    """
    beside = translation_beside(consultation)
    if beside is None:
        return ()
    place = f"p={at}#p-{at}" if at else ""
    names = {ENGLISH: _("English"), SERBIAN: _("Serbian")}
    return (
        Filter(
            _("%(language)s, authentic") % {"language": names.get(version.language, version.language)},
            f"?{place}",
            is_current=not text,
        ),
        Filter(
            _("%(language)s, working translation") % {"language": names.get(beside.language, beside.language)},
            f"?text={beside.language}" + (f"&{place}" if place else ""),
            is_current=bool(text),
        ),
    )


def filters(counts: Counts, show: str, text: str = "") -> tuple[Filter, ...]:
    """Return the three filters: everything, with comments, awaiting an answer; the counts are of passages."""
    commented = len(counts.by_passage)
    waiting = sum(1 for tally in counts.by_passage.values() if tally.waiting)
    kept = {"text": text} if text else {}
    rows = ((ALL, _("All"), None), (COMMENTED, _("With comments"), commented), (WAITING, _("Awaiting answer"), waiting))
    return tuple(
        Filter(word, "?" + urlencode(kept | ({"show": key} if key != ALL else {})), count, show == key)
        for key, word, count in rows
    )


def kept(counts: Counts, show: str) -> Callable[[int], bool] | None:
    """Return which passages the filter keeps, or None for all."""
    if show == COMMENTED:
        return lambda pk: pk in counts.by_passage
    if show == WAITING:
        return lambda pk: pk in counts.by_passage and counts.by_passage[pk].waiting > 0
    return None
