"""How far the carrying of comments to a draft is, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seko.actors.organisations.actor import Actor
from seko.dialogue.changes.queries import carrying_of, commented, not_placed
from seko.drafts.documents.models import Version
from seko.foundation.core.languages import current
from seko.foundation.design import spoken
from seko.foundation.jobs.enums import JobStatus
from seko.foundation.jobs.presenters import present


@dataclass(frozen=True, slots=True)
class Carrying:
    """What is to be said of the carrying: nothing (no title) where everything has its place.

    `progress_url` is for whoever asked for it; `may_ask` says that it can be asked for (again) now.
    """

    kind: str = "info"
    title: str = ""
    sentence: str = ""
    progress_url: str = ""
    may_ask: bool = False


NOTHING = Carrying()


def carrying(version: Version, actor: Actor, *, placed: int) -> Carrying:
    """Return what is to be said of the carrying to a version with so many placements that the reader sees."""
    job = carrying_of(version)
    if job is not None and not job.is_final:
        told = present(job)
        is_own = actor.person is not None and job.for_person == actor.person.pk
        return Carrying(
            title=_("The comments of the earlier drafts are being carried to this one"),
            sentence=str(told.phase or told.status_label),
            progress_url=reverse("job-progress", args=[job.pk]) if is_own else "",
        )
    if job is not None and job.status == JobStatus.FAILED:
        return Carrying("error", _("The comments were not carried to this draft"), present(job).sentence, may_ask=True)
    left = not_placed(version)
    if not left:
        return NOTHING
    if not placed and job is None:
        return Carrying("care", _("The comments of the earlier drafts were not carried to this one yet"), may_ask=True)
    words = ngettext(
        "%(count)s comment came in after the others were carried, and has no place in this draft yet.",
        "%(count)s comments came in after the others were carried, and have no place in this draft yet.",
        left,
    )
    sentence = words % {"count": spoken.count(left, current())}
    return Carrying("care", _("Not all comments have their place"), sentence, may_ask=True)


def has_earlier(version: Version) -> bool:
    """Return whether an earlier draft of the document was consulted on."""
    return commented(version).exists()
