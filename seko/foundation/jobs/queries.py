"""Reading jobs."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from seko.foundation.jobs.models import Job


def visible_to(person: Any) -> QuerySet[Job]:
    """Return the jobs this person asked for (`person` has `pk`; None and nobody see none)."""
    if person is None or person.pk is None:
        return Job.objects.none()
    return Job.objects.filter(for_person=person.pk)
