"""Reading a file in a child process with limits, an empty environment and, where granted, no network."""

from __future__ import annotations

import base64
import json
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from os import killpg
from pathlib import Path
from typing import Any, Final

from seko.drafts.documents.model.refusals import FAILURES, ParserFailed, Refused
from seko.drafts.documents.model.structure import Revisions

WALL_SECONDS: Final = 60.0
_ROOT: Final = Path(__file__).resolve().parents[4]
_CHILD: Final = "seko.drafts.documents.model.child"
OWN_TASKS: Final = "seko.drafts.documents.model.tasks"
_KILLED_BY: Final = {-signal.SIGXCPU: "time", -signal.SIGKILL: "memory"}


@dataclass(frozen=True, slots=True)
class Sandbox:
    """What the system grants the child; without a closed network the start-up says so (reliability.md, first lines)."""

    network_closed: bool


def parse_in_child(
    data: bytes,
    action: str = "read",
    *arguments: str,
    tasks: str = OWN_TASKS,
    wall_seconds: float = WALL_SECONDS,
) -> Any:
    """Have a child do a task with the file and return its result as JSON gives it.

    `tasks` names the module whose `carry_out` knows the action: an upper app reads hostile files of its own kind in
    the same child. Raises Refused (the file is not taken) or ParserFailed (time, memory, crash). Safe to call from any
    thread.
    """
    return _ask(data, tasks, action, *arguments, wall_seconds=wall_seconds)["result"]


def publish_in_child(data: bytes, revisions: Revisions | str, *, wall_seconds: float = WALL_SECONDS) -> bytes:
    """The copy for publishing, made in a child. Raises Refused or ParserFailed."""
    written = parse_in_child(data, "publish", Revisions(revisions).value, wall_seconds=wall_seconds)
    return base64.b64decode(written)


def probe() -> Sandbox:
    """Start a child that reads nothing, and tell what it was granted. Raises ParserFailed where none can start."""
    return Sandbox(network_closed=bool(_ask(b"", OWN_TASKS, "probe", wall_seconds=WALL_SECONDS)["network_closed"]))


def _ask(data: bytes, *arguments: str, wall_seconds: float) -> dict[str, Any]:
    command = [sys.executable, "-E", "-s", "-B", "-m", _CHILD, *arguments]
    with subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell, arguments are ours
        command,
        cwd=_ROOT,
        env={},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as child:
        try:
            output, _ = child.communicate(data, timeout=wall_seconds)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                killpg(child.pid, signal.SIGKILL)
            raise ParserFailed("time") from None
    return _answer(output, child.returncode)


def _answer(output: bytes, returncode: int) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = json.loads(output)
    except ValueError:
        raise ParserFailed(_KILLED_BY.get(returncode, "crash"), f"exit code {returncode}") from None
    if "refused" in answer:
        raise Refused(answer["refused"], **answer["params"])
    if "failed" in answer:
        reason = answer["failed"]
        raise ParserFailed(reason if reason in FAILURES else "crash", str(answer.get("detail", "")))
    return answer
