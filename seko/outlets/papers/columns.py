"""How the columns of tables that go out are headed, and how much of the page's width each takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from seko.outlets.papers.marks import Key

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

TITLES: Final[Mapping[Key, _StrPromise]] = {
    Key.NUMBER: _("No."),
    Key.PLACE: _("Place in the text"),
    Key.QUOTE: _("Original text"),
    Key.ORGANISATION: _("Organisation, SEKO"),
    Key.WORDS: _("Comment"),
    Key.PROPOSAL: _("Proposed wording"),
    Key.WHY: _("Reason"),
    Key.OUTCOME: _("Outcome of consideration"),
    Key.REASON: _("Answer"),
    Key.CHANGE: _("What will change in the text"),
}
# Shares of the width; a column that is to be filled in is wider than one that is read.
SHARES: Final[Mapping[Key, float]] = {
    Key.NUMBER: 20,
    Key.PLACE: 26,
    Key.QUOTE: 36,
    Key.ORGANISATION: 32,
    Key.WORDS: 46,
    Key.PROPOSAL: 34,
    Key.WHY: 30,
    Key.OUTCOME: 24,
    Key.REASON: 42,
    Key.CHANGE: 26,
}
