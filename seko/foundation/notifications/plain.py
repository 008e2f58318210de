"""Text without what neither a database, nor XML, nor a mail may hold."""

from __future__ import annotations

import unicodedata

LONGEST_SUBJECT = 200


def without_control(text: str) -> str:
    """Return the text without control characters and lone surrogates, which neither XML nor a mail may hold."""
    return "".join(letter for letter in text if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs"))


def one_line(text: str) -> str:
    """Return the text without line breaks and control characters, at most 200 letters: fit for a mail's header."""
    kept = "".join(letter if unicodedata.category(letter)[0] != "C" else " " for letter in text)
    line = " ".join(kept.split())
    return line if len(line) <= LONGEST_SUBJECT else line[: LONGEST_SUBJECT - 1].rstrip() + "…"
