"""A settled report as plain data for the template: short keys, words only as strings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from seko.foundation.rendering.arrangement import (
    BOTTOM_MM,
    MEASURE_MM,
    PAGE_HEIGHT_MM,
    SIDE_MM,
    TEXT_MM,
    TOP_MM,
    Entries,
    column_widths,
    unfolded,
)
from seko.foundation.rendering.columns import Kind
from seko.foundation.rendering.figures import number, shown
from seko.foundation.rendering.palette import FILLS, TONES, drawings
from seko.foundation.rendering.pdf.breaking import breakable, longest
from seko.foundation.rendering.pdf.fonts import settable
from seko.foundation.rendering.report import (
    BarChart,
    Block,
    Bullets,
    Callout,
    Fact,
    Facts,
    Group,
    Heading,
    Inline,
    Mark,
    PageBreak,
    Paragraph,
    Quote,
    Report,
    Row,
    Seal,
    Table,
    Text,
    plain,
)

Data = Any
# A row is kept on one page up to this share of it; past that it must be allowed to go on, or its end is cut off.
_KEPT_TOGETHER = 0.45
# A narrow estimate: millimetres of an average letter and of a line of a table at 9.5 points.
_LETTER_MM, _LINE_MM = 1.9, 4.6
_BESIDE_MM = 4.0
_LINE_LETTERS = 56
_RIGHT = (Kind.NUMBER,)


def as_data(report: Report) -> Data:
    """Return what `template.typ` reads; its comment names every key."""
    return {
        "title": settable(report.title.words),
        "lang": report.lang,
        "subtitle": _inline(report.subtitle),
        "facts": _facts(report.facts),
        "footer": _inline(report.footer),
        "demonstration": _inline(report.demonstration),
        "fingerprint": {"label": settable(report.wording.fingerprint), "sha256": report.sha256},
        "shapes": {shape.value: drawing for shape, drawing in drawings().items()},
        "tones": {tone.value: colour for tone, colour in TONES.items()},
        "page": {"top": TOP_MM, "side": SIDE_MM, "bottom": BOTTOM_MM, "measure": MEASURE_MM},
        "blocks": [_block(block, report) for block in unfolded(report)],
    }


def _text(text: Text, room: float = _LINE_LETTERS) -> list[Data]:
    """Return the words of a run, None where a line ends."""
    looks = (text.strong, text.emphasis, text.href) if text.strong or text.emphasis or text.href else ()
    lines: list[Data] = []
    for line in breakable(settable(text.words), room, text.lang).split("\n"):
        lines += [None, [text.lang, line, *looks]] if line else [None]
    return lines[1:]


def _inline(inline: Inline, room: float = _LINE_LETTERS) -> list[Data]:
    """Return the runs; neighbours that look alike are one, which the compiler sets faster."""
    runs: list[Data] = []
    for run in inline:
        if isinstance(run, Mark):
            runs.append({"shape": run.shape.value, "tone": run.tone.value, "word": _text(run.word, room)})
            continue
        for data in _text(run, room):
            if isinstance(data, list) and runs and isinstance(runs[-1], list) and _looks(runs[-1]) == _looks(data):
                runs[-1][1] += data[1]
            else:
                runs.append(data)
    return runs


def _looks(run: list[Data]) -> tuple[Data, ...]:
    return (run[0], *run[2:])


def _facts(facts: Sequence[Fact]) -> list[Data]:
    return [{"label": _text(fact.label), "value": _inline(fact.value), "words": fact.words} for fact in facts]


def _block(block: Block | Entries, report: Report) -> Data:
    match block:
        case Heading():
            return {"is": "heading", "level": block.level, "number": block.number, "text": _inline(block.text)}
        case Paragraph():
            return {"is": "note" if block.note else "paragraph", "text": _inline(block.text)}
        case Quote():
            return {"is": "quote", "text": _inline(block.text), "source": _inline(block.source)}
        case Bullets():
            return {"is": "bullets", "ordered": block.ordered, "items": [_inline(item) for item in block.items]}
        case Facts():
            return {"is": "facts", "items": _facts(block.items)}
        case Table():
            return _table(block, report)
        case Entries():
            return _entries(block)
        case BarChart():
            return _chart(block, report)
        case Callout():
            tone = block.tone.value
            return {"is": "callout", "tone": tone, "title": _inline(block.title), "text": _inline(block.text)}
        case PageBreak():
            return {"is": "break"}
        case Seal():
            return {"is": "seal", "items": _facts(block.lines)}


def _entries(block: Entries) -> Data:
    """Return the entries, each fact as (place of its label among the labels, value, whether it is people's words)."""
    labels: dict[Text, int] = {}
    items = [
        {
            "title": _inline(entry.title),
            "facts": [
                (labels.setdefault(fact.label, len(labels)), _inline(fact.value), fact.words) for fact in entry.facts
            ],
        }
        for entry in block.items
    ]
    return {"is": "entries", "labels": [_text(label) for label in labels], "items": items}


def _table(table: Table, report: Report) -> Data:
    widths = column_widths(table, TEXT_MM)
    page_height = PAGE_HEIGHT_MM - TOP_MM - BOTTOM_MM
    letters = [(width - _BESIDE_MM) / _LETTER_MM for width in widths]
    most_lines = page_height * _KEPT_TOGETHER / _LINE_MM
    return {
        "is": "table",
        "caption": _inline(table.caption),
        "columns": [
            {
                "title": _text(column.title, room),
                "width": width,
                "right": column.kind in _RIGHT,
                "tight": longest(column.title.words) > room,
                "words": column.kind is Kind.WORDS,
            }
            for column, width, room in zip(table.columns, widths, letters, strict=True)
        ],
        "spans": [[{"title": _text(span.title), "columns": span.columns} for span in line] for line in table.spans],
        "heads": table.row_heads,
        "rows": [_row(row, report, letters, most_lines) for row in table.rows],
    }


def _row(row: Row | Group, report: Report, letters: Sequence[float], most_lines: float) -> Data:
    if isinstance(row, Group):
        return {"group": _inline(row.title)}
    cells = [shown(cell, report) for cell in row]
    words = [plain(cell) for cell in cells]
    lines = max(len(each) / room + each.count("\n") for each, room in zip(words, letters, strict=True))
    data: dict[str, Data] = {"cells": [_inline(cell, room) for cell, room in zip(cells, letters, strict=True)]}
    if lines > most_lines:
        data["long"] = True
    tight = [place for place, (each, room) in enumerate(zip(words, letters, strict=True)) if longest(each) > room]
    if tight:
        data["tight"] = tight
    return data


def _chart(chart: BarChart, report: Report) -> Data:
    longest = max((bar.value for bar in chart.bars), default=0) or 1
    return {
        "is": "chart",
        "caption": _inline(chart.caption),
        "label": _text(chart.label_title),
        "value": _text(chart.value_title),
        "bars": [
            {
                "label": _inline(bar.label),
                "value": number(bar.value, report.form),
                "share": float(bar.value / longest),
                "fill": FILLS[bar.fill][0],
                "outline": FILLS[bar.fill][1],
            }
            for bar in chart.bars
        ],
    }
