"""Of which consultation a request's address speaks, and to which one a session that a link opened is held."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from seko.actors.organisations.requests import actor_of
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import visible_to, with_drafts
from seko.foundation.core import clock
from seko.foundation.core.errors import NotThere

# Under this name such a session keeps the code of its consultation and the identifier of its mandate.
LIMITED = "limited"


def consulted(request: HttpRequest, code: str) -> Consultation:
    """Return the consultation of that code, with its version and document and what tells of its document's other drafts
    (`queries.with_drafts`), if the person may see it; raises `NotThere`.
    """
    now = clock.now_of(request)
    rows = with_drafts(visible_to(actor_of(request), now).filter(code=code), now)
    found = rows.select_related("version__document__institution", "version__published_copy").first()
    if found is None:
        raise NotThere
    return found


def limit(request: HttpRequest, *, code: str, mandate: object) -> None:
    """Make the session one for that consultation and that mandate, until the person signs in."""
    request.session[LIMITED] = {"consultation": code, "mandate": str(mandate)}


def limit_of(request: HttpRequest) -> dict[str, str] | None:
    """Return for which consultation and mandate the session is; None for a full one."""
    found: dict[str, str] | None = request.session.get(LIMITED)
    return found


def unlimit(sender: Any, request: HttpRequest, **more: Any) -> None:
    """Make the session a full one: called when somebody signs in."""
    request.session.pop(LIMITED, None)
