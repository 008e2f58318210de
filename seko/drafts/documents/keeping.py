"""From read passages to rows of the database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from seko.drafts.documents import models
from seko.drafts.documents.model.structure import Passage, PassageKind
from seko.drafts.documents.placing import places
from seko.foundation.rendering.uncollected import uncollected


def shape_of(passage: Passage, names: Sequence[str]) -> dict[str, Any]:
    """Return what drawing needs of a passage beside its words; empty parts are left out.

    `names` are the places of all passages, by position: a note's mark leads to the note's place.
    """
    shape: dict[str, Any] = {}
    if passage.emphasis:
        shape["emphasis"] = [[each.start, each.end, each.kind.value] for each in passage.emphasis]
    if passage.notes:
        shape["notes"] = [[each.offset, each.note_id, each.number] for each in passage.notes]
    if passage.objects:
        shape["objects"] = [[each.offset, each.kind, each.alternative] for each in passage.objects]
    if passage.labels:
        shape["labels"] = [[each.offset, each.number, each.level] for each in passage.labels]
    if passage.table:
        table = passage.table
        shape["table"] = {
            "table": table.table,
            "row": table.row,
            "column": table.column,
            "row_span": table.row_span,
            "column_span": table.column_span,
            "is_header": table.is_header,
            "depth": table.depth,
        }
    if passage.role:
        role = passage.role
        shape["role"] = {"level": role.level.value, "column": role.column.value, "number": role.number}
    if passage.lang:
        shape["lang"] = passage.lang
    if passage.is_bidi:
        shape["bidi"] = True
    if passage.style:
        shape["style"] = passage.style
    if passage.kind is PassageKind.FOOTNOTE and passage.host >= 0:
        shape["host"] = names[passage.host]
    return shape


def without_contents(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages without the entries of a table of contents: they repeat the headings (kept in the file)."""
    kept = [passage for passage in passages if not passage.style.startswith("toc")]
    new = {passage.position: at for at, passage in enumerate(kept)}
    return [
        replace(
            passage,
            position=at,
            host=new.get(passage.host, -1),
            path=tuple(new[step] for step in passage.path if step in new),
        )
        for at, passage in enumerate(kept)
    ]


def rows_of(version: models.Version, read: Sequence[Passage]) -> tuple[list[models.Passage], dict[int, int]]:
    """Return the passages of a version as rows that are not saved yet, and for each cell's index that of its row."""
    passages = without_contents(read)
    placed = places(passages)
    names = [each.place for each in placed]
    notes = {passage.note_id: names[passage.position] for passage in passages if passage.note_id}
    rows = [_row(version, passage, placed[at].place, placed[at].section, names) for at, passage in enumerate(passages)]
    for row in rows:
        if "notes" in row.shape:
            row.shape["notes"] = [[offset, notes.get(note, ""), number] for offset, note, number in row.shape["notes"]]
    return rows, {at: each.host for at, each in enumerate(passages) if each.kind is PassageKind.TABLE_CELL}


def write_passages(version: models.Version, read: Sequence[Passage]) -> list[models.Passage]:
    """Write the passages of a version being prepared, rows before their cells, and set its counts and content hash."""
    with uncollected():
        rows, hosts = rows_of(version, read)
        models.Passage.objects.bulk_create([row for at, row in enumerate(rows) if at not in hosts], batch_size=500)
        for at, host in hosts.items():
            rows[at].row = rows[host]
        models.Passage.objects.bulk_create([rows[at] for at in hosts], batch_size=500)
    version.passage_count = len(rows) - len(hosts)
    version.letter_count = sum(len(row.text) for at, row in enumerate(rows) if at not in hosts)
    version.content_hash = content_hash(rows)
    return rows


def _row(version: models.Version, passage: Passage, place: str, section: str, names: Sequence[str]) -> models.Passage:
    return models.Passage(
        version=version,
        order=passage.position,
        place=place,
        kind=passage.kind.value,
        level=passage.level,
        number=passage.number[:40],
        text=passage.text,
        key=passage.key,
        section=section,
        shape=shape_of(passage, names),
    )


def content_hash(rows: Sequence[models.Passage]) -> str:
    """Return the SHA-256 (hex) of all that is shown: kinds, places, numbers, words and shapes, in order."""
    digest = hashlib.sha256()
    for row in rows:
        parts = [row.kind, row.place, row.level, row.number, row.text, row.shape]
        digest.update(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode())
    return digest.hexdigest()
