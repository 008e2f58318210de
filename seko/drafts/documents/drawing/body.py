"""The document as HTML, drawn once for a published version and a language form, with places for marks and a thread.

A published version never changes, so its drawing is kept in this process; a page only fills in the marks (design.md,
decision 4). The classes are those of `design/css/reading.css`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from html import escape
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from seko.drafts.documents.drawing.letters import Span, drawn
from seko.drafts.documents.enums import PassageKind
from seko.drafts.documents.models import Passage
from seko.drafts.documents.queries import places_of
from seko.foundation.core.languages import HTML_LANG, SERBIAN_LATIN
from seko.foundation.text.scripts import to_latin

RESULT_COLUMNS = ("level", "result")
Spans = Mapping[str, Sequence[Span]]
NO_SPANS: Spans = {}


@dataclass(frozen=True, slots=True)
class Words:
    """One stretch of a drawing that holds a passage's words; `plain` is its HTML without any span."""

    place: str
    text: str
    shape: Mapping[str, Any]
    plain: str


@dataclass(frozen=True, slots=True)
class Part:
    """A passage that can carry a mark: what stands before its words, the pieces, what stands after the mark.

    `lead` opens tables and groups before it; `trail` closes them. `opening` ends before its class list's closing
    quote, so that an opened passage can add a class. `across` is true where a thread opens under the row.
    """

    pk: int
    place: str
    lead: str
    opening: str
    pieces: tuple[str | Words, ...]
    before_mark: str
    after_mark: str
    trail: str = ""
    always_markable: bool = False
    is_heading: bool = False
    columns: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A line of the contents: a heading's place, number, words, level, and the passages of its part of the text."""

    place: str
    number: str
    title: str
    level: int
    passages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """A drawn document."""

    parts: tuple[Part, ...]
    sections: tuple[Section, ...]
    places: Mapping[str, int] = field(default_factory=dict)

    def html(
        self,
        marks: Mapping[int, str],
        *,
        plus: Callable[[str], str],
        spans: Spans = NO_SPANS,
        opened: int = 0,
        thread: str = "",
        keep: Callable[[int], bool] | None = None,
    ) -> str:
        """Return the whole document with its marks; `opened` is the passage whose `thread` stands beside it.

        `plus(place)` draws the "+" of headings and rows without comments. `keep` leaves out the passages it refuses
        (never headings).
        """
        out: list[str] = []
        for part in self.parts:
            if keep is not None and not part.is_heading and part.pk != opened and not keep(part.pk):
                out += (part.lead, part.trail)
                continue
            out += (part.lead, part.opening, ' on">' if part.pk == opened else '">')
            out += (piece if isinstance(piece, str) else _words(piece, spans) for piece in part.pieces)
            mark = marks.get(part.pk) or (plus(part.place) if part.always_markable else "")
            out += (part.before_mark, mark, part.after_mark)
            if part.pk == opened and thread:
                out.append(
                    f'<tr class="row-panel"><td colspan="{part.columns}">{thread}</td></tr>' if part.columns else thread
                )
            out.append(part.trail)
        return "".join(out)


def _words(piece: Words, spans: Spans) -> str:
    found = spans.get(piece.place)
    if not found:
        return piece.plain
    return drawn(piece.text, piece.shape, str(piece.shape.get("_form", "")), found)


@lru_cache(maxsize=12)
def body_of(version_id: UUID, content_hash: str, language: str) -> Body:
    """Return the drawn document of a version in a language form; two queries the first time, none afterwards."""
    return draw(list(Passage.objects.filter(version_id=version_id).order_by("order")), language)


