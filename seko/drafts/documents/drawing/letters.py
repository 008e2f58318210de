"""The words of one passage as HTML: emphasis, notes, and the words that were selected or commented on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from seko.foundation.core.languages import SERBIAN_LATIN
from seko.foundation.design.spoken import with_signs
from seko.foundation.text.scripts import to_latin_with_map

TAGS = {
    "bold": ("<strong>", "</strong>"),
    "italic": ("<em>", "</em>"),
    "sub": ("<sub>", "</sub>"),
    "sup": ("<sup>", "</sup>"),
}
COMMENTED = ('<mark class="c">', "</mark>")
SELECTED = ('<mark class="on">', "</mark>")


@dataclass(frozen=True, slots=True)
class Span:
    """Code points of the stored text from `start` to `end` that somebody commented on, or that are now selected."""

    start: int
    end: int
    is_selected: bool = False


def drawn(text: str, shape: Mapping[str, Any], language: str, spans: Iterable[Span] = ()) -> str:
    """Return the inner HTML of a passage in the language form.

    `shape` holds `emphasis` ([start, end, kind]), `notes` ([offset, note place, number]) and `objects`
    ([offset, kind, alternative]) in code points of `text`. Every tag is opened and closed within a stretch between
    two borders, so overlapping emphasis and spans never cross.
    """
    emphasis = [(int(start), int(end), str(kind)) for start, end, kind in shape.get("emphasis", ())]
    marked = list(spans)
    notes = {int(offset): (str(place), str(number)) for offset, place, number in shape.get("notes", ())}
    objects = {int(offset): str(alternative) for offset, _kind, alternative in shape.get("objects", ())}
    letters = _shown(text, language)
    borders = {0, len(text), *notes}
    for start, end, _kind in emphasis:
        borders |= {start, end}
    for span in marked:
        borders |= {span.start, span.end}
    for offset in objects:
        borders |= {offset, offset + 1}
    ordered = sorted(border for border in borders if 0 <= border <= len(text))
    pieces: list[str] = []
    for start, end in zip(ordered, [*ordered[1:], len(text)], strict=True):
        if start in notes:
            pieces.append(_note(*notes[start]))
        if start == end:
            continue
        words = _object(objects[start]) if start in objects else letters(start, end)
        pieces.append(_wrapped(words, start, emphasis, marked))
    return "".join(pieces)


def _shown(text: str, language: str) -> Any:
    if language != SERBIAN_LATIN:
        return lambda start, end: with_signs(escape(text[start:end]))
    form = to_latin_with_map(text)
    return lambda start, end: with_signs(escape(form.text[form.to_shown(start) : form.to_shown(end)]))


def _wrapped(words: str, at: int, emphasis: Sequence[tuple[int, int, str]], spans: Sequence[Span]) -> str:
    around = [TAGS[kind] for start, end, kind in emphasis if start <= at < end and kind in TAGS]
    over = [span for span in spans if span.start <= at < span.end]
    if over:
        around.insert(0, SELECTED if any(span.is_selected for span in over) else COMMENTED)
    return "".join(first for first, _ in around) + words + "".join(last for _, last in reversed(around))


def _note(place: str, number: str) -> str:
    return f'<sup><a href="#p-{escape(place)}">{escape(number)}</a></sup>'


def _object(alternative: str) -> str:
    return f'<span class="object">[{escape(alternative) or "…"}]</span>'
