"""Why a file is not taken: one stable code, its numbers and places, and an English sentence for each.

The web layer translates by code; `N_` only marks the sentences for xgettext, so that this package needs no Django.
"""

from __future__ import annotations

from collections.abc import Mapping

Param = str | int


def N_(sentence: str) -> str:  # noqa: N802 - the customary name, which xgettext knows
    """Mark a sentence for translation and return it unchanged."""
    return sentence


REFUSALS: Mapping[str, str] = {
    "empty-file": N_("The file is empty."),
    "file-too-large": N_("The file has %(megabytes)s MB; the limit is %(limit)s MB."),
    "damaged-file": N_("The file is damaged or incomplete: it cannot be opened. Save it again and send the new copy."),
    "not-a-document": N_("This is not a Word document (.docx)."),
    "is-pdf": N_("This is a PDF. Send the Word document (.docx) it was made from."),
    "is-rtf": N_("This is an RTF file. Open it in a word processor and save it as .docx."),
    "is-html": N_("This is a web page (HTML). Save the text as .docx."),
    "is-old-word": N_("This is an old Word file (.doc). Open it and save it as .docx."),
    "is-old-office": N_("This is a file of another office program, not a Word document (.docx)."),
    "is-opendocument": N_("This is an OpenDocument file (.odt). Open it and save it as .docx."),
    "is-flat-opendocument": N_("This is a flat OpenDocument file (.fodt). Open it and save it as .docx."),
    "is-word-xml": N_("This is a Word document saved as one XML file. Save it as .docx."),
    "is-spreadsheet": N_("This is a spreadsheet, not a Word document (.docx)."),
    "is-presentation": N_("This is a presentation, not a Word document (.docx)."),
    "protected": N_("The file is protected. Remove the password or the restriction of rights and send it again."),
    "macros": N_("The file contains macros. Save it as .docx without macros and send it again."),
    "too-many-parts": N_("The file contains too many parts: %(parts)s; the limit is %(limit)s."),
    "unpacks-too-large": N_("The file unpacks to %(megabytes)s MB; the limit is %(limit)s MB."),
    "part-too-large": N_("The part %(part)s unpacks to %(megabytes)s MB; the limit is %(limit)s MB."),
    "compressed-too-much": N_("The file unpacks to %(ratio)s times its size; the limit is %(limit)s times."),
    "size-differs": N_("The part %(part)s does not have the size the file states. Save the document again."),
    "duplicate-part": N_(
        "The file contains the part %(part)s twice, so its content is ambiguous. Save the document again."
    ),
    "overlapping-parts": N_("Parts of the file overlap (%(part)s). Save the document again."),
    "bad-part-name": N_("The file contains a part with a name that is not allowed: %(part)s. Save the document again."),
    "symbolic-link": N_("The file contains a link instead of a part: %(part)s. Save the document again."),
    "unknown-compression": N_("The part %(part)s is packed in a way that is not allowed in a Word document."),
    "main-text-missing": N_("The main text is missing from the file. Save the document again."),
    "document-type-declaration": N_(
        "The part %(part)s declares a document type (DOCTYPE), which is not allowed. Save the document again."
    ),
    "damaged-part": N_("The part %(part)s is damaged in line %(line)s. Save the document again."),
    "forbidden-character": N_(
        "There is a forbidden character in the part %(part)s, line %(line)s. Save the document again."
    ),
    "nested-too-deep": N_("Elements in the part %(part)s are nested too deep (line %(line)s)."),
    "tables-nested-too-deep": N_("Table %(table)s is nested %(depth)s deep; the limit is %(limit)s."),
    "too-many-columns": N_("Table %(table)s, row %(row)s has %(columns)s columns; the limit is %(limit)s."),
    "too-many-paragraphs": N_("The part %(part)s has more than %(limit)s paragraphs."),
    "too-many-elements": N_("The part %(part)s is too complex: more than %(limit)s elements."),
    "text-too-long": N_("The part %(part)s contains a text that is too long (line %(line)s)."),
    "word-too-long": N_("Paragraph %(paragraph)s contains a word of %(letters)s letters; the limit is %(limit)s."),
    "too-much-text": N_("The part %(part)s has more than %(limit)s characters of text."),
    "too-many-cells": N_("Table %(table)s brings the document to more than %(limit)s cells."),
    "copy-differs": N_("A copy for publishing that says exactly the same could not be made. Save the document again."),
    "paragraph-too-long": N_("Paragraph %(paragraph)s has %(letters)s characters; the limit is %(limit)s."),
}

FAILURES: Mapping[str, str] = {
    "time": N_("The file could not be read in the time allowed."),
    "memory": N_("The file needs more memory than is allowed."),
    "crash": N_("The file could not be read."),
}


class Refused(Exception):
    """The file is not taken. `code` is a key of `REFUSALS`; `params` fill its sentence (numbers and places only)."""

    def __init__(self, code: str, **params: Param) -> None:
        self.code = code
        self.params: dict[str, Param] = params
        super().__init__(self.sentence)

    @property
    def sentence(self) -> str:
        """The English default sentence with its numbers and places."""
        return REFUSALS[self.code] % self.params


class ParserFailed(Exception):
    """The child that reads the file ended without a result. `reason` is a key of `FAILURES`."""

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason = reason
        self.detail = detail
        super().__init__(FAILURES[reason])
