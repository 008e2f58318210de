"""Finding: what holds the words that are looked for and may be read by whoever asks, counted and one page of it.

Who may read a thing is asked of its own app (`visible_to` and its likes), inside the same statement that finds and
counts, so neither a row nor a number tells of what may not be read. For the same reason results stand in the order of
the chain and of the text and are not weighed: a weight depends on how rare a word is in everything, read or not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments import queries as comments
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations import queries as consultations
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.enums import PointKind
from seko.dialogue.positions.models import Point
from seko.dialogue.positions.queries import comments_read_by_state, points_visible_to
from seko.dialogue.responses.enums import Disposition, ResponseStatus
from seko.dialogue.responses.queries import points_of_institution, public_q, responses_visible_to
from seko.drafts.documents.models import Passage
from seko.drafts.documents.queries import readable_by
from seko.foundation.text.folding import fold
from seko.foundation.text.stems import SearchTerms
from seko.outlets.search.engine import holding
from seko.outlets.search.enums import Kind
from seko.outlets.search.models import Entry

UNANSWERED = "none"
OUTCOMES = (UNANSWERED, *Disposition.values)
PER_PAGE = 20
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
    """What was found. `counts` holds how many by kind and outcome, whatever kind and outcome were chosen."""

    counts: dict[tuple[str, str], int] = field(default_factory=dict)
    total: int = 0
    page: int = 1
    entries: tuple[Entry, ...] = ()

    @property
    def everything(self) -> int:
        """How many there are of all kinds and outcomes."""
        return sum(self.counts.values())


def visible_to(actor: Actor, now: datetime) -> QuerySet[Entry]:
    """Return the entries of what the actor may read now: every kind by the rule of its own app."""
    drafts = consultations.visible_to(actor, now).filter(version__in=readable_by(actor, now).values("pk"))
    in_draft = Passage.objects.filter(pk=OuterRef("passage"), version=OuterRef("consultation__version"))
    points = points_visible_to(actor, now).filter(kind=PointKind.CONSOLIDATED, withdrawn_at__isnull=True)
    answers = responses_visible_to(actor, now).filter(status=ResponseStatus.PUBLISHED)
    return Entry.objects.filter(
        Q(Exists(in_draft), kind=Kind.PASSAGE, consultation__in=drafts.values("pk"))
        | Q(_readable_comment(actor, now), kind=Kind.COMMENT)
        | Q(Exists(points.filter(pk=OuterRef("point"))), kind=Kind.POINT)
        | Q(Exists(answers.filter(pk=OuterRef("response"))), kind=Kind.ANSWER)
    )


def _readable_comment(actor: Actor, now: datetime) -> Q:
    """Return the condition of standing comments the actor may read: the twin of `comments.visible_to` (a test proves
    them equal for every role).

    It asks comment by comment which points stand behind it, and of a public one only where the entry says that there
    is an answer. The original first makes a list of all public points, which among 20,000 comments takes longer than
    everything else here together.
    """
    standing = comments.standing(Comment.objects.filter(pk=OuterRef("comment")))
    condition = comments.own_side(actor)
    by_state = comments_read_by_state(actor, now)
    if by_state is not None:
        condition |= by_state
    assigned = points_of_institution(actor, now)
    if assigned is not None:
        condition |= _stands_behind(assigned)
    return Q(Exists(standing.filter(condition))) | Q(
        Exists(standing.filter(_stands_behind(public_q(now)))), ~Q(outcome="")
    )


def _stands_behind(condition: Q) -> Q:
    """Return the condition of comments behind a point that meets the condition: as its own words or as a source."""
    points = Point.objects.filter(condition)
    return Q(Exists(points.filter(comment=OuterRef("pk")))) | Q(Exists(points.filter(sources__comment=OuterRef("pk"))))


def find(asked: Asked, actor: Actor, now: datetime) -> Found:
    """Return what the actor may read of what is asked for: one query finds and counts, one reads the page's things."""
    if not asked.terms:
        return Found()
    rows = visible_to(actor, now).filter(holding(asked.terms))
    if asked.consultation is not None:
        rows = rows.filter(consultation=asked.consultation)
    counts, pks = _counts_and_page(rows, asked)
    total = sum(count for key, count in counts.items() if _is_chosen(asked, *key))
    last = max(1, -(-total // PER_PAGE))
    if asked.page > last:
        return find(Asked(asked.terms, asked.consultation, asked.kind, asked.outcome, last), actor, now)
    found = Entry.objects.filter(pk__in=pks).select_related(*SHOWN).in_bulk() if pks else {}
    return Found(counts, total, asked.page, tuple(found[pk] for pk in pks if pk in found))


def _is_chosen(asked: Asked, kind: str, outcome: str) -> bool:
    return asked.kind in ("", kind) and asked.outcome in ("", outcome)


def _counts_and_page(rows: QuerySet[Entry], asked: Asked) -> tuple[dict[tuple[str, str], int], list[int]]:
    """Return how many rows there are by kind and outcome, and the identifiers of one page, in one query."""
    order = [When(kind=kind, then=Value(rank)) for rank, kind in enumerate(Kind.values)]
    outcome = [
        When(kind=Kind.PASSAGE, then=Value("")),
        When(outcome="", then=Value(UNANSWERED)),
    ]
    listed = (
        rows.annotate(
            shown_outcome=Case(*outcome, default=F("outcome")),
            rank=Case(*order, output_field=IntegerField()),
        )
        .order_by()
        .values_list("pk", "kind", "shown_outcome", "rank", "place", "consultation__opens_at")
    )
    inside, values = listed.query.sql_with_params()
    # A chosen kind and outcome only narrow the page: the counts stand beside the filters that were not chosen.
    chosen = [("kind", asked.kind), ("outcome", asked.outcome)]
    where = " AND ".join(["1 = 1", *(f"{name} = %s" for name, value in chosen if value)])
    statement = (
        f"WITH hits (id, kind, outcome, rank, place, opens_at) AS MATERIALIZED ({inside}) "  # noqa: S608 - two fixed words
        "SELECT 0 AS page, kind, outcome, count(*) AS number FROM hits GROUP BY kind, outcome "
        "UNION ALL SELECT at, '', '', id FROM ("
        "SELECT row_number() OVER (ORDER BY opens_at DESC, rank, place, id) AS at, id FROM hits "
        f"WHERE {where} ORDER BY 1 LIMIT %s OFFSET %s) AS listed"
    )
    limits = [PER_PAGE, (asked.page - 1) * PER_PAGE]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, *(value for _name, value in chosen if value), *limits])
        found = cursor.fetchall()
    counts = {(kind, outcome): number for page, kind, outcome, number in found if not page}
    return counts, [number for page, _kind, _outcome, number in sorted(found) if page]


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
