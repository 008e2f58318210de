"""Of which consultation a request's address speaks, for views."""

from __future__ import annotations

from django.http import HttpRequest

from seko.actors.organisations.requests import actor_of
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import visible_to
from seko.foundation.core import clock
from seko.foundation.core.errors import NotThere


def consulted(request: HttpRequest, code: str) -> Consultation:
    """Return the consultation of that code, with its version and document, if the person may see it; raises
    `NotThere`.
    """
    rows = visible_to(actor_of(request), clock.now_of(request)).filter(code=code)
    found = rows.select_related("version__document__institution", "version__published_copy").first()
    if found is None:
        raise NotThere
    return found
