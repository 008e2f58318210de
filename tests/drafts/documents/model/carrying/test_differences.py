"""Differences are cut to what one can name, and the one that a comment asked for is offered first."""

from __future__ import annotations

from seko.drafts.documents.model.anchors import PASSAGE, WORDS, Anchor, words_quoted
from seko.drafts.documents.model.carrying.bridge import Bridge, Part
from seko.drafts.documents.model.carrying.differences import Difference, DifferenceKind, Headings, differences
from seko.drafts.documents.model.carrying.offering import Asked, Because, Offering
from tests.drafts.documents.model.carrying.test_bridge import CELLS, OLD
from tests.drafts.documents.model.carrying.test_carry import AIR, NATURE, WATER

LONG = (
    "Програм се спроводи на целој територији Републике Србије. Трајање програма је три године од дана потписивања. "
    "Средства се додељују путем јавног позива. Укупна вредност програма је 2,5 милиона евра."
)


def between(old: tuple[Part, ...], new: tuple[Part, ...]) -> list[Difference]:
    """Return the differences between two drafts."""
    return differences(Bridge(old, new))


def told(found: list[Difference]) -> list[tuple[str, str, str]]:
    """Return kind, words before, words after of each."""
    return [(each.kind.value, each.before, each.after) for each in found]


def test_two_drafts_that_are_the_same_have_none() -> None:
    assert between(OLD, OLD) == []


def test_two_sentences_of_a_paragraph_are_two_differences() -> None:
    new = LONG.replace("три године", "четири године").replace("2,5 милиона", "3 милиона")
    assert told(between((*OLD, Part("3-1", LONG)), (*OLD, Part("3-1", new)))) == [
        (
            "changed",
            "Трајање програма је три године од дана потписивања.",
            "Трајање програма је четири године од дана потписивања.",
        ),
        ("changed", "Укупна вредност програма је 2,5 милиона евра.", "Укупна вредност програма је 3 милиона евра."),
    ]


def test_a_sentence_put_in_or_taken_out_stands_alone() -> None:
    inserted = "Организације цивилног друштва учествују у избору."
    new = LONG.replace("Средства се", f"{inserted} Средства се")
    old, longer = (*OLD, Part("3-1", LONG)), (*OLD, Part("3-1", new))
    (added,) = between(old, longer)
    assert (added.kind, added.old, added.after) == (DifferenceKind.ADDED, (), inserted)
    stand = added.new[0]
    assert new[stand.start : stand.end] == inserted
    (removed,) = between(longer, old)
    assert (removed.kind, removed.before, removed.new) == (DifferenceKind.REMOVED, inserted, ())


def test_every_stand_quotes_its_draft() -> None:
    new = (OLD[0], Part("1-1", AIR.replace("ваздуха", "ваздуха и буке")), *OLD[3:], Part("2-3", LONG))
    texts = ({part.place: part.text for part in OLD}, {part.place: part.text for part in new})
    found = between(OLD, new)
    assert {each.kind for each in found} == {DifferenceKind.CHANGED, DifferenceKind.REMOVED, DifferenceKind.ADDED}
    for each in found:
        for side, known in zip((each.old, each.new), texts, strict=True):
            assert [known[stand.place][stand.start : stand.end] for stand in side] == [stand.words for stand in side]


def test_passages_that_moved_together_are_one_difference() -> None:
    new = (*OLD[3:], *OLD[:3])
    found = between(OLD, new)
    assert [each.kind for each in found] == [DifferenceKind.MOVED]
    assert len(found[0].new) == 3


def test_a_row_that_came_is_one_difference_and_a_changed_cell_its_own() -> None:
    last = CELLS[-1].row
    before = tuple(part for part in CELLS if part.row != last)
    (added,) = between((*OLD, *before), (*OLD, *CELLS))
    assert added.kind is DifferenceKind.ADDED
    assert {stand.place for stand in added.new} == {part.place for part in CELLS if part.row == last}
    changed = (*CELLS[:-1], Part(CELLS[-1].place, "77 %", row=last, column=CELLS[-1].column))
    (cell,) = between((*OLD, *CELLS), (*OLD, *changed))
    assert (cell.before, cell.after) == (CELLS[-1].text, "77 %")


def test_the_heading_above_a_place_is_found() -> None:
    assert Headings(OLD).above(["2-2"]) == "2"
    assert Headings(OLD).above(["1"]) == "1"
    assert Headings((Part("0-1", AIR), *OLD)).above(["0-1"]) == ""


def test_the_difference_at_the_words_is_offered_before_others_nearby() -> None:
    new = (
        OLD[0],
        Part("1-1", AIR.replace("ваздуха", "ваздуха и буке")),
        Part("1-2", WATER.replace("воде", "воде за пиће")),
        *OLD[3:],
    )
    bridge = Bridge(OLD, new)
    found = differences(bridge)
    place = next(part for part in OLD if part.text == WATER)
    anchor = Anchor(WORDS, (words_quoted(place.place, WATER, "исправност воде"),))
    offering = Offering(found, OLD, new)
    first, *others = offering.offers(Asked(anchor, bridge.carry(anchor).anchor))
    assert found[first.number].new[0].place == "1-2"
    assert first.because == (Because.WORDS, Because.PASSAGE)
    assert {because for each in others for because in each.because} == {Because.SECTION}


def test_a_proposal_taken_up_elsewhere_is_found_by_its_words() -> None:
    proposal = "Oceniti učešće organizacija civilnog društva u nadzornom odboru"
    new = (*OLD, Part("2-3", "У надзорном одбору оценити учешће организација цивилног друштва."))
    found = differences(Bridge(OLD, new))
    asked = Asked(Anchor(PASSAGE, places=("1-1",)), Anchor(PASSAGE, places=("1-1",)), proposal)
    (offer,) = Offering(found, OLD, new).offers(asked)
    assert offer.because == (Because.PROPOSAL,)


def test_nothing_is_offered_where_nothing_speaks_for_it() -> None:
    new = (*OLD[:5], Part("2-2", NATURE), Part("2-3", LONG))
    found = differences(Bridge(OLD, new))
    assert found
    asked = Asked(Anchor(PASSAGE, places=("1-1",)), Anchor(PASSAGE, places=("1-1",)), "", "Нешто сасвим десето.")
    assert Offering(found, OLD, new).offers(asked) == []


def test_the_same_name_in_both_drafts_is_no_reason_where_it_stands_for_other_words() -> None:
    inserted = Part("1-1", "Сасвим нов уводни став о циљевима програма.")
    new = (OLD[0], inserted, Part("1-2", AIR), Part("1-3", WATER), *OLD[3:])
    bridge = Bridge(OLD, new)
    found = differences(bridge)
    assert [each.new[0].place for each in found] == ["1-1"]
    anchor = Anchor(PASSAGE, places=("1-1",))  # the paragraph on air, which is 1-2 now
    (offer,) = Offering(found, OLD, new).offers(Asked(anchor, bridge.carry(anchor).anchor))
    assert offer.because == (Because.SECTION,)


def test_a_mark_that_went_to_the_next_column_changes_two_cells() -> None:
    def row(*marks: str) -> tuple[Part, ...]:
        cells = ("Родна равноправност", *marks)
        return tuple(Part(f"0-9.{number}", text, row="0-9", column=number) for number, text in enumerate(cells, 1))

    found = between((*OLD, *row("да", "не", "не")), (*OLD, *row("не", "да", "не")))
    assert [(each.before, each.after) for each in found] == [("да", "не"), ("не", "да")]
