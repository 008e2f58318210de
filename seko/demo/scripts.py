"""How an author without a Cyrillic keyboard writes."""

from __future__ import annotations

from seko.foundation.text.scripts import to_latin

_BARE = str.maketrans({"č": "c", "ć": "c", "š": "s", "ž": "z", "Č": "C", "Ć": "C", "Š": "S", "Ž": "Z"})


def in_latin(text: str) -> str:
    """Serbian Latin."""
    return to_latin(text)


def without_diacritics(text: str) -> str:
    """Latin as typed on a foreign keyboard: "čišćenje đubriva" is "ciscenje djubriva"."""
    return to_latin(text).translate(_BARE).replace("đ", "dj").replace("Đ", "Dj")
