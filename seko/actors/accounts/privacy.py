"""What the fields of people and their sign-in hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext_lazy as _

from seko.actors.accounts.enums import LANGUAGE_FORMS
from seko.actors.accounts.models import Person
from seko.actors.accounts.presenters import APP, device
from seko.foundation.privacy.declarations import PUBLIC_TASK, Processing, Sensitivity, declare, impersonal
from seko.foundation.privacy.holdings import hold, on_erasure

# Nothing can be sent to an address under this name (RFC 2606).
ERASED = "erased.invalid"


ACCOUNTS = Processing(
    code="accounts",
    title=_("People and their accounts"),
    purpose=_("To know who acts for an organisation and to write to them"),
    basis=PUBLIC_TASK,
    circle=_("The own organisation, the coordination of its SEKO, the ministry, administrators; never the public"),
    keeping=_("As long as the account is used; the name is taken away on request"),
)
SIGN_IN = Processing(
    code="sign-in",
    title=_("Sign-in"),
    purpose=_("To let only the right person in and to show which devices are signed in"),
    basis=PUBLIC_TASK,
    circle=_("The person alone; secrets are kept so that nobody can read them"),
    keeping=_("Sessions 14 days; the rest until the person changes it or is erased"),
)

declare("accounts.Person", ACCOUNTS, Sensitivity.WORK, "email", "name")
declare("accounts.Person", ACCOUNTS, Sensitivity.PERSONAL, "title")
declare("accounts.Person", SIGN_IN, Sensitivity.SECRET, "password")
impersonal("accounts.Person", "language")
declare("account.EmailAddress", SIGN_IN, Sensitivity.WORK, "user", "email")
declare("account.EmailConfirmation", SIGN_IN, Sensitivity.SECRET, "key")
declare("mfa.Authenticator", SIGN_IN, Sensitivity.SECRET, "user", "data")
declare("usersessions.UserSession", SIGN_IN, Sensitivity.PERSONAL, "user", "user_agent")
declare("usersessions.UserSession", SIGN_IN, Sensitivity.SECRET, "session_key", "data")
declare("sessions.Session", SIGN_IN, Sensitivity.SECRET, "session_key", "session_data")
declare("socialaccount.SocialAccount", SIGN_IN, Sensitivity.PERSONAL, "user", "uid", "extra_data")
declare("socialaccount.SocialToken", SIGN_IN, Sensitivity.SECRET, "token", "token_secret")
impersonal("socialaccount.SocialAccount", "provider")
impersonal("socialaccount.SocialApp", "provider", "provider_id", "name", "client_id", "secret", "key", "settings")
impersonal("auth.Permission", "name", "codename")
impersonal("auth.Group", "name")
impersonal("contenttypes.ContentType", "app_label", "model")


def _language(rows: Sequence[dict[str, Any]]) -> list[str]:
    names = dict(LANGUAGE_FORMS)
    return [str(names.get(row["language"], row["language"])) for row in rows]


def _device(rows: Sequence[dict[str, Any]]) -> list[str]:
    return [device(row["user_agent"]) for row in rows]


def _factor(rows: Sequence[dict[str, Any]]) -> list[str]:
    kinds = Authenticator.Type
    names = {kinds.TOTP: APP, kinds.WEBAUTHN: _("Passkey"), kinds.RECOVERY_CODES: _("Recovery codes")}
    return [str(names[kinds(row["type"])]) for row in rows]


hold(
    _("Your account"),
    "accounts.Person",
    "pk",
    {
        "name": _("Name and surname"),
        "email": _("E-mail address"),
        "title": _("Form of address"),
        "language": _("Language form of mails"),
        "email_confirmed_at": _("Address confirmed"),
        "created_at": _("Account made"),
        "last_login": _("Last sign-in"),
    },
    order=10,
    said={"language": _language},
)
hold(
    _("Where you are signed in"),
    "usersessions.UserSession",
    "user",
    {
        "user_agent": _("Device"),
        "ip": _("Network address"),
        "created_at": _("Signed in"),
        "last_seen_at": _("Last used"),
    },
    said={"user_agent": _device},
)
hold(
    _("Your second factors"),
    "mfa.Authenticator",
    "user",
    {"type": _("Kind"), "created_at": _("Set up on"), "last_used_at": _("Last used")},
    said={"type": _factor},
)


@on_erasure
def forget_person(person: UUID, now: datetime) -> None:
    """Take the name, the address and every way of signing in; the row stays, so that acts keep their author's place."""
    UserSession.objects.filter(user_id=person).delete()
    Authenticator.objects.filter(user_id=person).delete()
    EmailAddress.objects.filter(user_id=person).delete()
    SocialAccount.objects.filter(user_id=person).delete()
    Person.objects.filter(pk=person).update(
        name="",
        title="",
        email=f"{person}@{ERASED}",
        email_confirmed_at=None,
        password=make_password(None),
        is_active=False,
        is_superuser=False,
        sessions_ended_at=now,
        last_login=None,
    )
