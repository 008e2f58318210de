"""What is decided once, before any format: script, clean words, numbers of headings, the fingerprint."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from seko.foundation.rendering.clean import clean
from seko.foundation.rendering.report import (
    Bar,
    BarChart,
    Block,
    Bullets,
    Callout,
    Cell,
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
    Span,
    Table,
    TableColumn,
    Text,
    Wording,
)
from seko.foundation.text.scripts import to_latin

DEEPEST = 4
_SHORT = 80
_SAFE_LINK = re.compile(r"(https?://|mailto:)[^\s<>\"]+", re.IGNORECASE)


def settle(report: Report) -> Report:
    """Return the report as it will be drawn: the same words in every format.

    In the Latin form Cyrillic words become Latin; Latin words are never made Cyrillic and the English form leaves all
    words as written (design.md section 2, Language). Heading levels never skip one (PDF/UA-1, ISO 14289-1 7.4).
    """
    settler = _Settler(latin=report.form == "sr-latn")
    blocks = tuple(_numbered(settler.block(block) for block in report.blocks))
    needs_hash = not report.sha256 and any(isinstance(block, Seal) for block in blocks)
    return replace(
        report,
        title=settler.text(report.title),
        wording=settler.wording(report.wording),
        blocks=blocks,
        subtitle=settler.inline(report.subtitle),
        facts=settler.facts(report.facts),
        footer=settler.inline(report.footer),
        demonstration=settler.inline(report.demonstration),
        sha256=fingerprint(report) if needs_hash else report.sha256,
    )


class _Settler:
    """Rewrites the words of each kind of block."""

    def __init__(self, *, latin: bool) -> None:
        self.latin = latin
        self._short: dict[str, str] = {}

    def words(self, words: str) -> str:
        if not self.latin:
            return clean(words)
        # Outcomes, institutions and titles come back in every row: each is converted once.
        if len(words) > _SHORT:
            return to_latin(clean(words))
        if words not in self._short:
            self._short[words] = to_latin(clean(words))
        return self._short[words]

    def text(self, text: Text) -> Text:
        words = self.words(text.words)
        lang = "sr-Latn" if self.latin and text.lang == "sr-Cyrl" else text.lang
        href = text.href if not text.href or _SAFE_LINK.fullmatch(text.href) else ""
        if words == text.words and lang == text.lang and href == text.href:
            return text
        return Text(words, lang, text.strong, text.emphasis, href)

    def inline(self, inline: Inline) -> Inline:
        return tuple(
            self.text(run) if isinstance(run, Text) else Mark(run.shape, run.tone, self.text(run.word))
            for run in inline
        )

    def facts(self, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
        return tuple(Fact(self.text(fact.label), self.inline(fact.value), fact.words) for fact in facts)

    def wording(self, wording: Wording) -> Wording:
        return Wording(*(self.words(getattr(wording, each.name)) for each in fields(wording)))

    def cell(self, cell: Cell) -> Cell:
        return self.inline(cell) if isinstance(cell, tuple) else cell

    def row(self, row: Row | Group) -> Row | Group:
        return Group(self.inline(row.title)) if isinstance(row, Group) else tuple(self.cell(cell) for cell in row)

    def table(self, table: Table) -> Table:
        return replace(
            table,
            columns=tuple(TableColumn(self.text(each.title), each.kind, each.width) for each in table.columns),
            rows=tuple(self.row(row) for row in table.rows),
            caption=self.inline(table.caption),
            spans=tuple(tuple(Span(self.text(span.title), span.columns) for span in line) for line in table.spans),
            sheet=self.words(table.sheet),
        )

    def chart(self, chart: BarChart) -> BarChart:
        return replace(
            chart,
            caption=self.inline(chart.caption),
            label_title=self.text(chart.label_title),
            value_title=self.text(chart.value_title),
            bars=tuple(Bar(self.inline(bar.label), bar.value, bar.fill) for bar in chart.bars),
            sheet=self.words(chart.sheet),
        )

    def block(self, block: Block) -> Block:
        match block:
            case Heading() | Paragraph():
                return replace(block, text=self.inline(block.text))
            case Quote():
                return Quote(self.inline(block.text), self.inline(block.source))
            case Bullets():
                return replace(block, items=tuple(self.inline(item) for item in block.items))
            case Facts():
                return Facts(self.facts(block.items))
            case Table():
                return self.table(block)
            case BarChart():
                return self.chart(block)
            case Callout():
                return Callout(self.inline(block.title), self.inline(block.text), block.tone)
            case Seal():
                return Seal(self.facts(block.lines))
            case PageBreak():
                return block


def _numbered(blocks: Iterator[Block]) -> Iterator[Block]:
    """Number the headings that ask for it (`2.3`), and bring each up where a level would be skipped.

    A heading under one without a number has none either: Word's own numbering counts in the same way.
    """
    counts = [0] * DEEPEST
    has_number = [True] * (DEEPEST + 1)
    lowest = 1
    for block in blocks:
        if not isinstance(block, Heading):
            yield block
            continue
        level = max(1, min(block.level, lowest, DEEPEST))
        lowest = level + 1
        has_number[level] = block.numbered and has_number[level - 1]
        number = ""
        if has_number[level]:
            counts[level - 1] += 1
            counts[level:] = [0] * (DEEPEST - level)
            number = ".".join(str(count) for count in counts[:level])
        yield Heading(block.text, level, has_number[level], number)


def fingerprint(report: Report) -> str:
    """Return SHA-256 (hex) of the model as canonical JSON: keys sorted, no blanks, UTF-8, times in UTC."""
    canonical = json.dumps(_bare(report), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def _bare(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_bare(each) for each in value]
    if is_dataclass(value):
        bare = {each.name: _bare(getattr(value, each.name)) for each in fields(value) if each.name != "sha256"}
        return {"is": type(value).__name__, **bare}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
