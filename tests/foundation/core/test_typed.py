"""What a person typed: stored NFC, limited, refused with the place of the fault."""

from __future__ import annotations

from typing import Any

import pytest

from seko.foundation.core.errors import Invalid
from seko.foundation.core.typed import read_text, whole_number


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Зато.", "Зато."),
        ("c\u030c", "č"),
        ("први\r\nдруги", "први\nдруги"),
        ("  увучено ", "  увучено "),
        ("", ""),
        (" \u200b ", ""),
        (None, ""),
        (["листа"], ""),
    ],
)
def test_text_is_kept_as_written_in_one_form(given: Any, kept: str) -> None:
    assert read_text(given, "words") == kept


@pytest.mark.parametrize("given", ["", " ", "\u200b", "👍", None])
def test_a_required_text_says_something(given: Any) -> None:
    with pytest.raises(Invalid) as invalid:
        read_text(given, "reason", required="Give the reason.")
    assert invalid.value.faults == {"reason": "Give the reason."}


def test_a_limit_counts_code_points() -> None:
    assert read_text("ž" * 20, "detail", limit=20) == "ž" * 20
    with pytest.raises(Invalid) as invalid:
        read_text("ž" * 21, "detail", limit=20)
    assert "21" in str(invalid.value.faults["detail"])
    with pytest.raises(Invalid):
        read_text("ž" * 20_001, "words")


@pytest.mark.parametrize("forbidden", ["\x00", "\x07", "\ud800"])
def test_what_cannot_be_stored_is_refused_with_its_line(forbidden: str) -> None:
    with pytest.raises(Invalid) as invalid:
        read_text(f"први\nдруги{forbidden}", "words")
    assert "2" in str(invalid.value.faults["words"])


@pytest.mark.parametrize(
    ("given", "number"),
    [("0", 0), ("12", 12), ("007", 7), ("999999999", 999_999_999)]
    + [(given, None) for given in ("", "-1", "1.0", " 1", "1e3", "٣", "²", "1000000000", "9" * 5_000)],
)
def test_a_whole_number_is_latin_digits_that_fit_a_column(given: str, number: int | None) -> None:
    assert whole_number(given) == number
