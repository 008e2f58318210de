"""What a document is once it is read: the source with both readings of its tracked changes, and its passages.

Everything is frozen. Offsets and lengths are in code points of the text beside them; positions count from 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from seko.drafts.documents.model.kinds import EmphasisKind as EmphasisKind
from seko.drafts.documents.model.kinds import LogframeColumn as LogframeColumn
from seko.drafts.documents.model.kinds import LogframeLevel as LogframeLevel
from seko.drafts.documents.model.kinds import PassageKind as PassageKind
from seko.drafts.documents.model.kinds import Revisions as Revisions

# What a reader gets: passages.


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Letters from `start` up to but without `end`, set in `kind`."""

    start: int
    end: int
    kind: EmphasisKind


@dataclass(frozen=True, slots=True)
class NoteReference:
    """A footnote or endnote mark before the letter at `offset`; `note_id` is the same as in the note's passage."""

    offset: int
    note_id: str
    number: str


@dataclass(frozen=True, slots=True)
class InlineObject:
    """Something that is not text, at the U+FFFC that stands for it: picture, equation, chart, diagram, drawing, object.

    `alternative` is the author's description, or the letters of an equation; "" where there is none.
    """

    offset: int
    kind: str
    alternative: str


@dataclass(frozen=True, slots=True)
class LineLabel:
    """The frozen number or bullet of a list line that begins at `offset` inside a cell, a footnote or a frame."""

    offset: int
    number: str
    level: int


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Where a row or cell stands. `table` is the number of the table in the source, from 1, nested ones after their
    parent; `row` counts the rows left in this reading, `column` the columns of the grid. A row has column 0 and the
    table's width as span. `part` numbers the pieces of one cell between the tables nested in it; depth 1 is outside.
    """

    table: int
    row: int
    column: int
    row_span: int
    column_span: int
    is_header: bool
    depth: int
    part: int


@dataclass(frozen=True, slots=True)
class LogframeRole:
    """What a row or cell is in the logical framework. `number` is that of its result ("1.1" of output 1.1), else ""."""

    level: LogframeLevel
    column: LogframeColumn
    number: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One part of the draft that can be commented on.

    `text` is NFC, kept as typed, without white space at its ends; a row's text joins its cells by " | ".
    `level`: 1-9 for headings, 1-9 for list items, else 0. `number`: the frozen label ("1.1.", "(a)", "•") or "".
    `path`: positions of the headings above, outermost first. `key`: hash of the folded text (`keys.content_key`).
    `lang`: BCP 47 as the file states it, or "". `host`: position of the row of a cell, of the cell a nested table
    stands in (its rows; paragraphs framed inside it), of the passage that first refers to a footnote; else -1.
    `style`: the name of the paragraph's style in lower case ("title"), or "". `is_bold`: all its letters are bold.
    """

    position: int
    kind: PassageKind
    text: str
    key: str
    level: int = 0
    number: str = ""
    path: tuple[int, ...] = ()
    lang: str = ""
    is_bidi: bool = False
    emphasis: tuple[Emphasis, ...] = ()
    notes: tuple[NoteReference, ...] = ()
    objects: tuple[InlineObject, ...] = ()
    placeholders: tuple[tuple[int, int], ...] = ()
    labels: tuple[LineLabel, ...] = ()
    table: TablePlace | None = None
    role: LogframeRole | None = None
    note_id: str = ""
    host: int = -1
    style: str = ""
    is_boxed: bool = False
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Letters of one passage: its position, start and end (end excluded; start = end marks a point)."""

    passage: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CommentPlace:
    """Where a comment made in Word stands in one reading. Orphaned: none of its words is left (or it had none);
    `near` is then the passage closest to it, -1 where even that cannot be told.
    """

    comment_id: str
    stretches: tuple[Stretch, ...]
    near: int
    is_orphaned: bool


# What was read: the source, with both readings of its tracked changes.


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one format. `in_accepted`, `in_rejected`: whether they stand in that reading.

    `change`: the tracked change they are marked with, "inserted", "deleted", "moved" or "".
    `is_symbol`: a glyph of a symbol font or a form's tick, put here as its nearest letter. `former`: the same letters
    as they were set before a tracked change of their format, where that matters. `bold`: None as the paragraph's style.
    """

    text: str
    in_accepted: bool = True
    in_rejected: bool = True
    change: str = ""
    is_hidden: bool = False
    is_placeholder: bool = False
    is_symbol: bool = False
    is_white: bool = False
    bold: bool | None = None
    italic: bool = False
    vertical: str = ""
    lang: str = ""
    former: Run | None = None


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The place of a footnote or endnote. `own_mark` is the author's own sign instead of a number, or ""."""

    note_id: str
    in_accepted: bool
    in_rejected: bool
    own_mark: str


