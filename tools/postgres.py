"""A PostgreSQL of our own for a while: made in a temporary folder, started on a free port, stopped and removed.

    python -m tools.postgres with-postgres [--durable] -- command ...

runs the command with `DATABASE_URL` naming the temporary server. As root the server runs under another user, because
PostgreSQL refuses to be root. A `DATABASE_URL` that already names a PostgreSQL is used as it is.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import NoReturn

START_SECONDS = 60
STOP_SECONDS = 30
ATTEMPTS = 3
PR_SET_PDEATHSIG = 1
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
SERVER = ("shared_buffers=128MB", "max_connections=60", "listen_addresses=127.0.0.1", "log_min_messages=warning")


class PostgresMissingError(RuntimeError):
    """No PostgreSQL server program is on this machine."""


class PostgresFailedError(RuntimeError):
    """The server could not be made or started; the message ends with its own words."""


@dataclass(frozen=True, slots=True)
class Owner:
    """The user the server runs under; None means the one who called."""

    uid: int | None
    gid: int | None

    def arguments(self) -> dict[str, object]:
        """Return the keyword arguments that make `subprocess` run under this user."""
        return {} if self.uid is None else {"user": self.uid, "group": self.gid, "extra_groups": []}


def folder_of_programs() -> Path:
    """Return the folder of `initdb` and `postgres`, newest version first; raise `PostgresMissingError` without one."""
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda path: int("0" + path.parent.name.split(".")[0]),
        reverse=True,
    )
    on_path = [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    for folder in [*versions, *on_path]:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise PostgresMissingError("no PostgreSQL server on this machine (Debian: apt-get install postgresql)")


def owner() -> Owner:
    """Return who the server runs under: `postgres` or `nobody` when we are root, otherwise ourselves."""
    if os.geteuid() != 0:
        return Owner(None, None)
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return Owner(entry.pw_uid, entry.pw_gid)
    raise PostgresMissingError("root cannot run PostgreSQL, and there is neither a user 'postgres' nor 'nobody'")


def free_port() -> int:
    """Return a port of 127.0.0.1 that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def temporary_cluster(*, durable: bool = False) -> Iterator[str]:
    """Yield the `postgresql://` address of a fresh server; on the way out it is stopped and its folder removed.

    `durable` keeps fsync on, for measuring; tests do without.
    """
    programs, runs_under = folder_of_programs(), owner()
    folder = Path(tempfile.mkdtemp(prefix="seko-postgres-"))
    password = secrets.token_urlsafe(16)
    try:
        _make(programs, folder, runs_under, password)
        server, port = _start(programs, folder, runs_under, durable=durable)
        try:
            yield f"postgresql://seko:{password}@127.0.0.1:{port}/postgres"
        finally:
            _stop(server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _make(programs: Path, folder: Path, runs_under: Owner, password: str) -> None:
    secret = folder / "password"
    secret.write_text(password + "\n", encoding="ascii")
    folder.chmod(0o700)
    if runs_under.uid is not None and runs_under.gid is not None:
        os.chown(folder, runs_under.uid, runs_under.gid)
        os.chown(secret, runs_under.uid, runs_under.gid)
    command = [programs / "initdb", "--pgdata", folder / "data", "--username=seko", "--auth=scram-sha-256"]
    command += [f"--pwfile={secret}", "--encoding=UTF8", "--no-sync", "--no-instructions", *_locale(programs)]
    result = subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd=folder,
        env=_plain_environment(),
        check=False,
        **runs_under.arguments(),  # type: ignore[call-overload]
    )
    secret.unlink()
    if result.returncode:
        raise PostgresFailedError(f"initdb: {result.stdout[-500:]}{result.stderr[-2000:]}")


