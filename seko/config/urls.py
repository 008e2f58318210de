"""All addresses: the language form first, then one module per app.

Floors import downwards only, so this file alone joins the apps' address modules.
"""

from __future__ import annotations

import importlib.util

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from seko.foundation.core import health

LOCALISED = [
    ("", "seko.pages.portal.urls"),
    ("", "seko.pages.desk.urls"),
    ("", "seko.pages.administration.urls"),
    ("", "seko.pages.record.urls"),
    ("", "seko.pages.reading.urls"),
    ("", "seko.pages.comparing.urls"),
    ("", "seko.pages.register.urls"),
    ("", "seko.actors.accounts.urls"),
    ("", "seko.actors.organisations.urls"),
    ("", "seko.actors.own_data.urls"),
    ("", "seko.actors.contacts.urls"),
    ("", "seko.actors.mechanism.urls"),
    ("", "seko.actors.calls.urls"),
    ("", "seko.drafts.documents.urls"),
    ("", "seko.drafts.memoranda.urls"),
    ("", "seko.dialogue.consultations.urls"),
    ("", "seko.dialogue.comments.urls"),
    ("", "seko.dialogue.positions.urls"),
    ("", "seko.dialogue.responses.urls"),
    ("", "seko.dialogue.tracing.urls"),
    ("", "seko.dialogue.changes.urls"),
    ("", "seko.outlets.reporting.urls"),
    ("", "seko.outlets.search.urls"),
    ("", "seko.outlets.papers.urls"),
    ("", "seko.outlets.exchange.urls"),
    ("", "seko.outlets.returns.urls"),
    ("", "seko.foundation.jobs.urls"),
    ("", "seko.foundation.notifications.urls"),
]
DEMONSTRATION_ONLY = [("gallery/", "seko.foundation.design.urls"), ("", "seko.demo.urls")]


def _exists(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def _existing(entries: list[tuple[str, str]]) -> list[URLPattern | URLResolver]:
    return [path(prefix, include(module)) for prefix, module in entries if _exists(module)]


urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("oidc/", include("seko.actors.accounts.outside_urls")),
    *i18n_patterns(
        *_existing(LOCALISED),
        *(_existing(DEMONSTRATION_ONLY) if settings.DEMONSTRATION else []),
        prefix_default_language=True,
    ),
]

handler400 = "seko.foundation.core.errorpages.bad_request"
handler403 = "seko.foundation.core.errorpages.refused"
handler404 = "seko.foundation.core.errorpages.not_found"
handler429 = "seko.foundation.core.errorpages.too_many"  # allauth's name for it
handler500 = "seko.foundation.core.errorpages.broken"
