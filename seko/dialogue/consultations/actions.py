"""Everything that changes a consultation."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from seko.actors.accounts.models import Person
from seko.actors.mechanism.models import Seko
from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations import conditions, notices, permissions, timetable
from seko.dialogue.consultations.enums import Audience, Status
from seko.dialogue.consultations.lifecycle import CONSULTATION
from seko.dialogue.consultations.models import Consultation, DateChange, Question
from seko.dialogue.consultations.queries import least_replies_until, locked
from seko.drafts.documents.models import Document, Version
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import Invalid, WrongState, refuse_unless
from seko.foundation.core.typed import read_text
from seko.foundation.journal import actions as journal
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed

FIELDS = (
    "title",
    "title_en",
    "summary",
    "summary_en",
    "open_matters",
    "open_matters_en",
    "audience",
    "allows_direct",
    "network_reads",
    "answers_words",
    "answers_words_en",
    *timetable.ORDER,
)
FEWEST_QUESTIONS, MOST_QUESTIONS = 3, 5
WITHOUT_DRAFT = _("Choose a draft or ask three to five questions: without both there is nothing to comment on.")


def prepare_consultation(
    *,
    code: str,
    fields: Mapping[str, Any],
    sekos: Iterable[Seko],
    questions: Iterable[tuple[str, str]],
    by: Actor,
    now: datetime,
    version: Version | None = None,
) -> Consultation:
    """Create a consultation that nobody is asked yet. `questions` are (Serbian, English) texts.

    Raises `Refused`, `Invalid` (dates, nobody asked, nothing to comment on, a code in use).
    """
    refuse_unless(permissions.may_coordinate(by, None, now))
    sekos, questions = list(sekos), list(questions)
    _check(fields, sekos, questions, version, now)
    if Consultation.objects.filter(code=code).exists():
        raise Invalid({"code": _("This short code is already in use.")})
    with transaction.atomic():
        consultation = Consultation.objects.create(
            code=code,
            version=version,
            created_at=now,
            created_by=by.person,
            **{name: fields[name] for name in FIELDS if name in fields},
        )
        consultation.sekos.set(sekos)
        _write_questions(consultation, questions)
        journal.record(
            "consultation-prepared", "consultation", consultation.pk, by=by, now=now, scope=consultation.pk, code=code
        )
    return consultation


def change_prepared(
    consultation: Consultation,
    *,
    fields: Mapping[str, Any],
    sekos: Iterable[Seko],
    questions: Iterable[tuple[str, str]],
    by: Actor,
    now: datetime,
    version: Version | None = None,
) -> Consultation:
    """Change a consultation that is not opened yet; afterwards only dates move. Raises as `prepare_consultation`.

    Warnings that were acknowledged before have to be weighed anew.
    """
    refuse_unless(permissions.may_coordinate(by, consultation, now))
    sekos, questions = list(sekos), list(questions)
    _check(fields, sekos, questions, version, now)
    with transaction.atomic():
        row = locked(consultation)
        if row.status != Status.PREPARED:
            raise WrongState(_("The consultation is already opened: only its dates can be moved."))
        for name in FIELDS:
            if name in fields:
                setattr(row, name, fields[name])
        row.version = version
        row.acknowledged = []
        row.save()
        row.sekos.set(sekos)
        row.questions.all().delete()
        _write_questions(row, questions)
        journal.record("consultation-changed", "consultation", row.pk, by=by, now=now, scope=row.pk)
    return row


def faults_of(
    fields: Mapping[str, Any],
    sekos: Collection[Seko],
    questions: Iterable[tuple[str, str]],
    version: Version | None,
    now: datetime,
) -> dict[str, Any]:
    """Return what makes it impossible to prepare a consultation so, by field; `sekos` and `questions` among them.

    Dates that are not given yet are not judged.
    """
    found: dict[str, Any] = timetable.faults(fields, now)
    if not str(fields.get("title", "")).strip():
        found["title"] = _("Give the title.")
    if fields.get("audience", Audience.SEKOS) == Audience.SEKOS and not sekos:
        found["sekos"] = _("Choose at least one SEKO, or ask everybody.")
    asked = len(_texts(questions))
    if not FEWEST_QUESTIONS <= asked <= MOST_QUESTIONS and (asked or version is None):
        found["questions"] = _("Ask three to five questions, or none.") if version else WITHOUT_DRAFT
    return found


def _check(
    fields: Mapping[str, Any],
    sekos: Collection[Seko],
    questions: Iterable[tuple[str, str]],
    version: Version | None,
    now: datetime,
) -> None:
    found = faults_of(fields, sekos, questions, version, now)
    if found:
        raise Invalid(found)


def _texts(questions: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(serbian.strip(), english.strip()) for serbian, english in questions if serbian.strip()]


def _write_questions(consultation: Consultation, questions: Iterable[tuple[str, str]]) -> None:
    Question.objects.bulk_create(
        Question(consultation=consultation, order=order, text=serbian, text_en=english)
        for order, (serbian, english) in enumerate(_texts(questions), start=1)
    )


def open_consultation(
    consultation: Consultation, *, acknowledged: Iterable[str] = (), by: Actor, now: datetime
) -> Consultation:
    """Open the consultation: the networks are told. Every warning about its dates must be acknowledged by its code.

    Raises `Refused` (what is missing), `Invalid` with the unacknowledged codes under `acknowledged`.
    """
    known = set(acknowledged)

    def write(row: Consultation) -> None:
        row.opened_at = now
        row.acknowledged = sorted(known)

    with transaction.atomic():
        fresh = locked(consultation)
        if fresh.version is not None:
            # Of two consultations on one document that are opened at once, one waits here and is then refused.
            Document.objects.select_for_update().get(pk=fresh.version.document_id)
        codes = [warning.code for warning in timetable.warnings(fresh, now) if warning.code not in known]
        if codes and permissions.may_open(by, fresh, now):
            raise Invalid({"acknowledged": _("Confirm that you have weighed each warning about the dates.")})
        opened: Consultation = CONSULTATION.run(
            fresh, "open", by=by, now=now, write=write, facts={"acknowledged": sorted(known)}
        )
    return opened


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


def conclude(consultation: Consultation, *, by: Actor, now: datetime) -> Consultation:
    """Conclude: only when nothing awaits a lead, the dissent date has passed and every point is answered."""
    with transaction.atomic():
        locked(consultation)
        concluded: Consultation = CONSULTATION.run(consultation, "conclude", by=by, now=now, write=_concluded_at(now))
    return concluded


def _concluded_at(now: datetime) -> Any:
    def write(row: Consultation) -> None:
        row.concluded_at = now
        row.public_stamp += 1

    return write


def propose_exception(consultation: Consultation, *, reason: str, by: Actor, now: datetime) -> ProposedDeed:
    """Propose to conclude although something is unanswered; the reason will be published. A second person confirms."""
    return second.propose("conclude-with-exception", consultation, reason=reason, by=by, now=now)


def propose_cancellation(consultation: Consultation, *, reason: str, by: Actor, now: datetime) -> ProposedDeed:
    """Propose to cancel, while no comment was sent. A second person confirms."""
    return second.propose("cancel-consultation", consultation, reason=reason, by=by, now=now)


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


def touch_public(consultation_id: UUID) -> None:
    """Make pages drawn from the consultation be drawn anew: something they show has changed (its stamp counts up)."""
    Consultation.objects.filter(pk=consultation_id).update(public_stamp=F("public_stamp") + 1)


def mark_reported(consultation: Consultation, *, by: Actor, now: datetime) -> Consultation:
    """Mark that the frozen report is published; called by the report's own action."""
    reported: Consultation = CONSULTATION.run(consultation, "report", by=by, now=now, write=_bump)
    return reported


