"""What must not stand in the repository: addresses of registries, paths of a machine, secrets, open notes, huge files.

python -m tools.repository
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LARGEST_BYTES = 1_500_000
# Written in pieces, so that this file does not find itself.
FORBIDDEN: dict[str, re.Pattern[str]] = {
    "address of a package registry": re.compile(
        r"files\.python"
        r"hosted\.org|(?:test\.)?py"
        r"pi\.org/simple|registry\.npm"
        r"js\.org|registry\.yarn"
        r"pkg\.com"
        r"|\"resolved\":\s*\"https?:|(?:^|\s)--(?:extra-)?index"
        r"-url|(?:^|\s)--find"
        r"-links|^(?:registry|index-url)\s*="
        r"|\bartifactory\b|\bnexus\d*\.[a-z]"
    ),
    "path of one machine": re.compile(
        r"(?<![\w./])/(?:home|Users|root|work|workspace|opt/wheels|opt/pypi)(?:/[\w.-]+)+"
    ),
    "private network address": re.compile(r"\b(?:10\.\d+|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d+\.\d+\b"),
    "private key": re.compile(r"-----BEGIN (?:[A-Z]+ )?PRIVATE" r" KEY-----"),
    "access token": re.compile(
        r"\b(?:gh[pousr]_[A-Za-z0-9]{36}|AKIA[0-9A-Z]{16}|xox[abpr]-[\w-]{10,}|sk-[A-Za-z0-9]{32,})\b"
    ),
    "open note": re.compile(r"\b(?:TO" r"DO|FIX" r"ME|X" r"XX)\b|raise NotImplemented" r"Error"),
}
CODE = frozenset(
    {".py", ".html", ".js", ".css", ".toml", ".txt", ".in", ".md", ".sh", ".yml", ".yaml", ".json", ".ini", ".po", ""}
)
FORBIDDEN_FILES = re.compile(
    r"(?:^|/)(?:uv\.lock|pylock[\w.]*\.toml|\.env|\.npmrc|pip\.conf|[^/]+\.(?:mo|pyc|sqlite3|pem|key))$"
)
LATIN_CATALOGUE = re.compile(r"/locale/sr_Latn/")


def tracked() -> list[str]:
    """Return the paths git knows, and those it would add, relative to the root."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return sorted(name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file())


def faults_in_text(name: str, text: str) -> Iterator[str]:
    """Yield one line for each forbidden thing in a text file."""
    for number, line in enumerate(text.splitlines(), 1):
        for what, pattern in FORBIDDEN.items():
            if match := pattern.search(line):
                yield f"{name}:{number}: {what}: {match.group().strip()}"


def faults_of(name: str) -> Iterator[str]:
    """Yield one line for each fault of one file of the repository."""
    path = ROOT / name
    if FORBIDDEN_FILES.search(name) or LATIN_CATALOGUE.search(name):
        yield f"{name}: made or private, not to be committed"
    if path.stat().st_size > LARGEST_BYTES:
        yield f"{name}: {path.stat().st_size} bytes, more than {LARGEST_BYTES}"
        return
    if path.suffix in CODE:
        yield from faults_in_text(name, path.read_text(encoding="utf-8", errors="replace"))


def faults() -> list[str]:
    """Return one line for each fault of the repository."""
    return [fault for name in tracked() for fault in faults_of(name)]


def main() -> int:
    """Say every fault; return 1 if there is one."""
    found = faults()
    print("\n".join(found) if found else f"{len(tracked())} files, nothing that must not be there")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
