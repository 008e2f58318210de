"""Reading an organisation's people: mandates now and before, invitations, requests to join."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from seko.actors.organisations import conditions
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import CIVIL_ROLES, STATE_ROLES, InvitationStatus, JoiningStatus, Role
from seko.actors.organisations.models import Invitation, JoiningRequest, Mandate, Organisation
from seko.foundation.core.dates import local_date
from seko.foundation.core.periods import in_force
from seko.foundation.journal.chain import digest

KEPT = timedelta(days=30)


def places(organisation: Organisation, today: date) -> tuple[conditions.Place, ...]:
    """Return where the organisation stands in the mechanism that day."""
    found: tuple[conditions.Place, ...] = conditions.places_of.ask(organisation.pk, today)
    return found


def leads_of(organisation: Organisation, today: date) -> set[UUID]:
    """Return the people who coordinate the leads of its SEKOs."""
    found: set[UUID] = conditions.leads_of.ask(organisation.pk, today)
    return found


def mandates_of(organisation: Organisation) -> QuerySet[Mandate]:
    """Return every mandate ever held for it, with people, those in force first in a stable order."""
    return (
        Mandate.objects.filter(organisation=organisation)
        .select_related("person", "organisation")
        .order_by("-starts_on", "pk")
    )


def holding(organisation: Organisation, today: date) -> QuerySet[Mandate]:
    """Return its mandates in force that day of people whose account is open."""
    return Mandate.objects.filter(in_force(today), organisation=organisation, person__is_active=True)


def acts_for_anybody(organisation: Organisation, now: datetime) -> bool:
    """Return whether somebody acts for the organisation today."""
    return holding(organisation, local_date(now)).exists()


def coordinators_of(organisation: Organisation, today: date) -> set[UUID]:
    """Return those of its people who are told of changes among them: its coordination, else its representatives (or,
    of an institution, everybody who acts for it).
    """
    rows = holding(organisation, today).exclude(is_deputy=True)
    for roles in ((Role.COORDINATOR, Role.MINISTRY), (Role.REPRESENTATIVE,), STATE_ROLES):
        found = set(rows.filter(role__in=roles).values_list("person_id", flat=True))
        if found:
            return found
    return set()


def has_mandate_there(person_id: UUID, organisation_id: UUID, today: date) -> bool:
    """Return whether the person acts for the organisation that day, in whichever role."""
    return Mandate.objects.filter(in_force(today), person=person_id, organisation=organisation_id).exists()


def is_of_the_state(person: Any, today: date) -> bool:
    """Return whether the person holds a role of the state's side that day."""
    return Mandate.objects.filter(in_force(today), person=person, role__in=STATE_ROLES).exists()


def acting_mandates(address: str, today: date) -> QuerySet[Mandate]:
    """Return the mandates of civil society in force of the person with that address, the widest first."""
    rows = Mandate.objects.filter(in_force(today), person__email=address, role__in=CIVIL_ROLES)
    return rows.select_related("person", "organisation").order_by("scope", "role", "pk")


def ended_by_date(now: datetime) -> QuerySet[Mandate]:
    """Return the mandates whose last day has passed and whose work was not yet returned."""
    return Mandate.objects.filter(ends_on__lt=local_date(now), returned_at=None).select_related("organisation")


def open_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    """Return what is offered in its name and not taken up, the newest first; expired ones are kept for a while."""
    waiting = (InvitationStatus.SENT, InvitationStatus.PROPOSED)
    return Invitation.objects.filter(organisation=organisation, status__in=waiting).select_related("invited_by")


def invitation_of(token: str) -> Invitation | None:
    """Return the invitation of a mailed link, in whichever state it is."""
    rows = Invitation.objects.select_related("organisation", "invited_by")
    return rows.filter(token_digest=digest(token)).first() if token else None


def forgettable_invitations(now: datetime) -> QuerySet[Invitation]:
    """Return those that were settled, or expired, more than 30 days ago."""
    before = now - KEPT
    return Invitation.objects.filter(Q(settled_at__lt=before) | Q(settled_at=None, expires_at__lt=before))


def waiting_requests(organisation: Organisation) -> QuerySet[JoiningRequest]:
    """Return who asks to act for the organisation, the oldest first."""
    rows = JoiningRequest.objects.filter(organisation=organisation, status=JoiningStatus.WAITING)
    return rows.select_related("person", "organisation")


def requests_to_decide(actor: Actor) -> QuerySet[JoiningRequest]:
    """Return the requests to join that wait at the actor's own organisation."""
    rows = JoiningRequest.objects.filter(status=JoiningStatus.WAITING, organisation=actor.organisation)
    return rows.select_related("person", "organisation")


def invitations_sent_by(person_id: UUID, organisation_ids: Iterable[UUID]) -> QuerySet[Invitation]:
    """Return the open invitations that a person sent for one of the organisations."""
    rows = Invitation.objects.filter(invited_by=person_id, organisation__in=organisation_ids)
    return rows.filter(status__in=(InvitationStatus.SENT, InvitationStatus.PROPOSED)).select_related("organisation")
