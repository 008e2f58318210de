"""What can go wrong in an action; `core.middleware.Errors` turns each into HTTP once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from seko.foundation.core.decisions import Decision

    Sentence = str | _StrPromise


class SekoError(Exception):
    """The base of our own errors: `sentence` is for the person, translatable, and says what to do."""

    status = 400

    def __init__(self, sentence: Sentence = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotThere(SekoError):
    """The thing does not exist or may not be seen: the same page for both (404)."""

    status = 404


class Refused(SekoError):
    """A permission said no (403); `decision` holds the reason and the cure."""

    status = 403

    def __init__(self, decision: Decision) -> None:
        super().__init__(decision.reason)
        self.decision = decision


class WrongState(SekoError):
    """The deed is not possible in the present state or after the deadline (409)."""

    status = 409


class Conflict(SekoError):
    """Somebody else changed the same thing meanwhile (409); `theirs` and `yours` hold both texts."""

    status = 409

    def __init__(self, sentence: Sentence, *, theirs: Any = None, yours: Any = None) -> None:
        super().__init__(sentence)
        self.theirs = theirs
        self.yours = yours


class Invalid(SekoError):
    """What was given cannot be taken (400); `faults` maps a field's name ('' for the whole) to sentences."""

    status = 400

    def __init__(self, faults: Mapping[str, Sentence] | Sentence) -> None:
        self.faults: dict[str, Sentence] = dict(faults) if isinstance(faults, Mapping) else {"": faults}
        super().__init__(next(iter(self.faults.values()), ""))


class TooLarge(SekoError):
    """More bytes than the limit (413)."""

    status = 413


class TooMany(SekoError):
    """More requests than the limit (429); `retry_after` in seconds."""

    status = 429

    def __init__(self, sentence: Sentence, *, retry_after: int = 60) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after


class Unavailable(SekoError):
    """Something we lean on (the storage of files) does not answer now (503); `retry_after` in seconds."""

    status = 503

    def __init__(self, sentence: Sentence, *, retry_after: int = 30) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after


def refuse_unless(decision: Decision) -> None:
    """Raise `Refused` unless the decision allows."""
    if not decision:
        raise Refused(decision)


def possible_unless_refused(decision: Decision) -> None:
    """Raise `WrongState` with the decision's sentence unless it allows: for what time or state forbids (409)."""
    if not decision:
        raise WrongState(decision.reason)
