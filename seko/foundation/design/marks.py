"""The mark of a passage: the worst state's shape and the count, in about 110 bytes, for pages with hundreds of them."""

from __future__ import annotations

from enum import Enum

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class MarkState(Enum):
    """The worst state among a passage's comments; the value is the mark's class in `reading.css`."""

    LATE = "l"
    AWAITING = "w"
    ANSWERED = "a"


def mark_words(state: MarkState, count: int) -> tuple[str, str]:
    """Return the two hidden parts of a mark's words, in the page's language form: "comments" and the state."""
    noun = ngettext("comment", "comments", count)
    states = {
        MarkState.LATE: _("past its term"),
        MarkState.AWAITING: _("awaiting answer"),
        MarkState.ANSWERED: _("answered"),
    }
    return noun, states[state]


def mark(state: MarkState, count: int, address: str, *, is_current: bool = False) -> SafeString:
    """Return the link that opens a passage's thread. `address` is relative and short (`?p=1.1.3`).

    From 48 rem only the number is shown, below it the noun too; the state's word is heard, its shape is a CSS mask.
    """
    noun, word = mark_words(state, count)
    current = SafeString(' aria-current="true"') if is_current else ""
    return format_html(
        '<a class="m {}" href="{}"{}>{}<i> {}<b>, {}</b></i></a>', state.value, address, current, count, noun, word
    )


def add_mark(address: str) -> SafeString:
    """Return the "+" of a heading or a table row without comments: it opens the passage in comment mode."""
    return format_html('<a class="m n" href="{}"><i>{}</i></a>', address, _("Comment"))
