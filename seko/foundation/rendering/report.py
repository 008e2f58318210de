"""The report model: what a document says, decided once, before any format is thought of.

Every piece of text carries its language (`lang`); the frame's language form is the report's. Which typeface a piece
wears follows from where it stands: quotations, paragraphs and `words` columns are people's words (serif), the rest is
the machine's (sans). Renderers only draw: see `settle` for what is decided before them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final, Literal

from seko.foundation.design.states import Shape, Tone
from seko.foundation.rendering.columns import Kind

Form = Literal["sr", "sr-latn", "en"]
Lang = Literal["sr-Cyrl", "sr-Latn", "en"]

FRAME_LANG: Final[dict[Form, Lang]] = {"sr": "sr-Cyrl", "sr-latn": "sr-Latn", "en": "en"}


@dataclass(frozen=True, slots=True)
class Text:
    """A run of words in one language. A `\\n` in it is a new line; `href` (http, https, mailto) makes it a link."""

    words: str
    lang: Lang
    strong: bool = False
    emphasis: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A state inside a line: shape, then word, then colour (visual-design section 5)."""

    shape: Shape
    tone: Tone
    word: Text


Inline = tuple[Text | Mark, ...]
# A table's cell: runs, or a value that the column's kind and the language form put into words.
Cell = Inline | int | float | Decimal | date | datetime | bool | None


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's title, levels 1 to 4. `number` ("2.3") is given by `settle` to those that are `numbered`."""

    text: Inline
    level: int = 1
    numbered: bool = True
    number: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text in serif; a `note` is smaller, in sans: the machine's remark."""

    text: Inline
    note: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words as they stand; a blank line (`\\n\\n`) parts paragraphs. `source` says whose they are."""

    text: Inline
    source: Inline = ()


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of lines; numbered when `ordered`."""

    items: tuple[Inline, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value; `words` when the value is what people wrote."""

    label: Text
    value: Inline
    words: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and values, one a row."""

    items: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: its title, what it holds, its share of the table's width (any unit)."""

    title: Text
    kind: Kind = Kind.TEXT
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Span:
    """A title over several columns."""

    title: Text
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Group:
    """A row that names the rows under it."""

    title: Inline


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under titles. `spans` are rows of titles above the columns' own; a `wide` one is a sheet in a workbook, and
    where it is read each row is an entry of its own (`arrangement.unfolded`), named by its first cell.

    `row_heads`: the first cell of a row names the row. `sheet` names the workbook's sheet (else the caption does).
    """

    columns: tuple[TableColumn, ...]
    rows: tuple[Row | Group, ...]
    caption: Inline = ()
    spans: tuple[tuple[Span, ...], ...] = ()
    row_heads: bool = False
    wide: bool = False
    sheet: str = ""

    def __post_init__(self) -> None:
        count = len(self.columns)
        if not count:
            raise ValueError("A table has at least one column")
        if any(not isinstance(row, Group) and len(row) != count for row in self.rows):
            raise ValueError(f"Every row of this table has {count} cells")
        if any(sum(span.columns for span in line) != count for line in self.spans):
            raise ValueError(f"The titles above this table cover its {count} columns")


class Fill(StrEnum):
    """How a bar is filled: solid is done, pale with an outline waits (visual-design section 4)."""

    YES = "yes"
    PART = "part"
    NO = "no"
    WAIT = "wait"
    LATE = "late"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its length from zero, its fill."""

    label: Inline
    value: int | Decimal
    fill: Fill = Fill.PLAIN


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars from zero with their numbers written out; `caption` says the finding. Always shown with its table."""

    caption: Inline
    label_title: Text
    value_title: Text
    bars: tuple[Bar, ...]
    sheet: str = ""

    def __post_init__(self) -> None:
        if any(bar.value < 0 for bar in self.bars):
            raise ValueError("A bar begins at zero and has no negative length")

    def table(self) -> Table:
        """Return the chart's own table: label and number."""
        columns = (TableColumn(self.label_title, Kind.TEXT, 4), TableColumn(self.value_title, Kind.NUMBER, 1))
        rows = tuple((bar.label, bar.value) for bar in self.bars)
        return Table(columns, rows, self.caption, row_heads=True, sheet=self.sheet)


@dataclass(frozen=True, slots=True)
class Callout:
    """A message set apart, with an edge of its tone; `Tone.PLAIN` is a plain note."""

    title: Inline
    text: Inline
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a page; on a screen, nothing."""


@dataclass(frozen=True, slots=True)
class Seal:
    """Who stands behind the document, and its fingerprint (`Report.sha256`) under `Wording.fingerprint`."""

    lines: tuple[Fact, ...]


Block = Heading | Paragraph | Quote | Bullets | Facts | Table | BarChart | Callout | PageBreak | Seal


@dataclass(frozen=True, slots=True)
class Wording:
    """The few words renderers need of their own, already in the report's language form."""

    facts: str
    yes: str
    no: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Report:
    """A document. `made_at` (aware) is the only time a file holds; `demonstration`, when set, is on every page.

    `sha256` is the hash of the content it was made from, in hex; when a `Seal` stands in a report without one, the
    model's own `settle.fingerprint` is printed.
    """

    title: Text
    form: Form
    made_at: datetime
    wording: Wording
    blocks: tuple[Block, ...]
    subtitle: Inline = ()
    facts: tuple[Fact, ...] = ()
    footer: Inline = ()
    demonstration: Inline = ()
    sha256: str = field(default="")

    def __post_init__(self) -> None:
        if self.made_at.tzinfo is None:
            raise ValueError("A report's time has a zone")

    @property
    def lang(self) -> Lang:
        """Return the frame's language as HTML writes it: `sr-Cyrl`, `sr-Latn` or `en`."""
        return FRAME_LANG[self.form]


def plain(inline: Inline) -> str:
    """Return the words of the runs alone."""
    return "".join(run.words if isinstance(run, Text) else run.word.words for run in inline)
