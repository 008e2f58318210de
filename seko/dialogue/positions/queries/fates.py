"""What became of each comment, and the proof that none falls between (design.md section 2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When

from seko.actors.mechanism.models import Seko
from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.models import Comment
from seko.dialogue.comments.queries import sent_in
from seko.dialogue.consultations.enums import Status
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.conditions import being_answered
from seko.dialogue.positions.enums import Fate, PointKind, PositionStatus
from seko.dialogue.positions.models import FatesTold, Point, SetAside, Source
from seko.dialogue.positions.queries.points import live_q

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Handled(TypedDict):
        """What `with_handling` annotates."""

        handling: str

    class Fated(Handled):
        """What `with_fate` annotates."""

        fate: str

    HandledComment = WithAnnotations[Comment, Handled]
    FatedComment = WithAnnotations[Comment, Fated]

OWN_WAY = {PointKind.DISSENT: Fate.DISSENT, PointKind.LATE: Fate.LATE, PointKind.DIRECT: Fate.DIRECT}
# What goes to the ministry although the lead decided nothing of it, and can decide nothing any more.
BY_ITSELF = (*OWN_WAY.values(), Fate.NOT_CONSOLIDATED)


def fate_of(comment: Comment, now: datetime) -> Fate:
    """Return what became of the comment at `now`; `with_fate` is its twin (a property test proves them equal).

    A comment behind several points has the fate that changed its words most.
    """
    if comment.withdrawn_at is not None:
        return Fate.WITHDRAWN
    if comment.superseded_at is not None:
        return Fate.SUPERSEDED
    own_way = OWN_WAY.get(PointKind(comment.own_point.kind))
    if own_way:
        return own_way
    relations = [source.relation for source in comment.sources.all()]
    if relations:
        return Fate(max(relations))
    if SetAside.objects.filter(comment=comment).exists():
        return Fate.SET_ASIDE
    passed = now > comment.consultation.leads_deadline_at
    gone = passed or Point.objects.filter(being_answered.ask(""), pk=comment.own_point.pk).exists()
    return Fate.NOT_CONSOLIDATED if gone else Fate.AWAITING


def with_handling(rows: QuerySet[Comment]) -> QuerySet[HandledComment]:
    """Annotate `handling`: what the lead decided (carried, merged, reworded, set-aside), else one of `BY_ITSELF` where
    the comment is out of the lead's hands (its author dissented and was let go; it is being answered, and the deadline
    was opened again), else `awaiting-lead`.

    It takes no notice of time, withdrawal or a dissent from what was decided: those are `with_fate`'s.
    """
    relation = Source.objects.filter(comment=OuterRef("pk")).order_by("-relation").values("relation")[:1]
    when = [
        When(relation__isnull=False, then=F("relation")),
        When(Exists(SetAside.objects.filter(comment=OuterRef("pk"))), then=Value(Fate.SET_ASIDE)),
        *(When(own_point__kind=kind, then=Value(fate)) for kind, fate in OWN_WAY.items()),
        When(being_answered.ask("own_point__"), then=Value(Fate.NOT_CONSOLIDATED)),
    ]
    return rows.annotate(relation=Subquery(relation)).annotate(
        handling=Case(*when, default=Value(Fate.AWAITING), output_field=CharField())
    )


def with_fate(rows: QuerySet[Comment], now: datetime) -> QuerySet[FatedComment]:
    """Annotate `fate` (and `handling`): the twin of `fate_of`."""
    when = [
        When(withdrawn_at__isnull=False, then=Value(Fate.WITHDRAWN)),
        When(superseded_at__isnull=False, then=Value(Fate.SUPERSEDED)),
        *(When(own_point__kind=kind, then=Value(fate)) for kind, fate in OWN_WAY.items()),
        When(~Q(handling=Fate.AWAITING), then=F("handling")),
        When(consultation__leads_deadline_at__lt=now, then=Value(Fate.NOT_CONSOLIDATED)),
    ]
    return with_handling(rows).annotate(fate=Case(*when, default=Value(Fate.AWAITING), output_field=CharField()))


@dataclass(frozen=True, slots=True)
class Aside:
    """Who is told that a lead left a comment out, and why: everybody who reads the comment once the position is handed
    in or the leads' deadline has passed, before that its consortium alone.
    """

    consultation: Consultation
    actor: Actor
    now: datetime

    def is_told(self, position: str | None, seko_id: int | None) -> bool:
        """Return whether the actor is told; `position` is the status of the SEKO's position."""
        is_out = self.now > self.consultation.leads_deadline_at or position == PositionStatus.SUBMITTED
        return is_out or self.actor.is_in_consortium(seko_id or 0)


