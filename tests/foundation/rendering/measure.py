"""Seconds, bytes and memory of a report of 2,000 points: `python -m tests.foundation.rendering.measure`."""

from __future__ import annotations

import io
import resource
import sys
import time

from seko.foundation.rendering.columns import Column, Kind
from seko.foundation.rendering.formats import FORMATS, render
from seko.foundation.rendering.report import FRAME_LANG
from seko.foundation.rendering.xlsx import rows
from tests.foundation.rendering.sample import MADE_AT, POINTS, sample

POINTS_IN_ALL = 2_000


def main() -> None:
    """Print a line for each format and language form, then the wide list."""
    for form in FRAME_LANG:
        report = sample(form, POINTS_IN_ALL, full=20)
        for name in FORMATS:
            start = time.perf_counter()
            size = len(render(report, name).content)
            print_line(f"{form} {name}", time.perf_counter() - start, size)
    columns: list[Column[int]] = [
        Column(f"c{place}", f"Колона {place}", Kind.WORDS, lambda row: POINTS[row % 4][0]) for place in range(11)
    ]
    columns.append(Column("number", "Број", Kind.NUMBER, lambda row: row))
    start, out = time.perf_counter(), io.BytesIO()
    rows.write(out, columns, range(POINTS_IN_ALL), title="Листа", made_at=MADE_AT)
    print_line("list xlsx", time.perf_counter() - start, len(out.getvalue()))
    for who, whose in (("this process", resource.RUSAGE_SELF), ("largest child", resource.RUSAGE_CHILDREN)):
        sys.stdout.write(f"{who}: {resource.getrusage(whose).ru_maxrss // 1024} MB\n")


def print_line(name: str, seconds: float, size: int) -> None:
    """Print one measurement."""
    sys.stdout.write(f"{name:14} {seconds:6.3f} s {size // 1024:6} KB\n")


if __name__ == "__main__":
    main()
