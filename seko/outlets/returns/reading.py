"""Reading a returned file: in the child whatever is in it, then, of tables of comments, what their rows say."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext

from seko.drafts.documents import sentences as documents
from seko.drafts.documents.model import sandbox
from seko.drafts.documents.model.package import glance
from seko.drafts.documents.model.refusals import ParserFailed
from seko.drafts.documents.model.refusals import Refused as NotTaken
from seko.drafts.documents.model.returning.returned import Counts, Kind, Returned
from seko.drafts.documents.model.returning.tasks import read_in_child, returned_of
from seko.drafts.documents.models import Version
from seko.drafts.documents.queries import places_in
from seko.foundation.core.errors import Invalid
from seko.foundation.core.languages import HTML_LANG
from seko.foundation.files import storage
from seko.foundation.files.enums import ScanState
from seko.foundation.files.kinds import CSV, FORM, MEGABYTE, XLSX, kind_of
from seko.outlets.exchange.tables.table import from_json
from seko.outlets.papers.marks import Stated, read_stated
from seko.outlets.returns import queries, rows, sentences
from seko.outlets.returns.finding import Finder
from seko.outlets.returns.models import ReturnedFile

TASKS: Final = "seko.outlets.exchange.tables.tasks"
READING_SECONDS: Final = 20.0
_ZIP: Final = b"PK"
_NOT_TEXT: Final = (b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf", b"<")


class NotReturned(Invalid):
    """The reader did not take the file; `code` and `params` are those of `sentences`."""

    def __init__(self, code: str, params: Mapping[str, Any]) -> None:
        self.code, self.params = code, dict(params)
        super().__init__(sentences.refusal_later(code, params))


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file brought back, and what is told of it: codes with what they speak of."""

    returned: Returned
    notes: tuple[tuple[str, str], ...] = ()


def look(data: bytes) -> None:
    """Refuse at the door, in the reader's words, what the first bytes and the directory tell (reliability.md C1).

    What may be a table is left to the look that every upload gets.
    """
    if _may_be_a_table(data):
        limit = kind_of(FORM.code).limit
        if len(data) > limit:
            megabytes = {"megabytes": -(-len(data) // MEGABYTE), "limit": limit // MEGABYTE}
            raise NotReturned("file-too-large", megabytes)
        return
    try:
        glance(data)
    except NotTaken as refusal:
        raise NotReturned(documents.code_of(refusal), documents.params_of(refusal)) from None


def _may_be_a_table(data: bytes) -> bool:
    if not data.startswith(_ZIP):
        return bool(data) and not data.lstrip().startswith(_NOT_TEXT)
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return any(name.lower() == "xl/workbook.xml" for name in package.namelist())
    except zipfile.BadZipFile:
        return False


def read_file(found: ReturnedFile) -> Brought | NotReturned:
    """Return what was read and placed, or why the file is not taken; nothing is written."""
    version = found.consultation.version
    if found.file is None or version is None or found.file.scan_state == ScanState.REFUSED:
        return NotReturned(documents.VIRUS, {})
    data, kind = storage.read(found.file.path, found.file.sha256), found.file.media_type
    try:
        if kind in (XLSX.media_type, CSV.media_type):
            return _of_a_sheet(data, version, found.consultation.code, is_xlsx=kind == XLSX.media_type)
        consulted = queries.consulted_of(version, found.consultation.code)
        return _of_a_document(returned_of(read_in_child(data, consulted)), version, found.consultation.code)
    except (NotTaken, ParserFailed) as error:
        return NotReturned(documents.code_of(error), documents.params_of(error))
    except NotReturned as refusal:
        return refusal


def _of_a_sheet(data: bytes, version: Version, code: str, *, is_xlsx: bool) -> Brought:
    """Raises `NotReturned`, ParserFailed."""
    task = "xlsx-form" if is_xlsx else "csv-form"
    answer: dict[str, Any] = sandbox.parse_in_child(data, task, tasks=TASKS, wall_seconds=READING_SECONDS)
    if "refusal" in answer:
        raise NotReturned(f"{sentences.TABLE}{answer['refusal']}", answer["params"])
    try:
        form = rows.form_of_sheet(from_json(answer["table"]))
    except rows.NoColumn as lacking:
        raise NotReturned(f"{sentences.TABLE}no-column", {"column": lacking.key}) from None
    return _with_rows(Returned((), Counts()), [form], version, code)


def _of_a_document(returned: Returned, version: Version, code: str) -> Brought:
    """Raises `NotReturned`."""
    stated = read_stated(returned.table)
    forms = [form for each in returned.tables if (form := rows.form_of_filled(each, stated)) is not None]
    if not forms:
        return Brought(returned)
    # A file of tables alone is no copy of the draft: what of its text is other than the draft's says nothing.
    return _with_rows(replace(returned, counts=replace(returned.counts, untracked=0)), forms, version, code)


def _with_rows(returned: Returned, forms: list[rows.Form], version: Version, code: str) -> Brought:
    """Put the rows of tables behind what else a file brought."""
    finder = Finder(places_in(version))
    things, notes = list(returned.things), []
    for form in forms:
        if rows.is_for_answers(form.stated):
            raise NotReturned(f"{sentences.TABLE}answers", {})
        notes += _about(form.stated, code)
        read = rows.read_rows(form, finder)
        things += read.things
        notes += [note for each in read.notes if (note := _without_own(each, form.stated))]
    numbered = tuple(replace(thing, number=number) for number, thing in enumerate(things, start=1))
    counts = replace(returned.counts, rows=Counter(thing.kind for thing in numbered)[Kind.ROW])
    return Brought(replace(returned, things=numbered, counts=counts), tuple(dict.fromkeys(notes)))


def _without_own(note: tuple[str, str], stated: Stated | None) -> tuple[str, str] | None:
    """Leave the sheets that we put into our own form unsaid."""
    code, about = note
    if stated is None or code != "other-sheets":
        return note
    own = {"seko"}
    for language in HTML_LANG:
        with translation.override(language):
            own.add(gettext("How to fill it in"))
    others = [name for name in about.split(", ") if name not in own]
    return (code, ", ".join(others)) if others else None


def _about(stated: Stated | None, code: str) -> list[tuple[str, str]]:
    return [("other-consultation", stated.consultation)] if stated and stated.consultation != code else []
