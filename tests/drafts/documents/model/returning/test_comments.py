"""Comments of Word at their places: threads, resolved ones, deleted text, no place, our hidden marks, an own copy."""

from __future__ import annotations

from dataclasses import replace

import pytest

from seko.drafts.documents.model.returning.documents import read_returned
from seko.drafts.documents.model.returning.returned import Asked, Kind, Returned, Thing
from seko.drafts.documents.model.word.marks import CONSULTATION, VERSION, name_of, properties_part
from tests.drafts.documents.model.builder import RELS_NS, dele, docx, ins, p, pack, par, parts_of, r
from tests.drafts.documents.model.returning.consulting import consulted

TEXT = ("The ministry answers every comment within thirty days.", "Nobody answers.", "Nobody answers.", "The end.")


def on(words: str, ident: int) -> str:
    return (
        f'<w:commentRangeStart w:id="{ident}"/>{words}<w:commentRangeEnd w:id="{ident}"/>'
        f'<w:r><w:commentReference w:id="{ident}"/></w:r>'
    )


def comment(ident: int, text: str) -> str:
    paragraph = f'<w:p w14:paraId="0000000{ident}">{r(text)}</w:p>'
    return f'<w:comment w:id="{ident}" w:author="Ana Anić" w:initials="AA">{paragraph}</w:comment>'


def threads(*entries: tuple[int, int, bool]) -> str:
    return "".join(
        f'<w15:commentEx w15:paraId="0000000{ident}" w15:done="{int(done)}"'
        + (f' w15:paraIdParent="0000000{parent}"' if parent else "")
        + "/>"
        for ident, parent, done in entries
    )


ORIGINAL = docx("".join(map(p, TEXT)))


def returned(body: str, comments: str, **parts: object) -> Returned:
    return read_returned(docx(body, comments=comments, **parts), consulted(ORIGINAL))


def only(body: str, comments: str) -> Thing:
    (found,) = [thing for thing in returned(body, comments).things if thing.kind is Kind.COMMENT]
    return found


def test_a_thread_keeps_its_replies_and_its_end() -> None:
    words = on(on(r("every comment"), 1), 2)
    body = par(r("The ministry answers "), words, r(" within thirty days.")) + "".join(map(p, TEXT[1:]))
    comments = comment(1, "Which ones?") + comment(2, "All.")
    found = returned(body, comments, threads=threads((1, 0, True), (2, 1, False)))
    told = [(thing.kind, thing.words, thing.thread, thing.is_resolved) for thing in found.things]
    assert told == [(Kind.COMMENT, "Which ones?", 0, True), (Kind.REPLY, "All.", 1, False)]
    assert {thing.anchor.quote for thing in found.things if thing.anchor} == {"every comment"}


@pytest.mark.bad_input(24)
def test_without_a_place_a_comment_is_asked() -> None:
    body = "".join(map(p, TEXT))
    found = only(body, comment(1, "In general: good."))
    assert (found.anchor, found.asked, found.candidates) == (None, Asked.NOWHERE, ())


@pytest.mark.bad_input(24)
def test_at_a_point_a_comment_is_asked_with_its_paragraph() -> None:
    body = par(r(TEXT[0]), '<w:r><w:commentReference w:id="1"/></w:r>') + "".join(map(p, TEXT[1:]))
    found = only(body, comment(1, "Here."))
    assert (found.asked, [each.places for each in found.candidates]) == (Asked.POINT, [("0-1",)])


@pytest.mark.bad_input(24)
def test_over_paragraphs_a_comment_stands_on_both() -> None:
    first = par(r("The ministry answers every comment "), '<w:commentRangeStart w:id="1"/>', r("within thirty days."))
    second = par(r("Nobody"), '<w:commentRangeEnd w:id="1"/>', r(" answers."))
    found = only(first + second + "".join(map(p, TEXT[2:])), comment(1, "Both."))
    assert found.anchor is not None and found.anchor.quote == "within thirty days. … Nobody"


@pytest.mark.bad_input(24)
def test_on_deleted_words_a_comment_stands_where_they_stand_in_the_draft() -> None:
    body = par(r("The ministry answers every comment"), on(dele(" within thirty days"), 1), r("."))
    found = only(body + "".join(map(p, TEXT[1:])), comment(1, "Too long."))
    assert found.anchor is not None and found.anchor.quote == "within thirty days"


