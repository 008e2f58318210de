"""What the session remembers of a board: what was just done, and which comments the person called not alike."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest

from seko.dialogue.positions.presenters.addresses import Address
from seko.dialogue.positions.presenters.board import Done

DONE, DISMISSED = "positions.done", "positions.not-alike"
MOST_DISMISSED = 200


def tell(request: HttpRequest, address: Address, done: Done) -> None:
    """Remember what was done on a board until its page is shown next."""
    request.session[DONE] = {"board": _name(address), **asdict(done)}


def told(request: HttpRequest, address: Address) -> Done | None:
    """Return what was done on this board since it was shown last, once."""
    kept = request.session.get(DONE)
    if not kept or kept.get("board") != _name(address):
        return None
    del request.session[DONE]
    return Done(**{name: value for name, value in kept.items() if name != "board"})


def dismiss(request: HttpRequest, address: Address, group: str) -> None:
    """Remember that these comments are not alike; the oldest ones are forgotten first."""
    kept = [*request.session.get(DISMISSED, []), f"{_name(address)}:{group}"]
    request.session[DISMISSED] = kept[-MOST_DISMISSED:]


def dismissed(request: HttpRequest, address: Address) -> frozenset[str]:
    """Return the groups of this board that the person called not alike."""
    board = f"{_name(address)}:"
    return frozenset(each.removeprefix(board) for each in request.session.get(DISMISSED, []) if each.startswith(board))


def _name(address: Address) -> str:
    return f"{address.code}/{address.seko}"
