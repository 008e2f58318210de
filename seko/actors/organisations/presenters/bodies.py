"""How proposals to change an organisation are put to the second person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from seko.actors.organisations import queries
from seko.actors.organisations.actions.merging import MERGE
from seko.actors.organisations.actions.succeeding import SUCCEED
from seko.actors.organisations.enums import OrganisationKind, SuccessionKind
from seko.actors.organisations.models import Organisation
from seko.foundation.core.languages import current
from seko.foundation.design import spoken
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed


@dataclass(frozen=True, slots=True)
class Alike:
    """An organisation that is likely the same as a new one, for showing both side by side."""

    name: str
    url: str
    kind: str
    town: str
    number: str
    likeness: str


def alike(found: Sequence[queries.Alike]) -> tuple[Alike, ...]:
    """Return likely duplicates for a page; the likeness in per cent."""
    return tuple(
        Alike(
            each.organisation.shown_name,
            reverse("organisation", args=[each.organisation.slug]),
            str(OrganisationKind(each.organisation.kind).label),
            each.organisation.town,
            each.organisation.registry_number,
            f"{each.likeness:.0%}",
        )
        for each in found
    )


def waiting(organisation: Organisation) -> tuple[str, ...]:
    """Return in words what waits for a second person about an organisation."""
    found = []
    if second.waiting(MERGE, organisation.pk):
        found.append(_("The merging waits for a second person."))
    if second.waiting(SUCCEED, organisation.pk):
        found.append(_("The succession waits for a second person."))
    return tuple(found)


def describe(proposals: Sequence[ProposedDeed]) -> dict[UUID, second.Described]:
    """Describe mergings and successions that wait for a second person, in one query."""
    wanted = {each.subject_id for each in proposals} | {_other(each) for each in proposals}
    known = {str(row.pk): row for row in Organisation.objects.filter(pk__in=wanted - {""})}
    return {
        each.pk: second.Described(
            _("Merge a double entry") if each.deed == MERGE else _("Record who took over from an organisation"),
            _shown(known[each.subject_id]),
            reverse("organisation-keep", args=[known[each.subject_id].slug]),
            _facts(each, known),
        )
        for each in proposals
        if each.subject_id in known and _other(each) in known
    }


def _other(proposed: ProposedDeed) -> str:
    found: str = proposed.payload.get("survivor") or proposed.payload.get("successor") or ""
    return found


def _shown(row: Organisation) -> str:
    return spoken.plain_words(row.shown_name, current())


def _facts(proposed: ProposedDeed, known: dict[str, Organisation]) -> tuple[tuple[str, str], ...]:
    other = _shown(known[_other(proposed)])
    if proposed.deed == MERGE:
        return ((_("This entry becomes another name of"), other),)
    return (
        (_("Taken over by"), other),
        (_("How much"), str(SuccessionKind(proposed.payload["kind"]).label)),
        (_("Day"), spoken.day(date.fromisoformat(proposed.payload["happened_on"]))),
    )


for _deed in (MERGE, SUCCEED):
    second.register_words(_deed, describe)
