"""Why an answer table is not taken, and what is wrong in its rows, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

REFUSALS: Mapping[str, _StrPromise] = {
    "no-keys": _(
        "This is not a table of answers that was taken from here, or its hidden keys are lost. Take it again, copy the"
        " answers into it and send it once more."
    ),
    "another-consultation": _("This table belongs to another consultation. Send it there."),
    "another-institution": _("This table belongs to another institution."),
    "later-form": _("This table was made by a later release of the platform. Take it again here."),
    "too-many-rows": _("The table has more than %(limit)s rows. Part it into several files."),
    "too-many-columns": _("Row %(row)s has more than %(limit)s columns. Delete the ones that are not needed."),
    "not-a-workbook": _("This is not a table in Word or Excel. Save it as DOCX or XLSX and send it again."),
    "damaged": _("The file is damaged and cannot be opened. Save it again and send it once more."),
    "no-rows": _("There is no row in this table."),
    "declaration": _("The part %(part)s of the file declares a document type, which is not allowed. Save it again."),
    "time": _("Reading the file took too long. Delete what is not needed and send it again."),
}
CELLS: Mapping[str, _StrPromise] = {
    "formula": _("A formula stands here; it is not computed. Write the value itself."),
    "error": _("An error of the spreadsheet stands here. Correct it, or leave the cell empty."),
    "long": _("The text is too long for one cell."),
}
NOTES: Mapping[str, _StrPromise] = {
    "hidden-rows": _("Hidden rows were not read: %(about)s"),
    "hidden-columns": _("Hidden columns were not read: %(about)s"),
    "merged-cells": _("Merged cells were read in their first row only: %(about)s"),
}
ADDED = _("This row was added: it answers no comment. Answer comments in their own rows.")
KEY_LOST = _("The hidden key of this row is missing or was changed. Take the table again and copy the answer into it.")
NOT_ASSIGNED = _("This row answers no comment that is assigned to the institution now.")
TWICE = _("This comment stands in another row too; leave one of them.")
MOVED = _(
    "The number does not belong to the key of this row: rows were moved. Take the table again and copy the answer."
)
PROPOSED = _("Another answer was sent for approval meanwhile.")
PUBLISHED = _("Another answer was published meanwhile.")
WRITTEN = _("Somebody wrote another answer here since the table was taken. Open the comment and put the two together.")
NOT_AN_OUTCOME = _("“%(typed)s” is none of the outcomes. Write one of: %(offered)s.")
