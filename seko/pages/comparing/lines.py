"""The lines of a comparison: headings, paragraphs and table rows with their words before and after, by section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from seko.drafts.documents.carrying import bridge_between
from seko.drafts.documents.enums import PassageKind
from seko.drafts.documents.model.carrying.bridge import Bridge, Part
from seko.drafts.documents.model.carrying.pairing import Change, Pair
from seko.drafts.documents.models import Passage, Version
from seko.foundation.text.differences import Op, Piece, difference

SAME = Change.SAME.value
MOVED = "moved"
BEGINNING = "beginning"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row: the heading of its column, its words before and after."""

    title: str
    pieces: tuple[Piece, ...]
    is_changed: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A passage in both drafts, or the passages that it was split into or joined from, or a table row with its cells.

    `old` and `new` are places; `level` is a heading's. `anchor` is its name in addresses: `d-` and its place in the new
    draft, `g-` and that in the old one where it is gone.
    """

    change: str
    anchor: str
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    is_moved: bool = False
    level: int = 0
    number: str = ""
    pieces: tuple[Piece, ...] = ()
    cells: tuple[Cell, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether anything happened to it."""
        return self.change != SAME or self.is_moved

    @property
    def kind(self) -> str:
        """What happened, one word of `DifferenceKind`; a passage that only moved was moved."""
        return MOVED if self.change == SAME and self.is_moved else self.change

    @property
    def before(self) -> tuple[Piece, ...]:
        """The old words, with what was taken out marked."""
        return without(self.pieces, Op.INSERT)

    @property
    def after(self) -> tuple[Piece, ...]:
        """The new words, with what was put in marked."""
        return without(self.pieces, Op.DELETE)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A section of the comparison: its heading (none before the first one) and the lines under it."""

    heading: Line | None
    lines: tuple[Line, ...]
    counts: Mapping[str, int]

    @property
    def anchor(self) -> str:
        """The section's name in addresses."""
        return self.heading.anchor if self.heading else f"d-{BEGINNING}"

    @property
    def total(self) -> int:
        """How many lines of it differ."""
        return sum(self.counts.values())


def without(pieces: Sequence[Piece], op: Op) -> tuple[Piece, ...]:
    """Return the pieces that one of the two texts has."""
    return tuple(piece for piece in pieces if piece.op is not op)


def compared(old: Version, new: Version) -> tuple[Stretch, ...]:
    """Return the comparison of two versions by section, in the order of the newer one.

    Published words never change, so it is made once in this process for the same words.
    """
    return _compared(_Key(old), _Key(new))


class _Key:
    """A version by its words."""

    __slots__ = ("key", "version")

    def __init__(self, version: Version) -> None:
        self.version, self.key = version, (version.pk, version.content_hash)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(maxsize=4)
def _compared(old: _Key, new: _Key) -> tuple[Stretch, ...]:
    bridge = bridge_between(old.version, new.version)
    return tuple(_by_section(_Lines(bridge, old.version.pk, new.version.pk).lines()))


def _by_section(lines: Iterator[Line]) -> Iterator[Stretch]:
    heading: Line | None = None
    held: list[Line] = []
    for line in lines:
        if line.level and line.new:
            if heading or held:
                yield _stretch(heading, held)
            heading, held = line, []
        else:
            held.append(line)
    if heading or held:
        yield _stretch(heading, held)


def _stretch(heading: Line | None, lines: Sequence[Line]) -> Stretch:
    every = [*([heading] if heading else []), *lines]
    return Stretch(heading, tuple(lines), Counter(line.kind for line in every if line.differs))


