"""Traces of several offices' work: tracked changes, one move, comments in the margin."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime
from itertools import count, pairwise
from pathlib import Path
from typing import Any, Final

from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml.etree import _Element

from seko.demo.word.markup import element, run, text_of

TRACES: Final = Path(__file__).parents[1] / "content" / "traces.json"
# Ids of changes stay clear of those of comments and footnotes.
_FIRST_ID: Final = 9000


class TraceError(LookupError):
    """A trace names words that the document does not have, or has twice."""


def leave_traces(document: Document) -> None:
    """Writes the traces of the content file into the document; raises TraceError where a place is not found."""
    traces: dict[str, Any] = json.loads(TRACES.read_text(encoding="utf-8"))
    body: _Element = document.element.body
    for comment in traces["comments"]:
        _comment(document, body, comment)
    ids = count(_FIRST_ID)
    for edit in traces["edits"]:
        _edit(body, edit, ids)
    _move(body, traces["move"], ids)


def _edit(body: _Element, edit: dict[str, str], ids: Iterator[int]) -> None:
    host = _paragraph_with(body, edit["at"])
    who = {"author": edit["by"], "date": edit["on"]}
    inserted = element("w:ins", run(edit["new"]), id=next(ids), **who) if edit["new"] else None
    if not edit["old"]:
        if inserted is not None:
            host.append(inserted)
        return
    runs = _isolate(host, edit["old"])
    deleted = element("w:del", id=next(ids), **who)
    runs[0].addprevious(deleted)
    for struck in runs:
        _mark_deleted(struck)
        deleted.append(struck)
    if inserted is not None:
        deleted.addnext(inserted)


def _mark_deleted(struck: _Element) -> None:
    for shown in list(struck.iter(qn("w:t"))):
        struck.replace(shown, text_of(shown.text or "", deleted=True))


def _move(body: _Element, move: dict[str, str], ids: Iterator[int]) -> None:
    """Moves a whole paragraph: its old place is marked as left, its new one as entered, both under one name."""
    source = _paragraph_with(body, move["at"])
    target = _paragraph_with(body, move["before"])
    copy = deepcopy(source)
    target.addprevious(copy)
    who = {"author": move["by"], "date": move["on"]}
    for host, kind in ((source, "moveFrom"), (copy, "moveTo")):
        _wrap_moved(host, kind, who, ids)


def _wrap_moved(host: _Element, kind: str, who: dict[str, str], ids: Iterator[int]) -> None:
    properties = host.find(qn("w:pPr"))
    if properties is None:
        raise TraceError(kind)
    properties.append(element("w:rPr", element(f"w:{kind}", id=next(ids), **who)))
    moved = element(f"w:{kind}", *[child for child in host if child is not properties], id=next(ids), **who)
    number = next(ids)
    begin = element(f"w:{kind}RangeStart", id=number, **who, name="move1")
    host.extend([begin, moved, element(f"w:{kind}RangeEnd", id=number)])


def _comment(document: Document, body: _Element, comment: dict[str, str]) -> None:
    host = _host_of_words(body, comment["at"], comment["words"])
    runs: list[Any] = _isolate(host, comment["words"])
    wrapped = [Run(found, Paragraph(found.getparent(), document)) for found in runs]
    made = document.add_comment(wrapped, comment["text"], comment["by"], comment["initials"])
    made._comment_elm.set(qn("w:date"), datetime.fromisoformat(comment["on"]).astimezone(UTC).strftime("%FT%TZ"))


def _paragraph_with(body: _Element, start: str) -> _Element:
    found = [host for host in body.iter(qn("w:p")) if start in _shown(host)]
    if not found:
        raise TraceError(start)
    return found[0]


def _host_of_words(body: _Element, at: str, words: str) -> _Element:
    """The paragraph that begins so or, in a table, the paragraph with the words in the row that begins so."""
    host = _paragraph_with(body, at)
    if words in _shown(host):
        return host
    row = next((above for above in host.iterancestors(qn("w:tr"))), None)
    if row is None:
        raise TraceError(words)
    return next(other for other in row.iter(qn("w:p")) if words in _shown(other))


def _shown(host: _Element) -> str:
    return "".join(found.text or "" for found in host.iter(qn("w:t")))


def _isolate(host: _Element, words: str) -> list[_Element]:
    """Cuts the paragraph's runs so that some of them hold exactly these words; gives those runs."""
    begin = _shown(host).find(words)
    if begin < 0:
        raise TraceError(words)
    end = begin + len(words)
    place = 0
    isolated: list[_Element] = []
    for found in [one for one in host.iter(qn("w:r")) if one.find(qn("w:t")) is not None]:
        length = len(_shown(found))
        cuts = [cut - place for cut in (begin, end) if place < cut < place + length]
        for piece in _cut(found, cuts):
            if begin <= place < end:
                isolated.append(piece)
            place += len(_shown(piece))
    return isolated


def _cut(found: _Element, cuts: list[int]) -> list[_Element]:
    text = _shown(found)
    edges = [0, *cuts, len(text)]
    pieces = [found, *(deepcopy(found) for _ in cuts)]
    for earlier, later in pairwise(pieces):
        earlier.addnext(later)
    for piece, begin, end in zip(pieces, edges, edges[1:], strict=False):
        shown = piece.find(qn("w:t"))
        if shown is not None:
            piece.replace(shown, text_of(text[begin:end]))
    return pieces
