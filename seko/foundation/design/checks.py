"""What the app verifies at start: that every registered entry of the navigation leads somewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Warning, register
from django.urls import NoReverseMatch, reverse

from seko.foundation.design import navigation


@register()
def navigation_leads_somewhere(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """Warn of each registered entry whose URL name does not exist: the page leaves it out in silence."""
    found: list[CheckMessage] = []
    for entry in navigation.entries():
        try:
            reverse(entry.url_name)
        except NoReverseMatch:
            found.append(Warning(f"The navigation names '{entry.url_name}', which has no address.", id="design.W001"))
    return found
