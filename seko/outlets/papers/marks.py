"""The hidden keys of the tables that go out to be filled in: by them a table is known when it comes back.

XLSX: the first row, hidden, holds the columns' keys and in its first cell what the table is (`stated`); the second one
the titles that people read; the first column, hidden, the rows' keys. DOCX: hidden bookmarks in the cells, those of the
columns in the heads (`column_mark`), those of the rows in their first cells (`row_mark`), and what the table is in the
package's own properties (`documents.model.word.marks`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

# The number of this form of keys; a later one that is read otherwise gets another.
FORM: Final = 1
# Rows of an XLSX, from 1.
KEYS_ROW: Final = 1
TITLES_ROW: Final = 2
FIRST_ROW: Final = 3

_STATED: Final = re.compile(r"seko (\d{1,9}) ([a-z-]+) ([a-z0-9_-]+) (\S+)")
_POINT: Final = re.compile(r"([0-9a-f]{32})_([0-9]{1,4})")
# A bookmark's name has 40 letters at most. An answer that was saved more often than this is in conflict, which is told.
_LAST_REVISION: Final = 9_999
_NOBODY: Final = "-"
_COLUMN: Final = "_c_"
_ROW: Final = "_r_"
_BETWEEN: Final = " · "
_FIRST_WORDS: Final = 80


class Table(StrEnum):
    """Which table it is; with it goes what a row's key is."""

    COMMENTS = "comments"  # comments and their answers: the comment's running number in the consultation
    ANSWERS = "answers"  # what an institution has to answer: see `point_key`
    COMMENT_FORM = "comment-form"  # an organisation's comments to be: the number of the row, from 1


class Key(StrEnum):
    """Which column it is."""

    NUMBER = "number"
    PLACE = "place"
    QUOTE = "quote"
    ORGANISATION = "organisation"
    WORDS = "words"
    PROPOSAL = "proposal"
    WHY = "why"  # the author's reason
    OUTCOME = "outcome"
    REASON = "reason"  # the institution's
    CHANGE = "change"


COLUMNS: Final = {
    Table.COMMENTS: (
        *(Key.NUMBER, Key.PLACE, Key.QUOTE, Key.WORDS, Key.PROPOSAL, Key.WHY, Key.ORGANISATION),
        *(Key.OUTCOME, Key.REASON, Key.CHANGE),
    ),
    Table.ANSWERS: (
        *(Key.NUMBER, Key.PLACE, Key.QUOTE, Key.ORGANISATION, Key.WORDS, Key.PROPOSAL),
        *(Key.OUTCOME, Key.REASON, Key.CHANGE),
    ),
    Table.COMMENT_FORM: (Key.PLACE, Key.QUOTE, Key.WORDS, Key.PROPOSAL, Key.WHY),
}


@dataclass(frozen=True, slots=True)
class Stated:
    """What a table says of itself. `institution` is the identifier of whose answers it asks for, or empty."""

    table: Table
    consultation: str
    institution: str = ""
    form: int = FORM

    def __str__(self) -> str:
        return f"seko {self.form} {self.table} {self.consultation} {self.institution or _NOBODY}"


def read_stated(text: str) -> Stated | None:
    """Return what the first cell of a table says, or None where it is no table of ours."""
    found = _STATED.fullmatch(text.strip())
    if found is None or found.group(2) not in list(Table):
        return None
    form, table, consultation, institution = found.groups()
    return Stated(Table(table), consultation, "" if institution == _NOBODY else institution, int(form))


def column_mark(key: Key) -> str:
    """Return the name of the bookmark in the head of a column of a DOCX."""
    return _COLUMN + key.value


def row_mark(key: str) -> str:
    """Return the name of the bookmark in the first cell of a row of a DOCX."""
    return _ROW + key


def column_of(name: str) -> Key | None:
    """Return the column that a bookmark marks, or None for another bookmark."""
    key = name.removeprefix(_COLUMN)
    return Key(key) if key != name and key in list(Key) else None


def row_of(name: str) -> str:
    """Return the key of the row that a bookmark marks, empty for another bookmark."""
    key = name.removeprefix(_ROW)
    return key if key != name else ""


def point_key(point: UUID, revision: int) -> str:
    """Return the key of the row of a point whose answer had this revision when the table went out (0: none yet)."""
    return f"{point.hex}_{min(revision, _LAST_REVISION)}"


def read_point_key(key: str) -> tuple[UUID, int] | None:
    """Return the point and the revision of a row's key, or None for what is no such key."""
    found = _POINT.fullmatch(key)
    return (UUID(hex=found.group(1)), int(found.group(2))) if found else None


def place_choice(place: str, words: str) -> str:
    """Return how a passage is offered in the list of places: its short name and its first words."""
    first = " ".join(words.split())
    shown = first if len(first) <= _FIRST_WORDS else first[:_FIRST_WORDS].rstrip() + "…"
    return f"{place}{_BETWEEN}{shown}" if shown else place


def place_of(choice: str) -> str:
    """Return the short name of the passage that was chosen, or typed by itself."""
    return choice.partition(_BETWEEN.strip())[0].strip()
