"""The rows of a spreadsheet that were not taken in, with what is wrong: to be corrected and sent again."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from seko.foundation.rendering.columns import Column, Kind
from seko.outlets.exchange.columns import COLUMNS
from seko.outlets.exchange.judging import Judged

ROWS: tuple[Column[Judged], ...] = (
    Column("row", _("Row"), Kind.NUMBER, lambda each: each.row.number),
    Column("verdict", _("What it is"), Kind.TEXT, lambda each: each.verdict.label),
    Column(
        "faults",
        _("What is wrong"),
        Kind.WORDS,
        lambda each: "\n".join(
            f"{fault.cell}: {fault.words}" if fault.cell else str(fault.words) for fault in each.faults
        ),
    ),
    *(
        Column(column.name, column.title, Kind.WORDS, lambda each, name=column.name: each.values.get(name, ""))  # type: ignore[misc]
        for column in COLUMNS
    ),
)
