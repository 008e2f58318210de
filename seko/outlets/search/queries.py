"""Finding: what holds the words that are looked for and may be read by whoever asks, counted and one page of it.

Who may read a thing is asked of its own app (`visible_to` and its likes), inside the same statement that finds and
counts, so neither a row nor a number tells of what may not be read. For the same reason results stand in the order of
the chain and of the text and are not weighed: a weight depends on how rare a word is in everything, read or not.

Of each kind the first 200 are counted and listed, ten pages. What may not be read is left out before, so that limit
tells of nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db import connection
from django.db.models import F, Q, QuerySet

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments import queries as comments
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations import queries as consultations
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.enums import PointKind
from seko.dialogue.positions.models import Point
from seko.dialogue.positions.queries import points_visible_to
from seko.dialogue.responses.enums import Disposition
from seko.foundation.text.folding import fold
from seko.foundation.text.stems import SearchTerms, stem_key
from seko.outlets.search.engine import ORDER, holding
from seko.outlets.search.enums import Kind
from seko.outlets.search.models import Entry
from seko.outlets.search.rights import may_find

UNANSWERED = "none"
OUTCOMES = (UNANSWERED, *Disposition.values)
PER_PAGE = 20
MOST = 200
"""So many of each kind are counted and listed at most."""

KEPT_SECONDS = 60
OF_CONSULTATION = ("title", "title_en", "summary", "summary_en")

EVERY, OF_OUTCOME, CONSULTATIONS, HOLDING = range(4)
Row = tuple[int, str, int, Hashable]
"""An entry found: identifier, outcome, place, consultation."""
SHOWN: dict[str, tuple[str, ...]] = {
    Kind.PASSAGE: ("passage",),
    Kind.COMMENT: ("comment__organisation", "comment__consultation"),
    Kind.POINT: ("point__seko",),
    Kind.ANSWER: ("response__institution", "response__point__seko", "response__point__comment__consultation"),
}
"""What the rows of each kind say, read with them; a page rarely has every kind."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: the words (or a consolidated comment's number), where, of which kind and outcome."""

    terms: SearchTerms
    consultation: Consultation | None = None
    kind: str = ""
    outcome: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """What was found. `counts` holds how many by kind and outcome, whatever kind and outcome were chosen; `more` of
    which there are more than were counted. `consultations` hold the words in title or summary, the newest first.
    """

    counts: dict[tuple[str, str], int] = field(default_factory=dict)
    more: frozenset[tuple[str, str]] = frozenset()
    total: int = 0
    is_more: bool = False
    page: int = 1
    entries: tuple[Entry, ...] = ()
    consultations: tuple[Consultation, ...] = ()

    @property
    def everything(self) -> int:
        """How many there are of all kinds and outcomes."""
        return sum(self.counts.values())

    def number(self, kind: str, outcome: str) -> int:
        """Return how many were counted of that kind and outcome (empty: of all)."""
        return sum(number for key, number in self.counts.items() if _is_of(key, kind, outcome))

    def has_more(self, kind: str, outcome: str) -> bool:
        """Return whether there are more of that kind and outcome than were counted."""
        return any(_is_of(key, kind, outcome) for key in self.more)


def _is_of(key: tuple[str, str], kind: str, outcome: str) -> bool:
    return kind in ("", key[0]) and outcome in ("", key[1])


def _holding(asked: Asked) -> dict[UUID, Consultation]:
    """Return the consultations, seen or not, whose title and summary, Serbian and English together, hold what is looked
    for. None in one consultation, among one kind or outcome, or on a later page.

    They are a few dozen a year, so their stems need no index: they are kept for a minute.
    """
    if asked.consultation or asked.kind or asked.outcome or asked.page > 1:
        return {}
    kept = cache.get_or_set("search:consultations", _with_stems, KEPT_SECONDS) or ()
    return {each.pk: each for each, stems in kept if _holds(stems, asked.terms)}


def _with_stems() -> list[tuple[Consultation, str]]:
    rows = Consultation.objects.only("code", *OF_CONSULTATION)
    return [(row, f" {stem_key(' '.join(getattr(row, name) for name in OF_CONSULTATION))} ") for row in rows]


def _holds(stems: str, terms: SearchTerms) -> bool:
    return all(f" {' '.join(each)} " in stems for each in (*((word,) for word in terms.words), *terms.phrases))


