"""The numbers of an organisation in Serbia's registers and their check digits; knows nothing of Django."""

from __future__ import annotations

REGISTRY_DIGITS, TAX_DIGITS = 8, 9
_WEIGHTS = (2, 7, 6, 5, 4, 3, 2)


def bare(typed: str) -> str:
    """Return a number without the blanks, dots and hyphens between which people set its digits."""
    return typed.translate(dict.fromkeys(map(ord, " \u00a0.-\u2013"))).strip()


def is_registry_number(number: str) -> bool:
    """Return whether this is a registry number (матични број): eight digits, the last one a check digit.

    The first seven are weighted 2, 7, 6, 5, 4, 3, 2 and summed; what is missing to a multiple of 11 is the check digit,
    0 where 10 is missing. The register of business entities publishes no algorithm: this one is the control digit of
    the former federal statistics' register, and it holds for every real number that we could try (`tests`).
    """
    if not _is_of(number, REGISTRY_DIGITS):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return int(number[-1]) == -total % 11 % 10


def is_tax_number(number: str) -> bool:
    """Return whether this is a tax number (ПИБ): nine digits, the last one a check digit by ISO 7064 MOD 11,10."""
    if not _is_of(number, TAX_DIGITS):
        return False
    product = 10
    for digit in number[:-1]:
        product = ((int(digit) + product) % 10 or 10) * 2 % 11
    return (product + int(number[-1])) % 10 == 1


def _is_of(number: str, digits: int) -> bool:
    return len(number) == digits and number.isascii() and number.isdigit()
