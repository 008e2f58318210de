"""Mail about the data held of a person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from seko.actors.organisations.enums import Role
from seko.actors.organisations.queries import people_in_role
from seko.actors.own_data.models import ErasureRequest
from seko.foundation.core.dates import local_date
from seko.foundation.notifications.actions import notify
from seko.foundation.notifications.registry import register_kind


def asked(request: ErasureRequest, *, now: datetime) -> None:
    """Tell the ministry's coordination that somebody asks to be erased."""
    people = people_in_role(Role.MINISTRY, local_date(now)) - {request.person_id}
    _tell("erasure-asked", request, people, now)


def approved(request: ErasureRequest, *, now: datetime) -> None:
    """Tell the person, and the administrators who carry it out."""
    _tell("erasure-approved", request, {request.person_id}, now)
    _tell("erasure-due", request, people_in_role(Role.ADMINISTRATOR, local_date(now)) - {request.person_id}, now)


def refused(request: ErasureRequest, *, now: datetime) -> None:
    """Tell the person, with the legal reason."""
    _tell("erasure-refused", request, {request.person_id}, now, reason=request.decision_reason)


def _tell(kind: str, request: ErasureRequest, people: set[Any], now: datetime, **context: str) -> None:
    notify(
        kind,
        recipients=sorted(people, key=str),
        subject="erasure",
        subject_id=request.pk,
        context=context,
        now=now,
        key=f"{kind}:{request.pk}",
    )


def _requests(context: dict[str, Any], language: str) -> dict[str, Any]:
    return {"path": reverse("erasures")}


def _own(context: dict[str, Any], language: str) -> dict[str, Any]:
    return {"path": reverse("own-data")}


for kind, page in (
    ("erasure-asked", _requests),
    ("erasure-due", _requests),
    ("erasure-approved", _own),
    ("erasure-refused", _own),
):
    register_kind(kind, template=f"own_data/mail/{kind.replace('-', '_')}", details=page)
