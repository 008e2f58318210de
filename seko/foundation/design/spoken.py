"""How people's words, dates, counts and sizes are shown in each language form; the filters are thin over it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.dates import MONTHS
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from seko.foundation.core.clock import BELGRADE
from seko.foundation.core.dates import local_date
from seko.foundation.core.languages import ENGLISH, HTML_LANG, SERBIAN, SERBIAN_LATIN
from seko.foundation.text.folding import clip, escape_bidi
from seko.foundation.text.languages import lang_of
from seko.foundation.text.letters import BIDI_CONTROL, CYRILLIC, LATIN
from seko.foundation.text.scripts import cyrillic_runs, latin_runs, to_latin

KILO = 1024
CYRILLIC_LANG = HTML_LANG[SERBIAN]


def words(text: Any, language: str) -> SafeString:
    """Return words as stored, made ready for a page in `language`: escaped, lines kept as `<br>`.

    Cyrillic words become Latin on the Serbian Latin form and carry no `lang` there; words in a script or language that
    differs from the page's are wrapped with their `lang`, a run of words in the other script among them too. Latin
    words are never made Cyrillic (design.md, Language).
    Costs about 0.03 ms for 350 letters: a page with hundreds of comments can afford it.
    """
    plain = str(text)
    shown = to_latin(plain) if language == SERBIAN_LATIN else plain
    found = lang_in(plain, language)
    inside = escape(shown)
    if (found or HTML_LANG[language]) == CYRILLIC_LANG:
        if LATIN.search(shown):
            inside = _with_marked(shown, latin_runs(shown), language)
    elif CYRILLIC.search(shown):
        inside = _with_marked(shown, cyrillic_runs(shown), language)
    lines = SafeString(with_signs(inside).replace("\r\n", "\n").replace("\n", "<br>"))
    return format_html('<span lang="{}">{}</span>', found, lines) if found else lines


def plain_words(text: str, language: str) -> str:
    """Return words as stored in the letters of the page's form: Cyrillic ones in Latin on the Latin form.

    A sign that turns the direction of writing is written out (reliability.md C1 28).
    """
    return escape_bidi(to_latin(text) if language == SERBIAN_LATIN else text)


def with_signs(html: str) -> str:
    """Return escaped words with each sign that turns the direction of writing shut in an element that names it.

    The sign itself stays, so that places counted in code points hold; outside its element it turns nothing, and the
    style sheet writes its name out (reliability.md C1 28).
    """
    return BIDI_CONTROL.sub(lambda sign: f'<bdi data-sign="U+{ord(sign[0]):04X}">{sign[0]}</bdi>', html)


def _with_marked(shown: str, runs: list[tuple[int, int]], language: str) -> SafeString:
    """Return words, escaped, with the `lang` of the runs in the other script that stand among them."""
    parts, end = [], 0
    for first, last in runs:
        run = shown[first:last]
        parts += [escape(shown[end:first]), format_html('<span lang="{}">{}</span>', lang_of(run, language), run)]
        end = last
    return SafeString("".join([*parts, escape(shown[end:])]))


def lang_in(text: str, language: str) -> str:
    """Return the `lang` that stored words need on a page in `language`, or nothing where they are in its form.

    The script with more letters decides; Cyrillic words need none on the Latin form, where they are shown in Latin.
    """
    if LATIN.search(text):
        found: str = lang_of(text, language)
    elif CYRILLIC.search(text):
        found = CYRILLIC_LANG  # most words: counting their letters would cost more than all the rest
    else:
        return ""
    shown_in_latin = found == CYRILLIC_LANG and language == SERBIAN_LATIN
    return "" if shown_in_latin or found == HTML_LANG[language] else found


def beginning(text: str, length: int) -> str:
    """Return the beginning of somebody's words on one line, at most `length` letters, cut after a word."""
    return clip(" ".join(text.split()), length)


def count(value: int | None, language: str) -> str:
    """Return a whole number, thousands set apart: 1.204, in English 1,204; a dash for none."""
    if value is None:
        return "–"
    plain = f"{value:,}"
    return plain if language == ENGLISH else plain.replace(",", ".")


def decimal(value: float | None, language: str, places: int = 1) -> str:
    """Return a number with `places` decimals: 9,5, in English 9.5; a dash for none."""
    if value is None:
        return "–"
    plain = f"{value:,.{places}f}"
    return plain if language == ENGLISH else plain.translate(str.maketrans(",.", ".,"))


def size(value: int | None, language: str) -> str:
    """Return a size in bytes: 512 B, 640 KB, 1,2 MB, 14 MB; one decimal under ten megabytes, none where it is .0."""
    if value is None:
        return "–"
    if value < KILO:
        return f"{value} B"
    if value < KILO * KILO:
        return f"{count(round(value / KILO), language)} KB"
    millions = round(value / KILO / KILO, 1)
    whole = millions >= 10 or millions == int(millions)
    return f"{count(round(millions), language) if whole else decimal(millions, language)} MB"


def _months_in_sentences() -> tuple[str, ...]:
    """Return the months as they stand inside a sentence: in Serbian the genitive (29. јануара)."""
    return (
        pgettext("inside a date in a sentence", "January"),
        pgettext("inside a date in a sentence", "February"),
        pgettext("inside a date in a sentence", "March"),
        pgettext("inside a date in a sentence", "April"),
        pgettext("inside a date in a sentence", "May"),
        pgettext("inside a date in a sentence", "June"),
        pgettext("inside a date in a sentence", "July"),
        pgettext("inside a date in a sentence", "August"),
        pgettext("inside a date in a sentence", "September"),
        pgettext("inside a date in a sentence", "October"),
        pgettext("inside a date in a sentence", "November"),
        pgettext("inside a date in a sentence", "December"),
    )


def day(value: date | datetime | None, *, genitive: bool = False, year: bool = True) -> str:
    """Return a date in Belgrade in the active language: alone (29. јануар 2018.) or in a sentence (29. јануара)."""
    if value is None:
        return ""
    moment = local_date(value) if isinstance(value, datetime) else value
    month = _months_in_sentences()[moment.month - 1] if genitive else str(MONTHS[moment.month])
    named = {"day": moment.day, "month": month, "year": moment.year}
    # Translators: the order and the full stops of a date are the language's own.
    return (_("%(day)s %(month)s %(year)s") if year else _("%(day)s %(month)s")) % named


def period(first: date | None, last: date | None) -> str:
    """Return "from 3 March 2027", "until 4 May 2028", or both days; nothing where neither is known."""
    if first is None:
        return _("until %(day)s") % {"day": day(last, genitive=True)} if last else ""
    if last is None:
        return _("from %(day)s") % {"day": day(first, genitive=True)}
    return f"{day(first)} – {day(last)}"


def day_time(value: datetime, *, genitive: bool = False, year: bool = True) -> str:
    """Return a day and its time in Belgrade: 29. јануар 2018. у 23:59 (no comma after the year's full stop)."""
    return at(day(value, genitive=genitive, year=year), f"{value.astimezone(BELGRADE):%H:%M}")


def at(said_day: str, clock: str) -> str:
    """Return a day as it is said with the time on the clock behind it."""
    return _("%(day)s, %(time)s") % {"day": said_day, "time": clock}
