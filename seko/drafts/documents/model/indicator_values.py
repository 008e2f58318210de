"""Baselines and targets: value, unit and year read from the text of a cell; the text itself stays what counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from seko.foundation.text.folding import fold

_YEAR: Final = r"(?:19|20)\d\d"
_YEAR_FORMS: Final = (
    re.compile(rf"[(\[]\s*(?:\w+\s+)?({_YEAR})\.?(?:\s*(?:g(?:od)?\w*\.?|г(?:од)?\w*\.?))?\s*[)\]]"),
    re.compile(rf"^\s*({_YEAR})\.?\s*(?:\w+\s*)?[:–—-]\s*(?=\S)"),
    re.compile(rf"(?:\b(?:in|by|until|do|u|за|у|до|za)|[,;/])\s+({_YEAR})\b\.?(?:\s*(?:g(?:od)?\w*|г(?:од)?\w*)\.?)?"),
)
_NUMBER: Final = r"\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?"
_VALUE: Final = re.compile(rf"(?P<sign>[-−])?(?P<low>{_NUMBER})(?:\s*(?:-|–|—|to|do|до)\s*(?P<high>{_NUMBER}))?")
_UNDECIDED: Final = re.compile(
    r"^\W*(to be (determined|defined|confirmed|established)|t\.?b\.?[dc]\b|bice|naknadno|utvrdice se)"
)
# What stands before a number without being its unit: "at most 2", "највише 2", "≥ 80 %".
_BOUND: Final = re.compile(
    r"^(?:at (?:least|most)|no (?:more|less|fewer) than|up to|about|approx\w*\.?|max\w*\.?|min\w*\.?|највише|најмање|"
    r"najviše|najmanje|бар|bar|око|oko|до|do|преко|preko|[<>≤≥~=]+)(?:\s+|$)",
    re.IGNORECASE,
)
_NOT_APPLICABLE: Final = re.compile(r"^\W*(n\s*[./]?\s*a\b\.?|not applicable|nije primenljivo|n\s*[./]\s*p\b)")


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """One value of a baseline or target. `kind`: "number", "range", "undecided", "not_applicable" or "words".

    `unit` is what stands beside the number ("%", "EUR", "udruženja"); `year` None where none is given.
    """

    text: str
    kind: str
    value: Decimal | None = None
    upper: Decimal | None = None
    unit: str = ""
    year: int | None = None


def values_of(text: str) -> tuple[IndicatorValue, ...]:
    """The values of a cell, one for each of its lines (several values are parted by line breaks or semicolons)."""
    lines = [line.strip() for line in re.split(r"[\n;]", text)]
    return tuple(_value(line) for line in lines if line)


def _value(line: str) -> IndicatorValue:
    folded = fold(line)
    year, rest = _without_year(line)
    if _UNDECIDED.match(folded):
        return IndicatorValue(line, "undecided", year=year)
    if _NOT_APPLICABLE.match(folded):
        return IndicatorValue(line, "not_applicable", year=year)
    found = _VALUE.search(rest)
    if found is None or len(rest) - len(found.group()) > 60:
        return IndicatorValue(line, "words", year=year)
    low = parse_number(found.group("low"))
    high = parse_number(found.group("high")) if found.group("high") else None
    if found.group("sign") and not rest[: found.start()].strip():
        low = -low
    unit = " ".join((rest[: found.start()] + " " + rest[found.end() :]).split()).strip(" :,.–-")
    unit = _BOUND.sub("", unit)
    return IndicatorValue(line, "number" if high is None else "range", low, high, unit, year)


def _without_year(line: str) -> tuple[int | None, str]:
    for form in _YEAR_FORMS:
        found = form.search(line)
        if found is not None:
            rest = (line[: found.start()] + " " + line[found.end() :]).strip()
            if rest:
                return int(found.group(1)), rest
    return None, line


def parse_number(written: str) -> Decimal:
    """A number as written in English or Serbian: "14,603,466", "4 500 000", "12,5", "70.551,64", "0.125"."""
    digits = re.sub(r"[ \u00a0\u202f]", "", written)
    marks = [mark for mark in digits if mark in ".,"]
    if not marks:
        return Decimal(digits)
    whole, _, last = digits.rpartition(marks[-1])
    is_grouping = len(last) == 3 and whole.strip("0") != "" and len(set(marks)) == 1
    if is_grouping and (len(marks) > 1 or len(whole) <= 3):
        return Decimal(re.sub(r"[.,]", "", digits))
    return Decimal(re.sub(r"[.,]", "", whole) + "." + last)
