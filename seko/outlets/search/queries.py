"""Finding: what holds the words that are looked for and may be read by whoever asks, counted and one page of it.

Who may read a thing is asked of its own app (`visible_to` and its likes), inside the same statement that finds and
counts, so neither a row nor a number tells of what may not be read. For the same reason results stand in the order of
the chain and of the text and are not weighed: a weight depends on how rare a word is in everything, read or not.

Of each kind the first 500 are counted and listed. What may not be read is left out before, so the limit tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db import connection
from django.db.models import Q, QuerySet

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments import queries as comments
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.enums import PointKind
from seko.dialogue.positions.models import Point
from seko.dialogue.positions.queries import points_visible_to
from seko.dialogue.responses.enums import Disposition
from seko.foundation.text.folding import fold
from seko.foundation.text.stems import SearchTerms
from seko.outlets.search.engine import ORDER, holding
from seko.outlets.search.enums import Kind
from seko.outlets.search.models import Entry
from seko.outlets.search.rights import may_find

UNANSWERED = "none"
OUTCOMES = (UNANSWERED, *Disposition.values)
PER_PAGE = 20
MOST = 500
"""So many of each kind are counted and listed at most."""

EVERY, OF_OUTCOME = 0, 1
SHOWN = (
    "consultation",
    "passage",
    "comment__organisation",
    "comment__consultation",
    "point__seko",
    "response__institution",
    "response__point__seko",
    "response__point__comment__consultation",
)


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
    which there are more than were counted.
    """

    counts: dict[tuple[str, str], int] = field(default_factory=dict)
    more: frozenset[tuple[str, str]] = frozenset()
    total: int = 0
    is_more: bool = False
    page: int = 1
    entries: tuple[Entry, ...] = ()

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


def visible_to(actor: Actor, now: datetime) -> QuerySet[Entry]:
    """Return the entries of what the actor may read now: every kind by its own rule (`rights`)."""
    condition = Q(pk__in=())
    for kind in Kind.values:
        condition |= Q(kind=kind) & may_find(kind, actor, now)
    return Entry.objects.filter(condition)


def find(asked: Asked, actor: Actor, now: datetime) -> Found:
    """Return what the actor may read of what is asked for: one query finds and counts, one reads the page's things."""
    if not asked.terms:
        return Found()
    statement, values = _statement(asked, actor, now)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows = cursor.fetchall()
    counts, more = _counts(rows, asked)
    total = sum(number for key, number in counts.items() if _is_of(key, asked.kind, asked.outcome))
    is_more = any(_is_of(key, asked.kind, asked.outcome) for key in more)
    last = max(1, -(-total // PER_PAGE))
    if asked.page > last:
        return find(replace(asked, page=last), actor, now)
    pks = [number for at, _set, _kind, _outcome, _beyond, number in sorted(rows) if at]
    found = Entry.objects.filter(pk__in=pks).select_related(*SHOWN).in_bulk() if pks else {}
    return Found(counts, more, total, is_more, asked.page, tuple(found[pk] for pk in pks if pk in found))


def _counts(
    rows: Iterable[tuple[int, int, str, str, int, int]], asked: Asked
) -> tuple[dict[tuple[str, str], int], frozenset[tuple[str, str]]]:
    """Return how many there are by kind and outcome, and of which of these there are more."""
    sets: tuple[dict[tuple[str, str], int], ...] = ({}, {})
    beyond: set[tuple[int, str]] = set()
    for at, which, kind, outcome, is_beyond, number in rows:
        if is_beyond:
            beyond.add((which, kind))
        elif not at:
            sets[which][kind, outcome] = number
    counts, more = sets[EVERY], {(kind, each) for which, kind in beyond if which == EVERY for each in ("", *OUTCOMES)}
    if asked.outcome:
        # The chosen outcome was looked for by itself, further than the rest.
        counts = {key: number for key, number in counts.items() if key[1] != asked.outcome} | sets[OF_OUTCOME]
        more = {key for key in more if key[1] != asked.outcome}
        more |= {(kind, asked.outcome) for which, kind in beyond if which == OF_OUTCOME}
    return counts, frozenset(more)


def _statement(asked: Asked, actor: Actor, now: datetime) -> tuple[str, list[Any]]:
    """Return the statement that takes the first entries of each kind, counts them and picks a page of them.

    A chosen kind and outcome only narrow the page: the counts stand beside the filters that were not chosen. Rows of
    counts have 0 in front, those of the page their place on it.
    """
    shown = f"CASE WHEN kind = '{Kind.PASSAGE}' THEN '' WHEN outcome = '' THEN '{UNANSWERED}' ELSE outcome END"
    rank = " ".join(f"WHEN '{kind}' THEN {at}" for at, kind in enumerate(Kind.values))
    parts: list[str] = []
    values: list[Any] = []
    for which in (EVERY, OF_OUTCOME) if asked.outcome else (EVERY,):
        for kind in Kind.values:
            first = _first(kind, asked, asked.outcome if which == OF_OUTCOME else "", actor, now)
            if first is not None:
                numbered = f"SELECT {which} AS which, row_number() OVER (ORDER BY id) AS nth, f.*"
                parts.append(f"{numbered} FROM ({first[0]}) f")
                values += first[1]
    chosen = "AND kind = %s " if asked.kind else ""
    statement = (
        f"WITH firsts AS ({' UNION ALL '.join(parts)}), "  # noqa: S608 - no input in it
        "hits (which, nth, id, kind, outcome, rank, place, opens_at) AS MATERIALIZED ("
        f"SELECT which, nth, f.id, kind, {shown}, CASE kind {rank} END, place, c.opens_at "
        "FROM firsts f JOIN consultations_consultation c ON c.id = f.consultation_id) "
        f"SELECT 0 AS page, which, kind, outcome, CASE WHEN nth > {MOST} THEN 1 ELSE 0 END AS beyond, count(*) "
        "FROM hits GROUP BY which, kind, outcome, 5 "
        "UNION ALL SELECT at, 0, '', '', 0, id FROM ("
        "SELECT row_number() OVER (ORDER BY opens_at DESC, rank, place, id) AS at, id FROM hits "
        f"WHERE which = {OF_OUTCOME if asked.outcome else EVERY} AND nth <= {MOST} {chosen}"
        "ORDER BY 1 LIMIT %s OFFSET %s) AS listed"
    )
    return statement, [*values, *([asked.kind] if asked.kind else []), PER_PAGE, (asked.page - 1) * PER_PAGE]


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
    columns = ", ".join(f"search_entry.{name}" for name in ("id", "kind", "outcome", "place", "consultation_id"))
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
