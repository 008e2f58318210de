"""A small picture of an indicator: baseline, milestones and target as a line; its numbers stand beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from seko.drafts.documents.model.indicators import Indicator, number_of, plain_number

WIDTH, HEIGHT, EDGE = 120.0, 40.0, 6.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of the line: the first (`is_start`) is hollow, the target filled."""

    x: str
    y: str
    is_target: bool


@dataclass(frozen=True, slots=True)
class Spark:
    """The line of an indicator in a drawing of 120 by 40 units, from the axis at 0."""

    path: str
    dots: tuple[Dot, ...]


def spark(indicator: Indicator) -> Spark | None:
    """Return the picture; none where baseline or target is no plain number, or below 0."""
    points = list(_points(indicator))
    if len(points) < 2 or any(value < 0 for _year, value, _is_target in points):
        return None
    roof = max(value for _year, value, _is_target in points) or 1.0
    years = [year for year, _value, _is_target in points if year is not None]
    is_dated = len(years) == len(points) and years[-1] > years[0] and years == sorted(years)
    dots = []
    for at, (year, value, is_target) in enumerate(points):
        along = ((year or 0) - years[0]) / (years[-1] - years[0]) if is_dated else at / (len(points) - 1)
        x = EDGE + (WIDTH - 2 * EDGE) * along
        y = HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * value / roof
        dots.append(Dot(f"{x:.1f}", f"{y:.1f}", is_target))
    path = " ".join(f"{'L' if at else 'M'}{dot.x} {dot.y}" for at, dot in enumerate(dots))
    return Spark(path, tuple(dots))


def _points(indicator: Indicator) -> Iterator[tuple[int | None, float, bool]]:
    baseline, target = number_of(indicator.baseline), number_of(indicator.target)
    if baseline is None or target is None or baseline.value is None or target.value is None:
        return
    if baseline.unit and target.unit and baseline.unit != target.unit:
        return
    yield baseline.year, float(baseline.value), False
    for value in indicator.milestones:
        if plain_number(value) and value.value is not None:
            yield value.year, float(value.value), False
    yield target.year, float(target.value), True
