"""How a proposal to take away a second factor is described to the other administrator."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from seko.actors.accounts.models import Person
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed
from seko.pages.administration.actions import DEED


def describe_resets(rows: Sequence[ProposedDeed]) -> dict[UUID, second.Described]:
    """Return whose second factor each proposal is about."""
    people = {str(each.pk): each for each in Person.objects.filter(pk__in=[row.subject_id for row in rows])}
    return {row.pk: _described(people.get(row.subject_id)) for row in rows}


def _described(person: Person | None) -> second.Described:
    deed = _("Take away a lost second factor")
    if person is None:
        return second.Described(deed)
    facts = ((_("E-mail address"), person.email),)
    return second.Described(deed, person.name, reverse("factor-resets"), facts)


second.register_words(DEED, describe_resets)
