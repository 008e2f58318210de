"""Reading what became of promises and why drafts changed, for whoever may read both."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypedDict
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    Max,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.models import Point, Source
from seko.dialogue.positions.queries import live_q, points_visible_to
from seko.dialogue.responses.enums import Disposition, ResponseStatus
from seko.dialogue.responses.models import Response
from seko.dialogue.responses.queries import may_answer_q
from seko.dialogue.tracing.enums import Outcome, Said
from seko.dialogue.tracing.models import Cause, Difference, LastRead, Statement
from seko.drafts.documents.enums import Circle, VersionStatus
from seko.drafts.documents.models import Release, Version
from seko.drafts.documents.queries import readable_by, reads
from seko.foundation.core.dates import local_date

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Promised(TypedDict):
        """What `promises` annotates."""

        outcome: str

    PromisedPoint = WithAnnotations[Point, Promised]

PROMISES = (Disposition.ACCEPTED, Disposition.PARTLY)


def is_promise_q(now: datetime, prefix: str = "") -> Q:
    """Return the condition of points whose published answer promises that the text will change: accepted, in part or
    whole, or saying what will change.
    """
    kept = Q(disposition__in=PROMISES) | ~Q(will_change="")
    answers = Response.objects.filter(kept, point=OuterRef(f"{prefix}pk"), status=ResponseStatus.PUBLISHED)
    return live_q(now, prefix) & Q(Exists(answers))


def promises(consultation: Consultation, actor: Actor, now: datetime) -> QuerySet[PromisedPoint]:
    """Return the points of a consultation that hold a promise and that the actor may read, in the order of the text.

    Annotated with `outcome`. A difference counts where the actor may read the draft in which it stands; that nothing
    was found is said once a further draft is published.
    """
    rows = Point.objects.filter(is_promise_q(now), consultation=consultation)
    rows = rows.filter(pk__in=points_visible_to(actor, now).values("pk"))
    return with_outcome(rows, actor, now).order_by("passage_order", "number", "pk")


def with_outcome(points: QuerySet[Point], actor: Actor, now: datetime) -> QuerySet[PromisedPoint]:
    """Annotate points with what became of their promise, as the actor may know it."""
    causes = Cause.objects.filter(_readable(actor, now), point=OuterRef("pk"), taken_back_at__isnull=True)
    newest = Statement.objects.filter(point=OuterRef("pk")).order_by("-at", "-pk")
    following = Version.objects.filter(
        reads(actor, now),
        document=OuterRef("consultation__version__document"),
        number__gt=OuterRef("consultation__version__number"),
        status=VersionStatus.PUBLISHED,
    )
    annotated = points.annotate(
        said=Coalesce(Subquery(newest.values("said")[:1]), Value("")), said_due_on=Subquery(newest.values("due_on")[:1])
    )
    when = (
        When(Exists(causes), then=Value(Outcome.DONE.value)),
        When(said=Said.NOT_NEEDED, then=Value(Outcome.NOT_NEEDED.value)),
        When(said=Said.REVISED, then=Value(Outcome.REVISED.value)),
        When(Q(said=Said.LATER, said_due_on__gte=local_date(now)), then=Value(Outcome.LATER.value)),
        When(Exists(following), then=Value(Outcome.NOT_FOUND.value)),
    )
    return annotated.annotate(outcome=Case(*when, default=Value(Outcome.AWAITING.value), output_field=CharField()))


def outcome_counts(consultation: Consultation, actor: Actor, now: datetime) -> dict[str, int]:
    """Return how many promises the actor may read came to each outcome, in the order of `Outcome`, in one query."""
    rows = promises(consultation, actor, now).order_by().values_list("outcome").annotate(count=Count("pk"))
    found = dict(rows)
    return {outcome.value: found.get(outcome.value, 0) for outcome in Outcome}


def _readable(actor: Actor, now: datetime) -> Q:
    """Return the condition of causes whose difference the actor may read on both sides."""
    return reads(actor, now, of="difference__new_version__") & reads(actor, now, of="difference__old_version__")


def differences_visible_to(actor: Actor, now: datetime) -> QuerySet[Difference]:
    """Return the differences between drafts that the actor may both read."""
    return Difference.objects.filter(reads(actor, now, of="new_version__"), reads(actor, now, of="old_version__"))


def differences_after(version: Version, actor: Actor, now: datetime) -> QuerySet[Difference]:
    """Return the differences in the drafts that follow a version, in their order, the nearest draft first."""
    rows = differences_visible_to(actor, now).filter(
        new_version__document=version.document_id, new_version__number__gt=version.number
    )
    return rows.select_related("old_version", "new_version").order_by("new_version__number", "order")


def with_causes(differences: QuerySet[Difference]) -> QuerySet[Difference]:
    """Return the differences with the causes that count, as `standing`."""
    causes = Cause.objects.filter(taken_back_at__isnull=True).order_by("at", "pk")
    return differences.prefetch_related(Prefetch("causes", _with_comments(causes), to_attr="standing"))


def _with_comments(causes: QuerySet[Cause]) -> QuerySet[Cause]:
    """Return causes with the comments behind them, in a fixed number of queries."""
    sources = Source.objects.select_related("comment__consultation")
    return causes.select_related(
        "point__comment__seko", "point__comment__consultation", "point__seko"
    ).prefetch_related(Prefetch("point__sources", sources))


def without_cause(differences: QuerySet[Difference]) -> QuerySet[Difference]:
    """Return those of the differences that nobody has named a cause of."""
    standing = Cause.objects.filter(difference=OuterRef("pk"), taken_back_at__isnull=True)
    return differences.filter(~Exists(standing))


def reasons_counted(differences: QuerySet[Difference]) -> dict[str, int]:
    """Return how many of the differences have each reason, under `""` those without any."""
    standing = Cause.objects.filter(difference__in=differences, taken_back_at__isnull=True)
    found = dict(standing.values_list("reason").annotate(count=Count("difference", distinct=True)).order_by())
    return {**found, "": without_cause(differences).count()}


def causes_of(points: Iterable[Point | UUID], actor: Actor, now: datetime) -> QuerySet[Cause]:
    """Return the differences that fulfil these points' promises, as the actor may read them."""
    rows = Cause.objects.filter(_readable(actor, now), point__in=list(points), taken_back_at__isnull=True)
    return rows.select_related("difference__new_version__document", "difference__old_version").order_by(
        "difference__new_version__number", "difference__order"
    )


