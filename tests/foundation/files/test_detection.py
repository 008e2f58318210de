"""A file is what its bytes are (reliability.md C1 10, 12 to 14; C4 49, 53)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seko.foundation.files import kinds
from seko.foundation.files.detection import detect
from seko.foundation.files.kinds import FileType
from seko.foundation.files.refusals import SENTENCES, FileRefused, sentence_of
from tests.foundation.files.conftest import DOCX, ODT, OLE, PDF, PNG, XLSX, package


@pytest.mark.bad_input(49)
@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (PDF, "a.docx", kinds.PDF),
        (DOCX, "a.pdf", kinds.DOCX),
        (XLSX, "a", kinds.XLSX),
        (package("[Content_Types].xml", "ppt/presentation.xml"), "a", kinds.PPTX),
        (ODT, "a", kinds.ODT),
        (package("c", first=("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")), "a", kinds.ODS),
        ("Наша примедба".encode(), "a.txt", kinds.TEXT),
        ("Наша примедба".encode("utf-16"), "a.txt", kinds.TEXT),
        ("č;ć;ž".encode("cp1250"), "a.csv", kinds.CSV),
        ("č;ć;ž".encode("cp1250"), "a.html", kinds.TEXT),
    ],
)
def test_what_is_taken(data: bytes, name: str, expected: FileType) -> None:
    assert detect(data, name) == expected


@pytest.mark.bad_input(53)
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (PNG, "image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "image"),
        (b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff", "image"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "markup"),
        (b"\xef\xbb\xbf  \r\n<?xml version='1.0'?><svg/>", "markup"),
        ("<html>".encode("utf-16"), "markup"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "markup"),
        (b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n", "markup"),
        (b"{\\rtf1 text}", "unknown"),
        (b"\x7fELF\x02\x01\x01\x00" + b"\x00" * 64, "unknown"),
        (b"MZ\x90\x00" + b"\x00" * 64, "unknown"),
        (OLE, "old-office"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protected"),
        (package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "macros"),
        (package("a.txt"), "unknown"),
        (DOCX[: len(DOCX) // 2], "damaged"),
        (b"PK\x03\x04" + b"\x01" * 200, "damaged"),
        (package("[Content_Types].xml", *(f"word/{number}" for number in range(2_001))), "damaged"),
        (b"junk before " + PDF, "unknown"),
    ],
)
def test_what_is_refused_and_why(data: bytes, code: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        detect(data, "a.pdf")
    assert refusal.value.code == code


def test_a_declared_size_is_enough_to_refuse_a_bomb() -> None:
    bomb = bytearray(DOCX)
    directory = bomb.rfind(b"PK\x01\x02")
    bomb[directory + 24 : directory + 28] = (500_000_000).to_bytes(4, "little")
    with pytest.raises(FileRefused) as refusal:
        detect(bytes(bomb), "a.docx")
    assert refusal.value.code == "damaged"


@given(st.binary(max_size=600), st.sampled_from([b"", b"PK\x03\x04", b"%PDF-", b"<", b"\xff\xfe", OLE[:8]]))
def test_nothing_but_a_refusal_is_ever_raised(tail: bytes, head: bytes) -> None:
    try:
        found = detect(head + tail, "a.bin")
    except FileRefused as refusal:
        assert refusal.code in SENTENCES
    else:
        assert found in kinds.TYPES


def test_every_sentence_can_be_filled() -> None:
    words = {"accepted": "PDF", "found": "PDF", "extension": ".x", "size": "26", "limit": "25"}
    for code in SENTENCES:
        assert "%" not in sentence_of(code, words)
