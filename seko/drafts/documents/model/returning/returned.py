"""What came back in a file: comments, replies, tracked changes, rows of a table; each with its place or a question."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from seko.drafts.documents.model.anchors import Anchor
from seko.drafts.documents.model.carrying.bridge import Part


class Kind(StrEnum):
    """What a returned thing was in the file."""

    COMMENT = "comment"
    REPLY = "reply"
    CHANGE = "change"
    MOVE = "move"
    ROW = "row"


class Deed(StrEnum):
    """What a tracked change does to the words it stands on."""

    NONE = ""
    REPLACE = "replace"
    DELETE = "delete"
    INSERT = "insert"
    MOVE = "move"


class Asked(StrEnum):
    """Why a person is asked where something belongs; `NONE`: its place is known."""

    NONE = ""
    NOWHERE = "nowhere"
    POINT = "point"
    INSERTED = "inserted"
    DOUBTFUL = "doubtful"
    REMOVED = "removed"
    BEFORE = "before"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Consulted:
    """The version that is consulted: its parts with words, the order of each passage by its place, its content hash."""

    parts: tuple[Part, ...]
    orders: tuple[tuple[str, int], ...]
    version: str = ""
    consultation: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """A table of a file: the texts of its rows, and the names of hidden bookmarks in its cells as (row, column, name),
    both from 0.
    """

    rows: tuple[tuple[str, ...], ...]
    keys: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Thing:
    """One returned thing; `number` counts from 1 in the order of the file. `stood_on` are the words it stood on there.

    Either `anchor` is its place in the version, or `asked` says why a person is asked, with `candidates` best first.
    `thread` is the number of the comment that a reply belongs to. Of a change, `proposed` is the wording in place of
    that of the anchor and `target` the beginning of the words after which something was moved. `counted` says of how
    many insertions, deletions and moves of the file it is made. `author` is who wrote it, as the file says: only
    whoever returned the file is shown it. Of a row of a table, `reason` goes with it, `said_place` is the place as the
    table names it, `row_key` by what the row is known, and `remarks` are codes of what is odd in it, with the cell.
    """

    number: int
    kind: Kind
    words: str = ""
    deed: Deed = Deed.NONE
    proposed: str = ""
    stood_on: str = ""
    target: str = ""
    thread: int = 0
    is_resolved: bool = False
    anchor: Anchor | None = None
    asked: Asked = Asked.NONE
    candidates: tuple[Anchor, ...] = ()
    counted: tuple[int, int, int] = (0, 0, 0)
    author: str = ""
    reason: str = ""
    said_place: str = ""
    row_key: str = ""
    remarks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """What the file held, counted element by element. `formless`: insertions, deletions and moves that bring or take no
    words (blank paragraphs, numbers, what was inserted and deleted again). `untracked`: parts of the text that differ
    from the version although no tracked change says so.
    """

    comments: int = 0
    replies: int = 0
    resolved: int = 0
    insertions: int = 0
    deletions: int = 0
    moves: int = 0
    formless: tuple[int, int, int] = (0, 0, 0)
    formatting: int = 0
    untracked: int = 0
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Returned:
    """What a file brought back. `origin`: "same" version, "other" version, or "" without our marks; `consultation`:
    the one the file says it is of. `tables` are those that are not the draft's own, `table` says which one of ours
    it is (`outlets.papers.marks`).
    """

    things: tuple[Thing, ...]
    counts: Counts
    origin: str = ""
    consultation: str = ""
    tables: tuple[Filled, ...] = ()
    table: str = ""
