"""Bad Word files through the upload page: refused in words that say what, where and what to do, or read and reported.

reliability.md C1. `uploading.refusal` checks what holds for every refused file.
"""

from __future__ import annotations

import io
import random
import stat
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable

import pytest

from seko.drafts.documents.models import Import, Passage
from seko.foundation.files.models import StoredFile
from seko.foundation.text.scripts import to_latin
from tests import factories as f
from tests.drafts.documents.model import test_hostile_content as content
from tests.drafts.documents.model import test_hostile_packages as packages
from tests.drafts.documents.model.builder import dele, docx, ins, p, pack, par, part, parts_of, r, tbl, tc, tr
from tests.drafts.documents.uploading import Uploading, in_form, main_of, said, uploading

pytestmark = pytest.mark.django_db

PARTS = parts_of(p("Увод", "Heading1") + p("Текст"))
DAMAGED = "Датотека је оштећена или непотпуна и не може да се отвори. Сачувајте је поново и пошаљите нову копију."
MACROS = "Датотека садржи макрое. Сачувајте је као DOCX без макроа и пошаљите је поново."
PROTECTED = "Датотека је заштићена. Уклоните лозинку или ограничење права и пошаљите је поново."
DOCTYPE = "Део {} садржи декларацију типа документа, што није дозвољено. Сачувајте документ поново."


@pytest.fixture
def desk() -> Uploading:
    """The ministry's coordinator before the upload page."""
    return uploading()


# --- refused ---------------------------------------------------------------------------------------------------------


def overlapping() -> bytes:
    inner, _ = packages._entry(b"word/document.xml", b"<x/>", 0)
    outer, first = packages._entry(b"word/styles.xml", inner, 0)
    _, second = packages._entry(b"word/document.xml", b"<x/>", len(outer) - len(inner))
    directory = first + second
    return outer + directory + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2, 2, len(directory), len(outer), 0)


def with_entries(count: int) -> bytes:
    buffer = io.BytesIO(pack(PARTS))
    with zipfile.ZipFile(buffer, "a") as archive:
        for number in range(count):
            archive.writestr(f"x/{number}", b"")
    return buffer.getvalue()


def with_a_lie_about_entries() -> bytes:
    """A directory of 70,000 entries that says it holds two: counted by its length, before an object is made of each."""
    data = bytearray(with_entries(60_000))
    end = data.rfind(b"PK\x05\x06")
    struct.pack_into("<2H", data, end + 8, 2, 2)
    return bytes(data)


def doubled() -> bytes:
    buffer = io.BytesIO(pack(PARTS))
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("word/document.xml", part("document", "<w:body/>"))
    return buffer.getvalue()


def linked() -> bytes:
    buffer = io.BytesIO(pack(PARTS))
    info = zipfile.ZipInfo("word/media/x.png")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(info, "/etc/passwd")
    return buffer.getvalue()


def declaring(kind: str) -> bytes:
    text = str(PARTS["word/document.xml"]).split("?>\n", 1)[1]
    return pack(PARTS | {"word/document.xml": '<?xml version="1.0"?>' + packages.DOCTYPES[kind] + text})


def lying() -> bytes:
    """The size that is stated is 600 bytes, and the checksum is that of these; much more would come out."""
    begin = str(PARTS["word/document.xml"]).encode()[:600]
    return packages._patched(pack(PARTS), b"word/document.xml", len(begin), zlib.crc32(begin))


def macro_document() -> bytes:
    return pack(PARTS | {"word/vbaProject.bin": b"\xd0\xcf"})


def macro_type() -> bytes:
    types = str(PARTS["[Content_Types].xml"]).replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    return pack(PARTS | {"[Content_Types].xml": types})


def opendocument() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<x/>")
    return buffer.getvalue()


def wide() -> bytes:
    row = "<w:tr>" + "<w:tc><w:p/></w:tc>" * 10_000 + "</w:tr>"
    return docx(p("пре") + tbl(tr("1", "2")) + tbl(*[row] * 10, columns=10_000))


def one_word() -> bytes:
    word = "".join(random.Random(3).choices("abcdefghijklmnop", k=5_000_000))
    return docx(p("прва") + p(word))


def forbidding(written: bytes) -> bytes:
    text = str(PARTS["word/document.xml"]).encode().replace("Текст".encode(), written)
    return pack(PARTS | {"word/document.xml": text})


def ole(stream: str) -> bytes:
    return packages.OLE + stream.encode("utf-16-le")


