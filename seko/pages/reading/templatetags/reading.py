"""What the reading page's templates may ask."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from seko.foundation.core.languages import ENGLISH, HTML_LANG, SERBIAN_LATIN, current, in_form

register = template.Library()


@register.filter
def named(record: Any) -> str:
    """Return a catalogue record's name in the page's language form."""
    return in_form(record, "name")


@register.filter
def lang_of_version(language: str) -> SafeString:
    """Return ` lang="…"` for a draft written in `language`, where it differs from the page as shown."""
    page = current()
    shown = SERBIAN_LATIN if page == SERBIAN_LATIN and language != ENGLISH else language
    return SafeString("") if shown == page else format_html(' lang="{}"', HTML_LANG.get(shown, shown))