def causes_into(version: Version, actor: Actor, now: datetime) -> QuerySet[Cause]:
    """Return why a version differs from the one before it, as the actor may know it."""
    rows = Cause.objects.filter(_readable(actor, now), taken_back_at__isnull=True, difference__new_version=version)
    return _with_comments(rows.select_related("difference__old_version")).order_by("difference__order", "at")


def readable_of(points: Collection[UUID], actor: Actor, now: datetime) -> set[UUID]:
    """Return those of the points that the actor may read; one query, none for no points."""
    rows = points_visible_to(actor, now).filter(pk__in=points)
    return set(rows.values_list("pk", flat=True)) if points else set()


def causes_by(comments: QuerySet[Comment], actor: Actor, now: datetime) -> QuerySet[Cause]:
    """Return what these comments changed, as the actor may read it, the newest first."""
    rows = Cause.objects.filter(_readable(actor, now), taken_back_at__isnull=True)
    behind = Q(point__comment__in=comments) | Exists(
        Source.objects.filter(point=OuterRef("point"), comment__in=comments)
    )
    rows = rows.filter(behind).select_related("difference__new_version__document", "difference__old_version")
    return _with_comments(rows).order_by("-at", "-pk")


def not_found_for(actor: Actor, now: datetime) -> dict[Consultation, int]:
    """Return how many promises that the actor may trace were not found in a further draft, by consultation."""
    rows = Point.objects.filter(is_promise_q(now), may_answer_q(actor, now))
    rows = rows.filter(consultation__version__isnull=False)
    waiting = with_outcome(rows, actor, now).filter(outcome=Outcome.NOT_FOUND).order_by()
    counts = dict(waiting.values_list("consultation").annotate(count=Count("pk")))
    return {each: counts[each.pk] for each in Consultation.objects.filter(pk__in=counts)} if counts else {}