def without_main() -> bytes:
    return pack({name: text for name, text in PARTS.items() if name != "word/document.xml"})


def refused(row: int, name: str, build: Callable[[], bytes], sentence: str, file: str = "nacrt.docx") -> object:
    """One case of the table: the row it proves, its bytes, what the person is told in Cyrillic."""
    return pytest.param(build, sentence, file, id=f"{row}-{name}")


CONTROL = "У делу word/document.xml, ред 2, налази се недозвољен знак. Сачувајте документ поново."
REFUSED = [
    refused(1, "bomb", lambda: packages._with_zeros(500), "Датотека распакована има 501 MB; дозвољено је највише 200"),
    refused(2, "lying", lying, "Део word/document.xml нема величину која је у датотеци наведена. Сачувајте документ"),
    refused(3, "overlapping", overlapping, "Делови датотеке се преклапају (word/document.xml). Сачувајте документ"),
    refused(4, "crowd", lambda: with_entries(70_000), "Датотека садржи превише делова: 65535; дозвољено је највише 2"),
    refused(4, "crowd-denied", with_a_lie_about_entries, DAMAGED),
    refused(5, "doubled", doubled, "Датотека садржи део word/document.xml два пута, па њен садржај није једнозначан."),
    refused(6, "up", lambda: pack(PARTS | {"../../x": "x"}), "део са недозвољеним називом: ../../x. Сачувајте"),
    refused(6, "root", lambda: pack(PARTS | {"/etc/x": "x"}), "део са недозвољеним називом: /etc/x. Сачувајте"),
    refused(6, "drive", lambda: pack(PARTS | {"C:\\x": "x"}), "део са недозвољеним називом: C:\\\\x. Сачувајте"),
    refused(6, "link", linked, "Датотека уместо дела садржи везу: word/media/x.png. Сачувајте документ поново."),
    refused(7, "laughs", lambda: declaring("laughs"), DOCTYPE.format("word/document.xml")),
    refused(8, "xxe", lambda: declaring("xxe"), DOCTYPE.format("word/document.xml")),
    refused(10, "docm", macro_document, MACROS, "nacrt.docm"),
    refused(10, "macros-in-docx", macro_document, MACROS),
    refused(10, "macro-type", macro_type, MACROS),
    refused(12, "password", lambda: ole("EncryptedPackage"), PROTECTED),
    refused(12, "rights", lambda: ole("DRMEncryptedTransform"), PROTECTED),
    refused(13, "pdf", lambda: b"%PDF-1.7\n...", "Ово је PDF. Пошаљите Word документ (DOCX) од којег је направљен."),
    refused(13, "rtf", lambda: b"{\\rtf1\\ansi}", "Ово је RTF датотека. Отворите је у програму за обраду текста"),
    refused(
        13, "html", lambda: b"<!DOCTYPE html><html></html>", "Ово је веб-страница (HTML). Сачувајте текст као DOCX"
    ),
    refused(13, "doc", lambda: ole("WordDocument"), "Ово је стара Word датотека (DOC). Отворите је и сачувајте као"),
    refused(13, "odt", opendocument, "Врста датотеке: OpenDocument (.odt). Овде се примају: Word (.docx)."),
    refused(
        13,
        "fodt",
        lambda: b'<?xml version="1.0"?><office:document xmlns:office="x">',
        "ODT сачувана као један XML. Отворите је и сачувајте као DOCX.",
    ),
    refused(14, "empty", lambda: b"", "Датотека је празна."),
    refused(14, "half", lambda: pack(PARTS)[: len(pack(PARTS)) // 2], DAMAGED),
    refused(14, "random", lambda: random.Random(1).randbytes(20_000), "Ово није Word документ (DOCX)."),
    refused(14, "random-zip", lambda: b"PK\x03\x04" + random.Random(2).randbytes(20_000), DAMAGED),
    refused(15, "no-main", without_main, "У датотеци недостаје главни текст. Сачувајте документ поново."),
    refused(17, "wide", wide, "Табела 2, ред 1 има колона: 10000; дозвољено је највише 63."),
    refused(18, "deep", lambda: docx(content._nested(60)), "Табела 11 је угнежђена на дубини 11; дозвољено је највише"),
    refused(
        18, "deepest", lambda: docx(content._nested(2_000)), "Елементи у делу word/document.xml угнежђени су преду"
    ),
    refused(20, "paragraphs", lambda: docx("<w:p/>" * 300_000), "Део word/document.xml има више од 50000 пасуса."),
    refused(21, "word", one_word, "Пасус 2 садржи реч дужине 5000000 слова; дозвољено је највише 1000000."),
    refused(22, "nul", lambda: forbidding(b"a\x00b"), CONTROL),
    refused(22, "control", lambda: forbidding(b"a&#x1F;b"), CONTROL),
    refused(22, "surrogate", lambda: forbidding(b"a\xed\xa0\x80b"), CONTROL),
]


@pytest.mark.bad_input(1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 13, 14, 15, 17, 18, 20, 21, 22)
@pytest.mark.parametrize(("build", "sentence", "name"), REFUSED)
def test_what_is_refused_says_why_and_leaves_nothing(
    build: Callable[[], bytes], sentence: str, name: str, desk: Uploading
) -> None:
    before = StoredFile.objects.count()

    words = desk.refusal(build(), name=name)

    assert sentence in words
    assert "Чист ваздух" in words
    assert StoredFile.objects.count() == before


@pytest.mark.bad_input(1, 15)
def test_a_refusal_is_in_the_language_and_script_of_the_page(desk: Uploading, language: str) -> None:
    at_the_door = {
        "sr": "Ово је PDF. Пошаљите Word документ (DOCX) од којег је направљен.",
        "sr-latn": "Ovo je PDF. Pošaljite Word dokument (DOCX) od kojeg je napravljen.",
        "en": "This is a PDF. Send the Word document (.docx) it was made from.",
    }
    when_read = {
        "sr": "У датотеци недостаје главни текст. Сачувајте документ поново. Ништа од ње није сачувано.",
        "sr-latn": "U datoteci nedostaje glavni tekst. Sačuvajte dokument ponovo. Ništa od nje nije sačuvano.",
        "en": "The main text is missing from the file. Save the document again. Nothing was kept of it.",
    }

    assert at_the_door[language] in desk.refusal(b"%PDF-1.7\n...", language=language)
    assert when_read[language] in desk.refusal(without_main(), language=language)


# --- read, and reported ----------------------------------------------------------------------------------------------


def report(desk: Uploading, data: bytes) -> tuple[Import, str]:
    """Return the upload as it was read, and what its page says."""
    found = desk.read(data)
    assert found.status == "read", (found.refusal, found.refusal_params)
    return found, main_of(desk.shown(found))


@pytest.mark.bad_input(9)
def test_what_lies_outside_is_never_fetched_and_links_stay_as_text(desk: Uploading) -> None:
    relations = "".join(
        content.EXTERNAL.format(ident, kind, target)
        for ident, kind, target in (
            ("a", "image", "https://tracker.example/pixel.png"),
            ("b", "attachedTemplate", "file:///C:/x.dotm"),
            ("c", "oleObject", "https://example.org/x.xls"),
            ("d", "hyperlink", "https://example.org/"),
        )
    )
    picture = '<w:r><w:drawing><a:blip r:link="a"/></w:drawing></w:r>'
    body = p("Увод", "Heading1") + par(f'<w:hyperlink r:id="d">{r("веза до закона")}</w:hyperlink>') + par(picture)

    found, words = report(desk, docx(body, relations=relations))

    assert "веза до закона" in words
    assert "Веза ка садржају ван датотеке, које нису праћене и изостављене су: 3." in words
    assert "https://tracker.example/pixel.png" in words  # to the uploader only
    draft = desk.kept(found)
    assert "tracker.example" not in str(draft.findings)


@pytest.mark.bad_input(11)
def test_what_is_embedded_is_left_out_and_listed(desk: Uploading) -> None:
    relations = content.INTERNAL.format("a", "aFChunk", "chunk.html")
    relations += content.INTERNAL.format("o", "oleObject", "embeddings/o.bin")
    more: dict[str, str | bytes] = {
        "word/chunk.html": "<html><script>x</script></html>",
        "word/embeddings/o.bin": b"MZ-CANARY",
    }
    body = p("Увод", "Heading1") + '<w:altChunk r:id="a"/>'
    body += par('<w:r><w:object><o:OLEObject r:id="o"/></w:object></w:r>')

    found, words = report(desk, docx(body, relations=relations, more=more))

    assert "Уметнутих докумената који су изостављени: 1." in words
    assert "Уметнутих објеката који су изостављени: 1." in words
    desk.kept(found)
    assert b"CANARY" not in published(desk)
    assert b"<script>" not in published(desk)


def published(desk: Uploading) -> bytes:
    """Publish the first draft for everybody; return its file unpacked, as a stranger gets it."""
    draft = desk.document.versions.get(number=1)
    second = f.client_of(f.another_of(desk.coordinator))
    steps = [(desk.client, "version-step", "propose"), (second, "version-step", "publish")]
    if draft.status == "draft":
        for client, name, step in steps:
            assert client.post(in_form("sr", name, desk.document.code, 1, step)).status_code == 302
        url = in_form("sr", "version-release", desk.document.code, 1)
        assert desk.client.post(url, {"circle": "public"}).status_code == 302
    answer = f.client_of(None).get(in_form("sr", "version-file", desk.document.code, 1))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:  # type: ignore[attr-defined]
        everything = b"\n".join(name.encode() + archive.read(name) for name in archive.namelist())
    return everything


@pytest.mark.bad_input(16)
def test_missing_parts_leave_defaults_and_a_warning_each(desk: Uploading) -> None:
    numbering = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr>'
    picture = '<w:r><w:drawing><a:blip r:embed="m"/></w:drawing></w:r>'
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="1"/></w:r>'
    body = p("Ставка", properties=numbering) + par(r("Текст остаје"), reference, picture)
    relations = content.INTERNAL.format("m", "image", "media/x.png")

    found, words = report(desk, docx(body, styles=None, relations=relations))

    for name in ("word/media/x.png", "styles", "numbering", "comments", "footnotes"):
        assert f"Недостаје део датотеке: {name}." in words
    asked = {"acknowledged": ["no-headings"]} if "no-headings" in words else {}
    assert "Текст остаје" in Passage.objects.get(version=desk.kept(found, **asked), order=1).text


@pytest.mark.bad_input(18)
def test_tables_ten_deep_are_read_in_order(desk: Uploading) -> None:
    _found, words = report(desk, docx(p("Увод", "Heading1") + content._nested(10)))

    places = [words.index(f"л{level} ") for level in range(1, 10)]
    assert places == sorted(places)
    assert "дубина 10" in words


@pytest.mark.bad_input(19)
def test_cells_that_do_not_fit_together_keep_their_words_in_order(desk: Uploading) -> None:
    restart, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = tbl(
        tr(tc("ћелија-а", restart), "ћелија-б"),
        tr(tc("ћелија-в", go_on), "ћелија-г"),
        tr(tc("ћелија-д", '<w:gridSpan w:val="2"/>' + go_on)),
        tr("ћелија-ђ", "ћелија-е", "ћелија-ж"),
        columns=2,
    )

    _found, words = report(desk, docx(p("Увод", "Heading1") + body))

    shown = words[words.index("Текст како ће изгледати") :]
    places = [shown.index(f"ћелија-{letter}") for letter in "абвгдђеж"]
    assert places == sorted(places)
    assert "Табела 1: спојена поља се не слажу. Текст је задржан редом." in words
    assert "Табела 1: редови су различите дужине. Текст је задржан редом." in words


@pytest.mark.bad_input(21)
def test_a_word_of_three_hundred_letters_is_kept_and_told(desk: Uploading) -> None:
    _found, words = report(desk, docx(p("Увод", "Heading1") + p("ш" * 300)))

    assert "ш" * 300 in words
    assert "Веома дугих речи: 1, најдужа има 300 слова." in words


@pytest.mark.bad_input(23)
def test_tracked_changes_ask_and_are_never_mixed_nor_published(desk: Uploading) -> None:
    body = p("Увод", "Heading1") + par(r("Буџет "), ins(r("расте-нагло")), dele("пада-благо"))
    found, words = report(desk, docx(body))
    assert "У датотеци има праћених измена" in words
    assert ("расте-нагло" in words, "пада-благо" in words) == (True, False)
    without = main_of(desk.shown(found, query="?text=rejected"))
    assert ("расте-нагло" in without, "пада-благо" in without) == (False, True)

    undecided = desk.decide(found)
    assert undecided.status_code == 400
    assert "Изаберите текст са изменама или без њих." in main_of(undecided)
    assert not desk.document.versions.exists()

    draft = desk.kept(found, revisions="rejected", acknowledged=[])
    assert "Буџет пада-благо" in [passage.text for passage in draft.passages.all()]
    file = published(desk).decode("utf-8", "replace")
    assert ("расте-нагло" in file, "пада-благо" in file, "w:ins " in file, "w:del " in file) == (
        False, True, False, False,
    )  # fmt: skip
    page = f.client_of(None).get(in_form("sr", "version", desk.document.code, 1))
    assert "расте-нагло" not in said(page)


@pytest.mark.bad_input(25)
def test_what_cannot_be_seen_is_reported_and_never_published(desk: Uploading) -> None:
    box = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>'
        + p("Текст из оквира")
        + "</w:txbxContent></wps:txbx></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + r("исход поља")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    control = f"<w:sdt><w:sdtContent>{r('садржај контроле')}</w:sdtContent></w:sdt>"
    body = (
        p("Увод", "Heading1")
        + par(r("Види се"), r("СКРИВЕНО-КАНАРИНАЦ", "<w:vanish/>"), r(" бело", '<w:color w:val="FFFFFF"/>'))
        + par(r("Са оквиром"), box)
        + par(r("Са напоменом"), '<w:r><w:footnoteReference w:id="3"/></w:r>')
        + par(field, control)
    )
    note = f'<w:footnote w:id="3">{p("Текст напомене")}</w:footnote>'
    relations = content.INTERNAL.format("h", "header", "header1.xml")
    header: dict[str, str | bytes] = {"word/header1.xml": part("hdr", p("Заглавље стране"))}

    found, words = report(desk, docx(body, footnotes=note, relations=relations, more=header))

    assert "Скривени текст: 18 знакова. Изоставља се и никада се не објављује." in words
    assert "Бели текст на белој подлози: 4 знакова. Постаће видљив." in words
    assert "Заглавља и подножја страница која су изостављена: 1." in words
    for shown in ("Текст из оквира", "Текст напомене", "исход поља", "садржај контроле"):
        assert shown in words
    assert "СКРИВЕНО-КАНАРИНАЦ" not in words
    refused_once = desk.decide(found)
    assert refused_once.status_code == 400
    desk.kept(found, acknowledged=["hidden-text", "white-text"])
    assert "СКРИВЕНО-КАНАРИНАЦ" not in published(desk).decode("utf-8", "replace")


@pytest.mark.bad_input(26)
def test_nothing_of_those_who_wrote_it_is_in_the_published_copy(desk: Uploading) -> None:
    core = (
        '<?xml version="1.0"?><cp:coreProperties '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Канаринац Писац</dc:creator>'
        "<cp:lastModifiedBy>kanarinac@primer.example</cp:lastModifiedBy></cp:coreProperties>"
    )
    app = (
        '<?xml version="1.0"?><Properties '
        'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Company>Канаринац доо</Company><Manager>Канаринац Шеф</Manager></Properties>"
    )
    body = p("Увод", "Heading1") + par(r("Текст "), ins(r("нов"), author="Канаринац Уредник"))
    comments = '<w:comment w:id="1" w:author="Канаринац Читалац">' + p("тајна белешка") + "</w:comment>"
    parts = parts_of(
        body + par('<w:commentRangeStart w:id="1"/>', r("реч"), '<w:commentRangeEnd w:id="1"/>'), comments=comments
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"
    links = (
        f'<Relationship Id="p1" Type="{package}/core-properties" Target="docProps/core.xml"/>'
        f'<Relationship Id="p2" Type="{office}/extended-properties" Target="docProps/app.xml"/></Relationships>'
    )
    parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace("</Relationships>", links)
    found = desk.read(pack(parts | {"docProps/core.xml": core, "docProps/app.xml": app}))

    words = main_of(desk.shown(found))
    colleague = f.client_of(f.another_of(desk.coordinator))
    theirs = main_of(colleague.get(in_form("sr", "import", desk.document.code, found.pk)))
    assert "Канаринац Уредник" in words  # told to the uploader, to nobody else
    assert "Канаринац" not in theirs
    desk.kept(found, revisions="accepted", acknowledged=["word-comments"])

    file = published(desk).decode("utf-8", "replace")
    page = f.client_of(None).get(in_form("sr", "version", desk.document.code, 1)).content.decode()
    for trace in ("Канаринац", "kanarinac", "тајна белешка"):
        assert trace not in file
        assert trace not in page


@pytest.mark.bad_input(27)
def test_mixed_letters_and_invisible_signs_are_kept_as_typed_and_folded_when_compared(desk: Uploading) -> None:
    typed = "Пpедлог мере\u00ad ре\u200bч 5\u00a0%"  # the second letter is Latin
    found, words = report(desk, docx(p("Увод", "Heading1") + p(typed)))
    assert "Речи са словима оба писма: 1. Остају како су откуцане." in words

    draft = desk.kept(found)
    assert draft.passages.get(order=1).text == typed

    # The same words typed cleanly, in the other script: nothing has changed for a comparison.
    again = desk.read(docx(p("Uvod", "Heading1") + p("Predlog mere reč 5 %")))
    keys = [passage["key"] for passage in again.result["accepted"]["passages"]]  # type: ignore[index]
    assert keys == list(draft.passages.order_by("order").values_list("key", flat=True))


@pytest.mark.bad_input(28)
def test_signs_that_turn_the_writing_are_shown_and_turn_nothing(desk: Uploading) -> None:
    found, words = report(desk, docx(p("Увод", "Heading1") + p("обрнуто \u202etxt.xcod\u202c крај")))
    shown = desk.shown(found).content.decode()

    assert "Невидљивих знакова који мењају смер писања: 2." in words
    assert '<bdi data-sign="U+202E">\u202e</bdi>txt.xcod<bdi data-sign="U+202C">\u202c</bdi>' in shown
    # Every one of them stands shut in an element of its own.
    bare = shown.replace('<bdi data-sign="U+202E">\u202e</bdi>', "").replace('<bdi data-sign="U+202C">\u202c</bdi>', "")
    assert not {"\u202e", "\u202c"} & set(bare)
    found.delete()

    named = desk.read(docx(p("Увод", "Heading1")), name="nacrt\u202excod.docx")
    assert named.name == "nacrtxcod.docx"


@pytest.mark.bad_input(29)
def test_a_poor_structure_is_told_and_numbers_become_text(desk: Uploading) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, text in enumerate(("%1.", "%1.%2."))
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
        '<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'
    )

    def numbered(level: int) -> str:
        return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="5"/></w:numPr>'

    body = (
        p("Прва", "Heading1", numbered(0)) + p("Подела", "Heading3", numbered(1)) + p("Друга", "Heading1", numbered(0))
    )
    found, words = report(desk, docx(body, numbering=numbering))
    assert "Прескочених нивоа наслова: 1." in words
    assert [(passage.number, passage.text) for passage in desk.kept(found).passages.all()] == [
        ("1.", "Прва"), ("1.1.", "Подела"), ("2.", "Друга"),
    ]  # fmt: skip

    flat = docx("".join(p(f"Пасус {number}.") for number in range(30)))
    found, words = report(desk, flat)
    assert "Документ нема наслове, па не може да се подели на одељке." in words
    assert desk.decide(found).status_code == 400  # weighed first: confirmed, or cancelled


@pytest.mark.bad_input(30)
def test_what_is_no_text_leaves_a_mark_and_asks_for_words(desk: Uploading) -> None:
    def drawing(inner: str) -> str:
        return par(f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x"/>{inner}</wp:inline></w:drawing></w:r>')

    body = (
        p("Увод", "Heading1")
        + par("<m:oMathPara><m:oMath><m:r><m:t>E=mc²</m:t></m:r></m:oMath></m:oMathPara>")
        + drawing('<c:chart r:id="c"/>')
        + drawing('<dgm:relIds r:dm="d"/>')
        + drawing('<a:blip r:embed="e"/>')
    )
    relations = content.INTERNAL.format("e", "image", "media/a.emf")

    found, words = report(desk, docx(body, relations=relations, more={"word/media/a.emf": b"x"}))

    for sentence in (
        "Једначина којима је потребан опис речима: 1.",
        "Графикона којима је потребан опис речима: 1.",
        "Дијаграма којима је потребан опис речима: 1.",
        "Цртежа у старом формату (WMF, EMF) којима је потребан опис речима: 1.",
    ):
        assert sentence in words
    assert "[E=mc²]" in words
    assert words.count("[…]") == 3
    assert desk.kept(found).passages.count() == 5


def test_the_latin_form_says_the_same_in_latin(desk: Uploading) -> None:
    found = desk.read(docx(p("Увод", "Heading1") + p("ш" * 300)))

    words = main_of(desk.shown(found, "sr-latn"))

    assert to_latin("Веома дугих речи: 1, најдужа има 300 слова.") in words


def test_where_something_stands_is_told_by_section_and_words_and_never_by_a_code(desk: Uploading) -> None:
    found = desk.read(docx(p("Увод", "Heading1") + p("Вазд\u0443\u0445 у гр\u0061ду је чист.") + p("Без замерке.")))

    shown = desk.shown(found)

    assert 'href="#p-h1-1"' in shown.content.decode()
    words = main_of(shown)
    assert "Где се налази Увод: „Ваздух у" in words
    assert "h1-1" not in words
