"""What became of the comments of ended consultations, and the lists behind the public numbers of answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When

from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.enums import Status
from seko.dialogue.positions.models import Point, SetAside, Source
from seko.dialogue.positions.queries import live, live_q
from seko.dialogue.responses.enums import Disposition, ResponseStatus, Verdict
from seko.dialogue.responses.models import Reply, Response
from seko.dialogue.responses.queries.debts import COUNTED

ENDED = (Status.CONCLUDED, Status.EXCEPTION, Status.REPORTED)


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Every comment sent in an ended consultation is in exactly one of these (design.md section 2)."""

    answered: int
    set_aside: int
    withdrawn: int
    unanswered: int

    @property
    def sent(self) -> int:
        """All of them."""
        return self.answered + self.set_aside + self.withdrawn + self.unanswered


def ended_comments(now: datetime) -> Whereabouts:
    """Return what became of every comment of the ended consultations, in one query.

    Answered are those whose every live point has its answer, set aside those that their lead left out with a reason;
    whatever else an exception left is unanswered.
    """
    published = Response.objects.filter(status=ResponseStatus.PUBLISHED)
    own = Point.objects.filter(live_q(now), comment=OuterRef("pk"))
    through = Source.objects.filter(live_q(now, "point__"), comment=OuterRef("pk"))
    owed = Exists(own.filter(~Exists(published.filter(point=OuterRef("pk"))))) | Exists(
        through.filter(~Exists(published.filter(point=OuterRef("point"))))
    )
    when = [
        When(Q(withdrawn_at__isnull=False) | Q(superseded_at__isnull=False), then=Value("withdrawn")),
        When(owed, then=Value("unanswered")),
        When(Exists(own) | Exists(through), then=Value("answered")),
        When(Exists(SetAside.objects.filter(comment=OuterRef("pk"))), then=Value("set_aside")),
    ]
    rows = Comment.objects.filter(consultation__status__in=ENDED).annotate(
        part=Case(*when, default=Value("unanswered"), output_field=CharField())
    )
    found = dict(rows.order_by().values_list("part").annotate(count=Count("pk")))
    return Whereabouts(**{name: found.get(name, 0) for name in Whereabouts.__slots__})


@dataclass(frozen=True, slots=True)
class Given:
    """What was answered over all opened consultations: by outcome, with a change announced, replies by verdict."""

    outcomes: dict[str, int]
    changes: int
    replies: dict[str, int]


def counted_points(now: datetime) -> QuerySet[Point]:
    """Return the live points that public numbers count: of every consultation that was opened."""
    return live(now).filter(consultation__status__in=COUNTED)


def given_answers(now: datetime) -> Given:
    """Return what was answered, in three queries."""
    published = Response.objects.filter(
        live_q(now, "point__"), status=ResponseStatus.PUBLISHED, point__consultation__status__in=COUNTED
    )
    by_outcome = dict(published.order_by().values_list("disposition").annotate(count=Count("pk")))
    by_verdict = dict(
        Reply.objects.filter(response__in=published).order_by().values_list("verdict").annotate(count=Count("pk"))
    )
    return Given(
        {code: by_outcome.get(code, 0) for code in Disposition.values},
        published.exclude(will_change="").count(),
        {code: by_verdict.get(code, 0) for code in Verdict.values},
    )
