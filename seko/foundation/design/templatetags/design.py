"""What templates may ask of the design: icons, people's words, dates, counts, sizes, form controls."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from seko.foundation.core.clock import BELGRADE, now_of
from seko.foundation.core.dates import local_date
from seko.foundation.core.languages import ENGLISH, HTML_LANG, current
from seko.foundation.design import spoken
from seko.foundation.design.states import State, state
from seko.foundation.text.languages import lang_of

if TYPE_CHECKING:
    from django.core.paginator import Page
    from django.forms import BaseForm, BoundField
    from django.template import Context

register = template.Library()


@lru_cache(maxsize=64)
def _icon(name: str) -> SafeString:
    sprite = static("design/icons.svg")
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', sprite, name)


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return the icon of that name from the sprite; its colour is that of the text around it."""
    return _icon(name)


@register.simple_tag
def chip(key: str | State, word: str = "", *, dense: bool = False) -> SafeString:
    """Return a state as shape, word and tint (or without tint where it is dense); `word` replaces the state's own."""
    shown = state(key) if isinstance(key, str) else key
    return format_html('<span class="{} {}">{}</span>', "state" if dense else "chip", shown.css, word or shown.word)


@register.simple_tag
def shape(key: str | State, word: str = "") -> SafeString:
    """Return a state's shape alone, its word hidden."""
    shown = state(key) if isinstance(key, str) else key
    return format_html('<span class="shape {}"><span class="vh">{}</span></span>', shown.css, word or shown.word)


@register.filter
def words(text: Any) -> SafeString:
    """Return people's words for the page: escaped, lines kept, Latin on the Latin form, `lang` where it differs."""
    return spoken.words(text, current())


@register.filter
def plain_words(text: Any) -> str:
    """Return people's words in the page's form where no mark-up can stand (a picture's text, an attribute)."""
    return spoken.plain_words(str(text), current())


@register.filter
def quoted(text: Any) -> SafeString:
    """Return people's words in the quotation marks of the page's language."""
    opening, closing = ("“", "”") if current() == ENGLISH else ("„", "“")
    return format_html("{}{}{}", opening, spoken.words(text, current()), closing)


@register.filter
def day(value: date | datetime | None) -> str:
    """Return a date that stands alone: 29. јануар 2018. (nominative)."""
    return spoken.day(value)


@register.filter
def day_of(value: date | datetime | None) -> str:
    """Return a date inside a sentence: 29. јануара 2018. (genitive)."""
    return spoken.day(value, genitive=True)


@register.filter
def day_short(value: date | datetime | None) -> str:
    """Return a date that stands alone, without its year: 29. јануар."""
    return spoken.day(value, year=False)


@register.filter
def day_of_short(value: date | datetime | None) -> str:
    """Return a date inside a sentence, without its year: 29. јануара."""
    return spoken.day(value, genitive=True, year=False)


@register.filter
def day_time(value: datetime | None) -> str:
    """Return a date with its time, standing alone: 29. јануар 2018. у 23:59."""
    return spoken.day_time(value) if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    """Return the time in Belgrade: 23:59."""
    return f"{value.astimezone(BELGRADE):%H:%M}" if value else ""


@register.filter
def count(value: int | None) -> str:
    """Return a whole number as the language writes it: 1.204, in English 1,204."""
    return spoken.count(value, current())


@register.filter
def decimal(value: float | None, places: int = 1) -> str:
    """Return a number with decimals as the language writes it: 9,5, in English 9.5."""
    return spoken.decimal(value, current(), places)


@register.filter
def stored_lang(text: str) -> SafeString:
    """Return ` lang="…"` for words shown as stored, also on the Latin form: in a field, the name of a file."""
    found = lang_of(text, current()) if text else ""
    return format_html(' lang="{}"', found) if found and found != HTML_LANG[current()] else SafeString("")


@register.filter
def size(value: int | None) -> str:
    """Return a size in bytes for reading: 640 KB, 1,2 MB (1 MB is 1,048,576 bytes, as the limits are)."""
    return spoken.size(value, current())


@register.filter
def counted(field: BoundField) -> int:
    """Return how many characters people may write into a field, 0 for any number and where they do not write."""
    most: int | None = getattr(field.field, "max_length", None)
    return most or 0 if field.widget_type in ("text", "textarea") else 0


@register.filter
def control(field: BoundField, kind: str = "") -> SafeString:
    """Return the field's control with our classes; `people` where people write, `short` for numbers and dates.

    A browser cuts what is pasted beyond `maxlength` without a word: instead the control counts (`c-count`), and the
    server says what is too long.
    """
    classes = field.field.widget.attrs.get("class", "")
    box = "" if field.widget_type == "checkbox" else "control"
    joined = " ".join(filter(None, (box, kind, classes)))
    attrs: dict[str, str | bool] = {"class": joined} if joined else {}
    stored = field.value()
    if kind == "people" and isinstance(stored, str) and stored:
        attrs["lang"] = lang_of(stored, current())
    if counted(field):
        described = filter(None, (field.aria_describedby, f"{field.auto_id}-count"))
        attrs |= {"maxlength": False, "data-most": str(counted(field)), "aria-describedby": " ".join(described)}
    return field.as_widget(attrs=attrs)


@dataclass(frozen=True, slots=True)
class Fault:
    """One line of the summary of errors; `target` is the control's id, empty for the form as a whole."""

    target: str
    sentence: str


@register.filter
def faults(form: BaseForm | list[BaseForm]) -> list[Fault]:
    """Return what is wrong with a form or several, in the order of the fields, a whole form's faults first."""
    if isinstance(form, list):
        return [fault for each in form for fault in faults(each)]
    if not form.is_bound:
        return []
    found = [Fault("", str(sentence)) for sentence in form.non_field_errors()]
    for field in form:
        target = field.auto_id if field.use_fieldset else field.id_for_label
        found += [Fault(target, str(sentence)) for sentence in field.errors]
    return found


@register.filter
def page_numbers(page: Page[Any]) -> Iterable[int | None]:
    """Return the numbers of a list's pages to show, None where some are left out."""
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1):
        yield number if isinstance(number, int) else None


@register.simple_tag(takes_context=True)
def saved_word(context: Context, moment: datetime) -> str:
    """Return "Saved at 14:32", for another day than today with that day."""
    if local_date(moment) == local_date(now_of(context["request"])):
        return _("Saved at %(time)s") % {"time": clock(moment)}
    return _("Saved: %(moment)s") % {"moment": spoken.day_time(moment, year=False)}
