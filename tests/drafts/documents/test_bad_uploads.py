"""Bad uploads of any kind through the upload page, and through a real socket (reliability.md C4)."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from django.conf import settings as site
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from seko.drafts.documents.models import Import
from seko.foundation.files import actions as files
from seko.foundation.files.models import StoredFile
from seko.foundation.jobs.models import Job
from seko.foundation.journal.models import Entry
from tests import factories as f
from tests.drafts.documents.model.builder import p, pack, parts_of
from tests.drafts.documents.uploading import GOOD, MEDIA, Uploading, in_form, main_of, uploading
from tests.foundation.files.clamd import scanner
from tests.working import work_through_the_queue

pytestmark = pytest.mark.django_db
BOUNDARY = "----seko"
TOO_LARGE = {
    "sr": "Датотека има 26 MB. Највише је 25 MB.",
    "sr-latn": "Datoteka ima 26 MB. Najviše je 25 MB.",
    "en": "The file has 26 MB. The limit is 25 MB.",
}


@pytest.fixture(autouse=True)
def storage_folder(settings: Any, tmp_path: Path) -> Path:
    """Keep the files of each test in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.CLAMD_ADDRESS = ""
    return tmp_path / "files"


@pytest.fixture
def desk() -> Uploading:
    """The ministry's coordinator before the upload page."""
    return uploading()


def kept(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def part(name: str, value: str) -> bytes:
    return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()


def file_part(data: bytes, name: str, field: str = "file", media: str = MEDIA) -> bytes:
    """Return a file as any program may write it: its name in percent signs, whatever letters it has."""
    head = (
        f"--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; filename*=UTF-8''{quote(name, safe='')}\r\n"
    )
    return f"{head}Content-Type: {media}\r\n\r\n".encode() + data + b"\r\n"


def body_of(*parts: bytes) -> bytes:
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def post(client: Client, url: str, body: bytes) -> Any:
    return client.post(url, body, content_type=f"multipart/form-data; boundary={BOUNDARY}")


# --- 48: names --------------------------------------------------------------------------------------------------------


@pytest.mark.bad_input(48)
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../x.docx", "x.docx"),
        ("/etc/passwd", "passwd.docx"),
        ("C:\\Windows\\x.docx", "x.docx"),
        ("CON", "_CON.docx"),
        ("a" * 300 + ".docx", "a" * 195 + ".docx"),
        ("ж" * 140 + ".docx", "ж" * 125 + ".docx"),
        ("na\x00crt.docx", "nacrt.docx"),
        ('na"crt\r\nX-Evil: 1.docx', "na crt X-Evil 1.docx"),
        ("<img src=x onerror=alert(1)>.docx", "img src=x onerror=alert(1).docx"),
        (".skriven.docx", "skriven.docx"),
        ("nacrt\u202excod.docx", "nacrtxcod.docx"),
    ],
)
def test_a_name_deceives_nobody_and_is_never_a_path(
    desk: Uploading, storage_folder: Path, name: str, shown: str
) -> None:
    answer = post(desk.client, desk.page(), body_of(part("language", "sr"), file_part(GOOD, name)))
    assert answer.status_code == 302, main_of(answer)
    work_through_the_queue()
    found = Import.objects.get()

    assert found.file is not None
    assert found.name == found.file.name
    assert found.name.replace(" ", "") == shown.replace(" ", "")
    assert [path.relative_to(storage_folder).as_posix() for path in kept(storage_folder)] == [found.file.path]
    assert found.file.path == f"stored/{found.file.pk.hex[:2]}/{found.file.pk.hex}"
    assert "<img" not in desk.shown(found).content.decode()
    desk.kept(found)
    page = desk.client.get(in_form("sr", "version-file", desk.document.code, 1))
    header = page["Content-Disposition"]
    b"".join(page.streaming_content)  # type: ignore[attr-defined]
    assert header.startswith("attachment; filename")
    assert not set(header) & set("\r\n\x00")
    assert "X-Evil" not in page.headers
    assert (page["X-Content-Type-Options"], "sandbox" in page["Content-Security-Policy"]) == ("nosniff", True)


# --- 49: what the sender says -----------------------------------------------------------------------------------------


@pytest.mark.bad_input(49)
def test_the_content_decides_whatever_its_type_is_called(desk: Uploading) -> None:
    assert desk.read(GOOD, media="text/html").status == "read"
    Import.objects.all().delete()

    assert "Ово је веб-страница (HTML)." in desk.refusal(b"<!DOCTYPE html><html></html>", media=MEDIA)


@pytest.mark.bad_input(49)
def test_two_files_in_one_field(desk: Uploading, language: str) -> None:
    said = {
        "sr": "Шаљите једну по једну датотеку.",
        "sr-latn": "Šaljite jednu po jednu datoteku.",
        "en": "Send one file at a time.",
    }
    two = [SimpleUploadedFile("a.docx", GOOD), SimpleUploadedFile("b.docx", GOOD)]

    answer = desk.client.post(desk.page(language), {"file": two, "language": "sr"})

    assert (answer.status_code, said[language] in main_of(answer)) == (400, True)
    assert (Import.objects.count(), StoredFile.objects.count()) == (0, 0)
    assert desk.read(GOOD).status == "read"


