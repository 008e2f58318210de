"""Which comments a number on the public page of answers counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Q, QuerySet

from seko.actors.organisations.models import Organisation
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.models import Point
from seko.dialogue.responses.enums import Disposition, ResponseStatus, Verdict
from seko.dialogue.responses.models import Response
from seko.dialogue.responses.queries import counted_points, past_term_points

NOBODY = "none"
LATE, ANSWERED, CHANGES = "late", "answered", "changes"


def listed(
    chosen: Mapping[str, str], institution: Organisation | None, consultation: Consultation | None, now: datetime
) -> QuerySet[Point]:
    """Return what a number counts: past its term, or answered (`outcome`, `reply`, announced `changes`), of one
    institution where it is named (`none`: assigned to nobody), of one consultation where that is. What still has time
    is a total, never a list.
    """
    published = Response.objects.filter(status=ResponseStatus.PUBLISHED)
    answered = counted_points(now).filter(responses__in=published)
    if chosen.get("outcome") in Disposition.values:
        rows = answered.filter(responses__in=published.filter(disposition=chosen["outcome"]))
    elif chosen.get("reply") in Verdict.values:
        rows = answered.filter(responses__in=published.filter(replies__verdict=chosen["reply"]))
    elif chosen.get("state") == CHANGES:
        rows = answered.filter(responses__in=published.exclude(will_change=""))
    elif chosen.get("state") == ANSWERED:
        rows = answered
    elif chosen.get("state") == LATE:
        rows = past_term_points(now)
    else:
        rows = counted_points(now).filter(Q(responses__in=published) | Q(pk__in=past_term_points(now).values("pk")))
    if institution is not None:
        rows = rows.filter(assignment__institution=institution)
    elif chosen.get("institution") == NOBODY:
        rows = rows.filter(assignment__isnull=True)
    if consultation is not None:
        rows = rows.filter(consultation=consultation)
    return (
        rows.distinct()
        .select_related(
            "consultation__version",
            "seko",
            "position",
            "comment__consultation",
            "comment__organisation",
            "comment__question",
            "assignment__institution",
        )
        .order_by("consultation__answers_due_on", "consultation", "passage_order", "number", "pk")
    )
