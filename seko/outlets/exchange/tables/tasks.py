"""What the child can be asked about a spreadsheet; every answer is plain JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from seko.drafts.documents.model.refusals import Refused
from seko.outlets.exchange.tables import commas, workbook
from seko.outlets.exchange.tables.refusals import NotATable


def carry_out(task: str, data: bytes, arguments: Sequence[str]) -> Any:
    """Read a file as `xlsx` or `csv`, or as a form in which people write (`xlsx-form`, `csv-form`): its table, or the
    code of a refusal. Raises KeyError for another task.
    """
    kind, _dash, form = task.partition("-")
    reader = {"xlsx": workbook.read, "csv": commas.read}[kind]
    try:
        return {"table": reader(data, is_prose=form == "form").as_json()}
    except NotATable as refusal:
        return {"refusal": refusal.code, "params": refusal.params}
    except Refused:
        return {"refusal": "damaged", "params": {}}
