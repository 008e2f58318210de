"""Using up signed links."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.models import UsedLink
from seko.actors.organisations.queries.links import SignedLink, read_link
from seko.foundation.core.errors import WrongState
from seko.foundation.journal import actions as journal
from seko.foundation.journal.chain import digest


def use_link(token: str, matter: str, *, now: datetime) -> SignedLink:
    """Use a link up, by POST only (C8 90), and return who is let in under which mandate; it works once, also when two
    send it at the same moment. Raises `WrongState`.
    """
    gone = WrongState(_("This link was already used or is no longer valid. Ask for a new one."))
    found = read_link(token, matter, now)
    if found is None:
        raise gone
    with transaction.atomic():
        try:
            with transaction.atomic():
                UsedLink.objects.create(digest=digest(token), used_at=now, expires_at=found.expires_at)
        except IntegrityError:
            raise gone from None
        holder = Actor(found.person, found.mandate)
        journal.record("link-used", "mandate", found.mandate.pk, by=holder, now=now, matter=matter)
    return found


def forget_used_links(now: datetime) -> None:
    """Delete the marks of links that would no longer work anyway."""
    UsedLink.objects.filter(expires_at__lt=now).delete()
