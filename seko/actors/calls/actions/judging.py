"""Declaring impartiality, giving points, proposing and taking decisions on applications to a network."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.calls.actions.issuing import locked
from seko.actors.calls.enums import Outcome, Stance
from seko.actors.calls.lifecycle import APPLICATION
from seko.actors.calls.models import Application, Call, Criterion, Impartiality, PartnerStance, Score
from seko.actors.calls.permissions import may_decide_on, may_score, may_take_stance
from seko.actors.calls.ranking import points_of
from seko.actors.organisations.actor import Actor
from seko.foundation.core.dates import add_working_days, end_of_day, local_date
from seko.foundation.core.errors import Invalid, WrongState, refuse_unless
from seko.foundation.core.typed import read_text
from seko.foundation.journal import actions as journal

LETTERS = 5_000


def declare_impartiality(call: Call, *, has_conflict: bool, note: str, by: Actor, now: datetime) -> Impartiality:
    """Say whether one has a conflict of interest in a call on which one's body decides; it can be said anew until one
    has judged. Raises `Refused`, `Invalid`, `WrongState`.
    """
    refuse_unless(may_decide_on(by, call, now))
    needed = _("Say what the conflict is.") if has_conflict else ""
    note = read_text(note, "note", required=needed, limit=300)
    with transaction.atomic():
        if has_conflict and Score.objects.filter(application__call=call, person=by.person).exists():
            raise WrongState(_("You have given marks already. Tell the ministry of the conflict."))
        row, _made = Impartiality.objects.update_or_create(
            call=call,
            person=by.person,
            defaults={"has_conflict": has_conflict, "note": note, "declared_at": now},
        )
        journal.record(
            "impartiality-declared", "call", call.pk, by=by, now=now, scope=call.pk, has_conflict=has_conflict
        )
    return row


def score_application(application: Application, *, points: Mapping[int, int], by: Actor, now: datetime) -> list[Score]:
    """Give one's points to an application, by criterion (its identifier); they can be changed until it is decided.

    Raises `Refused`, `Invalid` (a criterion without points or with more than it has), `WrongState`.
    """
    refuse_unless(may_score(by, application, now))
    criteria = {each.pk: each for each in Criterion.objects.filter(call=application.call)}
    if not application.call.is_scored:
        raise WrongState(_("In this call no marks are given."))
    faults = {str(pk): _fault(each, points.get(pk)) for pk, each in criteria.items()}
    if found := {f"c{pk}": fault for pk, fault in faults.items() if fault}:
        raise Invalid(found)
    with transaction.atomic():
        locked(application.call)
        refuse_unless(may_score(by, _fresh(application), now))
        rows = [
            Score.objects.update_or_create(
                application=application,
                criterion=each,
                person=by.person,
                defaults={"points": points[pk], "given_at": now},
            )[0]
            for pk, each in criteria.items()
        ]
        journal.record("application-scored", "application", application.pk, by=by, now=now, scope=application.call_id)
    return rows


def _fault(criterion: Criterion, points: int | None) -> Any:
    if points is None:
        return _("Give the marks.")
    if not 0 <= points <= criterion.most:
        return _("From 0 to %(most)s marks.") % {"most": criterion.most}
    return ""


def propose_decision(application: Application, *, outcome: str, reason: str, by: Actor, now: datetime) -> Application:
    """Propose to admit or to refuse an applicant to the network, with the reason it will be given; partners are told.

    Raises `Refused`, `Invalid`, `WrongState`.
    """
    reason = read_text(reason, "reason", required=_("Give the reason by the criteria."), limit=LETTERS)
    if outcome not in Outcome.values:
        raise Invalid({"outcome": _("Choose one of the two.")})

    def write(row: Application) -> None:
        row.proposed_outcome, row.proposed_reason = outcome, reason
        row.proposed_at, row.proposed_by = now, by.person
        row.stances.all().delete()

    with transaction.atomic():
        locked(application.call)
        row: Application = APPLICATION.run(application, "propose", by=by, now=now, write=write)
    return row


def take_back_proposal(application: Application, *, by: Actor, now: datetime) -> Application:
    """Take a proposed decision back, to propose another one."""

    def write(row: Application) -> None:
        row.proposed_outcome, row.proposed_reason, row.proposed_at = "", "", None

    with transaction.atomic():
        locked(application.call)
        row: Application = APPLICATION.run(application, "take-back", by=by, now=now, write=write)
    return row


def take_stance(application: Application, *, stance: str, note: str, by: Actor, now: datetime) -> PartnerStance:
    """Agree with a proposed decision or object to it (with a note), for one's partner organisation."""
    refuse_unless(may_take_stance(by, application, now))
    if stance not in Stance.values:
        raise Invalid({"stance": _("Choose one of the two.")})
    needed = _("Say why you object.") if stance == Stance.OBJECTS else ""
    note = read_text(note, "note", required=needed, limit=1_000)
    with transaction.atomic():
        locked(application.call)
        refuse_unless(may_take_stance(by, _fresh(application), now))
        row, _made = PartnerStance.objects.update_or_create(
            application=application,
            organisation=by.organisation,
            defaults={"person": by.person, "stance": stance, "note": note, "said_at": now},
        )
        journal.record(
            "stance-taken", "application", application.pk, by=by, now=now, scope=application.call_id, stance=stance
        )
    return row


def decide_application(application: Application, *, by: Actor, now: datetime) -> Application:
    """Decide what was proposed: at once when all partners agree, else when their days are over.

    The applicant is told with the reason; a refused one may object. Raises `Refused`, `WrongState`.
    """

    def write(row: Application) -> None:
        row.outcome, row.reason = row.proposed_outcome, row.proposed_reason
        row.decided_at, row.decided_by = now, by.person
        row.points = points_of(row)
        row.objections_until = objections_until(now) if row.outcome == Outcome.REFUSE else None

    with transaction.atomic():
        locked(application.call)
        fresh = _fresh(application)  # what is decided is what stands proposed now, not what a page showed
        deed = "admit" if fresh.proposed_outcome == Outcome.ADMIT else "refuse"
        row: Application = APPLICATION.run(fresh, deed, by=by, now=now, write=write)
    return row


def _fresh(application: Application) -> Application:
    return Application.objects.select_related("call__seko").get(pk=application.pk)


def objections_until(now: datetime) -> datetime:
    """Return the end of the last working day on which an objection to a decision of today can be lodged."""
    return end_of_day(add_working_days(local_date(now), settings.SEKO_CALLS["objection_days"]))
