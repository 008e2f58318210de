"""The bench: it runs to its end and writes its figures; what misses a firm target is marked."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.architecture.house import ROOT
from tools.bench import table
from tools.bench.figures import Figures, Times
from tools.bench.table import TARGETS

KEYS = ["step", "database", "comments", "ours_ms", "ours_p95_ms", "limit_ms", "ratio", "queries", "bytes"]


def figures(step: str = "reading_page", **others: object) -> Figures:
    values = {
        "database": "postgresql",
        "comments": 2_000,
        "ours_ms": 20.0,
        "ours_p95_ms": 30.0,
        "limit_ms": 5.0,
        "queries": 6,
        "bytes": 85_000,
        "raw_bytes": 430_000,
        **others,
    }
    return Figures(step, **values)  # type: ignore[arg-type]


def test_one_step_on_a_small_database_writes_its_figures(tmp_path: Path) -> None:
    out = tmp_path / "bench.json"
    small = ["--databases", "sqlite", "--comments", "40", "--growth", "0", "--share", "0.05"]
    command = [sys.executable, "-m", "tools.bench", "--steps", "reading_page_unchanged", *small, "--out", str(out)]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    (row,) = json.loads(out.read_text(encoding="utf-8"))
    assert list(row) == KEYS
    assert (row["step"], row["database"], row["comments"]) == ("reading_page_unchanged", "sqlite", 40)
    assert row["ours_ms"] > 0
    assert row["limit_ms"] > 0
    assert row["queries"] <= 2


def test_a_target_that_is_missed_is_marked_and_named() -> None:
    slow = figures(ours_ms=60.0, queries=9, raw_bytes=600 * 1024)

    assert table.faults(figures()) == []
    assert table.misses([slow]) == [
        "postgresql 2000 reading_page: 12.0x of the limit, target 5.0x",
        "postgresql 2000 reading_page: 9 statements, target 8",
        "postgresql 2000 reading_page: 600 KB of HTML, target 500 KB",
    ]
    row = next(line for line in table.lines([slow]) if "reading_page" in line)
    assert row.split()[:9] == ["reading_page", "2000", "60.0~", "30.0", "5.0", "12.0!", "5.0", "9!", "8"]


def test_growth_is_told_beside_the_usual_size() -> None:
    lines = table.lines([figures(), figures(comments=20_000, ours_ms=28.0)])

    assert next(line for line in lines if "20000" in line).endswith("growth 1.4x! of 1.3x")


def test_sqlite_has_its_own_share_of_the_limit_for_eight_clients() -> None:
    sent = figures("send_8_clients", ours_ms=20.0, queries=None, bytes=None, raw_bytes=None)

    assert table.faults(sent) == ["4.0x of the limit, target 2.5x"]
    sent.database = "sqlite"
    assert table.faults(sent) == []


def test_times_become_a_middle_and_a_95th() -> None:
    times = Times([float(each) for each in range(1, 101)], [])

    assert (times.p50, times.p95, times.limit_p50) == (50.5, 96.0, None)


def test_every_measured_step_has_targets() -> None:
    asked = "import sys; from tools.bench.measuring import STEPS; sys.stdout.write(' '.join(STEPS))"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.split() == list(TARGETS)
