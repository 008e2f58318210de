"""Everything that is done about the data held of a person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.accounts.actions import end_sessions
from seko.actors.accounts.models import Person
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.actors.own_data import log, notices, permissions
from seko.actors.own_data.enums import WAITING, ErasureStatus
from seko.actors.own_data.lifecycle import ERASURE
from seko.actors.own_data.models import ErasureRequest
from seko.foundation.core.errors import WrongState, refuse_unless
from seko.foundation.core.typed import read_text
from seko.foundation.journal import actions as journal
from seko.foundation.privacy import holdings
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed

DEED = "carry-out-erasure"


def ask_erasure(*, words: str = "", by: Actor, now: datetime) -> ErasureRequest:
    """Ask that the own data be erased; `words` may say why. Raises `Refused`, `Invalid`, `WrongState`."""
    refuse_unless(permissions.may_ask_erasure(by, None, now))
    assert by.person is not None  # noqa: S101 - asked just now
    words = read_text(words, "words")
    try:
        with transaction.atomic():
            asked = ErasureRequest.objects.create(person=by.person, words=words, asked_at=now)
            journal.record("erasure-asked", "erasure", asked.pk, by=by, now=now)
            notices.asked(asked, now=now)
    except IntegrityError:
        raise WrongState(_("You have asked for this already; it waits for a decision.")) from None
    return asked


def withdraw_erasure(request: ErasureRequest, *, by: Actor, now: datetime) -> ErasureRequest:
    """Take the own request back while it waits. Raises `Refused`, `WrongState`."""
    with transaction.atomic():
        _locked(request)
        row: ErasureRequest = ERASURE.run(request, "withdraw", by=by, now=now, write=_ended(now))
        second.lapse(DEED, row.pk, by=by, now=now)
    return row


def approve_erasure(request: ErasureRequest, *, by: Actor, now: datetime) -> ErasureRequest:
    """Approve a request; two administrators carry it out, and the person is told. Raises `Refused`, `WrongState`."""
    with transaction.atomic():
        row: ErasureRequest = ERASURE.run(request, "approve", by=by, now=now, write=_decided(by, now, ""))
        notices.approved(row, now=now)
    return row


def refuse_erasure(request: ErasureRequest, *, reason: str, by: Actor, now: datetime) -> ErasureRequest:
    """Refuse a request for the legal reason given (a duty to keep); the person is told it by mail.

    Raises `Refused`, `Invalid` (no reason), `WrongState`.
    """
    reason = read_text(reason, "reason", required=_("Give the legal reason."))
    with transaction.atomic():
        _locked(request)
        row: ErasureRequest = ERASURE.run(request, "refuse", by=by, now=now, write=_decided(by, now, reason))
        second.lapse(DEED, row.pk, by=by, now=now)
        notices.refused(row, now=now)
    return row


def _locked(request: ErasureRequest) -> ErasureRequest:
    """Return the request's row, locked until the transaction ends: deciding, taking back and carrying out take it
    first, so that nobody's erasure is noted and then not done.
    """
    return ErasureRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)


def _decided(by: Actor, now: datetime, reason: str) -> Any:
    def write(row: ErasureRequest) -> None:
        row.decided_by, row.decided_at, row.decision_reason = by.person, now, reason

    return write


def _ended(now: datetime) -> Any:
    def write(row: ErasureRequest) -> None:
        row.ended_at = now

    return write


def propose_erasure(request: ErasureRequest, *, by: Actor, now: datetime) -> ProposedDeed:
    """Propose, as the first administrator, to carry an approved request out. Raises `Refused`, `WrongState`."""
    refuse_unless(permissions.may_carry_out_erasure(by, request, now))
    if request.status != ErasureStatus.APPROVED:
        raise WrongState(_("The ministry's coordination must approve this first."))
    return second.propose(DEED, request, reason=str(_("Approved by the ministry's coordination")), by=by, now=now)


def carry_out_erasure(request: ErasureRequest, proposed: ProposedDeed, *, by: Actor, now: datetime) -> ErasureRequest:
    """Erase the person (carried out on the second administrator's confirmation): the name goes from every row, cache
    and export; the organisation's public acts stay. It is noted beside the database before it is done.
    """
    person = Person.objects.select_for_update().get(pk=request.person_id)
    row: ErasureRequest = ERASURE.run(request, "carry-out", by=by, now=now, write=_emptied(now))
    log.note_erasure(person.pk, now)
    end_sessions(person, now=now)
    holdings.erase(person.pk, now)
    transaction.on_commit(cache.clear)
    return row


def _emptied(now: datetime) -> Any:
    def write(row: ErasureRequest) -> None:
        row.ended_at, row.words = now, ""

    return write


def replay_erasures(*, now: datetime) -> int:
    """Erase anew everybody of the log whom a restored database holds again; return how many they were."""
    count = 0
    for identifier, _at in log.noted_erasures():
        with transaction.atomic():
            person = Person.objects.select_for_update().filter(pk=identifier).exclude(name="").first()
            if person is None:
                continue
            holdings.erase(identifier, now)
            waiting = ErasureRequest.objects.filter(person=identifier, status__in=WAITING)
            waiting.update(status=ErasureStatus.CARRIED_OUT, ended_at=now, words="")
            journal.record("erasure-replayed", "person", identifier, by=None, now=now)
            count += 1
    if count:
        cache.clear()
    return count


second.register(
    second.SecondPersonDeed(
        name=DEED,
        subject="erasure",
        find=lambda identifier: ErasureRequest.objects.select_related("person").get(pk=identifier),
        may=permissions.may_carry_out_erasure,
        carry_out=carry_out_erasure,
        scope_of=lambda request: "",
        lock=_locked,
        circle=lambda actor: bool(actor.has_role(Role.ADMINISTRATOR)),
    )
)
