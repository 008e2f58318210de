"""Files that are not what they say, or are made to do harm: each is refused with its code (reliability.md, C1 1-15)."""

from __future__ import annotations

import io
import random
import stat
import struct
import time
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import pytest

from seko.drafts.documents.model.limits import Limits
from seko.drafts.documents.model.reading import read_upload
from seko.drafts.documents.model.refusals import REFUSALS, Refused
from tests.drafts.documents.model.builder import docx, p, pack, part, parts_of

GOOD = parts_of(p("Текст"))


@pytest.fixture(autouse=True)
def _in_ten_seconds() -> Iterator[None]:
    begun = time.monotonic()
    yield
    assert time.monotonic() - begun < 10


def refused(data: bytes, **limits: int) -> tuple[str, dict[str, Any]]:
    """The code and the numbers of the refusal; the sentence must be able to take them."""
    with pytest.raises(Refused) as found:
        read_upload(data, limits=Limits(**limits))
    assert str(found.value) == REFUSALS[found.value.code] % found.value.params
    return found.value.code, found.value.params


def _with_zeros(megabytes: int) -> bytes:
    buffer = io.BytesIO(pack({name: text for name, text in GOOD.items() if name != "word/document.xml"}))
    with (
        zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as out,
    ):
        for _ in range(megabytes):
            out.write(b" " * 1_000_000)
    return buffer.getvalue()


def test_a_good_file_is_read() -> None:
    assert [passage.text for passage in read_upload(pack(GOOD)).accepted.passages] == ["Текст"]


@pytest.mark.bad_input(1)
def test_a_zip_bomb_is_refused_from_the_directory() -> None:
    bomb = _with_zeros(500)
    begun = time.monotonic()
    assert refused(bomb) == ("unpacks-too-large", {"megabytes": 501, "limit": 200})
    assert time.monotonic() - begun < 0.5


@pytest.mark.bad_input(1)
def test_one_part_and_the_ratio_have_limits_of_their_own() -> None:
    assert refused(_with_zeros(60)) == (
        "part-too-large",
        {"part": "word/document.xml", "megabytes": 60, "limit": 50},
    )
    code, params = refused(_with_zeros(12))
    assert (code, params["limit"]) == ("compressed-too-much", 100)
    assert params["ratio"] > 100


def test_more_than_25_megabytes() -> None:
    assert refused(b"PK\x03\x04" + b"x" * 26_000_000) == ("file-too-large", {"megabytes": 27, "limit": 25})


def _patched(data: bytes, name: bytes, size: int, checksum: int | None = None) -> bytes:
    """The file with another size (and checksum) stated for a part, in the directory and before the part."""
    changed = bytearray(data)
    for mark, at_crc, at_size, at_name in ((b"PK\x01\x02", 16, 24, 46), (b"PK\x03\x04", 14, 22, 30)):
        place = changed.find(mark)
        while place >= 0:
            if changed[place + at_name :].startswith(name):
                struct.pack_into("<L", changed, place + at_size, size)
                if checksum is not None:
                    struct.pack_into("<L", changed, place + at_crc, checksum)
            place = changed.find(mark, place + 4)
    return bytes(changed)


@pytest.mark.bad_input(2)
def test_a_size_that_lies_is_seen_while_reading() -> None:
    data = pack(GOOD)
    text = GOOD["word/document.xml"]
    assert isinstance(text, str)
    begin = text.encode()[:600]
    lying = _patched(data, b"word/document.xml", len(begin), zlib.crc32(begin))
    assert refused(lying) == ("size-differs", {"part": "word/document.xml"})
    assert refused(_patched(data, b"word/document.xml", 90_000)) == ("size-differs", {"part": "word/document.xml"})


def _entry(name: bytes, data: bytes, offset: int) -> tuple[bytes, bytes]:
    """A stored entry: its local header with data, and its line in the directory."""
    crc, size = zlib.crc32(data), len(data)
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 0, 0, 33, crc, size, size, len(name), 0) + name + data
    central = struct.pack(
        "<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 33, crc, size, size, len(name), 0, 0, 0, 0, 0, offset
    )
    return local, central + name


@pytest.mark.bad_input(3)
def test_overlapping_entries() -> None:
    inner, _ = _entry(b"word/document.xml", b"<x/>", 0)
    outer, first = _entry(b"word/styles.xml", inner, 0)
    _, second = _entry(b"word/document.xml", b"<x/>", len(outer) - len(inner))
    directory = first + second
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2, 2, len(directory), len(outer), 0)
    assert refused(outer + directory + end) == ("overlapping-parts", {"part": "word/document.xml"})


