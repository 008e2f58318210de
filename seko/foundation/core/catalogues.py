"""Catalogues of translated strings: compiled without gettext, the Latin ones derived from the Cyrillic ones.

Only `locale/sr/LC_MESSAGES/*.po` is written by people and committed. `compile_all` makes the `.mo` beside it and, under
`locale/sr_Latn`, the same catalogue in Latin letters.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from seko.foundation.text import scripts
from seko.foundation.text.scripts import to_latin

CYRILLIC_LOCALE, LATIN_LOCALE = "sr", "sr_Latn"

PLACEHOLDER = re.compile(r"%\(\w+\)[#0\- +]*\d*(?:\.\d+)?[a-zA-Z]|%[sdifr]|\{[^{}\s]*\}")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
ADDRESS = re.compile(r"(?:https?://|mailto:|www\.)[^\s<>\"„“”]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
UNTOUCHED = re.compile("|".join(f"(?:{part.pattern})" for part in (PLACEHOLDER, TAG, ADDRESS)))


def in_latin(words: str) -> str:
    """Return a translation in Latin letters; placeholders, HTML tags and addresses stay as they are."""
    return _between(UNTOUCHED, words, to_latin)


def _between(keep: re.Pattern[str], words: str, change: Callable[[str], str]) -> str:
    """Return `words` with `change` applied to what lies between the matches of `keep`."""
    parts, end = [], 0
    for match in keep.finditer(words):
        parts += [change(words[end : match.start()]), match.group()]
        end = match.end()
    return "".join([*parts, change(words[end:])])


def written_catalogues(root: Path) -> Iterator[Path]:
    """Yield every catalogue that people write under `root`, in a stable order."""
    yield from sorted(root.glob(f"**/locale/{CYRILLIC_LOCALE}/LC_MESSAGES/*.po"))


def read(path: Path, locale: str = CYRILLIC_LOCALE) -> Catalog:
    """Return the catalogue at `path`; raise `ValueError` for one that Babel cannot read."""
    try:
        with path.open("rb") as file:
            return read_po(file, locale=locale, charset="utf-8", abort_invalid=True)
    except PoFileError as error:
        raise ValueError(f"{path}, line {error.lineno}: {error}") from error


def latin_twin(catalogue: Catalog) -> Catalog:
    """Return the catalogue in Latin letters: same messages, contexts and plural rule."""
    twin = Catalog(locale=LATIN_LOCALE, charset="utf-8", fuzzy=False)
    for message in catalogue:
        if message.id and not message.fuzzy:
            twin[message.id] = Message(message.id, _each(message.string, in_latin), context=message.context)
    return twin


def _each(string: str | Iterable[str] | None, change: Callable[[str], str]) -> str | tuple[str, ...]:
    string = string or ""
    return change(string) if isinstance(string, str) else tuple(change(form) for form in string)


def compiled_paths(written: Path) -> tuple[Path, Path]:
    """Return where the Cyrillic and the Latin compiled catalogue of `written` lie."""
    locale_folder = written.parents[2]
    latin = locale_folder / LATIN_LOCALE / "LC_MESSAGES" / f"{written.stem}.mo"
    return written.with_suffix(".mo"), latin


def is_compiled(written: Path) -> bool:
    """Return whether both compiled catalogues are newer than the words and than the code that makes them."""
    newest = max(path.stat().st_mtime_ns for path in (written, Path(__file__), Path(scripts.__file__)))
    return all(path.exists() and path.stat().st_mtime_ns >= newest for path in compiled_paths(written))


def compile_all(root: Path) -> list[Path]:
    """Compile what is not up to date under `root`; return the catalogues that were compiled anew."""
    compiled = []
    for written in written_catalogues(root):
        if is_compiled(written):
            continue
        catalogue = read(written)
        for path, content in zip(compiled_paths(written), (catalogue, latin_twin(catalogue)), strict=True):
            _write(path, content)
        compiled.append(written)
    return compiled


def _write(path: Path, catalogue: Catalog) -> None:
    """Write at once or not at all, so that a server that starts now never reads half a catalogue."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    with unfinished.open("wb") as file:
        write_mo(file, catalogue)
    unfinished.replace(path)
