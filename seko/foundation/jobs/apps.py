"""The app's entry in the registry."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "seko.foundation.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Read every app's `jobs.py`, which registers its handlers and timed jobs."""
        autodiscover_modules("jobs")
