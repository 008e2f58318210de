"""Lets nobody write while it is in doubt for whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import render

from seko.actors.organisations.actor import ACTING_FIELD, CHOSEN_MANDATE, Actor, named
from seko.actors.organisations.queries import actor_for
from seko.actors.organisations.requests import actor_of
from seko.foundation.core import clock, errorpages
from seko.foundation.core.access import Access, access_of
from seko.foundation.core.dates import local_date

# With this field a button of the page says in whose name its form is sent.
SAID_FIELD = "acting_said"
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
        said = request.POST.get(SAID_FIELD, "") if request.method == "POST" else ""
        if said in {str(each.pk) for each in actor.mandates}:
            # The button of this page said in whose name: chosen from now on.
            request.session[CHOSEN_MANDATE] = said
            request.actor = actor_for(request.user, local_date(clock.now_of(request)), said)  # type: ignore[attr-defined]
            return None
        opened_under = _opened_under(request)
        if actor.is_chosen and opened_under in ("", actor.mandate_id):
            return None
        kept, choices = _kept(request), _choices(actor, opened_under)
        context = {
            "typed": errorpages.words_in(request),
            "kept": kept,
            "said": SAID_FIELD,
            "choices": choices,
            "asks_for_whom": bool(kept and choices),  # the page's own buttons ask, so its head does not
            "is_chosen": actor.is_chosen,
            "was": _was(actor, opened_under),
        }
        return render(request, "organisations/for_whom.html", context, status=409)


def _choices(actor: Actor, opened_under: str) -> tuple[tuple[str, str, str], ...]:
    """Return in whose name it can be sent: any mandate where none was chosen, else the page's and the present one."""
    every = named(actor.mandates)
    if not actor.is_chosen:
        return every
    return tuple(each for each in every if each[0] in (opened_under, actor.mandate_id))


def _kept(request: HttpRequest) -> list[tuple[str, str]]:
    """Return everything that was sent, to be sent again by a button of the page; nothing where a file came with it,
    which would be lost on the way.
    """
    if request.method != "POST" or request.FILES:
        return []
    left_out = (*errorpages.SECRET, SAID_FIELD)
    return [(name, str(value)) for name, values in request.POST.lists() if name not in left_out for value in values]


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
