"""Serves the platform with its background worker on PORT until Ctrl-C; `make run` calls it.

The database is brought up to date first and, in demonstration mode, given the demonstration data once. The worker is
started again when it dies; the web server's end is our end, with its exit code.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import IO, NoReturn

ROOT = Path(__file__).resolve().parents[1]
DEMONSTRATION = ROOT / "seko" / "demo" / "management" / "commands" / "load_demonstration.py"
PATIENCE_SECONDS = 15  # the worker lets its present job end, which takes it up to 8 s
LONGEST_PAUSE = 30
WORKERS, THREADS = 2, 4


@dataclass
class Part:
    """One process of ours: how it is called in the output, its command, and whether it is started again."""

    name: str
    command: list[str]
    restarts: bool
    process: subprocess.Popen[str] | None = None
    failures: int = 0
    rests_until: float = 0.0
    started_at: float = field(default_factory=time.monotonic)

    def start(self, lines: queue.Queue[str]) -> None:
        """Start the process; its output goes line by line, with its name before it, into `lines`."""
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            errors="replace",
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            start_new_session=os.name == "posix",  # Ctrl-C is for us; we stop the parts in order
        )
        assert self.process.stdout is not None  # noqa: S101 - asked for above
        threading.Thread(target=self._relay, args=(self.process.stdout, lines), daemon=True).start()

    def _relay(self, output: IO[str], lines: queue.Queue[str]) -> None:
        with output:
            for line in output:
                lines.put(f"{self.name:>6} | {line.rstrip()}")

    def after_death(self) -> float:
        """Return how many seconds to rest before the next start: longer after each quick death."""
        lived = time.monotonic() - self.started_at
        self.failures = 1 if lived > LONGEST_PAUSE else self.failures + 1
        return float(min(2 ** (self.failures - 1), LONGEST_PAUSE))


def web_command(port: int) -> list[str]:
    """Return the command of the web server: gunicorn, or Django's own server where gunicorn cannot run."""
    if importlib.util.find_spec("gunicorn") and importlib.util.find_spec("fcntl"):
        return [
            *(sys.executable, "-m", "gunicorn", "seko.config.wsgi:application"),
            *("--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS), "--threads", str(THREADS)),
            *("--worker-class", "gthread", "--worker-tmp-dir", _memory_folder(), "--log-level", "warning"),
        ]
    return [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"]


def _memory_folder() -> str:
    """Return a folder in memory for gunicorn's heartbeat: a busy disk must not look like a dead worker."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else str(ROOT / "var")  # noqa: S108 - gunicorn makes unnamed files


def worker_command() -> list[str]:
    """Return the command of the background worker."""
    return [sys.executable, "manage.py", "worker"]


def prepare() -> int:
    """Bring the database up to date and load the demonstration data, which comes only once; return the exit code."""
    steps = [["migrate", "--no-input", "--verbosity", "0"], ["load_catalogues"]]
    if os.environ.get("SEKO_MODE", "demonstration") == "demonstration" and DEMONSTRATION.exists():
        steps.append([DEMONSTRATION.stem])
    for step in steps:
        # What they report of themselves is for those who call them by hand; faults go to stderr.
        quiet = None if step[0] == DEMONSTRATION.stem else subprocess.DEVNULL
        code = subprocess.run([sys.executable, "manage.py", *step], cwd=ROOT, stdout=quiet, check=False).returncode
        if code:
            return code
    return 0


def is_free(port: int) -> bool:
    """Return whether nothing listens on the port of 127.0.0.1."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) != 0


def answers(port: int) -> bool:
    """Return whether the web server is alive."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as response:
            return bool(response.status == 200)
    except OSError:
        return False


class Supervisor:
    """Starts the parts, relays what they say, restarts those that may be restarted, and stops all of them."""

    def __init__(self, parts: list[Part], port: int) -> None:
        self.parts, self.port = parts, port
        self.lines: queue.Queue[str] = queue.Queue()
        self.announced = False

    def run(self) -> int:
        """Serve until Ctrl-C (0) or until the web server ends (its exit code, never 0)."""
        try:
            for part in self.parts:
                part.start(self.lines)
            while True:
                self._say()
                if (code := self._tend()) is not None:
                    return code or 1
        except (KeyboardInterrupt, SystemExit):
            print("\nstopping", flush=True)
            return 0
        finally:
            self._stop()
            self._say()

    def _say(self) -> None:
        """Print what the parts said, waiting a moment for the first line."""
        with contextlib.suppress(queue.Empty):
            print(self.lines.get(timeout=0.3), flush=True)
            while True:
                print(self.lines.get_nowait(), flush=True)

    def _tend(self) -> int | None:
        """Restart what died and may be restarted; return the exit code of what died and may not."""
        for part in self.parts:
            code = part.process.poll() if part.process else None
            if part.process and code is not None:
                if not part.restarts:
                    print(f"{part.name} ended with exit code {code}", file=sys.stderr, flush=True)
                    return code
                pause = part.after_death()
                part.process, part.rests_until = None, time.monotonic() + pause
                print(f"{part.name} ended with exit code {code}; again in {pause:.0f} s", file=sys.stderr, flush=True)
            elif not part.process and time.monotonic() >= part.rests_until:
                part.start(self.lines)
        if not self.announced and answers(self.port):
            self.announced = True
            print(f"\n  SEKO is at http://localhost:{self.port}/   (Ctrl-C stops it)\n", flush=True)
        return None

    def _stop(self) -> None:
        running = [part.process for part in self.parts if part.process and part.process.poll() is None]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + PATIENCE_SECONDS
        for process in running:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


def main() -> int:
    """Serve the platform on PORT with its worker."""
    port = int(os.environ.get("PORT", "8000"))
    if not is_free(port):
        print(f"Port {port} is taken. Another one: PORT={port + 1} make run", file=sys.stderr)
        return 1
    os.environ["PORT"] = str(port)
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGINT, _end)  # also where a shell started us in the background, with SIGINT ignored
    if code := prepare():
        return code
    parts = [Part("web", web_command(port), restarts=False), Part("worker", worker_command(), restarts=True)]
    return Supervisor(parts, port).run()


if __name__ == "__main__":
    sys.exit(main())
