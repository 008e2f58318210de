"""Everything a report speaks of, read once in a constant number of queries: the three language forms are written
from the same facts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from statistics import median
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from seko.actors.mechanism.models import Seko
from seko.dialogue.comments.enums import LateStatus
from seko.dialogue.comments.models import Unsent
from seko.dialogue.comments.queries import numbered_in, sent_in
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.enums import Fate, PointKind
from seko.dialogue.positions.models import Point, Source
from seko.dialogue.positions.queries import live_q, proposal_words, with_fate
from seko.dialogue.responses.enums import ResponseStatus, Verdict
from seko.dialogue.responses.models import Reply, Response
from seko.dialogue.responses.queries import days_taken, handed_in_at
from seko.drafts.documents.model.anchors import Anchor, from_json
from seko.drafts.documents.models import Passage
from seko.drafts.programming.models import DocumentKind, TimeRule
from seko.foundation.core.dates import local_date
from seko.outlets.reporting.compiling.chronicle import Chronicle, chronicle_of
from seko.outlets.reporting.compiling.networks import Aside, networks_of


@dataclass(frozen=True, slots=True)
class PlacePart:
    """What the report needs of a passage: its rank in the text, its words, and the section it stands in."""

    order: int
    text: str
    number: str
    section: str


class Named(NamedTuple):
    """An institution or a sub-kind, by its names."""

    name_sr: str
    name_en: str


class Asked(NamedTuple):
    """A question of the consultation."""

    order: int
    text: str
    text_en: str


class Sent(NamedTuple):
    """A comment that was sent. `attachment` is a file's name, `set_aside` the lead's reason."""

    pk: UUID
    label: str
    number: int
    organisation_id: UUID | None
    organisation_name: str
    under_network_name: bool
    seko_id: int | None
    person_id: UUID | None
    words: str
    reason: str
    source: str
    proposal: str
    anchor: dict[str, Any]
    withdrawn_at: datetime | None
    superseded_at: datetime | None
    fate: str
    question: Asked | None
    attachment: str
    set_aside: str


class Handed(NamedTuple):
    """A point, as it came before the ministry; `submitted_at` is its position's, `assigned` who was to answer."""

    pk: UUID
    kind: str
    number: int
    seko_id: int | None
    wording: str
    proposed_wording: str
    anchor: dict[str, Any]
    passage_order: int
    created_at: datetime
    dissented_at: datetime | None
    dissent_words: str
    submitted_at: datetime | None
    assigned: Named | None

    def handed_in_at(self, leads_deadline_at: datetime) -> datetime:
        """Return when it came before the ministry."""
        return handed_in_at(
            self.kind,
            dissented_at=self.dissented_at,
            created_at=self.created_at,
            submitted_at=self.submitted_at,
            leads_deadline_at=leads_deadline_at,
        )


class Given(NamedTuple):
    """The answer in force."""

    institution: Named
    disposition: str
    subkind: Named | None
    detail: str
    reason: str
    will_change: str
    edition: int
    published_at: datetime


class Said(NamedTuple):
    """What an author says of the answer: an organisation by its name, a SEKO by its key, else an individual."""

    verdict: str
    words: str
    at: datetime
    organisation: str
    seko_id: int | None


@dataclass
class Answered:
    """One thing the ministry had to answer: the point, the comments behind it, its answer.

    `own` is the comment that is a point by itself. `first_at` is when the first edition of the answer was published.
    """

    point: Handed
    sources: list[Sent]
    own: Sent | None = None
    response: Given | None = None
    first_at: datetime | None = None
    replies: list[Said] = field(default_factory=list)

    @property
    def institution(self) -> Named | None:
        """Who answered, or who was to."""
        return self.response.institution if self.response is not None else self.point.assigned

    @property
    def words(self) -> str:
        """The words that are answered: a consolidated comment's own wording, else its comment's words."""
        return self.own.words if self.own is not None else self.point.wording

    @property
    def proposal(self) -> str:
        """What is proposed."""
        return self.own.proposal if self.own is not None else self.point.proposed_wording

    @cached_property
    def anchor(self) -> Anchor:
        """Where the words stand: a comment of its own has its place itself."""
        return from_json(self.own.anchor if self.own is not None else self.point.anchor)


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
    asked: dict[int, int]
    aside: tuple[Aside, ...]
    rules: tuple[TimeRule, ...]
    chronicle: Chronicle
    places: dict[str, PlacePart]
    answered: tuple[Answered, ...]
    not_taken: tuple[Sent, ...]
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
    def objections(self) -> list[tuple[Answered, Said]]:
        """Objections to the answers in force, in the order of the text."""
        return [(each, reply) for each in self.answered for reply in each.replies if reply.verdict == Verdict.OBJECTS]

    @property
    def outcomes(self) -> Counter[str]:
        """How many have each outcome, and under `""` how many none."""
        return Counter(each.response.disposition if each.response else "" for each in self.answered)

    def median_days(self, answered: Iterable[Answered] | None = None) -> float | None:
        """Return the median of working days from handing in to the first answer, None where nothing was answered."""
        rows = self.answered if answered is None else answered
        deadline = self.consultation.leads_deadline_at
        days = [
            days_taken(local_date(each.point.handed_in_at(deadline)), local_date(each.first_at))
            for each in rows
            if each.first_at
        ]
        return median(days) if days else None


