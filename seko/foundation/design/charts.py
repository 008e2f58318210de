"""The geometry of our few pictures: horizontal bars and one line. Lengths come out as SVG attributes, never as styles.

Numbers in attributes are written with a point whatever the page's language is, so all are ready strings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from seko.foundation.design.states import State

GAP = 0.4  # per cent between two segments: about 3 px on a phone-wide bar
TALLER = ("-25%", "150%")  # what is past its term stands out without its colour too
SMALLEST = 1.2  # per cent: a segment of one in a thousand must still be seen


@dataclass(frozen=True, slots=True)
class Amount:
    """One part of a bar; `fill` names a class of `parts.css`.

    With a state its key shows the state's shape instead of a swatch.
    The fills: yes, wait, late, no, part, act, merged, reworded, plain.
    """

    count: int
    fill: str
    word: str | _StrPromise
    url: str = ""
    state: State | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """One drawn part: start and length in per cent, as attributes; what is past its term stands taller."""

    x: str
    width: str
    y: str
    height: str
    fill: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A drawn bar; `title` says the finding and the numbers. `amounts` are its key, in the bar's order."""

    title: str | _StrPromise
    segments: tuple[Segment, ...]
    amounts: tuple[Amount, ...]


@dataclass(frozen=True, slots=True)
class LinePoint:
    """One point of the line with its written value and the label under the axis."""

    x: str
    y: str
    value: str
    label: str | _StrPromise
    value_y: str


@dataclass(frozen=True, slots=True)
class GridLine:
    """One line of the grid with its number."""

    y: str
    label: str


@dataclass(frozen=True, slots=True)
class LineChart:
    """One line, from 0, in a drawing of 340 units' width: shown at its own size, so its text stays 13 px."""

    title: str | _StrPromise
    points: tuple[LinePoint, ...]
    path: str
    grid: tuple[GridLine, ...]


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def bar(amounts: Sequence[Amount], title: str | _StrPromise, *, of: int | None = None) -> Bar:
    """Return the bar of these amounts, each in proportion to the whole (`of`, else their sum).

    Zero amounts are left out of the drawing and stay in the key. Nothing at all gives an empty bar.
    """
    shown = [amount for amount in amounts if amount.count > 0]
    whole = max(of or 0, sum(amount.count for amount in shown))
    if not whole or not shown:
        return Bar(title, (), tuple(amounts))
    room = 100 - GAP * (len(shown) - 1)
    widths = [max(SMALLEST, room * amount.count / whole) for amount in shown]
    excess = max(0.0, sum(widths) - room)
    widths[widths.index(max(widths))] -= excess
    segments = []
    x = 0.0
    for amount, width in zip(shown, widths, strict=True):
        y, height = TALLER if amount.fill == "late" else ("0", "100%")
        segments.append(Segment(f"{_number(x)}%", f"{_number(width)}%", y, height, amount.fill))
        x += width + GAP
    return Bar(title, tuple(segments), tuple(amounts))


def line(values: Sequence[tuple[str | _StrPromise, int]], title: str | _StrPromise, *, step: int = 10) -> LineChart:
    """Return the line through (label, value) pairs; `step` is the distance of the grid's lines, from 0."""
    left, right, top, bottom = 36.0, 324.0, 34.0, 150.0
    highest = max((value for _label, value in values), default=0)
    roof = max(step, -(-highest // step) * step)
    across = (right - left) / max(1, len(values) - 1)
    points = []
    for index, (label, value) in enumerate(values):
        x, y = left + across * index, bottom - (bottom - top) * value / roof
        points.append(LinePoint(_number(x), _number(y), str(value), label, _number(y - 14)))
    path = " ".join(f"{'L' if index else 'M'}{point.x} {point.y}" for index, point in enumerate(points))
    grid = tuple(
        GridLine(_number(bottom - (bottom - top) * level / roof), str(level)) for level in range(0, roof + 1, step)
    )
    return LineChart(title, tuple(points), path, grid)
