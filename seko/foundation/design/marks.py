"""The mark of a passage: the worst state's shape and the count, in about 110 bytes, for pages with hundreds of them."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seko.foundation.core.languages import ENGLISH, HTML_LANG, SERBIAN, current


class MarkState(Enum):
    """The worst state among a passage's comments; the value is the mark's class in `reading.css`."""

    LATE = "l"
    AWAITING = "w"
    ANSWERED = "a"


@lru_cache(maxsize=4_000)
def _words(language: str, state: MarkState, count: int) -> tuple[str, str]:
    """Return the hidden words of a mark, escaped; a page asks for hundreds, so each pair is looked up once."""
    noun = ngettext("comment", "comments", count)
    states = {
        MarkState.LATE: _("past its term"),
        MarkState.AWAITING: _("awaiting answer"),
        MarkState.ANSWERED: _("answered"),
    }
    return escape(noun), escape(states[state])


def mark_words(state: MarkState, count: int) -> tuple[str, str]:
    """Return the two hidden parts of a mark's words, in the page's language form: "comments" and the state."""
    return _words(current(), state, count)


def mark(state: MarkState, count: int, address: str, *, is_current: bool = False, inside: str = SERBIAN) -> SafeString:
    """Return the link that opens a passage's thread. `address` is relative and short (`?p=1.1.3`); `inside` is the
    language of the text in which a mark stands, `sr` or `en`.

    From 48 rem only the number is shown, below it the noun too; the state's word is heard, its shape is a CSS mask.
    """
    noun, word = mark_words(state, count)
    here = ' aria-current="true"' if is_current else ""
    said = f"<i{_lang(inside)}> {noun}<b>, {word}</b></i>"
    link = f'<a class="m {state.value}" href="{escape(address)}"{here}>{count}{said}</a>'
    return SafeString(link)


def add_mark(address: str, *, inside: str = SERBIAN) -> SafeString:
    """Return the "+" of a heading or a table row without comments: it opens the passage in comment mode."""
    return format_html('<a class="m n" href="{}"><i{}>{}</i></a>', address, _lang(inside), _("Comment"))


def earlier_mark(count: int, address: str, *, inside: str = SERBIAN) -> SafeString:
    """Return the quiet mark of comments on earlier drafts that stand at a passage now."""
    words = _("from earlier drafts")
    return format_html('<a class="m e" href="{}">{}<i{}> {}</i></a>', address, count, _lang(inside), words)


def changed_mark(words: str, url: str, *, inside: str = SERBIAN) -> SafeString:
    """Return the line that says why a passage was changed; it leads to the comparison with the draft before."""
    return format_html('<a class="why" href="{}"{}>{}</a>', url, _lang(inside), words)


def _lang(inside: str) -> SafeString:
    """Return the `lang` of a mark's words where they are in another language than the text they stand in."""
    page = current()
    return SafeString("" if (page == ENGLISH) == (inside == ENGLISH) else f' lang="{HTML_LANG[page]}"')
