"""What the preview of an upload shows: findings, outline, counts, logical framework, notes, the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seko.actors.organisations.actor import Actor
from seko.drafts.documents import sentences
from seko.drafts.documents.deciding import (
    COMMENTS,
    FEW_PAIRED,
    MUCH_LOST,
    SAME_FILE,
    SAME_TEXT,
    Weighed,
    asks_for_reading,
    reading_of,
)
from seko.drafts.documents.deciding import weighed as weighed_in
from seko.drafts.documents.drawing.body import Body, draw
from seko.drafts.documents.drawing.naming import place_name
from seko.drafts.documents.enums import PassageKind
from seko.drafts.documents.indicator_page import LEVELS, FaultLine, fault_lines
from seko.drafts.documents.indicators import logframe_cells
from seko.drafts.documents.keeping import rows_of, without_contents
from seko.drafts.documents.model.import_findings import Finding, Severity
from seko.drafts.documents.model.indicator_checks import faults_of
from seko.drafts.documents.model.indicators import indicators_in
from seko.drafts.documents.model.kinds import LogframeColumn, LogframeLevel, Revisions
from seko.drafts.documents.model.structure import Passage as ReadPassage
from seko.drafts.documents.models import Import, Passage, Version
from seko.drafts.documents.queries import PLACED, Place, places_among
from seko.drafts.documents.translating import paired
from seko.foundation.core.dates import local_date
from seko.foundation.core.languages import ENGLISH, HTML_LANG, SERBIAN_LATIN, current
from seko.foundation.design import spoken
from seko.foundation.design.parts import Filter, Link, Part

LINKS = 12
RESULTS = (LogframeLevel.IMPACT, LogframeLevel.OUTCOME, LogframeLevel.OUTPUT, LogframeLevel.ACTIVITY)


@dataclass(frozen=True, slots=True)
class Noticed:
    """One line of the report: its sentence, where it is found, and what only the uploader sees."""

    sentence: str
    places: tuple[Link, ...]
    more_places: int
    for_uploader: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """One thing to confirm before keeping."""

    key: str
    sentence: str


@dataclass(frozen=True, slots=True)
class LogframeRow:
    """One result or indicator that was recognised."""

    level: str
    number: str
    words: str
    indicators: int


@dataclass(frozen=True, slots=True)
class Preview:
    """An upload that was read, before anything is kept."""

    asks_reading: bool
    readings: tuple[Filter, ...]
    ticks: tuple[Tick, ...]
    noticed: tuple[tuple[str, tuple[Noticed, ...]], ...]
    counts: tuple[tuple[str, str], ...]
    outline: tuple[Part, ...]
    logframe: tuple[LogframeRow, ...]
    indicator_faults: tuple[FaultLine, ...]
    notes: tuple[tuple[str, str], ...]
    html: str
    lang: str
    revisions: str


def preview(found: Import, actor: Actor, revisions: str) -> Preview:
    """Return the preview of one reading (accepted unless the other one exists and is asked for)."""
    reading = reading_of(found)
    shown = Revisions.REJECTED if revisions == Revisions.REJECTED and reading.rejected else Revisions.ACCEPTED
    both = [Revisions.ACCEPTED, *([Revisions.REJECTED] if reading.rejected else [])]
    read = without_contents(reading.taken(shown).passages)
    rows, hosts = _rows(found, reading.taken(shown).passages)
    for at, row in enumerate(rows):
        row.pk = at + 1
        row.row_id = hosts[at] + 1 if at in hosts else None
    body = draw(rows, current())
    is_own = actor.person is not None and actor.person.pk == found.by_id
    accepted = rows if shown is Revisions.ACCEPTED else []
    # Positions of findings count the accepted reading with its table of contents; what is left out has no place.
    named = _names(reading.accepted.passages, accepted)
    known = places_among([tuple(getattr(row, name) for name in PLACED) for row in rows])
    lines = [(each, _noticed(each, named, known, is_own=is_own)) for each in reading.findings]
    return Preview(
        asks_reading=asks_for_reading(reading),
        readings=_readings(found, shown) if reading.rejected else (),
        ticks=tuple(Tick(each.key, tick_words(each)) for each in weighed_in(found, reading, both)),
        noticed=_by_weight(lines),
        counts=_counts(rows),
        outline=outline(body),
        logframe=_logframe(rows),
        indicator_faults=fault_lines(
            faults_of(indicators_in(logframe_cells(rows)), local_date(found.at).year), lambda place: f"#p-{place}"
        ),
        notes=tuple((row.number, row.text) for row in rows if row.kind == PassageKind.FOOTNOTE),
        html=whole(body),
        lang=lang_of_draft(found.language),
        revisions=shown.value if read else "",
    )


def _rows(found: Import, read: Sequence[ReadPassage]) -> tuple[list[Passage], dict[int, int]]:
    """Return the passages under the names that they will have."""
    if found.authentic is None:
        return rows_of(Version(document=found.document), read)
    return paired(Version(document=found.document, authentic=found.authentic), read)[:2]


def _by_weight(lines: Sequence[tuple[Finding, Noticed]]) -> tuple[tuple[str, tuple[Noticed, ...]], ...]:
    headings = {
        Severity.DECISION: _("Needs a decision"),
        Severity.WARNING: _("To look at"),
        Severity.INFORMATION: _("For your information"),
    }
    groups = ((words, tuple(line for each, line in lines if each.severity is key)) for key, words in headings.items())
    return tuple((words, group) for words, group in groups if group)


def whole(body: Body) -> str:
    """Return the drawn text without any mark."""
    return body.html({}, plus=lambda place: "")


def outline(body: Body) -> tuple[Part, ...]:
    """Return the headings as lines of a contents list."""
    return tuple(
        Part(section.number.rstrip("."), section.title, f"#p-{section.place}", is_first_level=section.level == 1)
        for section in body.sections
    )


def lang_of_draft(language: str) -> str:
    """Return the `lang` of a draft where it differs from the page's as it is shown, else nothing."""
    page = current()
    shown = SERBIAN_LATIN if page == SERBIAN_LATIN and language != ENGLISH else language
    return "" if shown == page else HTML_LANG.get(shown, shown)