def gather(consultation: Consultation, now: datetime) -> Gathered:
    """Return the facts. `consultation` carries its version, document and institution (select_related)."""
    networks, aside = networks_of(consultation)
    sekos = {each.seko.pk: each.seko for each in networks}
    comments, answered = _comments(consultation, now)
    _consolidated(consultation, comments, answered, now)
    _attach_answers(consultation, answered)
    places = _places(consultation)
    kind = consultation.version.document.kind if consultation.version else ""
    return Gathered(
        consultation=consultation,
        now=now,
        kind=DocumentKind.objects.filter(code=kind).first(),
        sekos=sekos,
        asked={each.seko.pk: each.asked for each in networks},
        aside=aside,
        rules=_rules(kind, consultation),
        chronicle=chronicle_of(consultation),
        places=places,
        answered=tuple(sorted(answered.values(), key=_rank)),
        not_taken=tuple(comment for comment in comments.values() if comment.fate == Fate.SET_ASIDE),
        refused_late=tuple(
            Unsent.objects.filter(consultation=consultation, late_status=LateStatus.REFUSED)
            .select_related("organisation")
            .order_by("late_requested_at", "pk")
        ),
        voices=_voices(comments.values()),
        individuals=len({each.person_id or each.pk for each in comments.values() if not each.organisation_id}),
        parts=_parts(comments, answered.values()),
    )


_SENT = (
    *("pk", "number", "organisation_id", "organisation_name", "under_network_name", "seko_id", "person_id"),
    *("words", "reason", "source"),
    *("proposed_value", "proposed_wording", "anchor", "withdrawn_at", "superseded_at", "fate"),
    *("question__order", "question__text", "question__text_en", "attachment__name", "set_aside__reason"),
)
_HANDED = (
    *("pk", "kind", "number", "seko_id", "wording", "proposed_wording", "anchor", "passage_order", "created_at"),
    *("dissented_at", "dissent_words", "position__submitted_at"),
    *("assignment__institution__name", "assignment__institution__name_en"),
)
_GIVEN = (
    *("institution__name", "institution__name_en", "disposition", "subkind__name_sr", "subkind__name_en"),
    *("detail", "reason", "will_change", "edition", "published_at"),
)


def _comments(consultation: Consultation, now: datetime) -> tuple[dict[UUID, Sent], dict[UUID, Answered]]:
    """Return every comment ever sent, in the order of the text, and those answered as points by themselves."""
    own = Point.objects.filter(live_q(now), comment=OuterRef("pk"))
    rows = with_fate(sent_in(consultation), now).annotate(is_live=Exists(own))
    columns = (*_SENT, "is_live", *(f"own_point__{name}" for name in _HANDED))
    comments: dict[UUID, Sent] = {}
    answered: dict[UUID, Answered] = {}
    for row in rows.order_by("own_point__passage_order", "number").values_list(*columns):
        comment = _sent(consultation.code, *row[: len(_SENT)])
        comments[comment.pk] = comment
        is_live, *handed = row[len(_SENT) :]
        if is_live:
            point = _handed(*handed)
            answered[point.pk] = Answered(point, [comment], comment)
    return comments, answered


