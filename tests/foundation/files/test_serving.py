"""A file that is served can do nothing in a browser, and is whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.http import FileResponse

from seko.foundation.core.errors import NotThere, Unavailable, WrongState
from seko.foundation.files import actions
from seko.foundation.files.models import StoredFile
from seko.foundation.files.responses import file_response
from tests.foundation.files.conftest import NOW, PDF, Sender, kept, upload

pytestmark = pytest.mark.django_db
BY = Sender()


def stored(name: str = "prilog.pdf", data: bytes = PDF) -> StoredFile:
    return actions.receive(upload(data, name), kind="attachment", by=BY, now=NOW)


def body(response: FileResponse) -> bytes:
    content = b"".join(response.streaming_content)  # type: ignore[arg-type]
    response.close()
    return content


def test_the_headers_make_it_harmless() -> None:
    response = file_response(stored())
    assert body(response) == PDF
    assert {name: response[name] for name in response.headers} == {
        "Content-Type": "application/pdf",
        "Content-Length": str(len(PDF)),
        "Content-Disposition": 'attachment; filename="prilog.pdf"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
        "Cache-Control": "private, no-store",
    }


@pytest.mark.bad_input(48)
@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("Рок.pdf", "attachment; filename*=utf-8''%D0%A0%D0%BE%D0%BA.pdf"),
        ('a"b\r\nX-Evil: 1.pdf', 'attachment; filename="a b X-Evil 1.pdf"'),
    ],
)
def test_any_name_gives_one_safe_header(name: str, header: str) -> None:
    response = file_response(stored(name))
    response.close()
    assert response["Content-Disposition"] == header


def test_only_harmless_types_are_shown_in_place() -> None:
    made = actions.store(b"<html>", name="a.html", media_type="text/html", kind="report", by=BY, now=NOW)
    shown = [file_response(file, as_attachment=False) for file in (stored(), stored("a.txt", b"text"), made)]
    for response in shown:
        response.close()
    assert [response["Content-Disposition"].split(";")[0] for response in shown] == ["inline", "inline", "attachment"]


@pytest.mark.bad_input(52)
def test_what_waits_for_the_scanner_is_its_uploaders_alone(settings: Any) -> None:
    settings.DEMONSTRATION = False
    waiting = stored()
    for reader in (None, Sender("00000000-0000-4000-8000-000000000002").person):
        with pytest.raises(WrongState):
            file_response(waiting, reader=reader)
    assert body(file_response(waiting, reader=BY.person)) == PDF


def test_what_was_refused_is_not_there() -> None:
    refused = stored()
    refused.scan_state = "refused"
    with pytest.raises(NotThere):
        file_response(refused, reader=BY.person)


def test_a_file_that_is_gone_or_changed_is_told(storage_folder: Path) -> None:
    file = stored()
    [path] = kept(storage_folder)
    for changed in (PDF[:-1], PDF.replace(b"1.7", b"1.6")):
        path.write_bytes(changed)
        with pytest.raises(Unavailable, match="није она која је сачувана"):
            file_response(file)
    path.unlink()
    with pytest.raises(Unavailable):
        file_response(file)
