"""The year as a picture: months across, a row each; a fixed date, a deadline, an indicative window, what lasts.

All lengths are per cent of the drawing's width, so that its text keeps its size whatever the window's is; heights are
in px.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise

LABELS = 19.0  # per cent: the names of the rows
HEAD, ROW = 34, 32
LATE_IN_THE_YEAR = 76.0  # from here the date stands left of its shape, so that it does not leave the drawing


class Kind(Enum):
    """What a date is: fixed, a hard deadline, an indicative window, or something that lasts."""

    FIXED = "fixed"
    HARD = "hard"
    WINDOW = "window"
    LASTS = "lasts"


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the year. `when` is the date in words; `moved_from` the window it slipped from; rows of one `group`
    stand one after another under its name, which leads to `url`.
    """

    label: Words
    kind: Kind
    first: date
    last: date
    when: Words
    url: str = ""
    moved_from: tuple[date, date] | None = None
    group: Words = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One row as it is drawn: lengths in per cent, `y` in px; the strip is the same row where the window is narrow.

    `head_y` is where the name of its group stands if it is the first of it, else 0.
    """

    event: Event
    y: int
    head_y: int
    x: str
    width: str
    text_x: str
    is_text_before: bool
    is_past: bool
    strip_x: str
    strip_width: str
    ghost_x: str = ""
    ghost_width: str = ""
    ghost_end: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """A month's line and name."""

    x: str
    name: Words


@dataclass(frozen=True, slots=True)
class Year:
    """The drawing: its height in px, the months, the rows, today."""

    title: Words
    height: int
    months: tuple[Month, ...]
    rows: tuple[Drawn, ...]
    today_x: str
    today: Words
    past_width: str
    labels: str = f"{LABELS:g}%"

    @property
    def foot(self) -> int:
        """Return where the rows end, in px."""
        return self.height - ROW


def _percent(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days to per cent; what lies outside the drawn months stands at its edge."""

    first: date
    last: date

    def at(self, day: date) -> float:
        part = (day - self.first).days / (self.last - self.first).days
        return LABELS + (100 - LABELS) * min(1.0, max(0.0, part))


def year(
    events: Sequence[Event], months: Sequence[tuple[date, Words]], today: date, today_word: Words, title: Words
) -> Year:
    """Return the drawing of these events over the given months (first day and name of each, at least one).

    `today_word` stands at the line of today, `title` says what the picture shows (for those who do not see it).
    """
    scale = _Scale(months[0][0], _next_month(months[-1][0]))
    rows, places = [], 0
    for place, event in enumerate(events):
        is_first = bool(event.group) and (place == 0 or events[place - 1].group != event.group)
        rows.append(_row(event, places, scale, today, is_first=is_first))
        places += 1 + is_first
    now = scale.at(today)
    return Year(
        title,
        HEAD + ROW * (places + 1),
        tuple(Month(_percent(scale.at(day)), name) for day, name in months),
        tuple(rows),
        _percent(now),
        today_word,
        _percent(now - LABELS),
    )


def _without_labels(value: float) -> float:
    return (value - LABELS) * 100 / (100 - LABELS)


def _row(event: Event, place: int, scale: _Scale, today: date, *, is_first: bool) -> Drawn:
    start, end = scale.at(event.first), scale.at(event.last)
    is_before = end > LATE_IN_THE_YEAR
    ghost = {}
    if event.moved_from:
        old_start, old_end = map(scale.at, event.moved_from)
        ghost = {
            "ghost_x": _percent(old_start),
            "ghost_width": _percent(old_end - old_start),
            "ghost_end": _percent(old_end),
        }
    return Drawn(
        event,
        HEAD + ROW * (place + is_first) + ROW // 2,
        (HEAD + ROW * place + ROW // 2) * is_first,
        _percent(start),
        _percent(max(0.4, end - start)),
        _percent(start if is_before else end),
        is_before,
        event.last < today,
        _percent(min(97.0, _without_labels(start))),
        _percent(max(3.0, _without_labels(end) - _without_labels(start))),
        **ghost,
    )
