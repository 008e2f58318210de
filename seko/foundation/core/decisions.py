"""What a permission answers: allowed or not, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_noop as N_

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer of a `may_…` function.

    `reason` is a translatable sentence for the person who asks (empty when allowed); `cure` is an address where the
    hindrance can be removed (may be empty). A decision is true when it allows.
    """

    allowed: bool
    reason: str | _StrPromise = ""
    cure: str = ""

    def __bool__(self) -> bool:
        return self.allowed


ALLOWED = Decision(allowed=True)
DENIED = Decision(allowed=False, reason=N_("Your mandate does not allow this."))


def refused(reason: str | _StrPromise, cure: str = "") -> Decision:
    """Return a refusing decision with its reason (a translatable sentence) and where the hindrance can be removed."""
    return Decision(allowed=False, reason=reason, cure=cure)


def first_refusal(*decisions: Decision) -> Decision:
    """Return the first decision that refuses, or `ALLOWED`."""
    return next((decision for decision in decisions if not decision), ALLOWED)
