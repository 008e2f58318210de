"""Moving dates: later by one person, a hard deadline earlier or a passed one again by two."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.accounts.models import Person
from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations import conditions, notices, permissions, timetable
from seko.dialogue.consultations.models import Consultation, DateChange
from seko.dialogue.consultations.queries import least_replies_until, locked
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import Invalid, WrongState, refuse_unless
from seko.foundation.core.typed import read_text
from seko.foundation.journal import actions as journal
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed


def move_date(
    consultation: Consultation, *, field: str, value: Any, reason: str, by: Actor, now: datetime
) -> DateChange:
    """Move a date later: any of an opened consultation, those of replies and of the report until it is published.

    To move a hard one earlier, or one that has passed, takes two (`propose_shortening`, `propose_reopening`). The old
    date stays in the history; those concerned are told. Dissents move along with a later leads' deadline that would
    leave fewer working days for them than are proposed. Raises `Invalid`, `Refused`, `WrongState`.
    """
    refuse_unless(permissions.may_coordinate(by, consultation, now))
    with transaction.atomic():
        row = locked(consultation)
        if field in timetable.HARD and value < getattr(row, field):
            raise Invalid({field: _("To move this deadline earlier, a second person must confirm it.")})
        if field in timetable.HARD and getattr(row, field) < now:
            raise Invalid({field: _("This date has passed; a second person must confirm that it is opened again.")})
        return _move(row, field=field, value=value, reason=reason, by=by, now=now)


def _move(row: Consultation, *, field: str, value: Any, reason: str, by: Actor, now: datetime) -> DateChange:
    """Move a date of the locked row, and what moves along with it."""
    reason = read_text(reason, "reason", required=_("Give the reason."))
    found = _faults_of_moving(row, field, value, now)
    if value == getattr(row, field):
        found[field] = _("This is the same date.")
    if found:
        raise Invalid(found)
    moves = {field: value} | _moved_along(row, field, value)
    changes = [
        _write_move(row, name, new, reason=reason, decided_by=by.person, by=by, now=now) for name, new in moves.items()
    ]
    for change in changes:
        notices.date_moved(row, change, now=now)
    return changes[0]


def _moved_along(row: Consultation, field: str, value: Any) -> dict[str, datetime]:
    """Return the new date of dissents where a later leads' deadline would leave fewer days for them than proposed."""
    if field != "leads_deadline_at" or value <= row.leads_deadline_at:
        return {}
    days = timetable.days_to_dissent(value, row.dissents_until_at)
    enough = days >= timetable.DISSENT_WORKING_DAYS
    return {} if enough else {"dissents_until_at": timetable.default_dissents_until(value)}


def _faults_of_moving(row: Consultation, field: str, value: Any, now: datetime) -> dict[str, Any]:
    """Return what makes the move impossible, by field. Raises `WrongState` where the state allows no move."""
    if field not in timetable.ORDER:
        raise Invalid({field: _("There is no such date.")})
    possible = timetable.movable(row)
    if not possible:
        raise WrongState(_("Dates are moved once the consultation is opened, until its report is published."))
    if field not in possible:
        raise WrongState(_("The consultation is concluded: only the dates of replies and of the report are moved."))
    along = _moved_along(row, field, value)
    dates = {name: getattr(row, name) for name in timetable.ORDER} | along | {field: value}
    found: dict[str, Any] = timetable.faults(dates, now, is_new=False)
    if along and "answers_due_on" in found:
        found["answers_due_on"] = _(
            "Dissents would then end after the date of the answers. Move that of the answers first."
        )
    if field == "replies_until_at":
        decision = conditions.replies_may_end.decide(conditions.RepliesEnd(row, value), now)
        if not decision:
            found[field] = decision.reason
    if field == "opens_at":
        decision = permissions.reaches_those_asked(row, value)
        if not decision:
            found[field] = decision.reason
    return found


