"""The form that assigns comments: which ones, to which institution."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict

from seko.dialogue.responses.forms.answer import read_identifiers
from seko.dialogue.responses.queries import NOBODY

FILTERS = ("section", "kind", "institution", "given")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen: these comments, or every one that the filter shows; the institution (None: not chosen, or
    `is_back`: they are taken back from whoever has them).
    """

    points: tuple[UUID, ...]
    is_everything: bool
    institution: UUID | None
    is_back: bool


def read(data: QueryDict) -> Chosen:
    """Return what was chosen. Raises `NotThere` for identifiers that are none."""
    points = tuple(read_identifiers(data.getlist("points")))
    given = data.get("to", "")
    is_back = given == NOBODY
    institution = read_identifiers([given])[0] if given and not is_back else None
    return Chosen(points, data.get("everything") == "1", institution, is_back)


def filters_in(data: QueryDict) -> dict[str, str]:
    """Return the list's filters from an address or a form, empty ones left out."""
    return {name: str(data[name])[:60] for name in FILTERS if data.get(name)}
