"""Preparing, opening, ending and cancelling a call."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.calls.enums import CallKind, CallStatus
from seko.actors.calls.lifecycle import CALL
from seko.actors.calls.models import Call, Criterion
from seko.actors.calls.permissions import may_issue
from seko.actors.mechanism.models import Seko
from seko.actors.organisations.actor import Actor
from seko.foundation.core.errors import Invalid, WrongState, refuse_unless
from seko.foundation.core.typed import read_text
from seko.foundation.journal import actions as journal

FIELDS = ("title", "title_en", "text", "text_en", "is_scored", "opens_at", "closes_at", "starts_on")
MOST_CRITERIA = 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """A criterion as it is typed: its text and, in a scored call, its most points, weight and least points."""

    text: str
    most: int = 0
    weight: int = 1
    least: int = 0


def issue_call(
    *,
    code: str,
    kind: str,
    seko: Seko,
    fields: Mapping[str, Any],
    criteria: Iterable[Wanted],
    by: Actor,
    now: datetime,
) -> Call:
    """Prepare a call that nobody but the deciding body sees. Raises `Refused`, `Invalid`."""
    call = Call(code=code, kind=kind, seko=seko, created_at=now, created_by=by.person, opens_at=fields["opens_at"])
    refuse_unless(may_issue(by, call, now))
    wanted = list(criteria)
    _check(kind, fields, wanted, now)
    if Call.objects.filter(code=code).exists():
        raise Invalid({"code": _("This short code is already in use.")})
    assert by.organisation is not None  # noqa: S101 (whoever may issue acts for an organisation)
    call.issuer = by.organisation
    with transaction.atomic():
        _write(call, fields, wanted)
        journal.record("call-prepared", "call", call.pk, by=by, now=now, scope=call.pk, code=code)
    return call


def change_call(call: Call, *, fields: Mapping[str, Any], criteria: Iterable[Wanted], by: Actor, now: datetime) -> Call:
    """Change a call in preparation; what is opened stays as it was published. Raises as `issue_call`."""
    refuse_unless(may_issue(by, call, now))
    wanted = list(criteria)
    _check(call.kind, fields, wanted, now)
    with transaction.atomic():
        row = locked(call)
        if row.status != CallStatus.DRAFTED:
            raise WrongState(_("The call is opened: what it says stays as it was published."))
        row.criteria.all().delete()
        _write(row, fields, wanted)
        journal.record("call-changed", "call", row.pk, by=by, now=now, scope=row.pk)
    return row


def locked(call: Call) -> Call:
    """Return the call's row, locked until the transaction ends: whatever concerns it takes it first."""
    return Call.objects.select_related("seko", "issuer").select_for_update(of=("self",)).get(pk=call.pk)


def _write(call: Call, fields: Mapping[str, Any], wanted: list[Wanted]) -> None:
    for name in FIELDS:
        setattr(call, name, fields[name])
    call.save()
    Criterion.objects.bulk_create(
        Criterion(call=call, order=order, text=each.text, most=each.most, weight=each.weight, least=each.least)
        for order, each in enumerate(wanted, start=1)
    )


def _check(kind: str, fields: Mapping[str, Any], wanted: list[Wanted], now: datetime) -> None:
    found: dict[str, Any] = {}
    closes_at = fields["closes_at"]
    if kind == CallKind.CONSORTIUM and closes_at is None:
        found["closes_on"] = _("A call for a consortium has a closing day.")
    if kind == CallKind.CONSORTIUM and fields["starts_on"] is None:
        found["starts_on"] = _("Give the day from which the new consortium holds.")
    if closes_at is not None and closes_at <= max(now, fields["opens_at"]):
        found["closes_on"] = _("Choose a day after the opening, in the future.")
    if not wanted:
        found["criteria"] = _("Give at least one criterion: applicants must know by what they are judged.")
    if len(wanted) > MOST_CRITERIA:
        found["criteria"] = _("At most %(most)s criteria.") % {"most": MOST_CRITERIA}
    if fields["is_scored"] and any(each.most < 1 for each in wanted):
        found["criteria"] = _("In a scored call every criterion has its marks.")
    if any(each.least > each.most for each in wanted):
        found["criteria"] = _("The least marks needed are more than can be given.")
    if found:
        raise Invalid(found)


def open_call(call: Call, *, by: Actor, now: datetime) -> Call:
    """Publish the call; the network is told."""

    def write(row: Call) -> None:
        if row.closes_at is not None and row.closes_at <= now:
            raise WrongState(_("The closing day has passed; set a later one."))

    opened: Call = CALL.run(call, "open", by=by, now=now, write=write)
    return opened


def end_call(call: Call, *, by: Actor, now: datetime) -> Call:
    """End a standing call of a network."""
    with transaction.atomic():
        ended: Call = CALL.run(locked(call), "end", by=by, now=now)
    return ended


def cancel_call(call: Call, *, reason: str, by: Actor, now: datetime) -> Call:
    """Cancel a call, with a reason that is published; applicants are told."""
    reason = read_text(reason, "reason", required=_("Give the reason."), limit=2_000)

    def write(row: Call) -> None:
        row.cancelled_reason = reason

    with transaction.atomic():
        cancelled: Call = CALL.run(locked(call), "cancel", by=by, now=now, write=write)
    return cancelled
