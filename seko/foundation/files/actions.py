"""Taking a file in, keeping one that was made, scanning those that wait, throwing one away."""

from __future__ import annotations

import hashlib
import logging
import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Sum

from seko.foundation.core.errors import Invalid, TooLarge, Unavailable
from seko.foundation.files import kinds, scanning, storage
from seko.foundation.files.detection import detect
from seko.foundation.files.enums import ScanState
from seko.foundation.files.kinds import FileKind, FileType, megabytes
from seko.foundation.files.models import StoredFile
from seko.foundation.files.names import clean_name, extension_of
from seko.foundation.files.refusals import FileRefused, FileTooLarge
from seko.foundation.files.scanning import Verdict
from seko.foundation.journal import actions as journal
from seko.foundation.journal.actions import Acting

SCANNED_AT_ONCE = 50
EXTENSIONS = {extension: file_type for file_type in kinds.TYPES for extension in file_type.extensions}

log = logging.getLogger(__name__)


def receive(upload: Any, *, kind: str, by: Acting | None, now: datetime) -> StoredFile:
    """Take an uploaded file (Django's `UploadedFile`: `name`, `size`, `chunks()`) of a registered kind.

    Its size, the person's quota, its content and its name are checked and the scanner is asked before anything is
    written; of one that is refused an entry stays. Call it outside a transaction: asking the scanner takes time, and
    that entry must stay. Raises `FileRefused`, `FileTooLarge` (reliability.md C4), what the kind's own look raises,
    `Unavailable` where the storage is full or gone.
    """
    wanted = kinds.kind_of(kind)
    name = clean_name(upload.name or "")
    try:
        data = _bounded(upload, wanted)
        file_type = _accepted_type(data, name, wanted)
        _within_quota(by, len(data))
    except (Invalid, TooLarge) as refusal:
        _note_refusal(refusal, kind=kind, by=by, now=now)
        raise
    if not extension_of(name) or extension_of(name) not in file_type.extensions:
        name = clean_name(name + file_type.extensions[0])
    verdict = scanning.scan(data)
    if verdict is Verdict.INFECTED:
        _note_virus(data, name=name, file_type=file_type, kind=kind, by=by, now=now)
        raise FileRefused("virus")
    return _keep(data, name, file_type.media_type, kind, _state_after(verdict), by, now)


def store(data: bytes, *, name: str, media_type: str, kind: str, by: Acting | None, now: datetime) -> StoredFile:
    """Keep a file that the platform itself made; it is not scanned and counts in nobody's quota.

    `kind` is any code of the app that makes it. Raises `Unavailable` where the storage is full or gone.
    """
    return _keep(data, clean_name(name), media_type, kind, ScanState.CLEAN, by, now, is_made=True)


def discard(stored: StoredFile) -> None:
    """Delete the row now and the file when the transaction is through; a file left by a crash is swept up later."""
    path = stored.path
    stored.delete()
    if path:
        transaction.on_commit(lambda: _remove_later(path))


def scan_waiting(now: datetime) -> int:
    """Ask the scanner about files that wait, oldest first, until it does not answer; return how many were done."""
    done = 0
    for stored in StoredFile.objects.filter(scan_state=ScanState.WAITING).order_by("created_at")[:SCANNED_AT_ONCE]:
        try:
            verdict = scanning.scan(storage.read(stored.path, stored.sha256))
        except Unavailable:
            continue
        if verdict in (Verdict.UNKNOWN, Verdict.ABSENT):
            break
        _settle(stored, verdict, now)
        done += 1
    return done


def _settle(stored: StoredFile, verdict: Verdict, now: datetime) -> None:
    waiting = StoredFile.objects.filter(pk=stored.pk, scan_state=ScanState.WAITING)
    if verdict is Verdict.CLEAN:
        waiting.update(scan_state=ScanState.CLEAN)
        return
    with transaction.atomic():
        if waiting.update(scan_state=ScanState.REFUSED, path=""):
            journal.record("file-refused", "file", stored.pk, by=None, now=now, sha256=stored.sha256, reason="virus")
            transaction.on_commit(lambda: _remove_later(stored.path))
    log.warning("file %s was refused: virus", stored.pk)


