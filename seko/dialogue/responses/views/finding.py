"""Finding what an address of these pages speaks of."""

from __future__ import annotations

from django.http import HttpRequest

from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations import queries
from seko.dialogue.consultations.models import Consultation
from seko.foundation.core import clock
from seko.foundation.core.errors import NotThere


def actor_of(request: HttpRequest) -> Actor:
    """Return who asks."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def consulted(request: HttpRequest, code: str) -> Consultation:
    """Return the consultation of that code if the person may see it; raises `NotThere`."""
    rows = queries.visible_to(actor_of(request), clock.now_of(request)).filter(code=code)
    found = rows.select_related("version__document").first()
    if found is None:
        raise NotThere
    return found


def page_number(request: HttpRequest) -> int:
    """Return the number of the list's page that the address asks for; 1 where it asks for none."""
    given = request.GET.get("page", "1")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 6 else 1