@lru_cache(maxsize=12)
def body_beside(translation: UUID, content_hash: str, authentic: UUID, authentic_hash: str, language: str) -> Body:
    """Return the drawn translation, its parts under the keys of the authentic passages that they translate, so that
    marks and threads stand at them; a part without a counterpart gets a key that nothing has, and no mark.
    """
    body = body_of(translation, content_hash, language)
    known = places_of(authentic, authentic_hash)
    keys = {pk: known[place].pk if place in known else -pk for place, pk in body.places.items()}
    return Body(
        tuple(
            replace(part, pk=keys[part.pk], always_markable=part.always_markable and keys[part.pk] > 0)
            for part in body.parts
        ),
        tuple(replace(each, passages=tuple(keys[pk] for pk in each.passages)) for each in body.sections),
        {place: keys[pk] for place, pk in body.places.items() if keys[pk] > 0},
    )


def draw(rows: Sequence[Passage], language: str) -> Body:
    """Return the passages drawn in a language form; rows that are not saved yet need a `pk` and their `row_id`."""
    with override(language):
        return _Drawing(rows, language).body()


class _Drawing:
    """Goes through the passages once, in reading order."""

    def __init__(self, rows: Sequence[Passage], language: str) -> None:
        self.rows = rows
        self.language = language
        self.ours = f' lang="{HTML_LANG[language]}"'  # on words that are the platform's, not the draft's
        self.cells: dict[int, list[Passage]] = {}
        for row in rows:
            if row.kind == PassageKind.TABLE_CELL and row.row_id:
                self.cells.setdefault(row.row_id, []).append(row)

    def body(self) -> Body:
        """Draw."""
        parts: list[Part] = []
        marked = [row for row in self.rows if row.kind != PassageKind.TABLE_CELL]
        index = 0
        while index < len(marked):
            passage = marked[index]
            if passage.kind == PassageKind.TABLE_ROW:
                rows, notes = self._table(marked, index)
                parts += self._logframe(rows) if _is_logframe(rows) else self._plain_table(rows)
                parts += [self._passage(note) for note in notes]
                index += len(rows) + len(notes)
                continue
            parts.append(self._passage(passage))
            index += 1
        return Body(tuple(parts), tuple(self._sections()), {part.place: part.pk for part in parts})

    def _table(self, marked: Sequence[Passage], start: int) -> tuple[list[Passage], list[Passage]]:
        """Return the rows of the table that begins at `start`, and the notes that stand among them."""
        number = _table_of(marked[start])
        rows: list[Passage] = []
        notes: list[Passage] = []
        for passage in marked[start:]:
            if passage.kind == PassageKind.TABLE_ROW and _table_of(passage) == number:
                rows.append(passage)
            elif passage.kind == PassageKind.FOOTNOTE:
                notes.append(passage)
            else:
                break
        return rows, notes

    def words(self, passage: Passage) -> Words:
        """Return a passage's words, drawn without spans."""
        shape = {**passage.shape, "_form": self.language}
        return Words(passage.place, passage.text, shape, drawn(passage.text, shape, self.language))

    def shown(self, text: str) -> str:
        """Return plain words in the language form, escaped."""
        return escape(to_latin(text) if self.language == SERBIAN_LATIN else text)

    def _passage(self, passage: Passage) -> Part:
        words = self.words(passage)
        name = escape(passage.place)
        if passage.kind == PassageKind.HEADING:
            tag = f"h{min(passage.level + 1, 6)}"
            number = f"<span>{self.shown(passage.number)}</span>" if passage.number else ""
            opening, before, after = f'<div id="p-{name}" class="p', f"<{tag}>{number}", f"</{tag}>"
        elif passage.kind == PassageKind.LIST_ITEM:
            label = self.shown(passage.number or "•")
            indent = f" in{passage.level}" if passage.level > 1 else ""
            opening, before, after = f'<div id="p-{name}" class="p li{indent}', f'<p data-n="{label}">', "</p>"
        elif passage.kind == PassageKind.FOOTNOTE:
            opening, after = f'<div id="p-{name}" class="p foot-note', "</p>"
            before = f"<p><sup>{self.shown(passage.number)}</sup> "
        else:
            opening, before, after = f'<div id="p-{name}" class="p', "<p>", "</p>"
        return Part(
            passage.pk,
            passage.place,
            "",
            opening,
            (before, words, after),
            "",
            "</div>\n",
            always_markable=passage.kind == PassageKind.HEADING,
            is_heading=passage.kind == PassageKind.HEADING,
        )

    def _plain_table(self, rows: list[Passage]) -> list[Part]:
        parts = []
        number = _table_of(rows[0])
        width = max((int(_place(row).get("column_span", 1)) for row in rows), default=1)
        for rank, row in enumerate(rows):
            header = bool(_place(row).get("is_header"))
            pieces: list[str | Words] = []
            for cell in self.cells.get(row.pk, ()):
                place = _place(cell)
                tag = "th" if header else "td"
                attributes = _spans_of(place) + (' scope="col"' if header else "")
                pieces += (f"<{tag}{attributes}>", self.words(cell), f"</{tag}>")
            lead = ""
            if rank == 0:
                label = escape(_("Table %(number)s") % {"number": number})
                name = f"table-{number}"
                lead = f'<div class="across"><span class="vh" id="{name}"{self.ours}>{label}</span>'
                lead += f'<div class="table-scroll" tabindex="0" role="region" aria-labelledby="{name}">'
                lead += '<table class="table">'
            trail = "</table></div></div>\n" if rank == len(rows) - 1 else ""
            parts.append(
                Part(
                    row.pk,
                    row.place,
                    lead,
                    f'<tr id="p-{escape(row.place)}" class="',
                    tuple(pieces),
                    '<td class="gutter">',
                    "</td></tr>\n",
                    trail,
                    always_markable=True,
                    columns=width + 1,
                )
            )
        return parts

    def _logframe(self, rows: list[Passage]) -> list[Part]:
        columns = sorted(
            {
                _column(cell)
                for row in rows
                for cell in self._of(row)
                if _role(cell) not in (*RESULT_COLUMNS, "assumption") and int(_place(cell).get("column_span", 1)) == 1
            }
        )
        titles = {
            _column(cell): self.shown(cell.text)
            for row in rows
            if _place(row).get("is_header")
            for cell in self._of(row)
        }
        body_rows = [row for row in rows if not _place(row).get("is_header")]
        parts: list[Part] = []
        is_open = False
        for rank, row in enumerate(body_rows):
            lead = self._head_of_logframe(rows[0].pk, [titles.get(name, "") for name in columns]) if rank == 0 else ""
            result = next((cell for cell in self._of(row) if _role(cell) in RESULT_COLUMNS and cell.text), None)
            if result is not None or not is_open:
                lead += ("</tbody>" if is_open else "") + '<tbody role="rowgroup">'
                is_open = True
            pieces: list[str | Words] = []
            if result is not None:
                pieces += self._result_head(row, result, len(columns) + 1)
            pieces += self._indicator_cells(row, columns, titles)
            assumption = next((cell for cell in self._of(row) if _role(cell) == "assumption" and cell.text), None)
            trail = self._assumption(assumption, len(columns) + 1) if assumption is not None else ()
            closing = "</tbody></table></div>\n" if rank == len(body_rows) - 1 else ""
            parts.append(
                Part(
                    row.pk,
                    row.place,
                    lead + "".join(_plain(piece) for piece in pieces[: self._head_length(result)]),
                    f'<tr role="row" id="p-{escape(row.place)}" class="',
                    tuple(pieces[self._head_length(result) :]),
                    '<td role="cell" class="gutter">',
                    "</td></tr>" + "".join(_plain(piece) for piece in trail) + "\n",
                    closing,
                    always_markable=True,
                    columns=len(columns) + 1,
                )
            )
        return parts

    def _head_of_logframe(self, key: object, titles: Iterable[str]) -> str:
        heads = "".join(f'<th scope="col">{title}</th>' for title in titles)
        label, comments = escape(_("Logical framework")), escape(_("Comments"))
        return (
            f'<div class="across"><span class="vh" id="logframe-{key}"{self.ours}>{label}</span>'
            f'<table class="table logframe" role="table" aria-labelledby="logframe-{key}">'
            f'<thead role="rowgroup"><tr role="row">{heads}'
            f'<th scope="col"><span class="vh"{self.ours}>{comments}</span></th></tr></thead>'
        )

    def _of(self, row: Passage) -> list[Passage]:
        return self.cells.get(row.pk, [])

    @staticmethod
    def _head_length(result: Passage | None) -> int:
        return 3 if result is not None else 0

    def _result_head(self, row: Passage, result: Passage, width: int) -> list[str | Words]:
        level = str(_shape(row).get("role", {}).get("level", ""))
        number = str(_shape(row).get("role", {}).get("number", ""))
        names = {"impact": _("Impact"), "outcome": _("Outcome"), "output": _("Output"), "activity": _("Activity")}
        name = escape(f"{names.get(level, '')} {number}".strip())
        # A result cell of two lines names its level itself, in the first one.
        first = "" if "\n" in result.text else f'<span class="level-name"{self.ours}>{name}</span>'
        kind = "level-words named" if "\n" in result.text else "level-words"
        return [
            f'<tr role="row" class="level"><th role="rowheader" scope="rowgroup" colspan="{width}">{first}'
            f'<span class="{kind}" data-p="{escape(result.place)}">',
            self.words(result),
            "</span></th></tr>",
        ]

    def _indicator_cells(self, row: Passage, columns: Sequence[int], titles: Mapping[int, str]) -> list[str | Words]:
        by_column = {_column(cell): cell for cell in self._of(row)}
        pieces: list[str | Words] = []
        for rank, name in enumerate(columns):
            cell = by_column.get(name)
            tag, role = ("th", 'role="rowheader" scope="row"') if rank == 0 else ("td", 'role="cell"')
            place = f' data-p="{escape(cell.place)}"' if cell is not None else ""
            label = f' data-label="{titles.get(name, "")}"' if rank else ""
            pieces.append(f"<{tag} {role}{place}{label}>")
            pieces.append(self.words(cell) if cell is not None else "")
            pieces.append(f"</{tag}>")
        return pieces

    def _assumption(self, cell: Passage, width: int) -> tuple[str | Words, ...]:
        label = escape(_("Assumption."))
        return (
            f'<tr role="row" class="assumption"><td role="cell" colspan="{width}"><b{self.ours}>{label}</b> '
            f'<span data-p="{escape(cell.place)}">',
            self.words(cell),
            "</span></td></tr>",
        )

    def _sections(self) -> list[Section]:
        found: list[Section] = []
        heads = [row for row in self.rows if row.kind == PassageKind.HEADING]
        members: dict[str, list[int]] = {}
        for row in self.rows:
            if row.kind not in (PassageKind.TABLE_CELL, PassageKind.FOOTNOTE):
                members.setdefault(row.section, []).append(row.pk)
        for row in heads:
            title = to_latin(row.text) if self.language == SERBIAN_LATIN else row.text
            found.append(Section(row.place, row.number, title, row.level, tuple(members.get(row.place, ()))))
        return found


def _plain(piece: str | Words) -> str:
    return piece if isinstance(piece, str) else piece.plain


def _shape(passage: Passage) -> Mapping[str, Any]:
    shape: Mapping[str, Any] = passage.shape
    return shape


def _place(passage: Passage) -> Mapping[str, Any]:
    table: Mapping[str, Any] = _shape(passage).get("table") or {}
    return table


def _table_of(passage: Passage) -> int:
    return int(_place(passage).get("table", 0))


def _column(cell: Passage) -> int:
    return int(_place(cell).get("column", 0))


def _role(cell: Passage) -> str:
    return str((_shape(cell).get("role") or {}).get("column", ""))


def _is_logframe(rows: Sequence[Passage]) -> bool:
    return any(_shape(row).get("role") for row in rows)


def _spans_of(place: Mapping[str, Any]) -> str:
    columns, rows = int(place.get("column_span", 1)), int(place.get("row_span", 1))
    return (f' colspan="{columns}"' if columns > 1 else "") + (f' rowspan="{rows}"' if rows > 1 else "")
