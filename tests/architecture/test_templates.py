"""Templates keep to the content security policy and leave words to the catalogues."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.house import PACKAGE, ROOT

TEMPLATES = [path for path in sorted(PACKAGE.rglob("*.html")) if "templates" in path.parts]
COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}|<!--.*?-->", re.S)
AGAINST_THE_POLICY = {
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "style element": re.compile(r"<style[\s>]", re.I),
    "inline script": re.compile(r"<script(?![^>]*\ssrc\s*=)(?![^>]*type=\"application/(?:ld\+)?json\")[^>]*>", re.I),
    "event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "script address": re.compile(r"javascript:", re.I),
    "evaluated attribute": re.compile(r"\shx-(?:on[:-]|vals\s*=\s*[\"']js:)", re.I),
    "loaded from elsewhere": re.compile(
        r"<(?:script|link|img|iframe|source)\b[^>]*(?:src|href)\s*=\s*[\"']?(?:https?:)?//", re.I
    ),
}
CYRILLIC = re.compile(r"[\u0400-\u04ff]+")


def _without_comments() -> Iterator[tuple[Path, str]]:
    for path in TEMPLATES:
        yield path.relative_to(ROOT), COMMENT.sub("", path.read_text(encoding="utf-8"))


def test_no_template_needs_what_the_policy_forbids() -> None:
    found = [
        f"{path}: {what}: {match.group()[:80]}"
        for path, text in _without_comments()
        if "email" not in path.parts
        for what, pattern in AGAINST_THE_POLICY.items()
        for match in pattern.finditer(text)
    ]

    assert found == [], "\n".join(found)


def test_no_template_holds_serbian_words() -> None:
    assert [f"{path}: {words}" for path, text in _without_comments() for words in CYRILLIC.findall(text)] == []
