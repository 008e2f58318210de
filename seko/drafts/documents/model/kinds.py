"""The named choices of the model: readings, kinds of passages, emphasis, levels and columns of a logical framework."""

from __future__ import annotations

from enum import StrEnum


class Revisions(StrEnum):
    """Which reading of the tracked changes is meant."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


class PassageKind(StrEnum):
    """What a passage is. The cells of a row follow it; a footnote follows the passage (or row) it belongs to."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    FOOTNOTE = "footnote"
    TABLE_ROW = "table_row"
    TABLE_CELL = "table_cell"


class EmphasisKind(StrEnum):
    """What a run of letters is set in, beyond what its paragraph's style gives."""

    BOLD = "bold"
    ITALIC = "italic"
    SUBSCRIPT = "sub"
    SUPERSCRIPT = "sup"


class LogframeLevel(StrEnum):
    """What a row of a logical framework speaks of."""

    HEADER = "header"
    IMPACT = "impact"
    OUTCOME = "outcome"
    OUTPUT = "output"
    ACTIVITY = "activity"
    OTHER = "other"


class LogframeColumn(StrEnum):
    """What a cell of a logical framework holds."""

    LEVEL = "level"
    RESULT = "result"
    INDICATOR = "indicator"
    UNIT = "unit"
    BASELINE = "baseline"
    CURRENT = "current"
    MILESTONE = "milestone"
    TARGET = "target"
    SOURCE = "source"
    ASSUMPTION = "assumption"
    MEANS = "means"
    COST = "cost"
    OTHER = "other"