def causes_between(old: Version, new: Version, actor: Actor, now: datetime) -> QuerySet[Cause]:
    """Return why drafts differ from one version to a later one of the same document, as the actor may know it: points
    are there to be counted; their words are read through `points_visible_to`.
    """
    rows = Cause.objects.filter(
        _readable(actor, now),
        taken_back_at__isnull=True,
        difference__new_version__document=new.document_id,
        difference__old_version__number__gte=old.number,
        difference__new_version__number__lte=new.number,
    )
    related = ("difference__old_version", "difference__new_version")
    return _with_comments(rows.select_related(*related)).order_by("difference__order", "at")


def statements_of(points: Iterable[Point]) -> dict[object, list[Statement]]:
    """Return what was said of each point's promise, the newest first."""
    found: dict[object, list[Statement]] = {}
    for row in Statement.objects.filter(point__in=points).order_by("-at", "-pk"):
        found.setdefault(row.point_id, []).append(row)
    return found


def with_answer(points: QuerySet[PromisedPoint]) -> QuerySet[PromisedPoint]:
    """Return the points with their comments, sources and published answers, in a fixed number of queries."""
    answers = Response.objects.filter(status=ResponseStatus.PUBLISHED).select_related("institution", "subkind")
    said_by = ("organisation", "seko", "consultation")
    return points.select_related(
        *(f"comment__{each}" for each in said_by), "seko", "consultation__version", "assignment"
    ).prefetch_related(
        Prefetch("responses", answers, to_attr="published"),
        Prefetch("sources", Source.objects.select_related(*(f"comment__{each}" for each in said_by))),
    )


def untold(now: datetime) -> QuerySet[Cause]:
    """Return the causes of which their authors were not told yet, in drafts that all of them may read: published, and
    released to the networks or the public.
    """
    out = Release.objects.filter(
        version=OuterRef("difference__new_version"), circle__in=(Circle.NETWORKS, Circle.PUBLIC), starts_at__lte=now
    )
    return (
        Cause.objects.filter(
            Exists(out),
            difference__new_version__status=VersionStatus.PUBLISHED,
            point__isnull=False,
            taken_back_at__isnull=True,
            told_at__isnull=True,
        )
        .select_related("difference__new_version", "point__consultation", "point__comment", "point__seko")
        .prefetch_related(Prefetch("point__sources", Source.objects.select_related("comment")))
        .order_by(F("point__passage_order"), "pk")
    )


def last_read(actor: Actor, document: UUID) -> LastRead | None:
    """Return which draft of a document the person has read last; no query for whoever is not signed in."""
    return LastRead.objects.filter(person=actor.person, document=document).first() if actor.person else None


@dataclass(frozen=True, slots=True)
class Unread:
    """A draft that came after the one that a person knows; `since` is the number of that one, 0 where it may no longer
    be read.
    """

    version: Version
    since: int


def unread_drafts(actor: Actor, now: datetime) -> list[Unread]:
    """Return the last draft of each document of which the person read or commented on an earlier one only."""
    if actor.person is None:
        return []
    known = dict(LastRead.objects.filter(person=actor.person).values_list("document", "number"))
    of = "consultation__version__document"
    sent = Comment.objects.filter(person=actor.person, **{f"{of}__isnull": False}).order_by()
    for document, number in sent.values_list(of).annotate(number=Max("consultation__version__number")):
        known[document] = max(known.get(document, 0), number)
    if not known:
        return []
    rows = readable_by(actor, now).filter(document__in=known, status=VersionStatus.PUBLISHED)
    found: dict[UUID, list[Version]] = {}
    for version in rows.select_related("document").order_by("document__code", "number"):
        found.setdefault(version.document_id, []).append(version)
    return [
        Unread(versions[-1], known[document] if known[document] in {each.number for each in versions} else 0)
        for document, versions in found.items()
        if versions[-1].number > known[document]
    ]
