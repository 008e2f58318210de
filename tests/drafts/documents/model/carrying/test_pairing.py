"""Two drafts beside each other: what was kept, changed, moved, split, joined, removed, added; tables cell by cell."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from seko.drafts.documents.model.carrying import Block, Carrier
from seko.drafts.documents.model.carrying.pairing import Change, Pair, pair_blocks
from tests.drafts.documents.model.carrying.test_carry import AIR, DRAFT, NATURE, TABLE, WASTE, WATER, blocks, rows

ONE, OTHER = WASTE.split(" и одређују ")
PARTS = (f"{ONE}.", f"Оне одређују {OTHER}")


def pairs(old: Sequence[Block], new: Sequence[Block]) -> list[Pair]:
    return pair_blocks(Carrier(old, new))


def said(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, tuple[int, ...], tuple[int, ...], bool]]:
    return [(each.change.value, each.old, each.new, each.is_moved) for each in pairs(blocks(old), blocks(new))]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (DRAFT, []),
        ((AIR, WATER.replace("два", "три"), WASTE, NATURE), [("changed", (1,), (1,), False)]),
        ((AIR, WATER, NATURE), [("removed", (2,), (), False)]),
        ((WATER, WASTE, NATURE), [("removed", (0,), (), False)]),
        ((AIR, "Сасвим нов став о буци.", *DRAFT[1:]), [("added", (), (1,), False)]),
        ((AIR, WATER, *PARTS, NATURE), [("split", (2,), (2, 3), False)]),
        ((f"{AIR} {WATER}", WASTE, NATURE), [("joined", (0, 1), (0,), False)]),
        ((NATURE, AIR, WATER, WASTE), [("same", (3,), (0,), True)]),
        ((NATURE.replace("води", "чува"), AIR, WATER, WASTE), [("changed", (3,), (0,), True)]),
        ((), [("removed", (number,), (), False) for number in range(4)]),
    ],
    ids=[
        "same",
        "changed",
        "removed",
        "the first removed",
        "added",
        "split",
        "joined",
        "moved",
        "moved and changed",
        "all",
    ],
)
def test_what_happened_is_said_once_for_every_block(new: Sequence[str], expected: list[object]) -> None:
    found = said(DRAFT, new)
    assert [each for each in found if each[0] != "same" or each[3]] == expected
    assert sorted(block for each in found for block in each[1]) == list(range(len(DRAFT)))
    assert sorted(block for each in found for block in each[2]) == list(range(len(new)))


def test_what_was_removed_stands_behind_what_it_stood_behind() -> None:
    assert [each[0] for each in said(DRAFT, (AIR, WATER, NATURE))] == ["same", "same", "removed", "same"]


def test_a_table_is_paired_cell_by_cell_also_where_nothing_of_a_cell_is_left() -> None:
    new = [list(cells) for cells in TABLE]
    new[1][2], new[2][1] = "45 (2030)", ""
    new[3], new[2] = new[2], new[3]
    found = pairs(rows(TABLE), rows(new))
    together = {each.old: each for each in found}
    assert together[5,].new == (5,)
    assert together[5,].change is Change.CHANGED
    assert together[7,].new == (10,)
    assert together[7,].change is Change.CHANGED
    assert together[9,].new == (6,)
    assert together[9,].is_moved != together[6,].is_moved


def test_an_empty_cell_beside_an_empty_cell_is_the_same() -> None:
    table = (TABLE[0], ("Број мерних станица", "", "38 (2029)"))
    assert all(each.change is Change.SAME for each in pairs(rows(table), rows(table)))


def test_a_new_column_is_added_and_moves_nothing() -> None:
    new = tuple((*cells[:2], "Извор података", cells[2]) for cells in TABLE)
    found = pairs(rows(TABLE), rows(new))
    assert [each.new for each in found if each.change is Change.ADDED] == [(2,), (6,), (10,), (14,)]
    assert all(each.change in (Change.SAME, Change.ADDED) and not each.is_moved for each in found)
