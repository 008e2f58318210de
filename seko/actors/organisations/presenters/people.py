"""What the page of an organisation's people shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from seko.actors.organisations import permissions
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import InvitationStatus, Role
from seko.actors.organisations.models import Invitation, JoiningRequest, Mandate, Organisation
from seko.actors.organisations.permissions import Offer
from seko.actors.organisations.queries import people as reading
from seko.foundation.core.dates import local_date
from seko.foundation.core.decisions import Decision
from seko.foundation.design import spoken
from seko.foundation.workflow.models import ProposedDeed

if TYPE_CHECKING:
    from seko.foundation.design.parts import Words


@dataclass(frozen=True, slots=True)
class Member:
    """One mandate as a row: who, in what capacity, from when until when, and what may be done with it."""

    identifier: str
    name: Words
    email: str
    role: Words
    scope: str
    is_deputy: bool
    since: str
    until: str
    since_on: date
    until_on: date | None
    is_own: bool
    is_of_the_state: bool
    waits: bool
    may_take: Decision
    may_change: Decision
    handover_url: str


@dataclass(frozen=True, slots=True)
class Invited:
    """One invitation that is not taken up."""

    identifier: str
    name: Words
    email: str
    role: Words
    sent: str
    expires: str
    sent_on: date
    expires_on: date
    is_expired: bool
    is_proposed: bool
    may_call_back: Decision


@dataclass(frozen=True, slots=True)
class Asked:
    """One request to join."""

    identifier: str
    name: Words
    email: str
    words: str
    on: str
    asked_on: date
    may_decide: Decision


@dataclass(frozen=True, slots=True)
class People:
    """The whole page."""

    now: tuple[Member, ...]
    before: tuple[Member, ...]
    invited: tuple[Invited, ...]
    asked: tuple[Asked, ...]
    is_masked: bool
    may_invite: Decision


def people_of(organisation: Organisation, actor: Actor, now: datetime) -> People:
    """Return the people of an organisation as the actor sees them, in a fixed number of queries."""
    today, named = local_date(now), permissions.sees_names(actor, organisation)
    rows = list(reading.mandates_of(organisation))
    waiting = _waiting(rows)
    scopes = {place.seko_code: place.seko_name for place in reading.places(organisation, today)}
    members = [(row, _member(row, actor, now, named, scopes, waiting)) for row in rows]
    invitations = reading.open_invitations(organisation) if named else ()
    requests = reading.waiting_requests(organisation) if named else ()
    return People(
        now=tuple(shown for row, shown in members if _holds(row, today)),
        before=tuple(shown for row, shown in members if not _holds(row, today)),
        invited=tuple(_invited(row, actor, now) for row in invitations),
        asked=tuple(_asked(row, actor, now) for row in requests),
        is_masked=not named,
        may_invite=permissions.may_invite(actor, organisation, now),
    )


def _holds(row: Mandate, today: date) -> bool:
    return row.ends_on is None or row.ends_on > today or (row.ends_on == today and row.ended_at is None)


def _waiting(rows: list[Mandate]) -> set[str]:
    about = Q(deed="end-state-mandate", subject_id__in=[str(row.pk) for row in rows], status="waiting")
    return set(ProposedDeed.objects.filter(about).values_list("subject_id", flat=True))


def _member(
    row: Mandate, actor: Actor, now: datetime, named: bool, scopes: dict[str, str], waiting: set[str]
) -> Member:
    may_take = permissions.may_take(actor, row, now)
    return Member(
        identifier=str(row.pk),
        name=row.person.name if named else _("A person"),
        email=row.person.email if named else "",
        role=Role(row.role).label,
        scope=scopes.get(row.scope, row.scope),
        is_deputy=row.is_deputy,
        since=spoken.day(row.starts_on),
        until=spoken.day(row.ends_on) if row.ends_on else "",
        since_on=row.starts_on,
        until_on=row.ends_on,
        is_own=actor.person is not None and row.person_id == actor.person.pk,
        is_of_the_state=permissions.is_of_the_state(permissions.offer_of(row)),
        waits=str(row.pk) in waiting,
        may_take=may_take,
        may_change=permissions.may_change(actor, row, now),
        handover_url=reverse("handover", args=[row.pk]) if permissions.may_hand_over(actor, row, now) else "",
    )


def _invited(row: Invitation, actor: Actor, now: datetime) -> Invited:
    return Invited(
        identifier=str(row.pk),
        name=row.name,
        email=row.email,
        role=Role(row.role).label,
        sent=spoken.day(row.created_at),
        expires=spoken.day(row.expires_at, genitive=True),
        sent_on=local_date(row.created_at),
        expires_on=local_date(row.expires_at),
        is_expired=row.expires_at < now,
        is_proposed=row.status == InvitationStatus.PROPOSED,
        may_call_back=permissions.may_call_back(actor, row, now),
    )


def _asked(row: JoiningRequest, actor: Actor, now: datetime) -> Asked:
    may = permissions.may_decide_joining(actor, row, now)
    on = local_date(row.created_at)
    return Asked(str(row.pk), row.person.name, row.person.email, row.words, spoken.day(on), on, may)


@dataclass(frozen=True, slots=True)
class Offered:
    """What an invitation offers, for the person who opens its link."""

    organisation: Organisation
    role: Words
    scope: str
    is_deputy: bool
    until: str
    name: str
    email: str
    expires: str
    by: str


def offered(invitation: Invitation, now: datetime) -> Offered:
    """Return what an invitation offers."""
    places = reading.places(invitation.organisation, local_date(now))
    scopes = {place.seko_code: place.seko_name for place in places}
    return Offered(
        organisation=invitation.organisation,
        role=Role(invitation.role).label,
        scope=scopes.get(invitation.scope, invitation.scope),
        is_deputy=invitation.is_deputy,
        until=spoken.day(invitation.mandate_ends_on) if invitation.mandate_ends_on else "",
        name=invitation.name,
        email=invitation.email,
        expires=spoken.day_time(invitation.expires_at, genitive=True),
        by=invitation.invited_by.name if invitation.invited_by else "",
    )


def roles_to_give(actor: Actor, organisation: Organisation, now: datetime) -> list[tuple[str, Words]]:
    """Return the roles that the actor may give there, in a scope that the own mandate allows."""
    scope = actor.mandate.scope if actor.mandate and permissions.acts_for(actor, organisation) else ""
    return [
        (role.value, role.label) for role in Role if permissions.may_give(actor, Offer(organisation, role, scope), now)
    ]


def scopes_to_give(actor: Actor, organisation: Organisation, now: datetime) -> list[tuple[str, Words]]:
    """Return the SEKOs for which a mandate may be given, and (unless the own mandate is narrower) all of the work."""
    own = actor.mandate.scope if actor.mandate and permissions.acts_for(actor, organisation) else ""
    places = [place for place in reading.places(organisation, local_date(now)) if own in ("", place.seko_code)]
    found: list[tuple[str, Words]] = [(place.seko_code, place.seko_name) for place in places]
    return found if own else [("", _("All of its work")), *found]
