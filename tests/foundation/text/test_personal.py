"""Personal data found before a comment is sent."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seko.foundation.text.personal import Finding, PersonalKind, is_jmbg, personal_data

JMBG, PHONE, EMAIL = PersonalKind.JMBG, PersonalKind.PHONE, PersonalKind.EMAIL


def with_control(twelve: str) -> str:
    """The number with its control figure, by the law's own sum written out."""
    a, b, c, d, e, f, g, h, i, j, k, m = map(int, twelve)
    control = 11 - (7 * (a + g) + 6 * (b + h) + 5 * (c + i) + 4 * (d + j) + 3 * (e + k) + 2 * (f + m)) % 11
    return twelve + str(control if control < 10 else 0)


def found(text: str) -> list[tuple[PersonalKind, str]]:
    return [(kind, text[start:end]) for kind, start, end in personal_data(text)]


def test_a_published_example_number() -> None:
    assert is_jmbg("0101006500006")
    assert not is_jmbg("0101006500007")


@given(st.dates(), st.integers(0, 99_999))
def test_numbers_with_the_right_control_figure(born: date, rest: int) -> None:
    year = born.year % 1000
    number = with_control(f"{born:%d%m}{year:03}{rest:05}")
    plausible = year >= 850 or year < 100
    assert is_jmbg(number) is plausible
    wrong = str((int(number[12]) + 1) % 10)
    assert not is_jmbg(number[:12] + wrong)


@pytest.mark.parametrize("number", ["", "0101006500006 ", "3201006500001", "٠١٠١٠٠٦٥٠٠٠٠٦", "01010065000060"])
def test_no_jmbg(number: str) -> None:
    assert not is_jmbg(number)


@pytest.mark.bad_input(66)
@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("ЈМБГ: 0101006500006.", [(JMBG, "0101006500006")]),
        ("јмбг 0101006 50 000 6", [(JMBG, "0101006 50 000 6")]),
        ("рачун 160-0101006500006-12", []),
        ("износ 10101006500006", []),
        ("0101006500007", []),
        ("зовите 064 123 45 67 или 011/3061-234", [(PHONE, "064 123 45 67"), (PHONE, "011/3061-234")]),
        ("+381 64 1234567, (011) 123-4567", [(PHONE, "+381 64 1234567"), (PHONE, "(011) 123-4567")]),
        ("+381 (0)11 306 12 34", [(PHONE, "+381 (0)11 306 12 34")]),
        ("0038163/123-456", [(PHONE, "0038163/123-456")]),
        ("0641234567", [(PHONE, "0641234567")]),
        ("063 12345678", [(PHONE, "063 12345678")]),
        ("0230 12 345", [(PHONE, "0230 12 345")]),
        ("бр. 061-123/2018 и 021-02-123/2017-05", []),
        ("од 01.02.2018. до 05.06.2018. године", []),
        ("0800 123 456", []),
        ("буџет 021 000 000 000 динара", []),
        ("011", []),
        ("ана.петровић@пример.срб; a+b@example.org.", [(EMAIL, "ана.петровић@пример.срб"), (EMAIL, "a+b@example.org")]),
        ("0641234567@example.org", [(EMAIL, "0641234567@example.org")]),
        ("a@b", []),
        ("", []),
    ],
)
def test_findings(text: str, findings: list[tuple[PersonalKind, str]]) -> None:
    assert found(text) == findings


@given(st.text(alphabet="0123456789 +-/.()@aб"))
def test_findings_are_in_order_and_apart(text: str) -> None:
    edges = [edge for _, start, end in personal_data(text) for edge in (start, end)]
    assert edges == sorted(edges)
    assert all(isinstance(finding, Finding) and finding.start < finding.end for finding in personal_data(text))
