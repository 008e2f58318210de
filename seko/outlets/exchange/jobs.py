"""Inviting the contact persons of a spreadsheet, in the background; and the timed job of imports."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.queries import actor_again
from seko.foundation.core import clock
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import NotThere
from seko.foundation.jobs.progress import Progress
from seko.foundation.jobs.registry import job
from seko.foundation.jobs.timed import daily
from seko.outlets.exchange import actions
from seko.outlets.exchange.contacts import contacts_of
from seko.outlets.exchange.models import RegisterImport


@job(actions.INVITE_JOB, title=_("Inviting the contact persons"))
def invite_contacts(progress: Progress, *, import_id: str, person: str, mandate: str) -> dict[str, Any]:
    """Invite each in a transaction of its own: begun anew, it goes on with those who have no invitation yet."""
    found = RegisterImport.objects.filter(pk=import_id).first()
    if found is None:
        raise NotThere
    now = clock.read()
    by = actor_again(person, mandate, local_date(now))
    contacts = contacts_of(actions.judged_rows(found, now), local_date(now))
    for done, contact in enumerate(contacts):
        progress(done, len(contacts))
        actions.invite_contact(contact, by=by, now=now)
    return {"url": reverse("register-import", args=[found.pk])}


@daily(at=time(3, 50))
def forget_imports(now: datetime) -> None:
    """Delete settled imports after 30 days."""
    actions.forget_imports(now)
