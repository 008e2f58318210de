"""What an address speaks of, for this person: a SEKO's board in a consultation, its comments, its points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from seko.actors.mechanism.models import Seko
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.requests import actor_of
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import text_visible_to
from seko.dialogue.positions import permissions
from seko.dialogue.positions.models import Point, Position
from seko.dialogue.positions.presenters.addresses import ALL, SHOWS, Address
from seko.dialogue.positions.queries import points_visible_to, position_of
from seko.foundation.core import clock
from seko.foundation.core.errors import NotThere
from seko.foundation.core.typed import whole_number

MOST_CHOSEN = 500


@dataclass(frozen=True, slots=True)
class Seen:
    """A SEKO's position in a consultation as this request sees it."""

    consultation: Consultation
    seko: Seko
    actor: Actor
    now: datetime
    address: Address

    @property
    def position(self) -> Position | None:
        """The position's row; None while nothing was decided."""
        return position_of(self.consultation, self.seko)


def asked_for(request: HttpRequest, code: str, seko: str) -> Seen:
    """Return the position of an address, whoever asks; raises `NotThere` where the consultation may not be seen."""
    actor = actor_of(request)
    now = clock.now_of(request)
    rows = text_visible_to(actor, now).filter(code=code)
    consultation = rows.select_related("version__document").first()
    found = consultation.sekos.filter(code=seko).first() if consultation else None
    if consultation is None or found is None:
        raise NotThere
    return Seen(consultation, found, actor, now, address_of(request.POST or request.GET, code, seko))


def seen_board(request: HttpRequest, code: str, seko: str) -> Seen:
    """Return the board of an address; for everybody but the consortium it is not there."""
    seen = asked_for(request, code, seko)
    if not permissions.may_see_board(seen.actor, seen.seko.pk, seen.now):
        raise NotThere
    return seen


def address_of(query: Mapping[str, str], code: str, seko: str) -> Address:
    """Return the view of the board that the query names; what is not known counts as not said."""
    show = query.get("show", ALL)
    return Address(code, seko, query.get("s", "")[:40], show if show in SHOWS else ALL)


def numbers_in(words: Sequence[str]) -> list[int]:
    """Return comment numbers as they were sent: each value holds one or several with commas. Raises `NotThere`."""
    pieces = [piece for value in words for piece in value.split(",") if piece]
    numbers = {whole_number(piece) for piece in pieces}
    if len(pieces) > MOST_CHOSEN or None in numbers:
        raise NotThere
    return sorted(number for number in numbers if number is not None)


def comments_of(seen: Seen, numbers: Sequence[int]) -> list[Comment]:
    """Return the SEKO's comments of those numbers, in the order of the text. Raises `NotThere` if one is not its."""
    rows = Comment.objects.filter(consultation=seen.consultation, seko=seen.seko, number__in=numbers)
    found = list(
        rows.select_related("organisation", "consultation", "own_point").order_by("own_point__passage_order", "number")
    )
    if len(found) != len(numbers):
        raise NotThere
    return found


def point_of(seen: Seen, number: int, *, dissolved: bool = False) -> Point:
    """Return the consolidated comment of that number. Raises `NotThere`; one that was dissolved is not there.

    With `dissolved` it is: for a deed, which then says that somebody dissolved it meanwhile.
    """
    rows = points_visible_to(seen.actor, seen.now).filter(
        position__consultation=seen.consultation, position__seko=seen.seko, number=number
    )
    rows = rows if dissolved else rows.filter(withdrawn_at__isnull=True)
    found = rows.select_related("consultation", "position", "seko").first()
    if found is None:
        raise NotThere
    return found
