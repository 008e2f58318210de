"""What a document may hold at most (reliability.md, part C, "Limits"); the settings may lower them, never the tests."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper limits; sizes in bytes, lengths in code points."""

    file_bytes: int = 25 * MEGABYTE
    unpacked_bytes: int = 200 * MEGABYTE
    part_bytes: int = 50 * MEGABYTE
    ratio: int = 100
    ratio_from_bytes: int = 10 * MEGABYTE
    parts: int = 2_000
    columns: int = 63
    table_depth: int = 10
    paragraphs: int = 50_000
    word_letters: int = 1_000_000
    paragraph_letters: int = 1_000_000
    # Our own: forty times the text and the cells of the longest drafts we know of.
    text_letters: int = 5_000_000
    cells: int = 100_000
    # Our own: a million elements take lxml about 200 MB, which leaves room inside the child's gibibyte.
    elements: int = 1_000_000


DEFAULT_LIMITS = Limits()
