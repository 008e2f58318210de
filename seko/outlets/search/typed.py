"""What a person typed into the search: read into terms or a number, or a sentence that says what to do instead."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from seko.foundation.text.folding import ForbiddenCharacter, normalise
from seko.foundation.text.stems import SearchTerms, search_terms

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LONGEST = 200
"""Code points of a query; what is longer stays in the field, with the sentence that says so."""

# "No. 7" or "бр. 7, СЕКО Животна средина", as a consolidated comment is called on the pages.
_POINT = re.compile(r"\s*(?:бр|br|no|№|#)\s*\.?\s*([0-9]{1,6})\s*(?:,\s*(.*))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Typed:
    """A query: `text` goes back into the field; `fault` says why nothing is looked for (empty: something is)."""

    text: str = ""
    terms: SearchTerms = field(default_factory=SearchTerms)
    fault: str | _StrPromise = ""

    @property
    def number(self) -> tuple[int, str] | None:
        """The number of a consolidated comment and the name that stands with it, where the query is one."""
        found = _POINT.fullmatch(self.text)
        return (int(found[1]), found[2] or "") if found else None


def read_query(given: str) -> Typed:
    """Return what was typed; nothing typed is no fault, and no sign of it is ever an operator (reliability.md C5)."""
    if len(given) > LONGEST:
        return Typed(_storable(given), fault=_("Write at most 200 characters."))
    try:
        text = normalise(given).strip()
    except ForbiddenCharacter:
        return Typed(_storable(given), fault=_("One of the characters cannot be looked for. Delete it."))
    if not text:
        return Typed()
    terms = search_terms(text)
    if not terms:
        return Typed(text, fault=_("Write a word: signs alone are not looked for."))
    if not terms.phrases and all(len(word) == 1 and not word.isdigit() for word in terms.words):
        return Typed(text, fault=_("Write at least one word of two letters."))
    return Typed(text, terms)


def _storable(text: str) -> str:
    """Return the text without what no page can hold."""
    kept = []
    for sign in text:
        try:
            kept.append(normalise(sign))
        except ForbiddenCharacter:
            continue
    return "".join(kept).strip()