def visible_to(actor: Actor, now: datetime) -> QuerySet[Entry]:
    """Return the entries of what the actor may read now: every kind by its own rule (`rights`)."""
    condition = Q(pk__in=())
    for kind in Kind.values:
        condition |= Q(kind=kind) & may_find(kind, actor, now)
    return Entry.objects.filter(condition)


def find(asked: Asked, actor: Actor, now: datetime) -> Found:
    """Return what the actor may read of what is asked for: one query finds, one reads the things of the page."""
    if not asked.terms:
        return Found()
    holding = _holding(asked)
    statement, values = _statement(asked, actor, now, holding)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        firsts, ranks, seen = _sorted_out(cursor.fetchall())
    beyond = {key for key, rows in firsts.items() if len(rows) > MOST}
    for key in beyond:
        firsts[key] = sorted(firsts[key])[:MOST]
    counts, more = _counts(firsts, beyond, asked)
    which = OF_OUTCOME if asked.outcome else EVERY
    listed = [
        (ranks[consultation], rank, place, pk, kind)
        for rank, kind in enumerate(Kind.values)
        if asked.kind in ("", kind)
        for pk, _outcome, place, consultation in firsts.get((which, kind), ())
    ]
    page = min(asked.page, max(1, -(-len(listed) // PER_PAGE)))
    shown = sorted(listed)[(page - 1) * PER_PAGE : page * PER_PAGE]
    is_more = any(_is_of(key, asked.kind, asked.outcome) for key in more)
    entries = _read({pk: kind for *_, pk, kind in shown})
    held = tuple(holding[UUID(str(pk))] for pk in sorted(seen, key=ranks.__getitem__))
    return Found(counts, more, len(listed), is_more, page, entries, held)


def _read(shown: Mapping[int, str]) -> tuple[Entry, ...]:
    """Return the entries of a page (identifiers and kinds) with what their rows say, in one query; of a passage also
    its version's `content_hash`.
    """
    if not shown:
        return ()
    related = [name for kind in Kind.values if kind in shown.values() for name in SHOWN[kind]]
    rows = Entry.objects.filter(pk__in=shown).select_related("consultation", *related).defer("terms")
    found = rows.annotate(content_hash=F("passage__version__content_hash")).in_bulk()
    return tuple(found[pk] for pk in shown if pk in found)


def _sorted_out(
    rows: Iterable[tuple[int, str, int, str, int, Hashable]],
) -> tuple[dict[tuple[int, str], list[Row]], dict[Hashable, int], list[Hashable]]:
    """Return the first entries by what they were looked for and by kind, the ranks of the consultations, and which of
    these hold the words themselves and may be seen.
    """
    firsts: dict[tuple[int, str], list[Row]] = defaultdict(list)
    ranks: dict[Hashable, int] = {}
    seen: list[Hashable] = []
    for which, kind, pk, outcome, place, consultation in rows:
        if which == CONSULTATIONS:
            ranks[consultation] = place
        elif which == HOLDING:
            seen.append(consultation)
        else:
            firsts[which, kind].append((pk, outcome, place, consultation))
    return firsts, ranks, seen


def _counts(
    firsts: Mapping[tuple[int, str], Sequence[Row]], beyond: Collection[tuple[int, str]], asked: Asked
) -> tuple[dict[tuple[str, str], int], frozenset[tuple[str, str]]]:
    """Return how many there are by kind and outcome, and of which of these there are more."""
    sets: tuple[Counter[tuple[str, str]], ...] = (Counter(), Counter())
    for (which, kind), rows in firsts.items():
        for outcome, number in Counter(row[1] for row in rows).items():
            sets[which][kind, "" if kind == Kind.PASSAGE else outcome or UNANSWERED] += number
    more = {(kind, each) for which, kind in beyond if which == EVERY for each in ("", *OUTCOMES)}
    if not asked.outcome:
        return dict(sets[EVERY]), frozenset(more)
    # The chosen outcome was looked for by itself, further than the rest.
    counts = {key: number for key, number in sets[EVERY].items() if key[1] != asked.outcome} | sets[OF_OUTCOME]
    more = {key for key in more if key[1] != asked.outcome}
    more |= {(kind, asked.outcome) for which, kind in beyond if which == OF_OUTCOME}
    return counts, frozenset(more)


def _statement(asked: Asked, actor: Actor, now: datetime, holding: Collection[UUID]) -> tuple[str, list[Any]]:
    """Return the statement that takes the first entries of each kind, the order of the consultations, and which of
    `holding` may be seen.

    A chosen kind and outcome only narrow the page: the counts stand beside the filters that were not chosen. Entries of
    the chosen outcome are taken beside those of every outcome. Counting and sorting these few hundred rows is quicker
    outside the database than within.
    """
    parts = [
        f"SELECT {CONSULTATIONS}, '', 0, '', row_number() OVER (ORDER BY opens_at DESC, id), id "  # noqa: S608 - no input
        "FROM consultations_consultation"
    ]
    values: list[Any] = []
    for which in (EVERY, OF_OUTCOME) if asked.outcome else (EVERY,):
        for kind in Kind.values:
            first = _first(kind, asked, asked.outcome if which == OF_OUTCOME else "", actor, now)
            if first is not None:
                parts.append(f"SELECT {which}, '{kind}', f.* FROM ({first[0]}) f")  # noqa: S608 - no input in it
                values += first[1]
    if holding:
        rows = consultations.visible_to(actor, now).filter(pk__in=holding).order_by().values("pk")
        sql, given = rows.query.sql_with_params()
        parts.append(f"SELECT {HOLDING}, '', 0, '', 0, h.* FROM ({sql}) h")  # noqa: S608 - no input in it
        values += given
    return " UNION ALL ".join(parts), values


def _first(kind: str, asked: Asked, outcome: str, actor: Actor, now: datetime) -> tuple[str, list[Any]] | None:
    """Return the statement of the first entries of that kind (and outcome) that hold the words and may be found, one
    more than are ever listed; none where nothing can be found.

    The words are looked up in the order of the index, and rights are asked of one entry after another until there are
    enough: a word that stands everywhere costs no more than one that stands in some hundred texts.
    """
    if outcome and kind == Kind.PASSAGE:
        return None
    rows = Entry.objects.filter(may_find(kind, actor, now))
    if asked.consultation is not None:
        rows = rows.filter(consultation=asked.consultation)
    if outcome:
        rows = rows.filter(outcome="" if outcome == UNANSWERED else outcome)
    compiler = rows.query.get_compiler(connection=connection)
    try:
        condition, values = compiler.compile(rows.query.where)
    except EmptyResultSet:
        return None
    except FullResultSet:
        condition, values = "1 = 1", ()
    source, looked_for = holding(asked.terms, kind)
    columns = ", ".join(f"search_entry.{name}" for name in ("id", "outcome", "place", "consultation_id"))
    statement = f"SELECT {columns} FROM {source} AND ({condition}) ORDER BY {ORDER[connection.vendor]} LIMIT {MOST + 1}"  # noqa: S608 - no input
    return statement, [*looked_for, *values]


def comment_numbered(query: str, actor: Actor, now: datetime) -> Comment | None:
    """Return the comment whose permanent number the query is, in either script, if the actor may read it."""
    parsed = comments.parse_number(query)
    if parsed is None:
        return None
    code, number = parsed
    rows = comments.visible_to(actor, now).filter(consultation__code=code, number=number)
    return rows.select_related("consultation").first()


def points_numbered(
    number: int, seko: str, actor: Actor, now: datetime, consultation: Consultation | None = None
) -> list[Point]:
    """Return the consolidated comments of that number that the actor may read, of all SEKOs or of those so named."""
    rows = points_visible_to(actor, now).filter(
        kind=PointKind.CONSOLIDATED, withdrawn_at__isnull=True, number=number, position__isnull=False
    )
    if consultation is not None:
        rows = rows.filter(consultation=consultation)
    found = rows.select_related("consultation", "seko").order_by("-consultation__opens_at", "seko__order", "pk")
    wanted = fold(seko)
    return [point for point in found[:100] if not wanted or _is_named(point, wanted)]


def _is_named(point: Point, wanted: str) -> bool:
    return any(wanted in fold(name) for name in _names(point))


def _names(point: Point) -> Iterable[Any]:
    return (point.seko.name_sr, point.seko.name_en) if point.seko else ()
