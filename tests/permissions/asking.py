"""Asking the platform as a role would: one request through all middleware, what it wrote, what it showed."""

from __future__ import annotations

import hashlib
import io
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.cache import cache
from django.core.signals import got_request_exception
from django.db import connection, models, transaction
from django.http import StreamingHttpResponse
from django.test import RequestFactory
from django.test.client import ClientHandler
from django.utils.http import urlencode

from seko.foundation.core import clock
from tests import factories as f
from tests.permissions.world import World

CANARY = re.compile(rb"zq-[a-z0-9_-]+\.[a-z0-9._-]+?-qz")
WRITES = re.compile(r'^\s*(INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)
# A session belongs to the browser that asks, and which draft somebody read last to that person alone: nothing of the
# chain stands in either.
NOT_THE_CHAIN = frozenset({"django_session", "tracing_lastread"})
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Asked:
    """What came back: status, headers, text, where it leads, what was written, which canaries it holds."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    cookies: str
    written: frozenset[str]
    canaries: frozenset[str]

    @property
    def location(self) -> str:
        """Where a redirect leads."""
        return self.headers.get("Location", "")


@dataclass
class Browsers:
    """One signed-in session for each role; cookies are never changed by what is asked."""

    world: World
    cookies: dict[str, str] = field(default_factory=dict)
    handler: ClientHandler = field(default_factory=lambda: ClientHandler(enforce_csrf_checks=False))
    strict: ClientHandler = field(default_factory=lambda: ClientHandler(enforce_csrf_checks=True))

    def open_all(self) -> None:
        """Sign everybody in."""
        for role, actor in self.world.cast.actors.items():
            client = f.client_of(actor if actor.person is not None else None)
            self.cookies[role] = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())

    def ask(
        self,
        role: str,
        method: str,
        path: str,
        *,
        data: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        csrf: bool = False,
        now: datetime | None = None,
    ) -> Asked:
        """Send one request at the state's hour (or at `now`) and return what came back.

        A fault of the platform is raised. With `csrf` the token of forms is asked for, as in a real browser.
        """
        factory = RequestFactory(headers={**(headers or {}), **_cookie(self.cookies[role])})
        body = urlencode(data or {}, doseq=True).encode() if method in ("POST", "PUT", "PATCH") else b""
        environ = factory.generic(method, path, body, content_type=FORM if body else "application/octet-stream").environ
        with clock.pinned(now or self.world.now), _faults() as faults, writes() as written:
            handler = self.strict if csrf else self.handler
            response = handler(environ)
            content = _content_of(response)
        if faults:
            raise faults[0]
        shown = dict(response.items())
        set_cookies = response.cookies.output(header="")
        searched = unpacked(content) + "\n".join([*shown.values(), set_cookies]).encode()
        return Asked(
            response.status_code, shown, content, set_cookies, frozenset(written - NOT_THE_CHAIN), found_in(searched)
        )


def found_in(text: bytes) -> frozenset[str]:
    """Return the canaries in a text."""
    return frozenset(each.decode() for each in CANARY.findall(text))


def unpacked(content: bytes) -> bytes:
    """Return a response's bytes with what lies packed in them (XLSX and DOCX are ZIP files)."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return content + b"".join(packed.read(name) for name in packed.namelist())


def _cookie(value: str) -> dict[str, str]:
    return {"cookie": value} if value else {}


def _content_of(response: Any) -> bytes:
    if isinstance(response, StreamingHttpResponse):
        return b"".join(response)  # read to its end, it closes itself
    content: bytes = response.content
    return content


@contextmanager
def _faults() -> Iterator[list[BaseException]]:
    """Collect what would have become a page of our own fault."""
    found: list[BaseException] = []

    def note(**_: Any) -> None:
        error = sys.exc_info()[1]
        if error is not None:
            found.append(error)

    got_request_exception.connect(note)
    try:
        yield found
    finally:
        got_request_exception.disconnect(note)


@contextmanager
def writes() -> Iterator[set[str]]:
    """Collect the tables that are written to."""
    found: set[str] = set()

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        match = WRITES.match(sql)
        if match:
            found.add(match[2])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield found


@contextmanager
def undone() -> Iterator[None]:
    """Take back everything that is written inside."""
    sid = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(sid)
        cache.clear()


def digest() -> str:
    """Return a digest over every row of every table of ours but `NOT_THE_CHAIN`: their number and all their values."""
    found = hashlib.sha256()
    for model in _models():
        rows = sorted(repr(row) for row in model._base_manager.order_by().values_list(*_columns(model)))
        found.update(f"{model._meta.db_table} {len(rows)} {rows}".encode())
    return found.hexdigest()


def _models() -> Iterable[type[models.Model]]:
    every = apps.get_models(include_auto_created=True)
    ours = (model for model in every if model.__module__.startswith(("seko.", "django_tasks_db")))
    return [model for model in ours if model._meta.db_table not in NOT_THE_CHAIN]


def _columns(model: type[models.Model]) -> list[str]:
    return [each.attname for each in model._meta.concrete_fields]


HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICIES = ("default-src 'none'", "frame-ancestors 'none'")


def missing_headers(asked: Asked, *, is_signed_in: bool) -> list[str]:
    """Return what an answer's headers lack: the rules for browsers, and privacy where a session asked (N16, N19)."""
    found = [
        f"{name}: {asked.headers.get(name)}" for name, wanted in HEADERS.items() if asked.headers.get(name) != wanted
    ]
    policy = asked.headers.get("Content-Security-Policy", "")
    found += [f"Content-Security-Policy without {each}" for each in POLICIES if each not in policy]
    if "unsafe" in policy or not asked.headers.get("Permissions-Policy"):
        found.append(f"Content-Security-Policy {policy}, Permissions-Policy {asked.headers.get('Permissions-Policy')}")
    kept = asked.headers.get("Cache-Control", "")
    if is_signed_in and not ("private" in kept and "no-store" in kept and "Cookie" in asked.headers.get("Vary", "")):
        found.append(f"Cache-Control: {kept}; Vary: {asked.headers.get('Vary')}")
    return found
