"""Who may see an organisation's people, and who gives and takes mandates (reliability.md F)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from seko.actors.accounts.models import Person
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import CIVIL_ROLES, STATE_ROLES, Role
from seko.actors.organisations.models import Invitation, JoiningRequest, Mandate, Organisation
from seko.actors.organisations.queries.people import acts_for_anybody, places
from seko.foundation.core.dates import local_date
from seko.foundation.core.decisions import ALLOWED, DENIED, Decision, first_refusal, refused

OVERSEEING = (Role.MINISTRY, Role.ADMINISTRATOR)
HANDING_OVER = (Role.REPRESENTATIVE, Role.COORDINATOR, Role.MINISTRY, Role.OFFICER)
MASKED = (Role.OBSERVER, Role.AUDITOR)


@dataclass(frozen=True, slots=True)
class Offer:
    """What is to be given or taken: a role for an organisation, in one SEKO (its code) or in all of its work."""

    organisation: Organisation
    role: str
    scope: str = ""


def offer_of(row: Invitation | Mandate) -> Offer:
    """Return what an invitation offers, or what a mandate gives."""
    return Offer(row.organisation, row.role, row.scope)


def acts_for(actor: Actor, organisation: Organisation) -> bool:
    """Return whether the person acts for that organisation now."""
    return actor.organisation_id == str(organisation.pk)


def oversees(actor: Actor, organisation: Organisation, now: datetime) -> bool:
    """Return whether the actor is of the consortium of a SEKO in which the organisation stands."""
    if not actor.is_civil or not actor.sekos("lead", "partner"):
        return False
    return any(actor.is_in_consortium(place.seko_id) for place in places(organisation, local_date(now)))


def may_see_people(actor: Actor, organisation: Organisation, now: datetime) -> Decision:
    """The own people, its consortium, the ministry's coordination, administrators; observers and auditors without
    names and addresses (`sees_names`).
    """
    if acts_for(actor, organisation) or actor.has_role(*OVERSEEING, *MASKED) or oversees(actor, organisation, now):
        return ALLOWED
    return DENIED


def sees_names(actor: Actor, organisation: Organisation) -> bool:
    """Return whether the actor reads people's names and addresses, and not only that there are people."""
    return acts_for(actor, organisation) or not actor.has_role(*MASKED)


def may_give(actor: Actor, offer: Offer, now: datetime) -> Decision:
    """The organisation's own people, as far as their own mandate goes; the coordination of a SEKO is given by a
    coordination alone. The ministry's coordination and administrators for any organisation of civil society; what
    belongs to the side of the state they only propose (`is_of_the_state`).
    """
    if actor.person is None:
        return DENIED
    return first_refusal(_fits(offer), _may_give_there(actor, offer))


def is_of_the_state(offer: Offer) -> bool:
    """Return whether two people give and take it."""
    return offer.role in STATE_ROLES


def _fits(offer: Offer) -> Decision:
    if offer.organisation.is_civil_society == (offer.role in CIVIL_ROLES):
        return ALLOWED
    return refused(_("This role does not exist in an organisation of this kind."))


def _may_give_there(actor: Actor, offer: Offer) -> Decision:
    if actor.has_role(*OVERSEEING):
        return ALLOWED
    if is_of_the_state(offer) or not actor.is_civil or not acts_for(actor, offer.organisation):
        return DENIED
    mandate = actor.mandate
    if mandate is not None and mandate.scope not in ("", offer.scope):
        return refused(_("Your own mandate is for one SEKO only."))
    if offer.role == Role.COORDINATOR and not actor.has_role(Role.COORDINATOR):
        return refused(_("Only a coordination gives and takes the role of coordination; ask it or the ministry."))
    return ALLOWED


def may_invite(actor: Actor, organisation: Organisation, now: datetime) -> Decision:
    """Whoever may give at least one role there: what the page offers."""
    role = Role.REPRESENTATIVE if organisation.is_civil_society else Role.OFFICER
    scope = actor.mandate.scope if actor.mandate and acts_for(actor, organisation) else ""
    return may_give(actor, Offer(organisation, role, scope), now)


def may_take(actor: Actor, mandate: Mandate, now: datetime) -> Decision:
    """Who may give a mandate may take it; everybody may lay down the own one of civil society."""
    if _is_own(actor, mandate) and not is_of_the_state(offer_of(mandate)):
        return ALLOWED
    return may_give(actor, offer_of(mandate), now)


