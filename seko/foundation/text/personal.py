"""Personal data that a person may not have meant to publish: found in a text, so that sending can warn of it."""

from __future__ import annotations

import enum
import re
from typing import Final, NamedTuple


class PersonalKind(enum.StrEnum):
    """What was found."""

    JMBG = "jmbg"
    PHONE = "phone"
    EMAIL = "email"


class Finding(NamedTuple):
    """A piece of personal data and its span in code points."""

    kind: PersonalKind
    start: int
    end: int


# Not inside an account number (160-0000000012345-12), which a hyphen and more figures follow.
_JMBG: Final = re.compile(r"(?<![0-9])(?<![0-9]-)[0-9](?:[  -]?[0-9]){12}(?![0-9])(?!-[0-9])")
_EMAIL: Final = re.compile(r"[\w.+%'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
# Area codes 10 to 39, mobile 60 to 69; not 0800 and 0900, which belong to nobody. Abroad the nought falls away.
_GAP: Final = "[  ./–-]{0,3}"
_ABROAD: Final = rf"(?:\+|00){_GAP}381{_GAP}(?:\(0\){_GAP})?"
_PHONE: Final = re.compile(
    rf"(?<![\w+])(?:{_ABROAD}|\(?0)(\(?[1236][0-9][0-9]?\)?(?:{_GAP}[0-9]){{5,8}})(?!\w)(?!{_GAP}[0-9])"
)
# 061-123/2018 is the number of a document: it ends in a year.
_YEAR_END: Final = re.compile("/ ?(?:(?:19|20)[0-9]{2}|[0-9]{2})$")
_DATE_LIKE: Final = re.compile(r"0[1-9]\.? ?[0-9]{1,2}\.")


def personal_data(text: str) -> list[Finding]:
    """JMBG with a valid date and checksum, Serbian phone numbers and e-mail addresses, in order and apart.

    For a warning before sending that leaves the choice to the author (reliability.md C5 66); never a reason to refuse,
    because some addresses are public ones.
    """
    found: list[Finding] = []
    searches = (
        (PersonalKind.EMAIL, _EMAIL, lambda match: True),
        (PersonalKind.JMBG, _JMBG, lambda match: is_jmbg(re.sub("[^0-9]", "", match.group()))),
        (PersonalKind.PHONE, _PHONE, _is_phone),
    )
    for kind, pattern, holds in searches:
        for match in pattern.finditer(text):
            start, end = match.span()
            if holds(match) and all(end <= other.start or other.end <= start for other in found):
                found.append(Finding(kind, start, end))
    return sorted(found, key=lambda finding: finding.start)


def is_jmbg(number: str) -> bool:
    """Whether 13 figures are a unique master citizen number: a possible date of birth and the right control figure.

    Law on the Unique Master Citizen Number (Official Gazette of RS 24/18): DDMMYYYRRBBBK, the control
    figure by modulus 11 with the weights 7 6 5 4 3 2 7 6 5 4 3 2, nought for 10 and 11.
    """
    if not re.fullmatch("[0-9]{13}", number):
        return False
    figures = [int(figure) for figure in number]
    day, month, year = int(number[:2]), int(number[2:4]), int(number[4:7])
    # Three figures of the year: 900 to 999 are 1900 to 1999, 000 to 099 are 2000 to 2099.
    if not (1 <= day <= 31 and 1 <= month <= 12 and (year >= 850 or year < 100)):
        return False
    weighed = sum(weight * figure for weight, figure in zip((7, 6, 5, 4, 3, 2) * 2, figures, strict=False))
    control = 11 - weighed % 11
    return figures[12] == (control if control < 10 else 0)


def _is_phone(match: re.Match[str]) -> bool:
    """Whether it has the 8 to 10 figures of a number with its area code, and is no date or document number."""
    figures = re.sub("[^0-9]", "", match.group(1))
    written = match.group()
    return 7 < len(figures) < 11 and not _YEAR_END.search(written) and not _DATE_LIKE.match(written)
