"""What papers give out, commented and filled in with LibreOffice, and brought back: every comment at its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from seko.outlets.papers.grids import form_grid
from seko.outlets.papers.tables import docx, xlsx
from seko.outlets.returns.models import ReturnedFile
from tests import factories as f
from tests.libreoffice import commented, convert, needs_libreoffice
from tests.outlets.papers.filling import filled_document, workbook
from tests.outlets.papers.planting import with_file
from tests.outlets.returns.returning import Returning, returning

pytestmark = [pytest.mark.django_db, needs_libreoffice]


@pytest.fixture
def back() -> Returning:
    return returning(version=with_file())


def found_in(found: ReturnedFile) -> list[tuple[str, str, str]]:
    """What was said, where, on which words."""
    rows = []
    for row in found.items.order_by("number"):
        segments = (row.anchor or {}).get("segments", ())
        place = segments[0]["place"] if segments else next(iter((row.anchor or {}).get("places", ())), "")
        rows.append((row.words, place, " ".join(each["exact"] for each in segments)))
    return rows


def test_the_draft_that_went_out_comes_back_with_its_comments(back: Returning, tmp_path: Path) -> None:
    path = tmp_path / "nacrt.docx"
    path.write_bytes(back.client.get(back.url("paper-draft-file")).content)
    said = {"чистијем ваздуху": "Који градови?", "28 станица": "Застарело.", "тридесет шест": "Дуго."}
    found = back.read(commented(path, said, tmp_path).read_bytes())

    places = ("1-1", "1-2", "1-3")
    assert found_in(found) == [(said[words], place, words) for words, place in zip(said, places, strict=True)]


@pytest.mark.parametrize(("format", "way"), [("xlsx", ("ods", "xlsx")), ("docx", ("odt", "docx"))])
def test_the_form_that_went_out_comes_back_filled_in(
    back: Returning, tmp_path: Path, format: str, way: tuple[str, ...]
) -> None:
    grid = form_grid(back.consultation, format, f.COMMENTING)
    row = ("1-2", "28 станица", "Застарело.\nДаље.", "34 станице", "По попису.")
    if format == "xlsx":
        content = workbook(xlsx.draw(grid), lambda sheet: _write(sheet, row))
    else:
        content = filled_document(docx.draw(grid), {0: row}, first="place")
    path = tmp_path / f"obrazac.{format}"
    path.write_bytes(content)
    for step, form in enumerate(way):
        into = tmp_path / str(step)
        into.mkdir()
        path = convert(path, form, into)
    found = back.read(path.read_bytes(), path.name)
    (item,) = found.items.all()

    assert found_in(found) == [("Застарело.\nДаље.", "1-2", "28 станица")]
    assert (item.proposed, item.reason) == ("34 станице", "По попису.")


def _write(sheet: object, row: tuple[str, ...]) -> None:
    for column, words in enumerate(row, start=2):
        sheet.cell(3, column).value = words  # type: ignore[attr-defined]
