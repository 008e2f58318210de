"""Reading jobs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from seko.foundation.jobs.enums import FINAL
from seko.foundation.jobs.models import Job


def visible_to(person: Any) -> QuerySet[Job]:
    """Return the jobs this person asked for (`person` has `pk`; None and nobody see none)."""
    if person is None or person.pk is None:
        return Job.objects.none()
    return Job.objects.filter(for_person=person.pk)


def is_over(identifier: UUID | None) -> bool:
    """Return whether nothing more will happen to a job, or there is none."""
    if identifier is None:
        return True
    return not Job.objects.filter(pk=identifier).exclude(status__in=FINAL).exists()
