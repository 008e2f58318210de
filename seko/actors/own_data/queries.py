"""Reading requests to be erased."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.actors.own_data.enums import WAITING, ErasureStatus
from seko.actors.own_data.models import ErasureRequest


def visible_to(actor: Actor, now: datetime | None = None) -> QuerySet[ErasureRequest]:
    """Return the own requests; for the ministry's coordination and administrators those of all that still wait."""
    if actor.person is None:
        return ErasureRequest.objects.none()
    condition = Q(person=actor.person)
    if actor.is_ministry or actor.has_role(Role.ADMINISTRATOR):
        condition |= Q(status__in=WAITING)
    return ErasureRequest.objects.filter(condition)


def requests_awaiting(actor: Actor) -> QuerySet[ErasureRequest]:
    """Return what awaits the actor: what was asked (the ministry), what was approved (administrators);
    never the own requests.
    """
    status = ErasureStatus.ASKED if actor.is_ministry else ErasureStatus.APPROVED
    return visible_to(actor).filter(status=status).exclude(person=actor.person)


def own_request(actor: Actor) -> ErasureRequest | None:
    """Return the person's newest request, or None."""
    return ErasureRequest.objects.filter(person=actor.person).order_by("-asked_at").first()
