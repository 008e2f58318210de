"""From where in a Word file the letters of each passage come.

Probes are set into a copy of the text's tree, where the reader takes them for marks of comments and carries them along
to the finished passages; so what a passage is stands in the reader alone and is not said here again.
"""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from lxml import etree

from seko.drafts.documents.model.markup import Element
from seko.drafts.documents.model.names import COMMENT_REFERENCE, ID, P_PR, R_PR, WORD, P, R, T
from seko.drafts.documents.model.package import Package
from seko.drafts.documents.model.passages import follow_marks
from seko.drafts.documents.model.reader import read_source
from seko.drafts.documents.model.source import source_of
from seko.drafts.documents.model.structure import CommentMark, Passage

_NOTES: Final = {WORD + "footnoteReference": "f", WORD + "endnoteReference": "e"}
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_TO_SPACE: Final = str.maketrans("\t\r\n", "   ")


# Where a probe came to stand: the passage (-1: in none) and the offset in it.
Places: TypeAlias = dict[int, tuple[int, int]]


@dataclass(slots=True)
class Atom:
    """An element of a run that gives the letters of a passage from `start` up to `end`.

    `skipped` letters of its own stand before these (white space at the passage's beginning). Only one that `is_plain`
    may be divided: its letters are those of the passage, one by one.
    """

    element: Element
    start: int
    end: int
    skipped: int = 0
    is_plain: bool = False


@dataclass(frozen=True, slots=True)
class Extent:
    """The first and the last paragraph of a passage."""

    first: Element
    last: Element


@dataclass(slots=True)
class Trace:
    """What was found: the passages as the reader gives them, their letters' elements in order, their paragraphs.

    Passages of notes and of text boxes have neither; `notes` holds the element of the text that refers to a note.
    """

    passages: tuple[Passage, ...]
    atoms: dict[int, list[Atom]] = field(default_factory=dict)
    extents: dict[int, Extent] = field(default_factory=dict)
    notes: dict[str, Element] = field(default_factory=dict)


def letters_of(element: Element) -> str:
    """Return the letters of a `w:t` as the reader takes them."""
    text = element.text or ""
    if element.get(_SPACE) != "preserve":
        text = text.strip(" \t\r\n")
    return text.translate(_TO_SPACE)


def set_letters(element: Element, letters: str) -> None:
    """Give a `w:t` these letters, its blanks kept."""
    element.text = letters
    element.set(_SPACE, "preserve")


def trace(package: Package, root: Element) -> Trace:
    """Return where the passages of the main part's tree come from; the tree stays as it is. Raises Refused."""
    twin = copy.deepcopy(root)
    probes = _Probes()
    paragraphs: list[tuple[Element, int]] = []
    children: list[tuple[Element, int, int]] = []
    pairs = list(zip(root.iter(P, R), twin.iter(P, R), strict=True))
    for element, other in pairs:
        if element.tag == P:
            paragraphs.append((element, probes.within(other)))
        else:
            children += probes.between(element, other)
    follower = _Follower()
    passages = follow_marks(read_source(source_of(package, twin, is_strict=False)), follower)
    found = Trace(passages)
    # What stands inside a run (a text box, a ruby) can hold no mark and no comment of its own.
    inner = {each for run in root.iter(R) for each in run.iterdescendants(P, R)}
    _take_paragraphs(found, paragraphs, follower.places, inner)
    _take_letters(found, children, follower.places, inner)
    return found


def _take_paragraphs(
    found: Trace, paragraphs: Iterable[tuple[Element, int]], places: Places, inner: Collection[Element]
) -> None:
    for element, probe in paragraphs:
        passage = places.get(probe, (-1, 0))[0]
        if passage < 0 or element in inner:
            continue
        known = found.extents.get(passage)
        found.extents[passage] = Extent(known.first if known else element, element)


def _take_letters(
    found: Trace, children: Iterable[tuple[Element, int, int]], places: Places, inner: Collection[Element]
) -> None:
    for element, before, after in children:
        if element.getparent() in inner:
            continue
        if element.tag in _NOTES:
            found.notes.setdefault(_NOTES[str(element.tag)] + element.get(ID, ""), element)
        passage, start = places.get(before, (-1, 0))
        end = places.get(after, (-1, 0))[1]
        if passage in found.extents and start < end:
            found.atoms.setdefault(passage, []).append(_atom(element, found.passages[passage], start, end))


def _atom(element: Element, passage: Passage, start: int, end: int) -> Atom:
    """Return the atom of an element between two probes; the line's end before it is not its own."""
    letters = letters_of(element) if element.tag == T else ""
    own = passage.text[start:end]
    if len(own) > 1 and own.startswith("\n") and not letters.startswith("\n"):
        start, own = start + 1, own[1:]
    at = letters.find(own)
    is_plain = bool(own) and at >= 0 and not letters[:at].strip() and not letters[at + len(own) :].strip()
    return Atom(element, start, end, at if is_plain else 0, is_plain)


class _Probes:
    """Sets the probes: references to comments that there are not, numbered in their order."""

    def __init__(self) -> None:
        self._last = -1

    def _next(self) -> tuple[Element, int]:
        self._last += 1
        return etree.Element(COMMENT_REFERENCE, {ID: str(self._last)}), self._last

    def within(self, paragraph: Element) -> int:
        """Set a probe at the beginning of a paragraph."""
        run = etree.Element(R)
        probe, number = self._next()
        run.append(probe)
        paragraph.insert(1 if paragraph.find(P_PR) is not None else 0, run)
        return number

    def between(self, run: Element, twin: Element) -> list[tuple[Element, int, int]]:
        """Set probes before and after each element of a run; return the elements with their two probes."""
        found = []
        probe, before = self._next()
        waiting = list(zip(run, list(twin), strict=True))
        content = [(own, other) for own, other in waiting if own.tag != R_PR]
        if not content:
            return []
        content[0][1].addprevious(probe)
        for own, other in content:
            probe, after = self._next()
            other.addnext(probe)
            found.append((own, before, after))
            before = after
        return found


class _Follower:
    """Takes down where each probe came to stand: the passage (-1: none) and the offset in it."""

    def __init__(self) -> None:
        self.places: Places = {}

    def follow(self, marks: Iterable[tuple[int, CommentMark]], passage: int | None, length: int, *, near: int) -> None:
        """Take the marks of one passage."""
        for offset, mark in marks:
            self.places[int(mark.comment_id)] = (-1 if passage is None else passage, offset)
