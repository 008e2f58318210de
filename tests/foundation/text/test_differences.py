"""Current wording against proposed wording."""

from __future__ import annotations

from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seko.foundation.text.differences import Op, difference

EQUAL, INSERT, DELETE = Op.EQUAL, Op.INSERT, Op.DELETE
words = st.lists(st.sampled_from(["рок", "дана", "пет", ",", ".", "\n", "1.204,5", " ", "  ", "и"]), max_size=15)


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("", "", []),
        ("рок", "рок", [(EQUAL, "рок")]),
        ("", "рок", [(INSERT, "рок")]),
        ("рок", "", [(DELETE, "рок")]),
        (
            "Рок је пет дана.",
            "Рок је петнаест дана.",
            [(EQUAL, "Рок је "), (DELETE, "пет"), (INSERT, "петнаест"), (EQUAL, " дана.")],
        ),
        (
            "Смањење отпада за 10 % до 2027.",
            "Смањење отпада за 15 % до 2028.",
            [
                (EQUAL, "Смањење отпада за "),
                (DELETE, "10"),
                (INSERT, "15"),
                (EQUAL, " % до "),
                (DELETE, "2027"),
                (INSERT, "2028"),
                (EQUAL, "."),
            ],
        ),
        (
            "пет радних дана",
            "најмање двадесет календарских недеља",
            [(DELETE, "пет радних дана"), (INSERT, "најмање двадесет календарских недеља")],
        ),
        (
            "број 1.204,5 динара",
            "број 1.205 динара",
            [(EQUAL, "број "), (DELETE, "1.204,5"), (INSERT, "1.205"), (EQUAL, " динара")],
        ),
        ("а  б", "в  г", [(DELETE, "а  б"), (INSERT, "в  г")]),
        ("а и б", "а и в и б", [(EQUAL, "а и "), (INSERT, "в и "), (EQUAL, "б")]),
        ("први.\nдруги.", "први.\nсредњи.\nдруги.", [(EQUAL, "први.\n"), (INSERT, "средњи.\n"), (EQUAL, "други.")]),
    ],
)
def test_difference(old: str, new: str, pieces: list[tuple[Op, str]]) -> None:
    assert difference(old, new) == pieces


def sides(old: str, new: str) -> tuple[str, str]:
    pieces = difference(old, new)
    return (
        "".join(piece.text for piece in pieces if piece.op is not INSERT),
        "".join(piece.text for piece in pieces if piece.op is not DELETE),
    )


@given(st.text(), st.text())
def test_both_texts_come_back(old: str, new: str) -> None:
    assert sides(old, new) == (old, new)


@given(words.map(" ".join), words.map(" ".join))
def test_pieces_are_joined_and_whole(old: str, new: str) -> None:
    assert sides(old, new) == (old, new)
    pieces = difference(old, new)
    assert all(piece.text for piece in pieces)
    assert all(a.op is not b.op for a, b in pairwise(pieces))
    assert difference(old, new) == pieces


def test_signs_of_private_use_are_only_signs() -> None:
    assert sides("а  \U000f0000 б", "а \U000f0000   б") == ("а  \U000f0000 б", "а \U000f0000   б")


def test_long_texts_take_no_longer_than_a_person_waits() -> None:
    old = " ".join(f"реч{n % 997}" for n in range(3_500))
    new = " ".join(f"реч{(n * 7) % 997}" for n in range(3_500))
    began = perf_counter()
    assert sides(old, new) == (old, new)
    assert perf_counter() - began < 3
