"""What is open at an institution that is no more: passed on to the one that took over or that it was merged into, else
back to the ministry's coordination, in the same minute.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import SuccessionKind
from seko.actors.organisations.models import Organisation, Succession
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import locked
from seko.dialogue.positions.models import Point
from seko.dialogue.responses import notices
from seko.dialogue.responses.enums import ResponseStatus
from seko.dialogue.responses.models import Assignment, Response
from seko.foundation.journal import actions as journal

OPEN = (ResponseStatus.DRAFTED, ResponseStatus.PROPOSED)


def pass_on_open_points(*, succession: Succession, by: Actor, now: datetime) -> None:
    """Give every unanswered point of the predecessor to the successor, begun answers with it. Of a part nothing passes
    on by itself: the ministry assigns it.
    """
    if succession.kind == SuccessionKind.WHOLE:
        _pass_on_all(succession.predecessor, succession.successor, by=by, now=now)


def pass_on_to_survivor(*, alias: Organisation, survivor: Organisation, by: Actor, now: datetime) -> None:
    """Give every unanswered point of an institution that was entered twice to the entry that stays."""
    _pass_on_all(alias, survivor, by=by, now=now)


def give_back_points(*, organisation: Organisation, by: Actor, now: datetime) -> None:
    """Return the unanswered points of an institution that ended to the ministry's coordination, which assigns them.

    A begun answer stays with its point and goes to whom it is assigned; one that is proposed waits for the second
    person as before.
    """
    proposed = Response.objects.filter(status=ResponseStatus.PROPOSED).values("point_id")
    by_consultation = _by_consultation(_open_at(organisation).exclude(point_id__in=proposed))
    with transaction.atomic():
        for consultation in Consultation.objects.filter(pk__in=by_consultation).order_by("pk"):
            row, points = locked(consultation), by_consultation[consultation.pk]
            Assignment.objects.filter(point__in=points).delete()
            facts = {point.pk: {"from": str(organisation.pk)} for point in points}
            journal.record_each("point-unassigned", "point", facts, by=by, now=now, scope=row.pk)


def _open_at(institution: Organisation) -> QuerySet[Assignment]:
    answered = Response.objects.filter(status=ResponseStatus.PUBLISHED).values("point_id")
    return Assignment.objects.filter(institution=institution).exclude(point_id__in=answered)


def _by_consultation(rows: QuerySet[Assignment]) -> dict[Any, list[Point]]:
    found: dict[Any, list[Point]] = defaultdict(list)
    for row in rows.select_related("point").order_by("point__passage_order", "point__number"):
        found[row.point.consultation_id].append(row.point)
    return found


def _pass_on_all(old: Organisation, new: Organisation, *, by: Actor, now: datetime) -> None:
    """Published answers stay under the old name. Each consultation is locked, the new institution's officers are told
    once for each.
    """
    by_consultation = _by_consultation(_open_at(old))
    with transaction.atomic():
        for consultation in Consultation.objects.filter(pk__in=by_consultation).order_by("pk"):
            _pass_on(consultation, by_consultation[consultation.pk], old, new, by=by, now=now)
        Response.objects.filter(institution=old, status__in=OPEN).update(institution=new)


def _pass_on(
    consultation: Consultation, points: list[Point], old: Organisation, new: Organisation, *, by: Actor, now: datetime
) -> None:
    row = locked(consultation)
    Assignment.objects.filter(point__in=points).delete()
    Assignment.objects.bulk_create(Assignment(point=point, institution=new, at=now, by=by.person) for point in points)
    notices.assigned(row, new, points, now=now)
    facts = {point.pk: {"institution": str(new.pk), "from": str(old.pk)} for point in points}
    journal.record_each("point-assigned", "point", facts, by=by, now=now, scope=row.pk)
