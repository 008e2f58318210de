"""One line of a registry for each format; the same model gives the same bytes in all of them."""

from __future__ import annotations

import pytest

from seko.foundation.rendering.columns import Column, Kind
from seko.foundation.rendering.formats import FORMATS, LISTS, render, render_list
from tests.foundation.rendering.sample import MADE_AT, sample

MAGIC = {"html": b"<!DOCTYPE html>", "docx": b"PK\x03\x04", "pdf": b"%PDF-1.7", "xlsx": b"PK\x03\x04"}


def test_the_four_formats() -> None:
    assert list(FORMATS) == ["html", "docx", "pdf", "xlsx"]


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_gives_its_own_file_twice_alike(name: str) -> None:
    first, second = render(sample("sr", 6), name), render(sample("sr", 6), name)
    assert first == second
    assert (first.extension, first.content[: len(MAGIC[name])]) == (name, MAGIC[name])


@pytest.mark.parametrize(
    ("name", "start", "media_type"),
    [
        ("csv", "Реч\r\nда\r\n".encode(), "text/csv; charset=utf-8"),
        ("csv-excel", "\ufeffРеч\r\nда\r\n".encode(), "text/csv; charset=utf-8"),
        ("json", '[\n{"word": "да"}\n]\n'.encode(), "application/json"),
        ("xlsx", b"PK\x03\x04", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_a_list_goes_out_in_each_of_its_formats(name: str, start: bytes, media_type: str) -> None:
    columns: list[Column[str]] = [Column("word", "Реч", Kind.TEXT, lambda row: row)]
    listed = render_list(columns, ["да"], name, title="Речи", made_at=MADE_AT)
    assert (listed.content[: len(start)], listed.media_type) == (start, media_type)
    assert name in LISTS


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(KeyError):
        render(sample("sr"), "odt")
    with pytest.raises(KeyError):
        render_list([Column("a", "А", Kind.TEXT, str)], [1], "ods", title="А", made_at=MADE_AT)
