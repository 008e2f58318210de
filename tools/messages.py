"""Which strings an app gives to its translators: read from its Python and its templates, without gettext.

Django's own `templatize` turns a template into calls, Babel's tokenizer reads the calls: what `makemessages` finds with
xgettext, on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from django.utils.translation.template import templatize

TEMPLATE_SUFFIXES = frozenset({".html", ".txt", ".mjml", ".xml"})
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "N_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


@dataclass(frozen=True, slots=True)
class Key:
    """What tells one translatable string from another: its context and its English words."""

    context: str | None
    singular: str

    def __str__(self) -> str:
        return f"{self.singular!r}" + (f" (context {self.context!r})" if self.context else "")


@dataclass(frozen=True, slots=True)
class Found:
    """One use of a string: its English plural where it is counted, where it stands, the comments for translators."""

    key: Key
    plural: str | None
    path: Path
    line: int
    comments: tuple[str, ...]


def sources(app: Path) -> Iterator[Path]:
    """Yield the files of an app that may hold translatable strings, in a stable order."""
    for path in sorted(app.rglob("*")):
        inside = path.relative_to(app).parts
        if "locale" in inside or "migrations" in inside:
            continue
        if path.suffix == ".py" or (path.suffix in TEMPLATE_SUFFIXES and "templates" in inside):
            yield path


def found_in(app: Path) -> Iterator[Found]:
    """Yield every translatable string of an app (a folder)."""
    for path in sources(app):
        yield from _found_in_file(path)


def _found_in_file(path: Path) -> Iterator[Found]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Indentation means nothing in what templatize returns, but would mean something to the tokenizer.
        text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())
    rows = extract("python", BytesIO(text.encode()), KEYWORDS, ("Translators",), {"encoding": "utf-8"})
    for line, words, comments, context in rows:
        singular, plural = (words, None) if isinstance(words, str) else (words[0], words[1])
        if singular:
            yield Found(Key(context, singular), plural, path, line, tuple(comments))


def template_of(app: Path) -> Catalog:
    """Return an app's strings as a catalogue without translations (what gettext calls a .pot)."""
    catalogue = Catalog(locale="sr", charset="utf-8", fuzzy=False)
    for found in found_in(app):
        singular, plural = found.key.singular, found.plural
        words = singular if plural is None else (singular, plural)
        catalogue.add(words, context=found.key.context, auto_comments=found.comments)
    return catalogue


def apps(root: Path) -> list[Path]:
    """Return the folder of every app under `root` (the folder of the package `seko`): on a floor, or beside them."""
    return sorted(path.parent for pattern in ("*/apps.py", "*/*/apps.py") for path in root.glob(pattern))
