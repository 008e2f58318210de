"""A browser of few words: one connection that stays open, requests timed until the last byte is there."""

from __future__ import annotations

import http.client
import time
from collections.abc import Mapping
from dataclasses import dataclass

import brotli

from tools.bench.serving import COUNT_HEADER

TIMEOUT = 120


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: `body` as it came over the wire, `ms` from asking to its last byte."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    ms: float

    @property
    def content(self) -> bytes:
        """The body as the page is read: decompressed."""
        packed = self.headers.get("content-encoding") == "br"
        return brotli.decompress(self.body) if packed else self.body

    @property
    def queries(self) -> int:
        """How many statements it cost; only where the request asked for it."""
        return int(self.headers.get(COUNT_HEADER.lower(), 0))


class UnexpectedAnswer(RuntimeError):
    """An answer with another status than the step expects."""


class Browser:
    """One connection to the server."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
        self._connection.connect()

    def ask(
        self, path: str, *, expected: int = 200, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Get the path, or post the body to it. Raises `UnexpectedAnswer` for another status than expected."""
        sent = {"Accept-Encoding": "br", "Accept-Language": "sr", **(headers or {})}
        if body is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        started = time.perf_counter()
        self._connection.request("GET" if body is None else "POST", path, body, sent)
        response = self._connection.getresponse()
        content = response.read()
        spent = (time.perf_counter() - started) * 1000
        answer = Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, content, spent)
        if answer.status != expected:
            raise UnexpectedAnswer(f"{path}: {answer.status} instead of {expected}: {answer.content[:400]!r}")
        return answer

    def close(self) -> None:
        """End the connection."""
        self._connection.close()
