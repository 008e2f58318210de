"""The person's own sign-in: one page that shows all of it, and what changes it."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.core import ratelimit
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.totp.internal.auth import clear_totp_secret
from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seko.actors.accounts import actions, conditions, presenters
from seko.actors.accounts.enums import Purpose
from seko.actors.accounts.forms import (
    AgainByCodeForm,
    AgainByPasskeyForm,
    AgainByPasswordForm,
    AppForm,
    PasskeyForm,
    PasswordForm,
)
from seko.actors.accounts.queries import factors_of, has_second_factor, recovery_codes_of, sessions_of
from seko.actors.accounts.requests import (
    CODES_SHOWN_UNTIL,
    has_shown_second_factor,
    keep_session,
    note_second_factor,
    signed_in_lately,
)
from seko.foundation.core import clock
from seko.foundation.core.access import before_second_factor, signed_in
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import NotThere, TooMany
from seko.foundation.core.redirects import next_of

View = Callable[..., HttpResponse]
CODES_SHOWN_SECONDS = 15 * 60


def lately(view: View) -> View:
    """Let only those through who showed lately who they are; others do it now and come back."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if signed_in_lately(request):
            return view(request, *args, **kwargs)
        back = request.path if request.method in ("GET", "HEAD") else reverse("security")
        return redirect(reverse("reauthenticate") + "?" + urlencode({"next": back}))

    return asked


def _person(request: HttpRequest) -> Any:
    return request.user


@before_second_factor
@signed_in
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Show how the person signs in, what protects it, and where they are signed in."""
    person, now = _person(request), clock.now_of(request)
    factors = list(factors_of(person))
    context = {
        "person": person,
        "has_password": person.has_usable_password(),
        "app": presenters.app_of(factors),
        "passkeys": presenters.passkeys_of(factors),
        "codes_left": presenters.codes_left(recovery_codes_of(person)),
        "sessions": presenters.sessions(sessions_of(person, now), request.session.session_key or ""),
    }
    return render(request, "accounts/security.html", context)


@before_second_factor
@signed_in
@require_safe
def second_factor(request: HttpRequest) -> HttpResponse:
    """Say why a second factor is asked for and how to set one up; who has one signs in with it. Whoever does not act
    for the state may do without, and is told so.
    """
    person = _person(request)
    has_one = has_second_factor(person)
    if has_one and has_shown_second_factor(request):
        return redirect("desk")
    is_needed = conditions.needs_second_factor.ask(person, local_date(clock.now_of(request)))
    return render(request, "accounts/second_factor.html", {"has_one": has_one, "is_needed": is_needed})


@before_second_factor
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def reauthenticate(request: HttpRequest) -> HttpResponse:
    """Let the person show once more who they are: by password, code or passkey, or by a new mailed link."""
    person, onward = _person(request), next_of(request, reverse("security"))
    way = _way(request)
    forms: dict[str, Any] = {
        "password": AgainByPasswordForm(request.POST if way == "password" else None, user=person),
        "code": AgainByCodeForm(request.POST if way == "code" else None, user=person),
        "credential": AgainByPasskeyForm(request.POST if way == "credential" else None, user=person),
    }
    if way and not ratelimit.consume(request, action="reauthenticate", user=person):
        raise TooMany(_("There were too many attempts. Try again in a minute."))
    if way == "link":
        actions.mail_link(person.email, Purpose.AGAIN, now=clock.now_of(request))
        return render(request, "accounts/link_sent.html", {"email": person.email})
    if way and forms[way].is_valid():
        if way == "password":
            reauthenticate_by_password(request)
        else:
            forms[way].save()
        return redirect(onward)
    factors = list(factors_of(person))
    passkeys = presenters.passkeys_of(factors)
    context = {
        "next": onward,
        "password_form": forms["password"] if person.has_usable_password() else None,
        "code_form": forms["code"] if factors else None,
        "passkey_form": forms["credential"] if passkeys else None,
        "js_data": {"request_options": webauthn.begin_authentication(person)} if passkeys else None,
    }
    return render(request, "accounts/reauthenticate.html", context, status=400 if way else 200)


def _way(request: HttpRequest) -> str:
    ways = ("password", "code", "credential", "link")
    return next((each for each in ways if each in request.POST), "") if request.method == "POST" else ""


@before_second_factor
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@lately
def password(request: HttpRequest) -> HttpResponse:
    """Choose a password, the first or a new one; all other sessions end."""
    person = _person(request)
    form = PasswordForm(person, request.POST or None)
    is_first = "first" in request.GET
    if request.method == "POST" and form.is_valid():
        now = clock.now_of(request)
        actions.set_password(person, form.cleaned_data["password1"], now=now)
        _end_others(request)
        messages.success(request, _("The password is set. Other devices were signed out."))
        return redirect("desk" if is_first else "security")
    context = {"form": form, "is_first": is_first, "has_password": person.has_usable_password()}
    return render(request, "accounts/password.html", context, status=400 if form.errors else 200)


def _end_others(request: HttpRequest) -> None:
    person = _person(request)
    actions.end_sessions(person, now=clock.now_of(request), but=request.session.session_key or "")
    keep_session(request)


@before_second_factor
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@lately
def app_add(request: HttpRequest) -> HttpResponse:
    """Set up an authenticator app: show its QR code and key, take its first code."""
    person = _person(request)
    form = AppForm(request.POST or None, user=person)
    if request.method == "POST" and form.is_valid():
        actions.add_app(person, form.secret, now=clock.now_of(request))
        clear_totp_secret(request)
        return _factor_added(request)
    adapter = get_mfa_adapter()
    address = adapter.build_totp_url(person, form.secret)
    context = {
        "form": form,
        "svg": adapter.build_totp_svg(address),
        "address": address,
        "secret": presenters.spaced(form.secret),
    }
    return render(request, "accounts/app_add.html", context, status=400 if form.errors else 200)


@before_second_factor
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@lately
def passkey_add(request: HttpRequest) -> HttpResponse:
    """Set up a passkey: the browser makes it, the form takes it."""
    person = _person(request)
    form = PasskeyForm(request.POST or None, user=person)
    if request.method == "POST" and form.is_valid():
        actions.add_passkey(
            person, form.cleaned_data["name"], form.cleaned_data["credential"], now=clock.now_of(request)
        )
        return _factor_added(request)
    context = {"form": form, "js_data": {"creation_options": webauthn.begin_registration(person, True)}}
    return render(request, "accounts/passkey_add.html", context, status=400 if form.errors else 200)


def _factor_added(request: HttpRequest) -> HttpResponse:
    """Go on to the recovery codes, which the first second factor brings; sessions begun without one end."""
    had_shown = has_shown_second_factor(request)
    note_second_factor(request, has_one=True)
    if presenters.codes_are_new(recovery_codes_of(_person(request))):
        _show_codes(request)
        if not had_shown:
            _end_others(request)
        messages.success(request, _("The second factor is set up. Keep the recovery codes below."))
        return redirect("recovery-codes")
    messages.success(request, _("It is set up."))
    return redirect("security")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@lately
def factor_remove(request: HttpRequest, identifier: int) -> HttpResponse:
    """Ask, then remove one of the person's second factors; with the last one all other sessions end."""
    person = _person(request)
    found = factors_of(person).filter(pk=identifier).first()
    if found is None:
        raise NotThere
    if request.method != "POST":
        is_last = factors_of(person).count() == 1
        return render(request, "accounts/factor_remove.html", {"factor": presenters.factor(found), "is_last": is_last})
    actions.remove_factor(person, identifier, now=clock.now_of(request))
    if not has_second_factor(person):
        note_second_factor(request, has_one=False)
        _end_others(request)
    messages.success(request, _("It is removed."))
    return redirect("security")


