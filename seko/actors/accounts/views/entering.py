"""Signing in and out: by password, by passkey, by a mailed link, each through the second factor."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.account.views import LoginView
from allauth.core import ratelimit
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import LogoutView
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from seko.actors.accounts import actions
from seko.actors.accounts.enums import Purpose
from seko.actors.accounts.forms import (
    WRONG_PASSKEY,
    AddressForm,
    PasskeySecondForm,
    PasskeySignInForm,
    RegisterForm,
    SecondFactorForm,
    SignInForm,
)
from seko.foundation.core import clock
from seko.foundation.core.access import before_second_factor, public
from seko.foundation.core.errors import TooMany
from seko.foundation.core.forms import faults_in
from seko.foundation.core.languages import current
from seko.foundation.core.redirects import next_of

FORMS = ["get", "head", "post", "options"]


class SignIn(LoginView):
    """The sign-in page; who is signed in already goes on to the desk."""

    http_method_names = FORMS
    template_name = "accounts/sign_in.html"
    form_class = SignInForm

    def get_form_class(self) -> type[SignInForm]:
        """Return our form."""
        return SignInForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add where one was going, and the provider's button where one is configured."""
        return {
            **super().get_context_data(**kwargs),
            "next": next_of(self.request, ""),
            "provider": settings.OIDC_NAME if settings.OIDC_ISSUER else "",
        }


class SecondStep(AuthenticateView):
    """The code or the passkey that is asked for after the first factor."""

    http_method_names = FORMS
    template_name = "accounts/second_step.html"

    def get_form_class(self) -> type[SecondFactorForm]:
        """Return our form."""
        return SecondFactorForm

    def get_webauthn_form_class(self) -> type[PasskeySecondForm]:
        """Return our form."""
        return PasskeySecondForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which of the ways this person has."""
        found = super().get_context_data(**kwargs)
        credentials = webauthn.get_credentials(self.stage.login.user)
        return {**found, "has_passkey": bool(credentials)}


class PasskeySignIn(LoginWebAuthnView):
    """Signing in with a passkey alone: GET gives the browser what it must sign, POST takes the signature."""

    http_method_names = FORMS

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return the challenge."""
        return JsonResponse(webauthn.begin_authentication(user=None))

    def get_form_class(self) -> type[PasskeySignInForm]:
        """Return our form."""
        return PasskeySignInForm

    def form_invalid(self, form: Any) -> HttpResponse:
        """Lead back to the sign-in page."""
        messages.error(self.request, str(WRONG_PASSKEY))
        return redirect("sign-in")


class SignOut(LogoutView):
    """Ends the session, by POST only."""


sign_in = before_second_factor(public(SignIn.as_view()))
second_step = before_second_factor(public(SecondStep.as_view()))
passkey_sign_in = before_second_factor(public(PasskeySignIn.as_view()))
sign_out = before_second_factor(public(SignOut.as_view()))


def _slowed(request: HttpRequest, address: str) -> None:
    """Raise `TooMany` where links were asked for too often, from one place or for one address."""
    if not ratelimit.consume(request, action="sign_in_link", key=address):
        raise TooMany(
            _("Links were asked for too often. Look into your mail, or try again in ten minutes."), retry_after=600
        )


@public
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Take a name and an address; the answer does not tell whether the address was known."""
    form = RegisterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _slowed(request, form.cleaned_data["email"])
        with faults_in(form):
            actions.register_person(**form.cleaned_data, language=current(), now=clock.now_of(request))
            return render(request, "accounts/link_sent.html", {"email": form.cleaned_data["email"]})
    return render(request, "accounts/register.html", {"form": form}, status=400 if form.errors else 200)


@before_second_factor
@public
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Take an address; its owner is mailed a link that leads to a new password. The answer tells nothing else."""
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["email"]
        _slowed(request, address)
        actions.mail_link(address, Purpose.PASSWORD, now=clock.now_of(request))
        return render(request, "accounts/link_sent.html", {"email": address})
    return render(request, "accounts/forgotten.html", {"form": form}, status=400 if form.errors else 200)


@before_second_factor
@public
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show the button that confirms (GET changes nothing: mail scanners open links), and sign in on POST, through the
    second factor where there is one.
    """
    person, purpose = actions.read_token(token)
    if request.method != "POST":
        return render(request, "accounts/confirm.html", {"person": person, "is_password": purpose is Purpose.PASSWORD})
    person = actions.confirm_address(token, now=clock.now_of(request))
    if request.user.is_authenticated:
        get_adapter().logout(request)
    record_authentication(request, person, method="link")
    response: HttpResponse = perform_login(request, Login(user=person, redirect_url=_after(purpose, person)))
    return response


def _after(purpose: Purpose, person: Any) -> str:
    if purpose is Purpose.PASSWORD:
        return reverse("password")
    if purpose is Purpose.INVITATION and not person.has_usable_password():
        return reverse("password") + "?first=1"
    return reverse("security" if purpose is Purpose.AGAIN else "desk")
