"""From an uploaded file to a draft: received, read in the child, looked at, then kept whole or cancelled whole."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.actor import Actor
from seko.drafts.documents import deciding, permissions, sentences
from seko.drafts.documents.actions import translations
from seko.drafts.documents.actions.versions import add_version
from seko.drafts.documents.enums import ImportStatus, Revisions
from seko.drafts.documents.model import sandbox
from seko.drafts.documents.model.exchange import from_plain, to_plain
from seko.drafts.documents.model.import_report import by_weight
from seko.drafts.documents.model.indicator_checks import indicator_findings
from seko.drafts.documents.model.package import glance
from seko.drafts.documents.model.reading import Reading
from seko.drafts.documents.model.refusals import ParserFailed
from seko.drafts.documents.model.refusals import Refused as NotTaken
from seko.drafts.documents.models import Document, Import, Version
from seko.drafts.documents.queries import open_import
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import Invalid, WrongState, refuse_unless
from seko.foundation.files import actions as files
from seko.foundation.files import storage
from seko.foundation.files.enums import ScanState
from seko.foundation.files.kinds import DOCX, register_kind
from seko.foundation.files.models import StoredFile
from seko.foundation.jobs.actions import enqueue
from seko.foundation.jobs.models import Job
from seko.foundation.journal import actions as journal

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

READ_JOB, KEEP_JOB = "read-document", "keep-draft"
LANGUAGES = ("sr", "en")
BUSY = _("Another upload of this document waits for a decision; keep or cancel it first.")


class FileNotTaken(Invalid):
    """The reader did not take the file; `code` and `params` are those of `sentences`."""

    def __init__(self, code: str, params: dict[str, Any]) -> None:
        self.code, self.params = code, params
        super().__init__(sentences.refusal_later(code, params))


def _look(data: bytes) -> None:
    """Refuse at the door, in the reader's words, what the first bytes and the directory tell (reliability.md C1)."""
    try:
        glance(data)
    except NotTaken as refusal:
        raise FileNotTaken(sentences.code_of(refusal), sentences.params_of(refusal)) from None


DRAFT = register_kind("draft", (DOCX,), limit_key="document_bytes", look=_look)


def begin_import(
    document: Document, *, upload: Any, language: str, by: Actor, now: datetime, authentic: Version | None = None
) -> Import:
    """Take an uploaded Word file and ask for its reading in the background. Call it outside a transaction.

    It is to be the next draft, or a translation of `authentic`. Raises `Refused`, `WrongState` (another upload waits),
    `FileRefused`, `FileTooLarge`, `FileNotTaken`, `Invalid`, `Unavailable`; then nothing is left of it but the
    journal's line.
    """
    refuse_unless(permissions.may_upload(by, document, now))
    if language not in LANGUAGES:
        raise Invalid({"language": _("Choose one of the languages offered.")})
    if authentic is not None:
        translations.refuse_unless_missing(authentic, language)
    if open_import(document) is not None:
        raise WrongState(BUSY)
    stored = files.receive(upload, kind=DRAFT.code, by=by, now=now)
    try:
        with transaction.atomic():
            found = Import.objects.create(
                document=document,
                file=stored,
                name=stored.name,
                sha256=stored.sha256,
                language=language,
                authentic=authentic,
                by=by.person,
                at=now,
            )
            person = by.person.pk if by.person else None
            found.job_id = enqueue(READ_JOB, for_person=person, import_id=str(found.pk)).pk
            found.save(update_fields=["job_id"])
            journal.record(
                "upload-begun", "import", found.pk, by=by, now=now, scope=document.pk, original=stored.sha256
            )
    except IntegrityError:
        files.discard(stored)
        raise WrongState(BUSY) from None
    return found


def read_file(found: Import) -> dict[str, Any] | FileNotTaken:
    """Return what the child read, or why the file is not taken; nothing is written. Raises `Unavailable`."""
    if found.file is None or found.file.scan_state == ScanState.REFUSED:
        return FileNotTaken(sentences.VIRUS, {})
    data = storage.read(found.file.path, found.file.sha256)
    try:
        read: dict[str, Any] = sandbox.parse_in_child(data, "read")
    except (NotTaken, ParserFailed) as error:
        return FileNotTaken(sentences.code_of(error), sentences.params_of(error))
    return read


def settle_reading(found: Import, read: dict[str, Any] | FileNotTaken, *, now: datetime) -> Import:
    """Keep what was read for the preview; of a file that is not taken only the reason stays. Repeating is harmless."""
    with transaction.atomic():
        row = Import.objects.select_for_update(of=("self",)).select_related("file").get(pk=found.pk)
        if row.status != ImportStatus.READING:
            return row
        if isinstance(read, FileNotTaken):
            row.status, row.refusal, row.refusal_params = ImportStatus.REFUSED, read.code, read.params
            _drop_file(row)
        else:
            row.status, row.result = ImportStatus.READ, _with_indicators(read, local_date(now).year)
        row.save()
        journal.record(
            "upload-read" if row.result else "upload-refused",
            "import",
            row.pk,
            by=None,
            now=now,
            scope=row.document_id,
            code=row.refusal,
        )
    return row


def _with_indicators(read: dict[str, Any], this_year: int) -> dict[str, Any]:
    """Return what the child read with what is wrong with its indicators; the child knows no day, so this is said here.

    Repeating adds nothing twice: what was read comes from the child each time.
    """
    reading = from_plain(Reading, read)
    found = (*reading.findings, *indicator_findings(reading.accepted.passages, this_year))
    return {**read, "findings": to_plain(by_weight(found))}


