"""The links of the bar, the person's menu and the foot: upper floors register theirs at start, none is imported."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Place(Enum):
    """Where an entry stands on the page."""

    MAIN = "main"
    PERSON = "person"
    FOOT = "foot"


@dataclass(frozen=True, slots=True)
class Entry:
    """One registered link. `label` is translated when shown; lower `order` stands first."""

    url_name: str
    label: str | _StrPromise
    place: Place
    order: int
    needs_sign_in: bool


_entries: dict[tuple[Place, str], Entry] = {}


def register(
    url_name: str,
    label: str | _StrPromise,
    *,
    place: Place = Place.MAIN,
    order: int = 100,
    needs_sign_in: bool = False,
) -> None:
    """Add a link, once per place and URL name; call it in `AppConfig.ready`. The URL may not need arguments."""
    _entries[place, url_name] = Entry(url_name, label, place, order, needs_sign_in)


def entries(place: Place | None = None) -> list[Entry]:
    """Return the registered entries of a place (or of all), in their order."""
    chosen = [entry for entry in _entries.values() if place in (None, entry.place)]
    return sorted(chosen, key=lambda entry: entry.order)
