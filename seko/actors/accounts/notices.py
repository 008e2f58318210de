"""Mail about a person's own account."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from seko.actors.accounts.models import Person
from seko.foundation.journal.chain import digest
from seko.foundation.notifications.actions import notify
from seko.foundation.notifications.registry import register_kind


def confirmation(person: Person, *, token: str, now: datetime) -> None:
    """Mail the link that confirms the address and signs in once."""
    notify(
        "confirm-address",
        recipients=[person.pk],
        subject="person",
        subject_id=person.pk,
        context={"token": token},
        now=now,
        key=f"confirm-address:{digest(token)[:24]}",
    )


def _confirmation_page(context: dict[str, Any], language: str) -> dict[str, Any]:
    return {"path": reverse("address-confirm", args=[context["token"]])}


register_kind(
    "confirm-address",
    template="accounts/mail/confirm_address",
    in_app=False,
    to_unconfirmed=True,
    details=_confirmation_page,
)
