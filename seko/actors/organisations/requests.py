"""Who acts in a request, for views."""

from __future__ import annotations

from django.http import HttpRequest

from seko.actors.organisations.actor import Actor


def actor_of(request: HttpRequest) -> Actor:
    """Return who acts in the request (`ActorMiddleware` sets it)."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor
