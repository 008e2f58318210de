"""What the views share: who acts, and the consultation that is conducted."""

from __future__ import annotations

from django.http import HttpRequest

from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations import permissions
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import visible_to
from seko.foundation.core import clock
from seko.foundation.core.errors import NotThere, refuse_unless


def actor_of(request: HttpRequest) -> Actor:
    """Return who acts in the request."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def coordinated(request: HttpRequest, code: str) -> Consultation:
    """Return the consultation for who conducts it: not there for who may not see it, refused to who may only see it."""
    actor, now = actor_of(request), clock.now_of(request)
    rows = visible_to(actor, now).select_related("version__document").prefetch_related("sekos")
    found = rows.filter(code=code).first()
    if found is None:
        raise NotThere
    refuse_unless(permissions.may_coordinate(actor, found, now))
    return found
