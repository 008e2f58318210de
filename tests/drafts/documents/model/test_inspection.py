"""The facts of every file of the shared corpus, key by key; what cannot be read is refused in one sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from seko.drafts.documents.model.inspection import inspect
from seko.drafts.documents.model.refusals import Refused
from tests.shared import CORPUS, needs_corpus

_EXPECTED = CORPUS / "expected.json"
_FILES: list[dict[str, Any]] = json.loads(_EXPECTED.read_text())["files"] if _EXPECTED.is_file() else []
_READABLE = {entry["file"]: entry["facts"] for entry in _FILES if entry["importable"]}
_KEYS = sorted({(file, key) for file, facts in _READABLE.items() for key in facts})
_facts: dict[str, dict[str, Any]] = {}


def _inspected(file: str) -> dict[str, Any]:
    if file not in _facts:
        _facts[file] = inspect(Path(CORPUS) / file)
    return _facts[file]


@needs_corpus
@pytest.mark.parametrize(("file", "key"), _KEYS)
def test_fact(file: str, key: str) -> None:
    assert _inspected(file)[key] == _READABLE[file][key]


@needs_corpus
def test_all_eighteen_files_are_read_and_no_key_is_ours_alone() -> None:
    assert len(_READABLE) == 18
    assert {file: sorted(_inspected(file)) for file in _READABLE} == {
        file: sorted(facts) for file, facts in _READABLE.items()
    }


@needs_corpus
@pytest.mark.parametrize(
    ("file", "code", "sentence"),
    [
        (
            "hostile-xxe-doctype.docx",
            "document-type-declaration",
            "The part word/document.xml declares a document type (DOCTYPE), which is not allowed. "
            "Save the document again.",
        ),
        (
            "encrypted-not-a-zip.docx",
            "protected",
            "The file is protected. Remove the password or the restriction of rights and send it again.",
        ),
    ],
)
def test_hostile_files_are_refused_in_one_sentence(file: str, code: str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        inspect(CORPUS / "docx" / file)
    assert (refused.value.code, str(refused.value)) == (code, sentence)
