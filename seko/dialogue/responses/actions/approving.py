"""The second person: approving answers (which publishes them) and sending them back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations.actions import touch_public
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import locked
from seko.dialogue.responses import notices, permissions
from seko.dialogue.responses.actions.assigning import consultation_of
from seko.dialogue.responses.enums import ResponseStatus
from seko.dialogue.responses.lifecycle import RESPONSE
from seko.dialogue.responses.models import Response
from seko.dialogue.responses.queries import with_point
from seko.foundation.core.errors import Invalid, possible_unless_refused
from seko.foundation.core.typed import read_text


def approve(response: Response, *, by: Actor, now: datetime) -> Response:
    """Approve and so publish a proposed answer. Raises `Refused` (drafter, own words), `WrongState`.

    Twice is one change and one mail: the second comes too late (reliability.md C7 82).
    """
    return approve_set([response], by=by, now=now)[0]


def approve_set(chosen: Consultation | Sequence[Response], *, by: Actor, now: datetime) -> list[Response]:
    """Approve the answers chosen, all or none; of a consultation, every proposed one the person may approve.

    Each author's organisation gets one message for all. Raises as `approve`, and `Invalid` when none is chosen.
    """
    if isinstance(chosen, Consultation):
        waiting = with_point(Response.objects.filter(point__consultation=chosen, status=ResponseStatus.PROPOSED))
        responses = [each for each in waiting if permissions.may_approve(by, each, now)]
        if not responses:
            return []
    else:
        responses = list(chosen)
    if not responses:
        raise Invalid({"responses": _("Choose at least one answer.")})
    with transaction.atomic():
        consultation = locked(consultation_of([each.point for each in responses]))
        possible_unless_refused(permissions.answers_are_open(consultation, now))

        def write(row: Response) -> None:
            row.published_at, row.published_by = now, by.person

        rows = with_point(Response.objects.filter(pk__in=[each.pk for each in responses]))
        published: list[Response] = RESPONSE.run_many(
            rows, "approve", by=by, now=now, write=write, notify=lambda each: notices.published_set(each, now=now)
        )
        possible_unless_refused(permissions.are_live([each.point for each in published], now))
        touch_public(consultation.pk)
    return published


def return_for_rework(response: Response, *, reason: str, by: Actor, now: datetime) -> Response:
    """Send a proposed answer back to its writer with a reason. Raises `Refused`, `WrongState`, `Invalid`."""
    given = read_text(reason, "reason", required=_("Give the reason."))

    def write(row: Response) -> None:
        row.returned_reason, row.proposed_at = given, None

    returned: Response = RESPONSE.run(response, "return", by=by, now=now, write=write)
    return returned
