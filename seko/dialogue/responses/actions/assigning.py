"""Giving points to the institution that answers them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.models import Organisation
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import locked
from seko.dialogue.positions.models import Point, Source
from seko.dialogue.responses import notices, permissions
from seko.dialogue.responses.models import Assignment, Response
from seko.foundation.core.errors import Invalid, NotThere, WrongState, possible_unless_refused, refuse_unless
from seko.foundation.journal import actions as journal


def assign(points: Sequence[Point], *, institution: Organisation, by: Actor, now: datetime) -> list[Assignment]:
    """Assign the points of one consultation to an institution; what was assigned elsewhere is passed on.

    A point whose answer is already proposed or published stays where it is (`WrongState`). The institution's officers
    get one message a deed. Also raises `Refused`, `Invalid` (not a state institution), `NotThere`.
    """
    if institution.is_civil_society:
        raise Invalid({"institution": _("Choose an institution of the state.")})
    consultation = consultation_of(points)
    with transaction.atomic():
        row = locked(consultation)
        rows = points_in(row, points)
        refuse_unless(permissions.may_assign(by, rows, now))
        possible_unless_refused(permissions.answers_are_open(row, now))
        possible_unless_refused(permissions.are_live(rows, now))
        _refuse_answered(rows)
        former = {assignment.point_id: assignment for assignment in Assignment.objects.filter(point__in=rows)}
        changed = [each for each in rows if not _is_with(former.get(each.pk), institution)]
        Assignment.objects.filter(point__in=changed).delete()
        assignments = Assignment.objects.bulk_create(
            Assignment(point=each, institution=institution, at=now, by=by.person) for each in changed
        )
        Response.objects.filter(point__in=changed, status="drafted").update(institution=institution)
        if changed:
            notices.assigned(row, institution, changed, now=now)
        facts = {
            each.pk: {
                "institution": str(institution.pk),
                "from": str(former[each.pk].institution_id) if each.pk in former else "",
            }
            for each in changed
        }
        journal.record_each("point-assigned", "point", facts, by=by, now=now, scope=row.pk)
    return assignments


def unassign(points: Sequence[Point], *, by: Actor, now: datetime) -> list[Point]:
    """Take back the points of one consultation from the institutions that have them; nobody has them then.

    One whose answer is begun stays where it is (`WrongState`): it is passed on with `assign`. Only the ministry's
    coordination takes back. Also raises `Refused`, `Invalid`, `NotThere`.
    """
    consultation = consultation_of(points)
    with transaction.atomic():
        row = locked(consultation)
        rows = points_in(row, points)
        refuse_unless(permissions.may_unassign(by, rows, now))
        possible_unless_refused(permissions.answers_are_open(row, now))
        if Response.objects.filter(point__in=rows).exists():
            raise WrongState(_("One of these answers is already begun; assign it to another institution instead."))
        former = {each.point_id: each.institution_id for each in Assignment.objects.filter(point__in=rows)}
        Assignment.objects.filter(point__in=rows).delete()
        facts = {point: {"from": str(institution)} for point, institution in former.items()}
        journal.record_each("point-unassigned", "point", facts, by=by, now=now, scope=row.pk)
    return [each for each in rows if each.pk in former]


def _is_with(assignment: Assignment | None, institution: Organisation) -> bool:
    return assignment is not None and assignment.institution_id == institution.pk


def _refuse_answered(points: Iterable[Point]) -> None:
    if Response.objects.filter(point__in=points).exclude(status="drafted").exists():
        raise WrongState(_("One of these answers is already sent for approval or published."))


def consultation_of(points: Sequence[Point]) -> Consultation:
    """Return the points' consultation; raise `Invalid` for none, `NotThere` where they are of several."""
    if not points:
        raise Invalid({"points": _("Choose at least one comment.")})
    if len({point.consultation_id for point in points}) != 1:
        raise NotThere
    return points[0].consultation


def points_in(consultation: Consultation, points: Iterable[Point]) -> list[Point]:
    """Return the points' fresh rows with what permissions read, in the order of the text. Raises `NotThere`."""
    wanted = {point.pk for point in points}
    rows = list(
        Point.objects.filter(pk__in=wanted, consultation=consultation)
        .select_related("comment", "assignment")
        .prefetch_related(Prefetch("sources", Source.objects.select_related("comment")))
        .order_by("passage_order", "number")
    )
    if len(rows) != len(wanted):
        raise NotThere
    return rows
