"""Merging duplicates, by two persons: the one becomes an alias of the other, and no past act is changed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.organisations import conditions
from seko.actors.organisations.actions.keys import write_words
from seko.actors.organisations.actions.mandates import end_all, grant_mandates
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.models import Mandate, Organisation
from seko.actors.organisations.notices import bodies as notices
from seko.actors.organisations.permissions import may_merge
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import Invalid, WrongState
from seko.foundation.core.periods import in_force
from seko.foundation.journal import actions as journal
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed

MERGE = "merge-organisation"


def propose_merging(
    alias: Organisation, *, survivor: Organisation | None, reason: str, by: Actor, now: datetime
) -> ProposedDeed:
    """Propose to merge an organisation that was entered twice into the one that stays; a second person confirms.

    Raises `Refused`, `Invalid`, `WrongState`.
    """
    if survivor is None or survivor.pk == alias.pk or survivor.merged_into_id or survivor.ended_on:
        raise Invalid({"survivor": _("Choose another organisation, one that still exists.")})
    if survivor.is_civil_society != alias.is_civil_society:
        raise Invalid({"survivor": _("A body of the state and an organisation of civil society are never one.")})
    return second.propose(MERGE, alias, reason=reason, by=by, now=now, payload={"survivor": str(survivor.pk)})


def both_locked(one: UUID, other: UUID) -> tuple[Organisation, Organisation]:
    """Return two organisations as they are now, held until the transaction ends; always in the same order, so that two
    deeds which hold the same two never wait for one another.
    """
    rows = Organisation.objects.select_for_update().filter(pk__in=(one, other)).order_by("pk")
    found = {row.pk: row for row in rows}
    return found[one], found[other]


def _merge(alias: Organisation, proposed: ProposedDeed, *, by: Actor, now: datetime) -> Organisation:
    """Make the alias: what is open of it (mandates, and what upper apps know) is ended and given anew to the survivor.

    Comments, votes and whatever else was done stay with the alias, under its name. Its numbers go to the survivor
    where that one has none.
    """
    with transaction.atomic():
        row, survivor = both_locked(alias.pk, UUID(proposed.payload["survivor"]))
        if row.merged_into_id or survivor.merged_into_id or survivor.ended_on:
            raise WrongState(_("One of the two has ended or was merged meanwhile; propose it anew."))
        aliases = [row.pk, *row.aliases.values_list("pk", flat=True)]
        row.merged_into, row.closed_at = survivor, row.closed_at or now
        row.save(update_fields=["merged_into", "closed_at"])
        Organisation.objects.filter(merged_into=row).update(merged_into=survivor)
        _take_numbers(survivor, row)
        write_words({survivor.pk, *aliases})
        conditions.merged.follow(alias=row, survivor=survivor, by=by, now=now)
        move_mandates(row, survivor, by=by, now=now)
        notices.merged(row, survivor, now=now)
        journal.record("organisation-merged", "organisation", row.pk, by=by, now=now, survivor=str(survivor.pk))
    return survivor


def _take_numbers(survivor: Organisation, alias: Organisation) -> None:
    taken = [field for field in ("registry_number", "tax_number") if not getattr(survivor, field)]
    for field in taken:
        setattr(survivor, field, getattr(alias, field))
    if taken:
        survivor.save(update_fields=taken)


def move_mandates(alias: Organisation, survivor: Organisation, *, by: Actor, now: datetime) -> None:
    """Give the people of the alias the same mandates for the survivor, unless they have them."""
    today = local_date(now)
    ended = [(row, row.ends_on) for row in Mandate.objects.filter(in_force(today), organisation=alias)]
    end_all(Mandate.objects.filter(organisation=alias), by=by, now=now, tells=False)
    held = set(Mandate.objects.filter(in_force(today), organisation=survivor).values_list("person", "role", "scope"))
    fresh = [
        Mandate(
            person_id=row.person_id,
            organisation=survivor,
            role=row.role,
            scope=row.scope,
            is_deputy=row.is_deputy,
            starts_on=today,
            ends_on=until,
        )
        for row, until in ended
        if (row.person_id, row.role, row.scope) not in held
    ]
    grant_mandates(fresh, by=by, now=now)


def _close(*, organisation: Organisation, by: Actor, now: datetime) -> None:
    end_all(Mandate.objects.filter(organisation=organisation), by=by, now=now)


def _find(identifier: str) -> Organisation:
    return Organisation.objects.get(pk=identifier)


conditions.closed.register(_close)
second.register(
    second.SecondPersonDeed(
        name=MERGE,
        subject="organisation",
        find=_find,
        may=may_merge,
        carry_out=_merge,
        scope_of=lambda organisation: "",
    )
)
