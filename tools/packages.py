"""The programs that the tests need beside Python: installed through apt-get as root on Debian, otherwise named.

tools/packages.py            install what is missing, or say what is
tools/packages.py --check    only say what is missing (exit code 1)
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

LIST = Path(__file__).resolve().parents[1] / "packages.txt"
# Debian keeps the server programs of PostgreSQL and nothing else out of the PATH.
FOLDERS = [*os.environ.get("PATH", os.defpath).split(os.pathsep), *map(str, Path("/usr/lib/postgresql").glob("*/bin"))]


@dataclass(frozen=True, slots=True)
class Package:
    """A Debian package, and the programs (or files) of which one shows that it, or its like elsewhere, is there."""

    name: str
    programs: tuple[str, ...]

    @property
    def is_there(self) -> bool:
        """Whether one of the programs can be found, or one of the files."""
        folders = os.pathsep.join(FOLDERS)
        return any(
            shutil.which(each, path=folders) or (Path(each).is_absolute() and Path(each).exists())
            for each in self.programs
        )


def needed() -> list[Package]:
    """Return what `packages.txt` names."""
    rows = [line.split() for line in LIST.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [Package(name, tuple(programs)) for name, *programs in rows]


def missing() -> list[Package]:
    """Return what is named and not there."""
    return [package for package in needed() if not package.is_there]


def can_install() -> bool:
    """Return whether we may and can install: root, with apt-get."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(packages: list[Package]) -> int:
    """Install through apt-get as it is configured here, without questions; return its exit code."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-qq", "--yes", "--no-install-recommends", *(package.name for package in packages)],
    ):
        result = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if result.returncode:
            sys.stderr.write(result.stdout.decode(errors="replace")[-4000:])
            return result.returncode
    return 0


def main(arguments: list[str] | None = None) -> int:
    """Install what is missing where that is possible, otherwise name it; return 1 while something is missing."""
    parser = argparse.ArgumentParser(prog="tools/packages.py", description="See to the programs that the tests need.")
    parser.add_argument("--check", action="store_true", help="install nothing")
    chosen = parser.parse_args(arguments)
    absent = missing()
    if absent and can_install() and not chosen.check:
        print("installing " + ", ".join(package.name for package in absent), flush=True)
        if code := install(absent):
            return code
        absent = missing()
    for package in absent:
        print(f"missing: {package.name} (a program called {' or '.join(package.programs)})", file=sys.stderr)
    if absent:
        print(f"On Debian: apt-get install {' '.join(package.name for package in absent)}", file=sys.stderr)
    return 1 if absent else 0


if __name__ == "__main__":
    sys.exit(main())