@pytest.mark.bad_input(24)
def test_on_inserted_words_a_comment_is_asked() -> None:
    body = par(r("The ministry answers every comment "), on(ins(r("at once or ")), 1), r("within thirty days."))
    found = only(body + "".join(map(p, TEXT[1:])), comment(1, "See my change."))
    assert (found.asked, [each.places for each in found.candidates]) == (Asked.INSERTED, [("0-1",)])


@pytest.mark.bad_input(24)
def test_a_reply_to_a_missing_comment_stands_alone() -> None:
    body = par(r("The ministry answers "), on(r("every comment"), 2), r(" within thirty days."))
    found = returned(body + "".join(map(p, TEXT[1:])), comment(2, "All."), threads=threads((2, 7, False)))
    assert [(thing.kind, thing.thread) for thing in found.things] == [(Kind.COMMENT, 0)]


def test_who_wrote_it_stands_apart_from_the_words() -> None:
    body = par(r("The ministry answers "), on(r("every comment"), 1), r(" within thirty days."))
    (thing,) = returned(body + "".join(map(p, TEXT[1:])), comment(1, "Which?")).things
    assert thing.author == "Ana Anić"
    assert "Ana" not in repr(replace(thing, author=""))


def marked(paragraphs: list[str], orders: list[int], version: str) -> bytes:
    body = "".join(
        text.replace("</w:pPr>", f'</w:pPr><w:bookmarkStart w:id="{90 + at}" w:name="{name_of(order)}"/>', 1).replace(
            "</w:p>", f'<w:bookmarkEnd w:id="{90 + at}"/></w:p>'
        )
        for at, (text, order) in enumerate(zip(paragraphs, orders, strict=True))
    )
    parts = parts_of(body, comments=comment(1, "Who?"))
    relation = f'<Relationship Id="r2" Type="{RELS_NS}/custom-properties" Target="docProps/custom.xml"/>'
    parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace("</Relationships>", f"{relation}</Relationships>")
    parts["docProps/custom.xml"] = properties_part({CONSULTATION: "c", VERSION: version})
    return pack(parts)


LAST = [p(TEXT[0]), p(TEXT[1]), par(r("Nobody"), r(" "), on(r("answers"), 1), r(".")), p(TEXT[3])]


def test_our_marks_tell_which_of_two_alike_is_meant() -> None:
    # The first of the two alike was taken away without tracking: what is left is the second one by its mark only.
    data = marked([LAST[0], LAST[2], LAST[3]], [0, 2, 3], "hash")
    found = read_returned(data, consulted(ORIGINAL))
    (thing,) = found.things
    assert found.origin == "same" and thing.anchor is not None
    assert (thing.anchor.passages, thing.anchor.quote) == (("0-3",), "answers")


def test_marks_of_another_version_are_not_believed() -> None:
    found = read_returned(marked(LAST, [3, 2, 1, 0], "older"), consulted(ORIGINAL))
    assert found.origin == "other"
    assert found.things[0].anchor is not None and found.things[0].anchor.passages == ("0-3",)


def test_what_a_marked_file_leaves_unmarked_is_known_by_its_words() -> None:
    assert read_returned(marked(LAST, [0, 1, 2, 99], "hash"), consulted(ORIGINAL)).counts.untracked == 0
    changed = [*LAST[:3], p("Another end.")]
    assert read_returned(marked(changed, [0, 1, 2, 99], "hash"), consulted(ORIGINAL)).counts.untracked == 1


def test_a_mark_that_stands_twice_says_nothing() -> None:
    found = read_returned(marked(LAST, [0, 1, 1, 3], "hash"), consulted(ORIGINAL))
    assert len(found.things) == 1


def test_an_own_copy_changed_without_tracking_still_finds_its_words() -> None:
    own = "".join(
        [
            p("Our copy, with a heading of our own."),
            par(r("The ministry answers "), on(r("every comment"), 1), r(" within sixty days.")),
            *map(p, TEXT[1:]),
        ]
    )
    found = returned(own, comment(1, "Which?"))
    (thing,) = found.things
    assert thing.anchor is not None and thing.anchor.quote == "every comment"
    assert found.counts.untracked == 2