def _locale(programs: Path) -> list[str]:
    """Return initdb's locale options: ICU where it was built in, so that Cyrillic folds and sorts alike everywhere."""
    told = subprocess.run([programs / "initdb", "--help"], capture_output=True, text=True, check=True).stdout
    if "--icu-locale" not in told:
        return ["--locale=C.UTF-8"]
    known = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout.lower().split()
    plain = "C.UTF-8" if {"c.utf-8", "c.utf8"} & set(known) else "C"
    return ["--locale-provider=icu", "--icu-locale=und", f"--locale={plain}"]


def _plain_environment() -> dict[str, str]:
    """Return the environment without the client's `PG…` variables, which would lead the server's programs astray."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")} | {"LC_ALL": "C"}


def _start(programs: Path, folder: Path, runs_under: Owner, *, durable: bool) -> tuple[subprocess.Popen[bytes], int]:
    log = folder / "server.log"
    words = ""
    for _ in range(ATTEMPTS):
        port = free_port()
        options = [*SERVER, f"unix_socket_directories={folder}", f"port={port}", *(() if durable else QUICK)]
        command = [str(programs / "postgres"), "-D", str(folder / "data")]
        for option in options:
            command += ["-c", option]
        with log.open("wb") as output:
            server = subprocess.Popen(
                command,
                stdout=output,
                stderr=output,
                stdin=subprocess.DEVNULL,
                cwd=folder,
                env=_plain_environment(),
                start_new_session=True,  # Ctrl-C is for us: we stop the server when the command has ended
                preexec_fn=_end_with_parent if sys.platform == "linux" else None,
                **runs_under.arguments(),  # type: ignore[call-overload]
            )
        if _ready(programs, server, port):
            return server, port
        _stop(server)
        words = log.read_text(encoding="utf-8", errors="replace")[-2000:]
    raise PostgresFailedError(f"PostgreSQL did not start: {words}")


def _end_with_parent() -> None:
    """Ask Linux to end the server when we are killed in a way that leaves us no time to stop it."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGQUIT)


def _ready(programs: Path, server: subprocess.Popen[bytes], port: int) -> bool:
    ask: list[str | Path] = [programs / "pg_isready", "--quiet", "--host=127.0.0.1", f"--port={port}"]
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        if subprocess.run(ask, check=False).returncode == 0:
            return True
        time.sleep(0.05)
    return False


def _stop(server: subprocess.Popen[bytes]) -> None:
    if server.poll() is None:
        server.send_signal(signal.SIGINT)  # PostgreSQL's "fast": ends sessions, writes nothing we would need
        try:
            server.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            server.send_signal(signal.SIGQUIT)
            server.wait(STOP_SECONDS)


@contextlib.contextmanager
def address(*, durable: bool = False) -> Iterator[str]:
    """Yield the PostgreSQL to use: the one `DATABASE_URL` names, or a temporary one."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith(("postgres://", "postgresql://")):
        yield given
        return
    with temporary_cluster(durable=durable) as made:
        yield made


def run(command: list[str], environment: dict[str, str]) -> int:
    """Run `command` to its end and return its exit code; Ctrl-C reaches it directly, we wait for it."""
    with subprocess.Popen(command, env=environment) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue
            except SystemExit:
                process.terminate()
                raise


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


def main(arguments: list[str] | None = None) -> int:
    """Run the command named after `--` beside a PostgreSQL; return its exit code."""
    parser = argparse.ArgumentParser(prog="tools.postgres", description=__doc__.splitlines()[0] if __doc__ else "")
    verbs = parser.add_subparsers(required=True)
    with_postgres = verbs.add_parser("with-postgres", help="run a command with DATABASE_URL naming a temporary server")
    with_postgres.add_argument("--durable", action="store_true", help="keep fsync on (for measuring)")
    with_postgres.add_argument("command", nargs="+", help="the command and its arguments, after --")
    chosen = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, _end)
    try:
        with address(durable=chosen.durable) as url:
            return run(chosen.command, {**os.environ, "DATABASE_URL": url})
    except (PostgresMissingError, PostgresFailedError) as error:
        print(f"PostgreSQL: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