@pytest.mark.bad_input(49)
def test_ten_thousand_fields_or_parts(desk: Uploading, storage_folder: Path) -> None:
    fields = {f"f{number}": "x" for number in range(10_000)}
    upload = SimpleUploadedFile("nacrt.docx", GOOD)
    many_fields = desk.client.post(desk.page(), {**fields, "file": upload, "language": "sr"})
    parts = [file_part(b"x", "a.docx", field=f"f{number}") for number in range(10_000)]
    many_files = post(desk.client, desk.page(), body_of(part("language", "sr"), *parts))

    assert [many_fields.status_code, many_files.status_code] == [400, 400]
    assert "Послато није могло да се разуме." in main_of(many_fields) or "Вратите се" in main_of(many_fields)
    assert (Import.objects.count(), kept(storage_folder)) == (0, [])
    assert desk.read(GOOD).status == "read"


# --- 50, 51: sizes that are wrong, lines that drop --------------------------------------------------------------------


@pytest.mark.bad_input(50)
def test_twenty_six_megabytes(desk: Uploading, language: str) -> None:
    large = GOOD + b"\0" * (26 * 1024 * 1024 - len(GOOD))

    assert TOO_LARGE[language] in desk.refusal(large, language=language)
    assert "Највише 25 MB." in main_of(desk.client.get(desk.page()))


@pytest.mark.bad_input(50)
def test_what_says_it_is_far_too_large_is_not_even_read(desk: Uploading, language: str) -> None:
    said = {
        "sr": "Датотека може да има највише 25 MB; пошаљите мању.",
        "sr-latn": "Datoteka može da ima najviše 25 MB; pošaljite manju.",
        "en": "A file may have at most 25 MB; send a smaller one.",
    }
    answer = desk.client.post(
        desk.page(language),
        b"x",
        content_type=f"multipart/form-data; boundary={BOUNDARY}",
        CONTENT_LENGTH=str(10**12),
    )

    assert (answer.status_code, said[language] in main_of(answer)) == (413, True)
    assert desk.read(GOOD).status == "read"


class Line:
    """A browser's line to the live site, signed in, with the token of its form."""

    def __init__(self, site_url: str, desk: Uploading) -> None:
        self.address = urlsplit(site_url)
        client = desk.client
        page = client.get(desk.page()).content.decode()
        self.token = page[page.index('name="csrfmiddlewaretoken" value="') + 34 :].split('"', 1)[0]
        self.path = desk.page()
        self.cookies = "; ".join(f"{name}={cookie.value}" for name, cookie in client.cookies.items())

    def body(self, data: bytes = GOOD) -> bytes:
        return body_of(part("csrfmiddlewaretoken", self.token), part("language", "sr"), file_part(data, "nacrt.docx"))

    def ask(self, length: str, *pieces: bytes, hang_up: bool = False) -> str:
        """Send headers with that line of length, then the pieces; return the answer's first line."""
        host, port = self.address.hostname, self.address.port
        head = (
            f"POST {self.path} HTTP/1.1\r\nHost: {host}:{port}\r\nCookie: {self.cookies}\r\nConnection: close\r\n"
            f"X-CSRFToken: {self.token}\r\nContent-Type: multipart/form-data; boundary={BOUNDARY}\r\n{length}\r\n"
        )
        with socket.create_connection((host, port), timeout=20) as line:
            line.sendall(head.encode())
            for piece in pieces:
                line.sendall(piece)
            if hang_up:
                line.shutdown(socket.SHUT_WR)
                return line.makefile("rb").readline().decode()
            return line.makefile("rb").readline().decode()


@pytest.fixture
def line(live_server: LiveServer) -> Iterator[tuple[Line, Uploading]]:
    """A line to the live site and whose it is."""
    desk = uploading()
    yield Line(live_server.url, desk), desk


@pytest.mark.bad_input(50)
@pytest.mark.django_db(transaction=True)
def test_a_length_that_is_absent_false_or_never_ends(line: tuple[Line, Uploading], storage_folder: Path) -> None:
    browser, desk = line
    body = browser.body()
    chunk = f"{len(body):x}\r\n".encode() + body + b"\r\n"

    absent = browser.ask("", body)
    endless = browser.ask("Transfer-Encoding: chunked\r\n", chunk)
    short = browser.ask(f"Content-Length: {len(body) // 2}\r\n", body)
    negative = browser.ask("Content-Length: -5\r\n", body)
    words = browser.ask("Content-Length: many\r\n", body)
    huge = browser.ask(f"Content-Length: {10**12}\r\n", body)

    answers = [absent, endless, short, negative, words, huge]
    assert [answer.split()[1] for answer in answers] == ["400", "400", "400", "400", "400", "413"]
    assert (Import.objects.count(), kept(storage_folder)) == (0, [])
    assert browser.ask(f"Content-Length: {len(body)}\r\n", body).split()[1] == "302"
    assert Import.objects.count() == 1
    assert desk.document.imports.count() == 1


