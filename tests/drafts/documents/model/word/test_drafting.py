"""A draft as it goes out: every passage marked, every comment at its words, what was agreed as tracked changes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from seko.drafts.documents.model.cleaning import published_copy
from seko.drafts.documents.model.names import DEL, INS
from seko.drafts.documents.model.package import open_package
from seko.drafts.documents.model.passages import passages, take
from seko.drafts.documents.model.reader import read_document
from seko.drafts.documents.model.refusals import Refused
from seko.drafts.documents.model.word import marks
from seko.drafts.documents.model.word.drafting import Made, Part, draft_out
from seko.drafts.documents.model.word.remarks import Agreed, Reach, Remark, Said
from tests.drafts.documents.model.builder import docx, p, par, r, tbl, tc, tr
from tests.shared import CORPUS, needs_corpus

AT = "2027-03-01T10:00:00"
MINISTRY = Said("Министарство", AT, ("Прихваћено", "Јасније је."))
LINK = '<w:hyperlink w:anchor="x">{}</w:hyperlink>'


def parts_of(data: bytes) -> list[Part]:
    """The passages as the version would keep them."""
    found = [each for each in passages(read_document(data)) if not each.style.startswith("toc")]
    return [Part(order, each.kind.value, each.text) for order, each in enumerate(found)]


def remark(*reaches: Reach, number: str = "А-0001", **more: object) -> Remark:
    """A comment on some letters."""
    return Remark(Said("Удружење грађана „Река“", AT, (number, "Треба јасније.")), reaches, **more)  # type: ignore[arg-type]


def out(data: bytes, *said: Remark, agreed: Sequence[Agreed] = ()) -> Made:
    """The draft with what is said of it."""
    return draft_out(data, parts_of(data), {marks.CONSULTATION: "a"}, said, agreed)


def agreed(start: int, end: int, wording: str) -> Agreed:
    """A wording agreed for letters of the first part."""
    return Agreed(Reach(0, start, end), wording, MINISTRY.author, AT)


def words_of(data: bytes, revisions: str = "accepted") -> list[str]:
    """The words of every passage."""
    return [each.text for each in passages(read_document(data), revisions)]


def commented(data: bytes) -> list[str]:
    """On which words each comment stands, replies left out, as our own reader finds it."""
    document = read_document(data)
    taken = take(document)
    texts = [each.text for each in taken.passages]
    return [
        "\n".join(texts[each.passage][each.start : each.end] for each in place.stretches)
        for comment, place in zip(document.comments, taken.comments, strict=True)
        if not comment.reply_to
    ]


SHAPES = {
    "runs": par(r("Пла"), r("н за ", "<w:b/>"), r("годину"), style="Heading1"),
    "link": par(r("Види "), LINK.format(r("прилог три")), r(" и даље.")),
    "breaks": par('<w:r><w:t>Прва</w:t><w:br/><w:t xml:space="preserve">друга </w:t><w:tab/><w:t>трећа</w:t></w:r>'),
    "blanks": par(r("   Увод "), r("  "), r("и крај  ")),
    "composed": par(r("Cafe\u0301 и c\u030cas")),
    "lines": tbl(tr(tc(p("Први ред") + p() + p("други ред")), "Десно"), tr("Доле", "")),
    "merged": tbl(
        tr(tc(p("Горе"), '<w:vMerge w:val="restart"/>'), "Б"),
        tr(tc(p(), "<w:vMerge/>"), "Г"),
    ),
    "nested": tbl(tr(tc(p("Пре") + tbl(tr("Унутра", "два")) + p("после")), "Поред")),
    "control": f"<w:sdt><w:sdtContent>{p('У контроли')}</w:sdtContent></w:sdt>",
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_each_part_is_marked_and_says_the_same(shape: str) -> None:
    data = docx(SHAPES[shape] + p("Крај"))
    made = out(data)
    marked = marks.Marks.read(open_package(made.content)).orders

    assert words_of(made.content) == words_of(data)
    assert list(marked) == [each.order for each in parts_of(data) if each.kind != "table_row"]
    assert made.unmarked == ()


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if shape != "composed"])
def test_each_comment_stands_at_its_words_however_they_overlap(shape: str) -> None:
    data = docx(SHAPES[shape] + p("Крај"))
    said, wanted = [], []
    for each in parts_of(data):
        if each.kind == "table_row":
            continue
        for start in range(len(each.text)):
            for end in (start + 1, start + 4, len(each.text)):
                quote = each.text[start:end]
                if end <= len(each.text) and quote == quote.strip():
                    said.append(remark(Reach(each.order, start, end), quotes=(quote,)))
                    wanted.append(quote)
    made = out(data, *said)

    # The reader takes the end of the line before a cell's second paragraph for a part of what begins there.
    assert [each.strip() for each in commented(made.content)] == wanted
    assert (made.remarks, made.elsewhere) == (len(wanted), 0)


def test_letters_that_were_composed_are_never_divided_and_their_words_are_quoted() -> None:
    made = out(docx(SHAPES["composed"]), remark(Reach(0, 0, 3), quotes=("Caf",)), remark(Reach(0, 0, 10)))

    assert commented(made.content) == ["Café и čas"] * 2
    assert read_document(made.content).comments[0].paragraphs[1] == "„Caf“"
    assert made.elsewhere == 1


def test_a_comment_reaches_from_one_part_to_the_next() -> None:
    data = docx(p("Прва реченица.") + p("Друга.") + p("Трећа."))
    made = out(data, remark(Reach(0, 5, 14), Reach(1, 0, 6), Reach(2, 0, 3)))

    assert commented(made.content) == ["реченица.\nДруга.\nТре"]


def test_of_parts_with_something_between_the_first_is_marked_and_all_are_quoted() -> None:
    data = docx(p("Прва.") + p("Друга.") + p("Трећа."))
    made = out(data, remark(Reach(0, 0, 4), Reach(2, 0, 5), quotes=("Прва", "Трећа")))

    assert commented(made.content) == ["Прва"]
    assert read_document(made.content).comments[0].paragraphs == ("А-0001", "„Прва“", "„Трећа“", "Треба јасније.")


def test_what_has_no_words_stands_at_the_title_or_behind_its_part() -> None:
    data = docx(p("План", "Heading1") + p("Увод.") + tbl(tr("А", "Б")))
    made = out(data, remark(), remark(Reach(1), is_missing=True), remark(Reach(1)), remark(Reach(2)))
    places = take(read_document(made.content)).comments

    assert commented(made.content) == ["План", "", "Увод.", "А\nБ"]
    assert (places[1].near, made.elsewhere) == (1, 0)


def test_what_is_said_of_a_note_stands_at_its_sign_with_its_words() -> None:
    sign = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    data = docx(par(r("Текст"), sign), footnotes=f'<w:footnote w:id="2">{p("Извор: РЗС")}</w:footnote>')
    made = out(data, remark(Reach(1, 0, 5), quotes=("Извор",)))

    assert (made.unmarked, made.elsewhere) == ((1,), 1)
    assert read_document(made.content).comments[0].paragraphs[1] == "„Извор“"
    assert words_of(made.content) == words_of(data)


def test_an_answer_is_a_reply_under_its_comment() -> None:
    data = docx(p("Увод."))
    said = [remark(Reach(0, 0, 4), number=f"А-{number:04d}", replies=(MINISTRY,)) for number in (1, 2)]
    comments = read_document(out(data, *said).content).comments

    assert [(each.author, each.reply_to, each.root) for each in comments] == [
        ("Удружење грађана „Река“", "", ""),
        ("Министарство", "0", "0"),
        ("Удружење грађана „Река“", "", ""),
        ("Министарство", "2", "2"),
    ]
    assert [each.paragraphs for each in comments][1] == ("Прихваћено", "Јасније је.")
    assert {each.written_at for each in comments} == {AT}


def test_an_agreed_wording_is_a_tracked_change_at_its_words() -> None:
    data = docx(par(r("Број "), r("осам", "<w:b/>"), r(" школа.")))
    made = out(
        data,
        remark(Reach(0, 5, 7)),
        agreed=(agreed(3, 9, "ј: 12"), agreed(5, 7, "друго"), agreed(10, 15, "")),
    )

    assert words_of(made.content) == ["Број: 12 ."]
    assert words_of(made.content, "rejected") == words_of(data)
    assert made.changes == 2
    assert {(each.author, each.kind, each.count) for each in read_document(made.content).revisions} == {
        ("Министарство", "insertion", 1),
        ("Министарство", "deletion", 4),
    }


WORDINGS = {
    "one word": ("Мрежа има осам станица.", "Мрежа има девет станица.", [("deletion", "осам"), ("insertion", "девет")]),
    "added": ("Мрежа има осам станица.", "Мрежа има осам нових станица.", [("insertion", "нових ")]),
    "taken out": ("Мрежа има осам нових станица.", "Мрежа има осам станица.", [("deletion", "нових ")]),
    "at the end": ("Мрежа има осам станица", "Мрежа има осам станица у Бору", [("insertion", " у Бору")]),
    "before": ("има осам станица мреже", "Сада има осам станица мреже", [("insertion", "Сада ")]),
    "another": (
        "Мрежа има осам станица.",
        "Без овога.",
        [("deletion", "Мрежа има осам станица."), ("insertion", "Без овога.")],
    ),
    "nothing": ("Мрежа има осам станица.", "Мрежа има осам станица.", []),
}


@pytest.mark.parametrize("name", WORDINGS)
def test_of_alike_wordings_only_the_words_that_differ_are_changed(name: str) -> None:
    old, new, expected = WORDINGS[name]
    data = docx(par(r(old[:6]), r(old[6:15], "<w:b/>"), r(old[15:])))
    made = out(data, remark(Reach(0, 2, 9)), agreed=[agreed(0, len(old), new)])
    changes = [
        (kind, "".join(str(text) for text in each.itertext()))
        for each in open_package(made.content).parse("word/document.xml").iter(INS, DEL)
        for kind in ["insertion" if each.tag == INS else "deletion"]
    ]

    assert words_of(made.content) == [new]
    assert words_of(made.content, "rejected") == [old]
    assert _joined(changes) == [(kind, words) for kind, words in expected if words]


def _joined(changes: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Deletions over several runs as one."""
    found: list[tuple[str, str]] = []
    for kind, words in changes:
        if found and found[-1][0] == kind:
            found[-1] = (kind, found[-1][1] + words)
        else:
            found.append((kind, words))
    return found


