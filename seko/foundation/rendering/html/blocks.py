"""Each kind of block as semantic HTML."""

from __future__ import annotations

from html import escape

from seko.foundation.design.states import Shape
from seko.foundation.rendering.arrangement import Entries
from seko.foundation.rendering.columns import Kind
from seko.foundation.rendering.figures import number, shown
from seko.foundation.rendering.palette import drawings
from seko.foundation.rendering.report import (
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
    Table,
    Text,
)

# A chart's drawing is made for this width, in units; lengths are attributes, colours are classes.
_CHART_WIDTH, _BAR_HEIGHT = 240, 14

_CELL_CLASSES = {
    Kind.NUMBER: ' class="report-number"',
    Kind.WORDS: ' class="report-words"',
    Kind.DATE: ' class="report-when"',
    Kind.DATETIME: ' class="report-when"',
}


class Drawer:
    """Draws one settled report's blocks; keeps count of the tables, so that each caption has its own id."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._tables = 0

    def shapes(self) -> str:
        """Return the nine shapes once, hidden, for the marks to use."""
        symbols = "".join(
            f'<symbol id="report-{shape.value}" viewBox="0 0 16 16">{drawings()[shape]}</symbol>' for shape in Shape
        )
        return f'<svg class="report-shapes" width="0" height="0" aria-hidden="true">{symbols}</svg>'

    def text(self, text: Text) -> str:
        """Return a run, with `lang` where it is not the frame's."""
        html = escape(text.words).replace("\n", "<br>")
        if text.emphasis:
            html = f"<em>{html}</em>"
        if text.strong:
            html = f"<strong>{html}</strong>"
        lang = f' lang="{text.lang}"' if text.lang != self.report.lang else ""
        if text.href:
            return f'<a href="{escape(text.href)}" rel="noopener noreferrer"{lang}>{html}</a>'
        return f"<span{lang}>{html}</span>" if lang else html

    def inline(self, inline: Inline) -> str:
        """Return runs one after the other."""
        return "".join(self.text(run) if isinstance(run, Text) else self._mark(run) for run in inline)

    def _mark(self, mark: Mark) -> str:
        return (
            f'<span class="report-mark report-tone-{mark.tone.value}"><svg class="report-shape" width="16" height="16"'
            f' aria-hidden="true"><use href="#report-{mark.shape.value}"/></svg> {self.text(mark.word)}</span>'
        )

    def facts(self, facts: tuple[Fact, ...]) -> str:
        """Return labels and values as a description list; nothing for none."""
        rows = "".join(
            f"<div><dt>{self.text(fact.label)}</dt>"
            f"<dd{_CELL_CLASSES[Kind.WORDS] if fact.words else ''}>{self.inline(fact.value)}</dd></div>"
            for fact in facts
        )
        return f'<dl class="report-facts">{rows}</dl>' if rows else ""

    def block(self, block: Block | Entries) -> str:
        """Return one block."""
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return f'<p class="report-{"note" if block.note else "text"}">{self.inline(block.text)}</p>'
            case Quote():
                return self._quote(block)
            case Bullets():
                tag = "ol" if block.ordered else "ul"
                items = "".join(f"<li>{self.inline(item)}</li>" for item in block.items)
                return f'<{tag} class="report-text">{items}</{tag}>'
            case Facts():
                return self.facts(block.items)
            case Table():
                return self.table(block)
            case Entries():
                return self._entries(block)
            case BarChart():
                return self.chart(block)
            case Callout():
                title = f'<p class="report-callout-title">{self.inline(block.title)}</p>' if block.title else ""
                return (
                    f'<div class="report-callout report-edge-{block.tone.value}" role="note">'
                    f"{title}<p>{self.inline(block.text)}</p></div>"
                )
            case PageBreak():
                return '<div class="report-break"></div>'
            case Seal():
                return self._seal(block)

    def _heading(self, block: Heading) -> str:
        level = block.level + 1
        mark = f'<span class="report-heading-number">{block.number}</span> ' if block.number else ""
        return f"<h{level}>{mark}{self.inline(block.text)}</h{level}>"

    def _entries(self, block: Entries) -> str:
        pieces = []
        for entry in block.items:
            title = f'<p class="report-entry-title">{self.inline(entry.title)}</p>'
            pieces.append(f"<li>{title}{self.facts(entry.facts)}</li>\n")
        return f'<ul class="report-entries">{"".join(pieces)}</ul>'

    def _quote(self, block: Quote) -> str:
        source = f"<figcaption>{self.inline(block.source)}</figcaption>" if block.source else ""
        return f'<figure class="report-quote"><blockquote>{self.inline(block.text)}</blockquote>{source}</figure>'

    def _seal(self, block: Seal) -> str:
        label = Text(self.report.wording.fingerprint, self.report.lang)
        digest = f'<code translate="no">{escape(self.report.sha256)}</code>'
        lines = self.facts(block.lines).removeprefix('<dl class="report-facts">').removesuffix("</dl>")
        seal = f"<div><dt>{self.text(label)}</dt><dd>{digest}</dd></div>"
        return f'<dl class="report-facts report-seal">{lines}{seal}</dl>'

    def table(self, table: Table) -> str:
        """Return a table in a region of its own that scrolls sideways by keyboard where it is too wide."""
        self._tables += 1
        name = f"report-table-{self._tables}"
        heads = "".join(
            f"<tr>{''.join(self._span(span.title, span.columns) for span in line)}</tr>" for line in table.spans
        )
        heads += f"<tr>{''.join(self._head(column.title, column.kind) for column in table.columns)}</tr>"
        caption = f'<caption id="{name}">{self.inline(table.caption)}</caption>' if table.caption else ""
        label = f'aria-labelledby="{name}"' if caption else f'aria-label="{escape(table.columns[0].title.words)}"'
        rows = "".join(self._row(table, row) for row in table.rows)
        return (
            f'<div class="report-scroll" role="region" tabindex="0" {label}><table class="report-table">{caption}'
            f"<thead>{heads}</thead>\n<tbody>{rows}</tbody></table></div>"
        )

    def _span(self, title: Text, columns: int) -> str:
        return f'<th scope="colgroup" colspan="{columns}">{self.text(title)}</th>'

    def _head(self, title: Text, kind: Kind) -> str:
        number_class = ' class="report-number"' if kind is Kind.NUMBER else ""
        return f'<th scope="col"{number_class}>{self.text(title)}</th>'

    def _row(self, table: Table, row: Row | Group) -> str:
        if isinstance(row, Group):
            title = self.inline(row.title)
            return f'<tr class="report-group"><th scope="rowgroup" colspan="{len(table.columns)}">{title}</th></tr>\n'
        cells = [self._cell(cell, column.kind) for cell, column in zip(row, table.columns, strict=True)]
        if table.row_heads:
            cells[0] = f'<th scope="row"{cells[0].removeprefix("<td").removesuffix("</td>")}</th>'
        return f"<tr>{''.join(cells)}</tr>\n"

    def _cell(self, cell: Cell, kind: Kind) -> str:
        return f"<td{_CELL_CLASSES.get(kind, '')}>{self.inline(shown(cell, self.report))}</td>"

    def chart(self, chart: BarChart) -> str:
        """Return bars inside their own table: the drawing is hidden from readers of the numbers beside it."""
        longest = max((bar.value for bar in chart.bars), default=0) or 1
        rows = "".join(
            f'<tr><th scope="row">{self.inline(bar.label)}</th><td class="report-bar">'
            f'<svg viewBox="0 0 {_CHART_WIDTH} {_BAR_HEIGHT}" width="{_CHART_WIDTH}" height="{_BAR_HEIGHT}"'
            f' aria-hidden="true"><rect class="report-fill-{bar.fill.value}" x="1" y="1"'
            f' width="{round((_CHART_WIDTH - 2) * float(bar.value / longest), 1):g}" height="{_BAR_HEIGHT - 2}"/></svg>'
            f'</td><td class="report-number">{number(bar.value, self.report.form)}</td></tr>\n'
            for bar in chart.bars
        )
        return (
            f'<table class="report-table report-chart"><caption>{self.inline(chart.caption)}</caption><thead><tr>'
            f'<th scope="col">{self.text(chart.label_title)}</th>'
            f'<th scope="col" colspan="2" class="report-number">{self.text(chart.value_title)}</th></tr></thead>\n'
            f"<tbody>{rows}</tbody></table>"
        )
