"""The app's entry in the registry."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "seko.outlets.search"
    label = "search"

    def ready(self) -> None:
        """Register the job, and what each engine needs after a migrate."""
        from seko.outlets.search import jobs  # noqa: F401 - jobs are registered by being imported

        post_migrate.connect(_fit, sender=self, dispatch_uid="seko.search")


def _fit(using: str = "default", **_: Any) -> None:
    from seko.outlets.search.engine import fit

    fit(using)
