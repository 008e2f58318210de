"""Handing the common position in, and taking it back before the deadline."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations.actions import touch_public
from seko.dialogue.consultations.queries import locked
from seko.dialogue.positions import permissions
from seko.dialogue.positions.actions.opening import open_board
from seko.dialogue.positions.lifecycle import POSITION
from seko.dialogue.positions.models import Position
from seko.dialogue.positions.queries import counts
from seko.foundation.core.errors import Invalid, WrongState, possible_unless_refused, refuse_unless
from seko.foundation.core.typed import read_text


def submit_position(position: Position, *, letter: str = "", by: Actor, now: datetime) -> Position:
    """Hand the position in: every comment is decided, and the counts are frozen in the same transaction.

    A comment that arrives meanwhile waits for the consultation's lock: it is in, or it is refused (reliability.md
    C7 80). Raises `Refused`, `WrongState` (comments not decided, deadline, already handed in), `Invalid` (nothing to
    hand in).
    """
    given = read_text(letter, "letter")
    with open_board(position.consultation, position.seko_id, by=by, now=now) as board:
        found = counts(board.consultation, position.seko_id)
        if found.awaiting:
            raise WrongState(
                ngettext(
                    "%(count)d comment is not handled yet.", "%(count)d comments are not handled yet.", found.awaiting
                )
                % {"count": found.awaiting}
            )
        if not found.total and not given:
            raise Invalid({"letter": _("There are no comments; write the covering letter, or hand nothing in.")})

        def write(row: Position) -> None:
            row.letter, row.submitted_counts = given, found.as_json()
            row.submitted_at, row.submitted_by = now, by.person

        submitted: Position = POSITION.run(
            board.position, "submit", by=by, now=now, write=write, facts={"counts": found.as_json()}
        )
        touch_public(submitted.consultation_id)
    return submitted


def take_back(position: Position, *, reason: str, by: Actor, now: datetime) -> Position:
    """Take a handed-in position back into work, before the deadline and while nobody answers it.

    Raises `Refused`, `WrongState`, `Invalid` (no reason).
    """
    refuse_unless(permissions.may_lead(by, position.seko_id))
    given = read_text(reason, "reason", required=_("Give the reason."))
    with transaction.atomic():
        locked(position.consultation)
        row = Position.objects.select_related("consultation").get(pk=position.pk)
        possible_unless_refused(permissions.is_in_time(row, now))
        possible_unless_refused(permissions.may_leave(row.points.all(), now))

        def write(taken: Position) -> None:
            taken.taken_back_reason = given
            taken.submitted_at = taken.submitted_by = None
            taken.submitted_counts = {}

        back: Position = POSITION.run(row, "take-back", by=by, now=now, write=write)
        touch_public(back.consultation_id)
    return back