def _sent(code: str, pk: UUID, number: int, *row: Any) -> Sent:
    *before, value, wording, anchor, withdrawn_at, superseded_at, fate = row[:-5]
    order, text, text_en, attachment, set_aside = row[-5:]
    question = Asked(order, text, text_en) if order is not None else None
    said = (proposal_words(value, wording), anchor, withdrawn_at, superseded_at, fate, question)
    return Sent._make((pk, numbered_in(code, number), number, *before, *said, attachment or "", set_aside or ""))


def _handed(*row: Any) -> Handed:
    return Handed._make((*row[:-2], _named(*row[-2:])))


def _named(name: str | None, name_en: str | None) -> Named | None:
    return Named(name, name_en or "") if name else None


def _consolidated(
    consultation: Consultation, comments: dict[UUID, Sent], answered: dict[UUID, Answered], now: datetime
) -> None:
    """Add the points of common positions, each with its sources."""
    rows = Source.objects.filter(live_q(now, "point__"), point__consultation=consultation).order_by("comment__number")
    for comment_id, *row in rows.values_list("comment_id", *(f"point__{name}" for name in _HANDED)):
        point = _handed(*row)
        answered.setdefault(point.pk, Answered(point, [])).sources.append(comments[comment_id])


def _attach_answers(consultation: Consultation, answered: dict[UUID, Answered]) -> None:
    out = (ResponseStatus.PUBLISHED, ResponseStatus.EARLIER)
    given = Response.objects.filter(point__consultation=consultation, status__in=out).order_by("edition")
    for point_id, status, *row in given.values_list("point_id", "status", *_GIVEN):
        if point_id not in answered:
            continue
        name, name_en, disposition, subkind, subkind_en, *rest = row
        response = Given(Named(name, name_en), disposition, _named(subkind, subkind_en), *rest)
        if response.edition == 1:
            answered[point_id].first_at = response.published_at
        if status == ResponseStatus.PUBLISHED:
            answered[point_id].response = response
    said = Reply.objects.filter(
        response__point__consultation=consultation, response__status=ResponseStatus.PUBLISHED
    ).order_by("at", "pk")
    columns = ("response__point_id", "verdict", "words", "at", "network_name", "organisation__name", "seko_id")
    for point_id, verdict, words, at, network_name, name, seko_id in said.values_list(*columns):
        if point_id in answered:
            answered[point_id].replies.append(Said(verdict, words, at, network_name or name or "", seko_id))


def _places(consultation: Consultation) -> dict[str, PlacePart]:
    if consultation.version is None:
        return {}
    rows = Passage.objects.filter(version=consultation.version).order_by("order")
    return {
        place: PlacePart(order, text, number, section)
        for place, order, text, number, section in rows.values_list("place", "order", "text", "number", "section")
    }


def _rank(each: Answered) -> tuple[int, int, int, str]:
    """Return where it stands: the whole first, then questions, then the text; within, by number."""
    question = each.sources[0].question
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


def _voices(comments: Iterable[Sent]) -> tuple[Voice, ...]:
    """Return who sent comments; what an organisation said under its network's name stands apart from what it said under
    its own, so that neither gives the other away.
    """
    names: dict[tuple[UUID, bool], str] = {}
    counts: Counter[tuple[UUID, bool]] = Counter()
    ways: dict[tuple[UUID, bool], set[int]] = defaultdict(set)
    for comment in sorted(comments, key=lambda each: each.number):
        if comment.organisation_id:
            voice = comment.organisation_id, comment.under_network_name
            names[voice] = comment.organisation_name
            counts[voice] += 1
            if comment.seko_id:
                ways[voice].add(comment.seko_id)
    found = [Voice(name, tuple(sorted(ways[voice])), counts[voice]) for voice, name in names.items()]
    return tuple(sorted(found, key=lambda voice: (-voice.count, voice.name)))


def _parts(comments: dict[UUID, Sent], answered: Iterable[Answered]) -> Parts:
    behind = {comment.pk for each in answered for comment in each.sources}
    counts: Counter[str] = Counter()
    for comment in comments.values():
        if comment.withdrawn_at:
            counts["withdrawn"] += 1
        elif comment.superseded_at:
            counts["superseded"] += 1
        elif comment.pk in behind:
            counts["live"] += 1
        else:
            counts["set_aside" if comment.fate == Fate.SET_ASIDE else "open"] += 1
    names = ("live", "set_aside", "withdrawn", "superseded", "open")
    return Parts(*(counts[name] for name in names))
