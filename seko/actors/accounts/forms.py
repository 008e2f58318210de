"""What people type to sign in, to register, and to change how they sign in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.forms import LoginForm
from allauth.account.forms import ReauthenticateForm as ReauthenticatePasswordForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.db import DatabaseError
from django.utils.translation import gettext_lazy as _

from seko.actors.accounts.models import Person, stored_email
from seko.actors.accounts.passwords import ALONE, BESIDE_A_FACTOR
from seko.actors.accounts.queries import has_second_factor

WRONG_PASSKEY = _("This passkey is not known here, or its time ran out. Try again.")


class AddressField(forms.EmailField):
    """An e-mail address, compared and kept in one form: NFKC, lower case (reliability.md C8 92)."""

    def __init__(self, *, autocomplete: str = "email", **options: Any) -> None:
        options.setdefault("label", _("E-mail address"))
        super().__init__(
            max_length=254,
            widget=forms.EmailInput(attrs={"autocomplete": autocomplete, "spellcheck": "false"}),
            **options,
        )

    def clean(self, value: Any) -> Any:
        """Return the address in its stored form."""
        return super().clean(stored_email(value) if isinstance(value, str) else value)


class PasswordField(forms.CharField):
    """A password as it is typed: no blank is cut off, pasting and password managers work."""

    def __init__(self, *, autocomplete: str, **options: Any) -> None:
        super().__init__(strip=False, widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}), **options)


class CodeField(forms.CharField):
    """The code of an app, or a recovery code."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_length=40,
            widget=forms.TextInput(
                attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
            ),
            **options,
        )


class SignInForm(LoginForm):
    """Address and password; the same sentence whichever of the two is wrong."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = AddressField(autocomplete="username")
        self.fields["password"] = PasswordField(label=_("Password"), autocomplete="current-password")
        self.fields["login"].widget.attrs["autofocus"] = True


class RegisterForm(forms.Form):
    """Name and address of somebody who comments where everybody may."""

    name = forms.CharField(
        label=_("Name and surname"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = AddressField(help_text=_("We will send a link there. Open it to confirm the address."))


class AddressForm(forms.Form):
    """The address to which a link is mailed."""

    email = AddressField()


class SecondFactorForm(AuthenticateForm):
    """The code that is asked for after the password."""

    code = CodeField(
        label=_("Code"), help_text=_("Six figures from your authenticator app, or one of your recovery codes.")
    )


class AgainByPasswordForm(ReauthenticatePasswordForm):
    """The password once more, before the sign-in is changed."""

    password = PasswordField(label=_("Password"), autocomplete="current-password")


class AgainByCodeForm(ReauthenticateCodeForm):
    """A code, before the sign-in is changed."""

    code = CodeField(
        label=_("Code"), help_text=_("Six figures from your authenticator app, or one of your recovery codes.")
    )


class PasswordForm(forms.Form):
    """A new password, typed twice; its rules are `passwords`."""

    password1 = PasswordField(label=_("New password"), autocomplete="new-password")
    password2 = PasswordField(label=_("The same once more"), autocomplete="new-password")

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        least = BESIDE_A_FACTOR if has_second_factor(person) else ALONE
        self.fields["password1"].help_text = _(
            "At least %(least)s characters. Several words with blanks between them are good; nothing else is asked."
        ) % {"least": least}

    def clean_password1(self) -> str:
        """Return a password that keeps the rules."""
        given: str = self.cleaned_data["password1"]
        validate_password(given, self.person)
        return given

    def clean(self) -> dict[str, Any] | None:
        """Check that both are the same."""
        cleaned = super().clean() or self.cleaned_data
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("The two passwords are not the same."))
        return cleaned


class AppForm(ActivateTOTPForm):
    """The first code of an authenticator app."""

    code = CodeField(label=_("Code from the app"))


class CredentialField(forms.JSONField):
    """What a browser sends of a passkey; numbers of thousands of digits and endless nesting are no passkey."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput)

    def to_python(self, value: Any) -> Any:
        """Return what was sent, read."""
        return _careful(lambda: super(CredentialField, self).to_python(value))


def _careful(check: Callable[[], Any]) -> Any:
    """Return what the check of a passkey returns. Whatever is wrong with what a browser sent is one sentence: the
    libraries below raise nearly anything for it.
    """
    try:
        return check()
    except (forms.ValidationError, DatabaseError):
        raise
    except Exception as error:
        raise forms.ValidationError(WRONG_PASSKEY) from error


class PasskeySignInForm(LoginWebAuthnForm):
    """What a passkey signed, to sign in with it alone."""

    credential = CredentialField()

    def clean_credential(self) -> Any:
        """Return the passkey that signed."""
        return _careful(super().clean_credential)


class PasskeySecondForm(AuthenticateWebAuthnForm):
    """What a passkey signed, as second step."""

    credential = CredentialField()

    def clean_credential(self) -> Any:
        """Return the passkey that signed."""
        return _careful(super().clean_credential)


class AgainByPasskeyForm(ReauthenticateWebAuthnForm):
    """What a passkey signed, before the sign-in is changed."""

    credential = CredentialField()

    def clean_credential(self) -> Any:
        """Return the passkey that signed."""
        return _careful(super().clean_credential)


class PasskeyForm(AddWebAuthnForm):
    """A passkey as the browser made it, and how its owner calls it. It can always sign in alone."""

    credential = CredentialField()
    name = forms.CharField(
        label=_("Name of the passkey"),
        max_length=100,
        required=False,
        help_text=_("For instance where it is: “work laptop”, “phone”."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"name": "", **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields.pop("passwordless", None)

    def clean_name(self) -> str:
        """Return the name, or one that says what it is."""
        return str(self.cleaned_data.get("name") or _("Passkey"))

    def clean(self) -> Any:
        """Check what the browser sent; the device must have asked for its PIN or a fingerprint."""
        self.cleaned_data["passwordless"] = True
        return _careful(super().clean)
