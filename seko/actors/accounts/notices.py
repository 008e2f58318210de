"""Mail about a person's own account."""

from __future__ import annotations

from datetime import datetime

from seko.actors.accounts.models import Person
from seko.foundation.journal.chain import digest
from seko.foundation.notifications.actions import notify


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