def _show_codes(request: HttpRequest) -> None:
    request.session[CODES_SHOWN_UNTIL] = time.time() + CODES_SHOWN_SECONDS


@before_second_factor
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@lately
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Show recovery codes that were made just now; POST makes new ones. Later nobody sees them again."""
    person = _person(request)
    if request.method == "POST":
        actions.make_recovery_codes(person, now=clock.now_of(request))
        _show_codes(request)
        return redirect("recovery-codes")
    row = recovery_codes_of(person)
    if row is None:
        return redirect("security")
    context = {"codes": _codes(request), "left": presenters.codes_left(row)}
    return render(request, "accounts/recovery_codes.html", context)


def _codes(request: HttpRequest) -> list[str]:
    """Return the codes while they may be looked at, else none."""
    if time.time() >= request.session.get(CODES_SHOWN_UNTIL, 0):
        return []
    row = recovery_codes_of(_person(request))
    return [presenters.spaced(code) for code in row.wrap().get_unused_codes()] if row else []


@before_second_factor
@signed_in
@require_safe
@lately
def recovery_codes_file(request: HttpRequest) -> HttpResponse:
    """Give the new recovery codes as a text file."""
    codes = _codes(request)
    if not codes:
        raise NotThere
    text = render(request, "accounts/recovery_codes.txt", {"codes": codes}, content_type="text/plain; charset=utf-8")
    text["Content-Disposition"] = 'attachment; filename="seko-recovery-codes.txt"'
    return text


@signed_in
@require_POST
def session_end(request: HttpRequest, identifier: int) -> HttpResponse:
    """End one of the person's sessions."""
    actions.end_session(_person(request), identifier)
    messages.success(request, _("That device is signed out."))
    return redirect("security")


@signed_in
@require_POST
def sessions_end(request: HttpRequest) -> HttpResponse:
    """End all of the person's sessions but this one."""
    _end_others(request)
    messages.success(request, _("All other devices are signed out."))
    return redirect("security")
