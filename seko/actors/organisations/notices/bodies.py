"""Who is told of what happens to organisations: one table (entry -> audience -> template)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from seko.actors.organisations.enums import Role, SuccessionKind
from seko.actors.organisations.models import Organisation, Succession
from seko.actors.organisations.queries import people_of
from seko.foundation.core.dates import local_date
from seko.foundation.journal.chain import digest
from seko.foundation.notifications.actions import notify
from seko.foundation.notifications.registry import register_kind

# number-claimed -> the holder's people; organisation-succeeded -> officers and coordination of both bodies;
# organisation-merged -> the people of both.
ACTING = (Role.REPRESENTATIVE, Role.COORDINATOR, Role.OFFICER, Role.MINISTRY, Role.CONTACT)


def _tell(
    kind: str, about: tuple[Organisation, ...], subject: Organisation, event: str, now: datetime, **facts: Any
) -> None:
    people = people_of([each.pk for each in about], local_date(now), *ACTING)
    notify(
        kind,
        recipients=sorted(set().union(*people.values())) if people else (),
        subject="organisation",
        subject_id=subject.pk,
        context={"slug": subject.slug, "title": subject.name, "title_en": subject.name_en, **facts},
        now=now,
        key=f"{kind}:{event}",
    )


def number_claimed(holder: Organisation, *, field: str, now: datetime) -> None:
    """Tell an organisation's people that somebody wanted to enter another one under its number; once a day."""
    day = local_date(now).isoformat()
    _tell("number-claimed", (holder,), holder, f"{holder.pk}:{field}:{day}", now, is_tax=field == "tax_number")


def succeeded(succession: Succession, *, now: datetime) -> None:
    """Tell the people of both bodies that the one took over from the other."""
    old, new = succession.predecessor, succession.successor
    _tell(
        "organisation-succeeded",
        (old, new),
        new,
        digest([str(old.pk), str(new.pk), now.isoformat()])[:40],
        now,
        old=old.name,
        happened_on=succession.happened_on.isoformat(),
        basis=succession.basis,
        is_whole=succession.kind == SuccessionKind.WHOLE,
    )


def merged(alias: Organisation, survivor: Organisation, *, now: datetime) -> None:
    """Tell the people of both entries that they are one now."""
    event = digest([str(alias.pk), now.isoformat()])[:40]
    _tell("organisation-merged", (alias, survivor), survivor, event, now, old=alias.name)


def _page(context: dict[str, Any], language: str) -> dict[str, Any]:
    return {"path": reverse("organisation", args=[context["slug"]])}


for _kind in ("number-claimed", "organisation-succeeded", "organisation-merged"):
    register_kind(_kind, template=f"organisations/mail/{_kind.replace('-', '_')}", details=_page)
