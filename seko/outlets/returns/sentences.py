"""What is said of returned files: why a file is not taken, why a person is asked, what a tracked change proposes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from seko.drafts.documents import sentences as documents
from seko.drafts.documents.model.returning.returned import Asked, Deed, Kind
from seko.outlets.exchange import sentences as tables
from seko.outlets.returns import columns

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

ASKED: Mapping[str, _StrPromise] = {
    Asked.NOWHERE: _("In the file it stands at no words. Say where it belongs."),
    Asked.POINT: _("In the file it stands at a spot without words. Say to which part of the text it belongs."),
    Asked.INSERTED: _("In the file it stands at words that the draft does not have. Say where it belongs."),
    Asked.DOUBTFUL: _("It is not certain where these words stand in the draft. Say where it belongs."),
    Asked.REMOVED: _("These words do not stand in the draft. Say where it belongs."),
    Asked.BEFORE: _("It was inserted before the first words of the draft. Say where it belongs."),
    Asked.NAME: _("The draft has no part of the text of that name. Say where it belongs."),
}
ROW_NOWHERE = _("The row names no place. Say where it belongs.")
KINDS: Mapping[str, _StrPromise] = {
    Kind.COMMENT: _("Comment"),
    Kind.REPLY: _("Reply to a comment"),
    Kind.CHANGE: _("Tracked change"),
    Kind.MOVE: _("Moved part of the text"),
    Kind.ROW: _("Row of the table"),
}


# Refusals of tables are those of the reader of spreadsheets, and our own.
TABLE = "table-"
REFUSALS: Mapping[str, _StrPromise] = {
    "no-column": _(
        "The column “%(column)s” was not found. One of the first twenty rows must hold the headings, as in the form "
        "for comments: place in the text, original text, comment, proposed wording, reason."
    ),
    "answers": _(
        "This is a table for the answers of an institution, not one of comments. "
        "Send the form for comments, or the draft with comments."
    ),
}
COLUMNS: Mapping[str, _StrPromise] = {columns.WORDS: _("Comment")}
NOTES: Mapping[str, _StrPromise] = {
    **tables.NOTES,
    "hidden-columns": _("Hidden columns were not read: %(about)s"),
    "cell-notes": _("Notes on cells were not read: %(about)s"),
    "merged-cells": _("Merged cells; place, number and organisation go on for all their rows: %(about)s"),
    "doubled-columns": _("Columns that stand twice; the first of each counts, not read: %(about)s"),
    "other-columns": _("Columns that are not taken over: %(about)s"),
    "silent-rows": _("Rows in which no comment stands: %(about)s"),
    "other-consultation": _("The table was made for another consultation: %(about)s"),
}
REMARKS: Mapping[str, _StrPromise] = {
    "formula": _("Cell %(cell)s holds a formula; it is not computed, its text stands here."),
    "error": _("Cell %(cell)s holds an error of the spreadsheet."),
    "long": _("The text of cell %(cell)s is too long; its end is missing here."),
    "day": _("The spreadsheet made a date of what was typed in cell %(cell)s."),
    "number": _("The spreadsheet made a number of what was typed in cell %(cell)s; 1.10 and 1.1 are the same to it."),
}


def refusal(code: str, params: Mapping[str, Any]) -> str:
    """Return why a file was not taken, in the page's language form."""
    if not code.startswith(TABLE):
        return documents.refusal(code, params)
    reason = code.removeprefix(TABLE)
    shown = {**params, "column": str(COLUMNS.get(params.get("column", ""), ""))}
    return str((REFUSALS.get(reason) or tables.REFUSALS[reason]) % shown)


def refusal_later(code: str, params: Mapping[str, Any]) -> _StrPromise:
    """Return the sentence, put into words when it is shown."""
    later: _StrPromise = lazystr(_Later(code, params))
    return later


class _Later:
    def __init__(self, code: str, params: Mapping[str, Any]) -> None:
        self.code, self.params = code, dict(params)

    def __str__(self) -> str:
        return refusal(self.code, self.params)


def note(code: str, about: str) -> str:
    """Return a line of what is told of a file."""
    return str(NOTES[code] % {"about": about})


def remark(code: str, cell: str) -> str:
    """Return what is odd in a row of a table."""
    return str(REMARKS[code] % {"cell": cell})


def words_of(deed: str, words: str, proposed: str, target: str) -> str:
    """Return the words of a comment that a tracked change becomes; what a person wrote stays as it is."""
    if deed == Deed.MOVE:
        said = _("Move this part of the text after: “%(words)s”") % {"words": target} if target else _("Move this.")
        return str(said)
    if deed == Deed.DELETE and not proposed:
        return str(_("Delete these words."))
    if deed == Deed.INSERT:
        return str(_("Add to the text what is proposed here."))
    if deed:
        return str(_("Change the text as proposed here."))
    if not words.strip() and proposed.strip():
        return str(_("Change the text as proposed here."))
    return words
