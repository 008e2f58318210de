"""Who may ask for what about personal data (reliability.md F: own data; erasure)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.actors.own_data.models import ErasureRequest
from seko.foundation.core.decisions import ALLOWED, Decision, refused


def may_ask_erasure(actor: Actor, thing: Any, now: datetime) -> Decision:
    """Everybody, for themselves."""
    if actor.person is None:
        return refused(_("Sign in first."))
    return ALLOWED


def may_withdraw_erasure(actor: Actor, request: ErasureRequest, now: datetime) -> Decision:
    """Whoever asked, until it is carried out."""
    if actor.person is None or request.person_id != actor.person.pk:
        return refused(_("Only the person who asked can take this back."))
    return ALLOWED


def may_decide_erasure(actor: Actor, request: ErasureRequest, now: datetime) -> Decision:
    """The ministry's coordination, about others."""
    if not actor.is_ministry:
        return refused(_("Only the ministry's coordination can decide this."))
    if actor.person is not None and actor.person.pk == request.person_id:
        return refused(_("Another person must decide what you asked for yourself."))
    return ALLOWED


def may_carry_out_erasure(actor: Actor, request: ErasureRequest, now: datetime) -> Decision:
    """Administrators, two of them; never the person concerned."""
    if not actor.has_role(Role.ADMINISTRATOR):
        return refused(_("Only administrators can carry this out."))
    if actor.person is not None and actor.person.pk == request.person_id:
        return refused(_("Other administrators must carry out what you asked for yourself."))
    return ALLOWED
