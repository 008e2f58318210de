"""Keeping the board whole after a deed: sources, absorbed comments, emptied points, the places where points stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from seko.dialogue.comments.models import Comment, CommentPlace
from seko.dialogue.positions import permissions
from seko.dialogue.positions.enums import Relation
from seko.dialogue.positions.models import Point, PointPlace, SetAside, Source
from seko.dialogue.positions.queries import speaks_for
from seko.foundation.core.errors import possible_unless_refused


def absorb(comments: Iterable[Comment], *, now: datetime) -> None:
    """Mark that the lead decided the comments. Raises `WrongState` where one is already being answered by itself
    (possible only when the deadline was moved after it had passed).
    """
    own = [comment.own_point for comment in comments]
    possible_unless_refused(permissions.may_leave(own, now))
    Point.objects.filter(pk__in=[point.pk for point in own]).update(is_absorbed=True)


def release(comments: Collection[Comment], *, keep: Point | None = None) -> set[UUID]:
    """Take the comments out of every point but `keep`, and take back that they were set aside.

    Returns the identifiers of the points that lost a source: the caller settles them.
    """
    sources = Source.objects.filter(comment__in=comments)
    if keep is not None:
        sources = sources.exclude(point=keep)
    lost = {source.point_id for comment in comments for source in comment.sources.all()}
    sources.delete()
    SetAside.objects.filter(comment__in=comments).delete()
    return lost - {keep.pk} if keep is not None else lost


def reopen(comments: Collection[Comment]) -> None:
    """Let comments that are neither in a point nor set aside await the lead again."""
    Point.objects.filter(comment__in=comments).exclude(
        Exists(Source.objects.filter(comment=OuterRef("comment")))
    ).exclude(Exists(SetAside.objects.filter(comment=OuterRef("comment")))).update(is_absorbed=False)


def settle(point_ids: Collection[UUID], *, now: datetime) -> None:
    """Bring consolidated points in line with their sources, with the same number of queries for one and for many.

    One without sources is withdrawn; the others stand where their sources stand, beginning with the first, and say
    how each source's words entered them. Raises `WrongState` where one of them is already being answered.
    """
    if not point_ids:
        return
    sources: dict[UUID, list[Source]] = defaultdict(list)
    for source in (
        Source.objects.filter(point__in=point_ids)
        .select_related("comment__own_point")
        .order_by("comment__own_point__passage_order", "comment__number")
    ):
        sources[source.point_id].append(source)
    points = list(Point.objects.filter(pk__in=point_ids, withdrawn_at__isnull=True))
    kept = [point for point in points if sources[point.pk]]
    emptied = [point for point in points if not sources[point.pk]]
    possible_unless_refused(permissions.may_leave(points, now))
    Point.objects.filter(pk__in=[point.pk for point in emptied]).update(withdrawn_at=now)
    for point in kept:
        first = sources[point.pk][0].comment
        point.anchor, point.passage_order = first.anchor, first.own_point.passage_order
    Point.objects.bulk_update(kept, ["anchor", "passage_order"], batch_size=200)
    relate({point: sources[point.pk] for point in kept})
    _place(kept)


def relate(sources: Mapping[Point, Sequence[Source]]) -> None:
    """Write how the words of these points' sources entered them, with at most as many queries as there are relations.

    Where a point speaks in nobody's own words, all its sources are reworded, whatever the deed was called; otherwise
    several are merged, a single one is carried. The sources come with their comments.
    """
    changed: dict[Relation, list[int]] = defaultdict(list)
    for point, each in sources.items():
        found = Relation.MERGED if len(each) > 1 else Relation.CARRIED
        if not any(speaks_for(point, source.comment) for source in each):
            found = Relation.REWORDED
        changed[found] += [source.pk for source in each if source.relation != found]
    for relation, keys in changed.items():
        Source.objects.filter(pk__in=keys).update(relation=relation)


def _place(points: Collection[Point]) -> None:
    PointPlace.objects.filter(point__in=points).delete()
    marked = CommentPlace.objects.filter(comment__sources__point__in=points)
    pairs = set(marked.values_list("comment__sources__point", "passage"))
    known = {point.pk for point in points}
    PointPlace.objects.bulk_create(
        PointPlace(point_id=point, passage_id=passage) for point, passage in sorted(pairs, key=str) if point in known
    )
