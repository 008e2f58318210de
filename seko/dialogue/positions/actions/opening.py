"""The board's door: whose it is, whether it is open, its position (made when first needed), its comments, locked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.mechanism.models import Seko
from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import locked
from seko.dialogue.positions import permissions
from seko.dialogue.positions.enums import PointKind
from seko.dialogue.positions.models import Point, Position
from seko.foundation.core.decisions import Decision
from seko.foundation.core.errors import Invalid, NotThere, WrongState, possible_unless_refused, refuse_unless


@dataclass(frozen=True, slots=True)
class OpenBoard:
    """A board on which one deed is done, under the lock of its consultation."""

    consultation: Consultation
    position: Position


@contextmanager
def open_board(
    consultation: Consultation,
    seko_id: int,
    *,
    by: Actor,
    now: datetime,
    may: Callable[[Actor, int], Decision] = permissions.may_lead,
) -> Iterator[OpenBoard]:
    """Begin a deed: check the right, lock the consultation, check that the board is open.

    Two people who consolidate at once come one after the other (reliability.md C7 79, 80). Raises `Refused`,
    `WrongState`.
    """
    refuse_unless(may(by, seko_id))
    with transaction.atomic():
        row = locked(consultation)
        position = _ensured(row, seko_id)
        possible_unless_refused(permissions.board_is_open(row, position, now))
        yield OpenBoard(row, position)


def _ensured(consultation: Consultation, seko_id: int) -> Position:
    """Return the position's row; the consultation's lock keeps two from making it."""
    position, _is_new = Position.objects.get_or_create(consultation=consultation, seko_id=seko_id)
    return position


def ensure_position(consultation: Consultation, seko: Seko, *, by: Actor, now: datetime) -> Position:
    """Return the SEKO's position, made when first needed. Raises `Refused`, `WrongState`."""
    with open_board(consultation, seko.pk, by=by, now=now) as board:
        return board.position


def seko_of(comments: Sequence[Comment]) -> tuple[Consultation, int]:
    """Return the consultation and the SEKO of the comments; raise `Invalid` for none, `NotThere` for mixed ones."""
    if not comments:
        raise Invalid({"comments": _("Choose at least one comment.")})
    places = {(comment.consultation_id, comment.seko_id) for comment in comments}
    seko_id = comments[0].seko_id
    if len(places) != 1 or seko_id is None:
        raise NotThere
    return comments[0].consultation, seko_id


def comments_on(board: OpenBoard, comments: Sequence[Comment]) -> list[Comment]:
    """Return the comments' fresh rows in the order of the text, each with its own point.

    Raises `NotThere` for a comment of another board, `WrongState` for one withdrawn, replaced, or dissenting.
    """
    wanted = {comment.pk for comment in comments}
    rows = list(
        Comment.objects.filter(pk__in=wanted, consultation=board.consultation, seko_id=board.position.seko_id)
        .select_related("own_point")
        .prefetch_related("sources", "places")
        .order_by("own_point__passage_order", "number")
    )
    if len(rows) != len(wanted):
        raise NotThere
    if not all(row.is_standing for row in rows):
        raise WrongState(_("A comment was withdrawn or replaced meanwhile; look at the list again."))
    if any(row.own_point.kind == PointKind.DISSENT for row in rows):
        raise WrongState(_("An author has dissented meanwhile: that comment goes to the ministry by itself."))
    return rows


def point_on(board: OpenBoard, point: Point) -> Point:
    """Return the consolidated point's fresh row. Raises `NotThere` (another board's), `WrongState` (withdrawn)."""
    row = Point.objects.filter(pk=point.pk, position=board.position).select_for_update(of=("self",)).first()
    if row is None:
        raise NotThere
    if row.withdrawn_at is not None:
        raise WrongState(_("This consolidated comment no longer exists; look at the list again."))
    return row
