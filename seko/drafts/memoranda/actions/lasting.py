"""While it is in force: renewing, leaving, ending or replacing it, and telling in time that its term ends."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.actor import Actor
from seko.drafts.memoranda import notices, permissions
from seko.drafts.memoranda.actions.preparing import locked
from seko.drafts.memoranda.enums import Status
from seko.drafts.memoranda.lifecycle import MEMORANDUM
from seko.drafts.memoranda.models import Memorandum, Party, Renewal
from seko.drafts.memoranda.queries import own_parties, replacing
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import Invalid, NotThere, WrongState, refuse_unless
from seko.foundation.core.typed import read_text
from seko.foundation.journal import actions as journal
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed

END = "memorandum-end"
# Days before the end of the term at which it is told.
TOLD_AT = (30, 90)


def renew_memorandum(
    memorandum: Memorandum, *, on: date, until: date | None, basis: str, by: Actor, now: datetime
) -> Renewal:
    """Note a renewal: on which day, until when (None: without an end), on what basis; the parties are told.

    Raises `Refused`, `WrongState` (not in force), `Invalid`.
    """
    refuse_unless(permissions.may_prepare(by, memorandum, now))
    words = read_text(basis, "basis", required=_("Give the basis: an annex, an exchange of letters."))
    with transaction.atomic():
        row = locked(memorandum)
        if row.status != Status.IN_FORCE:
            raise WrongState(_("Only a memorandum in force is renewed."))
        if row.begins_on and on < row.begins_on:
            raise Invalid({"on": _("This day is before the memorandum began.")})
        if on > local_date(now):
            raise Invalid({"on": _("This day is still to come.")})
        if until is not None and (until < on or (row.until is not None and until <= row.until)):
            raise Invalid({"until": _("A renewal lasts longer than the term it renews.")})
        if until is None and row.until is None:
            raise Invalid({"until": _("The memorandum has no end: there is nothing to renew.")})
        renewal = Renewal.objects.create(memorandum=row, on=on, until=until, basis=words, recorded_at=now)
        row.until = until
        row.save(update_fields=["until"])
        notices.renewed(row, renewal, now=now)
        journal.record(
            "memorandum-renewed", "memorandum", row.pk, by=by, now=now, scope=row.pk, on=on.isoformat(),
            until=until.isoformat() if until else "",
        )  # fmt: skip
    return renewal


def leave_memorandum(
    memorandum: Memorandum, *, party: Party, on: date, statement: str, by: Actor, now: datetime
) -> Party:
    """Let a party leave, with its statement; for the others the memorandum goes on.

    Its own people leave from today on at the earliest; the ministry notes what a party has told it. Raises `Refused`,
    `NotThere` (another's party), `WrongState` (left already), `Invalid`.
    """
    refuse_unless(permissions.may_leave(by, memorandum, now))
    words = read_text(statement, "statement", required=_("Write the statement: it is published."))
    with transaction.atomic():
        row = locked(memorandum)
        mine = row.parties.all() if by.is_ministry else own_parties(by, row)
        found = mine.filter(pk=party.pk).first()
        if found is None:
            raise NotThere
        if found.left_on is not None:
            raise WrongState(_("This organisation has already left."))
        earliest = row.begins_on if by.is_ministry else local_date(now)
        if earliest is not None and on < earliest:
            raise Invalid({"on": _("This day is too early.")})
        notices.left(row, found.name, words, on, event=str(found.pk), now=now)
        found.left_on, found.left_statement = on, words
        found.save(update_fields=["left_on", "left_statement"])
        journal.record(
            "memorandum-left", "memorandum", row.pk, by=by, now=now, scope=row.pk, party=found.pk, on=on.isoformat()
        )
    return found


def propose_end(
    memorandum: Memorandum, *, reason: str, by: Actor, now: datetime, replaced_by: Memorandum | None = None
) -> ProposedDeed:
    """Propose that it ends, or that another one in force replaces it; a second person confirms, the reason is public.

    Raises `Refused`, `WrongState`, `Invalid`.
    """
    refuse_unless(permissions.may_end(by, memorandum, now))
    MEMORANDUM.step(memorandum.status, "end")
    if replaced_by is not None and not replacing(memorandum).filter(pk=replaced_by.pk).exists():
        raise Invalid({"replaced_by": _("Choose a memorandum in force.")})
    payload = {"replaced_by": replaced_by.pk if replaced_by else None}
    return second.propose(END, memorandum, reason=reason, by=by, now=now, payload=payload)


def _end(memorandum: Memorandum, proposed: ProposedDeed, *, by: Actor, now: datetime) -> Memorandum:
    successor = proposed.payload["replaced_by"]
    if successor is not None and not replacing(memorandum).filter(pk=successor).exists():
        raise WrongState(_("The memorandum that should replace it is no longer in force."))

    def write(row: Memorandum) -> None:
        row.ended_at, row.ended_reason, row.replaced_by_id = now, proposed.reason, successor

    row: Memorandum = MEMORANDUM.run(memorandum, "replace" if successor else "end", by=by, now=now, write=write)
    return row


def warn_of_terms(now: datetime) -> int:
    """Tell of every term that ends within 90 days, and again within 30; return how many terms were told of.

    A day on which nothing ran is made good the next; nobody is told twice of the same.
    """
    today = local_date(now)
    rows = Memorandum.objects.filter(
        status=Status.IN_FORCE, until__gte=today, until__lte=today + timedelta(days=max(TOLD_AT))
    )
    with transaction.atomic():
        for row in rows:
            assert row.until is not None  # noqa: S101 - the query asks for it
            left = (row.until - today).days
            notices.term_ends(row, row.until, next(days for days in TOLD_AT if left <= days), now=now)
    return len(rows)


second.register(
    second.SecondPersonDeed(
        name=END,
        subject="memorandum",
        find=lambda identifier: Memorandum.objects.get(pk=identifier),
        may=permissions.may_end,
        carry_out=_end,
        scope_of=lambda memorandum: memorandum.pk,
        lock=locked,
    )
)
