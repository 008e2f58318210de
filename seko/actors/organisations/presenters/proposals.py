"""How proposals about people are described to the second person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from seko.actors.accounts.models import Person
from seko.actors.organisations.actions.accounts import CLOSING
from seko.actors.organisations.actions.invitations import STATE_OFFER
from seko.actors.organisations.actions.mandates import END_OF_STATE
from seko.actors.organisations.enums import Role
from seko.actors.organisations.models import Invitation, Mandate, Organisation
from seko.foundation.design import spoken
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed


def _people_page(organisation: Organisation) -> str:
    return reverse("people", args=[organisation.slug])


def of_offers(proposals: Sequence[ProposedDeed]) -> dict[UUID, second.Described]:
    """Describe proposals to give a role of the state's side."""
    rows = Invitation.objects.filter(pk__in=[each.subject_id for each in proposals]).select_related("organisation")
    known = {str(row.pk): row for row in rows}
    return {
        each.pk: second.Described(
            _("Give a mandate"),
            row.organisation.shown_name,
            _people_page(row.organisation),
            ((_("Person"), f"{row.name}, {row.email}"), (_("Role"), str(Role(row.role).label))),
        )
        for each in proposals
        if (row := known.get(each.subject_id))
    }


def of_ends(proposals: Sequence[ProposedDeed]) -> dict[UUID, second.Described]:
    """Describe proposals to end a mandate of the state's side."""
    rows = Mandate.objects.filter(pk__in=[each.subject_id for each in proposals])
    known = {str(row.pk): row for row in rows.select_related("organisation", "person")}
    return {
        each.pk: second.Described(
            _("End a mandate"),
            row.organisation.shown_name,
            _people_page(row.organisation),
            (
                (_("Person"), row.person.name),
                (_("Role"), str(Role(row.role).label)),
                (_("Last day"), _last_day(each.payload.get("until", ""))),
            ),
        )
        for each in proposals
        if (row := known.get(each.subject_id))
    }


def _last_day(until: str) -> str:
    return spoken.day(date.fromisoformat(until)) if until else _("at once")


def of_closings(proposals: Sequence[ProposedDeed]) -> dict[UUID, second.Described]:
    """Describe proposals to close an account."""
    known = {str(row.pk): row for row in Person.objects.filter(pk__in=[each.subject_id for each in proposals])}
    return {
        each.pk: second.Described(_("Close an account"), known[each.subject_id].name)
        for each in proposals
        if each.subject_id in known
    }


second.register_words(STATE_OFFER, of_offers)
second.register_words(END_OF_STATE, of_ends)
second.register_words(CLOSING, of_closings)
