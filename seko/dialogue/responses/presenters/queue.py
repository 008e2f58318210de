"""The answering queue: the list at the left, one comment at a time, what helps to answer it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import is_past_term, title_of
from seko.dialogue.positions.models import Point
from seko.dialogue.positions.queries import label_of, words_of
from seko.dialogue.responses.enums import ResponseStatus, outcome_state
from seko.dialogue.responses.models import Response
from seko.dialogue.responses.presenters.words import CLIPPED, TITLE_CLIPPED, Answered, answered_of, behind
from seko.dialogue.responses.queries import Alike, earlier_answers_alike, points_alike
from seko.drafts.documents.queries import Place
from seko.foundation.core.languages import as_written, current
from seko.foundation.design import spoken
from seko.foundation.design.charts import Amount, Bar, bar
from seko.foundation.design.states import State, state
from seko.foundation.text.likeness import likeness

AROUND = 10
WAITING = ("", ResponseStatus.DRAFTED)
MOST_ALIKE = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: its place in the queue, its state, the beginning of the words."""

    number: int
    title: str
    url: str
    state: State
    state_word: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the queue is: what is answered (or sent for approval), what still waits, as a bar."""

    answered: int
    proposed: int
    waiting: int
    bar: Bar

    @property
    def total(self) -> int:
        """All comments of the queue."""
        return self.answered + self.proposed + self.waiting


@dataclass(frozen=True, slots=True)
class Head:
    """The slim head: about which draft, until when, how far."""

    title: str
    due: str
    progress: Progress


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier answer to something alike; `url` takes it over as the starting text."""

    state: State
    where: str
    reason: str
    likeness: str
    url: str


@dataclass(frozen=True, slots=True)
class Same:
    """A comment alike that could get the same answer; `value` is what its box sends."""

    value: str
    label: str
    likeness: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Item:
    """One comment of the queue: its place in it, what is answered, who answers, the neighbours."""

    number: int
    total: int
    answered: Answered
    institution: str
    previous: str
    next: str
    waiting: str


@dataclass(frozen=True, slots=True)
class Queue:
    """The queue in its order: which comment stands where and in which state."""

    consultation: Consultation
    order: tuple[tuple[UUID, str], ...]

    def place_of(self, point: UUID) -> int:
        """Return where a comment stands, from 0; -1 where it is not of this queue."""
        return next((place for place, (pk, _state) in enumerate(self.order) if pk == point), -1)

    def url(self, place: int) -> str:
        """Return the address of the comment at that place; empty outside the queue."""
        if not 0 <= place < len(self.order):
            return ""
        return reverse("queue-point", args=[self.consultation.code, self.order[place][0]])

    def next_waiting(self, place: int) -> str:
        """Return the address of the next comment after `place` that waits for its answer, from the start again at the
        end; empty where none but this one waits.
        """
        count = len(self.order)
        for step in range(1, count):
            candidate = (place + step) % count
            if self.order[candidate][1] in WAITING:
                return self.url(candidate)
        return ""

    @property
    def first_waiting(self) -> str:
        """Return the address of the first comment that waits for its answer; empty where none does."""
        return self.next_waiting(-1) if self.order and self.order[0][1] not in WAITING else self.url(0)


def head_of(consultation: Consultation, queue: Queue, now: datetime) -> Head:
    """Return the slim head of the queue's pages."""
    return Head(title_of(consultation), due_words(consultation), progress_of(consultation, queue, now))


def due_words(consultation: Consultation) -> str:
    """Return until when the answers are due: as the ministry said it, or the day."""
    given = as_written(consultation, "answers_words")
    if given:
        return _("answers, indicative: %(words)s") % {"words": spoken.plain_words(given, current())}
    return _("answers by %(day)s") % {"day": spoken.day(consultation.answers_due_on, genitive=True, year=False)}


