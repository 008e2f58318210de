"""Everything a report speaks of, read once in a constant number of queries: the three language forms are written
from the same facts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from statistics import median
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from seko.actors.mechanism.models import Seko
from seko.actors.organisations.models import Organisation
from seko.dialogue.comments.enums import LateStatus
from seko.dialogue.comments.models import Comment, Unsent
from seko.dialogue.comments.queries import sent_in
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.enums import Fate, PointKind
from seko.dialogue.positions.models import Point, Source
from seko.dialogue.positions.queries import live_q, with_fate
from seko.dialogue.responses.enums import ResponseStatus, Verdict
from seko.dialogue.responses.models import Reply, Response
from seko.drafts.documents.models import Passage
from seko.drafts.programming.models import DocumentKind, TimeRule
from seko.foundation.core.dates import local_date, working_days_until
from seko.outlets.reporting.compiling.chronicle import Chronicle, chronicle_of


@dataclass(frozen=True, slots=True)
class PlacePart:
    """What the report needs of a passage: its rank in the text, its words, and the section it stands in."""

    order: int
    text: str
    number: str
    section: str


@dataclass(slots=True)
class Answered:
    """One thing the ministry had to answer: the point, the comments behind it with how they entered it, its answer.

    `first_at` is when the first edition of the answer was published.
    """

    point: Point
    sources: list[tuple[Comment, str]]
    response: Response | None = None
    first_at: datetime | None = None
    replies: tuple[Reply, ...] = ()

    @property
    def institution(self) -> Organisation | None:
        """Who answered, or who was to."""
        if self.response is not None:
            return self.response.institution
        assignment = getattr(self.point, "assignment", None)
        return assignment.institution if assignment else None


@dataclass(frozen=True, slots=True)
class Parts:
    """What became of every comment ever sent; the parts add up to the whole (design.md section 2)."""

    live: int
    set_aside: int
    withdrawn: int
    superseded: int
    open: int

    @property
    def total(self) -> int:
        """All comments ever sent."""
        return self.live + self.set_aside + self.withdrawn + self.superseded + self.open


@dataclass(frozen=True, slots=True)
class Voice:
    """An organisation under the name of that day, and how many comments it sent through each way."""

    name: str
    sekos: tuple[int, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Gathered:
    """The facts of one consultation at `now`."""

    consultation: Consultation
    now: datetime
    kind: DocumentKind | None
    sekos: dict[int, Seko]
    rules: tuple[TimeRule, ...]
    chronicle: Chronicle
    places: dict[str, PlacePart]
    answered: tuple[Answered, ...]
    not_taken: tuple[Comment, ...]
    refused_late: tuple[Unsent, ...]
    voices: tuple[Voice, ...]
    individuals: int
    parts: Parts

    @property
    def dissents(self) -> list[Answered]:
        """Those whose authors dissented from their SEKO."""
        return [each for each in self.answered if each.point.kind == PointKind.DISSENT]

    @property
    def unanswered(self) -> list[Answered]:
        """Those without a published answer."""
        return [each for each in self.answered if each.response is None]

    @property
    def objections(self) -> list[tuple[Answered, Reply]]:
        """Objections to the answers in force, in the order of the text."""
        return [(each, reply) for each in self.answered for reply in each.replies if reply.verdict == Verdict.OBJECTS]

    @property
    def outcomes(self) -> Counter[str]:
        """How many have each outcome, and under `""` how many none."""
        return Counter(each.response.disposition if each.response else "" for each in self.answered)

    def median_days(self, answered: Iterable[Answered] | None = None) -> float | None:
        """Return the median of working days from handing in to the first answer, None where nothing was answered."""
        rows = self.answered if answered is None else answered
        days = [
            max(0, _days(handed_in_at(each.point, self.consultation), each.first_at)) for each in rows if each.first_at
        ]
        return median(days) if days else None


def handed_in_at(point: Point, consultation: Consultation) -> datetime:
    """Return when the point came before the ministry (as `responses.queries.past_term` counts)."""
    if point.kind == PointKind.DISSENT and point.dissented_at:
        return point.dissented_at
    if point.kind in (PointKind.DIRECT, PointKind.LATE):
        return point.created_at
    if point.position is not None and point.position.submitted_at:
        return point.position.submitted_at
    return consultation.leads_deadline_at


@lru_cache(maxsize=4_096)
def _days(first: datetime, last: datetime) -> int:
    return working_days_until(local_date(first), local_date(last))


def gather(consultation: Consultation, now: datetime) -> Gathered:
    """Return the facts. `consultation` carries its version, document and institution (select_related)."""
    sekos = {seko.pk: seko for seko in _networks(consultation)}
    comments = _comments(consultation, now)
    answered = _answered(consultation, comments, now)
    places = _places(consultation)
    kind = consultation.version.document.kind if consultation.version else ""
    return Gathered(
        consultation=consultation,
        now=now,
        kind=DocumentKind.objects.filter(code=kind).first(),
        sekos=sekos,
        rules=_rules(kind, consultation),
        chronicle=chronicle_of(consultation),
        places=places,
        answered=tuple(sorted(answered, key=lambda each: _rank(each, places))),
        not_taken=tuple(comment for comment in comments.values() if getattr(comment, "fate", "") == Fate.SET_ASIDE),
        refused_late=tuple(
            Unsent.objects.filter(consultation=consultation, late_status=LateStatus.REFUSED)
            .select_related("organisation")
            .order_by("late_requested_at", "pk")
        ),
        voices=_voices(comments.values()),
        individuals=len({each.person_id or each.pk for each in comments.values() if not each.organisation_id}),
        parts=_parts(comments, answered),
    )


def _networks(consultation: Consultation) -> Iterable[Seko]:
    day = local_date(consultation.opens_at)
    member = Q(memberships__starts_on__lte=day) & (
        Q(memberships__ends_on__isnull=True) | Q(memberships__ends_on__gte=day)
    )
    asked = Count("memberships__organisation", filter=member, distinct=True)
    return Seko.objects.filter(consultations=consultation).annotate(network=asked).order_by("order", "pk")


def _comments(consultation: Consultation, now: datetime) -> dict[UUID, Comment]:
    own = Point.objects.filter(live_q(now), comment=OuterRef("pk"))
    rows = (
        with_fate(sent_in(consultation), now)
        .annotate(is_live=Exists(own))
        .select_related("own_point__assignment__institution", "own_point__seko", "set_aside", "question", "attachment")
        .order_by("own_point__passage_order", "number")
    )
    found: dict[UUID, Comment] = {comment.pk: comment for comment in rows}
    for comment in found.values():
        comment.consultation = consultation
    return found


def _answered(consultation: Consultation, comments: dict[UUID, Comment], now: datetime) -> list[Answered]:
    found: dict[UUID, Answered] = {}
    for comment in comments.values():
        if getattr(comment, "is_live", False):
            comment.own_point.comment = comment
            found[comment.own_point.pk] = Answered(comment.own_point, [(comment, "")])
    sources = (
        Source.objects.filter(live_q(now, "point__"), point__consultation=consultation)
        .select_related("point__position", "point__seko", "point__assignment__institution")
        .order_by("comment__number")
    )
    for source in sources:
        entry = found.setdefault(source.point_id, Answered(source.point, []))
        entry.sources.append((comments[source.comment_id], source.relation))
    _attach_answers(consultation, found)
    return list(found.values())


def _attach_answers(consultation: Consultation, found: dict[UUID, Answered]) -> None:
    out = (ResponseStatus.PUBLISHED, ResponseStatus.EARLIER)
    rows = Response.objects.filter(point__consultation=consultation, status__in=out)
    for response in rows.select_related("institution", "subkind").order_by("edition"):
        entry = found.get(response.point_id)
        if entry is None:
            continue
        if response.edition == 1:
            entry.first_at = response.published_at
        if response.status == ResponseStatus.PUBLISHED:
            entry.response = response
    replies: dict[UUID, list[Reply]] = defaultdict(list)
    said = Reply.objects.filter(
        response__point__consultation=consultation, response__status=ResponseStatus.PUBLISHED
    ).select_related("organisation", "seko", "response")
    for reply in said.order_by("at", "pk"):
        replies[reply.response.point_id].append(reply)
    for point, said_of in replies.items():
        if point in found:
            found[point].replies = tuple(said_of)


def _places(consultation: Consultation) -> dict[str, PlacePart]:
    if consultation.version is None:
        return {}
    rows = Passage.objects.filter(version=consultation.version).order_by("order")
    return {
        place: PlacePart(order, text, number, section)
        for place, order, text, number, section in rows.values_list("place", "order", "text", "number", "section")
    }


def _rank(each: Answered, places: dict[str, PlacePart]) -> tuple[int, int, int, str]:
    """Return where it stands: the whole first, then questions, then the text; within, by number."""
    question = each.sources[0][0].question
    return (
        each.point.passage_order,
        question.order if question and not each.point.passage_order else 0,
        each.point.number,
        str(each.point.pk),
    )


def _rules(kind: str, consultation: Consultation) -> tuple[TimeRule, ...]:
    day = local_date(consultation.opened_at or consultation.opens_at)
    rows = TimeRule.objects.filter(Q(kind__isnull=True) | Q(kind__code=kind), valid_from__lte=day)
    return tuple(rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day)).order_by("basis", "subject", "code"))


def _voices(comments: Iterable[Comment]) -> tuple[Voice, ...]:
    names: dict[UUID, str] = {}
    counts: Counter[UUID] = Counter()
    ways: dict[UUID, set[int]] = defaultdict(set)
    for comment in sorted(comments, key=lambda each: each.number):
        if comment.organisation_id:
            names[comment.organisation_id] = comment.organisation_name
            counts[comment.organisation_id] += 1
            if comment.seko_id:
                ways[comment.organisation_id].add(comment.seko_id)
    found = [Voice(name, tuple(sorted(ways[pk])), counts[pk]) for pk, name in names.items()]
    return tuple(sorted(found, key=lambda voice: (-voice.count, voice.name)))


def _parts(comments: dict[UUID, Comment], answered: list[Answered]) -> Parts:
    behind = {comment.pk for each in answered for comment, _relation in each.sources}
    counts: Counter[str] = Counter()
    for comment in comments.values():
        if comment.withdrawn_at:
            counts["withdrawn"] += 1
        elif comment.superseded_at:
            counts["superseded"] += 1
        elif comment.pk in behind:
            counts["live"] += 1
        else:
            counts["set_aside" if getattr(comment, "fate", "") == Fate.SET_ASIDE else "open"] += 1
    names = ("live", "set_aside", "withdrawn", "superseded", "open")
    return Parts(*(counts[name] for name in names))