@dataclass(frozen=True, slots=True)
class ObjectMark:
    """The place of something that is not text; see InlineObject."""

    kind: str
    alternative: str
    in_accepted: bool
    in_rejected: bool


@dataclass(frozen=True, slots=True)
class CommentMark:
    """Where a comment's range begins or ends, or where its reference stands: kind "start", "end" or "reference"."""

    comment_id: str
    kind: str


@dataclass(frozen=True, slots=True)
class BoxMark:
    """A text box at its place."""

    blocks: tuple[Block, ...]
    in_accepted: bool
    in_rejected: bool


Piece: TypeAlias = Run | NoteMark | ObjectMark | CommentMark | BoxMark


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """How a paragraph stands: `level` 1-9 of a heading or 0; `list_id` "" where it is in no list; `is_contents` for an
    entry of a table of contents; `is_bold` where its style sets it bold.
    """

    style: str = ""
    level: int = 0
    list_id: str = ""
    list_level: int = 0
    is_bidi: bool = False
    is_contents: bool = False
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. Without its mark in a reading (`ends_in_…` false) it runs on into the next one.

    `former` is its format before a tracked change of it. `ordinal` counts the paragraphs of the part from 1.
    """

    ordinal: int
    pieces: tuple[Piece, ...]
    format: ParagraphFormat
    former: ParagraphFormat | None = None
    ends_in_accepted: bool = True
    ends_in_rejected: bool = True
    has_own_numbering: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `merge`: "" alone, "restart" the first of a vertical merge, "continue" a further one.

    `former`: span and merge before a tracked change of them, where there is one.
    """

    blocks: tuple[Block, ...]
    column: int
    span: int
    merge: str
    in_accepted: bool
    in_rejected: bool
    former: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `width` counts the columns it covers, of them `before` and `after` empty ones at its ends."""

    cells: tuple[Cell, ...]
    width: int
    is_header: bool
    in_accepted: bool
    in_rejected: bool
    before: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """One table; `number` counts from 1 in the order of the source, nested ones after their parent; depth from 1."""

    number: int
    depth: int
    grid: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class SectionBreak:
    """The end of a section of the layout; `is_landscape` tells its pages."""

    is_landscape: bool


Block: TypeAlias = Paragraph | Table | SectionBreak


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote. `note_id` is "f" or "e" and the number of the source ("f12")."""

    note_id: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class WordComment:
    """A comment made in Word. `reply_to` is the comment it answers, `root` the first of its thread ("" if it is that).

    `anchor` is the text of its range as accepted, `anchor_with_deleted` with what was deleted; `range` is "range",
    "point" (a reference only) or "none".
    """

    comment_id: str
    author: str
    initials: str
    written_at: str
    paragraphs: tuple[str, ...]
    range: str
    anchor: str
    anchor_with_deleted: str
    reply_to: str = ""
    root: str = ""
    is_resolved: bool = False


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How one level of a list is numbered: `kind` of number, `pattern` ("%1.%2."), first number, and after which level
    (1-9, 0 never) it begins anew.
    """

    kind: str
    pattern: str
    start: int
    restart: int
    is_legal: bool


@dataclass(frozen=True, slots=True)
class ListDefinition:
    """A list: lists of the same `scheme` count on together; `restarts` holds the levels that begin anew in this one."""

    scheme: str
    levels: tuple[ListLevel, ...]
    restarts: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something left out or missing: a code of the import report, the part it stood in, and what it pointed to.

    "open-fields" and "headers-left-out" have a count as their target, "missing-part" the name of the part.
    """

    code: str
    part: str
    target: str


@dataclass(frozen=True, slots=True)
class RevisionCount:
    """Tracked changes of one author: a kind ("insertion", "deletion", "move", "formatting") and how many."""

    author: str
    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read, before it is decided how its tracked changes are taken."""

    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    comments: tuple[WordComment, ...]
    lists: tuple[tuple[str, ListDefinition], ...]
    revisions: tuple[RevisionCount, ...]
    dropped: tuple[Dropped, ...]
    language: str = ""
    fields: tuple[tuple[str, int], ...] = ()
    is_template: bool = False
