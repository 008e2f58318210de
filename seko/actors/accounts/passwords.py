"""What a password must be (reliability.md C8 93, after NIST SP 800-63B-4): long enough, not well known, not about its
owner. Nothing is asked of its composition and nobody has to change it from time to time.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seko.actors.accounts.queries import has_second_factor
from seko.foundation.text.folding import fold

if TYPE_CHECKING:
    from seko.actors.accounts.models import Person

ALONE, BESIDE_A_FACTOR, LONGEST = 15, 8, 256
FEWEST_LETTERS = 5
MOST_LIKE = 0.7
# Folded words that people here begin with when a password is asked for; figures and signs around them change nothing.
WELL_KNOWN = frozenset(
    [
        "lozinka",
        "sifra",
        "mojalozinka",
        "mojasifra",
        "novalozinka",
        "password",
        "passphrase",
        "seko",
        "sekomreza",
        "beograd",
        "novisad",
        "srbija",
        "republikasrbija",
        "partizan",
        "crvenazvezda",
        "zvezda",
        "delije",
        "ministarstvo",
        "dobrodosli",
        "admin",
        "administrator",
        "administracija",
        "konsultacije",
        "evropskeintegracije",
        "ipafondovi",
        "qwerty",
        "qwertyuiop",
        "qwertz",
        "qwertzuiop",
        "asdfgh",
        "asdfghjkl",
        "jedandvatri",
        "velikatajna",
        "tajna",
        "volimte",
        "ljubav",
    ]
)
_LETTERS = re.compile(r"[^\W\d_]+")


class LongEnough:
    """At least 15 characters, 8 beside a second factor; any characters count, spaces and Cyrillic too."""

    def validate(self, password: str, user: Person | None = None) -> None:
        """Raise `ValidationError` for one that is too short or longer than anybody types."""
        least = BESIDE_A_FACTOR if user is not None and has_second_factor(user) else ALONE
        if len(password) < least:
            sentence = ngettext(
                "The password must have at least %(least)s character.",
                "The password must have at least %(least)s characters.",
                least,
            )
            raise ValidationError(sentence % {"least": least}, code="password_too_short")
        if len(password) > LONGEST:
            sentence = _("The password may have at most %(most)s characters.") % {"most": LONGEST}
            raise ValidationError(sentence, code="password_too_long")

    def get_help_text(self) -> str:
        """Return the rule as a sentence."""
        return _("At least %(least)s characters; several words are easy to remember.") % {"least": ALONE}


class NotWellKnown(CommonPasswordValidator):
    """None of the 20,000 most frequent passwords nor of our own, in either script; no row of a few signs."""

    def validate(self, password: str, user: Person | None = None) -> None:
        """Raise `ValidationError` for one that is guessed first."""
        folded = fold(password).replace(" ", "")
        letters = "".join(_LETTERS.findall(folded))
        is_row = len(set(folded)) < FEWEST_LETTERS or folded in "01234567890123456789012345678901234567890"
        halves = {folded, letters, *(folded[: len(folded) // parts] for parts in (2, 3) if _is_repeated(folded, parts))}
        if is_row or halves & WELL_KNOWN or halves & self.passwords or password.lower().strip() in self.passwords:
            raise ValidationError(_("This password is easy to guess; choose another."), code="password_too_common")

    def get_help_text(self) -> str:
        """Return the rule as a sentence."""
        return _("Not one of the passwords that everybody tries.")


def _is_repeated(text: str, parts: int) -> bool:
    return len(text) % parts == 0 and text[: len(text) // parts] * parts == text


class NotAboutThePerson:
    """Not like the person's address or name, in either script."""

    def validate(self, password: str, user: Person | None = None) -> None:
        """Raise `ValidationError` for one that whoever knows the person would try; of one that is too long anyway
        nothing is compared, for that could take minutes.
        """
        if user is None or len(password) > LONGEST:
            return
        folded = fold(password).replace(" ", "")
        name = fold(user.name).replace(" ", "")
        for known in (fold(user.email), fold(user.email.partition("@")[0]), name, *_reversed(user.name)):
            if known and SequenceMatcher(a=folded, b=known).ratio() >= MOST_LIKE:
                raise ValidationError(
                    _("This password is too like your name or address; choose another."), code="password_too_similar"
                )

    def get_help_text(self) -> str:
        """Return the rule as a sentence."""
        return _("Not your name and not your address.")


def _reversed(name: str) -> Any:
    return ("".join(reversed(fold(name).split())),)
