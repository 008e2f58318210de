"""What an import report can say: every code with its weight and its English sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from seko.drafts.documents.model.refusals import N_, Param


class Severity(StrEnum):
    """A decision must be taken before publishing; a warning should be looked at; information tells what was done."""

    DECISION = "decision"
    WARNING = "warning"
    INFORMATION = "information"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report. `params` fill its sentence; `passages` are positions in the accepted reading.

    `for_uploader` is more that only the uploader may see: names of authors, targets outside the file.
    """

    code: str
    severity: Severity
    params: tuple[tuple[str, Param], ...] = ()
    passages: tuple[int, ...] = ()
    for_uploader: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The English default sentence with its numbers and places."""
        return FINDINGS[self.code][1] % dict(self.params)


_D, _W, _I = Severity.DECISION, Severity.WARNING, Severity.INFORMATION

FINDINGS: Mapping[str, tuple[Severity, str]] = {
    "tracked-changes": (_D, N_("Tracked changes: %(count)s. Accept all or reject all; they are never published.")),
    "word-comments": (_D, N_("Comments made in Word: %(count)s, of them resolved: %(resolved)s.")),
    "comments-without-place": (_W, N_("Comments whose words are no longer in the text: %(count)s.")),
    "hidden-text": (_D, N_("Hidden text: %(letters)s characters. It is left out and never published.")),
    "white-text": (_D, N_("White text on white ground: %(letters)s characters. It becomes visible.")),
    "citizen-number": (_D, N_("The text seems to hold personal numbers of citizens: %(count)s.")),
    "personal-data": (_W, N_("E-mail addresses and telephone numbers in the text: %(count)s.")),
    "template-notes": (_W, N_("Notes of the template to its author are left in the text: %(count)s.")),
    "placeholder-text": (_W, N_("Fields that nobody filled in: %(count)s.")),
    "no-headings": (_W, N_("The document has no headings, so it cannot be divided into sections.")),
    "heading-level-skipped": (_W, N_("Heading levels are skipped: %(count)s.")),
    "bold-only-headings": (_W, N_("Lines that look like headings but are only bold: %(count)s.")),
    "long-heading": (_W, N_("Whole paragraphs set as headings: %(count)s.")),
    "missing-part": (_W, N_("A part of the file is missing: %(part)s.")),
    "inconsistent-merge": (_W, N_("Table %(table)s: merged cells do not fit together. The text was kept in order.")),
    "uneven-rows": (_W, N_("Table %(table)s: rows differ in length. The text was kept in order.")),
    "embedded-document": (_W, N_("Another document is embedded and was left out: %(count)s.")),
    "embedded-object": (_W, N_("Embedded objects were left out: %(count)s.")),
    "external-relation": (_W, N_("Links to things outside the file were not followed and were left out: %(count)s.")),
    "equation": (_W, N_("Equations need a description in words: %(count)s.")),
    "chart": (_W, N_("Charts need a description in words: %(count)s.")),
    "diagram": (_W, N_("Diagrams need a description in words: %(count)s.")),
    "metafile": (_W, N_("Drawings in an old format (WMF, EMF) need a description in words: %(count)s.")),
    "object": (_W, N_("Embedded objects need a description in words: %(count)s.")),
    "picture": (_W, N_("Pictures without a description: %(count)s.")),
    "mixed-scripts": (_W, N_("Words with letters of both scripts: %(count)s. Kept as typed.")),
    "direction-controls": (_W, N_("Invisible marks that turn the direction of writing: %(count)s.")),
    "long-words": (_W, N_("Very long words: %(count)s, the longest of %(letters)s letters.")),
    "unknown-symbol": (_W, N_("Signs of a symbol font that could not be read: %(count)s.")),
    "open-fields": (_W, N_("Fields that were not closed properly: %(count)s. Their text was kept.")),
    "unreferenced-notes": (_W, N_("Footnotes that nothing refers to were left out: %(count)s.")),
    "indicator-no-baseline": (_W, N_("Indicators without a baseline: %(count)s. Add the value and its year.")),
    "indicator-no-target": (_W, N_("Indicators without a target: %(count)s. Add the value and its year.")),
    "indicator-undecided": (
        _W,
        N_("Indicators with a value still to be determined: %(count)s. Say when it will be known."),
    ),
    "indicator-below-baseline": (
        _W,
        N_("Targets below their baseline: %(count)s. If it is not meant to fall, exchange the values."),
    ),
    "indicator-above-baseline": (
        _W,
        N_("Targets above the baseline of what is to fall: %(count)s. Look whether the values are exchanged."),
    ),
    "indicator-no-unit": (_W, N_("Indicators without a unit: %(count)s. Write what is counted or measured.")),
    "indicator-baseline-no-year": (_W, N_("Baselines without a year: %(count)s. Add the year they were measured in.")),
    "indicator-target-no-year": (_W, N_("Targets without a year: %(count)s. Add the year they should be reached in.")),
    "indicator-year-past": (
        _W,
        N_("Targets for a year that has passed: %(count)s. Put in a year that is still ahead."),
    ),
    "indicator-years-turned": (
        _W,
        N_("Baselines measured after the year of their target: %(count)s. Look which of the years is wrong."),
    ),
    "indicator-milestone-late": (
        _W,
        N_("Milestones after the year of their target: %(count)s. Look which of the years is wrong."),
    ),
    "indicator-differs": (
        _W,
        N_("Indicators whose values differ from one table to another: %(count)s. Make them the same."),
    ),
    "contents-left-out": (_I, N_("The table of contents was left out: %(count)s entries. The platform makes its own.")),
    "headers-left-out": (_I, N_("Headers and footers of the pages were left out: %(count)s.")),
    "template": (_I, N_("The file is a template (.dotx); it was read like a document.")),
}


def finding(
    code: str, *, passages: tuple[int, ...] = (), for_uploader: tuple[str, ...] = (), **params: Param
) -> Finding:
    """A finding with the weight its code has."""
    return Finding(code, FINDINGS[code][0], tuple(sorted(params.items())), passages, for_uploader)