def _bump(row: Consultation) -> None:
    row.public_stamp += 1


def _conclude_with_exception(
    consultation: Consultation, proposed: ProposedDeed, *, by: Actor, now: datetime
) -> Consultation:
    official = Person.objects.get(pk=proposed.proposed_by)

    def write(row: Consultation) -> None:
        row.exception_reason, row.exception_by = proposed.reason, official.name
        row.concluded_at = now
        row.public_stamp += 1

    concluded: Consultation = CONSULTATION.run(consultation, "conclude-with-exception", by=by, now=now, write=write)
    return concluded


def _cancel(consultation: Consultation, proposed: ProposedDeed, *, by: Actor, now: datetime) -> Consultation:
    def write(row: Consultation) -> None:
        row.cancelled_reason = proposed.reason
        row.public_stamp += 1

    cancelled: Consultation = CONSULTATION.run(consultation, "cancel", by=by, now=now, write=write)
    return cancelled


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


def _find(identifier: str) -> Consultation:
    return Consultation.objects.get(pk=identifier)


for _name, _may, _carry_out in (
    ("conclude-with-exception", permissions.may_except, _conclude_with_exception),
    ("cancel-consultation", permissions.may_cancel, _cancel),
    ("shorten-deadline", permissions.may_coordinate, _move_by_two),
    ("reopen-deadline", permissions.may_coordinate, _move_by_two),
):
    second.register(
        second.SecondPersonDeed(
            _name, "consultation", _find, _may, _carry_out, lambda consultation: consultation.pk, locked
        )
    )
