"""What a person typed into a field, or a form of ours carries: normalised, limited, refused if it cannot be stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from seko.foundation.core.errors import Invalid
from seko.foundation.text.folding import ForbiddenCharacter, is_blank, normalise

if TYPE_CHECKING:
    from seko.foundation.core.errors import Sentence


def whole_number(given: str, *, digits: int = 9) -> int | None:
    """Return the whole number that is written, None for anything else; nine digits fit into any column."""
    return int(given) if given.isascii() and given.isdigit() and len(given) <= digits else None


def read_text(given: Any, field: str, *, required: Sentence = "", limit: int = 0) -> str:
    """Return the text as it is stored (NFC).

    `required` is the sentence for one that says nothing (none: it may be empty); `limit` counts code points (a
    comment's limit when zero). Raises `Invalid` under the name of the field (reliability.md C5 55, 56, 59, 60).
    """
    limit = limit or settings.SEKO_LIMITS["comment_letters"]
    try:
        text = normalise(given if isinstance(given, str) else "")
    except ForbiddenCharacter as error:
        sentence = _("A character in line %(line)s cannot be stored; delete it.") % {"line": error.line}
        raise Invalid({field: sentence}) from None
    if len(text) > limit:
        numbers = {"count": len(text), "limit": limit}
        raise Invalid({field: _("The text has %(count)s characters. The limit is %(limit)s.") % numbers})
    if is_blank(text):
        if required:
            raise Invalid({field: required})
        return ""
    return text