def progress_of(consultation: Consultation, queue: Queue, now: datetime) -> Progress:
    """Return how many of the queue are answered, sent for approval, waiting."""
    states = [each for _pk, each in queue.order]
    answered, proposed = states.count(ResponseStatus.PUBLISHED), states.count(ResponseStatus.PROPOSED)
    waiting = len(states) - answered - proposed
    amounts = (
        Amount(answered, "yes", _("answered")),
        Amount(proposed, "part", _("sent for approval")),
        Amount(waiting, "late" if is_past_term(consultation, now) else "wait", _("awaiting answer")),
    )
    words = _(
        "Comments to be answered: %(answered)s answered, %(proposed)s sent for approval, %(waiting)s awaiting answer"
    )
    title = words % {
        "answered": answered,
        "proposed": proposed,
        "waiting": waiting,
    }
    return Progress(answered, proposed, waiting, bar(amounts, title))


def around(place: int, count: int) -> slice:
    """Return which ten of the queue stand in the list beside the one at `place`."""
    first = max(0, min(place - 3, count - AROUND))
    return slice(first, first + AROUND)


def lines(
    queue: Queue, points: Sequence[Point], place: int, now: datetime, *, letters: int = TITLE_CLIPPED
) -> tuple[Line, ...]:
    """Return the list's lines; the points carry their comment and editions (as `queue_of` gives them).

    `letters` is how many of the words stand in a line.
    """
    is_late = is_past_term(queue.consultation, now)
    found = []
    for point in points:
        at = queue.place_of(point.pk)
        shown, word = state_of(point, is_late=is_late)
        title = spoken.beginning(words_of(point), letters)
        found.append(Line(at + 1, title, queue.url(at), shown, word, at == place))
    return tuple(found)


def state_of(point: Point, *, is_late: bool) -> tuple[State, str]:
    """Return the state of a queue's comment and its words: the outcome once it is sent, else that it waits."""
    newest = next(iter(point.responses.all()), None)
    if newest is None or newest.status == ResponseStatus.DRAFTED:
        shown = state("late") if is_late else state("awaiting")
        if newest is not None and newest.returned_reason:
            return shown, _("Returned for rework")
        return shown, _("Begun") if newest is not None else str(shown.word)
    shown = outcome_state(newest.disposition)
    if newest.status == ResponseStatus.PROPOSED:
        return shown, _("%(outcome)s, sent for approval") % {"outcome": shown.word}
    return shown, str(shown.word)


def item_of(queue: Queue, point: Point, place: int, places: Mapping[str, Place]) -> Item:
    """Return one comment of the queue with its neighbours; `places` are those the reader may read."""
    assignment = getattr(point, "assignment", None)
    return Item(
        place + 1,
        len(queue.order),
        answered_of(point, places),
        assignment.institution.shown_name if assignment is not None else "",
        queue.url(place - 1),
        queue.url(place + 1),
        queue.next_waiting(place),
    )


def earlier_of(point: Point, actor: Actor, now: datetime) -> tuple[Earlier, ...]:
    """Return the earlier answers to the like, the most alike first."""
    here = reverse("queue-point", args=[point.consultation.code, point.pk])
    return tuple(_earlier(each, here) for each in earlier_answers_alike(point, actor, now))


def _earlier(alike: Alike, here: str) -> Earlier:
    response = alike.response
    where = f"{label_of(response.point)}, {spoken.day(response.published_at, year=False)}"
    return Earlier(
        outcome_state(response.disposition),
        where,
        response.reason,
        percent(alike.likeness),
        f"{here}?from={response.pk}#answer",
    )


def same_of(point: Point, actor: Actor, now: datetime, chosen: Sequence[str]) -> tuple[Same, ...]:
    """Return the comments of the queue that could get the same answer, the most alike first."""
    words = words_of(point)
    return tuple(
        Same(
            str(other.pk),
            other_label(other),
            percent(likeness(words, words_of(other))),
            spoken.beginning(words_of(other), CLIPPED),
            str(other.pk) in chosen,
        )
        for other in points_alike(point, actor, now)[:MOST_ALIKE]
    )


def other_label(point: Point) -> str:
    """Return how another comment is called beside its words: its number, and whose it is where the number says not."""
    return f"{label_of(point)}, {behind(point)}" if point.comment is not None else label_of(point)


def percent(share: float) -> str:
    """Return a likeness for reading."""
    return _("alike %(percent)s%%") % {"percent": round(share * 100)}


def published_newest(point: Point) -> Response | None:
    """Return the newest edition, whatever its state; None where nobody has begun."""
    return next(iter(point.responses.all()), None)
