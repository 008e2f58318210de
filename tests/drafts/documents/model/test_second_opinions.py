"""Two converters of other people see the same text; where they do not, the reason is known and stands here."""

from __future__ import annotations

import io
import re

import mammoth
import pytest
from docx2python import docx2python

from seko.drafts.documents.model.inspection import inspect, story_text
from seko.drafts.documents.model.reader import read_document
from tests.shared import CORPUS, needs_corpus

# Only letters are compared: white space, list labels and marks for links and pictures are each converter's own.
_LETTERS = re.compile(r"[^\W\d_]+")
_MARKS = re.compile(r"<a href=[^>]*>|</?\w+>|----\w+----|(?:foot|end)note\d+\)|media/\S+")

# Mammoth gives the letters of symbol fonts, which the facts leave out: the report has eight.
_SYMBOLS = {"long-un-report-54-footnotes.docx": 8}
# docx2python adds: merged cells once for each cell they cover, labels of lists, page headers, notes, the descriptions
# of pictures, unfilled controls, and in one file the cells of a row that was moved. It must never know a letter less.
_ADDED_BY_DOCX2PYTHON = {
    "cyrillic-macros-many-fields.docm",
    "form-merged-cells-footnote.docx",
    "kitchen-sink-english.docx",
    "long-un-report-54-footnotes.docx",
    "minutes-latin-diacritics.docx",
    "nested-tables-us-federal-notice.docx",
    "rtl-hebrew-table.docx",
    "template-84-headings-sdt-toc.dotx",
    "tracked-everything.docx",
}
_FILES = sorted(path.name for path in (CORPUS / "docx").glob("*.do[ct]*")) if CORPUS.is_dir() else []
_READABLE = [name for name in _FILES if not name.startswith(("hostile", "encrypted"))]


def _letters(text: str) -> str:
    return "".join(_LETTERS.findall(text))


def _ours(data: bytes) -> str:
    return _letters(story_text(read_document(data, allow_macros=True).blocks, accepted=True))


def _is_contained(ours: str, theirs: str) -> bool:
    """Whether all our letters stand in the other text in our order, other letters between them or not."""
    letters = iter(theirs)
    return all(letter in letters for letter in ours)


@needs_corpus
@pytest.mark.parametrize("name", _READABLE)
def test_mammoth(name: str) -> None:
    data = (CORPUS / "docx" / name).read_bytes()
    theirs = _letters(mammoth.extract_raw_text(io.BytesIO(data)).value)
    ours = _ours(data)
    if name in _SYMBOLS:
        assert (len(theirs) - len(ours), _is_contained(ours, theirs)) == (_SYMBOLS[name], True)
    else:
        assert theirs == ours


@needs_corpus
@pytest.mark.parametrize("name", _READABLE)
def test_docx2python(name: str) -> None:
    data = (CORPUS / "docx" / name).read_bytes()
    with docx2python(io.BytesIO(data)) as found:
        theirs = _letters(_MARKS.sub(" ", found.text))
    ours = _ours(data)
    assert (theirs == ours, _is_contained(ours, theirs)) == (name not in _ADDED_BY_DOCX2PYTHON, True)


@needs_corpus
def test_the_story_is_what_the_facts_count() -> None:
    data = (CORPUS / "docx" / "cyrillic-plan-report-table.docx").read_bytes()
    text = "".join(story_text(read_document(data).blocks, accepted=True).split())
    assert len(text) == inspect(data)["text_without_spaces"]["accepted_chars"] == 1956
