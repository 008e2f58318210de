"""What the views share: a SEKO or a place by its address, the page of a form."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from seko.actors.mechanism.models import Membership, Seko
from seko.actors.mechanism.permissions import may_keep_mechanism
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.requests import actor_of
from seko.foundation.core import clock
from seko.foundation.core.errors import NotThere, refuse_unless
from seko.foundation.core.languages import in_form
from seko.foundation.design.parts import Crumb


def keeper(request: HttpRequest) -> Actor:
    """Return the actor of the ministry's coordination; refused to anybody else."""
    actor = actor_of(request)
    refuse_unless(may_keep_mechanism(actor, None, clock.now_of(request)))
    return actor


def seko_of(code: str) -> Seko:
    """Return the SEKO of that code, with its area."""
    found = Seko.objects.filter(code=code).select_related("sector").first()
    if found is None:
        raise NotThere
    return found


def membership_of(pk: int) -> Membership:
    """Return a place in a SEKO: who is in one is public."""
    found = Membership.objects.filter(pk=pk).select_related("seko", "organisation").first()
    if found is None:
        raise NotThere
    return found


def form_page(
    request: HttpRequest, form: Form, *, title: str, deed: str, seko: Seko | None = None, **more: Any
) -> HttpResponse:
    """Render a page that is one form: its title, the word on its button, where it leads back to (`way`: the crumbs
    before it, where it stands under another page than that of areas).
    """
    crumbs = [Crumb(_("Who is who"), reverse("who-is-who")), Crumb(_("Areas"), reverse("areas"))]
    back = reverse("areas")
    if seko is not None:
        back = reverse("area", args=[seko.code])
        crumbs.append(Crumb(in_form(seko.sector, "name"), back))
    context = {
        "section": "who-is-who",
        "form": form,
        "title": title,
        "deed": deed,
        "back": more.pop("back", back),
        "crumbs": (*more.pop("way", crumbs), Crumb(title)),
        **more,
    }
    return render(request, "mechanism/form.html", context, status=400 if form.is_bound else 200)
