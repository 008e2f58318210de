"""How allauth is tied in: its sentences, its mails, its stages of signing in, its secrets are ours here
(docs/adr/0005-allauth.md).
"""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.usersessions.models import UserSession
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from seko.actors.accounts import actions
from seko.actors.accounts.models import Person, stored_email
from seko.actors.accounts.requests import note_sign_in, signed_in_lately
from seko.foundation.core import clock
from seko.foundation.core.redirects import is_ours

WRONG_LOGIN = _("The address or the password is not right. Check both and try again.")
WRONG_CODE = _("This code is not right. Look at the app again; each code is valid for half a minute and once.")
TOO_MANY = _(
    "There were too many wrong attempts. Wait ten minutes, or sign in by a mailed link or a passkey: both work now."
)
NOT_SIGNED_IN = _("The provider did not sign you in. Try again, or sign in another way.")
# What the library makes of an answer without the person's own mark at the provider: all such people would be one.
NO_MARK = ("", "None")
# After so many wrong passwords within an hour the owner of the account is told.
WRONG_BEFORE_TOLD, HOUR = 5, 3_600


class AccountAdapter(DefaultAccountAdapter):
    """Persons sign in by address; mail goes through our outbox; a page says only what it says itself."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": WRONG_LOGIN,
        "incorrect_password": _("The password is not right."),
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def get_login_stages(self) -> list[str]:
        """Return what comes after the first factor: the second, where the person has one."""
        return ["seko.actors.accounts.stages.SecondFactorStage"]

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse: people register by our own page or are entered by the ministry."""
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """Refuse: no page of ours has a second form as JSON."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Return whether `next` leads to this site."""
        return is_ours(context.request, url)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the visitor's address; behind a socket without a trusted proxy there is none, and all are one."""
        try:
            return str(super().get_client_ip(request))
        except PermissionDenied:
            return "127.0.0.1"

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Return the person whose address and password these are, and who may sign in; nobody else is told apart."""
        person = super().authenticate(request, **credentials)
        return person if person is not None and person.is_active else None

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the wrong passwords of an hour, and tell the owner of the account when they are too many."""
        address = stored_email(str(credentials.get("email", "")))
        key = "wrong-passwords:" + hashlib.sha256(address.encode()).hexdigest()
        count = int(cache.get(key, 0)) + 1
        cache.set(key, count, HOUR)
        person = Person.objects.filter(email=address, is_active=True).first()
        if count == WRONG_BEFORE_TOLD and person is not None:
            actions.tell_of_wrong_passwords(person, now=clock.now_of(request))

    def login(self, request: HttpRequest, user: Any) -> None:
        """Begin the session (its key is a new one), keep in it how it was begun, and put it on the person's list."""
        super().login(request, user)
        note_sign_in(request)
        UserSession.objects.create_from_request(request)

    def set_password(self, user: Any, password: str) -> None:
        """Set the password through the one write path."""
        actions.set_password(user, password, now=clock.now_of(context.request))

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """Answer as if the address were unknown."""
        messages.error(request, str(WRONG_LOGIN))
        return redirect("sign-in")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Return whether the person must show again who they are before the sign-in is changed."""
        return not signed_in_lately(context.request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, str]]:
        """Return the one page that offers all ways."""
        from django.urls import reverse

        return [{"id": "reauthenticate", "description": "", "url": reverse("reauthenticate")}]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send nothing: what people are told stands in our own notices, written by the actions themselves."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing, for the same reason."""

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Say nothing by allauth's own templates: our views say what was done."""
        if kwargs.get("message"):
            super().add_message(request, level, message=kwargs["message"])


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors: our sentences, and secrets that a copy of the database alone does not give away."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "unverified_email": _("Confirm your address first."),
    }

    def encrypt(self, text: str) -> str:
        """Return a secret as it lies in the database."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret."""
        return _box().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """Return the QR code as an SVG element without styles, black on white, sized by the stylesheet."""
        import qrcode

        code = qrcode.QRCode(border=4)
        code.add_data(url)
        rows = code.get_matrix()
        dots = "".join(f"M{x},{y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
        side = len(rows)
        return (
            f'<svg class="qr" viewBox="0 0 {side} {side}" aria-hidden="true" shape-rendering="crispEdges">'
            f'<rect width="{side}" height="{side}" fill="#fff"/><path d="{dots}" fill="#000"/></svg>'
        )

    def _get_site_name(self) -> str:
        return "SEKO"


def _box() -> MultiFernet:
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    digests = [hashlib.sha256(b"seko.accounts.second-factor" + key.encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


class OutsideAdapter(DefaultSocialAccountAdapter):
    """Signing in through an identity provider (OIDC): only people who are entered here, known by the address that the
    provider vouches for.
    """

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Connect the provider's account to the person of the same confirmed address; nobody else gets in."""
        if sociallogin.account.uid in NO_MARK:
            self._refuse(request, str(NOT_SIGNED_IN))
        if sociallogin.is_existing:
            return
        vouched = [stored_email(each.email) for each in sociallogin.email_addresses if each.verified]
        person = Person.objects.filter(email__in=vouched, is_active=True).first()
        if person is None:
            self._refuse(request, str(_("Nobody is entered here under the address that your provider gave.")))
        sociallogin.connect(request, person)

    def on_authentication_error(self, request: HttpRequest, provider: Any, *args: Any, **kwargs: Any) -> None:
        """Lead back to the sign-in page with a sentence."""
        self._refuse(request, str(NOT_SIGNED_IN))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Refuse: nobody registers through a provider."""
        return False

    @staticmethod
    def _refuse(request: HttpRequest, sentence: str) -> None:
        messages.error(request, sentence)
        raise ImmediateHttpResponse(redirect("sign-in"))
