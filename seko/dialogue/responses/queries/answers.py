"""Answers in their editions, replies to them, and their outcomes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Case, CharField, Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.enums import Status
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.models import Point, Source
from seko.dialogue.positions.queries import live, live_q, points_visible_to, source_comments
from seko.dialogue.responses.enums import Disposition, ResponseStatus, Verdict
from seko.dialogue.responses.models import Reply, Response, Subkind
from seko.dialogue.responses.queries.queues import OF_SOURCE

OUT = (ResponseStatus.PUBLISHED, ResponseStatus.EARLIER)


def responses_visible_to(actor: Actor, now: datetime) -> QuerySet[Response]:
    """Return the editions the actor may read: published ones of points it may read; unpublished ones for the
    ministry, auditors and officers of the institution that writes them.
    """
    out = Q(status__in=OUT) & Q(Exists(points_visible_to(actor, now).filter(pk=OuterRef("point"))))
    if actor.has_role(Role.MINISTRY, Role.AUDITOR):
        return Response.objects.all()
    if actor.is_officer:
        out |= Q(institution_id=actor.organisation_id)
    return Response.objects.filter(out)


def being_answered(prefix: str = "") -> Q:
    """Return the condition of points to which an answer was begun; `prefix` leads from another model to the point."""
    return Q(Exists(Response.objects.filter(point=OuterRef(f"{prefix}pk"))))


def published_of(points: Iterable[Point]) -> dict[UUID, Response]:
    """Return the published answer of each point that has one, by point, in one query."""
    rows = Response.objects.filter(point__in=points, status=ResponseStatus.PUBLISHED)
    return {row.point_id: row for row in rows.select_related("institution", "subkind")}


def with_point(responses: QuerySet[Response]) -> QuerySet[Response]:
    """Return the responses with their points and all that permissions and notices read of them, in a fixed number of
    queries, in the order of the text.
    """
    return (
        responses.select_related(
            "point__comment__consultation",
            "point__assignment",
            "point__consultation__version",
            "point__seko",
            "subkind",
        )
        .prefetch_related(Prefetch("point__sources", Source.objects.select_related(*OF_SOURCE, "comment__seko")))
        .order_by("point__passage_order", "point__number")
    )


def organisations_behind(points: Iterable[Point]) -> set[UUID]:
    """Return the organisations whose words are answered; reads only what was prefetched or loads it."""
    return {
        comment.organisation_id for point in points for comment in source_comments(point) if comment.organisation_id
    }


def subkinds_on(today: date) -> QuerySet[Subkind]:
    """Return the sub-kinds offered that day."""
    return Subkind.objects.filter(valid_from__lte=today).filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today))


def outcomes(consultation: Consultation, now: datetime) -> dict[str, int]:
    """Return how many live points have each outcome, in the order of `Disposition`, and under `""` how many none."""
    published = Response.objects.filter(point=OuterRef("pk"), status=ResponseStatus.PUBLISHED)
    rows = (
        live(now)
        .filter(consultation=consultation)
        .annotate(
            outcome=Case(
                When(Exists(published), then=Subquery(published.values("disposition")[:1])),
                default=Value(""),
                output_field=CharField(),
            )
        )
    )
    found = dict(rows.order_by().values_list("outcome").annotate(count=Count("pk")))
    return {code: found.get(code, 0) for code in (*Disposition.values, "")}


def objections(consultation: Consultation) -> QuerySet[Reply]:
    """Return the objections to the answers in force: they are annexed to the report."""
    return (
        Reply.objects.filter(
            response__point__consultation=consultation,
            response__status=ResponseStatus.PUBLISHED,
            verdict=Verdict.OBJECTS,
        )
        .select_related("organisation", "seko", "response__point__comment", "response__point__seko")
        .order_by("response__point__passage_order", "at")
    )


def voices_of(actor: Actor, point: Point) -> tuple[str, ...]:
    """Return for whom the actor may reply to the point's answer: the organisation or the person behind its words, and
    the SEKO for its lead's coordination. Empty for everybody else.
    """
    voices = []
    comments = source_comments(point)
    if actor.is_civil and any(str(comment.organisation_id) == actor.organisation_id for comment in comments):
        voices.append(f"organisation:{actor.organisation_id}")
    personal = [comment for comment in comments if comment.organisation_id is None]
    if actor.person is not None and any(comment.person_id == actor.person.pk for comment in personal):
        voices.append(f"person:{actor.person_id}")
    if point.seko_id is not None and actor.leads(point.seko_id):
        voices.append(f"seko:{point.seko_id}")
    return tuple(voices)


def open_replies(actor: Actor, now: datetime) -> QuerySet[Response]:
    """Return the published answers to which the actor may still reply and has not: for the desk, soonest date first."""
    if actor.person is None:
        return Response.objects.none()
    own = Q(person=actor.person, organisation__isnull=True)
    voices = Q(voice=f"person:{actor.person_id}")
    if actor.is_civil:
        own |= Q(organisation_id=actor.organisation_id)
        voices |= Q(voice=f"organisation:{actor.organisation_id}")
    words = Comment.objects.filter(own)
    behind = Q(point__comment__in=words) | Q(Exists(Source.objects.filter(point=OuterRef("point"), comment__in=words)))
    said = Reply.objects.filter(voices, response=OuterRef("pk"))
    return (
        Response.objects.filter(live_q(now, "point__"), behind, ~Exists(said), status=ResponseStatus.PUBLISHED)
        .filter(point__consultation__replies_until_at__gte=now)
        .exclude(point__consultation__status__in=(Status.REPORTED, Status.CANCELLED))
        .select_related("point__consultation", "point__comment", "point__seko")
        .order_by("point__consultation__replies_until_at", "point__passage_order", "point__number")
    )