def test_a_wording_across_a_link_is_not_written_and_its_comment_stays() -> None:
    data = docx(par(r("Види "), LINK.format(r("прилог")), r(" три.")))
    made = out(data, remark(Reach(0, 0, 11)), agreed=[agreed(0, 11, "Погледај")])

    assert (made.changes, made.remarks) == (0, 1)
    assert words_of(made.content) == words_of(data)


def test_what_people_wrote_cannot_break_the_file() -> None:
    said = Remark(Said('<"&\x0b', AT, ("<w:p>", "a\u202eb\nc]]>")), (Reach(0, 0, 4),))
    comment = read_document(out(docx(p("Увод.")), said).content).comments[0]

    assert (comment.author, comment.paragraphs) == ('<"&', ("<w:p>", "a[U+202E]b", "c]]>"))


def test_a_text_without_parts_still_holds_what_is_said() -> None:
    assert read_document(out(docx(""), remark()).content).comments[0].paragraphs == ("А-0001", "Треба јасније.")


def test_the_same_draft_gives_the_same_bytes() -> None:
    data = docx(SHAPES["lines"])

    assert out(data, remark(Reach(1, 0, 3))).content == out(data, remark(Reach(1, 0, 3))).content


@needs_corpus
@pytest.mark.parametrize("name", [path.name for path in sorted((CORPUS / "docx").glob("*.do?x"))])
def test_every_file_of_the_corpus_says_the_same_once_it_is_marked(name: str) -> None:
    original = (CORPUS / "docx" / name).read_bytes()
    try:
        data = published_copy(original, "accepted")
    except Refused:
        pytest.skip("this file is never taken in")
    made = draft_out(data, parts_of(original), {})

    assert words_of(made.content) == words_of(data)
    assert _marked(made) | set(made.unmarked) == {e.order for e in parts_of(original) if e.kind != "table_row"}


def _marked(made: Made) -> set[int]:
    found: Sequence[int] = marks.Marks.read(open_package(made.content)).orders
    return set(found)
