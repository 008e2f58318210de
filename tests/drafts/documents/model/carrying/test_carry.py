"""Comments find their words in the next draft: every case of the anchoring design in a few sentences of a draft."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from seko.drafts.documents.model.carrying import Block, Carrier, Fate, Placement, Stretch

AIR = "Надлежни органи до краја године објављују податке о квалитету ваздуха у свим већим градовима."
WATER = "Јавна предузећа два пута годишње проверавају исправност воде за пиће у сеоским домаћинствима."
WASTE = "Општине до јуна усвајају планове управљања отпадом и одређују локације регионалних депонија."
NATURE = "Завод за заштиту природе води регистар заштићених подручја и угрожених биљних врста."
DRAFT = (AIR, WATER, WASTE, NATURE)


def blocks(texts: Sequence[str]) -> list[Block]:
    return [Block(text) for text in texts]


def carried(old: Sequence[str], new: Sequence[str], words: str, block: int | None = None) -> Placement:
    """Return the placement of the words that stand in the old draft (in that block)."""
    place = block if block is not None else next(at for at, text in enumerate(old) if words in text)
    start = old[place].index(words)
    return Carrier(blocks(old), blocks(new)).place(Stretch(place, start, start + len(words)))


def said(placement: Placement, new: Sequence[str]) -> list[str]:
    return [new[each.block][each.start : each.end] for each in placement.stretches]


def test_the_same_draft_twice_keeps_every_word_in_its_place() -> None:
    carrier = Carrier(blocks(DRAFT), blocks(DRAFT))
    for number, text in enumerate(DRAFT):
        for start in range(0, len(text) - 20, 7):
            placement = carrier.place(Stretch(number, start, start + 20))
            assert placement.fate is Fate.KEPT
            assert said(placement, DRAFT) == [text[start : start + 20].strip()]
            assert placement.stretches[0].block == number


def test_a_passage_that_moved_is_kept_where_it_went() -> None:
    new = (NATURE, AIR, WATER, WASTE)
    placement = carried(DRAFT, new, "води регистар заштићених подручја")
    assert placement.fate is Fate.KEPT
    assert placement.stretches[0].block == 0
    assert not placement.is_doubtful


def test_a_passage_that_moved_and_was_edited_is_changed_where_it_went() -> None:
    new = (NATURE.replace("регистар", "јавни регистар"), AIR, WATER, WASTE)
    placement = carried(DRAFT, new, "води регистар заштићених подручја")
    assert placement.fate is Fate.CHANGED
    assert said(placement, new) == ["води јавни регистар заштићених подручја"]


def test_a_passage_in_an_edited_paragraph_is_kept() -> None:
    new = (AIR.replace("до краја године", "сваког месеца"), *DRAFT[1:])
    placement = carried(DRAFT, new, "податке о квалитету ваздуха")
    assert placement.fate is Fate.KEPT
    assert said(placement, new) == ["податке о квалитету ваздуха"]
    assert not placement.is_doubtful


def test_a_split_paragraph_shows_both_parts() -> None:
    one, other = WASTE.split(" и одређују ")
    new = (AIR, WATER, f"{one}.", f"Оне одређују {other}", NATURE)
    placement = carried(DRAFT, new, "планове управљања отпадом и одређују локације регионалних депонија")
    assert placement.fate is Fate.CHANGED
    assert [each.block for each in placement.stretches] == [2, 3]


def test_joined_paragraphs_keep_the_words() -> None:
    new = (f"{AIR} {WATER}", WASTE, NATURE)
    placement = carried(DRAFT, new, "проверавају исправност воде за пиће")
    assert placement.fate is Fate.KEPT
    assert placement.stretches[0].block == 0
    assert said(placement, new) == ["проверавају исправност воде за пиће"]


def test_a_removed_paragraph_is_nowhere() -> None:
    placement = carried(DRAFT, (AIR, WATER, NATURE), "усвајају планове управљања отпадом")
    assert placement.fate is Fate.REMOVED
    assert placement.stretches == ()
    assert not placement.is_doubtful


def test_words_cut_out_of_a_paragraph_are_removed() -> None:
    new = (AIR.replace(" до краја године", ""), *DRAFT[1:])
    placement = carried(DRAFT, new, "до краја године")
    assert placement.fate is Fate.REMOVED
    assert not placement.is_doubtful


def test_other_words_between_the_same_neighbours_replace_them() -> None:
    new = (AIR.replace("до краја године", "сваког понедељка"), *DRAFT[1:])
    placement = carried(DRAFT, new, "до краја године")
    assert placement.fate is Fate.CHANGED
    assert placement.is_replaced
    assert said(placement, new) == ["сваког понедељка"]


def test_the_comments_own_correction_is_not_taken_for_the_same_word_elsewhere() -> None:
    old = (AIR, WATER, "Планови се усвајају до јуна. Извештаји се шаљу до маја.")
    new = (AIR, WATER, "Планови се усвајају до маја. Извештаји се шаљу до маја.")
    placement = carried(old, new, "јуна")
    assert placement.fate is Fate.CHANGED
    assert said(placement, new) == ["маја"]
    assert placement.stretches[0].start == new[2].index("маја")


@pytest.mark.parametrize("gone", [0, 2])
def test_of_repeated_words_the_copy_between_the_same_neighbours_stays(gone: int) -> None:
    formal = "Рок за достављање података је петнаест дана."
    old = (AIR, formal, WATER, formal, WASTE, formal, NATURE)
    new = list(old)
    del new[2 * gone + 1]
    for copy in range(3):
        placement = carried(old, new, formal, block=2 * copy + 1)
        if copy == gone:
            assert placement.fate is Fate.REMOVED or placement.is_doubtful
        else:
            assert new[placement.stretches[0].block - 1] == old[2 * copy]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Љубав према НАРОДНОЈ ЊИЗИ је „велика“ – каже се.", 'Ljubav prema NARODNOJ NJIZI je "velika" - kaže se.'),
        ("ЉУБАВ И ЏЕМАТ су у наслову правилника о раду.", "LJUBAV I DŽEMAT su u naslovu pravilnika o radu."),
        ("Прекогра\u00adнична сарадња општина и\u00a0градова траје.", "Прекогранична сарадња општина и градова траје."),
        ("Žalba se podnosi ministarstvu u roku.", "Z\u030calba se podnosi ministarstvu u roku."),
    ],
    ids=["script and signs", "capitals", "soft hyphens and fast blanks", "composition"],
)
def test_script_and_typography_do_not_count(old: str, new: str) -> None:
    placement = carried((AIR, old, WATER), (AIR, new, WATER), old)
    assert placement.fate is Fate.KEPT
    assert said(placement, (AIR, new, WATER)) == [new]


def test_letter_case_counts_for_what_is_shown_as_changed() -> None:
    new = (AIR, WATER.replace("Јавна", "јавна"), WASTE, NATURE)
    assert carried(DRAFT, new, "Јавна предузећа два пута").fate is Fate.CHANGED


def test_a_quote_over_half_a_word_stays_over_half_a_word() -> None:
    new = (NATURE, AIR, WATER, WASTE)
    placement = carried(DRAFT, new, "вода за заштиту прир".replace("вода", "вод"))
    assert placement.fate is Fate.KEPT
    assert said(placement, new) == ["вод за заштиту прир"]


def test_only_the_number_of_an_article_changed() -> None:
    old = (AIR, "Члан 5. Казна за прекорачење износи сто хиљада динара.", WATER)
    new = (AIR, WATER, "Члан 6. Казна за прекорачење износи сто хиљада динара.")
    placement = carried(old, new, "Казна за прекорачење износи сто хиљада динара")
    assert placement.fate is Fate.KEPT
    assert placement.stretches[0].block == 2


def rows(table: Sequence[Sequence[str]]) -> list[Block]:
    return [Block(text, row, column) for row, cells in enumerate(table) for column, text in enumerate(cells)]


TABLE = (
    ("Показатељ", "Полазна вредност", "Циљ"),
    ("Број мерних станица", "14 (2024)", "38 (2029)"),
    ("Број обучених службеника", "14 (2024)", "120 (2029)"),
    ("Удео пречишћених вода", "11 % (2024)", "60 % (2029)"),
)


def test_near_equal_cells_of_reordered_rows_stay_with_their_rows() -> None:
    new = (TABLE[0], TABLE[3], TABLE[2], TABLE[1])
    carrier = Carrier(rows(TABLE), rows(new))
    for row, to in ((1, 3), (2, 2), (3, 1)):
        placement = carrier.place(Stretch(3 * row + 1, 0, len(TABLE[row][1])))
        assert placement.stretches[0].block == 3 * to + 1


def test_a_column_put_in_between_moves_the_cells() -> None:
    new = tuple((*cells[:2], "Извор", cells[2]) for cells in TABLE)
    placement = Carrier(rows(TABLE), rows(new)).place(Stretch(3 * 2 + 2, 0, len(TABLE[2][2])))
    assert placement.stretches[0].block == 4 * 2 + 3


def test_an_emptied_cell_is_removed() -> None:
    new = [list(cells) for cells in TABLE]
    new[2][2] = ""
    placement = Carrier(rows(TABLE), rows(new)).place(Stretch(3 * 2 + 2, 0, len(TABLE[2][2])))
    assert placement.fate is Fate.REMOVED or placement.is_doubtful


@pytest.mark.parametrize(("old", "new"), [((), ()), (DRAFT, ()), (("",), ("", "")), (("…",), ("…",))])
def test_empty_drafts_place_nothing_and_break_nothing(old: Sequence[str], new: Sequence[str]) -> None:
    carrier = Carrier(blocks(old), blocks(new))
    for number, text in enumerate(old):
        assert carrier.place(Stretch(number, 0, len(text))).fate in (Fate.REMOVED, Fate.KEPT)
