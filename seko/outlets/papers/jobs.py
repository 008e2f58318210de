"""What is done in the background: making a draft with its comments, taking answers in; what is forgotten in time."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.actor import ANONYMOUS
from seko.actors.organisations.queries import actor_again
from seko.dialogue.consultations.models import Consultation
from seko.foundation.core import clock
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import NotThere
from seko.foundation.jobs.progress import Progress
from seko.foundation.jobs.registry import job
from seko.foundation.jobs.timed import daily
from seko.outlets.papers import actions
from seko.outlets.papers.drafts import commented_draft, key_of
from seko.outlets.papers.enums import TableStatus
from seko.outlets.papers.judging import judge
from seko.outlets.papers.queries import agreed_in, answer_tables_visible_to, spoken_in

PHASES = {"reading": _("Reading the comments and answers"), "writing": _("Writing the file")}


@job(actions.DRAFT_JOB, title=_("The draft with comments and answers"), phases=PHASES)
def make_commented_draft(progress: Progress, *, consultation: str, person: str, mandate: str) -> dict[str, Any] | None:
    """Make the file of what the person may read now, and keep it under the key of its content."""
    now = clock.read()
    rows = Consultation.objects.select_related("version__published_copy")
    found = rows.get(pk=UUID(consultation))
    by = actor_again(person, mandate, local_date(now)) if person else ANONYMOUS
    progress(0, 1, "reading")
    said, agreed = spoken_in(found, by, now), agreed_in(found, by, now)
    progress(0, len(said), "writing")
    content = commented_draft(found, said, agreed)
    progress(len(said), len(said), "writing")
    with progress.finishing() as result:
        actions.keep_commented_draft(key_of(found, said, agreed), content, code=found.code, now=now)
        result["url"] = reverse("paper-comments-file", args=[found.code])
    return None


@job(actions.ANSWER_JOB, title=_("Taking the answers in"), phases={"taking": _("Writing the answers")})
def take_answers(progress: Progress, *, table: str, sends: bool, person: str, mandate: str) -> dict[str, Any] | None:
    """Write each row in a transaction of its own: begun anew, it goes on with the rows that are not written yet."""
    now = clock.read()
    by = actor_again(person, mandate, local_date(now))
    found = answer_tables_visible_to(by, now).filter(pk=UUID(table)).first()
    if found is None:
        raise NotThere
    page = reverse("answer-table", args=[found.consultation.code, found.pk])
    if found.status != TableStatus.TAKING:
        return {"url": page}  # it was taken in by an earlier turn of this work
    rows = judge(found, by, now).rows
    done = []
    for place, row in enumerate(rows):
        progress(place, len(rows), "taking")
        done.append(actions.take_row(row, sends=sends, by=by, now=now))
    with progress.finishing() as result:
        actions.settle_taken(found, done, by=by, now=now)
        result["url"] = page
    return None


@daily(at=time(3, 55))
def forget_papers(now: datetime) -> None:
    """Delete made files after two days, and answer tables 30 days after they were settled."""
    actions.forget_papers(now)
    actions.forget_tables(now)
