"""A consulted version made of a file, as the platform keeps it."""

from __future__ import annotations

from seko.drafts.documents.model.carrying.bridge import Part
from seko.drafts.documents.model.kinds import PassageKind, Revisions
from seko.drafts.documents.model.passages import passages
from seko.drafts.documents.model.reader import read_document
from seko.drafts.documents.model.returning.returned import Consulted
from seko.drafts.documents.placing import places


def consulted(data: bytes, *, version: str = "hash", revisions: Revisions = Revisions.REJECTED) -> Consulted:
    """The text of a file (without its tracked changes) as the version that is consulted."""
    read = passages(read_document(data), revisions)
    names = [each.place for each in places(read)]
    parts = tuple(
        Part(
            names[each.position],
            each.text,
            is_heading=each.kind is PassageKind.HEADING,
            row=names[each.host] if each.kind is PassageKind.TABLE_CELL else "",
            column=each.table.column if each.table is not None else 0,
        )
        for each in read
        if each.kind is not PassageKind.TABLE_ROW
    )
    return Consulted(parts, tuple((names[each.position], each.position) for each in read), version, "c")
