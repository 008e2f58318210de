"""A stretch of a text around the words that were looked for, with these words bold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from seko.foundation.core.languages import current
from seko.foundation.design import spoken
from seko.foundation.text.letters import CYRILLIC, LATIN
from seko.foundation.text.stems import SearchTerms, words_with_spans

LENGTH, BEFORE = 260, 70
Span = tuple[int, int]


def snippet(texts: Iterable[str], terms: SearchTerms) -> SafeString:
    """Return a stretch of the first of the texts that has one of the words (else of the first that has any letter)."""
    written = [" ".join(text.split()) for text in texts if text.strip()]
    for text in written:
        spans = spans_of(text, terms)
        if spans:
            return _stretch(text, spans)
    return _stretch(written[0], []) if written else SafeString("")


def spans_of(text: str, terms: SearchTerms) -> list[Span]:
    """Return where the words and phrases stand in the text (code points), in order and apart."""
    words = words_with_spans(text)
    stems = [stem for stem, _start, _end in words]
    found: list[Span] = []
    at = 0
    while at < len(words):
        length = _length_at(stems, at, terms)
        if length:
            found.append((words[at][1], words[at + length - 1][2]))
        at += length or 1
    return found


def _length_at(stems: Sequence[str], at: int, terms: SearchTerms) -> int:
    """Return how many words from here on are a phrase or a word that is looked for."""
    for phrase in terms.phrases:
        if tuple(stems[at : at + len(phrase)]) == phrase:
            return len(phrase)
    return 1 if stems[at] in terms.words else 0


def _stretch(text: str, spans: Sequence[Span]) -> SafeString:
    first = spans[0][0] if spans else 0
    start = 0 if len(text) <= LENGTH or first <= BEFORE else _word_edge(text, first - BEFORE, first)
    end = len(text) if len(text) - start <= LENGTH else text.rfind(" ", start, start + LENGTH)
    if end <= (spans[0][1] if spans else start):
        end = min(len(text), start + LENGTH)
    shown = text[start:end]
    if end < len(text):
        shown = shown.rstrip(" .,;:…")
    inside = [(a - start, b - start) for a, b in spans if a >= start and b <= start + len(shown)]
    return format_html("{}{}{}", "…" if start else "", marked(shown, inside), "…" if end < len(text) else "")


def _word_edge(text: str, at: int, last: int) -> int:
    blank = text.find(" ", at, last)
    return blank + 1 if blank >= 0 else at


def marked(text: str, spans: Iterable[Span]) -> SafeString:
    """Return people's words with the spans bold, ready for the page and with their `lang` where it differs.

    Bold, because yellow is kept for look-alikes and selected words (visual-design section 1).
    """
    language = current()
    # A text in one script has one language; of a mixed one each piece says its own.
    is_mixed = bool(CYRILLIC.search(text) and LATIN.search(text))
    found = "" if is_mixed else spoken.lang_in(text, language)
    pieces: list[SafeString] = []
    at = 0
    for start, end in [*spans, (len(text), len(text))]:
        pieces.append(_shown(text[at:start], language, is_mixed))
        if start < end:
            pieces.append(format_html("<b>{}</b>", _shown(text[start:end], language, is_mixed)))
        at = end
    inside = SafeString("".join(pieces))
    return format_html('<span lang="{}">{}</span>', found, inside) if found else inside


def _shown(piece: str, language: str, is_mixed: bool) -> SafeString:
    return spoken.words(piece, language) if is_mixed else escape(spoken.plain_words(piece, language))
