"""What a mailed link is for, and what people are told about their sign-in."""

from __future__ import annotations

from enum import Enum


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
