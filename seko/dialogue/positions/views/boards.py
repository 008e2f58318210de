"""The board's page."""

from __future__ import annotations

from collections.abc import Collection

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from seko.dialogue.positions.models import Point
from seko.dialogue.positions.presenters.board import Asked, BoardDrawing
from seko.dialogue.positions.queries import board as board_of
from seko.dialogue.positions.views import remembering
from seko.dialogue.positions.views.seen import Seen, seen_board
from seko.foundation.core.access import signed_in
from seko.foundation.core.fragments import page_or_fragment


@signed_in
@require_safe
def board(request: HttpRequest, code: str, seko: str) -> HttpResponse:
    """The board of a SEKO: one section (`?s=`), everything or what waits (`?show=`)."""
    return show_board(request, seen_board(request, code, seko))


def show_board(
    request: HttpRequest,
    seen: Seen,
    *,
    chosen: Collection[int] = (),
    fault: str = "",
    changed: Point | None = None,
    status: int = 200,
) -> HttpResponse:
    """Return the board's page, or its parts alone for HTMX; `fault` says why a deed was not done, `changed` is the
    consolidated comment that got another wording meanwhile.
    """
    asked = Asked(
        chosen,
        remembering.dismissed(request, seen.address),
        None if fault else remembering.told(request, seen.address),
        fault,
        changed,
    )
    board = board_of(seen.consultation, seen.seko)
    drawing = BoardDrawing(board, seen.consultation, seen.seko, seen.actor, seen.now, seen.address, asked)
    context = {"section": "consultations", "board": drawing.page()}
    return page_or_fragment(request, "positions/board.html", "positions/work.html", context, status=status)
