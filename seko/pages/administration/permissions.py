"""What only administrators may."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_noop as N_

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.foundation.core.decisions import ALLOWED, DENIED, Decision, refused


def may_reset_second_factor(actor: Actor, person: Any, now: datetime) -> Decision:
    """Return whether the actor may propose or confirm that somebody's second factor is taken away (reliability.md F:
    two administrators); nobody decides about their own. Without a person: whether the actor may open the page.
    """
    if not actor.has_role(Role.ADMINISTRATOR):
        return DENIED
    if person is not None and actor.person is not None and person.pk == actor.person.pk:
        return refused(N_("Other administrators must reset your own second factor."))
    return ALLOWED
