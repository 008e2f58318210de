"""Making long files and keeping them for a while."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations.models import Consultation
from seko.foundation.core.errors import refuse_unless
from seko.foundation.core.languages import current
from seko.foundation.files import actions as files
from seko.foundation.files.kinds import DOCX
from seko.foundation.jobs.actions import enqueue
from seko.foundation.jobs.enums import FINAL
from seko.foundation.jobs.models import Job
from seko.outlets.papers import permissions
from seko.outlets.papers.drafts import key_of
from seko.outlets.papers.models import MadePaper
from seko.outlets.papers.queries import agreed_in, spoken_in

KEPT = timedelta(days=2)
DRAFT_JOB = "papers.commented-draft"


def ask_for_commented_draft(consultation: Consultation, *, by: Actor, now: datetime) -> MadePaper:
    """Return the draft with all that the actor may read of it, as it is kept, or as a job makes it: one job for all who
    may read the same. Raises `Refused`, `NotThere`.
    """
    refuse_unless(permissions.may_take_draft(by, consultation, now))
    key = key_of(consultation, spoken_in(consultation, by, now), agreed_in(consultation, by, now))
    with transaction.atomic():
        row, _is_new = MadePaper.objects.select_for_update(of=("self",)).get_or_create(
            key=key, defaults={"asked_at": now}
        )
        waits = row.job is not None and Job.objects.filter(pk=row.job).exclude(status__in=FINAL).exists()
        if row.file_id is None and not waits:
            job = enqueue(
                DRAFT_JOB,
                for_person=by.person.pk if by.person else None,
                consultation=str(consultation.pk),
                person=by.person_id,
                mandate=by.mandate_id,
            )
            row.job, row.asked_at = job.pk, now
            row.save(update_fields=["job", "asked_at"])
    return row


def keep_commented_draft(key: str, content: bytes, *, code: str, now: datetime) -> MadePaper:
    """Keep a made file under its key; made twice, the first one stays."""
    row, _is_new = MadePaper.objects.get_or_create(key=key, defaults={"asked_at": now})
    if row.file_id is None:
        name = f"{code}-{current()}.docx"
        row.file = files.store(content, name=name, media_type=DOCX.media_type, kind="paper", by=None, now=now)
        row.save(update_fields=["file"])
    return row


def forget_papers(now: datetime) -> None:
    """Delete made files after two days: they are made again for whoever asks."""
    for row in MadePaper.objects.filter(asked_at__lt=now - KEPT).select_related("file"):
        with transaction.atomic():
            file = row.file
            row.delete()
            if file is not None:
                files.discard(file)
