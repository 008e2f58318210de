"""One page for each kind of error, in the person's language and script, never with a trace or another's data."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from seko.foundation.core.errors import SekoError, TooMany, Unavailable

TEMPLATES = {400, 403, 404, 409, 413, 429, 503}
# With these answers nothing was kept of what was sent: the words of it stay on the page.
NOTHING_KEPT = {400, 403, 409}
# What was typed into these fields is never shown again; the mandate of a form's page was not typed at all.
SECRET = frozenset({"csrfmiddlewaretoken", "acting", "password", "password1", "password2", "code", "credential"})


def _page(request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    name = f"{status if status in TEMPLATES else 400}.html"
    return render(request, name, {"status": status, **context}, status=status)


def page_for(request: HttpRequest, error: SekoError) -> HttpResponse:
    """Return the page of one of our errors; its sentence is shown, its typed texts are kept on the page: where
    something did not answer, all that was typed; where the deed was not possible (any more), the words of it.
    """
    typed: list[tuple[str, str]] = []
    if isinstance(error, Unavailable):
        typed = typed_in(request)
    elif error.status in NOTHING_KEPT:
        typed = words_in(request)
    response = _page(request, error.status, error=error, typed=typed)
    if isinstance(error, TooMany | Unavailable):
        response["Retry-After"] = str(error.retry_after)
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page for a request that cannot be understood, or whose fields together are larger than the limit."""
    return _page(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page for a refused request."""
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page of a wrong address, which is also the page of a thing one may not see."""
    return _page(request, 404)


def too_many(request: HttpRequest) -> HttpResponse:
    """Return the page for one who asks too often."""
    return page_for(request, TooMany(""))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the page for a form without a valid token (cookies off, or the page was open too long): what was typed
    stays on it.
    """
    return _page(request, 403, is_csrf=True, typed=typed_in(request))


def signed_out(request: HttpRequest) -> HttpResponse:
    """Return the page for a form sent after the session ended: what was typed stays on the page."""
    return _page(request, 403, is_signed_out=True, typed=typed_in(request))


def typed_in(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what a person may have typed: of a form that cannot be read nothing."""
    try:
        values = list(request.POST.items())
    except (BadRequest, SuspiciousOperation, OSError):
        return []
    return [(name, str(value)) for name, value in values if name not in SECRET and str(value).strip()]


def words_in(request: HttpRequest) -> list[tuple[str, str]]:
    """Return of what was sent the words that a person wrote; names of things, which forms carry, are one word in
    plain letters.
    """
    return [(name, value) for name, value in typed_in(request) if len(value.split()) > 1 or not value.isascii()]


def broken(request: HttpRequest) -> HttpResponse:
    """Return the page for our own fault; it needs nothing that could be broken too."""
    return render(request, "500.html", status=500)
