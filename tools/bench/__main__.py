"""Measures ours against the limit on PostgreSQL and on SQLite, into `build/bench.json`; `make bench` calls it.

    python -m tools.bench [--steps reading_page send_comment] [--databases sqlite] [--comments 200] [--growth 0] ...

Each database is made for the run, in a folder of its own or beside the databases of the server that DATABASE_URL names,
and removed afterwards. Times on a machine that others use are noise; ratios, statements and bytes are not.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tools import postgres
from tools.bench import table
from tools.bench.figures import Figures

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "build" / "bench.json"
DATABASES = ("postgresql", "sqlite")
COMMENTS, GROWTH = 2_000, 20_000
MOST_SECONDS = 900
PRODUCTION = {
    "SEKO_MODE": "production",
    "SEKO_SSL_REDIRECT": "no",
    "SITE_URL": "https://merenje.rs",
    "SEKO_TRUSTED_PROXY": "no",
    "ALLOWED_HOSTS": "127.0.0.1,merenje.rs",
    "MAIL_URL": "smtp://127.0.0.1:25",
    "MAIL_FROM": "SEKO <seko@merenje.rs>",
    "CLAMD_ADDRESS": "127.0.0.1:3310",
}


@contextlib.contextmanager
def environment(database: str, folder: Path) -> Iterator[dict[str, str]]:
    """Yield the variables of a run: PostgreSQL as production runs it, SQLite as the demonstration does."""
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith("SEKO_") and name != "DATABASE_URL"
    }
    kept = {"SEKO_VAR_DIR": str(folder), "SECRET_KEY": secrets.token_urlsafe(50), "LOG_LEVEL": "ERROR"}
    if database == "sqlite":
        yield {**inherited, **kept, "DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite3'}"}
        return
    with postgres.address(durable=True) as server, _own_database(server) as url:
        yield {**inherited, **kept, **PRODUCTION, "DATABASE_URL": url}


@contextlib.contextmanager
def _own_database(server: str) -> Iterator[str]:
    """Yield the address of a new database on the server; it is dropped on the way out."""
    name = f"seko_bench_{os.getpid()}_{secrets.token_hex(3)}"
    named = sql.Identifier(name)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(named))
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(named))


def measured(database: str, chosen: argparse.Namespace, found: list[Figures]) -> None:
    """Add the figures of one database to `found`, measured in a process of its own.

    Raises `SubprocessError` where it fails or takes too long; what was measured until then is kept.
    """
    with tempfile.TemporaryDirectory(prefix="seko-bench-") as name:
        folder = Path(name)
        out = folder / "figures.json"
        command = [
            *(sys.executable, "-m", "tools.bench.measuring", "--out", str(out)),
            *("--comments", str(chosen.comments), "--growth", str(chosen.growth), "--share", str(chosen.share)),
            *(("--steps", *chosen.steps) if chosen.steps else ()),
        ]
        with environment(database, folder) as variables:
            try:
                _run(command, variables)
            finally:
                lines = out.read_text(encoding="utf-8").splitlines() if out.exists() else []
                found += [Figures(**json.loads(line)) for line in lines]


def _run(command: Sequence[str], variables: dict[str, str]) -> None:
    """Run to the end, or for so long and then let it stop its web server and itself."""
    with subprocess.Popen(command, cwd=ROOT, env=variables) as process:
        try:
            code = process.wait(MOST_SECONDS)
        except BaseException:
            process.terminate()
            raise
    if code:
        raise subprocess.CalledProcessError(code, command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, write, print; return 1 where a database could not be measured, 0 whatever the figures are."""
    parser = argparse.ArgumentParser(prog="tools.bench", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--steps", nargs="+", choices=list(table.TARGETS), help="only these steps")
    parser.add_argument("--databases", nargs="+", choices=DATABASES, default=list(DATABASES))
    parser.add_argument("--comments", type=int, default=COMMENTS, help="how many comments there are (%(default)s)")
    parser.add_argument("--growth", type=int, default=GROWTH, help="how many later; 0: no growth (%(default)s)")
    parser.add_argument("--share", type=float, default=1.0, help="of the usual number of rounds (%(default)s)")
    parser.add_argument("--out", type=Path, default=OUT, help="the file of figures (build/bench.json)")
    chosen = parser.parse_args(arguments)
    started = time.monotonic()
    found: list[Figures] = []
    failed = []
    for database in chosen.databases:
        try:
            measured(database, chosen, found)
        except (
            postgres.PostgresMissingError,
            postgres.PostgresFailedError,
            psycopg.Error,
            subprocess.SubprocessError,
        ) as error:
            failed.append(f"{database} was not measured to the end: {error}")
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    rows = [each.record() for each in found]
    chosen.out.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print("\n".join(table.lines(found)))
    print(f"{len(rows)} figures in {chosen.out} after {time.monotonic() - started:.0f} s")
    for words in failed:
        print(words, file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
