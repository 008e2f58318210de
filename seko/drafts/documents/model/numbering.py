"""Lists: their definitions, and the labels their paragraphs show, frozen as text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from seko.drafts.documents.model.markup import Element
from seko.drafts.documents.model.names import R_PR, WORD
from seko.drafts.documents.model.properties import number, numeric, switch, value
from seko.drafts.documents.model.structure import ListDefinition, ListLevel
from seko.drafts.documents.model.styles import Styles
from seko.drafts.documents.model.symbols import bullet_letter

LEVELS: Final = 9
_NO_LEVEL: Final = ListLevel("none", "", 1, 0, False)
_PLACE: Final = re.compile(r"%([1-9])")
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
# Word has no Serbian alphabet for lists; authors use the Russian one, whose 29 letters (ECMA-376) are these.
_RUSSIAN: Final = "абвгдежзиклмнопрстуфхцчшщыэюя"


class Schemes:
    """The numbering part: from a list and its style links to a definition, and from a style to its level."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, Element] = {}
        self._numbers: dict[str, Element] = {}
        if root is not None:
            for element in root.iter(WORD + "abstractNum"):
                self._abstract[element.get(WORD + "abstractNumId", "")] = element
            for element in root.iter(WORD + "num"):
                self._numbers[element.get(WORD + "numId", "")] = element
        self._levels_by_style: dict[tuple[str, str], int] = {}

    def has(self, list_id: str) -> bool:
        """Whether the part defines this list."""
        return list_id in self._numbers

    def definitions(self) -> tuple[tuple[str, ListDefinition], ...]:
        """All lists with their definitions, by list."""
        return tuple((list_id, self._definition(element)) for list_id, element in self._numbers.items())

    def level_of_style(self, list_id: str, style: str) -> int:
        """The level whose definition names the style; 0 where none does."""
        if (list_id, style) not in self._levels_by_style:
            levels = self._scheme_of(list_id)[1]
            named = (numeric_level(level) for level in levels if value(level, "pStyle") == style)
            self._levels_by_style[list_id, style] = next(named, 0)
        return self._levels_by_style[list_id, style]

    def _scheme_of(self, list_id: str) -> tuple[str, list[Element]]:
        """The scheme a list uses, through at most a few links by style, and its level elements."""
        for _ in range(LEVELS):
            element = self._numbers.get(list_id)
            scheme = (value(element, "abstractNumId") or "") if element is not None else ""
            abstract = self._abstract.get(scheme)
            if abstract is None:
                return scheme, []
            link = value(abstract, "numStyleLink")
            linked = self._styles.list_of(link)[0] if link else ""
            if not linked or linked == list_id:
                return scheme, abstract.findall(WORD + "lvl")
            list_id = linked
        return "", []

    def _definition(self, element: Element) -> ListDefinition:
        scheme, level_elements = self._scheme_of(element.get(WORD + "numId", ""))
        levels = {numeric_level(level): _level(level) for level in level_elements}
        restarts: list[tuple[int, int]] = []
        for override in element.iter(WORD + "lvlOverride"):
            place = numeric_level(override)
            own = override.find(WORD + "lvl")
            if own is not None:
                levels[place] = _level(own)
            start = value(override, "startOverride")
            if start is not None:
                restarts.append((place, number(start, 1)))
                levels[place] = replace(levels.get(place, _NO_LEVEL), start=number(start, 1))
        return ListDefinition(scheme, tuple(levels.get(place, _NO_LEVEL) for place in range(LEVELS)), tuple(restarts))


def numeric_level(element: Element) -> int:
    """The `w:ilvl` of a level, between 0 and 8."""
    return min(max(number(element.get(WORD + "ilvl"), 0), 0), LEVELS - 1)


def _level(element: Element) -> ListLevel:
    kind = value(element, "numFmt") or "decimal"
    pattern = value(element, "lvlText") or ""
    if kind == "bullet":
        fonts = element.find(f"{R_PR}/{WORD}rFonts")
        pattern = bullet_letter(pattern, (fonts.get(WORD + "ascii") or "") if fonts is not None else "")
    return ListLevel(
        kind=kind,
        pattern=pattern,
        start=numeric(element, "start", 1),
        restart=numeric(element, "lvlRestart", numeric_level(element)),
        is_legal=bool(switch(element, "isLgl")),
    )


class Counter:
    """Counts the lists of one reading from its beginning; ask once for each paragraph, in order."""

    def __init__(self, lists: Mapping[str, ListDefinition]) -> None:
        self._lists = lists
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()

    def label(self, list_id: str, level: int) -> str:
        """The label of the next paragraph of this list and level (0-8), such as "1.1." or "(а)"; "" without one."""
        definition = self._lists.get(list_id)
        if definition is None:
            return ""
        level = min(max(level, 0), LEVELS - 1)
        counts = self._counts.setdefault(definition.scheme, [None] * LEVELS)
        if list_id not in self._begun:
            self._begun.add(list_id)
            for place, _ in definition.restarts:
                counts[place] = None
        current = counts[level]
        counts[level] = definition.levels[level].start if current is None else current + 1
        for deeper in range(level + 1, LEVELS):
            if level < definition.levels[deeper].restart:
                counts[deeper] = None
        return _written(definition, level, counts)


def _written(definition: ListDefinition, level: int, counts: list[int | None]) -> str:
    own = definition.levels[level]
    if own.kind == "bullet":
        return own.pattern
    if own.kind == "none" and "%" not in own.pattern:
        return own.pattern.strip()

    def number_at(place: re.Match[str]) -> str:
        index = int(place.group(1)) - 1
        if index > level:
            return ""
        shown = definition.levels[index]
        count = counts[index]
        return format_number(shown.start if count is None else count, "decimal" if own.is_legal else shown.kind)

    return _PLACE.sub(number_at, own.pattern).strip()


def format_number(count: int, kind: str) -> str:
    """A number in one of Word's formats; formats with words are written in digits."""
    if kind == "none":
        return ""
    if kind in ("lowerRoman", "upperRoman"):
        return _in_case(_roman(count), kind)
    if kind in ("lowerLetter", "upperLetter"):
        return _in_case(_letters(count, _LATIN), kind)
    if kind in ("russianLower", "russianUpper"):
        return _in_case(_letters(count, _RUSSIAN), kind)
    if kind == "decimalZero":
        return f"{count:02d}"
    return str(count)


def _in_case(text: str, kind: str) -> str:
    return text.upper() if kind.startswith("upper") or kind.endswith("Upper") else text


def _roman(count: int) -> str:
    if not 0 < count < 10_000:
        return str(count)
    written = ""
    for worth, sign in _ROMAN:
        while count >= worth:
            written += sign
            count -= worth
    return written


def _letters(count: int, alphabet: str) -> str:
    """Word's way: after z comes aa, then bb."""
    if not 0 < count < 1_000:
        return str(count)
    rounds, place = divmod(count - 1, len(alphabet))
    return alphabet[place] * (rounds + 1)