@pytest.mark.bad_input(5)
def test_another_name_before_the_bytes_than_in_the_directory() -> None:
    local, _ = _entry(b"word/Document.xml", b"<x/>", 0)
    _, central = _entry(b"word/document.xml", b"<x/>", 0)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(central), len(local), 0)
    assert refused(local + central + end) == ("duplicate-part", {"part": "word/document.xml"})


@pytest.mark.bad_input(4)
def test_seventy_thousand_entries() -> None:
    buffer = io.BytesIO(pack(GOOD))
    with zipfile.ZipFile(buffer, "a") as archive:
        for number in range(70_000):
            archive.writestr(f"x/{number}", b"")
    code, params = refused(buffer.getvalue())
    assert (code, params["limit"]) == ("too-many-parts", 2_000)
    few = GOOD | {f"x/{number}": "" for number in range(2_000)}
    assert refused(pack(few)) == ("too-many-parts", {"parts": 2_000 + len(GOOD), "limit": 2_000})


@pytest.mark.bad_input(5)
@pytest.mark.parametrize("copy", ["word/document.xml", "WORD/document.XML"])
def test_two_entries_with_one_name(copy: str) -> None:
    buffer = io.BytesIO(pack(GOOD))
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(copy, part("document", "<w:body/>"))
    assert refused(buffer.getvalue()) == ("duplicate-part", {"part": copy})


@pytest.mark.bad_input(6)
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../x", "../../x"),
        ("/etc/x", "/etc/x"),
        ("C:\\x", "C:\\\\x"),
        ("C:x", "C:x"),
        ("word/../../x", "word/../../x"),
        ("word//x", "word//x"),
        ("word/a\nb", "word/a\\nb"),
        ("word/\u202etxt.xcod", "word/\\u202etxt.xcod"),
        ("word/" + "x" * 300, ("word/" + "x" * 300)[:120]),
    ],
)
def test_names_that_are_paths_or_hide_something(name: str, shown: str) -> None:
    assert refused(pack(GOOD | {name: "x"})) == ("bad-part-name", {"part": shown})


@pytest.mark.bad_input(6)
def test_a_name_cut_by_nul() -> None:
    data = pack(GOOD | {"word/xYZ": "1"}).replace(b"word/xYZ", b"word/x\x00Z")
    assert refused(data) == ("bad-part-name", {"part": "word/x\\x00Z"})


@pytest.mark.bad_input(6)
@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO])
def test_a_link_instead_of_a_part(kind: int) -> None:
    buffer = io.BytesIO(pack(GOOD))
    info = zipfile.ZipInfo("word/media/x.png")
    info.external_attr = (kind | 0o777) << 16
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(info, "/etc/passwd")
    assert refused(buffer.getvalue()) == ("symbolic-link", {"part": "word/media/x.png"})


def test_an_encrypted_entry_and_an_unknown_compression() -> None:
    data = bytearray(pack(GOOD))
    place = data.find(b"PK\x01\x02")
    struct.pack_into("<H", data, place + 8, 1)
    assert refused(bytes(data)) == ("protected", {})
    packed = pack(GOOD, zipfile.ZIP_BZIP2)
    assert refused(packed) == ("unknown-compression", {"part": "[Content_Types].xml"})


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
DOCTYPES = {
    "laughs": f'<!DOCTYPE x [<!ENTITY l0 "ха">{LAUGHS}]>',
    "xxe": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    "bare": "<!DOCTYPE x>",
}


