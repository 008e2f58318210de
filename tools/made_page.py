"""A page of `docs/` that is made from the code: written by `make documents`, compared by `make check`."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[1]


def write_or_check(path: Path, page: Callable[[], str], *, program: str, description: str) -> int:
    """Write the page, or with `--check` say whether it is as the code is; return the exit code."""
    parser = argparse.ArgumentParser(prog=program, description=description)
    parser.add_argument("--check", action="store_true", help="write nothing")
    chosen = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seko.config.settings")
    django.setup()
    made = page()
    if not chosen.check:
        path.write_text(made, encoding="utf-8")
        return 0
    if path.exists() and path.read_text(encoding="utf-8") == made:
        return 0
    print(f"{path.relative_to(ROOT)} is not as the code is: make documents")
    return 1
