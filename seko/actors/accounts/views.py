"""Signing in and out, and confirming an address."""

from __future__ import annotations

from django.contrib.auth import login
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from seko.actors.accounts import actions
from seko.actors.accounts.forms import RegisterForm, SignInForm
from seko.foundation.core import clock
from seko.foundation.core.access import public
from seko.foundation.core.errors import Invalid
from seko.foundation.core.languages import current

BACKEND = "django.contrib.auth.backends.ModelBackend"


class SignIn(LoginView):
    """The sign-in page; who is signed in already goes on to the desk."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True


class SignOut(LogoutView):
    """Ends the session, by POST only."""


sign_in = public(SignIn.as_view())
sign_out = public(SignOut.as_view())


@public
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Take a name and an address; the answer does not tell whether the address was known."""
    form = RegisterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.register_person(**form.cleaned_data, language=current(), now=clock.now_of(request))
        except Invalid as error:
            for field, sentence in error.faults.items():
                form.add_error(field or None, str(sentence))
        else:
            return render(request, "accounts/link_sent.html", {"email": form.cleaned_data["email"]})
    return render(request, "accounts/register.html", {"form": form}, status=400 if form.errors else 200)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show the button that confirms (GET changes nothing: mail scanners open links), and confirm on POST."""
    if request.method != "POST":
        person = actions.person_of_token(token)
        return render(request, "accounts/confirm.html", {"person": person})
    person = actions.confirm_address(token, now=clock.now_of(request))
    login(request, person, backend=BACKEND)
    return redirect("desk")
