"""Gives every request its actor, read on first use; asks for the second factor on the state side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from seko.actors.accounts.requests import has_shown_second_factor
from seko.actors.organisations.actor import CHOSEN_MANDATE
from seko.actors.organisations.queries import actor_for
from seko.actors.organisations.requests import actor_of
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


class SecondFactor:
    """Leads whoever has a mandate of the state side to the set-up page, and nowhere else, while the session was not
    begun with a second factor. A session that has the mark, or none at all, costs no statement.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Let the request through, or lead to the set-up page."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or getattr(view, "is_before_second_factor", False):
            return None
        if has_shown_second_factor(request) or not actor_of(request).needs_second_factor:
            return None
        if request.headers.get("HX-Request"):
            response = HttpResponse(status=403)
            response["HX-Redirect"] = reverse("second-factor")
            return response
        return redirect("second-factor")
