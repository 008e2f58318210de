"""The one table of states: which shape, word and colour each wears, everywhere (visual-design section 5).

The order of `Shape` is the order of the shapes in `static/design/icons.svg`; the colours stand in `parts.css` under the
state's class. A test holds the three together.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Shape(Enum):
    """The nine shapes, by their names in the sprite; hollow waits, filled is done."""

    RING = "ring"
    DIAMOND = "diamond"
    DISC_TICK = "disc-tick"
    HALF = "half"
    DISC_BAR = "disc-bar"
    RING_DOT = "ring-dot"
    RING_DASHED = "ring-dashed"
    ARROWS = "arrows"
    TRIANGLE = "triangle"


class Tone(Enum):
    """The colour a state takes from the tokens."""

    WAIT = "wait"
    LATE = "late"
    YES = "yes"
    NO = "no"
    PLAIN = "ink-2"


@dataclass(frozen=True, slots=True)
class State:
    """How one state looks and what it is called. `css` is the class that gives shape and colour."""

    key: str
    shape: Shape
    tone: Tone
    word: str | _StrPromise

    @property
    def css(self) -> str:
        """Return the class, `s-<key>`."""
        return f"s-{self.key}"


_TABLE = (
    # An answer's states, in the order of visual-design section 5.
    State("awaiting", Shape.RING, Tone.WAIT, _("Awaiting answer")),
    State("late", Shape.DIAMOND, Tone.LATE, _("Past its term")),
    State("accepted", Shape.DISC_TICK, Tone.YES, _("Accepted")),
    State("in-part", Shape.HALF, Tone.YES, _("Accepted in part")),
    State("not-accepted", Shape.DISC_BAR, Tone.NO, _("Not accepted")),
    State("noted", Shape.RING_DOT, Tone.PLAIN, _("Noted")),
    State("outside", Shape.RING_DASHED, Tone.PLAIN, _("Outside the scope of this consultation")),
    State("changed", Shape.ARROWS, Tone.YES, _("Text changed")),
    State("objects", Shape.TRIANGLE, Tone.PLAIN, _("We object")),
    # The same shapes where a lead gathers, partners consent and authors reply.
    State("answered", Shape.DISC_TICK, Tone.YES, _("Answered")),
    State("unhandled", Shape.RING, Tone.WAIT, _("Not handled yet")),
    State("not-taken-in", Shape.DISC_BAR, Tone.NO, _("Not taken into the common position")),
    State("not-consolidated", Shape.RING_DASHED, Tone.PLAIN, _("Not consolidated")),
    State("dissent", Shape.TRIANGLE, Tone.PLAIN, _("Dissent")),
    State("agrees", Shape.DISC_TICK, Tone.YES, _("Agrees")),
    State("satisfied", Shape.DISC_TICK, Tone.YES, _("We are satisfied")),
    State("acceptable", Shape.RING_DOT, Tone.PLAIN, _("It is acceptable to us")),
    State("withdrawn", Shape.RING_DASHED, Tone.PLAIN, _("Withdrawn")),
    State("superseded", Shape.ARROWS, Tone.PLAIN, _("Replaced by a newer comment")),
    State("done", Shape.DISC_TICK, Tone.YES, _("Done")),
    # What became of a comment's words in a later draft.
    State("place-unchanged", Shape.DISC_TICK, Tone.PLAIN, _("Unchanged")),
    State("place-changed", Shape.ARROWS, Tone.YES, _("Changed")),
    State("place-moved", Shape.RING_DOT, Tone.PLAIN, _("Moved")),
    State("place-split", Shape.HALF, Tone.PLAIN, _("Split")),
    State("place-removed", Shape.DISC_BAR, Tone.NO, _("Removed")),
    State("place-check", Shape.RING, Tone.WAIT, _("Please check")),
)

STATES: dict[str, State] = {state.key: state for state in _TABLE}


def state(key: str) -> State:
    """Return the state of that key; a `KeyError` names a key that the table lacks."""
    return STATES[key]
