"""The board of a SEKO: its comments and its consolidated comments, passage by passage."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce

from seko.actors.mechanism.models import Seko
from seko.dialogue.comments.models import Comment, Support
from seko.dialogue.comments.queries import standing
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.enums import Fate, ProposalStatus
from seko.dialogue.positions.models import Agreement, PartnerProposal, Point, Position, Source
from seko.dialogue.positions.queries.fates import OWN_WAY, with_handling
from seko.dialogue.positions.queries.points import position_of
from seko.drafts.documents.models import Passage


@dataclass(frozen=True, slots=True)
class Counts:
    """ "146 = 61 + 38 + 12 + 9 + 26": all standing comments of the SEKO, and what the lead decided of them.

    The last two are undecided and out of the lead's hands, so that they hold nothing back: `by_itself` whose authors
    dissented from a decision that was taken back since, `being_answered` where a passed deadline was opened again.
    """

    total: int
    carried: int
    merged: int
    reworded: int
    set_aside: int
    awaiting: int
    by_itself: int = 0
    being_answered: int = 0

    def as_json(self) -> dict[str, int]:
        """Return the counts by name, for storing."""
        return {name: getattr(self, name) for name in Counts.__slots__}


@dataclass(frozen=True, slots=True)
class BoardComment:
    """A member's comment: what was decided, with the reason, and in which points it is."""

    comment: Comment
    handling: Fate
    reason: str
    points: tuple[Point, ...]
    supports: int
    has_dissent: bool


@dataclass(frozen=True, slots=True)
class BoardPoint:
    """A consolidated comment with its sources and what partners say of its present wording."""

    point: Point
    sources: tuple[Source, ...]
    agreements: tuple[Agreement, ...]
    asked_anew: tuple[Agreement, ...]
    proposals: tuple[PartnerProposal, ...]


@dataclass(frozen=True, slots=True)
class BoardPlace:
    """One marked passage (None: the whole, or a question) with what stands at it."""

    passage: Passage | None
    comments: tuple[BoardComment, ...]
    points: tuple[BoardPoint, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """Everything the board page shows; `position` is None while nothing was decided yet."""

    position: Position | None
    counts: Counts
    places: tuple[BoardPlace, ...]
    proposals: tuple[PartnerProposal, ...]


def counts(consultation: Consultation, seko: Seko | int) -> Counts:
    """Return the counts of the SEKO's standing comments, in one query."""
    rows = with_handling(standing(Comment.objects.filter(consultation=consultation, seko=seko)))
    found = dict(rows.order_by().values_list("handling").annotate(count=Count("pk")))
    return _counts(found)


def _counts(handlings: Iterable[str] | Mapping[str, int]) -> Counts:
    """Return the counts of handlings, given one by one or already with their numbers."""
    found = Counter(handlings)
    return Counts(
        total=found.total(),
        carried=found[Fate.CARRIED],
        merged=found[Fate.MERGED],
        reworded=found[Fate.REWORDED],
        set_aside=found[Fate.SET_ASIDE],
        awaiting=found[Fate.AWAITING],
        by_itself=sum(found[fate] for fate in OWN_WAY.values()),
        being_answered=found[Fate.NOT_CONSOLIDATED],
    )


def board(consultation: Consultation, seko: Seko) -> Board:
    """Return the board, with the same number of queries for one comment and for hundreds.

    Who may see it is `may_see_board`'s decision.
    """
    position = position_of(consultation, seko)
    comments = _comments(consultation, seko)
    points = _points(position)
    proposals = _proposals(position)
    comments_at: dict[int, list[BoardComment]] = defaultdict(list)
    points_at: dict[int, list[BoardPoint]] = defaultdict(list)
    for written in comments:
        comments_at[written.comment.own_point.passage_order].append(written)
    for joined in points:
        points_at[joined.point.passage_order].append(_with_proposals(joined, proposals))
    orders = comments_at.keys() | points_at.keys()
    passages = _passages(consultation, orders)
    places = tuple(
        BoardPlace(passages.get(order), tuple(comments_at[order]), tuple(points_at[order])) for order in sorted(orders)
    )
    return Board(position, _counts(each.handling for each in comments), places, tuple(proposals))


def _comments(consultation: Consultation, seko: Seko) -> list[BoardComment]:
    each = Support.objects.filter(comment=OuterRef("pk")).order_by().values("comment")
    supports = each.annotate(count=Count("pk")).values("count")
    handled = with_handling(standing(Comment.objects.filter(consultation=consultation, seko=seko)))
    rows = (
        handled.select_related("organisation", "own_point", "set_aside", "attachment", "consultation")
        .prefetch_related(Prefetch("sources", Source.objects.select_related("point")))
        .annotate(support_count=Coalesce(Subquery(supports), 0))
        .order_by("own_point__passage_order", "number")
    )
    return [
        BoardComment(
            comment=row,
            handling=Fate(row.handling),
            reason=row.set_aside.reason if row.handling == Fate.SET_ASIDE else "",
            points=tuple(source.point for source in row.sources.all()),
            supports=row.support_count,
            has_dissent=row.own_point.dissented_at is not None,
        )
        for row in rows
    ]


def _points(position: Position | None) -> list[BoardPoint]:
    if position is None:
        return []
    rows = (
        Point.objects.filter(position=position, withdrawn_at__isnull=True)
        .select_related("seko")
        .prefetch_related(
            Prefetch("sources", Source.objects.select_related("comment__organisation", "comment__consultation")),
            Prefetch("agreements", Agreement.objects.select_related("organisation").order_by("organisation__name_key")),
        )
    )
    return [
        BoardPoint(
            point=row,
            sources=tuple(row.sources.all()),
            agreements=tuple(each for each in row.agreements.all() if each.revision == row.revision),
            asked_anew=tuple(each for each in row.agreements.all() if each.revision != row.revision),
            proposals=(),
        )
        for row in rows
    ]


def _with_proposals(each: BoardPoint, proposals: list[PartnerProposal]) -> BoardPoint:
    own = tuple(proposal for proposal in proposals if proposal.point_id == each.point.pk)
    return BoardPoint(each.point, each.sources, each.agreements, each.asked_anew, own)


def _proposals(position: Position | None) -> list[PartnerProposal]:
    if position is None:
        return []
    rows = PartnerProposal.objects.filter(position=position, status=ProposalStatus.OPEN)
    return list(rows.select_related("organisation").prefetch_related("comments"))


def _passages(consultation: Consultation, orders: Set[int]) -> dict[int, Passage]:
    if consultation.version_id is None:
        return {}
    rows = Passage.objects.filter(
        version_id=consultation.version_id, order__in=[order - 1 for order in orders if order]
    )
    return {passage.order + 1: passage for passage in rows}
