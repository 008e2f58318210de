"""A link that lets an occasional member in once, without a password, to comment on one consultation."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django import forms
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from seko.actors.accounts.actions import mail_link
from seko.actors.accounts.enums import Purpose
from seko.actors.accounts.models import stored_email
from seko.actors.mechanism.queries import mandates_of_network
from seko.actors.organisations.actions import use_link
from seko.actors.organisations.actor import CHOSEN_MANDATE
from seko.actors.organisations.enums import Role
from seko.actors.organisations.models import Mandate
from seko.actors.organisations.queries import acting_mandates, may_have, read_link
from seko.actors.organisations.requests import actor_of
from seko.dialogue.consultations import notices
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import asked
from seko.dialogue.consultations.requests import consulted, limit
from seko.foundation.core import clock
from seko.foundation.core.access import before_second_factor, public
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import TooMany, WrongState


class LinkForm(forms.Form):
    """The address to which the link goes."""

    email = forms.EmailField(
        max_length=254,
        label=gettext_lazy("E-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": gettext_lazy("Write the address.")},
    )


@before_second_factor
@public
@require_http_methods(["GET", "HEAD", "POST"])
def link_open(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """Say who is let in, for whom (GET uses nothing up: mail scanners open links); let in on POST, once, to comment on
    this consultation and to nothing else; a session of the same person that is full already stays so.
    """
    consultation, now = Consultation.objects.filter(code=code).first(), clock.now_of(request)
    matter = notices.matter_of(consultation) if consultation else ""
    if request.method == "POST":
        is_signed_in = request.user.is_authenticated and request.user.pk  # of a session by link nobody is, here
        used = use_link(token, matter, now=now)
        if is_signed_in != used.person.pk:
            get_adapter().login(request, used.person)
            limit(request, code=code, mandate=used.mandate.pk)
        request.session[CHOSEN_MANDATE] = str(used.mandate.pk)
        return redirect("reading", code)
    found = read_link(token, matter, now)
    if found is None or consultation is None:
        raise WrongState(_("This link was already used or is no longer valid. Ask for a new one."))
    context = {"consultation": consultation, "link": found, "actor": actor_of(request)}
    return render(request, "consultations/link.html", context)


@before_second_factor
@public
@require_http_methods(["GET", "HEAD", "POST"])
def link_ask(request: HttpRequest, code: str) -> HttpResponse:
    """Mail a link to whoever acts for an organisation that is asked; the answer does not tell whether anybody does.
    Who may not have one gets the link of the sign-in page, which passes every stage.
    """
    consultation, now = consulted(request, code), clock.now_of(request)
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address = stored_email(form.cleaned_data["email"])
        if not ratelimit.consume(request, action="sign_in_link", key=address):
            raise TooMany(
                _("Links were asked for too often. Look into your mail, or try again in ten minutes."), retry_after=600
            )
        mandate = _mandate(consultation, address, request)
        if mandate is not None and now <= consultation.leads_deadline_at and may_have(mandate.person, now):
            make_password(address)  # as long as `mail_link` takes: the time does not tell who is asked either (C8 95)
            notices.link(consultation, mandate, now=now)
        else:
            mail_link(address, Purpose.CONFIRM, now=now)
        return render(request, "consultations/link_sent.html", {"consultation": consultation, "email": address})
    context = {"consultation": consultation, "form": form}
    return render(request, "consultations/link_ask.html", context, status=400 if form.errors else 200)


def _mandate(consultation: Consultation, address: str, request: HttpRequest) -> Mandate | None:
    """Return under which mandate the address's person would comment: of an asked network where there is one."""
    today = local_date(clock.now_of(request))
    rows = list(acting_mandates(address, today).filter(role=Role.REPRESENTATIVE))
    for seko in asked(consultation):
        known = set(mandates_of_network(seko.pk, today).filter(person__email=address).values_list("pk", flat=True))
        found = next((row for row in rows if row.pk in known), None)
        if found is not None:
            return found
    return next(iter(rows), None) if consultation.allows_direct else None
