"""Reading signed PDFs: who signed, what was changed, and files that are traps."""

from __future__ import annotations

import io
import subprocess
import sys
import zlib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf.generic import DictionaryObject, NameObject, StreamObject, TextStringObject

from seko.drafts.documents.model import sandbox
from seko.drafts.documents.model.refusals import ParserFailed
from seko.drafts.memoranda.pdf import tasks
from tests.architecture.house import ROOT
from tests.drafts.memoranda.signing import (
    CHECKED,
    SIGNED,
    a_pdf,
    changed_inside,
    encrypted,
    holder,
    page_appended,
    roots_in,
    sign,
)

TASKS = "seko.drafts.memoranda.pdf.tasks"


def check(data: bytes, folder: Path | None = None, moment: datetime = CHECKED) -> dict[str, Any]:
    """Check a file here; the child does the same (`test_the_child_...`)."""
    return tasks.check(data, str(folder or ""), moment.isoformat())


def only(answer: dict[str, Any]) -> dict[str, Any]:
    """Return the one signature of an answer."""
    (found,) = answer["signatures"]
    facts: dict[str, Any] = found
    return facts


def test_a_signature_by_a_trusted_issuer(tmp_path: Path) -> None:
    found = only(check(sign(a_pdf(), stamped_at=SIGNED), roots_in(tmp_path)))

    assert found == {
        "name": "Ана Анић",
        "organisation": "Зелена мрежа",
        "issuer": "Сертификационо тело (пример)",
        "signed_at": SIGNED.isoformat(),
        "is_stamped": True,
        "is_intact": True,
        "is_trusted": True,
        "is_revoked": False,
        "is_expired": False,
        "is_early": False,
        "covers": "file",
        "added": "nothing",
        "fault": "",
    }


def test_an_issuer_that_is_not_trusted_proves_nobody() -> None:
    found = only(check(sign(a_pdf(), stamped_at=SIGNED)))

    assert (found["is_intact"], found["is_trusted"], found["is_stamped"]) == (True, False, False)
    assert found["name"] == "Ана Анић"


def test_without_a_signature() -> None:
    answer = check(a_pdf())

    assert (answer["refusal"], answer["signatures"], answer["letters"] > 20) == ("", [], True)


def test_a_byte_changed_inside(tmp_path: Path) -> None:
    found = only(check(changed_inside(sign(a_pdf())), roots_in(tmp_path)))

    assert found["is_intact"] is False


def test_bytes_changed_so_that_the_words_cannot_be_read(tmp_path: Path) -> None:
    signed = sign(a_pdf())
    place = signed.index(b"stream") + 30
    answer = check(signed[:place] + b"\x00" * 20 + signed[place + 20 :], roots_in(tmp_path))

    assert (only(answer)["is_intact"], answer["words"] == tasks.words(a_pdf())) == (False, False)


def test_a_page_added_after_signing(tmp_path: Path) -> None:
    found = only(check(page_appended(sign(a_pdf())), roots_in(tmp_path)))

    assert (found["is_intact"], found["covers"], found["added"]) == (True, "revision", "changes")


def test_several_signatures_one_after_another(tmp_path: Path) -> None:
    second = holder("Бојан Бојић", "Министарство")
    answer = check(sign(sign(a_pdf()), second, field="Signature2"), roots_in(tmp_path))

    facts = [(one["name"], one["is_intact"], one["covers"], one["added"]) for one in answer["signatures"]]
    assert facts == [("Ана Анић", True, "revision", "allowed"), ("Бојан Бојић", True, "file", "nothing")]


def test_a_certificate_that_ran_out_and_one_that_held_when_it_signed(tmp_path: Path) -> None:
    short = holder("Весна Весић", until=SIGNED + timedelta(days=1))
    folder = roots_in(tmp_path)

    late = only(check(sign(a_pdf(), short), folder))
    proven = only(check(sign(a_pdf(), short, stamped_at=SIGNED), folder))

    assert (late["is_expired"], late["is_trusted"]) == (True, False)
    assert (proven["is_expired"], proven["is_trusted"]) == (False, True)


def test_words_are_the_same_after_signing_and_other_words_are_not() -> None:
    assert check(sign(a_pdf()))["words"] == tasks.words(a_pdf())
    assert check(sign(a_pdf("Стране се не обавезују.")))["words"] != tasks.words(a_pdf())


@pytest.mark.bad_input(33)
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (encrypted(a_pdf()), "encrypted"),
        (a_pdf()[: len(a_pdf()) // 2], "damaged"),
        (b"%PDF-1.7\n%%EOF", "damaged"),
    ],
    ids=["encrypted", "cut", "empty"],
)
def test_files_that_cannot_be_read_are_named(data: bytes, code: str) -> None:
    assert check(data) == {"refusal": code}


