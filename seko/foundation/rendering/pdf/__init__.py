"""Reports as PDF/UA-1: compiled by typst in a child process from data that is never read as markup."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from seko.foundation.rendering.pdf.data import as_data
from seko.foundation.rendering.pdf.fonts import folders
from seko.foundation.rendering.report import Report
from seko.foundation.rendering.settle import settle

MEDIA_TYPE = "application/pdf"
SECONDS = 60
MEMORY_MB = 2_048  # of addresses, not of resident memory: the compiler maps far more than it touches
# One core for one report; and memory that is let go goes back at once, whatever was let go before.
ENVIRONMENT = {"RAYON_NUM_THREADS": "1", "MALLOC_MMAP_THRESHOLD_": "262144"}
CHILD = Path(__file__).with_name("child.py")


class NotCompiled(RuntimeError):
    """The child gave no document: it ran out of time or memory, or the compiler refused. The message says which."""


def render(report: Report, *, seconds: int = SECONDS) -> bytes:
    """Return the report as PDF. The same report gives the same bytes.

    The child has no environment, no network where the system grants a namespace, and dies after `seconds`; what it
    cannot do raises `NotCompiled`.
    """
    order = {
        "fonts": [str(folder) for folder in folders()],
        "seconds": seconds,
        "memory": MEMORY_MB * 1024 * 1024,
    }
    data = json.dumps(as_data(settle(report)), ensure_ascii=False, separators=(",", ":"))
    try:
        done = subprocess.run(  # noqa: S603  # our own interpreter and our own file, nothing of the user's
            [sys.executable, "-I", str(CHILD)],
            input=f"{json.dumps(order)}\n{data}".encode(),
            capture_output=True,
            timeout=seconds,
            env=ENVIRONMENT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise NotCompiled(f"No PDF within {seconds} s") from error
    if done.returncode:
        raise NotCompiled(f"No PDF: {done.stderr.decode('utf-8', 'replace').strip()[-500:] or done.returncode}")
    return done.stdout
