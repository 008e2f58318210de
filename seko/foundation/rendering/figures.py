"""Numbers, dates and yes/no in the words of a language form, the same in every format that shows words."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from seko.foundation.core.clock import BELGRADE
from seko.foundation.rendering.report import Cell, Form, Inline, Report, Text

EMPTY = "–"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def number(value: int | float | Decimal, form: Form) -> str:
    """Return 1204.5 as `1.204,5` in Serbian and `1,204.5` in English, with a true minus sign."""
    whole, _, fraction = f"{value:,f}".partition(".") if not isinstance(value, int) else (f"{value:,}", "", "")
    fraction = fraction.rstrip("0") if isinstance(value, float) else fraction
    thousands, point = (",", ".") if form == "en" else (".", ",")
    shown = whole.replace(",", thousands) + (point + fraction if fraction else "")
    return shown.replace("-", "−")


def day(value: date, form: Form) -> str:
    """Return a day in figures: `29.01.2027.`; in English `29 Jan 2027`, which nobody reads the other way round."""
    if form == "en":
        return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
    return f"{value:%d.%m.}{value.year}."


def moment(value: datetime, form: Form) -> str:
    """Return a time (aware) in Belgrade's clock: `29.01.2027. 23:59`."""
    local = value.astimezone(BELGRADE)
    return f"{day(local.date(), form)} {local:%H:%M}"


def shown(cell: Cell, report: Report) -> Inline:
    """Return a table's cell as runs, in the report's language form; an empty one is a dash."""
    match cell:
        case tuple():
            return cell
        case None:
            words = EMPTY
        case bool():
            words = report.wording.yes if cell else report.wording.no
        case datetime():
            words = moment(cell, report.form)
        case date():
            words = day(cell, report.form)
        case _:
            words = number(cell, report.form)
    return (Text(words, report.lang),)
