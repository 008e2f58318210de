"""The three language forms: their codes in addresses and in HTML, and which words of a record to show."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language

from seko.foundation.text.scripts import to_latin

SERBIAN, SERBIAN_LATIN, ENGLISH = "sr", "sr-latn", "en"
HTML_LANG = {SERBIAN: "sr-Cyrl", SERBIAN_LATIN: "sr-Latn", ENGLISH: "en"}


def current() -> str:
    """Return the active language form: `sr`, `sr-latn` or `en`."""
    language = get_language()
    return language if language in HTML_LANG else SERBIAN


def as_written(record: Any, field: str, language: str | None = None) -> str:
    """Return what people wrote: `<field>_en` in English where it is filled, else `<field>` in the script in which it
    was written; the filter `words` (or `spoken.plain_words`) brings it into the page's form.
    """
    english: str = getattr(record, f"{field}_en") if (language or current()) == ENGLISH else ""
    return english or getattr(record, field)


def in_form(record: Any, field: str, language: str | None = None) -> str:
    """Return a catalogue record's words in the language form: `<field>_en` for English where it is filled,
    else `<field>_sr` (Cyrillic master), which the Latin form derives.
    """
    language = language or current()
    english: str = getattr(record, f"{field}_en", "")
    serbian: str = getattr(record, f"{field}_sr")
    if language == ENGLISH and english:
        return english
    return to_latin(serbian) if language == SERBIAN_LATIN else serbian