class _Lines:
    """Makes the lines of two versions from the pairs of their passages."""

    def __init__(self, bridge: Bridge, old: UUID, new: UUID) -> None:
        self.bridge = bridge
        self.known = {**_known(old, "old"), **_known(new, "new")}
        self.titles = {"old": _titles(self._side("old")), "new": _titles(self._side("new"))}

    def _side(self, side: str) -> dict[str, Passage]:
        return {place: passage for (of, place), passage in self.known.items() if of == side}

    def lines(self) -> Iterator[Line]:
        """Yield the lines; the cells of a row, side by side in the pairs, make one line."""
        row: list[Pair] = []
        for pair in self.bridge.pairs:
            if row and self._row_of(pair) != self._row_of(row[0]):
                yield self._table_row(row)
                row = []
            if self._row_of(pair):
                row.append(pair)
            else:
                yield self._line(pair)
        if row:
            yield self._table_row(row)

    def _row_of(self, pair: Pair) -> tuple[str, str] | None:
        """Return the row in the new draft, or that in the old one where the cell is gone; none beside tables."""
        side, part = ("new", self.bridge.new[pair.new[0]]) if pair.new else ("old", self.bridge.old[pair.old[0]])
        return (side, part.row) if part.row else None

    def _line(self, pair: Pair) -> Line:
        old = [self.bridge.old[number] for number in pair.old]
        new = [self.bridge.new[number] for number in pair.new]
        side, first = ("new", new[0]) if new else ("old", old[0])
        passage = self.known[side, first.place]
        return Line(
            pair.change.value,
            _anchor(old, new),
            tuple(part.place for part in old),
            tuple(part.place for part in new),
            pair.is_moved,
            passage.level if passage.kind == PassageKind.HEADING else 0,
            passage.number,
            _pieces(pair.change, _text(old), _text(new)),
        )

    def _table_row(self, pairs: Sequence[Pair]) -> Line:
        old = [self.bridge.old[number] for pair in pairs for number in pair.old]
        new = [self.bridge.new[number] for pair in pairs for number in pair.new]
        changes = {pair.change for pair in pairs}
        whole = changes.pop() if len(changes) == 1 and Change.SPLIT not in changes else Change.CHANGED
        return Line(
            whole.value,
            _anchor(old, new),
            tuple(dict.fromkeys(part.row for part in old)) + tuple(part.place for part in old),
            tuple(dict.fromkeys(part.row for part in new)) + tuple(part.place for part in new),
            any(pair.is_moved for pair in pairs),
            cells=tuple(self._cell(pair) for pair in pairs),
        )

    def _cell(self, pair: Pair) -> Cell:
        old = [self.bridge.old[number] for number in pair.old]
        new = [self.bridge.new[number] for number in pair.new]
        side, part = ("new", new[0]) if new else ("old", old[0])
        title = self.titles[side].get(_column(self.known[side, part.place]), "")
        pieces = _pieces(pair.change, _text(old), _text(new))
        return Cell("" if title == part.text else title, pieces, pair.change is not Change.SAME)


def _known(version: UUID, side: str) -> dict[tuple[str, str], Passage]:
    rows = (
        Passage.objects.filter(version=version)
        .order_by("order")
        .only("place", "kind", "level", "number", "shape", "text")
    )
    return {(side, row.place): row for row in rows}


def _titles(known: Mapping[str, Passage]) -> dict[tuple[int, int], str]:
    """Return the heading of each column of each table that has a head: the words of its first row."""
    titles: dict[tuple[int, int], str] = {}
    for passage in known.values():
        if passage.kind == PassageKind.TABLE_CELL and passage.shape.get("table", {}).get("is_header"):
            titles.setdefault(_column(passage), passage.text)
    return titles


def _column(passage: Passage) -> tuple[int, int]:
    table = passage.shape.get("table", {})
    return int(table.get("table", 0)), int(table.get("column", 0))


def _anchor(old: Sequence[Part], new: Sequence[Part]) -> str:
    part = new[0] if new else old[0]
    return f"{'d' if new else 'g'}-{part.row or part.place}"


def _text(parts: Sequence[Part]) -> str:
    return "\n".join(part.text for part in parts)


def _pieces(change: Change, old: str, new: str) -> tuple[Piece, ...]:
    if change is Change.SAME:
        return (Piece(Op.EQUAL, new),) if new else ()
    return tuple(difference(old, new))
