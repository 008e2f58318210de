"""Comments made in Word: who, what, on which words, and in which thread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from seko.drafts.documents.model.markup import Element
from seko.drafts.documents.model.names import AUTHOR, COMMENT_THREADS, ID, WORD, P, local_name
from seko.drafts.documents.model.source import Source
from seko.drafts.documents.model.story import StoryReader
from seko.drafts.documents.model.structure import (
    Block,
    BoxMark,
    CommentMark,
    Paragraph,
    Run,
    Table,
    WordComment,
)

SHOWN_ANCHOR = 200


@dataclass(slots=True)
class Reach:
    """What lies between the beginning and the end of a comment's range, read along the story."""

    has_start: bool = False
    has_end: bool = False
    has_reference: bool = False
    accepted: list[str] = field(default_factory=list)
    with_deleted: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """ "range", "point" (a reference without a range) or "none"."""
        if self.has_start and self.has_end:
            return "range"
        return "point" if self.has_reference else "none"

    @property
    def words(self) -> str:
        """The words reached, as accepted, paragraphs parted by line ends."""
        return "".join(self.accepted).strip()

    @property
    def words_with_deleted(self) -> str:
        """The words reached with what was deleted, paragraphs run together."""
        return "".join(self.with_deleted).strip()


def read_reaches(blocks: tuple[Block, ...]) -> dict[str, Reach]:
    """The reach of every comment that has a mark in the story, by comment."""
    reaches: dict[str, Reach] = {}
    _follow(blocks, reaches, set())
    return reaches


def _follow(blocks: Iterable[Block], reaches: dict[str, Reach], open_: set[str]) -> None:
    for block in blocks:
        if isinstance(block, Paragraph):
            _follow_paragraph(block, reaches, open_)
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    _follow(cell.blocks, reaches, open_)


def _follow_paragraph(paragraph: Paragraph, reaches: dict[str, Reach], open_: set[str]) -> None:
    for piece in paragraph.pieces:
        if isinstance(piece, CommentMark):
            reach = reaches.setdefault(piece.comment_id, Reach())
            if piece.kind == "start":
                reach.has_start = True
                open_.add(piece.comment_id)
            elif piece.kind == "end":
                reach.has_end = True
                open_.discard(piece.comment_id)
            else:
                reach.has_reference = True
        elif isinstance(piece, BoxMark):
            _follow(piece.blocks, reaches, open_)
        elif open_ and isinstance(piece, Run) and not piece.is_symbol:
            for comment_id in open_:
                reaches[comment_id].with_deleted.append(piece.text)
                if piece.in_accepted:
                    reaches[comment_id].accepted.append(piece.text)
    for comment_id in open_:
        reaches[comment_id].accepted.append("\n")


def read_comments(source: Source, reaches: Mapping[str, Reach]) -> tuple[WordComment, ...]:
    """All comments of the comments part in its order; one without a mark in the story has the range "none"."""
    root = source.tree("comments")
    if root is None:
        return ()
    reader = StoryReader(
        source.part("comments"), source.styles, source.schemes, source.targets(source.part("comments")),
        source.package.limits,
    )  # fmt: skip
    elements = [element for element in root if element.tag == WORD + "comment"]
    threads = _threads(source, elements)
    return tuple(_comment(element, reader, threads, reaches) for element in elements)


def _comment(
    element: Element, reader: StoryReader, threads: Mapping[str, Thread], reaches: Mapping[str, Reach]
) -> WordComment:
    ident = element.get(ID, "")
    reach = reaches.get(ident, Reach())
    thread = threads.get(ident, Thread())
    return WordComment(
        comment_id=ident,
        author=element.get(AUTHOR, ""),
        initials=element.get(WORD + "initials", ""),
        written_at=element.get(WORD + "date", ""),
        paragraphs=tuple(_lines(reader.read(element))),
        range=reach.kind,
        anchor=reach.words,
        anchor_with_deleted=reach.words_with_deleted,
        reply_to=thread.reply_to,
        root=thread.root,
        is_resolved=thread.is_resolved,
    )


def _lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield "".join(piece.text for piece in block.pieces if isinstance(piece, Run) and piece.in_accepted)
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from _lines(cell.blocks)


@dataclass(frozen=True, slots=True)
class Thread:
    """Where a comment stands in its thread."""

    reply_to: str = ""
    root: str = ""
    is_resolved: bool = False


def _threads(source: Source, elements: list[Element]) -> dict[str, Thread]:
    """Threads by comment, from either namespace; a reply to a missing comment stands alone."""
    root = source.tree("commentsExtended")
    if root is None:
        return {}
    by_paragraph = {_paragraph_id(element): element.get(ID, "") for element in elements}
    parents: dict[str, str] = {}
    resolved: set[str] = set()
    for namespace in COMMENT_THREADS:
        for entry in root.iter(namespace + "commentEx"):
            ident = by_paragraph.get(entry.get(namespace + "paraId", "").upper(), "")
            if not ident:
                continue
            parent = by_paragraph.get(entry.get(namespace + "paraIdParent", "").upper(), "")
            if parent and parent != ident:
                parents[ident] = parent
            if entry.get(namespace + "done") in ("1", "true"):
                resolved.add(ident)
    return {
        ident: Thread(parents.get(ident, ""), _root(ident, parents), ident in resolved)
        for ident in by_paragraph.values()
    }


def _root(ident: str, parents: Mapping[str, str]) -> str:
    """The first comment of the thread, "" for that one itself; a circle ends where it closes."""
    seen = {ident}
    step = ident
    while step in parents and parents[step] not in seen:
        step = parents[step]
        seen.add(step)
    return "" if step == ident else step


def _paragraph_id(comment: Element) -> str:
    """The identifier of the comment's last paragraph, by which threads refer to it."""
    paragraphs = list(comment.iter(P))
    attributes = paragraphs[-1].items() if paragraphs else []
    return next((str(value).upper() for name, value in attributes if local_name(name) == "paraId"), "")
