"""What is counted, and in which unit: every page, chart and report counts with these queries (design.md section 2).

- **Comments** are what people sent and neither withdrew nor replaced (`standing`); "sent" counts those too.
- **Comments to be answered** are the live points: what common positions and single comments put before the institution
  ("the unit of answer is the point, never the comment"). One may stand for many comments (`counted_points`, `debts`).
- **Answers** are published responses; a comment to be answered has one or none (`given_answers`, `outcomes`).
- A comment is answered when every live point behind it has its answer. One that its lead set aside has the lead's
  reason, not an institution's answer: it is counted by itself, never as answered (`whereabouts`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When

from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.enums import COUNTED, Status
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.enums import PositionStatus
from seko.dialogue.positions.models import Point, SetAside, Source
from seko.dialogue.positions.queries import live, live_q
from seko.dialogue.responses.enums import Disposition, ResponseStatus, Verdict
from seko.dialogue.responses.models import Reply, Response

ENDED = (Status.CONCLUDED, Status.EXCEPTION, Status.REPORTED)


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Every comment ever sent is in exactly one of these (design.md section 2)."""

    answered: int
    set_aside: int
    waiting: int
    withdrawn: int

    @property
    def standing(self) -> int:
        """The comments: neither withdrawn nor replaced by their authors."""
        return self.answered + self.set_aside + self.waiting

    @property
    def sent(self) -> int:
        """All of them, the withdrawn and replaced ones too."""
        return self.standing + self.withdrawn


def whereabouts(consultations: QuerySet[Consultation], now: datetime) -> Whereabouts:
    """Return where every comment of these consultations is, in one query.

    Answered are those whose every live point has its answer; set aside those in none that their lead left out with a
    reason, once that is out (the position is handed in, or the leads' deadline has passed); whatever else stands waits,
    also where an exception left it unanswered.
    """
    published = Response.objects.filter(status=ResponseStatus.PUBLISHED)
    own = Point.objects.filter(live_q(now), comment=OuterRef("pk"))
    through = Source.objects.filter(live_q(now, "point__"), comment=OuterRef("pk"))
    owed = Exists(own.filter(~Exists(published.filter(point=OuterRef("pk"))))) | Exists(
        through.filter(~Exists(published.filter(point=OuterRef("point"))))
    )
    is_out = Q(position__status=PositionStatus.SUBMITTED) | Q(position__consultation__leads_deadline_at__lt=now)
    when = [
        When(Q(withdrawn_at__isnull=False) | Q(superseded_at__isnull=False), then=Value("withdrawn")),
        When(owed, then=Value("waiting")),
        When(Exists(own) | Exists(through), then=Value("answered")),
        When(Exists(SetAside.objects.filter(is_out, comment=OuterRef("pk"))), then=Value("set_aside")),
    ]
    rows = Comment.objects.filter(consultation__in=consultations).annotate(
        part=Case(*when, default=Value("waiting"), output_field=CharField())
    )
    found = dict(rows.order_by().values_list("part").annotate(count=Count("pk")))
    return Whereabouts(**{name: found.get(name, 0) for name in Whereabouts.__slots__})


def ended_comments(now: datetime) -> Whereabouts:
    """Return what became of every comment of the ended consultations, in one query."""
    return whereabouts(Consultation.objects.filter(status__in=ENDED), now)


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
