"""What the child can be asked about a PDF; every answer is plain JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from seko.drafts.memoranda.pdf.signatures import signatures_of
from seko.drafts.memoranda.pdf.words import NotReadable, open_pdf, words_of


def check(data: bytes, folder: str, moment: str) -> dict[str, Any]:
    """Return what is to be known of a signed file: `refusal` (a code of `sentences`), or its words and signatures.

    `folder` holds the certificates that this installation trusts (empty for none); `moment` is the time of checking.
    """
    try:
        reader = open_pdf(data)
        words = words_of(reader)
    except NotReadable as refusal:
        return {"refusal": refusal.code}
    # Its tables are let go before the second reader builds its own.
    del reader
    try:
        found = signatures_of(data, Path(folder) if folder else None, datetime.fromisoformat(moment))
    except NotReadable as refusal:
        return {"refusal": refusal.code}
    return {"refusal": "", "words": words.digest, "letters": words.letters, "signatures": found}


def words(data: bytes) -> str:
    """Return the digest of the words of a PDF of ours."""
    return words_of(open_pdf(data)).digest


def carry_out(task: str, data: bytes, arguments: Sequence[str]) -> Any:
    """Do one task. Raises KeyError for an unknown one."""
    tasks: dict[str, Callable[..., Any]] = {"check": check, "words": words}
    return tasks[task](data, *arguments)
