"""What is said of a draft as its Word file has it: comments, the answers under them, the agreed wording."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from seko.foundation.rendering.clean import clean

COMMENTS_PART: Final = "word/comments.xml"
COMMENTS_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
COMMENTS_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
THREADS_PART: Final = "word/commentsExtended.xml"
THREADS_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
THREADS_RELATION: Final = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w14 w15"'
)
# Identifiers of paragraphs are below 0x80000000 (MS-DOCX 2.6.2.3); these begin where no other program's would.
_FIRST_PARAGRAPH: Final = 0x5E400000
_INITIAL: Final = re.compile(r"\w")
_INITIALS: Final = 3


@dataclass(frozen=True, slots=True)
class Reach:
    """Letters of a passage of the version, by its order; `end` 0: the whole of it."""

    order: int
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody's words at a time (`at` as Word writes it: local, without a zone)."""

    author: str
    at: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment to be written: on the letters of `reaches`, or behind them where something `is_missing` there; without
    any it stands at the title.

    `quotes` are the words of each reach, put at its head where it cannot stand on them.
    """

    said: Said
    reaches: tuple[Reach, ...] = ()
    quotes: tuple[str, ...] = ()
    is_missing: bool = False
    replies: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed to stand instead of the letters of `reach`, under whose name and since when."""

    reach: Reach
    wording: str
    author: str
    at: str


@dataclass(frozen=True, slots=True)
class Written:
    """A remark that found its place. `quotes` is put at its head; `ids` are the comment's and its replies'."""

    remark: Remark
    ids: tuple[int, ...]
    quotes: tuple[str, ...]

    def thread(self) -> Iterator[tuple[int, Said]]:
        """The comment and its replies, with their identifiers."""
        said = self.remark.said
        head = tuple(f"„{quote}“" for quote in self.quotes)
        first = Said(said.author, said.at, (*said.lines[:1], *head, *said.lines[1:]))
        yield from zip(self.ids, (first, *self.remark.replies), strict=True)


def comments_part(written: Sequence[Written]) -> bytes:
    """Return the part with the comments and their replies."""
    comments = "".join(_comment(ident, said) for each in written for ident, said in each.thread())
    return f"{_HEAD}<w:comments {_SPACES}>{comments}</w:comments>".encode()


def threads_part(written: Sequence[Written]) -> bytes:
    """Return the part that says which comment answers which."""
    lines = []
    for each in written:
        first, *replies = each.ids
        lines.append(f'<w15:commentEx w15:paraId="{_paragraph(first)}" w15:done="0"/>')
        lines += [
            f'<w15:commentEx w15:paraId="{_paragraph(reply)}" w15:paraIdParent="{_paragraph(first)}" w15:done="0"/>'
            for reply in replies
        ]
    return f"{_HEAD}<w15:commentsEx {_SPACES}>{''.join(lines)}</w15:commentsEx>".encode()


def _paragraph(ident: int) -> str:
    return f"{_FIRST_PARAGRAPH + ident:08X}"


def _comment(ident: int, said: Said) -> str:
    lines = [line for text in said.lines for line in clean(text).split("\n")] or [""]
    last = len(lines) - 1
    paragraphs = "".join(
        f"<w:p{_named(ident) if number == last else ''}>"
        f'<w:r><w:t xml:space="preserve">{escape(line, quote=False)}</w:t></w:r></w:p>'
        for number, line in enumerate(lines)
    )
    author, initials = escape(clean(said.author)), escape(_initials(said.author))
    return (
        f'<w:comment w:id="{ident}" w:author="{author}" w:date="{said.at}" w:initials="{initials}">'
        f"{paragraphs}</w:comment>"
    )


def _named(ident: int) -> str:
    return f' w14:paraId="{_paragraph(ident)}" w14:textId="77777777"'


def _initials(author: str) -> str:
    found = [letter.group().upper() for word in author.split() if (letter := _INITIAL.search(word))]
    return "".join(found[:_INITIALS])
