"""What the views share: the consultation that is conducted."""

from __future__ import annotations

from django.http import HttpRequest

from seko.actors.organisations.requests import actor_of
from seko.dialogue.consultations import permissions
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import visible_to
from seko.foundation.core import clock
from seko.foundation.core.errors import NotThere, refuse_unless


def coordinated(request: HttpRequest, code: str) -> Consultation:
    """Return the consultation for who conducts it: not there for who may not see it, refused to who may only see it."""
    actor, now = actor_of(request), clock.now_of(request)
    rows = visible_to(actor, now).select_related("version__document").prefetch_related("sekos")
    found = rows.filter(code=code).first()
    if found is None:
        raise NotThere
    refuse_unless(permissions.may_coordinate(actor, found, now))
    return found
