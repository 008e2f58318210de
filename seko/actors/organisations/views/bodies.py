"""Pages on which the ministry keeps the register of organisations, and each organisation its profile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seko.actors.organisations import actions
from seko.actors.organisations.forms import bodies as given
from seko.actors.organisations.models import Organisation
from seko.actors.organisations.permissions import may_edit_profile, may_keep_register
from seko.actors.organisations.presenters import bodies as shown
from seko.actors.organisations.queries import organisations
from seko.actors.organisations.requests import actor_of
from seko.actors.organisations.ways import way_to
from seko.foundation.core import clock
from seko.foundation.core.access import signed_in
from seko.foundation.core.errors import Invalid, NotThere, refuse_unless
from seko.foundation.core.forms import add_faults, faults_in
from seko.foundation.design.parts import Crumb
from seko.foundation.workflow.second import PROPOSED

SECTION = "who-is-who"
SAVED = gettext_lazy("Saved.")


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed on an entry: its form, how it is carried out with what was typed, what is said then."""

    form: type[forms.Form]
    act: Callable[..., Any]
    said: Any = SAVED


def _rename(row: Organisation, data: dict[str, Any], **who: Any) -> Any:
    return actions.rename_organisation(row, fields=data, starts_on=data["starts_on"], basis=data["basis"], **who)


DEEDS: dict[str, Deed] = {
    "facts": Deed(given.FactsForm, lambda row, data, **who: actions.change_facts(row, fields=data, **who)),
    "rename": Deed(given.RenameForm, _rename),
    "correct": Deed(given.NamesForm, lambda row, data, **who: actions.correct_name(row, fields=data, **who)),
    "end": Deed(given.EndForm, lambda row, data, **who: actions.end_organisation(row, **data, **who)),
    "succeed": Deed(
        given.SucceedForm, lambda row, data, **who: actions.propose_succession(row, **data, **who), PROPOSED
    ),
    "merge": Deed(given.MergeForm, lambda row, data, **who: actions.propose_merging(row, **data, **who), PROPOSED),
}


def _found(slug: str) -> Organisation:
    found = organisations().filter(slug=slug, merged_into__isnull=True).first()
    if found is None:
        raise NotThere
    return found


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def organisation_new(request: HttpRequest) -> HttpResponse:
    """Register an organisation; likely duplicates stand beside it before it is kept."""
    actor, now = actor_of(request), clock.now_of(request)
    refuse_unless(may_keep_register(actor, None, now))
    form = given.NewForm(request.POST or None)
    alike: tuple[shown.Alike, ...] = ()
    if request.method == "POST" and form.is_valid():
        is_another = request.POST.get("is_another") == "yes"
        try:
            row = actions.register_organisation(fields=form.cleaned_data, is_another=is_another, by=actor, now=now)
        except actions.LikelyDuplicates as likely:
            alike = shown.alike(likely.found)
        except Invalid as invalid:
            add_faults(form, invalid)
        else:
            messages.success(request, _("The organisation is registered."))
            return redirect("organisation", slug=row.slug)
    context = {"section": SECTION, "form": form, "alike": alike}
    context["crumbs"] = way_to(None, Crumb(_("Register an organisation")))
    return render(request, "organisations/new.html", context, status=400 if form.is_bound else 200)


@signed_in
@require_safe
def organisation_keep(request: HttpRequest, slug: str) -> HttpResponse:
    """An entry of the register, and everything that can be done with it."""
    return _keep(request, _found(slug))


def _keep(request: HttpRequest, row: Organisation, deed: str = "", bound: forms.Form | None = None) -> HttpResponse:
    refuse_unless(may_keep_register(actor_of(request), row, clock.now_of(request)))
    names = {name: getattr(row, name) for name in ("name", "name_en", "short_name")}
    facts = {name: getattr(row, name) for name in given.FactsForm.base_fields}
    initial = {"facts": facts, "correct": names}
    built = {name: each.form(prefix=name, initial=initial.get(name, {})) for name, each in DEEDS.items()}
    context = {
        "section": SECTION,
        "organisation": row,
        "forms": {**built, **({deed: bound} if bound else {})},
        "open": deed,
        "waiting": shown.waiting(row),
        "crumbs": way_to(row, Crumb(_("Entry in the register"))),
    }
    return render(request, "organisations/keep.html", context, status=400 if bound else 200)


@signed_in
@require_POST
def organisation_deed(request: HttpRequest, slug: str, deed: str) -> HttpResponse:
    """Carry out a deed on an entry, or propose it; what was typed stays in the form when something is wrong."""
    row, actor, now = _found(slug), actor_of(request), clock.now_of(request)
    chosen = DEEDS.get(deed)
    if chosen is None:
        raise NotThere
    refuse_unless(may_keep_register(actor, row, now))
    form = chosen.form(request.POST, prefix=deed)
    if form.is_valid():
        with faults_in(form):
            chosen.act(row, form.cleaned_data, by=actor, now=now)
            messages.success(request, chosen.said)
            return redirect("organisation-keep", slug=slug)
    return _keep(request, row, deed, form)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def organisation_profile(request: HttpRequest, slug: str) -> HttpResponse:
    """What an organisation says of itself, by its own people or the ministry."""
    row, actor, now = _found(slug), actor_of(request), clock.now_of(request)
    refuse_unless(may_edit_profile(actor, row, now))
    form = given.ProfileForm(request.POST or None, organisation=row)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        chosen = data.pop("fields_of_work")
        with faults_in(form):
            actions.change_profile(row, fields=data, fields_of_work=chosen, by=actor, now=now)
            messages.success(request, _("The profile is saved; everybody can read it."))
            return redirect("organisation", slug=slug)
    way = way_to(row, Crumb(_("Profile")))
    context = {"section": SECTION, "organisation": row, "form": form, "crumbs": way}
    return render(request, "organisations/profile.html", context, status=400 if form.is_bound else 200)
