"""What the page of a draft says of the comments of earlier drafts."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from seko.actors.organisations.actor import Actor
from seko.dialogue.changes import queries
from seko.dialogue.changes.presenters.carrying import carrying
from seko.dialogue.changes.presenters.placements import counted
from seko.drafts.documents.models import Version
from seko.foundation.design.parts import Link, Summary


def of_version(version: Version, actor: Actor, now: datetime) -> Summary | None:
    """Return how many comments of earlier drafts stand where in this one; None for a first draft."""
    if version.number == 1:
        return None
    counts = queries.counts_of(queries.standing(queries.visible_to(actor, now)).filter(version=version))
    told = carrying(version, actor, placed=counts.total())
    if not counts and not told.title:
        return None
    page = reverse("placements", args=[version.document.code, version.number])
    return Summary(
        _("Comments of earlier drafts"),
        told.title,
        counted(counts, page) if counts else None,
        Link(_("Where they stand in this draft"), page),
    )
