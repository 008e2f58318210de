"""What the reader of spreadsheets says, in the language of the page: refusals and notes by their code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

REFUSALS: Mapping[str, _StrPromise] = {
    "no-rows": _("There is no row with anything in it on the first visible sheet."),
    "no-name": _("No heading is known. One of the first twenty rows must hold the headings; names stand under “Name”."),
    "too-many-rows": _("The table has more than %(limit)s rows. Part it into several files."),
    "too-many-columns": _("Row %(row)s has more than %(limit)s columns. Delete the ones that are not needed."),
    "not-a-workbook": _("This is not a spreadsheet. Save it as XLSX or CSV and send it again."),
    "damaged": _("The file is damaged and cannot be opened. Save it again and send it once more."),
    "declaration": _("The part %(part)s of the file declares a document type, which is not allowed. Save it again."),
    "unknown-encoding": _(
        "The letters of this file cannot be recognised. Save it as “CSV UTF-8” or as XLSX and send it again."
    ),
    "forbidden-character": _(
        "Line %(line)s holds a character that no text may hold. Save the file again as CSV UTF-8."
    ),
    "open-quotation": _("A quotation mark that begins in line %(line)s is not closed. Correct that line."),
    "time": _("Reading the file took too long. Delete what is not needed and send it again."),
}
NOTES: Mapping[str, _StrPromise] = {
    "hidden-rows": _("Hidden rows were not read: %(about)s"),
    "other-sheets": _("Other sheets were not read: %(about)s"),
}
