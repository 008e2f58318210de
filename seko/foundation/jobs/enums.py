"""The states of a job."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class JobStatus(TextChoices):
    """Where a job stands; the last three are final."""

    WAITING = "waiting", _("Waiting its turn")
    RUNNING = "running", _("In progress")
    DONE = "done", _("Finished")
    FAILED = "failed", _("Not done")
    CANCELLED = "cancelled", _("Cancelled")


FINAL = frozenset({JobStatus.DONE, JobStatus.FAILED, JobStatus.CANCELLED})
