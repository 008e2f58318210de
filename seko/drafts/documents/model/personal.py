"""Patterns of personal data in a text: citizens' numbers with a true check digit, e-mail addresses, telephones."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_CITIZEN: Final = re.compile(r"(?<!\d)\d{13}(?!\d)")
_EMAIL: Final = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_PHONE: Final = re.compile(
    r"(?<![\w+/.,-])(?:\+381|00381|0)[ /.-]?(?:\(0\))?\d{2}(?:[ /.-]{0,3}\d){5,8}(?![\w.,/-]*\d)"
)
_POSSIBLE: Final = re.compile(r"@|\d[ /.-]{0,3}\d[ /.-]{0,3}\d[ /.-]{0,3}\d[ /.-]{0,3}\d")
_WEIGHTS: Final = (7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


class PersonalData(NamedTuple):
    """A span of a text and what it looks like: "citizen_number", "email" or "phone"."""

    start: int
    end: int
    kind: str


def personal_data(text: str) -> list[PersonalData]:
    """What in a text looks like personal data, in order (privacy: G in reliability.md; C5 66)."""
    if not _POSSIBLE.search(text):
        return []
    found = [PersonalData(*m.span(), "citizen_number") for m in _CITIZEN.finditer(text) if is_citizen_number(m.group())]
    found += [PersonalData(*m.span(), "email") for m in _EMAIL.finditer(text)]
    taken = [(item.start, item.end) for item in found]
    for match in _PHONE.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            found.append(PersonalData(*match.span(), "phone"))
    return sorted(found)


def is_citizen_number(digits: str) -> bool:
    """Whether 13 digits are a citizen's number (JMBG): a day that can be, and the check digit by modulus 11."""
    if len(digits) != 13 or not digits.isascii() or not digits.isdecimal():
        return False
    numbers = [int(digit) for digit in digits]
    if not (1 <= int(digits[:2]) <= 31 and 1 <= int(digits[2:4]) <= 12):
        return False
    rest = sum(weight * number for weight, number in zip(_WEIGHTS, numbers, strict=False)) % 11
    return rest != 1 and numbers[12] == (0 if rest == 0 else 11 - rest)
