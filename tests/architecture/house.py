"""The house as it stands: its apps in their order (read from `.importlinter`), their modules, their imports."""

from __future__ import annotations

import ast
import configparser
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "seko"


@dataclass(frozen=True, slots=True)
class Import:
    """One import: the module it stands in, the module it names, the line."""

    source: str
    target: str
    line: int

    def __str__(self) -> str:
        return f"{self.source}:{self.line} imports {self.target}"


@cache
def heights() -> dict[str, int]:
    """Return how high each app stands; apps that must not know each other stand equally high."""
    config = configparser.ConfigParser()
    config.read(ROOT / ".importlinter", encoding="utf-8")
    layers = config["importlinter:contract:house"]["layers"].split("\n")
    groups = [[name.strip() for name in line.split("|")] for line in layers if line.strip()]
    return {name: height for height, group in enumerate(reversed(groups)) for name in group}


def app_of(module: str) -> str | None:
    """Return the app a dotted module belongs to, or None outside the house."""
    parts = module.split(".")
    candidates = (".".join(parts[:length]) for length in (3, 2))
    return next((name for name in candidates if name in heights()), None)


@cache
def modules() -> dict[str, Path]:
    """Return every module of the platform by its dotted name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def existing_apps() -> set[str]:
    """Return the dotted names of the apps and pure packages that are there: two folders below `seko`."""
    folders = {path.parent for path in PACKAGE.glob("*/*/__init__.py")}
    single = {folder for folder in (PACKAGE / "demo", PACKAGE / "config") if (folder / "__init__.py").exists()}
    inside = {folder for folder in folders if folder.parent not in single}
    return {".".join(folder.relative_to(ROOT).parts) for folder in inside | single}


@cache
def imports() -> tuple[Import, ...]:
    """Return every import of one of our modules by another, wherever in the file it stands."""
    return tuple(found for name, path in modules().items() for found in _imports_of(name, path))


def _imports_of(name: str, path: Path) -> Iterator[Import]:
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            named = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            up = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            origin = ".".join([*up, *([node.module] if node.module else [])])
            named = [_module(f"{origin}.{alias.name}", origin) for alias in node.names]
        else:
            continue
        yield from (Import(name, target, node.lineno) for target in named if target.split(".")[0] == "seko")


def _module(candidate: str, origin: str) -> str:
    return candidate if candidate in modules() else origin
