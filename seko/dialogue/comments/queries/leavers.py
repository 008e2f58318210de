"""Unsent comments whose writers no longer act for the organisation."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.models import Mandate
from seko.dialogue.comments.models import Unsent
from seko.foundation.core.dates import local_date
from seko.foundation.core.periods import in_force


def of_leavers(actor: Actor, now: datetime) -> QuerySet[Unsent]:
    """Return the unsent comments of the actor's organisation whose writers no longer act for it: they wait for the
    colleagues. It is told by the day, whether a job tidied up or not (reliability.md N8).
    """
    if not actor.is_civil:
        return Unsent.objects.none()
    acting = Mandate.objects.filter(in_force(local_date(now)), organisation=actor.organisation)
    rows = Unsent.objects.filter(organisation=actor.organisation)
    return rows.exclude(person_id__in=acting.values("person_id"))
