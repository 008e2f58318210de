"""Keeps a few child processes running together: all are restarted when they end, all stop with us."""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

STOP_SECONDS = 8.0
LOOK_SECONDS = 0.5
LONGEST_PAUSE = 30.0
STEADY_SECONDS = 30.0
PR_SET_PDEATHSIG = 1

log = logging.getLogger(__name__)


@dataclass
class Child:
    """One command that shall always run; `pause` grows while it keeps ending at once."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    pause: float = 0.0
    begun: float = 0.0
    next_start: float = 0.0

    def look(self, handles: Sequence[int]) -> None:
        """Start it when it does not run and its pause is over."""
        moment = time.monotonic()
        if self.process and self.process.poll() is not None:
            lasted = moment - self.begun
            self.pause = 0.5 if lasted > STEADY_SECONDS else min(max(self.pause * 2, 0.5), LONGEST_PAUSE)
            log.warning("%s ended with %s; again in %.1f s", self.name, self.process.returncode, self.pause)
            self.process, self.next_start = None, moment + self.pause
        if self.process is None and moment >= self.next_start:
            self.process, self.begun = _start(self.command, handles), moment


def keep_running(children: Sequence[Child], stop: threading.Event, handles: Sequence[int] = ()) -> None:
    """Run the commands until `stop` is set, then ask each to end and wait; one that does not end is killed.

    `handles` are open file descriptors that every child gets.
    """
    try:
        while not stop.is_set():
            for child in children:
                child.look(handles)
            stop.wait(LOOK_SECONDS)
    finally:
        _stop([child.process for child in children if child.process])


def _start(command: Sequence[str], handles: Sequence[int]) -> subprocess.Popen[bytes]:
    # A list of our own words, no shell. A terminal's Ctrl-C reaches the whole group, which is what we want.
    return subprocess.Popen(  # noqa: S603
        list(command),
        pass_fds=handles,
        stdin=subprocess.DEVNULL,
        preexec_fn=_end_with_parent() if sys.platform == "linux" else None,
    )


def _end_with_parent() -> Callable[[], None]:
    """Return what asks Linux, in the child, to end it when we are killed in a way that leaves us no time to do it."""
    parent, library = os.getpid(), ctypes.CDLL(None)

    def ask() -> None:
        library.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(0)

    return ask


def _stop(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for process in processes:
        try:
            process.wait(max(deadline - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
