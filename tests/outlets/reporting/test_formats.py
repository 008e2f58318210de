"""What people typed stands in every format as they typed it: no template, mark-up or formula of it acts."""

from __future__ import annotations

import pytest

from seko.dialogue.consultations.models import Consultation
from seko.foundation.rendering.formats import render
from seko.foundation.rendering.report import Report
from seko.foundation.text.scripts import to_latin
from seko.outlets.reporting.compiling import compile_report
from tests.outlets.reporting.conftest import FORMULA, REPORTED, TYPED, Year
from tests.outlets.reporting.reading import cells_of_xlsx, words_of_docx, words_of_pdf

pytestmark = pytest.mark.django_db
ANSWER = f"Одговор: {TYPED}"


def compiled(year: Year, form: str) -> Report:
    read = Consultation.objects.select_related("version__document__institution").get(pk=year.consultation.pk)
    return compile_report(read, form, REPORTED)


def shown(text: str, form: str) -> str:
    return to_latin(text) if form == "sr-latn" else text


@pytest.mark.bad_input(57)
def test_docx_opens_again_with_the_words_as_typed(year: Year, language: str) -> None:
    words = words_of_docx(render(compiled(year, language), "docx").content)

    assert {text: shown(text, language) in words for text in (TYPED, ANSWER, FORMULA)} == {
        TYPED: True,
        ANSWER: True,
        FORMULA: True,
    }


@pytest.mark.bad_input(57)
def test_xlsx_opens_again_with_the_words_as_typed(year: Year, language: str) -> None:
    cells = list(cells_of_xlsx(render(compiled(year, language), "xlsx").content))
    values = [cell.value for cell in cells]

    assert [values.count(shown(text, language)) for text in (TYPED, ANSWER, FORMULA)] == [1, 1, 1]
    assert {cell.data_type for cell in cells if cell.value == FORMULA} == {"s"}
    assert not [cell for cell in cells if cell.data_type == "f"]


@pytest.mark.bad_input(57)
def test_pdf_holds_the_words_as_typed(year: Year, language: str) -> None:
    words = words_of_pdf(render(compiled(year, language), "pdf").content)
    wanted = ["".join(shown(text, language).split()) for text in (TYPED, ANSWER)]

    # A word may be divided at the end of a line: the hyphens of both are left out.
    bare = words.replace("-", "")
    assert [text.replace("-", "") in bare for text in wanted] == [True, True]


@pytest.mark.bad_input(57)
def test_html_escapes_the_words(year: Year, language: str) -> None:
    page = render(compiled(year, language), "html").content.decode()
    escaped = shown(TYPED, language).replace("<", "&lt;").replace(">", "&gt;")

    assert page.count(escaped) == 2
    assert "<script" not in page
