"""Who may bring a spreadsheet into the register."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.permissions import may_keep_register
from seko.foundation.core.decisions import Decision


def may_import(actor: Actor, thing: Any, now: datetime) -> Decision:
    """Who keeps the register: the ministry's coordination."""
    return may_keep_register(actor, None, now)
