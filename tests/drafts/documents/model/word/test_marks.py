"""The hidden marks of a draft that went out: names, what the package says, what is left of them when it comes back."""

from __future__ import annotations

from lxml import etree

from seko.drafts.documents.model.package import open_package
from seko.drafts.documents.model.word import marks
from tests.drafts.documents.model.builder import docx, par, r

RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/>'
    f'<Relationship Id="r2" Type="{marks.PROPERTIES_RELATION}" Target="docProps/custom.xml"/></Relationships>'
)


def marked(*orders: int, properties: bytes | None = None) -> bytes:
    """A file whose paragraphs are marked, and what its package says of itself."""
    body = []
    for ident, order in enumerate(orders):
        start, end = (etree.tostring(each).decode() for each in marks.bookmark(order, ident))
        body.append(par(start, r(f"Део {order}"), end))
    more: dict[str, str | bytes] = {"_rels/.rels": RELATIONS, marks.PROPERTIES_PART: properties or b""}
    return docx("".join(body), more=more if properties else None)


def test_reads_what_was_written() -> None:
    stated = {marks.CONSULTATION: "nacrt-2027", marks.VERSION: "ab" * 32, marks.TABLE: "answers"}
    package = open_package(marked(0, 7, 12, properties=marks.properties_part(stated)))

    assert marks.Marks.read(package) == marks.Marks("nacrt-2027", "ab" * 32, marks.FORM, (0, 7, 12))
    assert marks.read_properties(package)[marks.TABLE] == "answers"


def test_a_value_is_escaped() -> None:
    package = open_package(marked(1, properties=marks.properties_part({marks.CONSULTATION: "<a & b>"})))

    assert marks.Marks.read(package).consultation == "<a & b>"


def test_a_file_that_never_was_ours_says_nothing() -> None:
    assert marks.Marks.read(open_package(docx(par(r("Реч"))))) == marks.Marks()


def test_damaged_properties_say_nothing() -> None:
    assert marks.Marks.read(open_package(marked(3, properties=b"<Properties"))) == marks.Marks(orders=(3,))


def test_of_two_marks_of_one_passage_the_first_counts() -> None:
    assert marks.Marks.read(open_package(marked(4, 4, 5))).orders == (4, 5)


def test_names_are_hidden_in_word_and_only_ours_are_read() -> None:
    assert marks.name_of(123_456_789).startswith("_")
    assert len(marks.name_of(123_456_789)) <= 40
    assert marks.order_of(marks.name_of(31)) == 31
    assert [marks.order_of(name) for name in ("_Toc12", "_s_", "_s_x", "_s_1234567890", "s_1")] == [None] * 5


def test_a_mark_that_lost_its_end_is_still_a_mark() -> None:
    start, _end = (etree.tostring(each).decode() for each in marks.bookmark(2, 9))
    package = open_package(docx(par(start, r("Реч"))))

    assert [(span.order, span.end) for span in marks.spans(package.parse(package.main_part))] == [(2, None)]