def _names(read: Sequence[object], rows: Sequence[Passage]) -> dict[int, str]:
    if not rows:
        return {}
    kept = [at for at, passage in enumerate(read) if not str(getattr(passage, "style", "")).startswith("toc")]
    return {position: rows[at].place for at, position in enumerate(kept)}


def _noticed(found: Finding, named: Mapping[int, str], known: Mapping[str, Place], *, is_own: bool) -> Noticed:
    places = list(dict.fromkeys(named[each] for each in found.passages if each in named))
    links = tuple(Link(place_name(known, place), f"#p-{place}") for place in places[:LINKS])
    return Noticed(sentences.finding(found), links, max(len(places) - LINKS, 0), found.for_uploader if is_own else ())


def tick_words(asked: Weighed) -> str:
    """Return the sentence of one thing to confirm."""
    if asked.finding is not None:
        words = sentences.finding(asked.finding)
        if asked.code == "word-comments":
            more = _("They are not taken over: the platform gets the text only.")
            return f"{words} {more}"
        return words
    if asked.code == COMMENTS:
        return _lost_words(asked)
    numbers = {"number": asked.draft, "kept": asked.kept, "total": asked.total}
    if asked.code == MUCH_LOST:
        words = _("Only %(kept)s of %(total)s parts of draft %(number)s stand in this file. Is it the right file?")
        return words % numbers
    if asked.code == FEW_PAIRED:
        words = _(
            "Only %(kept)s of %(total)s parts have a counterpart in draft %(number)s. "
            "Is it a translation of that draft?"
        )
        return words % numbers
    known = {
        SAME_FILE: _("This is the same file as draft %(number)s."),
        SAME_TEXT: _("The text is the same as in draft %(number)s."),
    }
    return known[asked.code] % numbers


def _lost_words(asked: Weighed) -> str:
    """Return how many comments lose their place, and how many a person would have to place."""
    language, lost = current(), asked.total - asked.kept
    words = ngettext(
        "%(lost)s of %(total)s comments of earlier drafts would lose its place: its words are not in this file.",
        "%(lost)s of %(total)s comments of earlier drafts would lose their place: their words are not in this file.",
        lost,
    )
    said = words % {"lost": spoken.count(lost, language), "total": spoken.count(asked.total, language)}
    if not asked.asked:
        return said
    more = ngettext(
        "A person would have to find the place of %(count)s more.",
        "A person would have to find the places of %(count)s more.",
        asked.asked,
    )
    return f"{said} {more % {'count': spoken.count(asked.asked, language)}}"


def _readings(found: Import, shown: Revisions) -> tuple[Filter, ...]:
    page = reverse("import", args=[found.document.code, found.pk])
    return (
        Filter(_("With the changes"), f"{page}#text", is_current=shown is Revisions.ACCEPTED),
        Filter(_("Without the changes"), f"{page}?text=rejected#text", is_current=shown is Revisions.REJECTED),
    )


def _counts(rows: Sequence[Passage]) -> tuple[tuple[str, str], ...]:
    kinds = Counter(row.kind for row in rows)
    tables = {row.shape.get("table", {}).get("table") for row in rows if row.kind == PassageKind.TABLE_ROW}
    letters = sum(len(row.text) for row in rows if row.kind != PassageKind.TABLE_CELL)
    numbers = (
        (_("Headings"), kinds[PassageKind.HEADING]),
        (_("Paragraphs"), kinds[PassageKind.PARAGRAPH]),
        (_("List items"), kinds[PassageKind.LIST_ITEM]),
        (_("Tables"), len(tables)),
        (_("Rows of tables"), kinds[PassageKind.TABLE_ROW]),
        (_("Notes"), kinds[PassageKind.FOOTNOTE]),
        (_("Characters"), letters),
    )
    return tuple((label, spoken.count(number, current())) for label, number in numbers)


def _logframe(rows: Sequence[Passage]) -> tuple[LogframeRow, ...]:
    """Return the results of the logical framework with the number of their indicators."""
    found: list[LogframeRow] = []
    indicators: Counter[tuple[str, str]] = Counter()
    for row in rows:
        role = row.shape.get("role") if row.kind == PassageKind.TABLE_CELL else None
        if not role or role["level"] not in RESULTS or not row.text:
            continue
        key = (role["level"], role["number"])
        if role["column"] == LogframeColumn.INDICATOR:
            indicators[key] += 1
        elif role["column"] == LogframeColumn.RESULT:
            # A cell of two lines names its level itself, in the first one.
            found.append(LogframeRow(*key, row.text.partition("\n")[2] or row.text, 0))
    return tuple(
        LogframeRow(str(LEVELS[LogframeLevel(row.level)]), row.number, row.words, indicators[row.level, row.number])
        for row in found
    )
