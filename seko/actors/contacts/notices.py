"""Who is told of what happens to contact points: one table (entry -> audience -> template)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from seko.actors.contacts.models import ContactPoint
from seko.actors.organisations.enums import Role
from seko.actors.organisations.queries import people_in_role
from seko.foundation.core.dates import local_date
from seko.foundation.journal.chain import digest
from seko.foundation.notifications.actions import notify
from seko.foundation.notifications.registry import register_kind

# contact-point-asked, contact-point-reminded -> the person and the deputy, who may have no sign-in;
# contact-point-disputed -> the ministry's coordination.
ASKED, REMINDED, DISPUTED = "contact-point-asked", "contact-point-reminded", "contact-point-disputed"


def people_of(entry: ContactPoint) -> list[UUID]:
    """Return the person and the deputy."""
    return [each for each in (entry.person_id, entry.deputy_id) if each is not None]


def question(entry: ContactPoint, *, token: str, is_reminder: bool, now: datetime) -> None:
    """Ask whether the entry is still right, by a link that needs no sign-in."""
    kind = REMINDED if is_reminder else ASKED
    notify(
        kind,
        recipients=people_of(entry),
        subject="contact-point",
        subject_id=entry.pk,
        context={"token": token, "title": entry.organisation.name, "title_en": entry.organisation.name_en},
        now=now,
        key=f"{kind}:{entry.pk}:{now.isoformat()}",
    )


def disputed(entry: ContactPoint, *, words: str, now: datetime) -> None:
    """Tell the ministry's coordination what is no longer right, in the contact point's own words."""
    notify(
        DISPUTED,
        recipients=sorted(people_in_role(Role.MINISTRY, local_date(now))),
        subject="contact-point",
        subject_id=entry.pk,
        context={
            "title": entry.organisation.name,
            "title_en": entry.organisation.name_en,
            "words": words,
            "entry": str(entry.pk),
        },
        now=now,
        key=f"{DISPUTED}:{entry.pk}:{digest(words)[:24]}",
    )


def _question_page(context: dict[str, Any], language: str) -> dict[str, Any]:
    return {"path": reverse("contact-point-confirm", args=[context["token"]])}


def _entry_page(context: dict[str, Any], language: str) -> dict[str, Any]:
    return {"path": reverse("contact-point-edit", args=[context["entry"]])}


for _kind in (ASKED, REMINDED):
    register_kind(
        _kind,
        template=f"contacts/mail/{_kind.removeprefix('contact-point-')}",
        in_app=False,
        to_unconfirmed=True,
        details=_question_page,
    )
register_kind(DISPUTED, template="contacts/mail/disputed", details=_entry_page)
