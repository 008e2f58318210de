"""The name of a file as it is shown: never a path, never able to deceive."""

from __future__ import annotations

import re
import unicodedata

MOST_LETTERS = 200
MOST_BYTES = 255
UNNAMED = "file"
LONGEST_EXTENSION = 10

# What separates folders, quotes, or means something to a shell, a browser or Windows.
FORBIDDEN = re.compile(r'[<>:"\'`|?*\\/;%]')
RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
UNSHOWN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def clean_name(name: str) -> str:
    """Return the name for showing: NFC, without folders, control and direction characters, at most 200 letters and 255
    bytes with its extension kept; never empty, hidden or reserved (reliability.md C4 48).
    """
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(letter for letter in name if unicodedata.category(letter) not in UNSHOWN or letter in "\t\n\r")
    name = " ".join(FORBIDDEN.sub(" ", name).split()).lstrip(". ").rstrip(". ")
    if RESERVED.match(name):
        name = f"_{name}"
    return _shortened(name or UNNAMED)


def extension_of(name: str) -> str:
    """Return the ending of a cleaned name in lower case with its dot, or an empty string."""
    stem, dot, ending = name.rpartition(".")
    return f".{ending.lower()}" if dot and stem and ending.isalnum() and len(ending) <= LONGEST_EXTENSION else ""


def _shortened(name: str) -> str:
    ending = name[len(name) - len(extension_of(name)) :] if extension_of(name) else ""
    stem = name.removesuffix(ending)[: MOST_LETTERS - len(ending)]
    while len((stem + ending).encode()) > MOST_BYTES:
        stem = stem[:-1]
    return stem.rstrip(". ") + ending
