"""What people say of returned things: what becomes of each, and where it belongs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.actor import Actor
from seko.drafts.documents.model.anchors import PASSAGE, WHOLE_DOCUMENT, Anchor
from seko.drafts.documents.model.returning.returned import Asked
from seko.drafts.documents.queries import places_in
from seko.foundation.core.errors import Invalid, refuse_unless
from seko.foundation.core.typed import whole_number
from seko.outlets.returns import permissions, queries
from seko.outlets.returns.actions.rows import open_row
from seko.outlets.returns.enums import Choice
from seko.outlets.returns.finding import Finder
from seko.outlets.returns.models import ReturnedFile, ReturnedItem

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# How the form names a place that is not typed.
WHOLE_PLACE, CANDIDATE = "whole", "c-"


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody says of one thing: what becomes of it, and its place: "" as it is, "whole", "c-" and the number of
    a candidate from 0, or what `Finder.find` takes.
    """

    choice: str
    place: str = ""


def decide(found: ReturnedFile, decisions: Mapping[int, Decision], *, by: Actor, now: datetime) -> ReturnedFile:
    """Keep what somebody says of things, by their numbers; nothing is written into comments.

    Raises `Refused`, `WrongState`, `Invalid` under `place-<number>` for a place that the draft does not have, or has
    several times; all the rest is kept nevertheless.
    """
    refuse_unless(permissions.may_decide(by, found, now))
    faults: dict[str, str | _StrPromise] = {}
    with transaction.atomic():
        row = open_row(found)
        finder = Finder(places_in(row.consultation.version))
        items = list(row.items.filter(number__in=decisions))
        for item in items:
            if fault := _decide(item, decisions[item.number], finder):
                faults[f"place-{item.number}"] = fault
        ReturnedItem.objects.bulk_update(items, ["choice", "anchor", "asked", "candidates"], batch_size=500)
    if faults:
        raise Invalid(faults)
    return row


def _decide(item: ReturnedItem, said: Decision, finder: Finder) -> str | _StrPromise:
    """Take one decision over, and return what is wrong with its place."""
    if said.choice in Choice.values and (said.choice != Choice.JOIN or item.thread):
        item.choice = said.choice
    place = said.place.strip()
    if not place:
        return ""
    if place == WHOLE_PLACE:
        item.anchor = WHOLE_DOCUMENT.as_json()
        return ""
    if place.startswith(CANDIDATE) and (number := whole_number(place.removeprefix(CANDIDATE))) is not None:
        item.anchor = item.candidates[number] if number < len(item.candidates) else item.anchor
        return ""
    meant = finder.find(place)
    if len(meant) == 1:
        item.anchor = _exact(finder, meant[0], item.stood_on).as_json()
        return ""
    if not meant:
        return _("The draft has no section of this number and does not hold these words.")
    item.anchor, item.asked, item.candidates = None, Asked.DOUBTFUL, [each.as_json() for each in meant]
    return _("These words stand in several places; choose one of them.")


def _exact(finder: Finder, meant: Anchor, stood_on: str) -> Anchor:
    """Return the words of a part of the text on which it stood in the file, where they stand in it too."""
    return finder.named(meant.places[0], stood_on) if meant.kind == PASSAGE and stood_on else meant


def place_the_rest(found: ReturnedFile, *, by: Actor, now: datetime) -> int:
    """Give everything that still waits for a place to the whole document; return how many. Raises as `decide`."""
    refuse_unless(permissions.may_decide(by, found, now))
    with transaction.atomic():
        row = open_row(found)
        return row.items.filter(queries.WAITING).update(anchor=WHOLE_DOCUMENT.as_json())
