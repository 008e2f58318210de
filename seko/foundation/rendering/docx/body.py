"""The document's body: each block as WordprocessingML."""

from __future__ import annotations

from collections.abc import Callable

from seko.foundation.design.states import Tone
from seko.foundation.rendering import palette
from seko.foundation.rendering.arrangement import (
    BOTTOM_MM,
    MEASURE_MM,
    PAGE_HEIGHT_MM,
    PAGE_WIDTH_MM,
    SIDE_MM,
    TEXT_MM,
    TOP_MM,
    Entries,
    unfolded,
)
from seko.foundation.rendering.docx import chart as charts
from seko.foundation.rendering.docx import tables
from seko.foundation.rendering.docx.runs import Runs, paragraph, run
from seko.foundation.rendering.docx.tables import twips
from seko.foundation.rendering.report import (
    BarChart,
    Block,
    Bullets,
    Callout,
    Fact,
    Facts,
    Heading,
    Inline,
    Mark,
    PageBreak,
    Paragraph,
    Quote,
    Report,
    Seal,
    Table,
    Text,
)

# The numbering of template/numbering.xml: 1 headings, 2 bullets, 3 numbers; each numbered list gets one of its own.
_FIRST_LIST = 10
_HEADER_MM = 8
_NO_NUMBER = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
_GAP = paragraph("Gap", "")
_ENTRY_LABEL = '<w:rStyle w:val="EntryLabel"/>'


LABEL, VALUE = twips(46), twips(MEASURE_MM - 46)
# Draws something of the caller's own behind a report's blocks, so many millimetres wide.
Behind = Callable[[Runs, float], str]


