"""A draft that goes out and comes back through LibreOffice: every mark kept, every comment at its words."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from seko.drafts.documents.model.cleaning import published_copy
from seko.drafts.documents.model.package import open_package
from seko.drafts.documents.model.passages import take
from seko.drafts.documents.model.reader import read_document
from seko.drafts.documents.model.word import marks
from seko.drafts.documents.model.word.drafting import Part, draft_out
from seko.drafts.documents.model.word.remarks import Agreed, Reach, Remark, Said
from tests.drafts.documents.model.builder import docx, p, par, r, tbl, tr
from tests.drafts.documents.model.word.test_drafting import parts_of, words_of
from tests.libreoffice import commented, convert, needs_libreoffice
from tests.shared import CORPUS, needs_corpus

pytestmark = needs_libreoffice
AT = "2027-03-01T10:00:00"
STATED = {marks.CONSULTATION: "nacrt-2027", marks.VERSION: "f" * 64}
TEXT = docx(
    p("План за воду", "Heading1")
    + par(r("Мрежа мерних станица има "), r("28 станица", "<w:b/>"), r(" у 2017. години, šest u Čačku."))
    + par('<w:r><w:t>Прва</w:t><w:br/><w:t xml:space="preserve">друга </w:t><w:tab/><w:t>трећа</w:t></w:r>')
    + tbl(tr("Показатељ", "Циљна вредност"), tr("Број станица", "34 (2022)"))
    + p("Пројекат траје тридесет шест месеци.")
)
FORMS = (("docx",), ("odt", "docx"))
# Of those that LibreOffice itself opens whole: tables, lists, notes, forms, tracked changes, both scripts.
FILES = (
    *("kitchen-sink-english.docx", "minutes-latin-diacritics.docx", "cyrillic-plan-report-table.docx"),
    *("form-merged-cells-footnote.docx", "tracked-everything.docx", "rtl-hebrew-table.docx"),
)


def placed(data: bytes) -> Counter[tuple[str, tuple[str, ...], str]]:
    """Who said what on which words."""
    document = read_document(data)
    taken = take(document)
    texts = [each.text for each in taken.passages]
    return Counter(
        (comment.author, comment.paragraphs, "\n".join(texts[e.passage][e.start : e.end] for e in place.stretches))
        for comment, place in zip(document.comments, taken.comments, strict=True)
    )


def marked(data: bytes) -> marks.Marks:
    """What the file says of itself."""
    return marks.Marks.read(open_package(data))


def on_words(parts: list[Part], seed: str, count: int = 30) -> list[Remark]:
    """Comments on some letters of some parts, each with an answer."""
    chance = Random(seed)
    candidates = [part for part in parts if part.kind != "table_row" and len(part.text) > 12]
    found = []
    for number in range(count if candidates else 0):
        part = chance.choice(candidates)
        start = chance.randrange(len(part.text) - 8)
        end = start + chance.randrange(3, 8)
        quote = part.text[start:end]
        if quote == quote.strip() and not {"\n", "\ufffc"} & set(quote):
            said = Said("Удружење „Река“", AT, (f"А-{number:04d}", "Треба јасније."))
            reply = Said("Министарство", AT, ("Прихваћено", f"Одговор {number}."))
            found.append(Remark(said, (Reach(part.order, start, end),), (quote,), replies=(reply,)))
    return found


def through(data: bytes, forms: tuple[str, ...], folder: Path) -> bytes:
    """The file as it comes back from LibreOffice, by way of the forms."""
    path = folder / "nacrt.docx"
    path.write_bytes(data)
    for step, form in enumerate(forms):
        into = folder / str(step)
        into.mkdir()
        path = convert(path, form, into)
    return path.read_bytes()


@pytest.mark.parametrize("forms", FORMS, ids="-".join)
def test_a_draft_with_comments_comes_back_whole(forms: tuple[str, ...], tmp_path: Path) -> None:
    parts = parts_of(TEXT)
    agreed = [Agreed(Reach(1, 25, 27), "34", "Министарство", AT)]
    out = draft_out(TEXT, parts, STATED, on_words(parts, "draft"), agreed).content
    back = through(out, forms, tmp_path)

    assert len(placed(out)) > 20
    assert placed(back) == placed(out)
    assert (marked(back), len(marked(out).orders)) == (marked(out), 8)
    assert words_of(back, "rejected") == words_of(TEXT)
    assert "34 станица" in words_of(back)[1]


def test_comments_made_in_libreoffice_stand_at_their_words(tmp_path: Path) -> None:
    said = {"28 станица": "Застарело.", "šest": "Pet.", "34 (2022)": "Мало.", "тридесет шест": "Дуго."}
    path = tmp_path / "nacrt.docx"
    path.write_bytes(draft_out(TEXT, parts_of(TEXT), STATED).content)
    back = commented(path, said, tmp_path).read_bytes()

    assert {quote: "".join(lines) for _author, lines, quote in placed(back)} == said
    assert marked(back) == marked(path.read_bytes())


@needs_corpus
@pytest.mark.parametrize("name", FILES)
def test_files_of_the_corpus_come_back_whole(name: str, tmp_path: Path) -> None:
    original = (CORPUS / "docx" / name).read_bytes()
    parts = parts_of(original)
    out = draft_out(published_copy(original, "accepted"), parts, STATED, on_words(parts, name)).content
    back = through(out, ("docx",), tmp_path)

    assert placed(back) == placed(out)
    assert marked(back) == marked(out)
