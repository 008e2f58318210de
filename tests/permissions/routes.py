"""All addresses of the platform, as Django's own resolver knows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from seko.foundation.core.access import Access, access_of


@dataclass(frozen=True, slots=True)
class Route:
    """One address: its name, its pattern with the language form left out, its view and who reaches it at all."""

    name: str
    pattern: str
    view: Any
    access: Access | None


def routes() -> list[Route]:
    """Return every address, in the order in which they are tried."""
    return list(_walk(get_resolver().url_patterns, ""))


def _walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[Route]:
    for each in patterns:
        own = "" if type(each.pattern).__name__ == "LocalePrefixPattern" else str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _walk(each.url_patterns, prefix + own)
        else:
            yield Route(each.name or "", prefix + own, each.callback, access_of(each.callback))
