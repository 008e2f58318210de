"""All checks that need no running test: style, types, floors, catalogues, migrations, repository (`make check`).

python -m tools.check [name ...]
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = sys.executable
PROGRAMS = Path(sys.executable).parent
OURS = ["seko", "tests", "tools", "manage.py"]
CHECKS: dict[str, list[str]] = {
    "ruff": [PYTHON, "-m", "ruff", "check", *OURS],
    "format": [PYTHON, "-m", "ruff", "format", "--check", *OURS],
    "types": [PYTHON, "-m", "mypy", *OURS],
    "templates": [PYTHON, "-m", "djlint", "seko", "--lint", "--quiet"],
    "floors": [str(PROGRAMS / "lint-imports")],
    "django": [PYTHON, "manage.py", "check", "--fail-level", "WARNING"],
    "migrations": [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
    "catalogues": [PYTHON, "tools/po.py", "check"],
    "documents": [PYTHON, "-m", "tools.states", "--check"],
    "processing": [PYTHON, "-m", "tools.processing", "--check"],
    "repository": [PYTHON, "-m", "tools.repository"],
}


def run(name: str) -> bool:
    """Run one check; say its outcome, and all its words where it failed."""
    started = time.monotonic()
    environment = {**os.environ, "COLUMNS": "140"}
    result = subprocess.run(
        CHECKS[name],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    passed = result.returncode == 0
    print(f"{name:<12} {'ok' if passed else 'FAILED'}  {time.monotonic() - started:.1f} s", flush=True)
    if not passed:
        print(result.stdout.decode(errors="replace"), flush=True)
    return passed


def main() -> int:
    """Run the named checks, or all of them; return 1 if any failed."""
    names = sys.argv[1:] or list(CHECKS)
    if unknown := set(names) - set(CHECKS):
        print(f"no check called {', '.join(sorted(unknown))}; there are {', '.join(CHECKS)}", file=sys.stderr)
        return 2
    failed = [name for name in names if not run(name)]
    print(
        f"{len(names) - len(failed)} of {len(names)} checks passed"
        + (f"; failed: {', '.join(failed)}" if failed else "")
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
