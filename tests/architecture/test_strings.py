"""Strings in the code are English; Serbian stands in catalogues."""

from __future__ import annotations

import ast
import re

from tests.architecture.house import PACKAGE, ROOT, modules
from tools.messages import apps, found_in

SERBIAN = re.compile(r"[\u0400-\u04ff]|[čćđšžČĆĐŠŽ]")
# Names of placeholders are not shown; a contact point is a person.
NOT_SAID = re.compile(r"%\(\w+\)s|\{\w+\}|contact points?", re.I)
MARKERS = frozenset({"_", "gettext", "ngettext", "pgettext", "npgettext", "gettext_lazy", "ngettext_lazy", "N_"})
FORBIDDEN_WORDS = re.compile(r"\b(?:points?|dispositions?|anchors?|gates?)\b", re.I)


def test_translatable_strings_are_english() -> None:
    serbian = [
        f"{found.path.relative_to(ROOT)}:{found.line}: {found.key}"
        for app in apps(PACKAGE)
        for found in found_in(app)
        if SERBIAN.search(found.key.singular + (found.plural or ""))
    ]

    assert serbian == [], "\n".join(serbian)


def test_the_interface_never_says_what_members_need_not_know() -> None:
    said = [
        f"{found.path.relative_to(ROOT)}:{found.line}: {found.key}"
        for app in apps(PACKAGE)
        for found in found_in(app)
        if FORBIDDEN_WORDS.search(NOT_SAID.sub("", f"{found.key.singular} {found.plural or ''}"))
    ]

    assert said == [], "\n".join(said)


def test_no_string_to_translate_hides_inside_an_f_string() -> None:
    hidden = [
        f"{name}:{call.lineno}: {ast.unparse(call)}"
        for name, path in modules().items()
        for joined in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(joined, ast.JoinedStr)
        for call in ast.walk(joined)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in MARKERS
    ]

    assert hidden == [], "extraction does not look into f-strings:\n" + "\n".join(hidden)
