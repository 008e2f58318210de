"""Who may do what with areas, consortia, memberships and suspensions (reliability.md F)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from seko.actors.mechanism.models import Membership, Suspension
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.models import Organisation
from seko.foundation.core.decisions import ALLOWED, Decision, refused


def may_keep_mechanism(actor: Actor, thing: Any, now: datetime) -> Decision:
    """The ministry's coordination keeps areas, memberships and supporters; it proposes and confirms leads."""
    return ALLOWED if actor.is_ministry else refused(_("Only the ministry's coordination can do this."))


def may_give_place(actor: Actor, organisation: Organisation, now: datetime) -> Decision:
    """The ministry's coordination, never to an organisation for which the person acts under another mandate."""
    if any(each.organisation_id == organisation.pk for each in actor.mandates):
        return refused(_("You act for this organisation; another person enters it."))
    return may_keep_mechanism(actor, organisation, now)


def may_end_membership(actor: Actor, membership: Membership, now: datetime) -> Decision:
    """The coordination of the lead proposes what the consortium decided, the ministry's registers it; never a place of
    one's own, which one leaves.
    """
    if str(membership.organisation_id) == actor.organisation_id:
        return refused(_("Your organisation leaves by itself; nobody decides on it."))
    if actor.is_ministry or actor.leads(membership.seko_id):
        return ALLOWED
    return refused(_("Only the coordination of the lead organisation or of the ministry can do this."))


def may_leave(actor: Actor, membership: Membership, now: datetime) -> Decision:
    """Whoever acts for the organisation in that SEKO."""
    is_own = actor.is_civil and str(membership.organisation_id) == actor.organisation_id
    if is_own and membership.seko_id in actor.sekos():
        return ALLOWED
    return refused(_("Only the organisation itself leaves the network."))


def may_suspend(actor: Actor, seko_id: int | None, now: datetime) -> Decision:
    """Whoever acts for an organisation in that SEKO (None: in all of the mechanism, under a mandate for all of it)."""
    if actor.is_civil and (seko_id in actor.sekos() if seko_id else bool(actor.standings) and not _scope(actor)):
        return ALLOWED
    return refused(_("Only an organisation of the network can freeze its participation."))


def may_lift(actor: Actor, suspension: Suspension, now: datetime) -> Decision:
    """The organisation itself."""
    is_own = actor.is_civil and str(suspension.organisation_id) == actor.organisation_id
    in_scope = not _scope(actor) or (suspension.seko is not None and suspension.seko.code == _scope(actor))
    if is_own and in_scope:
        return ALLOWED
    return refused(_("Only the organisation itself takes part again."))


def _scope(actor: Actor) -> str:
    return actor.mandate.scope if actor.mandate else ""