@pytest.mark.bad_input(7, 8)
@pytest.mark.parametrize("doctype", DOCTYPES)
@pytest.mark.parametrize("where", ["word/document.xml", "word/styles.xml", "_rels/.rels", "[Content_Types].xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_doctype_in_any_part_whatever_the_encoding(doctype: str, where: str, encoding: str) -> None:
    text = GOOD[where]
    assert isinstance(text, str)
    head, rest = text.split("?>\n", 1) if text.startswith("<?xml") else ("", text)
    del head
    hostile = f'<?xml version="1.0" encoding="{encoding}"?>{DOCTYPES[doctype]}{rest}'
    assert refused(pack(GOOD | {where: hostile.encode(encoding)})) == ("document-type-declaration", {"part": where})


@pytest.mark.bad_input(8)
def test_a_doctype_hidden_by_an_unusual_encoding() -> None:
    text = str(GOOD["word/document.xml"]).split("?>\n", 1)[1]
    hostile = '<?xml version="1.0" encoding="utf-7"?>' + (DOCTYPES["xxe"] + text).encode("utf-7").decode("ascii")
    code, params = refused(pack(GOOD | {"word/document.xml": hostile}))
    assert (code, params["part"]) in {
        ("document-type-declaration", "word/document.xml"),
        ("damaged-part", "word/document.xml"),
    }


@pytest.mark.bad_input(10)
def test_macros_whatever_the_name() -> None:
    assert refused(pack(GOOD | {"word/vbaProject.bin": b"\xd0\xcf"})) == ("macros", {})
    types = str(GOOD["[Content_Types].xml"]).replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    assert refused(pack(GOOD | {"[Content_Types].xml": types})) == ("macros", {})


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504


@pytest.mark.bad_input(12, 13, 14)
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (b"%PDF-1.7\n...", "is-pdf"),
        (b"\n\n%PDF-1.4", "is-pdf"),
        (b"{\\rtf1\\ansi}", "is-rtf"),
        (b"<!DOCTYPE html><html></html>", "is-html"),
        (b"\xef\xbb\xbf  <HTML><body>x", "is-html"),
        ("<html><body>č".encode("utf-16"), "is-html"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "is-html"),
        (OLE + "WordDocument".encode("utf-16-le"), "is-old-word"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protected"),
        (OLE + "DRMEncryptedTransform".encode("utf-16-le"), "protected"),
        (OLE + "Workbook".encode("utf-16-le"), "is-old-office"),
        (b'<?xml version="1.0"?><office:document xmlns:office="x">', "is-flat-opendocument"),
        (b'<?xml version="1.0"?><pkg:package xmlns:pkg="x">', "is-word-xml"),
        (random.Random(1).randbytes(20_000), "not-a-document"),
        ("Обичан текст".encode(), "not-a-document"),
        (pack({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}), "is-opendocument"),
        (pack({"[Content_Types].xml": "<T>spreadsheetml</T>", "xl/workbook.xml": "<x/>"}), "is-spreadsheet"),
        (pack({"[Content_Types].xml": "<T>presentationml</T>", "ppt/p.xml": "<x/>"}), "is-presentation"),
        (pack({"photo.png": "x"}), "not-a-document"),
        (pack(GOOD)[: len(pack(GOOD)) // 2], "damaged-file"),
        (pack(GOOD)[:-10], "damaged-file"),
        (b"PK\x03\x04", "damaged-file"),
    ],
)
def test_other_kinds_are_named_by_their_content(data: bytes, code: str) -> None:
    assert refused(data) == (code, {})


@pytest.mark.bad_input(14)
def test_every_cut_and_every_flipped_byte_is_refused_or_read() -> None:
    data = pack(GOOD)
    chance = random.Random(7)
    for _ in range(300):
        broken = bytearray(data[: chance.randrange(len(data))] if chance.random() < 0.5 else data)
        if broken:
            broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
        try:
            read_upload(bytes(broken))
        except Refused as found:
            assert str(found)


@pytest.mark.bad_input(15)
def test_the_main_text_is_missing() -> None:
    without = {name: content for name, content in GOOD.items() if name != "word/document.xml"}
    assert refused(pack(without)) == ("main-text-missing", {})
    assert refused(pack(GOOD | {"word/document.xml": part("document", "")})) == ("main-text-missing", {})


@pytest.mark.bad_input(22)
@pytest.mark.parametrize(
    ("written", "line"),
    [
        (b"a\x00b", 2),
        (b"a\x0bb", 2),
        (b"\n\na\x1fb", 4),
        (b"a&#0;b", 2),
        (b"a&#x1F;b", 2),
        (b"a&#xD800;b", 2),
        (b"a\xed\xa0\x80b", 2),
        (b"a\xff\xfeb", 2),
        (b"a\xef\xbf\xbfb", 2),
        (b"a&#x110000;b", 2),
        (b"a&#99999999999999999999;b", 2),
    ],
)
def test_forbidden_characters_are_named_with_part_and_line(written: bytes, line: int) -> None:
    text = str(GOOD["word/document.xml"]).encode().replace("Текст".encode(), written)
    found = refused(pack(GOOD | {"word/document.xml": text}))
    assert found == ("forbidden-character", {"part": "word/document.xml", "line": line})


def test_allowed_references_are_letters() -> None:
    assert [x.text for x in read_upload(docx(p("&#1048;&#x1F600;&#9;x"))).accepted.passages] == ["И\U0001f600 x"]


def test_xml_that_is_not_well_formed() -> None:
    broken = str(GOOD["word/document.xml"]).replace("</w:p>", "")
    assert refused(pack(GOOD | {"word/document.xml": broken}))[0] == "damaged-part"
    assert refused(pack(GOOD | {"word/styles.xml": "<w:styles"}))[0] == "damaged-part"
    assert refused(pack(GOOD | {"word/styles.xml": ""}))[0] == "damaged-part"


def test_utf_16_is_read_like_utf_8() -> None:
    text = str(GOOD["word/document.xml"]).replace("UTF-8", "UTF-16").encode("utf-16")
    assert [x.text for x in read_upload(pack(GOOD | {"word/document.xml": text})).accepted.passages] == ["Текст"]
