"""The form that assigns comments: which ones, to which institution."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict

from seko.dialogue.responses.forms.answer import read_identifiers

FILTERS = ("section", "kind", "institution")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen: these comments, or every one that the filter shows; the institution (None: not chosen)."""

    points: tuple[UUID, ...]
    is_everything: bool
    institution: UUID | None


def read(data: QueryDict) -> Chosen:
    """Return what was chosen. Raises `NotThere` for identifiers that are none."""
    points = tuple(read_identifiers(data.getlist("points")))
    institution = data.get("to", "")
    return Chosen(points, data.get("everything") == "1", read_identifiers([institution])[0] if institution else None)


def filters_in(data: QueryDict) -> dict[str, str]:
    """Return the list's filters from an address or a form, empty ones left out."""
    return {name: str(data[name])[:60] for name in FILTERS if data.get(name)}
