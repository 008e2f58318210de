"""Two versions of a document laid over each other, ready to carry what comments and points are tied to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from seko.drafts.documents.enums import PassageKind
from seko.drafts.documents.model.carrying.bridge import Bridge, Part
from seko.drafts.documents.model.carrying.differences import Difference, differences
from seko.drafts.documents.models import Passage, Version


def bridge_between(old: Version, new: Version) -> Bridge:
    """Return the bridge from one version to another; made once a process for the same words."""
    return _bridge(old.pk, old.content_hash, new.pk, new.content_hash)


@lru_cache(maxsize=4)
def _bridge(old: UUID, _old_hash: str, new: UUID, _new_hash: str) -> Bridge:
    return Bridge(parts_of(old), parts_of(new))


def differences_between(old: Version, new: Version) -> tuple[Difference, ...]:
    """Return what is different between two versions, in the order of the newer one."""
    return _differences(old.pk, old.content_hash, new.pk, new.content_hash)


@lru_cache(maxsize=4)
def _differences(old: UUID, old_hash: str, new: UUID, new_hash: str) -> tuple[Difference, ...]:
    return tuple(differences(_bridge(old, old_hash, new, new_hash)))


def bridge_to(old: Version, parts: tuple[Part, ...]) -> Bridge:
    """Return the bridge from a version to words that are not kept yet."""
    return _bridge_to(old.pk, old.content_hash, parts)


@lru_cache(maxsize=2)
def _bridge_to(old: UUID, _old_hash: str, parts: tuple[Part, ...]) -> Bridge:
    return Bridge(parts_of(old), parts)


def parts_of(version: UUID) -> tuple[Part, ...]:
    """Return the passages of a version that have words of their own."""
    rows = Passage.objects.filter(version=version).order_by("order")
    return _parts(list(rows.values_list("pk", "place", "kind", "text", "row_id", "shape")))


def parts_among(rows: Sequence[Passage], hosts: Mapping[int, int]) -> tuple[Part, ...]:
    """Return the parts of passages that are not kept yet; `hosts` has the rank of its row for each cell's rank."""
    return _parts([(at, row.place, row.kind, row.text, hosts.get(at), row.shape) for at, row in enumerate(rows)])


def _parts(passages: Sequence[tuple[Any, ...]]) -> tuple[Part, ...]:
    """Return what has words of its own among (key, place, kind, text, key of the row, shape): a table row has only
    those of its cells.
    """
    names = {pk: place for pk, place, *_rest in passages}
    return tuple(
        Part(
            place,
            text,
            is_heading=kind == PassageKind.HEADING,
            row="" if row is None else names[row],
            column=shape.get("table", {}).get("column", 0),
        )
        for _pk, place, kind, text, row, shape in passages
        if kind != PassageKind.TABLE_ROW
    )
