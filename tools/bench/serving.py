"""The web server that is measured: gunicorn with the platform's own WSGI application, the limit view beside it.

Two additions of the bench: a path under `/limit/` goes to `limit`, and a request that asks for it is told how many
statements it cost.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from tools.postgres import free_port

ROOT = Path(__file__).resolve().parents[2]
WORKERS, THREADS = 2, 4
START_SECONDS = 60
STOP_SECONDS = 15
COUNT_HEADER = "X-Count-Queries"

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def build() -> Wsgi:
    """Return the application that gunicorn serves."""
    from django.core.handlers.wsgi import WSGIHandler
    from django.db import connection
    from django.test import override_settings

    from seko.config.wsgi import application as ours

    with override_settings(MIDDLEWARE=["tools.bench.limit.OwnAddresses"]):
        limit = WSGIHandler()

    def serve(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        chosen: Wsgi = limit if environ["PATH_INFO"].startswith("/limit/") else ours
        if "HTTP_X_COUNT_QUERIES" not in environ:
            return chosen(environ, start_response)
        statements: list[str] = []

        def count(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
            statements.append(sql)
            return execute(sql, params, many, context)

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            return start_response(status, [*headers, (COUNT_HEADER, str(len(statements)))], *rest)

        with connection.execute_wrapper(count):
            response = chosen(environ, start)
        if os.environ.get("BENCH_SQL"):
            print("\n".join(statements), file=sys.stderr, flush=True)
        return response

    return serve


def command(port: int) -> list[str]:
    """Return the command of the web server, as `make run` starts it."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else "."  # noqa: S108 - gunicorn makes unnamed files
    return [
        *(sys.executable, "-m", "gunicorn", "tools.bench.serving:build()"),
        *("--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS), "--threads", str(THREADS)),
        *("--worker-class", "gthread", "--worker-tmp-dir", memory, "--log-level", "warning", "--keep-alive", "60"),
    ]


@contextlib.contextmanager
def served() -> Iterator[int]:
    """Yield the port of a web server over this process's database; it is stopped on the way out."""
    port = free_port()
    process = subprocess.Popen(command(port), cwd=ROOT)
    try:
        _wait(process, port)
        yield port
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with (
            contextlib.suppress(OSError),
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer,
        ):
            if answer.status == 200:
                return
        time.sleep(0.1)
    raise RuntimeError("the web server did not start")
