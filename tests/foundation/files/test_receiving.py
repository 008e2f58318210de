"""Taking files in: what is kept, what is refused, and that nothing half is left (reliability.md C4)."""

from __future__ import annotations

import hashlib
import resource
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils.translation import override

from seko.foundation.core.errors import Unavailable
from seko.foundation.files import actions
from seko.foundation.files.models import StoredFile
from seko.foundation.files.refusals import FileRefused, FileTooLarge
from seko.foundation.journal.models import Entry
from tests.foundation.files.clamd import EICAR, scanner
from tests.foundation.files.conftest import DOCX, NOW, PDF, PNG, Sender, kept, states, upload

pytestmark = pytest.mark.django_db
BY = Sender()


def receive(
    data: bytes, name: str = "prilog.pdf", kind: str = "attachment", media_type: str = "text/html"
) -> StoredFile:
    return actions.receive(upload(data, name, media_type), kind=kind, by=BY, now=NOW)


def refusal_of(*args: Any, **kwargs: Any) -> tuple[str, int]:
    """Return the refusal's code and its status."""
    try:
        receive(*args, **kwargs)
    except (FileRefused, FileTooLarge) as refusal:
        return refusal.code, refusal.status
    raise AssertionError("it was taken")


def test_a_file_is_kept_byte_for_byte_under_its_own_identifier(storage_folder: Path) -> None:
    stored = receive(PDF, "../../Наше примедбе.pdf")
    stored.refresh_from_db()
    [path] = kept(storage_folder)
    assert path.read_bytes() == PDF
    assert str(path.relative_to(storage_folder)) == stored.path == f"stored/{stored.pk.hex[:2]}/{stored.pk.hex}"
    assert (stored.name, stored.media_type, stored.size) == ("Наше примедбе.pdf", "application/pdf", len(PDF))
    assert stored.sha256 == hashlib.sha256(PDF).hexdigest()
    assert (stored.uploaded_by, stored.created_at, stored.scan_state) == (BY.person, NOW, "not-scanned")


def test_a_missing_or_unknown_ending_is_made_good() -> None:
    assert receive(PDF, "prilog").name == "prilog.pdf"
    assert receive(b"plain", "virus.exe").name == "virus.exe.txt"
    assert receive(PDF, "PRILOG.PDF").name == "PRILOG.PDF"


@pytest.mark.bad_input(49, 53)
@pytest.mark.parametrize(
    ("data", "name", "kind", "code"),
    [
        (b"", "a.pdf", "attachment", "empty"),
        (PDF, "a.docx", "document", "misnamed"),
        (DOCX, "a.docx", "form", "not-accepted"),
        (PNG, "a.png", "attachment", "image"),
        (b"<svg onload='alert(1)'/>", "logo.svg", "attachment", "markup"),
        (b"<script>alert(1)</script>", "a.txt", "attachment", "markup"),
        (b"MZ\x00\x01", "a.exe", "attachment", "unknown"),
    ],
)
def test_what_is_refused_leaves_nothing(data: bytes, name: str, kind: str, code: str, storage_folder: Path) -> None:
    assert refusal_of(data, name, kind) == (code, 400)
    assert (StoredFile.objects.count(), kept(storage_folder)) == (0, [])


def test_the_refusal_says_what_and_where(language: str) -> None:
    with override(language), pytest.raises(FileRefused) as refused:
        receive(DOCX, "a.docx", "form")
    with override(language):
        sentence = str(refused.value.sentence)
    assert (
        sentence
        == {
            "sr": "Врста датотеке: Word (.docx). Овде се примају: Excel (.xlsx), CSV.",
            "sr-latn": "Vrsta datoteke: Word (.docx). Ovde se primaju: Excel (.xlsx), CSV.",
            "en": "This is Word (.docx). These are accepted here: Excel (.xlsx), CSV.",
        }[language]
    )


@pytest.mark.bad_input(50)
def test_too_large_is_told_in_megabytes(settings: Any, storage_folder: Path) -> None:
    limits = {**settings.SEKO_LIMITS, "attachment_bytes": 3 * 1024 * 1024}
    settings.SEKO_LIMITS = limits
    with pytest.raises(FileTooLarge) as refused:
        receive(PDF + b" " * (3 * 1024 * 1024))
    assert str(refused.value.sentence) == "Датотека има 3,1 MB. Највише је 3 MB."
    assert (refused.value.status, kept(storage_folder)) == (413, [])
    assert receive(PDF.ljust(3 * 1024 * 1024)).size == 3 * 1024 * 1024


@pytest.mark.bad_input(50)
def test_a_false_length_does_not_help(settings: Any) -> None:
    settings.SEKO_LIMITS = {**settings.SEKO_LIMITS, "attachment_bytes": 1_000}
    liar = upload(PDF.ljust(1_001))
    liar.size = 10
    with pytest.raises(FileTooLarge):
        actions.receive(liar, kind="attachment", by=BY, now=NOW)


