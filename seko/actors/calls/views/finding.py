"""What the views of calls share: a call, an application, whom they are for."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest

from seko.actors.calls import permissions
from seko.actors.calls.models import Application, Call
from seko.actors.calls.queries import applications_readable_by, calls_visible_to
from seko.actors.organisations.requests import actor_of
from seko.foundation.core import clock
from seko.foundation.core.errors import NotThere, refuse_unless

WITH = ("call__seko", "call__issuer", "organisation", "attachment")


def seen(request: HttpRequest, code: str) -> Call:
    """Return a call that the person may see."""
    found = calls_visible_to(actor_of(request)).filter(code=code).first()
    if found is None:
        raise NotThere
    return found


def issued(request: HttpRequest, code: str) -> Call:
    """Return a call that the person's body issues: not there for who may not see it, refused to the rest."""
    found = seen(request, code)
    refuse_unless(permissions.may_issue(actor_of(request), found, clock.now_of(request)))
    return found


def judged(request: HttpRequest, code: str) -> Call:
    """Return a call on which the person's body decides."""
    found = seen(request, code)
    refuse_unless(permissions.may_decide_on(actor_of(request), found, clock.now_of(request)))
    return found


def read(request: HttpRequest, code: str, identifier: UUID) -> Application:
    """Return an application whose words the person may read: anybody else's is not there."""
    rows = applications_readable_by(actor_of(request), clock.now_of(request)).filter(call__code=code, pk=identifier)
    found = rows.select_related(*WITH).first()
    if found is None:
        raise NotThere
    return found
