"""Anchors of every kind go over to the next draft by the names of its passages, and say what became of them."""

from __future__ import annotations

from collections.abc import Sequence

from seko.drafts.documents.model.anchors import MISSING, PASSAGE, WHOLE_DOCUMENT, WORDS, Anchor, words_quoted
from seko.drafts.documents.model.carrying.bridge import Bridge, Part, Status
from tests.drafts.documents.model.carrying.test_carry import AIR, NATURE, TABLE, WASTE, WATER

OLD = (
    Part("1", "Животна средина", is_heading=True),
    Part("1-1", AIR),
    Part("1-2", WATER),
    Part("2", "Отпад и природа", is_heading=True),
    Part("2-1", WASTE),
    Part("2-2", NATURE),
)
CELLS = tuple(
    Part(f"3-{row}.{column}", text, row=f"3-{row}", column=column)
    for row, cells in enumerate(TABLE, start=1)
    for column, text in enumerate(cells, start=1)
)


def quoted(words: str, parts: Sequence[Part] = OLD) -> Anchor:
    """Return the anchor at these words."""
    part = next(each for each in parts if words in each.text)
    return Anchor(WORDS, (words_quoted(part.place, part.text, words),))


def test_what_stayed_stays_with_its_quote_and_neighbours() -> None:
    carried = Bridge(OLD, OLD).carry(quoted("исправност воде"))
    assert carried.status is Status.UNCHANGED
    assert carried.anchor == quoted("исправност воде")


def test_words_are_found_under_the_new_name_of_their_passage() -> None:
    new = (OLD[0], Part("1-1", "Нов уводни став о циљевима."), Part("1-2", AIR), Part("1-3", WATER), *OLD[3:])
    carried = Bridge(OLD, new).carry(quoted("исправност воде"))
    assert carried.status is Status.UNCHANGED
    assert carried.anchor is not None
    assert [each.place for each in carried.anchor.segments] == ["1-3"]


def test_a_moved_passage_is_said_to_be_moved() -> None:
    new = (*OLD[:3], Part("1-3", NATURE), OLD[3], OLD[4])
    carried = Bridge(OLD, new).carry(quoted("регистар заштићених подручја"))
    assert carried.status is Status.MOVED
    assert carried.anchor is not None
    assert carried.anchor.segments[0].place == "1-3"


def test_of_removed_words_the_nearest_heading_that_lives_is_told() -> None:
    carried = Bridge(OLD, (*OLD[:4], OLD[5])).carry(quoted("планове управљања отпадом и одређују локације"))
    assert carried.status is Status.REMOVED
    assert carried.anchor is None
    assert carried.heading == "2"

    without = (*OLD[:3], Part("1-3", NATURE))
    assert Bridge(OLD, without).carry(quoted("планове управљања отпадом и одређују локације")).heading == "1"


def test_a_split_passage_is_split_for_words_and_for_the_whole() -> None:
    one, other = WASTE.split(" и одређују ")
    new = (*OLD[:4], Part("2-1", f"{one}."), Part("2-2", f"Оне одређују {other}"), Part("2-3", NATURE))
    bridge = Bridge(OLD, new)
    words = bridge.carry(quoted("планове управљања отпадом и одређују локације регионалних депонија"))
    assert words.status is Status.SPLIT
    assert words.anchor is not None
    assert [each.place for each in words.anchor.segments] == ["2-1", "2-2"]
    whole = bridge.carry(Anchor(PASSAGE, places=("2-1",)))
    assert (whole.status, whole.anchor) == (Status.SPLIT, Anchor(PASSAGE, places=("2-1", "2-2")))


def test_what_is_doubtful_asks_with_the_guesses() -> None:
    old = (*OLD, Part("2-3", "Рок за жалбу је осам дана од пријема одлуке."))
    new = (*OLD, Part("2-3", "Надзор обавља министарство, осам дана пре рока."), Part("2-4", "Жалба одлаже извршење."))
    carried = Bridge(old, new).carry(quoted("осам дана од пријема одлуке", old))
    assert carried.status is Status.CHECK
    assert [each.quote for each in carried.candidates] == ["осам дана"]
    assert carried.heading == "2"


def test_a_missing_thing_follows_what_it_is_missing_after() -> None:
    new = (OLD[0], Part("1-1", "Нов уводни став о циљевима."), Part("1-2", AIR), Part("1-3", WATER), *OLD[3:])
    carried = Bridge(OLD, new).carry(Anchor(MISSING, after="1-1"))
    assert (carried.status, carried.anchor) == (Status.UNCHANGED, Anchor(MISSING, after="1-2"))


def test_the_whole_stays_the_whole() -> None:
    assert Bridge(OLD, ()).carry(WHOLE_DOCUMENT).anchor == WHOLE_DOCUMENT


def test_a_row_goes_where_its_cells_go_and_a_changed_cell_changes_it() -> None:
    texts = [list(cells) for cells in TABLE]
    texts[1][2] = "45 (2030)"
    texts[2], texts[3] = texts[3], texts[2]
    new = tuple(
        Part(f"4-{row}.{column}", text, row=f"4-{row}", column=column)
        for row, cells in enumerate(texts, start=1)
        for column, text in enumerate(cells, start=1)
    )
    bridge = Bridge(CELLS, new)
    found = {row: bridge.carry(Anchor(PASSAGE, places=(row,))) for row in ("3-1", "3-2", "3-3", "3-4")}
    assert [each.anchor and each.anchor.places for each in found.values()] == [("4-1",), ("4-2",), ("4-4",), ("4-3",)]
    assert found["3-1"].status is Status.UNCHANGED
    assert found["3-2"].status is Status.CHANGED
    assert {found["3-3"].status, found["3-4"].status} == {Status.UNCHANGED, Status.MOVED}
    cell = bridge.carry(Anchor(PASSAGE, places=("3-2.3",)))
    assert (cell.status, cell.anchor) == (Status.CHANGED, Anchor(PASSAGE, places=("4-2.3",)))


def test_a_place_the_old_draft_does_not_have_is_put_before_a_person() -> None:
    bridge = Bridge(OLD, OLD)
    assert bridge.carry(Anchor(PASSAGE, places=("9-9",))).status is Status.CHECK
