"""Pages on which the ministry's coordination keeps areas, leads, memberships and supporters."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from seko.actors.mechanism import actions
from seko.actors.mechanism.forms import AreaForm, LeadForm, MembershipForm, SupporterForm
from seko.actors.mechanism.models import Supporter
from seko.actors.mechanism.views.finding import form_page, keeper, seko_of
from seko.foundation.core import clock
from seko.foundation.core.access import signed_in
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import NotThere
from seko.foundation.core.forms import faults_in
from seko.foundation.workflow.second import PROPOSED

FORM = ["GET", "HEAD", "POST"]


@signed_in
@require_http_methods(FORM)
def area_new(request: HttpRequest) -> HttpResponse:
    """Enter an area with its SEKO."""
    by = keeper(request)
    form = AreaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        code = fields.pop("code").lower()
        with faults_in(form):
            actions.enter_area(code=code, fields=fields, by=by, now=clock.now_of(request))
            messages.success(request, _("The area is entered."))
            return redirect("area", code=code)
    return form_page(request, form, title=_("New area"), deed=_("Enter the area"))


@signed_in
@require_http_methods(FORM)
def area_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Rename an area, correct what is kept of it, end it."""
    by, seko = keeper(request), seko_of(code)
    form = AreaForm(request.POST or None, sector=seko.sector)
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        new_name_from = fields.pop("new_name_from")
        with faults_in(form):
            actions.change_area(
                seko.sector, fields=fields, new_name_from=new_name_from, by=by, now=clock.now_of(request)
            )
            messages.success(request, _("The changes are saved."))
            return redirect("area", code=code)
    return form_page(request, form, title=_("Change the area"), deed=_("Save"), seko=seko)


@signed_in
@require_http_methods(FORM)
def lead_appoint(request: HttpRequest, code: str) -> HttpResponse:
    """Propose the lead of a SEKO; a second person confirms."""
    by, seko, now = keeper(request), seko_of(code), clock.now_of(request)
    today = local_date(now)
    form = LeadForm(request.POST or None, seko=seko, today=today, initial={"on": today, "old_lead": "partner"})
    if request.method == "POST" and form.is_valid():
        with faults_in(form):
            actions.propose_lead(seko, **form.cleaned_data, by=by, now=now)
            messages.success(request, PROPOSED)
            return redirect("area", code=code)
    note = _("Its rights on running consultations pass to the new lead at once; what was done stays under its name.")
    return form_page(request, form, title=_("Appoint the lead organisation"), deed=_("Propose"), seko=seko, note=note)


@signed_in
@require_http_methods(FORM)
def membership_new(request: HttpRequest, code: str) -> HttpResponse:
    """Enter a place in a SEKO, present or past."""
    by, seko, now = keeper(request), seko_of(code), clock.now_of(request)
    form = MembershipForm(request.POST or None, initial={"role": "member", "on": local_date(now)})
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        with faults_in(form):
            actions.register_member(seko, fields.pop("organisation"), **fields, by=by, now=now)
            messages.success(request, _("The membership is entered."))
            return redirect("area", code=code)
    return form_page(request, form, title=_("Enter a membership"), deed=_("Enter"), seko=seko)


@signed_in
@require_http_methods(FORM)
def supporter_new(request: HttpRequest) -> HttpResponse:
    """Enter a funder or supporter."""
    return _supporter(request, None)


@signed_in
@require_http_methods(FORM)
def supporter_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is kept of a funder or supporter."""
    return _supporter(request, _supporter_of(pk))


def _supporter(request: HttpRequest, supporter: Supporter | None) -> HttpResponse:
    by = keeper(request)
    form = SupporterForm(request.POST or None, supporter=supporter)
    if request.method == "POST" and form.is_valid():
        with faults_in(form):
            actions.keep_supporter(fields=form.cleaned_data, supporter=supporter, by=by, now=clock.now_of(request))
            messages.success(request, _("The changes are saved."))
            return redirect("supporters")
    return form_page(
        request,
        form,
        title=_("Change a supporter") if supporter else _("New supporter"),
        deed=_("Save"),
        back=reverse("supporters"),
        removes=reverse("supporter-remove", args=[supporter.pk]) if supporter else "",
    )


@signed_in
@require_POST
def supporter_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a wrongly entered supporter off the list."""
    by = keeper(request)
    actions.remove_supporter(_supporter_of(pk), by=by, now=clock.now_of(request))
    messages.success(request, _("It is taken off the list."))
    return redirect("supporters")


def _supporter_of(pk: int) -> Supporter:
    found = Supporter.objects.filter(pk=pk).select_related("organisation").first()
    if found is None:
        raise NotThere
    return found
