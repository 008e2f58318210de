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
    _link("confirm-address", person, token, now)


def invitation(person: Person, *, token: str, now: datetime) -> None:
    """Mail the same link to somebody whom the ministry entered."""
    _link("invitation", person, token, now)


def _link(kind: str, person: Person, token: str, now: datetime) -> None:
    notify(
        kind,
        recipients=[person.pk],
        subject="person",
        subject_id=person.pk,
        context={"token": token},
        now=now,
        key=f"{kind}:{digest(token)[:24]}",
    )


def _confirmation_page(context: dict[str, Any], language: str) -> dict[str, Any]:
    return {"path": reverse("address-confirm", args=[context["token"]])}


for kind in ("confirm-address", "invitation"):
    register_kind(
        kind,
        template=f"accounts/mail/{kind.replace('-', '_')}",
        in_app=False,
        to_unconfirmed=True,
        details=_confirmation_page,
    )
