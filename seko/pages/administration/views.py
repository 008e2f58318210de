"""Lost second factors: proposing to take one away; the second administrator finds it among the proposals."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.requests import actor_of
from seko.foundation.core import clock
from seko.foundation.core.access import signed_in
from seko.foundation.core.errors import refuse_unless
from seko.foundation.core.forms import faults_in
from seko.pages.administration import actions
from seko.pages.administration.forms import ResetForm
from seko.pages.administration.permissions import may_reset_second_factor


def _administrator(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    refuse_unless(may_reset_second_factor(actor, None, clock.now_of(request)))
    return actor


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def resets(request: HttpRequest) -> HttpResponse:
    """Say what is done about a lost second factor; a POST proposes to take it away."""
    actor = _administrator(request)
    form = ResetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with faults_in(form):
            actions.propose_reset(**form.cleaned_data, by=actor, now=clock.now_of(request))
            messages.success(request, _("It is proposed. Another administrator must confirm it."))
            return redirect("proposals")
    context = {"section": "factor-resets", "form": form}
    return render(request, "administration/resets.html", context, status=400 if form.errors else 200)
