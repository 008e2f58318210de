"""Keeps when a session was last used, for the person's own list, at most once in an hour."""

from __future__ import annotations

from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase

from seko.actors.accounts.requests import LISTED
from seko.foundation.core import clock

SECONDS = 3_600


class LastUsed:
    """After a request that read the session: notes the time, where the hour's note is not there yet."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        session = request.session
        if session.accessed and session.get(LISTED) and cache.add(f"used:{session.session_key}", 1, SECONDS):
            UserSession.objects.filter(session_key=session.session_key).update(last_seen_at=clock.now_of(request))
        return response
