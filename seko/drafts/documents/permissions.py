"""Who may do what with documents (reliability.md F, design.md States)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.actor import Actor
from seko.drafts.documents import conditions
from seko.drafts.documents.enums import ImportStatus
from seko.drafts.documents.models import Import, Version
from seko.foundation.core.decisions import ALLOWED, Decision, refused


def may_upload(actor: Actor, thing: Any, now: datetime) -> Decision:
    """The ministry's coordination, and officers for documents of their own institution."""
    if actor.is_ministry:
        return ALLOWED
    institution = getattr(thing, "institution_id", None)
    if actor.is_officer and (institution is None or str(institution) == actor.organisation_id):
        return ALLOWED
    return refused(_("Only the ministry's coordination or the document's institution can do this."))


def may_keep(actor: Actor, found: Import, now: datetime) -> Decision:
    """Who may upload may keep what was read; never a file that waits for the scanner (reliability.md C4 52)."""
    decision = may_upload(actor, found.document, now)
    if not decision:
        return decision
    if found.status != ImportStatus.READ or found.file is None:
        return refused(_("This upload was already decided."))
    if not found.file.is_served:
        return refused(_("The file is being checked for viruses. Try again in a few minutes."))
    return ALLOWED


def may_propose(actor: Actor, version: Version, now: datetime) -> Decision:
    """Who may upload may propose, once every decision of the import is taken."""
    decision = may_upload(actor, version.document, now)
    if decision and version.open_decisions:
        return refused(_("Decide first what the import asks: it lists each thing."))
    return decision


def may_publish(actor: Actor, version: Version, now: datetime) -> Decision:
    """The ministry's coordination, and never a person who uploaded or proposed it."""
    if not actor.is_ministry:
        return refused(_("Only the ministry's coordination can publish."))
    if actor.person and actor.person.pk in (version.created_by_id, version.proposed_by_id):
        return refused(_("Another person must publish what you uploaded or proposed."))
    return ALLOWED


def may_hide(actor: Actor, version: Version, now: datetime) -> Decision:
    """Two persons with a reason, and only while no consultation on it is running."""
    if not actor.is_ministry:
        return refused(_("Only the ministry's coordination can do this."))
    return conditions.hideable.decide(version, now)


def may_release(actor: Actor, version: Version, now: datetime) -> Decision:
    """The ministry's coordination says who may read a version, and from when."""
    return ALLOWED if actor.is_ministry else refused(_("Only the ministry's coordination can do this."))
