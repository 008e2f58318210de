"""The indicators of a version: its stored passages read as `model.indicators` reads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from uuid import UUID

from seko.drafts.documents.carrying import bridge_between
from seko.drafts.documents.enums import PassageKind
from seko.drafts.documents.model.anchors import PASSAGE, Anchor
from seko.drafts.documents.model.indicator_changes import ChangedIndicator, changes_between
from seko.drafts.documents.model.indicators import Indicator, LogframeCell, indicators_in
from seko.drafts.documents.model.kinds import LogframeColumn, LogframeLevel
from seko.drafts.documents.models import Passage, Version


def indicators_of(version: Version) -> tuple[Indicator, ...]:
    """Return the indicators of a version, named by the places of their rows; read once a process for the same words."""
    return _indicators(version.pk, version.content_hash)


@lru_cache(maxsize=8)
def _indicators(version: UUID, _hash: str) -> tuple[Indicator, ...]:
    kinds = (PassageKind.TABLE_ROW, PassageKind.TABLE_CELL)
    rows = Passage.objects.filter(version=version, kind__in=kinds, shape__has_key="role").order_by("order")
    return indicators_in(logframe_cells(rows))


def logframe_cells(passages: Iterable[Passage]) -> list[LogframeCell]:
    """Return the cells of logical frameworks among passages, rows standing before their cells."""
    names: dict[int | None, str] = {}
    cells = []
    for passage in passages:
        role, table = passage.shape.get("role"), passage.shape.get("table")
        if not role or not table:
            continue
        if passage.kind == PassageKind.TABLE_ROW:
            names[passage.pk] = passage.place
            continue
        cells.append(
            LogframeCell(
                row=names.get(passage.row_id, ""),
                table=table["table"],
                at_row=table["row"],
                column=table["column"],
                text=passage.text,
                level=LogframeLevel(role["level"]),
                kind=LogframeColumn(role["column"]),
                number=role["number"],
                row_span=table["row_span"],
                column_span=table["column_span"],
                labels=tuple((offset, number) for offset, number, _level in passage.shape.get("labels", ())),
            )
        )
    return cells


def indicator_changes(old: Version, new: Version) -> tuple[ChangedIndicator, ...]:
    """Return what became of the indicators of one version in another of the same document."""
    before, after = indicators_of(old), indicators_of(new)
    return changes_between(before, after, _rows_between(old, new, before))


def _rows_between(old: Version, new: Version, before: Iterable[Indicator]) -> Mapping[str, str]:
    """Return to which row of the new version each indicator's row was carried; left out where that is in doubt."""
    bridge = bridge_between(old, new)
    rows = {}
    for indicator in before:
        carried = bridge.carry(Anchor(PASSAGE, places=(indicator.row,)))
        if carried.anchor is not None and not carried.candidates:
            rows[indicator.row] = carried.anchor.places[0]
    return rows
