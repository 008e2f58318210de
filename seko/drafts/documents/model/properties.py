"""Reading the small property elements of WordprocessingML: switches, numbers, references."""

from __future__ import annotations

import re
from typing import Final

from seko.drafts.documents.model.markup import Element
from seko.drafts.documents.model.names import VAL, WORD

_OFF: Final = ("0", "false", "off")
_WHITE: Final = ("ffffff", "white")
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,9}$")


def switch(parent: Element | None, name: str) -> bool | None:
    """A switch such as `w:b`: true, false, or None where it is not stated."""
    element = parent.find(WORD + name) if parent is not None else None
    return None if element is None else element.get(VAL, "true").lower() not in _OFF


def value(parent: Element | None, name: str) -> str | None:
    """The `w:val` of a child, None where the child or its value is missing."""
    element = parent.find(WORD + name) if parent is not None else None
    return None if element is None else element.get(VAL)


def number(text: str | None, default: int) -> int:
    """A whole number of at most nine digits; `default` for anything else."""
    return int(text) if text is not None and _NUMBER.match(text.strip()) else default


def numeric(parent: Element | None, name: str, default: int) -> int:
    """The `w:val` of a child as a number."""
    return number(value(parent, name), default)


def is_white(properties: Element) -> bool:
    """Whether the run's own colour is white and nothing of its own darkens the ground behind it."""
    colour = properties.find(WORD + "color")
    if colour is None:
        return False
    white = colour.get(VAL, "").lower() in _WHITE or colour.get(WORD + "themeColor", "") in ("background1", "light1")
    return white and not is_shaded(properties) and value(properties, "highlight") in (None, "none")


def is_shaded(properties: Element | None) -> bool:
    """Whether an element's properties set a ground other than white."""
    shading = properties.find(WORD + "shd") if properties is not None else None
    if shading is None:
        return False
    fill = shading.get(WORD + "fill", "auto").lower()
    return fill not in ("auto", *_WHITE) or bool(shading.get(WORD + "themeFill")) or _has_pattern(shading)


def _has_pattern(shading: Element) -> bool:
    return shading.get(VAL, "clear") not in ("clear", "nil")
