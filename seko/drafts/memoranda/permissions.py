"""Who may do what with memoranda."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.actor import Actor
from seko.drafts.documents.enums import VersionStatus
from seko.drafts.memoranda.enums import Side, SignedState, Status
from seko.drafts.memoranda.models import Memorandum
from seko.drafts.memoranda.queries import own_parties
from seko.foundation.core.decisions import ALLOWED, Decision, refused
from seko.foundation.files.enums import SERVED


def may_prepare(actor: Actor, thing: Any, now: datetime) -> Decision:
    """The ministry's coordination prepares, offers, notes who signed, renews and proposes the end."""
    return ALLOWED if actor.is_ministry else refused(_("Only the ministry's coordination can do this."))


def may_offer(actor: Actor, memorandum: Memorandum, now: datetime) -> Decision:
    """Who may prepare it, once there is something to sign and somebody on each side to sign it."""
    decision = may_prepare(actor, memorandum, now)
    if not decision:
        return decision
    sides = set(memorandum.parties.values_list("side", flat=True))
    if not {Side.STATE, Side.CIVIL} <= sides:
        return refused(_("Name a party on each side first."))
    if memorandum.text is None and not memorandum.obligations.exists():
        return refused(_("Choose the text or write an obligation first: there is nothing to sign yet."))
    if memorandum.text is not None and memorandum.text.status != VersionStatus.PUBLISHED:
        return refused(_("The chosen text is no longer published. Choose another one."))
    return ALLOWED


def may_upload(actor: Actor, memorandum: Memorandum, now: datetime) -> Decision:
    """The ministry's coordination and the parties' people, while it is offered or in force."""
    if not actor.is_ministry and not own_parties(actor, memorandum).exists():
        return refused(_("Only the ministry's coordination and the parties can do this."))
    if memorandum.status not in (Status.OFFERED, Status.IN_FORCE):
        return refused(_("A signed file is taken once the memorandum is offered for signing."))
    return ALLOWED


def may_bring_into_force(actor: Actor, memorandum: Memorandum, now: datetime) -> Decision:
    """Two of the ministry's coordination, once both sides have signed and a signed file was checked."""
    decision = may_prepare(actor, memorandum, now)
    if not decision:
        return decision
    signed = set(memorandum.parties.filter(signed_on__isnull=False).values_list("side", flat=True))
    if not {Side.STATE, Side.CIVIL} <= signed:
        return refused(_("Note first who signed: at least one party on each side."))
    if not memorandum.signed_files.filter(state=SignedState.CHECKED, file__scan_state__in=SERVED).exists():
        return refused(_("Upload the signed file first."))
    return ALLOWED


def may_end(actor: Actor, memorandum: Memorandum, now: datetime) -> Decision:
    """Two of the ministry's coordination."""
    return may_prepare(actor, memorandum, now)


def may_leave(actor: Actor, memorandum: Memorandum, now: datetime) -> Decision:
    """The people of a party that has signed and not left; the ministry's coordination in the name of any party."""
    if memorandum.status != Status.IN_FORCE:
        return refused(_("Parties leave a memorandum that is in force."))
    parties = memorandum.parties.all() if actor.is_ministry else own_parties(actor, memorandum)
    if not parties.exists():
        return refused(_("Only a party can leave."))
    if not parties.filter(left_on__isnull=True).exists():
        return refused(_("This organisation has already left."))
    return ALLOWED
