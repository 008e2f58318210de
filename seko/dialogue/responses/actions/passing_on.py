"""Passing on what is open at an institution to the one that took over all of its work."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.db import transaction

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import SuccessionKind
from seko.actors.organisations.models import Succession
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import locked
from seko.dialogue.positions.models import Point
from seko.dialogue.responses import notices
from seko.dialogue.responses.enums import ResponseStatus
from seko.dialogue.responses.models import Assignment, Response
from seko.foundation.journal import actions as journal

OPEN = (ResponseStatus.DRAFTED, ResponseStatus.PROPOSED)


def pass_on_open_points(*, succession: Succession, by: Actor, now: datetime) -> None:
    """Give every unanswered point of the predecessor to the successor, begun answers with it.

    Published answers stay the predecessor's. Of a part nothing passes on by itself: the ministry assigns it. Each
    consultation is locked, the successor's officers are told once for each.
    """
    if succession.kind != SuccessionKind.WHOLE:
        return
    old, new = succession.predecessor, succession.successor
    answered = Response.objects.filter(status=ResponseStatus.PUBLISHED).values("point_id")
    rows = Assignment.objects.filter(institution=old).exclude(point_id__in=answered)
    by_consultation: dict[Any, list[Assignment]] = defaultdict(list)
    for row in rows.select_related("point").order_by("point__passage_order", "point__number"):
        by_consultation[row.point.consultation_id].append(row)
    with transaction.atomic():
        for consultation in Consultation.objects.filter(pk__in=by_consultation).order_by("pk"):
            _pass_on(consultation, by_consultation[consultation.pk], succession, by=by, now=now)
        Response.objects.filter(institution=old, status__in=OPEN).update(institution=new)


def _pass_on(
    consultation: Consultation, rows: list[Assignment], succession: Succession, *, by: Actor, now: datetime
) -> None:
    row = locked(consultation)
    old, new = succession.predecessor, succession.successor
    points: list[Point] = [each.point for each in rows]
    Assignment.objects.filter(pk__in=[each.pk for each in rows]).delete()
    Assignment.objects.bulk_create(Assignment(point=point, institution=new, at=now, by=by.person) for point in points)
    notices.assigned(row, new, points, now=now)
    facts = {point.pk: {"institution": str(new.pk), "from": str(old.pk)} for point in points}
    journal.record_each("point-assigned", "point", facts, by=by, now=now, scope=row.pk)
