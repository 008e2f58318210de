"""Signing in as people do, over the real pages; an authenticator app that shows its codes."""

from __future__ import annotations

import re
import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from seko.actors.accounts import actions
from seko.actors.accounts.models import Person
from seko.actors.accounts.queries import recovery_codes_of
from seko.foundation.core import clock
from tests import factories as f

PASSWORD = "три шарена коња у трку"


def code_of(secret: str) -> str:
    """Return what the app shows now."""
    shown: str = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    return shown


def a_person_with_password(**fields: Any) -> Person:
    """Create a person who signs in by password."""
    person = f.a_person(**fields)
    actions.set_password(person, PASSWORD, now=clock.read())
    return person


def with_app(person: Person) -> str:
    """Give the person an authenticator app; return its secret."""
    secret: str = generate_totp_secret()
    actions.add_app(person, secret, now=clock.read())
    return secret


def recovery_codes(person: Person) -> list[str]:
    """Return the person's unused recovery codes."""
    codes: list[str] = recovery_codes_of(person).wrap().get_unused_codes()
    return codes


def sign_in(client: Client, person: Person, password: str = PASSWORD, **more: str) -> Any:
    """Send the form of the sign-in page."""
    return client.post(reverse("sign-in"), {"login": person.email, "password": password, **more})


def sign_in_fully(client: Client, person: Person, secret: str) -> Any:
    """Sign in by password and the app's code."""
    sign_in(client, person)
    return client.post(reverse("sign-in-second"), {"code": code_of(secret)})


def is_signed_in(client: Client) -> bool:
    """Return whether the browser's session is somebody's."""
    return client.get(reverse("notices")).status_code == 200


def follow_link(client: Client, token: str) -> Any:
    """Press the button of a mailed link."""
    return client.post(reverse("address-confirm", args=[token]))


def words_of(page: str) -> str:
    """Return the main part of a page without the token of its forms, which is another each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page.split("<main")[1])


def factors(person: Person) -> Any:
    """Return allauth's rows of the person's second factors and recovery codes."""
    return Authenticator.objects.filter(user_id=person.pk)


def sessions(person: Person) -> Any:
    """Return allauth's rows of the person's sessions."""
    return UserSession.objects.filter(user_id=person.pk)
