"""Who of an institution took an answer on, and giving it back: everybody there may answer it all the same."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from seko.actors.accounts.models import Person
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.actors.organisations.models import Mandate
from seko.actors.organisations.queries import mandates_in_force
from seko.dialogue.positions.models import Point
from seko.dialogue.responses import permissions
from seko.dialogue.responses.models import Assignment
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import Invalid, refuse_unless
from seko.foundation.journal import actions as journal

ANSWERING = (Role.OFFICER, Role.MINISTRY)


def hand_to(points: Iterable[Point], *, officer: Person, by: Actor, now: datetime) -> list[Assignment]:
    """Give points that lie with the actor's institution to one of its people. Raises `Refused`, `Invalid` for a person
    who does not answer there.
    """
    wanted = {point.pk for point in points}
    rows = Assignment.objects.filter(point__in=wanted, institution=by.organisation)
    with transaction.atomic():
        every = list(rows.select_for_update(of=("self",)).select_related("point"))
        refuse_unless(permissions.may_hand_on(by, every, now))
        if not _answers_there(officer, by, now):
            raise Invalid({"to": _("Choose somebody who answers at your institution.")})
        rows.update(officer=officer)
        _record("point-handed-on", every, by=by, now=now, to=str(officer.pk))
    return every


def _answers_there(officer: Person, by: Actor, now: datetime) -> bool:
    rows = mandates_in_force(officer, local_date(now)).filter(organisation_id=by.organisation_id, role__in=ANSWERING)
    return officer.is_active and rows.exists()


def free_assignments(*, mandate: Mandate, by: Actor | None, now: datetime) -> None:
    """Return to the institution's common queue what its leaving person had taken on; the drafts of answers stay there
    and are the institution's, whoever wrote them.
    """
    rows = held(mandate.person, now).filter(institution=mandate.organisation_id)
    others = mandates_in_force(mandate.person, local_date(now)).filter(
        organisation=mandate.organisation_id, role__in=ANSWERING
    )
    if others.exists():
        return
    every = list(rows.select_related("point"))
    rows.update(officer=None)
    _record("point-freed", every, by=by, now=now)


def held(person: Person, now: datetime) -> QuerySet[Assignment]:
    """Return what the person has taken on."""
    return Assignment.objects.filter(officer=person)


def _record(kind: str, rows: Iterable[Assignment], *, by: Actor | None, now: datetime, **facts: str) -> None:
    for row in rows:
        journal.record(kind, "point", row.point_id, by=by, now=now, scope=row.point.consultation_id, **facts)
