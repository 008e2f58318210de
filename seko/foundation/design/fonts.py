"""The web fonts: which letters each cut holds, and how it is made from the packaged variable fonts (OFL 1.1).

The Serbian forms of б, г, д, п, т stand in the `locl` feature and appear only under `lang="sr-…"`, so it must survive.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from multiprocessing import get_context
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FEATURES = ("locl", "kern", "tnum", "lnum", "ccmp", "mark")
WEIGHTS = (400, 700)
OPTICAL_SIZE = 14
LEDGER = "cuts.json"

# These must agree with `unicode-range` in tokens.css; a test holds them together.
CYRILLIC = "U+0300-0304, U+030F, U+0311, U+0400-045F, U+0490-0491"
LATIN = (
    "U+0020-007E, U+00A0-017F, U+0192, U+01C4-01CC, U+0218-021B, U+02C6-02DD, U+2009-2044, U+20AC, U+2116, U+2122, "
    "U+2190-2193, U+2212, U+2248, U+2260-2265"
)


@dataclass(frozen=True, slots=True)
class Cut:
    """One web font: the file's name, the packaged font it is cut from, and the letters it holds."""

    name: str
    package: str
    source: str
    letters: str


def _cuts() -> Iterable[Cut]:
    families = (
        ("sans", "fontpkg_source_sans_3", "SourceSans3", "[wght].ttf"),
        ("serif", "fontpkg_source_serif_4", "SourceSerif4", "[opsz,wght].ttf"),
    )
    for short, package, stem, axes in families:
        for slant, suffix in (("", ""), ("-italic", "-Italic")):
            for script, letters in (("cyrillic", CYRILLIC), ("latin", LATIN)):
                yield Cut(f"{short}{slant}-{script}.woff2", package, f"{stem}{suffix}{axes}", letters)


CUTS = tuple(_cuts())


def code_points(letters: str) -> frozenset[int]:
    """Return the code points of a CSS `unicode-range` value."""
    found: set[int] = set()
    for part in letters.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)


def fingerprint(cut: Cut) -> str:
    """Return what decides a cut's bytes, as a hash: the packaged font, the letters, the way of cutting."""
    source = hashlib.sha256(files(cut.package).joinpath("files", cut.source).read_bytes()).hexdigest()
    recipe = (source, cut.letters, FEATURES, WEIGHTS, OPTICAL_SIZE, version("fonttools"))
    return hashlib.sha256(repr(recipe).encode()).hexdigest()


def make(cut: Cut, into: Path) -> None:
    """Cut one font: the letters and features kept, weights 400 to 700, the optical size fixed; written whole or not."""
    with files(cut.package).joinpath("files", cut.source).open("rb") as file:
        font = TTFont(file)
        # Subsetting first leaves the instancer a fifth of the outlines to work on.
        options = Options(layout_features=list(FEATURES), notdef_outline=True, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=code_points(cut.letters))
        subsetter.subset(font)
        limits: dict[str, float | tuple[float, float]] = {"wght": WEIGHTS}
        if any(axis.axisTag == "opsz" for axis in font["fvar"].axes):
            limits["opsz"] = OPTICAL_SIZE
        font = instantiateVariableFont(font, limits)
        font.flavor = "woff2"
        unfinished = into / f"{cut.name}.part"
        font.save(unfinished)
    unfinished.replace(into / cut.name)


def build(into: Path, *, processes: int = 2, cuts: Iterable[Cut] = CUTS) -> list[str]:
    """Make the cuts that are missing or whose recipe changed; return their names. Licences are laid beside them."""
    into.mkdir(parents=True, exist_ok=True)
    ledger = into / LEDGER
    done: dict[str, str] = json.loads(ledger.read_text()) if ledger.exists() else {}
    wanted = {cut: fingerprint(cut) for cut in cuts}
    due = [cut for cut, print_ in wanted.items() if done.get(cut.name) != print_ or not (into / cut.name).exists()]
    if not due:
        return []
    # "spawn": a forked copy of a process with threads (a test run, a web worker) may hold a lock for ever.
    with ProcessPoolExecutor(max_workers=processes, mp_context=get_context("spawn")) as pool:
        list(pool.map(make, due, [into] * len(due)))
    for package in {cut.package for cut in due}:
        licence = files(package).joinpath("LICENSE").read_text(encoding="utf-8")
        (into / f"{package.removeprefix('fontpkg_')}-LICENSE.txt").write_text(licence, encoding="utf-8")
    ledger.write_text(json.dumps(done | {cut.name: wanted[cut] for cut in due}, indent=1, sort_keys=True))
    return [cut.name for cut in due]
