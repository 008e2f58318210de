"""The command that tells what is in a Word document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from seko.drafts.documents.model.inspection import inspect
from tests.drafts.documents.model.builder import docx, p


def test_facts_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "nacrt.docx"
    file.write_bytes(docx(p("Увод", "Heading1") + p("Текст")))
    call_command("inspect_document", str(file), "--json")
    assert json.loads(capsys.readouterr().out) == inspect(file)


def test_a_short_summary(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "nacrt.docx"
    file.write_bytes(docx(p("Увод", "Heading1") + p("Текст")))
    call_command("inspect_document", str(file))
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 11
    assert lines[0].endswith(": 2")


@pytest.mark.bad_input(10)
def test_a_document_with_macros_is_looked_into_though_never_imported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "nacrt.docm"
    file.write_bytes(docx(p("Увод", "Heading1"), more={"word/vbaProject.bin": b"\xd0\xcf"}))
    call_command("inspect_document", str(file), "--json")
    assert json.loads(capsys.readouterr().out) == inspect(file)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7"])
def test_a_refusal_is_one_sentence_and_code_one(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "nacrt.docx"
    file.write_bytes(content)
    with pytest.raises(SystemExit) as ended:
        call_command("inspect_document", str(file), "--json")
    out, err = capsys.readouterr()
    assert (ended.value.code, out, len(err.strip().splitlines())) == (1, "", 1)


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("inspect_document", str(tmp_path / "nema.docx"))
    assert (ended.value.code, capsys.readouterr().err) == (1, f"{tmp_path / 'nema.docx'}: No such file or directory\n")
