"""Everything a report speaks of: the three language forms are written from the same facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from statistics import median
from typing import Any, NamedTuple
from uuid import UUID

from seko.actors.mechanism.models import Seko
from seko.dialogue.comments.models import Unsent
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.enums import PointKind
from seko.dialogue.responses.enums import Verdict
from seko.dialogue.responses.queries import days_taken, handed_in_at
from seko.drafts.documents.model.anchors import Anchor, from_json
from seko.drafts.programming.models import DocumentKind, TimeRule
from seko.foundation.core.dates import local_date
from seko.foundation.core.languages import ENGLISH, SERBIAN
from seko.outlets.reporting.compiling.chronicle import Chronicle
from seko.outlets.reporting.compiling.networks import Aside


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


class InOtherWords(NamedTuple):
    """A working translation of an answer: the answer itself counts."""

    language: str
    institution: Named
    written_at: datetime
    detail: str
    reason: str
    will_change: str


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
    translations: tuple[InOtherWords, ...] = ()

    def translated(self, form: str) -> InOtherWords | None:
        """Return the translation into the language of a form; None where there is none."""
        language = ENGLISH if form == ENGLISH else SERBIAN
        return next((each for each in self.translations if each.language == language), None)


class Said(NamedTuple):
    """What an author says of the answer: an organisation by its name, a SEKO by its key, else an individual."""

    verdict: str
    words: str
    at: datetime
    organisation: str
    seko_id: int | None


class Changed(NamedTuple):
    """What was changed because of a comment: the draft, the words before and after."""

    draft: int
    before: str
    after: str


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
    changes: list[Changed] = field(default_factory=list)

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
