"""Who may keep contact points."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from seko.actors.contacts.models import ContactPoint
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.foundation.core.decisions import ALLOWED, Decision, refused


def may_keep_contacts(actor: Actor, thing: Any, now: datetime) -> Decision:
    """The ministry's coordination adds and ends contact points."""
    return ALLOWED if actor.is_ministry else refused(_("Only the ministry's coordination can do this."))


def may_update_contact(actor: Actor, entry: ContactPoint, now: datetime) -> Decision:
    """The ministry's coordination, and the contact point (or the deputy) under the mandate of that body."""
    if actor.is_ministry:
        return ALLOWED
    is_own_body = actor.has_role(Role.CONTACT) and actor.organisation_id == str(entry.organisation_id)
    if is_own_body and actor.person is not None and actor.person.pk in (entry.person_id, entry.deputy_id):
        return ALLOWED
    return refused(_("Only the contact point itself and the ministry's coordination can do this."))
