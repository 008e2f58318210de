"""Dividing runs where a comment's words begin and end, and wrapping words in tracked changes."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Sequence
from typing import Final

from lxml import etree

from seko.drafts.documents.model.markup import Element
from seko.drafts.documents.model.names import AUTHOR, DEL, DEL_TEXT, ID, INS, R_PR, WORD, P, R, T
from seko.drafts.documents.model.word.edits import edits
from seko.drafts.documents.model.word.tracing import Atom, letters_of, set_letters

_BREAK: Final = WORD + "br"
_TAB: Final = WORD + "tab"
_PLAIN: Final = frozenset((T, R_PR, _BREAK, _TAB, WORD + "noBreakHyphen"))


def run_from(atoms: list[Atom], offset: int) -> Element:
    """Return the run that begins with the letter at `offset`, divided from what stands before it."""
    at = next((place for place, atom in enumerate(atoms) if atom.end > offset), len(atoms) - 1)
    if offset > atoms[at].start and atoms[at].is_plain:
        _divide(atoms, at, offset)
        at += 1
    return _begin_run(atoms[at].element)


def run_until(atoms: list[Atom], offset: int) -> Element:
    """Return the run that ends before the letter at `offset`, divided from what stands behind it."""
    at = next((place for place in reversed(range(len(atoms))) if atoms[place].start < offset), 0)
    if offset < atoms[at].end and atoms[at].is_plain:
        _divide(atoms, at, offset)
    following = atoms[at].element.getnext()
    if following is not None:
        _begin_run(following)
    return _run_of(atoms[at].element)


def _run_of(element: Element) -> Element:
    run = element.getparent()
    if run is None:
        raise ValueError("an element of a run stands nowhere")
    return run


def _divide(atoms: list[Atom], at: int, offset: int) -> None:
    """Make two atoms of one, the second beginning at `offset`."""
    atom = atoms[at]
    letters = letters_of(atom.element)
    cut = atom.skipped + offset - atom.start
    second = etree.Element(T)
    set_letters(atom.element, letters[:cut])
    set_letters(second, letters[cut:])
    atom.element.addnext(second)
    atoms.insert(at + 1, Atom(second, offset, atom.end, 0, is_plain=True))
    atom.end = offset


def _begin_run(element: Element) -> Element:
    """Return the run of which the element is the first thing, divided from the one before it where need be."""
    run = _run_of(element)
    before = element.getprevious()
    if before is None or before.tag == R_PR:
        return run
    later = etree.Element(R, {str(name): str(value) for name, value in run.attrib.items()})
    about = run.find(R_PR)
    if about is not None:
        later.append(copy.deepcopy(about))
    following = [element, *element.itersiblings()]
    later.extend(following)
    run.addnext(later)
    return later


def change_words(atoms: list[Atom], start: int, end: int, wording: str, *, author: str, at: str, ident: int) -> bool:
    """Write as tracked changes that the letters from `start` to `end` give way to the wording, word by word where the
    two are alike; False where they are not plain words of one paragraph (a field, a link, a picture among them), and
    nothing is changed.

    `ident` and the numbers after it, twice as many as there are letters in both and two more, are free for the changes.
    """
    touched = [atom for atom in atoms if atom.start < end and atom.end > start]
    parents = {run.getparent() for run in {_run_of(atom.element) for atom in touched}}
    paragraph = next(iter(parents), None)
    if len(parents) != 1 or paragraph is None or paragraph.tag != P or not _are_plain(touched, start, end):
        return False
    old = "".join(_own_letters(atom, start, end) for atom in touched)
    # From behind: what stands before a change stays where it is.
    for edit in reversed(edits(old, wording)):
        ident = _change(atoms, start + edit.start, start + edit.end, edit.wording, author, at, ident)
    return True


def _own_letters(atom: Atom, start: int, end: int) -> str:
    """Return what a passage has of an atom within some letters; what is no letter of its own counts as a sign."""
    first, last = max(start, atom.start), min(end, atom.end)
    if not atom.is_plain or atom.element.tag != T:
        return "\n" * (last - first)
    at = atom.skipped - atom.start
    return letters_of(atom.element)[first + at : last + at]


def _change(atoms: list[Atom], start: int, end: int, wording: str, author: str, at: str, ident: int) -> int:
    """Write one change; return the number that is free after it."""
    if start == end:
        before = start > atoms[0].start
        run = run_until(atoms, start) if before else run_from(atoms, start)
        insertion = _insertion(run.find(R_PR), wording, author, at, ident)
        run.addnext(insertion) if before else run.addprevious(insertion)
        return ident + 1
    run_from(atoms, start)
    run_until(atoms, end)
    runs = list(dict.fromkeys(_run_of(atom.element) for atom in atoms if start <= atom.start and atom.end <= end))
    deleted = [_delete(run, author, at, ident + number) for number, run in enumerate(runs)]
    if wording:
        deleted[-1].addnext(_insertion(runs[0].find(R_PR), wording, author, at, ident + len(runs)))
    return ident + len(runs) + 1


def _are_plain(atoms: Sequence[Atom], start: int, end: int) -> bool:
    """Whether the atoms give all letters asked for, can be divided there, and stand in runs of nothing but words."""
    if not atoms or atoms[0].start > start or atoms[-1].end < end:
        return False
    joined = all(one.end == other.start for one, other in itertools.pairwise(atoms))
    divisible = all(atom.is_plain or (atom.start >= start and atom.end <= end) for atom in atoms)
    return joined and divisible and all(child.tag in _PLAIN for atom in atoms for child in _run_of(atom.element))


def _tracked(tag: str, author: str, at: str, ident: int) -> Element:
    return etree.Element(tag, {ID: str(ident), AUTHOR: author, WORD + "date": at})


def _delete(run: Element, author: str, at: str, ident: int) -> Element:
    deletion = _tracked(DEL, author, at, ident)
    run.addprevious(deletion)
    deletion.append(run)
    for text in run.findall(T):
        letters = letters_of(text)
        text.tag = DEL_TEXT
        set_letters(text, letters)
    return deletion


def _insertion(about: Element | None, wording: str, author: str, at: str, ident: int) -> Element:
    insertion = _tracked(INS, author, at, ident)
    run = etree.SubElement(insertion, R)
    if about is not None:
        run.append(copy.deepcopy(about))
    for number, line in enumerate(wording.split("\n")):
        if number:
            etree.SubElement(run, _BREAK)
        set_letters(etree.SubElement(run, T), line.replace("\t", " "))
    return insertion