def may_hand_over(actor: Actor, mandate: Mandate, now: datetime) -> Decision:
    """What a colleague leaves is seen and handed on by the people of the own organisation: by its coordination and
    representatives, at an institution by the ministry's coordination or the officers there.
    """
    if acts_for(actor, mandate.organisation) and actor.has_role(*HANDING_OVER):
        return ALLOWED
    return DENIED


def may_change(actor: Actor, mandate: Mandate, now: datetime) -> Decision:
    """Who may give a mandate may say until when it goes and whose deputy it is; nobody says it of the own one."""
    if _is_own(actor, mandate):
        return refused(_("Another person must change your own mandate."))
    return may_give(actor, offer_of(mandate), now)


def may_propose_for_state(actor: Actor, row: Invitation | Mandate, now: datetime) -> Decision:
    """Asked of each of the two who give or take a role of the state's side: the ministry's coordination or an
    administrator, and never about the own person's gain.
    """
    if actor.person is not None and _is_of(actor.person, row):
        return refused(_("Another person must decide about your own mandate."))
    if not actor.has_role(*OVERSEEING):
        return DENIED
    return may_give(actor, offer_of(row), now)


def may_call_back(actor: Actor, invitation: Invitation, now: datetime) -> Decision:
    """Who may give what it offers."""
    return may_give(actor, offer_of(invitation), now)


def may_take_up(actor: Actor, invitation: Invitation, now: datetime) -> Decision:
    """Whoever holds the link and is nobody else: signed in, it must be under the address to which it was sent."""
    if actor.person is None or actor.person.email == invitation.email:
        return ALLOWED
    return refused(
        _("This invitation was sent to another address than the one you are signed in with. Sign out to take it up.")
    )


def takes_requests(organisation: Organisation) -> bool:
    """Return whether people may ask to act for it: an organisation of civil society that is still there."""
    return organisation.is_civil_society and not (organisation.merged_into_id or organisation.ended_on)


def may_ask_to_join(actor: Actor, organisation: Organisation, now: datetime) -> Decision:
    """Anybody with a confirmed address who does not act for the organisation yet; institutions invite by themselves."""
    if actor.person is None:
        return refused(_("Sign in first."))
    if not takes_requests(organisation):
        return refused(_("People of this body are invited; it takes no requests."))
    if any(each.organisation_id == organisation.pk for each in actor.mandates):
        return refused(_("You act for this organisation already."))
    if not actor.person.has_confirmed_email:
        return refused(_("Confirm your e-mail address first; the link is in the message we sent you."))
    return ALLOWED


def may_decide_joining(actor: Actor, asked: JoiningRequest, now: datetime) -> Decision:
    """The organisation's own people; while it has none, the coordination of its SEKO; the ministry's coordination and
    administrators always. Nobody decides about the own request.
    """
    if actor.person is None or asked.person_id == actor.person.pk:
        return DENIED
    decision = may_give(actor, Offer(asked.organisation, Role.REPRESENTATIVE), now)
    if decision or not actor.has_role(Role.COORDINATOR) or acts_for_anybody(asked.organisation, now):
        return decision
    if any(actor.leads(place.seko_id) for place in places(asked.organisation, local_date(now))):
        return ALLOWED
    return decision


def may_take_back_request(actor: Actor, asked: JoiningRequest, now: datetime) -> Decision:
    """The person who asked."""
    return ALLOWED if actor.person is not None and asked.person_id == actor.person.pk else DENIED


def may_find_people(actor: Actor, thing: Any, now: datetime) -> Decision:
    """Administrators alone look for a person by the address."""
    return ALLOWED if actor.has_role(Role.ADMINISTRATOR) else DENIED


def may_close_account(actor: Actor, person: Any, now: datetime) -> Decision:
    """Administrators; not their own. Of people with a role of the state's side, two decide."""
    if actor.person is not None and actor.person.pk == person.pk:
        return refused(_("Another person must close your own account."))
    return may_find_people(actor, person, now)


def may_decide_closing(actor: Actor, person: Any, now: datetime) -> Decision:
    """Asked of each of the two who close the account of somebody of the state's side: an administrator or the
    ministry's coordination, never about oneself.
    """
    if actor.person is not None and actor.person.pk == person.pk:
        return refused(_("Another person must close your own account."))
    return ALLOWED if actor.has_role(*OVERSEEING) else DENIED


def _is_of(person: Person, row: Invitation | Mandate) -> bool:
    return row.email == person.email if isinstance(row, Invitation) else row.person_id == person.pk


def _is_own(actor: Actor, mandate: Mandate) -> bool:
    return actor.person is not None and mandate.person_id == actor.person.pk
