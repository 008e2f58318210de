"""Where a comment stands now, in one state: worked out here alone, for threads, records and counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.queries import is_past_term
from seko.dialogue.responses.enums import outcome_state
from seko.foundation.design.states import State, state


def waits(answers: Iterable[object], *, is_left_out: bool) -> bool:
    """Return whether a comment awaits an answer; `answers` say of each of its live points whether it has one.

    A comment in several live points awaits until all of them are answered. One in none awaits too, unless its lead left
    it out with a reason: a dissent from that is a live point, and waits.
    """
    known = tuple(answers)
    return not all(known) if known else not is_left_out


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a reader may know of a comment: the outcome of each of its live points (empty where none is there yet), and
    whether its lead left it out.
    """

    answers: tuple[str, ...]
    is_left_out: bool = False

    @property
    def waits(self) -> bool:
        """Whether an answer is still awaited."""
        return waits(self.answers, is_left_out=self.is_left_out)


def state_of(comment: Comment, outcome: Outcome, now: datetime) -> State:
    """Return the one state that says where the comment stands now; it carries `consultation`."""
    if comment.withdrawn_at:
        return state("withdrawn")
    if comment.superseded_at:
        return state("superseded")
    if outcome.waits:
        return state("late") if is_past_term(comment.consultation, now) else state("awaiting")
    return outcome_state(outcome.answers[-1]) if outcome.answers else state("not-taken-in")
