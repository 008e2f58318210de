"""The gallery of components, and each error page to look at (demonstration mode only)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from seko.foundation.core.access import demonstration
from seko.foundation.design import gallery as samples

ERRORS = (400, 403, 404, 409, 413, 429, 500, 503)


@demonstration
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in all its states."""
    return render(request, "design/gallery.html", samples.context() | {"errors": ERRORS})


@demonstration
def error(request: HttpRequest, status: int) -> HttpResponse:
    """Show one error page, with its own status."""
    if status not in ERRORS:
        raise Http404
    return render(request, f"{status}.html", {"status": status}, status=status)
