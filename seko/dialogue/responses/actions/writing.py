"""Writing answers: saved as they are typed, sent for approval, one text for many alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import locked
from seko.dialogue.positions.models import Point
from seko.dialogue.responses import permissions
from seko.dialogue.responses.actions.assigning import consultation_of, points_in
from seko.dialogue.responses.actions.content import Answer, check_complete, of_response, read
from seko.dialogue.responses.enums import ResponseStatus
from seko.dialogue.responses.lifecycle import RESPONSE
from seko.dialogue.responses.models import Assignment, Response
from seko.dialogue.responses.queries import with_point
from seko.foundation.core.errors import Conflict, WrongState, possible_unless_refused, refuse_unless
from seko.foundation.journal import actions as journal

NO_REVISION = 0


def save_draft(
    point: Point, *, fields: Mapping[str, Any], revision: int = NO_REVISION, by: Actor, now: datetime
) -> Response:
    """Save what is being written as the point's answer and return it with its new revision.

    `revision` is the one the page last saw (0: it saw none). Where another saved meanwhile, `Conflict` carries their
    answer and these words, and nothing is overwritten (reliability.md C7 77); the same words again change nothing.
    Raises `Refused`, `WrongState` (withdrawn, sent for approval, published), `Invalid`, `NotThere`.
    """
    with transaction.atomic():
        # The lock decides between writing an answer and withdrawing the comment (reliability.md C7 78).
        consultation = locked(point.consultation)
        row = points_in(consultation, [point])[0]
        _refuse_writing([row], consultation, by=by, now=now)
        answer = read(fields, now=now)
        response = _open_response(row)
        if response is None:
            return _begin(row, answer, by=by, now=now) if revision == NO_REVISION else _gone(answer)
        if answer.is_in(response):
            return response
        if response.revision != revision:
            raise Conflict(_("Another text was saved meanwhile. Both are here."), theirs=response, yours=answer)
        _write([response], answer, by=by, now=now)
        response.save()
    return response


def _gone(answer: Answer) -> Response:
    raise Conflict(_("The answer was removed meanwhile. Your text is here."), theirs=None, yours=answer)


def _refuse_writing(points: list[Point], consultation: Consultation, *, by: Actor, now: datetime) -> None:
    refuse_unless(permissions.may_draft(by, points, now))
    possible_unless_refused(permissions.answers_are_open(consultation, now))
    possible_unless_refused(permissions.are_live(points, now))


def _open_response(point: Point) -> Response | None:
    """Return the answer being written; raise `WrongState` where it is out of its writer's hands."""
    newest = Response.objects.filter(point=point).select_related("subkind").order_by("-edition").first()
    if newest is not None and newest.status == ResponseStatus.PROPOSED:
        raise WrongState(_("This answer is sent for approval; it can be changed when it comes back."))
    if newest is not None and newest.status != ResponseStatus.DRAFTED:
        raise WrongState(_("This answer is published; it can only be corrected, by two persons."))
    return newest


def _begin(point: Point, answer: Answer, *, by: Actor, now: datetime) -> Response:
    response = _new(point, by=by)
    _write([response], answer, by=by, now=now)
    response.save(force_insert=True)
    # Whoever begins an answer of the own institution has taken it on, until they hand it on or leave.
    Assignment.objects.filter(point=point, officer=None, institution=by.organisation).update(officer=by.person)
    journal.record(
        "response-drafted", "response", response.pk, by=by, now=now, scope=point.consultation_id, point=str(point.pk)
    )
    return response


def _new(point: Point, *, by: Actor) -> Response:
    assignment = getattr(point, "assignment", None)
    institution_id = assignment.institution_id if assignment else UUID(by.organisation_id)
    return Response(point=point, institution_id=institution_id, drafted_by=by.person)


def _write(responses: Sequence[Response], answer: Answer, *, by: Actor, now: datetime) -> None:
    for response in responses:
        answer.write_to(response)
        response.saved_at = now
        response.revision += 1
        _note_drafter(response, by)


def _note_drafter(response: Response, by: Actor) -> None:
    if by.person_id not in response.drafters:
        response.drafters = [*response.drafters, by.person_id]


def propose(response: Response, *, by: Actor, now: datetime) -> Response:
    """Send the answer for approval: it needs an outcome, a reason, and what its sub-kind asks for.

    Raises `Refused`, `WrongState` (also when the comment was withdrawn meanwhile), `Invalid`.
    """
    with transaction.atomic():
        consultation = locked(response.point.consultation)
        points = points_in(consultation, [response.point])
        _refuse_writing(points, consultation, by=by, now=now)

        def write(row: Response) -> None:
            check_complete(of_response(row))
            row.proposed_at, row.returned_reason = now, ""
            _note_drafter(row, by)

        proposed: Response = RESPONSE.run(response, "propose", by=by, now=now, write=write)
    return proposed


def propose_many_alike(
    points: Sequence[Point], *, fields: Mapping[str, Any], by: Actor, now: datetime
) -> list[Response]:
    """Give the points of one consultation the same answer and send all for approval, in a fixed number of queries.

    A point for which somebody has begun other words raises `Conflict` (`theirs`: those answers) and nothing is done.
    Raises as `save_draft` and `propose`.
    """
    consultation = consultation_of(points)
    with transaction.atomic():
        row = locked(consultation)
        rows = points_in(row, points)
        _refuse_writing(rows, row, by=by, now=now)
        answer = read(fields, now=now)
        check_complete(answer)
        responses = _drafts_of(rows, answer, by=by)
        begun = [each for each in responses if each.revision == NO_REVISION]
        _write(responses, answer, by=by, now=now)
        Response.objects.bulk_create(begun)
        written = [each for each in responses if each not in begun]
        Response.objects.bulk_update(
            written,
            ["disposition", "subkind", "detail", "reason", "will_change", "saved_at", "revision", "drafters"],
        )
        facts = {each.pk: {"point": str(each.point_id)} for each in begun}
        journal.record_each("response-drafted", "response", facts, by=by, now=now, scope=row.pk)
        return RESPONSE.run_many(
            with_point(Response.objects.filter(pk__in=[each.pk for each in responses])),
            "propose",
            by=by,
            now=now,
            write=lambda each: _proposed(each, now),
        )


def _proposed(response: Response, now: datetime) -> None:
    response.proposed_at, response.returned_reason = now, ""


def _drafts_of(points: list[Point], answer: Answer, *, by: Actor) -> list[Response]:
    """Return for each point its drafted answer, or a new one; raise `Conflict` where other words stand."""
    existing = {
        each.point_id: each
        for each in Response.objects.filter(point__in=points).select_related("subkind").order_by("edition")
    }
    if any(each.status != ResponseStatus.DRAFTED for each in existing.values()):
        raise WrongState(_("One of these answers is already sent for approval or published."))
    others = [each for each in existing.values() if not answer.is_in(each) and of_response(each) != Answer()]
    if others:
        raise Conflict(_("Somebody has begun another answer to one of these."), theirs=others, yours=answer)
    return [existing.get(point.pk) or _new(point, by=by) for point in points]
