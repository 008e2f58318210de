"""The person."""

from __future__ import annotations

import unicodedata
import uuid
from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac


def stored_email(address: str) -> str:
    """Return the form in which an address is kept and compared: NFKC, no outer blanks, lower case."""
    return unicodedata.normalize("NFKC", address).strip().lower()


class PersonManager(BaseUserManager["Person"]):
    """Finds people by their address."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """Return the person with that address, compared in its stored form."""
        return self.get(email=stored_email(username or ""))

    def create_person(self, email: str, name: str, **fields: Any) -> Person:
        """Create a person without a password: such a person signs in by a link or not at all."""
        person = self.model(email=stored_email(email), name=name, **fields)
        person.set_unusable_password()
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """A human being; may act under mandates, may have no sign-in at all.

    `name` is as the person writes it, in the person's script; `title` is how the person wishes to be addressed.
    `has_short_password` says that the password is long enough only beside a second factor; every session begun before
    `sessions_ended_at` is void.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    email_confirmed_at = models.DateTimeField(null=True, blank=True)
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=100, blank=True)
    language = models.CharField(max_length=8, default="sr")
    single_keys = models.BooleanField(default=True)
    has_short_password = models.BooleanField(default=False)
    sessions_ended_at = models.DateTimeField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    is_superuser = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PersonManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(language__in=("sr", "sr-latn", "en")), name="person_language"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def has_confirmed_email(self) -> bool:
        """Whether the address was shown to be the person's."""
        confirmed: datetime | None = self.email_confirmed_at
        return confirmed is not None

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Return what every session of the person carries: another password, and ending all sessions, change it."""
        ended = self.sessions_ended_at.timestamp() if self.sessions_ended_at else ""
        value = f"{self.password}|{ended}"
        return salted_hmac("seko.accounts.session", value, secret=secret, algorithm="sha256").hexdigest()
