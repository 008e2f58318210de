"""The reading page for readers without a session: drawn once for a state of things, and not sent again unchanged."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock

from django.conf import settings
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import stage_at
from seko.foundation.core.dates import local_date

DRAWN_FROM = (".py", ".html", ".mo", ".css", ".js", ".svg")
HARD = ("opens_at", "leads_deadline_at", "dissents_until_at", "replies_until_at")


def tag_of(request: HttpRequest, consultation: Consultation, now: datetime) -> str:
    """Return the tag of what anybody without a session reads at this address, nothing for whoever has one.

    What somebody signed in reads is never kept (reliability.md N19). The tag holds everything the page is drawn from:
    the rows of consultation, draft and document as just read (the consultation's stamp counts every comment and
    answer), what changed on the document's other drafts, the moment as far as the page tells it, the address, and the
    release of the platform.
    """
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        return ""
    moment = (stage_at(consultation, now), local_date(now), *(now > getattr(consultation, name) for name in HARD))
    names = ("drafts_stamp", "drafts_released", "translated_hash")
    drafts = [getattr(consultation, name, None) for name in names]
    parts = (
        _release(),
        *_rows(consultation),
        drafts,
        moment,
        request.get_full_path(),
        request.headers.get("HX-Request"),
    )
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


def _rows(consultation: Consultation) -> Iterator[list[object]]:
    """Return the values of the consultation's row and of those that were read with it."""
    version = consultation.version
    read: tuple[Model | None, ...] = (consultation, version)
    if version is not None:
        read += (version.published_copy, version.document, version.document.institution)
    for row in read:
        yield [row.serializable_value(each.attname) for each in row._meta.concrete_fields] if row else []


@cache
def _release() -> int:
    """Return the time of the newest file of the platform: a new template or word makes every page another."""
    files = (each for each in (Path(settings.BASE_DIR) / "seko").rglob("*") if each.suffix in DRAWN_FROM)
    return max(each.stat().st_mtime_ns for each in files)


def not_changed(request: HttpRequest, tag: str) -> HttpResponseBase | None:
    """Return the short answer to a browser that has this very page, None where it has another or none."""
    answer = get_conditional_response(request, etag=tag) if tag else None
    return None if answer is None or answer.status_code != 304 else tagged(answer, tag)


def tagged(response: HttpResponseBase, tag: str) -> HttpResponseBase:
    """Let the page be kept by whoever asks before each use whether it has changed."""
    response["ETag"] = tag
    patch_cache_control(response, public=True, no_cache=True)
    patch_vary_headers(response, ("Cookie", "HX-Request", "Accept-Encoding"))
    return response


class Kept:
    """Pages as drawn, by their tags, up to so many bytes; the least lately read goes first. A process has its own:
    the tag is worked out from the database for every reader, so none is ever out of date.
    """

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._pages: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, tag: str) -> bytes | None:
        """Return the page of that tag, None where it was never drawn here or had to go."""
        with self._lock:
            if tag in self._pages:
                self._pages.move_to_end(tag)
            return self._pages.get(tag)

    def put(self, tag: str, page: bytes) -> None:
        """Keep a page; one that would fill a quarter of the room is not kept."""
        if len(page) > self._most_bytes // 4:
            return
        with self._lock:
            self._bytes += len(page) - len(self._pages.pop(tag, b""))
            self._pages[tag] = page
            while self._bytes > self._most_bytes:
                self._bytes -= len(self._pages.popitem(last=False)[1])


KEPT = Kept(16 * 1024 * 1024)


def kept_or_drawn(request: HttpRequest, tag: str, draw: Callable[[], HttpResponse]) -> HttpResponseBase:
    """Return the page of that tag as it was drawn for another reader without a session, or drawn now.

    A page that holds a form's token is one reader's own: it is neither kept nor told apart by a tag.
    """
    if not tag:
        return draw()
    page = KEPT.get(tag)
    if page is not None:
        return tagged(HttpResponse(page), tag)
    response = draw()
    if response.status_code != 200 or response.cookies or "CSRF_COOKIE" in request.META:
        return response
    KEPT.put(tag, response.content)
    return tagged(response, tag)