@pytest.mark.bad_input(54)
def test_the_quota_is_each_persons_own(settings: Any, storage_folder: Path) -> None:
    settings.SEKO_LIMITS = {**settings.SEKO_LIMITS, "person_quota_bytes": 2 * len(PDF)}
    receive(PDF)
    receive(PDF)
    assert refusal_of(PDF) == ("quota", 413)
    other = Sender("00000000-0000-4000-8000-000000000002")
    assert actions.receive(upload(PDF), kind="attachment", by=other, now=NOW).uploaded_by == other.person
    actions.store(PDF, name="izvestaj.pdf", media_type="application/pdf", kind="report", by=BY, now=NOW)
    assert len(kept(storage_folder)) == 4


def test_what_the_platform_made_is_clean_and_nobodys(storage_folder: Path) -> None:
    stored = actions.store(
        b"<html>", name="Извештај.html", media_type="text/html", kind="report", by=BY, now=NOW
    )  # fmt: skip
    assert (stored.scan_state, stored.uploaded_by, stored.name) == ("clean", None, "Извештај.html")
    assert [path.read_bytes() for path in kept(storage_folder)] == [b"<html>"]


def test_a_scanned_file_is_clean(with_scanner: None) -> None:
    assert receive(PDF).scan_state == "clean"


@pytest.mark.bad_input(52)
@pytest.mark.django_db(transaction=True)
def test_a_virus_is_refused_and_stays_on_record(with_scanner: None, storage_folder: Path) -> None:
    """reliability.md C4 52."""
    assert refusal_of(EICAR, "a.txt") == ("virus", 400)
    row = StoredFile.objects.get()
    assert (row.scan_state, row.path, kept(storage_folder)) == ("refused", "", [])
    entry = Entry.objects.get(kind="file-refused")
    assert (entry.subject_id, entry.person) == (str(row.pk), BY.person_id)
    assert entry.facts == {"sha256": hashlib.sha256(EICAR).hexdigest(), "reason": "virus"}


@pytest.mark.bad_input(52)
@pytest.mark.django_db(transaction=True)
def test_without_its_scanner_a_file_waits_and_is_scanned_later(settings: Any, storage_folder: Path) -> None:
    """reliability.md D24."""
    settings.CLAMD_ADDRESS = "/nowhere/clamd.sock"
    receive(PDF)
    receive(EICAR, "a.txt")
    assert states() == ["waiting", "waiting"]
    assert actions.scan_waiting(NOW) == 0
    with scanner() as address:
        settings.CLAMD_ADDRESS = address
        assert actions.scan_waiting(NOW) == 2
    assert sorted(states()) == ["clean", "refused"]
    assert [path.read_bytes() for path in kept(storage_folder)] == [PDF]
    assert Entry.objects.filter(kind="file-refused").count() == 1


@pytest.mark.bad_input(52)
def test_in_production_no_scanner_means_waiting(settings: Any) -> None:
    settings.DEMONSTRATION = False
    assert receive(PDF).scan_state == "waiting"


@pytest.mark.django_db(transaction=True)
def test_discarding_removes_the_file_with_the_transaction(storage_folder: Path) -> None:
    stored = receive(PDF)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        actions.discard(StoredFile.objects.get(pk=stored.pk))
        raise ZeroDivisionError
    assert (StoredFile.objects.count(), len(kept(storage_folder))) == (1, 1)
    actions.discard(stored)
    assert (StoredFile.objects.count(), kept(storage_folder)) == (0, [])


def test_a_storage_that_is_gone_is_told(storage_folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    """reliability.md D11: a file stands where the folder should be, so that it cannot be made, not even by root."""
    storage_folder.parent.mkdir(exist_ok=True)
    storage_folder.write_bytes(b"")
    with pytest.raises(Unavailable) as told:
        receive(PDF)
    assert (told.value.status, told.value.retry_after, StoredFile.objects.count()) == (503, 30, 0)
    assert str(storage_folder) not in str(told.value.sentence)
    assert "the storage of files does not write" in caplog.text


def test_a_full_disk_is_told_and_leaves_no_half_file(storage_folder: Path) -> None:
    """reliability.md D9: the kernel ends the write after a million bytes."""
    stored = receive(PDF)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, hard))
    try:
        with pytest.raises(Unavailable):
            receive(PDF.ljust(2_000_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(StoredFile.objects.all()) == [stored]
    assert [path.read_bytes() for path in kept(storage_folder)] == [PDF]


def test_waiting_files_are_asked_about_oldest_first(settings: Any, with_scanner: None) -> None:
    for number in range(3):
        StoredFile.objects.create(
            kind="attachment", name="a.pdf", media_type="application/pdf", size=1, sha256="", path="stored/no/where",
            scan_state="waiting", created_at=NOW + timedelta(minutes=number),
        )  # fmt: skip
    assert actions.scan_waiting(NOW) == 0
    assert states() == ["waiting"] * 3