def awaiting_lead(consultation: Consultation, seko: Seko, now: datetime) -> QuerySet[FatedComment]:
    """Return the comments that await the SEKO's decision, in the order of the text; none after the leads' deadline."""
    rows = with_fate(Comment.objects.filter(consultation=consultation, seko=seko), now)
    return rows.filter(fate=Fate.AWAITING).order_by("own_point__passage_order", "number")


def not_taken(consultation: Consultation, now: datetime) -> QuerySet[FatedComment]:
    """Return the comments set aside without a dissent, with their reasons, in the order of the text."""
    rows = with_fate(sent_in(consultation), now).filter(fate=Fate.SET_ASIDE)
    return rows.select_related("set_aside", "organisation", "seko").order_by("own_point__passage_order", "number")


def fates_to_tell(now: datetime, since: datetime) -> QuerySet[Consultation]:
    """Return the opened consultations whose leads' deadline passed between `since` and `now` and whose authors were
    not told of it: a deadline opened again is told anew.
    """
    told = FatesTold.objects.filter(consultation=OuterRef("pk"), deadline_at=OuterRef("leads_deadline_at"))
    return Consultation.objects.filter(
        ~Exists(told), status=Status.OPENED, leads_deadline_at__lt=now, leads_deadline_at__gte=since
    )


@dataclass(frozen=True, slots=True)
class Partition:
    """How many comments are in each class; each is in exactly one, and `nowhere` must be 0 (reliability.md N9).

    Before the leads' deadline `on_board` are taken into a position that is not handed in, `awaiting` undecided.
    """

    withdrawn: int
    superseded: int
    live: int
    set_aside: int
    on_board: int
    awaiting: int
    nowhere: int

    @property
    def total(self) -> int:
        """All comments ever sent."""
        classes = (self.withdrawn, self.superseded, self.live, self.set_aside, self.on_board, self.awaiting)
        return sum(classes) + self.nowhere


def partition(consultation: Consultation, now: datetime) -> Partition:
    """Return the partition of the consultation's comments at `now`, in one query."""
    own = Exists(Point.objects.filter(live_q(now), comment=OuterRef("pk")))
    through_source = Exists(Source.objects.filter(live_q(now, "point__"), comment=OuterRef("pk")))
    when = [
        When(withdrawn_at__isnull=False, then=Value("withdrawn")),
        When(superseded_at__isnull=False, then=Value("superseded")),
        When(own | through_source, then=Value("live")),
        When(Exists(SetAside.objects.filter(comment=OuterRef("pk"))), then=Value("set_aside")),
        When(consultation__leads_deadline_at__lt=now, then=Value("nowhere")),
        When(Exists(Source.objects.filter(comment=OuterRef("pk"))), then=Value("on_board")),
        When(own_point__kind=PointKind.NOT_CONSOLIDATED, then=Value("awaiting")),
    ]
    rows = sent_in(consultation).annotate(part=Case(*when, default=Value("nowhere"), output_field=CharField()))
    found = dict(rows.order_by().values_list("part").annotate(count=Count("pk")))
    return Partition(**{name: found.get(name, 0) for name in Partition.__slots__})
