"""The words of published versions, kept in this process: they never change, so nothing has to be asked twice."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from seko.drafts.documents.models import Passage


@dataclass(frozen=True, slots=True)
class Place:
    """What an anchor needs of a passage: its row, its words, its order, and the row that marks it."""

    pk: int
    order: int
    kind: str
    text: str
    mark_pk: int
    mark_place: str


@lru_cache(maxsize=8)
def places_of(version_id: UUID, content_hash: str) -> dict[str, Place]:
    """Return every place of a published version; the content hash makes a re-imported draft a different key."""
    rows = Passage.objects.filter(version_id=version_id).values_list("pk", "order", "kind", "text", "row_id", "place")
    found = list(rows)
    names = {pk: place for pk, _order, _kind, _text, _row, place in found}
    return {
        place: Place(pk, order, kind, text, row or pk, names[row or pk]) for pk, order, kind, text, row, place in found
    }
