"""Holds a session that a mailed link opened to the comments on its consultation; anything else asks to sign in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from seko.actors.organisations.actor import ANONYMOUS, Actor
from seko.actors.organisations.requests import actor_of
from seko.dialogue.comments.models import Comment, Unsent
from seko.dialogue.comments.queries import parse_number
from seko.dialogue.consultations.requests import limit_of
from seko.foundation.core.access import Access, access_of

OF_CONSULTATION = ("consultation", "reading", "comments", "unsent-save", "comment-send", "comments-alike")
OF_COMMENT = ("comment", "comment-withdraw", "comment-attachment")
OF_UNSENT = ("unsent", "unsent-discard", "unsent-attachment")
SIGN_OUT = "sign-out"


class LimitedSession:
    """Lets such a session reach its consultation's text, form and comments as the person under the link's mandate. For
    every other page nobody is signed in: what is public is read as by anybody, the rest leads to the sign-in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> None:
        """Narrow who acts in the request."""
        limit = limit_of(request) if settings.SESSION_COOKIE_NAME in request.COOKIES else None
        name = request.resolver_match.url_name if request.resolver_match else ""
        if limit is None or name == SIGN_OUT:
            return
        actor = actor_of(request)
        if actor.mandate_id == limit["mandate"] and _is_of(limit["consultation"], name or "", kwargs):
            request.actor = Actor(actor.person, actor.mandate, (), actor.standings)  # type: ignore[attr-defined]
            return
        request.user = AnonymousUser()
        request.actor = ANONYMOUS  # type: ignore[attr-defined]
        if request.method in ("GET", "HEAD") and access_of(view) is Access.SIGNED_IN:
            messages.info(request, _("Sign in to do more: the link you came by is for one consultation."))


def _is_of(code: str, name: str, kwargs: dict[str, Any]) -> bool:
    if name in OF_CONSULTATION:
        return bool(kwargs["code"] == code)
    if name in OF_COMMENT:
        parsed = parse_number(kwargs["number"])
        return parsed is not None and parsed[0] == code
    if name == "comment-support":
        return Comment.objects.filter(pk=kwargs["comment"], consultation__code=code).exists()
    if name in OF_UNSENT:
        identifier = kwargs["unsent"] if "unsent" in kwargs else kwargs["identifier"]
        return Unsent.objects.filter(pk=identifier, consultation__code=code).exists()
    return False
