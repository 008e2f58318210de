"""The second person: approving answers (which publishes them) and sending them back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations.actions import give_time_for_replies, touch_public
from seko.dialogue.consultations.queries import locked
from seko.dialogue.responses import notices, permissions
from seko.dialogue.responses.actions.assigning import consultation_of
from seko.dialogue.responses.enums import ResponseStatus
from seko.dialogue.responses.lifecycle import RESPONSE
from seko.dialogue.responses.models import Response
from seko.dialogue.responses.queries import with_point
from seko.foundation.core.errors import Conflict, Invalid, possible_unless_refused
from seko.foundation.core.typed import read_text

NEVER = -1


def approve(response: Response, *, by: Actor, now: datetime) -> Response:
    """Approve and so publish a proposed answer. Raises `Refused` (drafter, own words), `WrongState`, `Conflict`.

    Twice is one change and one mail: the second comes too late (reliability.md C7 82).
    """
    return approve_set([response], by=by, now=now)[0]


def approve_set(
    responses: Sequence[Response], *, seen: Mapping[UUID, int] | None = None, by: Actor, now: datetime
) -> list[Response]:
    """Approve the answers chosen, all or none, as they were read.

    `seen` are the revisions on the page, by answer (none given: those of `responses`). Where another text was sent for
    approval meanwhile, `Conflict` carries the changed answers (`theirs`) and nothing is published. Each author's
    organisation gets one message for all. Raises as `approve`, and `Invalid` when none is chosen.
    """
    if not responses:
        raise Invalid({"responses": _("Choose at least one answer.")})
    read = {each.pk: each.revision if seen is None else seen.get(each.pk, NEVER) for each in responses}
    with transaction.atomic():
        consultation = locked(consultation_of([each.point for each in responses]))
        possible_unless_refused(permissions.answers_are_open(consultation, now))
        rows = with_point(Response.objects.filter(pk__in=[each.pk for each in responses]))
        _refuse_unread(read)
        give_time_for_replies(consultation, by=by, now=now)

        def write(row: Response) -> None:
            row.published_at, row.published_by = now, by.person

        published: list[Response] = RESPONSE.run_many(
            rows, "approve", by=by, now=now, write=write, notify=lambda each: notices.published_set(each, now=now)
        )
        possible_unless_refused(permissions.are_live([each.point for each in published], now))
        touch_public(consultation.pk)
    return published


def _refuse_unread(read: Mapping[UUID, int]) -> None:
    """Words are written under the consultation's lock, so that what is found here is what will be published."""
    proposed = Response.objects.filter(pk__in=read, status=ResponseStatus.PROPOSED)
    changed = [row for row in proposed if row.revision != read[row.pk]]
    if changed:
        sentence = ngettext(
            "This answer was changed after you had opened the page. Read it again below; nothing was published.",
            "These answers were changed after you had opened the page. Read them again below; nothing was published.",
            len(changed),
        )
        raise Conflict(sentence, theirs=changed, yours=read)


def return_for_rework(response: Response, *, reason: str, by: Actor, now: datetime) -> Response:
    """Send a proposed answer back to its writer with a reason. Raises `Refused`, `WrongState`, `Invalid`."""
    given = read_text(reason, "reason", required=_("Give the reason."))

    def write(row: Response) -> None:
        row.returned_reason, row.proposed_at = given, None

    returned: Response = RESPONSE.run(response, "return", by=by, now=now, write=write)
    return returned
