"""What is taken out of people's words before any file is written, and what is made visible instead."""

from __future__ import annotations

import re

# XML 1.0, production 2: everything else makes a DOCX or XLSX that no program opens (reliability.md C13 120).
_ILLEGAL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
# Controls that reorder what is read; shown escaped, so that a text never looks like another (reliability.md C 28).
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SUSPECT = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
)


def without_illegal(words: str) -> str:
    """Return the words without the characters that XML 1.0 forbids or discourages; all else stays as typed."""
    return _ILLEGAL.sub("", words)


def code_name(character: str) -> str:
    """Return a character's name in writing, `[U+202E]`."""
    return f"[U+{ord(character):04X}]"


def clean(words: str) -> str:
    """Return words fit for a document: illegal characters gone, line ends as `\\n`, reordering controls written out."""
    if not _SUSPECT.search(words):
        return words
    words = _LINE_ENDS.sub("\n", without_illegal(words))
    return _REORDERING.sub(lambda match: code_name(match.group()), words)
