"""The contact persons of a spreadsheet who have no mandate and no invitation yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from seko.actors.organisations.enums import InvitationStatus
from seko.actors.organisations.models import Invitation, Mandate, Organisation
from seko.foundation.core.periods import in_force
from seko.outlets.exchange.enums import Verdict
from seko.outlets.exchange.judging import Judged


@dataclass(frozen=True, slots=True)
class Contact:
    """A person to be invited to represent an organisation of the register; `row` is the number in the file."""

    organisation: Organisation
    name: str
    email: str
    row: int


def contacts_of(rows: list[Judged], today: date) -> list[Contact]:
    """Return whom the rows that stand in the register name and who is not there yet, in two queries.

    An organisation merged, ended or of the state invites nobody; a person named twice is invited once for each body.
    """
    named = {
        (each.match.pk, each.values["email"]): Contact(
            each.match, each.values["person"], each.values["email"], each.row.number
        )
        for each in rows
        if each.verdict in (Verdict.SAME, Verdict.CHANGED)
        and each.match is not None
        and each.match.is_civil_society
        and each.match.ended_on is None
        and each.values.get("email")
        and each.values.get("person")
    }
    organisations = {organisation for organisation, _email in named}
    acting = Mandate.objects.filter(in_force(today), organisation__in=organisations)
    invited = Invitation.objects.filter(organisation__in=organisations, status=InvitationStatus.SENT)
    there = set(acting.values_list("organisation", "person__email")) | set(invited.values_list("organisation", "email"))
    return [contact for key, contact in named.items() if key not in there]