@pytest.mark.bad_input(33)
def test_a_file_whose_pages_go_in_a_circle_is_ended() -> None:
    loop = a_pdf().replace(b"/Type /Pages", b"/Type /Pages", 1)
    writer = pypdf.PdfWriter(io.BytesIO(loop))
    pages = writer.root_object["/Pages"]
    pages.get_object()["/Kids"].append(writer.root_object.raw_get("/Pages"))  # type: ignore[index]
    out = io.BytesIO()
    writer.write(out)

    assert sandbox.parse_in_child(out.getvalue(), "check", "", CHECKED.isoformat(), tasks=TASKS)["refusal"] == "damaged"


def _with_root(**entries: Any) -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(a_pdf()))
    for key, value in entries.items():
        writer.root_object[NameObject(f"/{key}")] = value
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _script() -> DictionaryObject:
    return DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("1")})


def _launch() -> DictionaryObject:
    return DictionaryObject({NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("x")})


def _attached() -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(a_pdf()))
    writer.add_attachment("x.txt", b"x")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.bad_input(36)
def test_a_page_that_unpacks_to_a_gigabyte_ends_within_the_limits() -> None:
    writer = pypdf.PdfWriter(io.BytesIO(a_pdf()))
    packed = zlib.compressobj(9)
    data = b"".join(packed.compress(b" " * 1_000_000) for _ in range(1_500)) + packed.flush()
    stream = StreamObject()
    stream._data = data
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)

    try:
        answer = sandbox.parse_in_child(out.getvalue(), "check", "", CHECKED.isoformat(), tasks=TASKS)
    except ParserFailed as failed:
        answer = {"refusal": failed.reason}

    assert answer.get("words", "") == ""


@pytest.mark.bad_input(34)
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (_with_root(OpenAction=_script()), "active"),
        (_with_root(OpenAction=_launch()), "active"),
        (_attached(), "attached"),
        (_with_root(AcroForm=DictionaryObject({NameObject("/XFA"): TextStringObject("x")})), "form"),
    ],
    ids=["script", "launch", "attached", "xfa"],
)
def test_files_that_act_of_themselves_are_refused(data: bytes, code: str) -> None:
    assert check(data) == {"refusal": code}


@pytest.mark.bad_input(35)
def test_a_scan_has_no_letters() -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(595, 842)
    out = io.BytesIO()
    writer.write(out)

    answer = check(out.getvalue())
    assert (answer["refusal"], answer["letters"]) == ("", 0)


@pytest.mark.bad_input(36)
@pytest.mark.parametrize(("pages", "side", "code"), [(501, 100, "too-many-pages"), (1, 600_000, "page-too-large")])
def test_too_many_pages_and_pages_too_large_are_refused(pages: int, side: int, code: str) -> None:
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(side, side)
    out = io.BytesIO()
    writer.write(out)

    assert check(out.getvalue()) == {"refusal": code}


@pytest.mark.bad_input(38)
def test_a_font_map_that_names_a_file_opens_none(tmp_path: Path) -> None:
    planted = tmp_path / "planted.pickle"
    planted.write_bytes(b"cos\nsystem\n(S'touch " + str(tmp_path / "ran").encode() + b"'\ntR.")
    writer = pypdf.PdfWriter(io.BytesIO(a_pdf()))
    for font in writer.pages[0]["/Resources"]["/Font"].values():  # type: ignore[index]
        font.get_object()[NameObject("/Encoding")] = NameObject(f"/{tmp_path}/planted")
    out = io.BytesIO()
    writer.write(out)

    answer = sandbox.parse_in_child(out.getvalue(), "check", "", CHECKED.isoformat(), tasks=TASKS)

    assert answer["refusal"] in ("", "damaged")
    assert not (tmp_path / "ran").exists()


def test_the_child_says_the_same(tmp_path: Path) -> None:
    folder, data = roots_in(tmp_path), sign(a_pdf(), stamped_at=SIGNED)
    arguments = (str(folder), CHECKED.isoformat())

    assert sandbox.parse_in_child(data, "check", *arguments, tasks=TASKS) == tasks.check(data, *arguments)


def test_what_is_no_certificate_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "notes.pem").write_text("није сертификат", encoding="utf-8")
    (tmp_path / "read.me").write_bytes(b"x")
    folder = roots_in(tmp_path)

    assert only(check(sign(a_pdf()), folder))["is_trusted"] is True


def test_checking_does_not_load_django() -> None:
    code = f"import sys, {TASKS}\nprint([m for m in sys.modules if m.split('.')[0] == 'django'])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"
