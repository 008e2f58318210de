"""Reading people's sign-in: their second factors and sessions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from seko.actors.accounts.models import Person

# Recovery codes stand in for one of these and are no factor of their own.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def factors_of(person: Any) -> QuerySet[Any]:
    """Return the person's own second factors: the authenticator app and the passkeys, the oldest first."""
    found: QuerySet[Any] = Authenticator.objects.filter(user_id=person.pk, type__in=FACTORS).order_by(
        "created_at", "pk"
    )
    return found


def has_second_factor(person: Any) -> bool:
    """Return whether a second factor is set up."""
    return factors_of(person).exists()


def recovery_codes_of(person: Any) -> Any:
    """Return the person's recovery codes (allauth's row), or None."""
    return Authenticator.objects.filter(user_id=person.pk, type=Authenticator.Type.RECOVERY_CODES).first()


def sessions_of(person: Any, now: datetime) -> list[Any]:
    """Return the person's sessions that are still open, the last used first."""
    rows = list(UserSession.objects.filter(user_id=person.pk).order_by("-last_seen_at", "-pk"))
    keys = [row.session_key for row in rows]
    alive = set(Session.objects.filter(session_key__in=keys, expire_date__gt=now).values_list("session_key", flat=True))
    return [row for row in rows if row.session_key in alive]


def people_with_second_factor() -> QuerySet[Person]:
    """Return everybody who has a second factor."""
    return Person.objects.filter(pk__in=Authenticator.objects.filter(type__in=FACTORS).values("user_id"))
