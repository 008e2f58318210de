"""What the child can be asked about a filled table; every answer is plain JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from seko.drafts.documents.model.refusals import Refused
from seko.outlets.exchange.tables.refusals import NotATable
from seko.outlets.papers.filled import document, workbook

READERS = {"xlsx": workbook.read, "docx": document.read}


def carry_out(task: str, data: bytes, arguments: Sequence[str]) -> Any:
    """Read a file as `xlsx` or `docx`: its table, or the code of a refusal. Raises KeyError for another task."""
    try:
        return {"table": READERS[task](data).as_json()}
    except NotATable as refusal:
        return {"refusal": refusal.code, "params": refusal.params}
    except Refused:
        return {"refusal": "damaged", "params": {}}
