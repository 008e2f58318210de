"""Who may keep the register of organisations, and who an organisation's own profile (reliability.md F)."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.actors.organisations.models import Organisation
from seko.foundation.core.decisions import ALLOWED, Decision, refused

CLOSED = _("The organisation has ended or was merged into another; its entry no longer changes.")


def may_keep_register(actor: Actor, organisation: Organisation | None, now: datetime) -> Decision:
    """The ministry's coordination registers organisations and changes what stands in the register about them."""
    if not actor.is_ministry:
        return refused(_("Only the ministry's coordination keeps the register."))
    if organisation is not None and organisation.merged_into_id is not None:
        return refused(CLOSED)
    return ALLOWED


def may_edit_profile(actor: Actor, organisation: Organisation, now: datetime) -> Decision:
    """The organisation's own people, and the ministry's coordination."""
    if organisation.merged_into_id is not None or organisation.ended_on is not None:
        return refused(CLOSED)
    if actor.is_ministry:
        return ALLOWED
    is_own = actor.organisation_id == str(organisation.pk)
    if is_own and actor.has_role(Role.REPRESENTATIVE, Role.COORDINATOR):
        return ALLOWED
    return refused(_("Only the organisation's own people and the ministry's coordination can do this."))


def may_succeed(actor: Actor, organisation: Organisation, now: datetime) -> Decision:
    """The ministry's coordination records who took over from an organisation; a second person confirms."""
    return may_keep_register(actor, organisation, now)


def may_merge(actor: Actor, organisation: Organisation, now: datetime) -> Decision:
    """The ministry's coordination merges a duplicate into what it repeats; a second person confirms."""
    return may_keep_register(actor, organisation, now)
