"""The document of a memorandum: the same words in every format, the same bytes for the same memorandum."""

from __future__ import annotations

import io
from datetime import date

import docx
import pypdf
import pytest

from seko.drafts.memoranda import actions
from seko.drafts.memoranda.compiling import FORMS, compile_memorandum
from seko.foundation.rendering.formats import render
from seko.foundation.rendering.settle import fingerprint
from seko.foundation.workflow import second
from tests import factories as f
from tests.drafts.memoranda import agreeing as a

pytestmark = pytest.mark.django_db

SAID = {
    "sr": ("Обавезе државне стране", "Одговор на сваки коментар.", "(мери се: Одговори дати у року)", "Весна Весић"),
    "sr-latn": (
        "Obaveze državne strane",
        "Odgovor na svaki komentar.",
        "(meri se: Odgovori dati u roku)",
        "Vesna Vesić",
    ),
    "en": (
        "Obligations of the state side",
        "An answer to every comment.",
        "(measured: Answers given in time)",
        "Весна",
    ),
}


def words_of(data: bytes, format: str) -> str:
    """Return the words of a file on one line."""
    if format == "pdf":
        pages = pypdf.PdfReader(io.BytesIO(data)).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())
    read = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*(each.text for each in read.paragraphs), *cells]).split())


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_it_says_parties_obligations_term_and_places_to_sign(form: str, format: str) -> None:
    memorandum = a.offered(a.Cast())

    said = words_of(render(compile_memorandum(memorandum, form), format).content, format)

    assert [words for words in SAID[form] if words not in said] == []


def test_the_text_of_the_chosen_document_stands_in_it() -> None:
    memorandum = a.prepared(a.Cast(), text=f.a_version(("Члан 1. Предмет сарадње.", "Члан 2. Размена информација.")))

    said = words_of(render(compile_memorandum(memorandum, "sr"), "docx").content, "docx")

    assert "Члан 1. Предмет сарадње." in said


def test_the_same_memorandum_gives_the_same_bytes() -> None:
    memorandum = a.offered(a.Cast())

    for format in ("pdf", "docx"):
        assert a.document(memorandum) == a.document(memorandum)
        first, again = (render(compile_memorandum(memorandum, "sr"), format).content for _ in range(2))
        assert first == again


def test_what_comes_after_the_offer_does_not_change_it() -> None:
    cast = a.Cast()
    memorandum = a.offered(cast)
    before = {form: fingerprint(compile_memorandum(memorandum, form)) for form in FORMS}
    a.plain_check(memorandum, cast)
    a.noted(memorandum, cast)
    proposed = actions.propose_in_force(memorandum, reason="Потписано.", by=cast.ministry, now=a.IN_FORCE)
    memorandum = second.confirm(proposed, by=cast.second, now=a.IN_FORCE)
    actions.renew_memorandum(
        memorandum, on=date(2027, 3, 5), until=date(2030, 1, 1), basis="Анекс", by=cast.ministry, now=a.IN_FORCE
    )
    memorandum.refresh_from_db()

    assert {form: fingerprint(compile_memorandum(memorandum, form)) for form in FORMS} == before
