"""Findings in the words of the passages: notes of a template, personal data, scripts, marks, very long words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from seko.drafts.documents.model.import_findings import Finding, finding
from seko.drafts.documents.model.personal import personal_data
from seko.drafts.documents.model.structure import Passage, PassageKind
from seko.foundation.text.folding import bidi_controls, fold
from seko.foundation.text.letters import CYRILLIC, LATIN, address_spans
from seko.foundation.text.scripts import mixed_words

# What templates of action documents tell their author, and what authors tell themselves; on folded text.
_TEMPLATE_NOTE: Final = re.compile(
    r"\bdelete (this|these|before|if|as appropriate)|\b(to be|please) (deleted?|completed?|filled in|inserted?)\b"
    r"|\bkeep (this|the) (phrase|sentence|paragraph|section)|\binsert (text|here|title|name)\b|\bguidance note\b"
    r"|\b(iz)?brisati (pre|ovaj|ovu|ako|tekst)\b|\bobrisati\b|\bza brisanje\b|\bpopuniti (pre|ovde|naknadno)\b"
    r"|\b(uneti|upisati|navesti) (ovde|tekst|naziv)\b|\buputstvo za popunjavanje\b|\blorem ipsum\b|\bx{4,}\b"
)
LONG_WORD: Final = 100
_WORD: Final = re.compile(r"\S{" + str(LONG_WORD + 1) + r",}")


def text_findings(passages: tuple[Passage, ...]) -> Iterator[Finding]:
    """The findings; the text of a row is that of its cells and is not read twice."""
    own = [passage for passage in passages if passage.kind is not PassageKind.TABLE_ROW and passage.text]
    yield from _counted("template-notes", own, lambda text: len(_TEMPLATE_NOTE.findall(fold(text))))
    yield from _counted("mixed-scripts", own, _mixed)
    yield from _counted("direction-controls", own, lambda text: 0 if text.isascii() else len(bidi_controls(text)))
    yield from _counted("citizen-number", own, lambda text: _personal(text, "citizen_number"))
    yield from _counted("personal-data", own, lambda text: _personal(text, "email") + _personal(text, "phone"))
    placeholders = [passage for passage in own if passage.placeholders]
    if placeholders:
        count = sum(len(passage.placeholders) for passage in placeholders)
        yield finding("placeholder-text", count=count, passages=_positions(placeholders))
    long = {passage.position: lengths for passage in own if (lengths := long_words(passage.text))}
    if long:
        lengths = [length for found in long.values() for length in found]
        yield finding("long-words", count=len(lengths), letters=max(lengths), passages=tuple(long))


def long_words(text: str) -> list[int]:
    """The lengths of words of more than `LONG_WORD` letters; addresses are allowed to be long."""
    found = _WORD.findall(text)
    if not found:
        return []
    spans = address_spans(text) if len(text) < 100_000 else []
    addresses = {text[start:end] for start, end in spans}
    return [len(word) for word in found if not any(address in word for address in addresses)]


def _counted(code: str, passages: list[Passage], count: Callable[[str], int]) -> Iterator[Finding]:
    found = {passage.position: number for passage in passages if (number := count(passage.text))}
    if found:
        yield finding(code, count=sum(found.values()), passages=tuple(found))


def _mixed(text: str) -> int:
    """How many words mix the scripts; most texts have letters of one script only, and need no closer look."""
    return len(mixed_words(text)) if LATIN.search(text) and CYRILLIC.search(text) else 0


def _personal(text: str, kind: str) -> int:
    return sum(item.kind == kind for item in personal_data(text))


def _positions(passages: list[Passage]) -> tuple[int, ...]:
    return tuple(passage.position for passage in passages)