def _write_move(
    row: Consultation, field: str, value: Any, *, reason: str, decided_by: Person | None, by: Actor, now: datetime
) -> DateChange:
    old = getattr(row, field)
    setattr(row, field, value)
    row.public_stamp += 1
    row.save()
    change = DateChange.objects.create(
        consultation=row,
        field=field,
        old=old.isoformat(),
        new=value.isoformat(),
        reason=reason,
        at=now,
        by=decided_by,
    )
    journal.record(
        "date-moved",
        "consultation",
        row.pk,
        by=by,
        now=now,
        scope=row.pk,
        field=field,
        old=old.isoformat(),
        new=value.isoformat(),
        by_itself=not reason,
    )
    return change


def give_time_for_replies(consultation: Consultation, *, by: Actor, now: datetime) -> None:
    """Let authors reply to answers published at `now` for five working days at the least: where the replies' date is
    sooner it moves by itself, and the report's day with it.

    Called in the transaction that publishes the answers, before their authors are told: the message names the date.
    """
    until = least_replies_until(now)
    row = locked(consultation)
    if until <= row.replies_until_at:
        return
    _write_move(row, "replies_until_at", until, reason="", decided_by=None, by=by, now=now)
    if row.report_due_on < local_date(until):
        _write_move(row, "report_due_on", local_date(until), reason="", decided_by=None, by=by, now=now)


def propose_shortening(
    consultation: Consultation, *, field: str, value: datetime, reason: str, by: Actor, now: datetime
) -> ProposedDeed:
    """Propose to move a hard deadline earlier. A second person confirms. Raises `Invalid`, `Refused`, `WrongState`."""
    if field not in timetable.HARD or value >= getattr(consultation, field):
        raise Invalid({field: _("Choose a deadline and an earlier time.")})
    return _propose_move("shorten-deadline", consultation, field=field, value=value, reason=reason, by=by, now=now)


def propose_reopening(
    consultation: Consultation, *, field: str, value: datetime, reason: str, by: Actor, now: datetime
) -> ProposedDeed:
    """Propose to open again what a passed deadline closed, until a new one. A second person confirms (matrix F)."""
    if field not in timetable.HARD[1:] or getattr(consultation, field) >= now:
        raise Invalid({field: _("Choose a deadline that has passed.")})
    return _propose_move("reopen-deadline", consultation, field=field, value=value, reason=reason, by=by, now=now)


def _propose_move(
    deed: str, consultation: Consultation, *, field: str, value: datetime, reason: str, by: Actor, now: datetime
) -> ProposedDeed:
    found = _faults_of_moving(consultation, field, value, now)
    if value <= now:
        found[field] = _("The deadline must be in the future.")
    if found:
        raise Invalid(found)
    payload = {"field": field, "old": getattr(consultation, field).isoformat(), "value": value.isoformat()}
    return second.propose(deed, consultation, reason=reason, by=by, now=now, payload=payload)


def _move_by_two(consultation: Consultation, proposed: ProposedDeed, *, by: Actor, now: datetime) -> DateChange:
    """Move the deadline from the date that the first person saw to the one proposed."""
    field, value = proposed.payload["field"], datetime.fromisoformat(proposed.payload["value"])
    with transaction.atomic():
        row = locked(consultation)
        if getattr(row, field) != datetime.fromisoformat(proposed.payload["old"]):
            raise WrongState(_("The date was moved meanwhile; propose it anew."))
        if value <= now:
            raise WrongState(_("The proposed deadline has passed meanwhile; propose a later one."))
        return _move(row, field=field, value=value, reason=proposed.reason, by=by, now=now)


for _name in ("shorten-deadline", "reopen-deadline"):
    second.register(
        second.SecondPersonDeed(
            name=_name,
            subject="consultation",
            find=lambda identifier: Consultation.objects.get(pk=identifier),
            may=permissions.may_coordinate,
            carry_out=_move_by_two,
            scope_of=lambda consultation: consultation.pk,
            lock=locked,
        )
    )
