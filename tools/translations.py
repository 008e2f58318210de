"""What is wrong with a catalogue of translated strings: gaps, leftovers, foreign letters, two voices."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import write_po

from seko.foundation.core.catalogues import PLACEHOLDER, TAG, UNTOUCHED, read
from tools.messages import Found, Key, found_in, template_of

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "seko"
WRITTEN = Path("locale", "sr", "LC_MESSAGES", "django.po")
PLURAL_FORMS = 3
CYRILLIC, LATIN = "\u0400-\u04ff", "A-Za-z\u00c0-\u024f"
WORD = re.compile(rf"[0-9{CYRILLIC}{LATIN}]+")
MIXED = re.compile(rf"[{CYRILLIC}][{LATIN}]|[{LATIN}][{CYRILLIC}]")
HEAD = r"""msgid ""
msgstr ""
"Language: sr\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\n"

"""
ROMAN = re.compile(r"[IVX]+")


def allowed_latin_words() -> frozenset[str]:
    """Return the words that keep their Latin letters inside a Cyrillic text."""
    lines = Path(__file__).with_name("latin_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


ALLOWED = allowed_latin_words()


def foreign_words(words: str) -> list[str]:
    """Return the Latin words that a Cyrillic text must not hold; placeholders, tags and addresses do not count."""
    bare = UNTOUCHED.sub(" ", words)
    return [word for word in WORD.findall(bare) if re.search(f"[{LATIN}]", word) and not _may_stay(word)]


def _may_stay(word: str) -> bool:
    """Return whether a word with Latin letters is right: registered, Roman figures, with figures (A4), or mixed, which
    is reported as such.
    """
    has_figures = any(letter.isdigit() for letter in word)
    return word in ALLOWED or has_figures or bool(ROMAN.fullmatch(word)) or bool(MIXED.search(word))


def key_of(message: Message) -> Key:
    """Return the key of a catalogue's entry."""
    return Key(message.context, message.id if isinstance(message.id, str) else message.id[0])


def plural_of(message: Message) -> str | None:
    """Return the English plural of a counted entry."""
    return None if isinstance(message.id, str) else message.id[1]


def forms_of(message: Message) -> tuple[str, ...]:
    """Return the translations of an entry: one, or one per plural form."""
    string = message.string or ""
    return (string,) if isinstance(string, str) else tuple(string)


def faults_of_entry(message: Message) -> Iterator[str]:
    """Yield what is wrong with one entry of a catalogue, taken alone."""
    forms, plural = forms_of(message), plural_of(message)
    if message.fuzzy:
        yield "marked fuzzy: read it and remove the mark"
    if not all(forms):
        yield "lacks a plural form" if any(forms) else "has no translation"
        return
    if plural is not None and len(forms) != PLURAL_FORMS:
        yield f"has {len(forms)} plural forms, Serbian has {PLURAL_FORMS}"
    for form in forms:
        yield from _faults_of_form(plural or key_of(message).singular, form)


def _faults_of_form(english: str, form: str) -> Iterator[str]:
    # A name may be said twice in one language and once in the other; a tag must be closed as often as it is opened.
    for name, wanted, found in (
        ("placeholders", sorted(set(PLACEHOLDER.findall(english))), sorted(set(PLACEHOLDER.findall(form)))),
        ("HTML tags", sorted(TAG.findall(english)), sorted(TAG.findall(form))),
    ):
        if wanted != found:
            yield f"{name} differ: {' '.join(wanted) or 'none'} became {' '.join(found) or 'none'}"
    if _bare_percents(form) and PLACEHOLDER.search(english) and not _bare_percents(english):
        yield "a bare % beside placeholders must be written %%"
    if mixed := [word for word in WORD.findall(form) if MIXED.search(word)]:
        yield f"letters of two scripts in one word: {', '.join(mixed)}"
    if foreign := foreign_words(form):
        yield f"not Serbian Cyrillic (what may stay Latin stands in tools/latin_words.txt): {', '.join(foreign)}"
    if (english[:1].isspace(), english[-1:].isspace()) != (form[:1].isspace(), form[-1:].isspace()):
        yield "blank space at the beginning or the end differs"
    if any(re.search(f"[{CYRILLIC}]", tag) for tag in TAG.findall(form)):
        yield "Cyrillic letters inside an HTML tag would stay Cyrillic in the Latin form"


def _bare_percents(words: str) -> bool:
    return "%" in PLACEHOLDER.sub("", words).replace("%%", "")


def faults_of_app(app: Path) -> list[str]:
    """Return one line for each fault of an app's catalogue against the strings in its code."""
    path, used = app / WRITTEN, _used_in(app)
    if not path.exists():
        return [f"{shown(app)}: {len(used)} strings and no {WRITTEN}"] if used else []
    try:
        catalogue = read(path)
    except ValueError as error:
        return [f"{shown(path)}: cannot be read: {error}"]
    entries = {key_of(message): message for message in catalogue if message.id}
    faults = [f"{key}: left over (marked obsolete)" for key in map(key_of, catalogue.obsolete.values())]
    if "nplurals=3" not in path.read_text(encoding="utf-8").replace(" ", ""):
        faults.append("the header does not say nplurals=3")
    for key, found in used.items():
        if key not in entries:
            faults.append(f"{key}: missing (used at {shown(found.path)}:{found.line})")
        elif plural_of(entries[key]) != found.plural:
            faults.append(f"{key}: the plural in the code is {found.plural!r} ({shown(found.path)}:{found.line})")
    faults += [f"{key}: not used any more" for key in entries if key not in used]
    for key, message in entries.items():
        faults += [f"{key}: {fault}" for fault in faults_of_entry(message)]
    return [f"{shown(path)}: {fault}" for fault in faults]


def _used_in(app: Path) -> dict[Key, Found]:
    """Return an app's strings; where one is used plain and counted, the counted use (gettext keeps one entry)."""
    used: dict[Key, Found] = {}
    for found in found_in(app):
        if found.key not in used or used[found.key].plural is None:
            used[found.key] = found
    return used


def faults_between(folders: Iterable[Path]) -> list[str]:
    """Return one line for each English string that two apps translate differently: one word, one meaning."""
    voices: dict[Key, dict[tuple[str, ...], list[Path]]] = defaultdict(lambda: defaultdict(list))
    for path in (app / WRITTEN for app in folders):
        if not path.exists():
            continue
        for message in read(path):
            if message.id and message.string and not message.context:
                voices[key_of(message)][forms_of(message)].append(path)
    return [
        f"{key}: translated differently without a context: "
        + "; ".join(f"{' | '.join(forms)} ({', '.join(map(shown, paths))})" for forms, paths in said.items())
        for key, said in voices.items()
        if len(said) > 1
    ]


def shown(path: Path) -> str:
    """Return a path as it is said to people: from the repository's root."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def update(app: Path) -> int:
    """Bring an app's strings into its catalogue, drop what is not used, and return how many wait for words."""
    path, template = app / WRITTEN, template_of(app)
    if path.exists():
        catalogue = read(path)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
    else:
        catalogue = template
    write(path, catalogue)
    return sum(not all(forms_of(message)) for message in catalogue if message.id)


def write(path: Path, catalogue: Catalog) -> None:
    """Write a catalogue with the head that all of ours have: nothing in it changes from day to day."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(HEAD.encode())
        write_po(
            file, catalogue, width=120, no_location=True, omit_header=True, ignore_obsolete=True, sort_output=False
        )
