"""The child process that reads a file: limits first, then nothing but reading; JSON on standard output.

Run as `python -m seko.drafts.documents.model.child TASKS ACTION`, the file on standard input; TASKS is the module that
knows the action. Imports nothing heavy before the limits stand.
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import json
import os
import resource
import sys
from typing import Any

ADDRESS_SPACE = 1 << 30
CPU_SECONDS = 60
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000


def main() -> None:
    """Carry out one action and write one JSON object: result, refused or failed, and whether the network is closed."""
    limit_resources()
    # A short life with few cycles: collecting would only cost time.
    gc.disable()
    answer: dict[str, Any] = {"network_closed": close_network()}
    try:
        answer |= _answer(sys.argv[1:])
    except MemoryError:
        answer["failed"] = "memory"
    except Exception as error:
        # Only the kind of the error and its place: its words may quote the document.
        answer |= {"failed": "crash", "detail": f"{type(error).__name__} at {_place(error)}"}
    with os.fdopen(1, "w", encoding="utf-8") as out:
        json.dump(answer, out, ensure_ascii=False, check_circular=False, separators=(",", ":"))


def limit_resources() -> None:
    """Memory, processor time, no file written, no core, few open files."""
    for kind, most in (
        (resource.RLIMIT_AS, ADDRESS_SPACE),
        (resource.RLIMIT_CPU, CPU_SECONDS + 1),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        hard = resource.getrlimit(kind)[1]
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        # Above the soft limit of processor time comes SIGXCPU; at the hard one SIGKILL, which would say nothing.
        soft = max(least - 1, 0) if kind == resource.RLIMIT_CPU else least
        resource.setrlimit(kind, (soft, least))


def close_network() -> bool:
    """Move into an empty network namespace; False where the system does not grant one."""
    unshare = getattr(ctypes.CDLL(None), "unshare", None)
    if unshare is None:
        return False
    return bool(unshare(_NEW_NETWORK) == 0 or unshare(_NEW_USER | _NEW_NETWORK) == 0)


def _answer(arguments: list[str]) -> dict[str, Any]:
    from seko.drafts.documents.model.refusals import Refused

    tasks, action, *rest = arguments
    try:
        return {"result": importlib.import_module(tasks).carry_out(action, sys.stdin.buffer.read(), rest)}
    except Refused as refused:
        return {"refused": refused.code, "params": refused.params}


def _place(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}" if trace is not None else "?"


if __name__ == "__main__":
    main()