def ask_to_keep(found: Import, *, revisions: str, acknowledged: Iterable[str], by: Actor, now: datetime) -> Job:
    """Check what was decided and ask for the draft in the background. Raises `Refused`, `WrongState`, `Invalid`."""
    ticked = sorted(set(acknowledged))
    _check_decisions(found, revisions, ticked, by, now)
    with transaction.atomic():
        row = Import.objects.select_for_update(of=("self",)).defer("result").get(pk=found.pk)
        person = by.person.pk if by.person else None
        job = enqueue(
            KEEP_JOB,
            for_person=person,
            import_id=str(row.pk),
            person=by.person_id,
            mandate=by.mandate_id,
            revisions=revisions,
            acknowledged=ticked,
        )
        row.job_id = job.pk
        row.save(update_fields=["job_id"])
    return job


def _check_decisions(found: Import, revisions: str, acknowledged: Iterable[str], by: Actor, now: datetime) -> Revisions:
    """Return the reading that was chosen; raises `Refused`, `WrongState`, `Invalid` by field."""
    refuse_unless(permissions.may_upload(by, found.document, now))
    decision = permissions.may_keep(by, found, now)
    if not decision:
        raise WrongState(decision.reason)
    reading = deciding.reading_of(found)
    faults: dict[str, str | _StrPromise] = {}
    chosen = Revisions.NONE
    if deciding.asks_for_reading(reading):
        if revisions in (Revisions.ACCEPTED, Revisions.REJECTED):
            chosen = Revisions(revisions)
        else:
            faults["revisions"] = _("Choose the text with the changes or without them.")
    asked = {each.key for each in deciding.weighed(found, reading, [_reading(chosen)])}
    if asked - set(acknowledged):
        faults["acknowledged"] = _("Confirm each thing that is listed here.")
    if faults:
        raise Invalid(faults)
    return chosen


def _reading(chosen: Revisions) -> str:
    return Revisions.REJECTED if chosen is Revisions.REJECTED else Revisions.ACCEPTED


def copy_for_publishing(found: Import, revisions: str) -> bytes:
    """Return the cleaned copy, made in the child; nothing is written. Raises `FileNotTaken`, `Unavailable`."""
    if found.file is None:
        raise WrongState(_("This upload was already decided."))
    wanted = Revisions.REJECTED if revisions == Revisions.REJECTED else Revisions.ACCEPTED
    try:
        return sandbox.publish_in_child(storage.read(found.file.path, found.file.sha256), wanted.value)
    except (NotTaken, ParserFailed) as error:
        raise FileNotTaken(sentences.code_of(error), sentences.params_of(error)) from None


def keep_import(
    found: Import, *, copy: bytes, revisions: str, acknowledged: Iterable[str], by: Actor, now: datetime
) -> Version:
    """Make the upload the document's next draft: passages, the original byte for byte, `copy` for publishing.

    The decisions are checked again. A second time returns the draft that was made. Raises `Refused`, `WrongState`,
    `Invalid`; then nothing is written.
    """
    ticked = set(acknowledged)
    with transaction.atomic():
        Document.objects.select_for_update().get(pk=found.document_id)
        row = (
            Import.objects.select_for_update(of=("self",))
            .select_related("document", "file", "version", "authentic")
            .get(pk=found.pk)
        )
        if row.status == ImportStatus.KEPT and row.version is not None:
            return row.version
        chosen = _check_decisions(row, revisions, ticked, by, now)
        if row.file is None:
            raise WrongState(_("This upload was already decided."))
        reading = deciding.reading_of(row)
        cleaned = files.store(copy, name=row.name, media_type=DOCX.media_type, kind=DRAFT.code, by=by, now=now)
        version = _added(row, reading, chosen, cleaned, by=by, now=now)
        row.status, row.version, row.result = ImportStatus.KEPT, version, None
        row.save()
        journal.record(
            "upload-kept",
            "import",
            row.pk,
            by=by,
            now=now,
            scope=row.document_id,
            number=version.number,
            acknowledged=sorted(ticked),
        )
    return version


def _added(
    row: Import, reading: Reading, chosen: Revisions, cleaned: StoredFile, *, by: Actor, now: datetime
) -> Version:
    assert row.file is not None  # noqa: S101 (the caller looked)
    what: dict[str, Any] = {
        "passages": reading.taken(_reading(chosen)).passages,
        "original": row.file,
        "published_copy": cleaned,
        "revisions": chosen,
        "findings": [{**to_plain(each), "for_uploader": []} for each in reading.findings],
        "language": row.language,
    }
    if row.authentic is not None:
        return translations.add_translation(row.authentic, **what, by=by, now=now)
    return add_version(row.document, **what, by=by, now=now)


def cancel_import(found: Import, *, by: Actor, now: datetime) -> Import:
    """Throw an upload away: the file and what was read are deleted. Raises `Refused`, `WrongState`."""
    refuse_unless(permissions.may_upload(by, found.document, now))
    with transaction.atomic():
        row = Import.objects.select_for_update(of=("self",)).select_related("file").get(pk=found.pk)
        if row.status not in (ImportStatus.READING, ImportStatus.READ):
            raise WrongState(_("This upload was already decided."))
        row.status, row.result = ImportStatus.CANCELLED, None
        _drop_file(row)
        row.save()
        journal.record("upload-cancelled", "import", row.pk, by=by, now=now, scope=row.document_id)
    return row


def _drop_file(row: Import) -> None:
    stored, row.file = row.file, None
    row.save(update_fields=["file"])
    if stored is not None:
        files.discard(stored)


def import_by(identifier: UUID | str) -> Import | None:
    """Return the upload for a job, with what its steps need."""
    return Import.objects.filter(pk=identifier).select_related("document", "file", "version", "authentic", "by").first()
