"""All tests: on SQLite, then what depends on the database again on a real PostgreSQL; `make test` calls it.

    python -m tools.suite [options of pytest ...]

A `DATABASE_URL` that names a PostgreSQL is used for the second run, otherwise a temporary server is started for it.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from types import FrameType
from typing import NoReturn

from tools import packages, postgres

PROCESSES = os.environ.get("TEST_PROCESSES", "2")
OPTIONS = [
    *("-n", PROCESSES, "--dist", "worksteal", "--durations=15", "--durations-min=1"),
    *("-o", "faulthandler_timeout=300", "-o", "faulthandler_exit_on_timeout=true"),
]
NO_TESTS_COLLECTED = 5
INTERRUPTED = frozenset({2, -signal.SIGINT, 128 + signal.SIGINT})  # by pytest itself, by Ctrl-C
# What the person has set for a running site must not lead the tests astray.
FOREIGN = (
    "SEKO_",
    "DJANGO_",
    "DATABASE_URL",
    "SECRET_KEY",
    "SITE_URL",
    "ALLOWED_HOSTS",
    "MAIL_",
    "CACHE_URL",
    "CLAMD_",
)


def environment(folder: str, **more: str) -> dict[str, str]:
    """Return the environment of a test run: ours without the site's settings, what is written goes to `folder`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    return {**kept, "SEKO_VAR_DIR": folder, **more}


def run_pytest(title: str, options: list[str], variables: dict[str, str]) -> int:
    """Run pytest with its output as it is; return its exit code."""
    print(f"\n=== {title}", flush=True)
    started = time.monotonic()
    code = postgres.run([sys.executable, "-m", "pytest", *OPTIONS, *options], variables)
    print(f"=== {title}: exit code {code} after {time.monotonic() - started:.0f} s", flush=True)
    return 0 if code == NO_TESTS_COLLECTED and options else code


def on_postgresql(options: list[str], folder: str) -> int:
    """Run what depends on the database on PostgreSQL; return the exit code, 1 where no server could be had."""
    try:
        with postgres.address() as url:
            variables = environment(folder, DATABASE_URL=url)
            return run_pytest("tests on PostgreSQL", ["--database-only", *options], variables)
    except (postgres.PostgresMissingError, postgres.PostgresFailedError) as error:
        print(f"tests on PostgreSQL did not run: {error}", file=sys.stderr)
        return 1


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


def main() -> int:
    """Run both, unless Ctrl-C ended the first; return the first exit code that is not 0."""
    signal.signal(signal.SIGTERM, _end)
    options = sys.argv[1:]
    packages.main([])
    with tempfile.TemporaryDirectory(prefix="seko-tests-") as folder:
        first = run_pytest("tests on SQLite", options, environment(folder))
        second = 0 if first in INTERRUPTED else on_postgresql(options, folder)
    return first or second


if __name__ == "__main__":
    sys.exit(main())
