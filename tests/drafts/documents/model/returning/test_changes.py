"""Tracked changes become proposed wording: one change where they touch, whole words, the right place."""

from __future__ import annotations

import pytest

from seko.drafts.documents.model.anchors import MISSING, PASSAGE, WORDS
from seko.drafts.documents.model.returning.documents import read_returned
from seko.drafts.documents.model.returning.returned import Asked, Deed, Kind, Thing
from tests.drafts.documents.model.builder import dele, docx, ins, p, par, r, tbl, tr
from tests.drafts.documents.model.returning.consulting import consulted

INSERTED = '<w:ins w:id="9" w:author="Ana Anić"/>'
DELETED = '<w:del w:id="9" w:author="Ana Anić"/>'


def things(body: str) -> tuple[Thing, ...]:
    data = docx(body)
    return read_returned(data, consulted(data)).things


def only(body: str) -> Thing:
    (found,) = things(body)
    return found


def test_a_deletion_and_an_insertion_that_touch_are_one_change() -> None:
    found = only(par(r("The ministry "), dele("may"), ins(r("shall")), r(" answer.")))
    assert (found.kind, found.deed, found.stood_on, found.proposed) == (Kind.CHANGE, Deed.REPLACE, "may", "shall")
    assert found.anchor is not None and (found.anchor.kind, found.anchor.quote) == (WORDS, "may")
    assert found.counted == (1, 1, 0)


def test_word_by_word_edits_are_one_change() -> None:
    found = only(par(r("It "), dele("may"), ins(r("shall")), r(" "), dele("ask"), ins(r("answer")), r(" all.")))
    assert (found.stood_on, found.proposed, found.counted) == ("may ask", "shall answer", (2, 2, 0))


def test_a_change_inside_a_word_is_widened_to_the_word() -> None:
    found = only(par(r("The minist"), dele("er"), ins(r("ry")), r(" answers.")))
    assert (found.stood_on, found.proposed) == ("minister", "ministry")


@pytest.mark.parametrize(
    ("body", "stood_on", "proposed"),
    [
        (par(r("It shall"), ins(r(" always")), r(" answer.")), "shall", "shall always"),
        (par(r("It shall "), ins(r("always ")), r("answer.")), "shall", "shall always"),
        (par(ins(r("Always ")), r("answer it.")), "answer", "Always answer"),
    ],
)
def test_an_insertion_stands_on_the_word_beside_it(body: str, stood_on: str, proposed: str) -> None:
    found = only(body)
    assert (found.deed, found.stood_on, found.proposed) == (Deed.INSERT, stood_on, proposed)


def test_a_deletion_proposes_no_words() -> None:
    found = only(par(r("It shall "), dele("always "), r("answer.")))
    assert (found.deed, found.stood_on, found.proposed) == (Deed.DELETE, "always", "")


def test_a_whole_inserted_paragraph_is_missing_after_the_one_before_it() -> None:
    found = only(p("First.") + par(ins(r("Between.")), mark=INSERTED) + p("Second."))
    assert found.anchor is not None
    assert (found.anchor.kind, found.anchor.after, found.proposed) == (MISSING, "0-1", "Between.")


def test_paragraphs_inserted_one_after_the_other_are_one_change() -> None:
    inserted = par(ins(r("One.")), mark=INSERTED) + par(ins(r("Two.")), mark=INSERTED)
    found = only(p("First.") + inserted + p("Second."))
    assert (found.proposed, found.counted) == ("One.\nTwo.", (4, 0, 0))


def test_what_is_inserted_before_everything_is_asked() -> None:
    found = only(par(ins(r("Title")), mark=INSERTED) + p("First."))
    assert (found.anchor, found.asked) == (None, Asked.BEFORE)
    assert [each.places for each in found.candidates] == [("0-1",)]


def test_a_whole_deleted_paragraph_is_a_part_of_the_text() -> None:
    found = only(p("First.") + par(dele("Between."), mark=DELETED) + p("Second."))
    assert found.anchor is not None
    assert (found.anchor.kind, found.anchor.places, found.deed) == (PASSAGE, ("0-2",), Deed.DELETE)


def test_a_deleted_row_is_the_row() -> None:
    row = tr("A", "B").replace("<w:p><w:pPr></w:pPr><w:r><w:rPr></w:rPr>", "<w:p><w:r>")
    gone = tr("x", "y", properties=DELETED)
    for text in ("x", "y"):
        kept = f'<w:r><w:rPr></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
        gone = gone.replace(kept, dele(text))
    found = only(p("Before.") + tbl(row, gone, row) + p("After."))
    assert found.anchor is not None
    assert (found.anchor.kind, found.anchor.places, found.deed) == (PASSAGE, ("0-3",), Deed.DELETE)


def test_a_paragraph_that_is_parted_is_a_change() -> None:
    found = only(par(r("One thing."), mark=INSERTED) + p("Another thing."))
    assert (found.stood_on, found.proposed) == ("thing.Another", "thing.\nAnother")


def test_two_paragraphs_that_are_joined_are_a_change() -> None:
    found = only(par(r("One thing"), mark=DELETED) + p("and another."))
    assert (found.stood_on, found.proposed) == ("thing … and", "thingand")


def test_a_move_is_one_change() -> None:
    start, end = '<w:move{0}RangeStart w:id="{1}" w:name="m1"/>', '<w:move{0}RangeEnd w:id="{1}"/>'
    left = start.format("From", 1) + f'<w:moveFrom w:id="2">{r("Moved.")}</w:moveFrom>' + end.format("From", 1)
    arrived = start.format("To", 3) + f'<w:moveTo w:id="4">{r("Moved.")}</w:moveTo>' + end.format("To", 3)
    found = only(
        p("First.")
        + par(left, mark='<w:moveFrom w:id="5"/>')
        + p("Second.")
        + par(arrived, mark='<w:moveTo w:id="6"/>')
        + p("Third.")
    )
    assert (found.kind, found.deed, found.target, found.stood_on) == (Kind.MOVE, Deed.MOVE, "Second.", "Moved.")
    assert found.anchor is not None and found.anchor.places == ("0-2",)
    assert found.counted[2] >= 1


def test_blank_paragraphs_and_formats_are_counted_and_bring_nothing() -> None:
    changed = par(r("Same.", "<w:b/><w:rPrChange w:id='3'><w:rPr/></w:rPrChange>"))
    data = docx(p("First.") + par(mark=INSERTED) + changed)
    found = read_returned(data, consulted(data))
    assert (found.things, found.counts.formless, found.counts.formatting) == ((), (1, 0, 0), 1)
