"""What people type to sign in and to register."""

from __future__ import annotations

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """Address and password; the same sentence whichever of the two is wrong."""

    username = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True})
    )
    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    error_messages = {
        "invalid_login": _("The address or the password is not right. Check both and try again."),
        "inactive": _("The address or the password is not right. Check both and try again."),
    }


class RegisterForm(forms.Form):
    """Name and address of somebody who comments where everybody may."""

    name = forms.CharField(
        label=_("Name and surname"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("We will send a link there. Open it to confirm the address."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
