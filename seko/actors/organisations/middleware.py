"""Gives every request its actor, read on first use."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import SimpleLazyObject

from seko.actors.organisations.actor import CHOSEN_MANDATE
from seko.actors.organisations.queries import actor_for
from seko.foundation.core.dates import local_date


class ActorMiddleware:
    """Sets `request.actor`; the chosen mandate's identifier lies in the session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def _actor(request: HttpRequest) -> object:
    today = local_date(request.now())  # type: ignore[attr-defined]
    return actor_for(request.user, today, request.session.get(CHOSEN_MANDATE, ""))
