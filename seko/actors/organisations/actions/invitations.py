"""Inviting people to act for an organisation, and taking invitations up."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from seko.actors.accounts.actions import read_address
from seko.actors.accounts.models import Person
from seko.actors.organisations import permissions
from seko.actors.organisations.actions.mandates import grant_mandates
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import InvitationStatus
from seko.actors.organisations.lifecycle import INVITATION
from seko.actors.organisations.models import Invitation, Mandate
from seko.actors.organisations.notices import people as notices
from seko.actors.organisations.permissions import Offer
from seko.actors.organisations.queries.mandates import may_still
from seko.actors.organisations.queries.people import forgettable_invitations, places
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import Invalid, Refused, WrongState, refuse_unless
from seko.foundation.core.languages import HTML_LANG
from seko.foundation.core.periods import in_force
from seko.foundation.core.tokens import new_token
from seko.foundation.core.typed import read_text
from seko.foundation.journal import actions as journal
from seko.foundation.journal.chain import digest
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed

LASTS = timedelta(days=14)
LONGEST_NAME = 200


def invite(
    offer: Offer,
    *,
    name: str,
    email: str,
    language: str,
    is_deputy: bool,
    until: date | None,
    by: Actor,
    now: datetime,
    reason: str = "",
) -> Invitation:
    """Invite a person by address to act for an organisation; the mail holds a link that works once, for 14 days.

    A role of the state's side is only proposed, with a reason: the mail goes when a second person confirms. The address
    is kept as `stored_email` has it, so that one person has one account however the address was typed (C8 91). Raises
    `Refused`, `Invalid`, `WrongState`.
    """
    refuse_unless(permissions.may_give(by, offer, now))
    address = read_address(email)
    if by.person is not None and by.person.email == address:
        raise Invalid({"email": _("This is your own address. Another person must give you a mandate.")})
    of_state = permissions.is_of_the_state(offer)
    invitation = Invitation(
        organisation=offer.organisation,
        role=offer.role,
        scope=_scope(offer, now),
        is_deputy=is_deputy,
        name=read_text(name, "name", required=_("Write the person's name."), limit=LONGEST_NAME).strip(),
        email=address,
        language=language if language in HTML_LANG else "sr",
        mandate_ends_on=_last_day(until, now),
        invited_by=by.person,
        token_digest=digest(new_token()),
        created_at=now,
        expires_at=now + LASTS,
        status=InvitationStatus.PROPOSED if of_state else InvitationStatus.SENT,
    )
    with transaction.atomic():
        _refuse_double(invitation, by=by, now=now)
        try:
            with transaction.atomic():
                invitation.save(force_insert=True)
        except IntegrityError:
            raise WrongState(_("This person was invited a moment ago.")) from None
        if of_state:
            second.propose(STATE_OFFER, invitation, reason=reason, by=by, now=now)
        else:
            _send(invitation, now=now)
            invitation.save(update_fields=["token_digest"])
        scope, role = invitation.organisation_id, invitation.role
        journal.record("invitation-made", "invitation", invitation.pk, by=by, now=now, scope=scope, role=role)
    return invitation


def _scope(offer: Offer, now: datetime) -> str:
    known = {place.seko_code for place in places(offer.organisation, local_date(now))}
    if offer.scope and offer.scope not in known:
        raise Invalid({"scope": _("The organisation is not in this SEKO.")})
    return offer.scope


def _last_day(until: date | None, now: datetime) -> date | None:
    if until is not None and until < local_date(now):
        raise Invalid({"until": _("This day has passed; choose a later one.")})
    return until


def _refuse_double(invitation: Invitation, *, by: Actor, now: datetime) -> None:
    """Refuse what the person holds already, and what is offered already; what has expired makes room."""
    same = {"organisation": invitation.organisation, "role": invitation.role, "scope": invitation.scope}
    holding = Mandate.objects.filter(in_force(local_date(now)), person__email=invitation.email, **same)
    if holding.exists():
        raise Invalid({"email": _("This person acts for the organisation in this role already.")})
    waiting = Invitation.objects.filter(status__in=(InvitationStatus.SENT, InvitationStatus.PROPOSED), **same)
    for earlier in waiting.filter(email=invitation.email):
        if earlier.expires_at >= now:
            raise Invalid({"email": _("This person is invited already; call that invitation back to send another.")})
        INVITATION.run(earlier, "call-back", by=by, now=now, write=lambda row: _settle(row, now))


def _send(invitation: Invitation, *, now: datetime) -> None:
    """Make the link and mail it; the account of a new address stands ready, unconfirmed and without a password."""
    token = new_token()
    invitation.token_digest, invitation.expires_at = digest(token), now + LASTS
    notices.invited(invitation, _person_of(invitation, now), token=token, now=now)


def _person_of(invitation: Invitation, now: datetime) -> Person:
    person = Person.objects.filter(email=invitation.email).first()
    if person is None:
        person = Person.objects.create_person(invitation.email, invitation.name, language=invitation.language)
        journal.record("person-registered", "person", person.pk, by=None, now=now)
    return person


def revoke_invitation(invitation: Invitation, *, by: Actor, now: datetime) -> Invitation:
    """Call an invitation back: its link no longer works, an unsent mail does not go. Raises `Refused`, `WrongState`."""
    with transaction.atomic():
        _locked(invitation)
        row: Invitation = INVITATION.run(invitation, "call-back", by=by, now=now, write=lambda row: _settle(row, now))
        second.lapse(STATE_OFFER, row.pk, by=by, now=now)
        notices.called_back(row)
    return row


def _settle(row: Invitation, now: datetime) -> None:
    row.settled_at = now


def refuse_to_take_up(invitation: Invitation, actor: Actor, now: datetime) -> None:
    """Raise why the invitation cannot be taken up: used, called back, expired, or opened by somebody else."""
    if invitation.status == InvitationStatus.ACCEPTED:
        raise WrongState(_("This invitation was taken up already. Sign in."))
    if invitation.status != InvitationStatus.SENT:
        raise WrongState(_("This invitation was called back. Ask the organisation for a new one."))
    if invitation.expires_at < now:
        raise WrongState(_("This invitation has expired. Ask the organisation for a new one."))
    refuse_unless(permissions.may_take_up(actor, invitation, now))
    if invitation.organisation.ended_on or invitation.organisation.merged_into_id:
        raise _NoLongerGiven(_("This organisation is no longer there; nobody can begin to act for it."))
    if not _is_given_still(invitation, now):
        raise _NoLongerGiven(_("Whoever invited you may no longer do so. Ask the organisation for a new invitation."))


class _NoLongerGiven(WrongState):
    """The organisation, or the right of whoever invited, is gone."""


def _is_given_still(invitation: Invitation, now: datetime) -> bool:
    """Return whether whoever invited, or the second person who confirmed it, could still give what it offers."""
    offer = permissions.offer_of(invitation)
    givers = second.confirmed_by(STATE_OFFER, invitation.pk)
    if invitation.invited_by_id:
        givers.add(invitation.invited_by_id)
    return any(may_still(giver, lambda actor: permissions.may_give(actor, offer, now), now) for giver in givers)


def take_up(invitation: Invitation, *, by: Actor, now: datetime) -> Person:
    """Take an invitation up: its person gets exactly what it offers, whatever was sent with the form; return the
    person, who has shown by the mailed link that the address is theirs.

    Where it cannot be taken up, whoever invited is told and `WrongState` or `Refused` is raised (C8 89).
    """
    try:
        with transaction.atomic():
            return _take_up(invitation, by=by, now=now)
    except (WrongState, Refused) as error:
        notices.invitation_failed(invitation, why=_why(invitation, error, now), now=now)
        raise


def _why(invitation: Invitation, error: Exception, now: datetime) -> str:
    if isinstance(error, Refused):
        return "somebody-else"
    if isinstance(error, _NoLongerGiven):
        return "no-longer-given"
    invitation.refresh_from_db()
    return invitation.status if invitation.status != InvitationStatus.SENT else "expired"


def _locked(invitation: Invitation) -> Invitation:
    """Return the invitation's row, locked with its organisation: one that ends at this moment ends its mandates before
    this one is given, or after.
    """
    rows = Invitation.objects.select_for_update(of=("self", "organisation")).select_related("organisation")
    return rows.get(pk=invitation.pk)


def _take_up(invitation: Invitation, *, by: Actor, now: datetime) -> Person:
    locked = _locked(invitation)
    refuse_to_take_up(locked, by, now)
    person = _person_of(locked, now)
    if not person.is_active:
        raise WrongState(_("The account with this address is closed. Write to the ministry."))
    holder = Actor(person)
    mandate = Mandate(
        person=person,
        organisation=locked.organisation,
        role=locked.role,
        scope=locked.scope,
        is_deputy=locked.is_deputy,
        starts_on=local_date(now),
        ends_on=locked.mandate_ends_on,
    )
    if locked.mandate_ends_on and locked.mandate_ends_on < local_date(now):
        raise WrongState(_("This invitation has expired. Ask the organisation for a new one."))
    grant_mandates([mandate], by=holder, now=now)

    def write(row: Invitation) -> None:
        row.mandate, row.settled_at = mandate, now

    taken = INVITATION.run(locked, "take-up", by=holder, now=now, write=write)
    notices.taken_up(taken, now=now)
    return person


def ask_for_another(invitation: Invitation, *, now: datetime) -> None:
    """Tell whoever invited that the person asks for a new invitation; once for each reason."""
    why: str = invitation.status
    if invitation.status == InvitationStatus.SENT:
        why = "expired" if invitation.expires_at < now else "no-longer-given"
    notices.invitation_failed(invitation, why=why, now=now)


def forget_invitations(now: datetime) -> int:
    """Delete what was settled or expired more than 30 days ago, and the accounts that only stood ready for it."""
    with transaction.atomic():
        rows = list(forgettable_invitations(now))
        addresses = {row.email for row in rows}
        Invitation.objects.filter(pk__in=[row.pk for row in rows]).delete()
        unused = Person.objects.filter(
            email__in=addresses, email_confirmed_at=None, last_login=None, mandates=None, comments=None, unsent=None
        )
        for person in unused:
            if not Invitation.objects.filter(email=person.email).exists():
                # What upper apps keep of a person (a contact point) keeps the person too.
                with suppress(ProtectedError), transaction.atomic():
                    person.delete()
        if rows:
            journal.record("invitations-forgotten", "register", "invitations", by=None, now=now, count=len(rows))
    return len(rows)


def _find(identifier: str) -> Any:
    return Invitation.objects.select_related("organisation", "invited_by").get(pk=identifier)


def _confirmed(invitation: Invitation, proposed: ProposedDeed, *, by: Actor, now: datetime) -> Invitation:
    sent: Invitation = INVITATION.run(invitation, "send", by=by, now=now, write=lambda row: _send(row, now=now))
    return sent


STATE_OFFER = "give-state-mandate"
second.register(
    second.SecondPersonDeed(
        name=STATE_OFFER,
        subject="invitation",
        find=_find,
        may=permissions.may_propose_for_state,
        carry_out=_confirmed,
        scope_of=lambda invitation: invitation.organisation_id,
        lock=_locked,
    )
)