class Body:
    """Writes one settled report's body; keeps the charts, links and lists that the package needs beside it.

    `across` turns the page on its side; `behind` draws what stands behind the blocks.
    """

    def __init__(self, report: Report, *, across: bool = False, behind: Behind | None = None) -> None:
        self.report = report
        self.page = (PAGE_HEIGHT_MM, PAGE_WIDTH_MM) if across else (PAGE_WIDTH_MM, PAGE_HEIGHT_MM)
        self._behind = behind
        self.runs = Runs(report.lang)
        self.charts: list[bytes] = []
        self.lists: list[int] = []
        self._labels: dict[Text, str] = {}

    def xml(self) -> str:
        """Return everything between `<w:body>` and its end."""
        report = self.report
        pieces = [paragraph("Title", self.runs.text(report.title))]
        if report.subtitle:
            pieces.append(paragraph("Subtitle", self.runs.inline(report.subtitle)))
        pieces.append(self._facts(report.facts))
        pieces.extend(self._block(block) for block in unfolded(report))
        if self._behind:
            pieces.append(self._behind(self.runs, self.width))
        pieces.append(self._section())
        return "".join(pieces)

    @property
    def width(self) -> float:
        """How wide the text may be, in millimetres."""
        return self.page[0] - 2 * SIDE_MM

    def _facts(self, facts: tuple[Fact, ...]) -> str:
        table = tables.facts(facts, self.report.wording.facts, self.runs, (LABEL, VALUE))
        return table + _GAP if table else ""

    def _block(self, block: Block | Entries) -> str:
        match block:
            case Heading():
                properties = "" if block.numbered else _NO_NUMBER
                return paragraph(f"Heading{block.level}", self.runs.inline(block.text), properties)
            case Paragraph():
                return paragraph("Note" if block.note else "BodyText", self.runs.inline(block.text))
            case Quote():
                return self._quote(block)
            case Bullets():
                return self._bullets(block)
            case Facts():
                return self._facts(block.items)
            case Table():
                return tables.table(block, self.report, self.runs, TEXT_MM) + _GAP
            case Entries():
                return self._entries(block)
            case BarChart():
                return self._chart(block)
            case Callout():
                return self._callout(block)
            case PageBreak():
                return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
            case Seal():
                return self._seal(block)

    def _quote(self, block: Quote) -> str:
        words = "".join(paragraph("Quote", self.runs.inline(part)) for part in _parts(block.text))
        source = paragraph("QuoteSource", self.runs.inline(block.source)) if block.source else ""
        return words + source + _GAP

    def _bullets(self, block: Bullets) -> str:
        properties, style = "", "ListBullet"
        if block.ordered:
            self.lists.append(_FIRST_LIST + len(self.lists))
            style = "ListNumber"
            properties = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{self.lists[-1]}"/></w:numPr>'
        return "".join(paragraph(style, self.runs.inline(item), properties) for item in block.items) + _GAP

    def _chart(self, block: BarChart) -> str:
        self.charts.append(charts.part(block, self.report))
        caption = paragraph("Caption", self.runs.inline(block.caption))
        picture = paragraph("Chart", charts.drawing(block, self.report, len(self.charts)))
        table = block.table()
        bare = Table(table.columns, table.rows, (), row_heads=True)
        return caption + picture + tables.table(bare, self.report, self.runs, MEASURE_MM) + _GAP

    def _callout(self, block: Callout) -> str:
        colour = palette.ACT if block.tone is Tone.PLAIN else palette.TONES[block.tone]
        ground = 'w:val="single" w:sz="4" w:space="4" w:color="F6F7F9"'
        left = f'<w:left w:val="single" w:sz="18" w:space="8" w:color="{colour[1:].upper()}"/>'
        edge = f"<w:pBdr><w:top {ground}/>{left}<w:bottom {ground}/></w:pBdr>"
        title = paragraph("CalloutTitle", self.runs.inline(block.title), edge) if block.title else ""
        return title + "".join(paragraph("Callout", self.runs.inline(part), edge) for part in _parts(block.text)) + _GAP

    def _seal(self, block: Seal) -> str:
        report = self.report
        label = Text(report.wording.fingerprint, report.lang)
        digest = Fact(label, (Text(report.sha256, "en"),))
        return self._facts((*block.lines, digest))

    def _entries(self, block: Entries) -> str:
        pieces = []
        for entry in block.items:
            pieces.append(paragraph("EntryTitle", self.runs.inline(entry.title)))
            for fact in entry.facts:
                words = self._label(fact.label) + self.runs.inline(fact.value)
                pieces.append(paragraph("EntryWords" if fact.words else "EntryText", words))
        return "".join(pieces) + _GAP

    def _label(self, label: Text) -> str:
        """Return a column's title as it stands before every value: written once."""
        if label not in self._labels:
            self._labels[label] = self.runs.text(label, _ENTRY_LABEL) + run("\u2002")
        return self._labels[label]

    def _section(self) -> str:
        top = twips(TOP_MM + (_HEADER_MM if self.report.demonstration else 0))
        width, height = self.page
        turned = ' w:orient="landscape"' if width > height else ""
        return (
            '<w:sectPr><w:headerReference w:type="default" r:id="header"/>'
            '<w:footerReference w:type="default" r:id="footer"/>'
            f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"{turned}/>'
            f'<w:pgMar w:top="{top}" w:right="{twips(SIDE_MM)}" w:bottom="{twips(BOTTOM_MM)}"'
            f' w:left="{twips(SIDE_MM)}" w:header="{twips(10)}" w:footer="{twips(9)}" w:gutter="0"/></w:sectPr>'
        )


def _parts(inline: Inline) -> list[Inline]:
    """Return the runs as paragraphs, cut where a run has a blank line."""
    parts: list[list[Text | Mark]] = [[]]
    for piece in inline:
        if not isinstance(piece, Text) or "\n\n" not in piece.words:
            parts[-1].append(piece)
            continue
        first, *rest = piece.words.split("\n\n")
        parts[-1].append(Text(first, piece.lang, piece.strong, piece.emphasis, piece.href))
        parts.extend([Text(words, piece.lang, piece.strong, piece.emphasis, piece.href)] for words in rest)
    return [tuple(part) for part in parts]
