"""Numbers, sizes, dates and times as Serbian and English write them; what Django's formats do not know.

The Serbian words stand here in Cyrillic as language data (the Latin form is derived). Language codes: sr, sr-latn, en.
Times are written as they are given: bring them to Belgrade's time before.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Literal

from seko.foundation.text.languages import html_lang
from seko.foundation.text.scripts import to_latin

MONTHS: Final = (
    *("јануар", "фебруар", "март", "април", "мај", "јун"),
    *("јул", "август", "септембар", "октобар", "новембар", "децембар"),
)
MONTHS_GENITIVE: Final = (
    *("јануара", "фебруара", "марта", "априла", "маја", "јуна"),
    *("јула", "августа", "септембра", "октобра", "новембра", "децембра"),
)
WEEKDAYS: Final = ("понедељак", "уторак", "среда", "четвртак", "петак", "субота", "недеља")
WEEKDAYS_ACCUSATIVE: Final = ("понедељак", "уторак", "среду", "четвртак", "петак", "суботу", "недељу")
_ENGLISH_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_ENGLISH_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_Unit = Literal["minute", "hour", "day", "month", "year"]
# After "за" (in) and "пре" (ago): accusative for one, genitive for the rest.
_UNITS: Final[dict[_Unit, tuple[str, str, str]]] = {
    "minute": ("минут", "минута", "минута"),
    "hour": ("сат", "сата", "сати"),
    "day": ("дан", "дана", "дана"),
    "month": ("месец", "месеца", "месеци"),
    "year": ("годину", "године", "година"),
}
_NEAR_DAYS: Final = {-1: ("јуче", "yesterday"), 0: ("данас", "today"), 1: ("сутра", "tomorrow")}
_KILO: Final = 1024


def plural_form(number: int, language: str = "sr") -> int:
    """The plural form a whole number asks for: Serbian 0 (1, 21), 1 (2 to 4, 22), 2 (0, 5 to 20, 111); English 0 or 1.

    The same rule as in the heads of our catalogues (nplurals=3).
    """
    number = abs(number)
    if _is_english(language):
        return 0 if number == 1 else 1
    last, last_two = number % 10, number % 100
    if last == 1 and last_two != 11:
        return 0
    return 1 if 2 <= last <= 4 and not 12 <= last_two <= 14 else 2


def format_number(number: int | float | Decimal, language: str, decimals: int | None = None) -> str:
    """A number with its thousands apart: 1.204 and 9,5 in Serbian, 1,204 and 9.5 in English.

    `decimals` fixes how many stand after the comma (rounded half up); without it a float or Decimal shows those it has.
    """
    exact = Decimal(str(number))
    if not exact.is_finite():
        raise ValueError(f"{number} cannot be written as a number")
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    # A rounded -0.4 is nought, and nought has no sign.
    plain = f"{exact if exact else abs(exact):,f}"
    if decimals is None and "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return plain if _is_english(language) else plain.translate(str.maketrans(",.", ".,"))


def format_percent(number: int | float | Decimal, language: str, decimals: int | None = None) -> str:
    """A percentage, given in hundredths already (9.5 is 9,5%)."""
    return format_number(number, language, decimals) + "%"


def format_size(octets: int, language: str) -> str:
    """A size in bytes as people read it: 312 B, 4 KB, 1,2 MB; units of 1024, one decimal below ten of them."""
    if octets < 0:
        raise ValueError(f"{octets} is no size")
    if octets < _KILO:
        return f"{octets} B"
    value, unit = Decimal(octets), "B"
    for larger in ("KB", "MB", "GB", "TB"):
        # What would be shown as 1.024 of a unit is 1 of the next.
        if value.quantize(Decimal(1), ROUND_HALF_UP) < _KILO:
            break
        value, unit = value / _KILO, larger
    shown = value.quantize(Decimal("0.1") if value < Decimal("9.95") else Decimal(1), ROUND_HALF_UP)
    return f"{format_number(shown, language)} {unit}"


def format_date(day: date, language: str, *, in_sentence: bool = False, year: bool = True) -> str:
    """A date: alone "29. јануар 2018.", after a preposition in a sentence "29. јануара 2018.", "29 January 2018"."""
    if _is_english(language):
        return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]}" + (f" {day.year}" if year else "")
    month = (MONTHS_GENITIVE if in_sentence else MONTHS)[day.month - 1]
    return _in_form(f"{day.day}. {month}" + (f" {day.year}." if year else ""), language)


def format_month(day: date, language: str) -> str:
    """A month: "јануар 2018.", "January 2018"."""
    if _is_english(language):
        return f"{_ENGLISH_MONTHS[day.month - 1]} {day.year}"
    return _in_form(f"{MONTHS[day.month - 1]} {day.year}.", language)


def format_time(moment: time | datetime) -> str:
    """The time of day in 24 hours, the same in all language forms: 23:59, 08:05."""
    return f"{moment.hour:02}:{moment.minute:02}"


def format_moment(moment: datetime, language: str, *, in_sentence: bool = False) -> str:
    """A date with its time: "29. јануар 2018, 23:59", in a sentence "29. јануара 2018. у 23:59"; "…2018 at 23:59"."""
    day, hour = format_date(moment, language, in_sentence=in_sentence), format_time(moment)
    if in_sentence:
        return f"{day} at {hour}" if _is_english(language) else _in_form(f"{day} у {hour}", language)
    # Before a comma the full stop of the year falls away (Pravopis).
    return f"{day.removesuffix('.')}, {hour}"


def format_weekday(day: date, language: str, *, in_sentence: bool = False) -> str:
    """The day of the week: "среда", after "у" in a sentence "среду"; "Wednesday"."""
    if _is_english(language):
        return _ENGLISH_WEEKDAYS[day.weekday()]
    return _in_form((WEEKDAYS_ACCUSATIVE if in_sentence else WEEKDAYS)[day.weekday()], language)


def relative_day(day: date, today: date, language: str) -> str:
    """A day seen from today: "данас", "сутра", "јуче", "за 2 дана", "пре 21 дан", beyond two months "за 3 месеца"."""
    days = (day - today).days
    if days in _NEAR_DAYS:
        serbian, english = _NEAR_DAYS[days]
        return english if _is_english(language) else _in_form(serbian, language)
    return _distance(days < 0, *_days_or_longer(abs(days)), language)


def relative_time(moment: datetime, now: datetime, language: str) -> str:
    """A moment seen from now: "управо сада", "пре 5 минута", "за 3 сата", from a full day on in days ("пре 2 дана")."""
    seconds = (moment - now).total_seconds()
    minutes = int(abs(seconds) // 60)
    if minutes == 0:
        return "just now" if _is_english(language) else _in_form("управо сада", language)
    if minutes < 60:
        return _distance(seconds < 0, minutes, "minute", language)
    if minutes < 24 * 60:
        return _distance(seconds < 0, minutes // 60, "hour", language)
    return _distance(seconds < 0, *_days_or_longer(minutes // (24 * 60)), language)


def _days_or_longer(days: int) -> tuple[int, _Unit]:
    """Days up to two months, then whole months of 30.44 days up to two years, then whole years."""
    if days < 61:
        return days, "day"
    if days < 731:
        return int(days / 30.44), "month"
    return int(days / 365.25), "year"


def _distance(is_past: bool, number: int, unit: _Unit, language: str) -> str:
    if _is_english(language):
        words = f"{number} {unit}" + ("s" if plural_form(number, language) else "")
        return f"{words} ago" if is_past else f"in {words}"
    words = f"{format_number(number, language)} {_UNITS[unit][plural_form(number)]}"
    return _in_form(f"пре {words}" if is_past else f"за {words}", language)


def _is_english(language: str) -> bool:
    return html_lang(language) == "en"


def _in_form(serbian: str, language: str) -> str:
    return to_latin(serbian) if html_lang(language) == "sr-Latn" else serbian
