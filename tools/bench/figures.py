"""What is measured of a step, and how single times become one figure."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median


@dataclass(slots=True)
class Figures:
    """The figures of one step on one database with so many comments; `raw_bytes` is the page before compression.

    `rate` is requests a second where clients sent side by side, `note` what the table says beside the figures.
    """

    step: str
    database: str
    comments: int
    ours_ms: float
    ours_p95_ms: float
    limit_ms: float | None
    queries: int | None
    bytes: int | None
    raw_bytes: int | None = None
    rate: float | None = None
    limit_rate: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times the limit ours takes."""
        return self.ours_ms / self.limit_ms if self.limit_ms else None

    def record(self) -> dict[str, object]:
        """Return the row of `build/bench.json`."""
        return {
            "step": self.step,
            "database": self.database,
            "comments": self.comments,
            "ours_ms": round(self.ours_ms, 2),
            "ours_p95_ms": round(self.ours_p95_ms, 2),
            "limit_ms": _rounded(self.limit_ms),
            "ratio": _rounded(self.ratio),
            "queries": self.queries,
            "bytes": self.bytes,
        }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


STEP_SECONDS = 15.0
FEWEST = 2


@dataclass(slots=True)
class Times:
    """Times in milliseconds of ours and of the limit, taken in turn."""

    ours: list[float] = field(default_factory=list)
    limit: list[float] = field(default_factory=list)

    @property
    def p50(self) -> float:
        """The middle of ours."""
        return median(self.ours)

    @property
    def p95(self) -> float:
        """Under it lie 95 of 100 of ours."""
        return percentile(self.ours, 0.95)

    @property
    def limit_p50(self) -> float | None:
        """The middle of the limit's."""
        return median(self.limit) if self.limit else None


def rounds_in_time(rounds: int) -> Iterator[int]:
    """Count the rounds of a step from 0; on a busy machine fewer of them, so that a step takes about 15 s and ends."""
    deadline = time.monotonic() + STEP_SECONDS
    for rank in range(rounds):
        if rank >= FEWEST and time.monotonic() > deadline:
            return
        yield rank


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value under which (or at which) lies this share of the values."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
