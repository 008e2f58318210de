"""Taking facts of organisations over from a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from seko.actors.organisations.actions.bodies import FACTS, change_facts, next_free, wanted_slug
from seko.actors.organisations.actions.keys import write_keys, write_words
from seko.actors.organisations.actions.names import check_name
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.models import Organisation
from seko.actors.organisations.permissions import may_keep_register
from seko.foundation.core.errors import Invalid, refuse_unless
from seko.foundation.journal import actions as journal


def take_facts(organisation: Organisation, *, fields: Mapping[str, str], by: Actor, now: datetime) -> Organisation:
    """Take over what a spreadsheet says of an organisation: kind, numbers, place, short and English name, website,
    public address; what is not among `fields` stays. Addresses were checked by whoever read the sheet. Raises
    `Refused`, `Invalid`.
    """
    refuse_unless(may_keep_register(by, organisation, now))
    facts = {name: value for name, value in fields.items() if name in FACTS}
    rest = {name: value for name, value in fields.items() if name not in FACTS}
    with transaction.atomic():
        row = change_facts(organisation, fields=facts, by=by, now=now) if facts else organisation
        if rest:
            row = Organisation.objects.select_for_update().get(pk=row.pk)
            for name, value in rest.items():
                setattr(row, name, value)
            if found := check_name(row):
                raise Invalid(found)
            write_keys(row)
            row.save()
            write_words({row.pk})
            journal.record("profile-changed", "organisation", row.pk, by=by, now=now, fields=sorted(rest))
    return row


def free_slugs(names: Sequence[str]) -> list[str]:
    """Return an address for each new organisation, none of them taken, in one query."""
    taken = set(Organisation.objects.values_list("slug", flat=True))
    found = []
    for name in names:
        found.append(next_free(wanted_slug(name), taken))
        taken.add(found[-1])
    return found
