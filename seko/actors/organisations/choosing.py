"""Lets nobody write while it is in doubt for whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import render

from seko.actors.organisations.actor import ACTING_FIELD, Actor
from seko.actors.organisations.requests import actor_of
from seko.foundation.core import errorpages
from seko.foundation.core.access import Access, access_of

# A person's own sign-in is theirs, whoever they act for.
OWN_ACCOUNT = ("seko.actors.accounts.", "allauth.")


class ChosenMandate:
    """Lets nobody write while it is in doubt for whom: a person with several mandates chooses first, and a form opened
    under one mandate is not taken under another; the words typed stay on the page (reliability.md C7 85). One's own
    account, and what a view declares `personal`, is written for nobody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Let the request through, or ask for whom it is."""
        if request.method in ("GET", "HEAD", "OPTIONS") or not request.user.is_authenticated or _is_personal(view):
            return None
        actor = actor_of(request)
        opened_under = _opened_under(request)
        if actor.is_chosen and opened_under in ("", actor.mandate_id):
            return None
        context = {
            "typed": errorpages.typed_in(request),
            "choices": actor.mandate_choices if not actor.is_chosen else (),
            "was": _was(actor, opened_under),
        }
        return render(request, "organisations/for_whom.html", context, status=409)


def _is_personal(view: Any) -> bool:
    module = str(getattr(view, "__module__", ""))
    return (
        getattr(view, "is_personal", False)
        or getattr(view, "is_before_second_factor", False)
        or module.startswith(OWN_ACCOUNT)
        or access_of(view) is not Access.SIGNED_IN
    )


def _opened_under(request: HttpRequest) -> str:
    """Return the mandate of the page from which a form came, or that saves itself; empty where it says none."""
    if request.method == "POST":
        return request.POST.get(ACTING_FIELD, "")
    is_form = request.content_type == "application/x-www-form-urlencoded"
    return QueryDict(request.body).get(ACTING_FIELD, "") if is_form else ""


def _was(actor: Actor, opened_under: str) -> str:
    """Return for whom the page was opened, where the person still acts for it."""
    return {str(each.pk): each.organisation.shown_name for each in actor.mandates}.get(opened_under, "")
