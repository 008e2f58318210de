"""Names are cleaned for showing (reliability.md C4 48)."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seko.foundation.files.names import MOST_BYTES, MOST_LETTERS, clean_name, extension_of


@pytest.mark.bad_input(48)
@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("примедбе.docx", "примедбе.docx"),
        ("Наше примедбе (2).docx", "Наше примедбе (2).docx"),
        ("../../x.docx", "x.docx"),
        ("C:\\Users\\ana\\x.docx", "x.docx"),
        ("/etc/passwd", "passwd"),
        ("CON", "_CON"),
        ("con.txt", "_con.txt"),
        ("LPT1.pdf", "_LPT1.pdf"),
        ("console.pdf", "console.pdf"),
        ("a\x00b.pdf", "ab.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "a Set-Cookie x=1.pdf"),
        ("quo\"te's.pdf", "quo te s.pdf"),
        ("<img src=x onerror=alert(1)>.pdf", "img src=x onerror=alert(1).pdf"),
        (".htaccess", "htaccess"),
        ("...", "file"),
        ("", "file"),
        ("txt.\u202excod", "txt.xcod"),
        ("a\u200bb\ufeff.pdf", "ab.pdf"),
        ("nacˇrt č.pdf".replace("č", "c\u030c"), "nacˇrt č.pdf"),
        ("kraj.pdf. . .", "kraj.pdf"),
    ],
)
def test_a_name_becomes_harmless(sent: str, shown: str) -> None:
    assert clean_name(sent) == shown


@pytest.mark.bad_input(48)
def test_a_long_name_keeps_its_ending() -> None:
    latin, cyrillic = clean_name("a" * 300 + ".docx"), clean_name("ж" * 300 + ".docx")
    assert latin == "a" * 195 + ".docx"
    assert cyrillic == "ж" * 125 + ".docx"
    assert (len(latin), len(cyrillic.encode())) == (MOST_LETTERS, MOST_BYTES)


@pytest.mark.bad_input(48)
@given(st.text(max_size=400))
def test_no_name_deceives(sent: str) -> None:
    shown = clean_name(sent)
    assert shown
    assert len(shown) <= MOST_LETTERS
    assert len(shown.encode()) <= MOST_BYTES
    assert not set(shown) & set("/\\<>:\"'|?*\x00\r\n%;`")
    assert not shown.startswith((".", " "))
    assert not shown.endswith((".", " "))
    assert not {unicodedata.category(letter) for letter in shown} & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert clean_name(shown) == shown


@pytest.mark.parametrize(
    ("name", "ending"),
    [("a.docx", ".docx"), ("a.DOCX", ".docx"), ("a", ""), ("a.b c", ""), ("a.", ""), ("a.tar.gz", ".gz")],
)
def test_the_ending_of_a_name(name: str, ending: str) -> None:
    assert extension_of(name) == ending