@pytest.mark.bad_input(51)
@pytest.mark.django_db(transaction=True)
def test_a_line_that_drops_leaves_nothing_and_the_next_goes_through(
    line: tuple[Line, Uploading], storage_folder: Path
) -> None:
    browser, _desk = line
    # Readable to its end without its last tenth: only the length tells that something is missing.
    body = browser.body() + b"\0" * 4_000
    before = Entry.objects.count()

    answer = browser.ask(f"Content-Length: {len(body)}\r\n", body[: len(body) * 9 // 10], hang_up=True)

    assert answer.split()[1] == "400"
    assert (Import.objects.count(), Job.objects.count(), Entry.objects.count()) == (0, 0, before)
    assert (StoredFile.objects.count(), kept(storage_folder)) == (0, [])
    whole = browser.body()
    assert browser.ask(f"Content-Length: {len(whole)}\r\n", whole).split()[1] == "302"


# --- 52: the scanner --------------------------------------------------------------------------------------------------


@pytest.mark.bad_input(52)
@pytest.mark.django_db(transaction=True)
def test_a_virus_in_a_draft_is_refused_and_logged(settings: Any, storage_folder: Path) -> None:
    desk = uploading()
    with scanner(knows=b"KANARINAC-VIRUS") as address:
        settings.CLAMD_ADDRESS = address
        answer = desk.send(pack(parts_of(p("Увод"), more={"word/x.bin": b"KANARINAC-VIRUS"}), 0))

        assert answer.status_code == 400
        assert "У датотеци је пронађен вирус. Датотека није сачувана." in main_of(answer)
        row = StoredFile.objects.get(kind="draft")
        assert (row.scan_state, row.path, kept(storage_folder)) == ("refused", "", [])
        assert Entry.objects.get(kind="file-refused").facts["reason"] == "virus"
        assert desk.read(GOOD).status == "read"


@pytest.mark.bad_input(52)
@pytest.mark.django_db(transaction=True)
def test_without_its_scanner_a_draft_waits_and_is_never_published_unchecked(settings: Any, language: str) -> None:
    said = {
        "sr": "Датотека се проверава на вирусе. Покушајте поново за неколико минута.",
        "sr-latn": "Datoteka se proverava na viruse. Pokušajte ponovo za nekoliko minuta.",
        "en": "The file is being checked for viruses. Try again in a few minutes.",
    }
    desk = uploading()
    settings.DEMONSTRATION, settings.CLAMD_ADDRESS = False, "/nowhere/clamd.sock"
    found = desk.read(GOOD)
    assert found.file is not None
    assert found.file.scan_state == "waiting"
    assert said[language] in main_of(desk.shown(found, language))

    refused = desk.decide(found)

    assert (refused.status_code, desk.document.versions.count()) == (409, 0)
    with scanner() as address:
        settings.CLAMD_ADDRESS = address
        assert files.scan_waiting(f.COMMENTING) == 1
        assert desk.kept(found).original.scan_state == "clean"


# --- 53, 54 -----------------------------------------------------------------------------------------------------------


@pytest.mark.bad_input(53)
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "Ово није Word документ (DOCX)."),
        (b"<html><script>alert(1)</script></html>", "Ово је веб-страница (HTML)."),
    ],
)
def test_a_drawing_or_a_page_is_no_draft(desk: Uploading, data: bytes, said: str) -> None:
    assert said in desk.refusal(data)


@pytest.mark.bad_input(54)
def test_who_has_used_up_the_quota_is_told_and_others_go_on(desk: Uploading, settings: Any, language: str) -> None:
    said = {
        "sr": "Ваше датотеке",
        "sr-latn": "Vaše datoteke",
        "en": "Your files take up the whole 200 MB you may use, so this one was not kept.",
    }
    assert desk.coordinator.person is not None
    StoredFile.objects.create(
        kind="draft", name="a.docx", media_type=MEDIA, size=site.SEKO_LIMITS["person_quota_bytes"], sha256="0" * 64,
        path="stored/aa/a", scan_state="clean", uploaded_by=desk.coordinator.person.pk, created_at=f.ANNOUNCED,
    )  # fmt: skip

    answer = desk.send(GOOD, language=language)

    assert (answer.status_code, said[language] in main_of(answer)) == (413, True)
    assert (Import.objects.count(), Entry.objects.get(kind="file-refused").facts["reason"]) == (0, "quota")
    colleague = Uploading(f.another_of(desk.coordinator), desk.document)
    assert colleague.read(GOOD).status == "read"
