"""Reading imports of the register."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from seko.actors.organisations.actor import Actor
from seko.outlets.exchange.models import RegisterImport


def visible_to(actor: Actor, now: datetime) -> QuerySet[RegisterImport]:
    """Return the imports: the ministry's coordination, which keeps the register, reads all."""
    return RegisterImport.objects.all() if actor.is_ministry else RegisterImport.objects.none()
