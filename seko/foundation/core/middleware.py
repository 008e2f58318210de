"""What happens around every request: times, compression, default deny, private by default, errors into HTTP."""

from __future__ import annotations

import contextlib
import logging
import math
import sqlite3
import time
from collections.abc import Callable
from typing import Any

import brotli
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.handlers.wsgi import LimitedStream
from django.db import DataError, IntegrityError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, UnreadablePostError
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.text import compress_string
from django.utils.translation import gettext as _

from seko.foundation.core import clock, errorpages
from seko.foundation.core.access import Access, access_of
from seko.foundation.core.errors import Invalid, SekoError, TooLarge, Unavailable, WrongState

GetResponse = Callable[[HttpRequest], HttpResponseBase]
MEGABYTE = 1024 * 1024
SMALLEST_COMPRESSED = 1_000
BROTLI_QUALITY = 4
# Deadlock, lock time-out, statement time-out, two transactions that cannot both be.
BUSY_POSTGRESQL = ("40P01", "55P03", "57014", "40001")
BUSY_SQLITE = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
# A second row of what there is only one of.
DOUBLE_POSTGRESQL = "23505"
DOUBLE_SQLITE = (sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY)

log = logging.getLogger(__name__)


class RequestTime:
    """Notes by a clock that only measures spans when the request's headers arrived: the grace of a hard deadline
    starts from it (`clock.began_at`; reliability.md C6 68, 75).

    Behind a proxy that buffers the whole request the true time is unknown and the grace is zero, unless the proxy is
    trusted and passes `X-Request-Held`: for how many seconds it held the request (nginx: `$request_time`). That is a
    span too, and never longer than the grace.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.arrived = time.monotonic()  # type: ignore[attr-defined]
        request.held = _held(request) if settings.TRUSTED_PROXY else 0.0  # type: ignore[attr-defined]
        return self.get_response(request)


def _held(request: HttpRequest) -> float:
    try:
        seconds = float(request.headers.get("X-Request-Held", "0"))
    except ValueError:
        return 0.0
    return min(seconds, float(settings.SEKO_GRACE_SECONDS)) if math.isfinite(seconds) and seconds > 0 else 0.0


class Compression:
    """Compresses text for clients that take it: brotli at a quick quality, else gzip."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if (
            not isinstance(response, HttpResponse)
            or response.has_header("Content-Encoding")
            or len(response.content) < SMALLEST_COMPRESSED
            or not response.get("Content-Type", "").startswith(("text/", "application/json", "image/svg"))
        ):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        accepted = request.headers.get("Accept-Encoding", "")
        if "br" in accepted:
            response.content = brotli.compress(response.content, quality=BROTLI_QUALITY)
            response["Content-Encoding"] = "br"
        elif "gzip" in accepted:
            response.content = compress_string(response.content)
            response["Content-Encoding"] = "gzip"
        if response.has_header("Content-Encoding"):
            response["Content-Length"] = str(len(response.content))
            if response.has_header("ETag"):
                response["ETag"] = "W/" + response["ETag"].removeprefix("W/")
        return response


class Clock:
    """Gives every request its `now` on first use."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.now = lambda: clock.now_of(request)  # type: ignore[attr-defined]
        return self.get_response(request)


class BodyLimit:
    """Refuses a request that says it is larger than the largest file with its form, before a byte of it is read.

    What says nothing of its length has none here (WSGI), and what says too little is cut off there (reliability.md
    C4 50); the server before us holds the same limit.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        largest = int(settings.SEKO_LIMITS["document_bytes"])
        said = str(request.META.get("CONTENT_LENGTH") or "0")
        if not said.isdecimal() or int(said) <= largest + int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE):
            return self.get_response(request)
        sentence = _("What was sent is too large. A file may have at most %(limit)s MB; send a smaller one.")
        return errorpages.page_for(request, TooLarge(sentence % {"limit": largest // MEGABYTE}))


class WholeBody:
    """Refuses a request whose line dropped before all of it had come: neither Django nor the server before it would
    notice, and half a text or half a file would be taken for the whole (reliability.md C4 51).
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Read what was sent, as the view would, and let it through when it has the length that was said."""
        said = str(request.META.get("CONTENT_LENGTH") or "0")
        if request.method in ("GET", "HEAD") or not said.isdecimal():
            return None
        with contextlib.suppress(UnreadablePostError):
            if _came(request) >= int(said):
                return None
        sentence = _("What was sent did not arrive whole, so nothing of it was kept. Send it again.")
        return errorpages.page_for(request, Invalid(sentence))


def _came(request: HttpRequest) -> int:
    """Read a request and return how many bytes came: of a form with files its stream tells, else what is kept of it."""
    if request.method == "POST" and request.content_type == "multipart/form-data":
        _read = request.POST
        stream = getattr(request, "_stream", None)
        if isinstance(stream, LimitedStream):
            return int(stream._pos)  # type: ignore[attr-defined]
    return len(request.body)


class PrivateByDefault:
    """Keeps what was made for a signed-in person out of every shared cache (reliability.md N19)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
        if signed_in or not response.has_header("Cache-Control"):
            response["Cache-Control"] = ""
            patch_cache_control(response, private=True, no_store=True)
            patch_vary_headers(response, ("Cookie",))
        return response


class DeclaredAccess:
    """Default deny: a view that declared no access does not exist; one for signed-in people leads to the sign-in."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Let the request through, or answer in the view's stead."""
        access = access_of(view)
        if access is None or (access is Access.DEMONSTRATION and not settings.DEMONSTRATION):
            raise Http404
        if access is Access.SIGNED_IN and not request.user.is_authenticated:
            if request.headers.get("HX-Request"):
                response = HttpResponse(status=401)
                response["HX-Trigger"] = "signed-out"
                return response
            if request.method not in ("GET", "HEAD"):
                return errorpages.signed_out(request)
            return redirect_to_login(request.get_full_path(), reverse(settings.LOGIN_URL))
        return None


class Errors:
    """Turns our own errors into pages, once (house-style: View)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Answer a `SekoError` with its page, and so a database that others kept busy for too long, in which another
        made the same at the same moment, or that cannot be asked for what was sent (PostgreSQL knows no zero
        character); anything else goes on to Django's own handling.
        """
        if isinstance(exception, OperationalError) and _is_busy(exception.__cause__):
            log.warning("the database was busy for too long: %s", exception)
            exception = Unavailable(_("Many are at work at this moment, so this was not done. Try again in a minute."))
        if isinstance(exception, IntegrityError) and _is_double(exception.__cause__):
            log.warning("two made the same at the same moment: %s", exception)
            exception = WrongState(
                _("Somebody did the same at this moment, so this was not done. Load the page again.")
            )
        if isinstance(exception, DataError):
            log.warning("the database cannot take what was sent: %s", exception)
            exception = Invalid(_("A character or a number in what was sent cannot be stored. Correct it; try again."))
        if isinstance(exception, SekoError):
            return errorpages.page_for(request, exception)
        return None


def _is_busy(cause: BaseException | None) -> bool:
    """Return whether a statement gave up waiting for others, so that the same may go through a moment later."""
    if getattr(cause, "sqlstate", "") in BUSY_POSTGRESQL:
        return True
    code: int = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_OK)
    return code & 0xFF in BUSY_SQLITE  # the low byte of an extended code is its kind


def _is_double(cause: BaseException | None) -> bool:
    """Return whether the database refused a second row of what there is only one of: every action looks before it
    writes, so that another wrote in between.
    """
    if getattr(cause, "sqlstate", "") == DOUBLE_POSTGRESQL:
        return True
    return getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_OK) in DOUBLE_SQLITE
