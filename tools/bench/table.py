"""The figures beside their targets, as a table for people; what misses its target is marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tools.bench.figures import Figures

KB = 1024


@dataclass(frozen=True, slots=True)
class Target:
    """What a step should reach. The ratio, statements and bytes are firm on any machine; `ms` is that of a quiet one.

    `growth` is how many times longer the step may take with ten times the comments and a hundred times
    the organisations. `sqlite_ratio` replaces the ratio
    where SQLite's differs.
    """

    ms: float | None = None
    ratio: float | None = None
    queries: int | None = None
    kilobytes: int | None = None
    raw_kilobytes: int | None = None
    growth: float | None = None
    sqlite_ratio: float | None = None
    rate: float | None = None
    sqlite_rate: float | None = None


PAGE, EXPORT = 1.3, 11.0
TARGETS: dict[str, Target] = {
    "reading_page": Target(25, 5, 8, 150, 500, PAGE),
    "reading_page_unchanged": Target(5, 1.2, 2, growth=PAGE),
    "first_comments": Target(20, 4, 6, raw_kilobytes=90, growth=PAGE),
    "all_comments_html": Target(450, 3, 6, growth=EXPORT),
    "all_comments_json": Target(120, 3.5, 6, growth=EXPORT),
    "send_comment": Target(18, 4, 12, growth=PAGE),
    "send_8_clients": Target(ratio=1 / 0.4, sqlite_ratio=1 / 0.2, rate=90, sqlite_rate=150),
    "search": Target(30, 3, 3),
    "directory": Target(60, queries=9, growth=PAGE),
    "directory_search": Target(60, queries=9, growth=PAGE),
    "organisation_page": Target(40, queries=16, growth=PAGE),
    "report_xlsx": Target(400, 3.2, 10, growth=EXPORT),
    "report_docx": Target(500, None, 10, growth=EXPORT),
    "report_pdf": Target(3_000, None, 10),
    "import_docx": Target(1_500),
    "carry_anchors": Target(1_000),
    "compare_drafts": Target(1_000, 75),
    "word_out": Target(3_000, 7, 10, growth=EXPORT),
}
HEADS = ("step", "comments", "p50 ms", "p95 ms", "limit ms", "ratio", "target", "SQL", "target", "wire KB", "raw KB")
LEGEND = (
    "! misses its target (ratio, statements, bytes, growth: firm on any machine)   "
    "~ slower than on a quiet machine it should be"
)


def lines(found: Sequence[Figures]) -> list[str]:
    """Return the table, one database after the other, with the growth where both sizes were measured."""
    out: list[str] = []
    for database in dict.fromkeys(each.database for each in found):
        rows = [each for each in found if each.database == database]
        usual = {each.step: each for each in rows if each.comments == min(row.comments for row in rows)}
        out += ["", f"{database}:"]
        out += _aligned([HEADS, *(_cells(each, usual.get(each.step)) for each in rows)])
    return [*out, "", LEGEND]


def misses(found: Iterable[Figures]) -> list[str]:
    """Return what misses a firm target, a sentence each."""
    return [f"{each.database} {each.comments} {each.step}: {fault}" for each in found for fault in faults(each)]


def faults(figures: Figures) -> list[str]:
    """Return the firm targets that the figures miss."""
    target = TARGETS[figures.step]
    ratio, _rate = _wanted(figures, target)
    found = []
    if ratio and figures.ratio and figures.ratio > ratio:
        found.append(f"{figures.ratio:.1f}x of the limit, target {ratio:.1f}x")
    if target.queries is not None and figures.queries is not None and figures.queries > target.queries:
        found.append(f"{figures.queries} statements, target {target.queries}")
    if target.kilobytes and figures.bytes and figures.bytes > target.kilobytes * KB:
        found.append(f"{figures.bytes // KB} KB on the wire, target {target.kilobytes} KB")
    if target.raw_kilobytes and figures.raw_bytes and figures.raw_bytes > target.raw_kilobytes * KB:
        found.append(f"{figures.raw_bytes // KB} KB of HTML, target {target.raw_kilobytes} KB")
    return found


def _wanted(figures: Figures, target: Target) -> tuple[float | None, float | None]:
    """Return the ratio and the rate wanted on this database."""
    if figures.database == "sqlite":
        return target.sqlite_ratio or target.ratio, target.sqlite_rate or target.rate
    return target.ratio, target.rate


def _cells(figures: Figures, usual: Figures | None) -> tuple[str, ...]:
    target = TARGETS[figures.step]
    ratio, rate = _wanted(figures, target)
    grown = figures.ours_ms / usual.ours_ms if usual is not None and usual.comments != figures.comments else None
    notes = [figures.note] if figures.note else []
    if grown is not None:
        over = "!" if target.growth and grown > target.growth else ""
        notes.append(f"growth {grown:.1f}x{over}" + (f" of {target.growth:g}x" if target.growth else ""))
    if figures.rate is not None:
        slow = "~" if rate and figures.rate < rate else ""
        notes.append(f"{figures.rate:.0f}/s{slow} of {rate:g}/s, limit {figures.limit_rate or 0:.0f}/s")
    is_slow = target.ms is not None and grown is None and figures.ours_ms > target.ms
    return (
        figures.step,
        str(figures.comments),
        f"{figures.ours_ms:.1f}{'~' if is_slow else ''}",
        f"{figures.ours_p95_ms:.1f}",
        f"{figures.limit_ms:.1f}" if figures.limit_ms else "–",
        _marked(figures.ratio, ratio, "{:.1f}"),
        f"{ratio:.1f}" if ratio else (f"{target.ms:g} ms" if target.ms else ""),
        _marked(figures.queries, target.queries, "{}"),
        str(target.queries or ""),
        _size(figures.bytes, target.kilobytes),
        _size(figures.raw_bytes, target.raw_kilobytes),
        ", ".join(notes),
    )


def _marked(value: float | None, most: float | None, form: str) -> str:
    if value is None:
        return ""
    return form.format(value) + ("!" if most is not None and value > most else "")


def _size(value: int | None, most: int | None) -> str:
    return _marked(value / KB if value else None, most, "{:.0f}") + (f"/{most}" if value and most else "")


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    width = max(map(len, rows))
    full = [(*row, *("",) * (width - len(row))) for row in rows]
    widths = [max(len(row[place]) for row in full) for place in range(width)]
    return [
        "  "
        + "  ".join(
            cell.ljust(size) if place in (0, width - 1) else cell.rjust(size)
            for place, (cell, size) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in full
    ]
