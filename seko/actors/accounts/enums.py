"""What a mailed link is for, what people are told about their sign-in, and the language forms by their names."""

from __future__ import annotations

from enum import Enum

from django.utils.translation import gettext_lazy as _

LANGUAGE_FORMS = (("sr", _("Serbian, Cyrillic")), ("sr-latn", _("Serbian, Latin")), ("en", _("In English")))


class Purpose(Enum):
    """Why a link that signs in once was mailed; the value is the kind of the letter."""

    CONFIRM = "confirm-address"
    INVITATION = "invitation"
    PASSWORD = "password-link"  # noqa: S105 - the name of a letter
    AGAIN = "again-link"


class Told(Enum):
    """A change of somebody's sign-in that its owner is told of; the value is the kind of the notice."""

    PASSWORD_SET = "password-set"  # noqa: S105 - the name of a notice
    FACTOR_ADDED = "second-factor-added"
    FACTOR_REMOVED = "second-factor-removed"
    CODES_MADE = "recovery-codes-made"
    FACTOR_RESET = "second-factor-reset"
    WRONG_PASSWORDS = "wrong-passwords"
