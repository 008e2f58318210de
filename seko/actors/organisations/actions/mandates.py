"""Granting mandates, ending them, and returning the work of ended ones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from seko.actors.organisations import conditions, permissions
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.models import Mandate
from seko.actors.organisations.notices import people as notices
from seko.actors.organisations.queries.people import ended_by_date
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import Invalid, WrongState, refuse_unless
from seko.foundation.journal import actions as journal
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed


def grant_mandates(mandates: Iterable[Mandate], *, by: journal.Acting | None, now: datetime) -> list[Mandate]:
    """Let persons act for organisations: from the command line, or where the calling action has asked who may; each
    mandate has its own entry in the journal.
    """
    rows = list(mandates)
    with transaction.atomic():
        Mandate.objects.bulk_create(rows, batch_size=500)
        for row in rows:
            journal.record(
                "mandate-granted",
                "mandate",
                row.pk,
                by=by,
                now=now,
                holder=str(row.person_id),
                on_behalf_of=str(row.organisation_id),
                role=row.role,
                until=row.ends_on.isoformat() if row.ends_on else "",
            )
    return rows


def end_mandate(mandate: Mandate, *, by: Actor, now: datetime) -> Mandate:
    """End a mandate of civil society at once; its rights are gone at the person's next request, its work returns to
    the organisation in the same transaction. Raises `Refused`, `WrongState` when it has ended already or when two
    people end it (`propose_end`).
    """
    refuse_unless(permissions.may_take(by, mandate, now))
    _refuse_for_the_state(mandate)
    with transaction.atomic():
        return _end(_locked(mandate, now), by=by, now=now)


def limit_mandate(mandate: Mandate, *, until: date | None, is_deputy: bool, by: Actor, now: datetime) -> Mandate:
    """Say until which day (included; None: without an end) a mandate of civil society goes, and whether its holder is
    a deputy. Raises `Refused`, `Invalid`, `WrongState`.
    """
    refuse_unless(permissions.may_change(by, mandate, now))
    _refuse_for_the_state(mandate)
    with transaction.atomic():
        row = _locked(mandate, now)
        _set_last_day(row, until, now)
        row.is_deputy = is_deputy
        row.save(update_fields=["ends_on", "is_deputy"])
        facts = {"until": until.isoformat() if until else "", "deputy": is_deputy}
        journal.record("mandate-changed", "mandate", row.pk, by=by, now=now, scope=row.organisation_id, **facts)
    return row


def propose_end(mandate: Mandate, *, until: date | None, reason: str, by: Actor, now: datetime) -> ProposedDeed:
    """Propose to end a mandate of the state's side: at once, or with the day `until`; another person confirms it."""
    if until is not None and until < local_date(now):
        raise Invalid({"until": _("This day has passed; choose a later one, or end the mandate at once.")})
    payload = {"until": until.isoformat() if until else ""}
    return second.propose(END_OF_STATE, mandate, reason=reason, by=by, now=now, payload=payload)


def end_all(rows: QuerySet[Mandate], *, by: Actor | None, now: datetime, tells: bool = True) -> list[Mandate]:
    """End those of the mandates that are open, because what they stand on ended (an account, an organisation): their
    work returns like that of any other. Who may is asked by the calling action, which holds the transaction; `tells`:
    whether people hear of it.
    """
    still_open = rows.filter(Q(ends_on=None) | Q(ends_on__gte=local_date(now)), ended_at=None)
    found = list(still_open.select_for_update(of=("self",)).select_related("organisation", "person").order_by("pk"))
    for row in found:
        _end(row, by=by, now=now, tells=tells)
    return found


def return_work_of_ended(now: datetime) -> int:
    """Return the work of every mandate whose last day has passed, and tell people; return how many. Its rights ended
    with the day, whether this runs or not (reliability.md N8). What somebody without an account still holds ends too.
    """
    with transaction.atomic():
        end_all(Mandate.objects.filter(person__is_active=False), by=None, now=now)
    found = list(ended_by_date(now).values_list("pk", flat=True))
    for identifier in found:
        with transaction.atomic():
            row = Mandate.objects.select_for_update(of=("self",)).select_related("organisation", "person")
            mandate = row.get(pk=identifier)
            if mandate.returned_at is None:
                _return_work(mandate, by=None, now=now)
    return len(found)


def _refuse_for_the_state(mandate: Mandate) -> None:
    if permissions.is_of_the_state(permissions.offer_of(mandate)):
        raise WrongState(_("A role of the state's side is given and taken by two people; propose it."))


def _locked(mandate: Mandate, now: datetime) -> Mandate:
    rows = Mandate.objects.select_for_update(of=("self",)).select_related("organisation", "person")
    row = rows.get(pk=mandate.pk)
    if row.ended_at is not None or (row.ends_on is not None and row.ends_on < local_date(now)):
        raise WrongState(_("This mandate has ended already."))
    return row


def _set_last_day(row: Mandate, until: date | None, now: datetime) -> None:
    if until is not None and until < max(local_date(now), row.starts_on):
        raise Invalid({"until": _("This day has passed; choose a later one, or end the mandate at once.")})
    row.ends_on = until


def _end(row: Mandate, *, by: Actor | None, now: datetime, tells: bool = True) -> Mandate:
    row.ends_on, row.ended_at = max(local_date(now), row.starts_on), now
    row.save(update_fields=["ends_on", "ended_at"])
    _return_work(row, by=by, now=now, tells=tells)
    journal.record("mandate-ended", "mandate", row.pk, by=by, now=now, scope=row.organisation_id)
    return row


def _return_work(row: Mandate, *, by: Actor | None, now: datetime, tells: bool = True) -> None:
    conditions.mandate_ended.follow(mandate=row, by=by, now=now)
    row.returned_at = now
    row.save(update_fields=["returned_at"])
    if tells:
        notices.ended(row, by=by, now=now)


def _end_of_state(mandate: Mandate, proposed: ProposedDeed, *, by: Actor, now: datetime) -> Mandate:
    row = _locked(mandate, now)
    if not proposed.payload["until"]:
        return _end(row, by=by, now=now)
    _set_last_day(row, date.fromisoformat(proposed.payload["until"]), now)
    row.save(update_fields=["ends_on"])
    until = proposed.payload["until"]
    journal.record("mandate-changed", "mandate", row.pk, by=by, now=now, scope=row.organisation_id, until=until)
    return row


def _found(identifier: str) -> Any:
    return Mandate.objects.select_related("organisation", "person").get(pk=identifier)


END_OF_STATE = "end-state-mandate"
second.register(
    second.SecondPersonDeed(
        name=END_OF_STATE,
        subject="mandate",
        find=_found,
        may=permissions.may_propose_for_state,
        carry_out=_end_of_state,
        scope_of=lambda mandate: mandate.organisation_id,
    )
)
