"""One address, one template: the whole page, or the named part of it that HTMX asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def wants_fragment(request: HttpRequest) -> bool:
    """Return whether HTMX asked for a part (not for a whole page through a boosted link or history)."""
    headers = request.headers
    return (
        bool(headers.get("HX-Request"))
        and not headers.get("HX-Boosted")
        and not headers.get("HX-History-Restore-Request")
    )


def page_or_fragment(
    request: HttpRequest, template: str, fragment: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """Render `template`, or only the template `fragment` (which the page includes) where HTMX asked for it."""
    response = render(request, fragment if wants_fragment(request) else template, dict(context), status=status)
    response["Vary"] = "HX-Request"
    return response
