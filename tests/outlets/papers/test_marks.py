"""The hidden keys of tables that go out: each is read as it was written, nothing else is."""

from __future__ import annotations

from uuid import UUID

import pytest

from seko.outlets.papers import marks
from seko.outlets.papers.marks import Key, Stated, Table


@pytest.mark.parametrize(
    "stated",
    [
        Stated(Table.COMMENTS, "nacrt-2027"),
        Stated(Table.ANSWERS, "ipa_iii", "5d1c2f7e-0000-4000-8000-000000000001"),
        Stated(Table.COMMENT_FORM, "a1", form=2),
    ],
)
def test_a_table_says_what_it_is(stated: Stated) -> None:
    assert marks.read_stated(f" {stated}\n") == stated


@pytest.mark.parametrize("text", ["", "seko", "seko 1 budget a1 -", "seko x answers a1 -", "seko 1 answers А1 -"])
def test_another_cell_says_nothing(text: str) -> None:
    assert marks.read_stated(text) is None


POINT = UUID(int=2**128 - 1)


@pytest.mark.parametrize(("revision", "read"), [(0, 0), (12, 12), (10_000, 9_999)])
def test_a_point_and_its_revision_are_read_from_the_key_of_a_row(revision: int, read: int) -> None:
    assert marks.read_point_key(marks.point_key(POINT, revision)) == (POINT, read)


@pytest.mark.parametrize("key", ["", "f" * 32, "f" * 31 + "_1", "F" * 32 + "_1", "f" * 32 + "_-1", "f" * 32 + "_٣"])
def test_another_key_is_no_point(key: str) -> None:
    assert marks.read_point_key(key) is None


def test_columns_and_rows_are_read_from_their_bookmarks() -> None:
    assert [marks.column_of(marks.column_mark(key)) for key in Key] == list(Key)
    assert marks.row_of(marks.row_mark("f" * 32)) == "f" * 32
    assert max(len(marks.row_mark(marks.point_key(POINT, 10_000))), *(len(marks.column_mark(key)) for key in Key)) <= 40
    assert (marks.column_of("_c_other"), marks.column_of("words"), marks.row_of("_s_1")) == (None, None, "")


@pytest.mark.parametrize("words", ["Индикатор 1 · излаз", "", "реч " * 90])
def test_a_place_is_read_from_what_was_chosen(words: str) -> None:
    assert marks.place_of(marks.place_choice("2.1-17.3", words)) == "2.1-17.3"


def test_a_place_may_be_typed_alone() -> None:
    assert marks.place_of(" 1.1-3 ") == "1.1-3"