def _bounded(upload: Any, kind: FileKind) -> bytes:
    """Return the upload's bytes, never reading more than the limit, whatever size it was said to have."""
    parts, length = [], 0
    for part in upload.chunks():
        length += len(part)
        if max(length, upload.size or 0) > kind.limit:
            size = max(length, upload.size or 0)
            raise FileTooLarge("too-large", size=megabytes(size), limit=megabytes(kind.limit))
        parts.append(part)
    return b"".join(parts)


def _accepted_type(data: bytes, name: str, kind: FileKind) -> FileType:
    if kind.look is not None:
        kind.look(data)
    try:
        found = detect(data, name)
    except FileRefused as refusal:
        if refusal.code == "unknown":
            raise FileRefused("unknown", accepted=kind.accepted) from None
        raise
    named = EXTENSIONS.get(extension_of(name))
    if found not in kind.types:
        raise FileRefused("not-accepted", found=found.name, accepted=kind.accepted)
    if named is not None and named is not found:
        raise FileRefused("misnamed", extension=extension_of(name), found=found.name)
    return found


def _within_quota(by: Acting | None, size: int) -> None:
    person = _person_of(by)
    if person is None:
        return
    quota = int(settings.SEKO_LIMITS["person_quota_bytes"])
    mine = StoredFile.objects.filter(uploaded_by=person).exclude(scan_state=ScanState.REFUSED)
    used = mine.aggregate(total=Sum("size"))["total"] or 0
    if used + size > quota:
        raise FileTooLarge("quota", limit=megabytes(quota))


def _state_after(verdict: Verdict) -> ScanState:
    """Return the state of a file that may be kept. Without a scanner it is marked so in demonstration mode only."""
    if verdict is Verdict.CLEAN:
        return ScanState.CLEAN
    absent = verdict is Verdict.ABSENT and settings.DEMONSTRATION
    return ScanState.NOT_SCANNED if absent else ScanState.WAITING


def _keep(
    data: bytes,
    name: str,
    media_type: str,
    kind: str,
    state: ScanState,
    by: Acting | None,
    now: datetime,
    *,
    is_made: bool = False,
) -> StoredFile:
    """Write the file, then its row: a crash between the two leaves a file that the sweep finds, never an empty row."""
    file_id = uuid.uuid4()
    path = storage.path_of(file_id)
    storage.keep(path, data)
    return StoredFile.objects.create(
        id=file_id,
        kind=kind,
        name=name,
        media_type=media_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        path=path,
        scan_state=state,
        uploaded_by=None if is_made else _person_of(by),
        created_at=now,
    )


def _note_refusal(refusal: Invalid | TooLarge, *, kind: str, by: Acting | None, now: datetime) -> None:
    """Record that a file was refused at the door, and why; nothing of it is kept."""
    with transaction.atomic():
        journal.record("file-refused", "upload", kind, by=by, now=now, reason=getattr(refusal, "code", ""))


def _note_virus(
    data: bytes, *, name: str, file_type: FileType, kind: str, by: Acting | None, now: datetime
) -> StoredFile:
    """Record that a file with a virus was refused; its bytes are not kept."""
    digest = hashlib.sha256(data).hexdigest()
    with transaction.atomic():
        row = StoredFile.objects.create(
            kind=kind,
            name=name,
            media_type=file_type.media_type,
            size=len(data),
            sha256=digest,
            scan_state=ScanState.REFUSED,
            uploaded_by=_person_of(by),
            created_at=now,
        )
        journal.record("file-refused", "file", row.pk, by=by, now=now, sha256=digest, reason="virus")
    log.warning("file %s was refused: virus", row.pk)
    return row


def _person_of(by: Acting | None) -> uuid.UUID | None:
    return uuid.UUID(by.person_id) if by and by.person_id else None


def _remove_later(path: str) -> None:
    try:
        storage.remove(path)
    except Unavailable:
        log.warning("file at %s could not be deleted; the sweep will", path)
