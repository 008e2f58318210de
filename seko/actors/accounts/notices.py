"""Mail about a person's own account: links that sign in once, and what was changed of the sign-in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from seko.actors.accounts.enums import Purpose, Told
from seko.actors.accounts.models import Person
from seko.foundation.journal.chain import digest
from seko.foundation.notifications.actions import notify
from seko.foundation.notifications.registry import register_kind


def link(purpose: Purpose, person: Person, *, token: str, now: datetime) -> None:
    """Mail the link that confirms the address and signs in once."""
    _send(purpose.value, person, {"token": token}, digest(token)[:24], now)


def tell(told: Told, person: Person, *, now: datetime, about: str = "", key: str = "") -> None:
    """Tell the owner of an account what happened to its sign-in; `about` is the kind of the second factor, `key` names
    the event where it is told only once (else its time does).
    """
    _send(told.value, person, {"about": about}, key or now.isoformat(), now)


def _send(kind: str, person: Person, context: dict[str, Any], key: str, now: datetime) -> None:
    notify(
        kind,
        recipients=[person.pk],
        subject="person",
        subject_id=person.pk,
        context=context,
        now=now,
        key=f"{kind}:{key}",
    )


def _confirmation_page(context: dict[str, Any], language: str) -> dict[str, Any]:
    return {"path": reverse("address-confirm", args=[context["token"]])}


def _security_page(context: dict[str, Any], language: str) -> dict[str, Any]:
    return {"path": reverse("security")}


def _template(kind: str) -> str:
    return f"accounts/mail/{kind.replace('-', '_')}"


for purpose in Purpose:
    register_kind(
        purpose.value,
        template=_template(purpose.value),
        in_app=False,
        to_unconfirmed=True,
        details=_confirmation_page,
    )
for told in Told:
    register_kind(told.value, template=_template(told.value), details=_security_page)
