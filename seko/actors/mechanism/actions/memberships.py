"""Entering, leaving and ending a place in a SEKO."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.mechanism import notices
from seko.actors.mechanism.actions.places import (
    check_consortium,
    end_place,
    give_place,
    locked,
    replaced,
    standing_from,
)
from seko.actors.mechanism.enums import CONSORTIUM, Ending, Standing
from seko.actors.mechanism.models import Membership, Seko
from seko.actors.mechanism.permissions import may_end_membership, may_give_place, may_keep_mechanism, may_leave
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.models import Organisation
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import Invalid, Refused, WrongState, refuse_unless
from seko.foundation.core.typed import read_text
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed

LETTERS = 2_000


def register_member(
    seko: Seko,
    organisation: Organisation,
    *,
    role: str,
    on: date,
    until: date | None = None,
    basis: str = "",
    note: str = "",
    by: Actor,
    now: datetime,
) -> Membership:
    """Enter a place: what a consortium decided, or what a source says of the past (`until`, `note`: what is unknown).

    The ministry's coordination registers. A present lead is appointed by two instead (`leads.propose_lead`); one place
    at a time. Raises `Refused`, `Invalid`.
    """
    refuse_unless(may_give_place(by, organisation, now))
    if role == Standing.LEAD and (until is None or until >= local_date(now)):
        raise Invalid({"role": _("Who leads now is proposed by one person and confirmed by another.")})
    if until is not None and until < on:
        raise Invalid({"until": _("The last day is before the first.")})
    with transaction.atomic():
        seko = locked(seko)
        beside = Membership.objects.filter(seko=seko, organisation=organisation).exclude(ends_on__lt=on)
        if until is not None:
            beside = beside.filter(starts_on__lte=until)
        if any(not _is_over_by(each, on) for each in beside):
            raise Invalid({"organisation": _("This organisation has a place in the SEKO in these days already.")})
        row = give_place(seko, organisation, role, on=on, until=until, basis=basis, note=note, by=by, now=now)
        if role in CONSORTIUM:
            check_consortium(seko, on)
        if until is None or until >= local_date(now):
            notices.member_registered(row, now=now)
    return row


def _is_over_by(row: Membership, on: date) -> bool:
    return row.ended_at is not None and row.ends_on is not None and row.ends_on <= on


def leave(membership: Membership, *, on: date, statement: str, by: Actor, now: datetime) -> Membership:
    """Leave a SEKO by one's own word, today or on a later day; lead and ministry are told.

    Nobody decides on it. A consortium that becomes too small by it is shown as one that needs a call.
    """
    refuse_unless(may_leave(by, membership, now))
    statement = read_text(statement, "statement", required=_("Say in a sentence why you leave."), limit=LETTERS)
    _check_day(on, now)
    with transaction.atomic():
        locked(membership.seko)
        row = _open(membership, on)
        told = notices.lead_and_ministry(row.seko, now)
        end_place(row, on=on, ending=Ending.LEFT, reason=statement, by=by, now=now)
        notices.member_left(row, told, now=now)
    return row


def propose_ending(membership: Membership, *, on: date, reason: str, by: Actor, now: datetime) -> ProposedDeed:
    """Propose to end another organisation's place by decision of the consortium; the ministry's coordination registers
    it as the second person.
    """
    refuse_unless(may_end_membership(by, membership, now))
    _check_day(on, now)
    payload = {"on": on.isoformat()}
    with transaction.atomic():
        _open(membership, on)
        return second.propose("end-membership", membership, reason=reason, payload=payload, by=by, now=now)


def _check_day(on: date, now: datetime) -> None:
    if on < local_date(now):
        raise Invalid({"on": _("Choose today or a later day.")})


def _open(membership: Membership, on: date) -> Membership:
    row = Membership.objects.select_for_update(of=("self",)).select_related("seko", "organisation")
    found = row.get(pk=membership.pk)
    if found.ended_at is not None or (found.ends_on is not None and found.ends_on < on):
        raise WrongState(_("This place in the SEKO has ended already."))
    return found


def _end(membership: Membership, proposed: ProposedDeed, *, by: Actor, now: datetime) -> Membership:
    registers = may_keep_mechanism(by, membership, now)
    if not registers:
        raise Refused(registers)
    on = max(date.fromisoformat(proposed.payload["on"]), local_date(now))
    row = _open(membership, on)
    end_place(row, on=on, ending=Ending.DECIDED, reason=proposed.reason, by=by, now=now)
    notices.membership_ended(row, now=now)
    return row


def found_consortium(
    seko: Seko, lead: Organisation, partners: Sequence[Organisation], *, on: date, basis: str, by: Actor, now: datetime
) -> list[Membership]:
    """Put a new consortium in the place of the earlier one, whose places end the day before. Raises `Invalid`.

    Who decided it, and that two did, is the affair of the call; members of the network stay as they are.
    """
    refuse_unless(may_keep_mechanism(by, seko, now))
    on = max(on, local_date(now))
    chosen = [lead, *partners]
    with transaction.atomic():
        seko = locked(seko)
        for row in standing_from(seko, on):
            if row.role in CONSORTIUM or row.organisation in chosen:
                replaced(row, on=on, by=by, now=now)
        made = [
            give_place(
                seko,
                each,
                Standing.LEAD if each is lead else Standing.PARTNER,
                on=on,
                basis=basis,
                by=by,
                now=now,
            )
            for each in chosen
        ]
        check_consortium(seko, on)
        for each in made:
            notices.member_registered(each, now=now)
    return made


second.register(
    second.SecondPersonDeed(
        name="end-membership",
        subject="membership",
        find=lambda identifier: Membership.objects.select_related("seko", "organisation").get(pk=identifier),
        may=may_end_membership,
        carry_out=_end,
        scope_of=lambda membership: "",
        lock=lambda membership: locked(membership.seko),
    )
)
