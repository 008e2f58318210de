"""Areas and their leads as bars over the years, with the rows of the table beside the picture.

Lengths are per cent of the drawing's width and come out as SVG attributes; heights are in px.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from seko.actors.mechanism.enums import CONSORTIUM, Standing
from seko.actors.mechanism.models import Membership, Sector
from seko.foundation.core.languages import current, in_form
from seko.foundation.design import spoken

HEAD, ROW, MOST_LABELS = 28, 62, 12
ROOM_FOR_A_NAME = 15.0  # per cent


@dataclass(frozen=True, slots=True)
class Span:
    """A bar: where it begins, how wide it is, the name on it where there is room; `css` is its fill, `lang` the
    language of the name where it is not the page's, `when` the period in words.
    """

    x: str
    width: str
    name: str
    css: str
    is_wide: bool
    lang: str
    when: str


@dataclass(frozen=True, slots=True)
class Line:
    """An area with its own bar and those of its leads."""

    name: str
    y: int
    area: Span
    leads: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A year and its line."""

    x: str
    year: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line of the table: the area, what it tells of, from when to when."""

    area: str
    url: str
    what: str
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The drawing, what it shows in a sentence, its first and last year, and its table."""

    title: str
    first: int
    last: int
    height: int
    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    table: tuple[TableRow, ...]


def picture_of(today: date) -> Picture | None:
    """Return the picture of all areas that ever were, up to the end of this year; None where there are none."""
    sectors = list(Sector.objects.order_by("sekos__order", "code").prefetch_related("former_names", "sekos"))
    if not sectors:
        return None
    places: dict[int, list[Membership]] = defaultdict(list)
    rows = Membership.objects.filter(role__in=CONSORTIUM).select_related("organisation")
    for row in rows.order_by("starts_on", "pk"):
        if _held(row):
            places[row.seko_id].append(row)
    first = min(each.valid_from for each in sectors)
    scale = _Scale(date(first.year, 1, 1), date(today.year + 1, 1, 1))
    lines, table = [], []
    for order, sector in enumerate(sectors):
        mine = [row for seko in sector.sekos.all() for row in places[seko.pk]]
        leads = [row for row in mine if row.role == Standing.LEAD]
        lines.append(
            Line(
                in_form(sector, "name"),
                HEAD + ROW * order,
                scale.span(sector.valid_from, sector.valid_to, "", "area-bar"),
                tuple(
                    scale.span(
                        row.starts_on, row.ends_on, row.organisation.shown_name, "gone" if row.ends_on else "lasts"
                    )
                    for row in leads
                ),
            )
        )
        table += _table(sector, mine)
    title = _("Areas and their lead organisations from %(first)s to %(last)s; the table says the same.") % {
        "first": first.year,
        "last": today.year,
    }
    return Picture(title, first.year, today.year, HEAD + ROW * len(lines), tuple(lines), scale.ticks(), tuple(table))


def _held(row: Membership) -> bool:
    """A place that was ended on the day it began never held at a day's end."""
    return row.ended_at is None or row.ends_on != row.starts_on


def _table(sector: Sector, places: Sequence[Membership]) -> list[TableRow]:
    name = in_form(sector, "name")
    seko = next(iter(sector.sekos.all()), None)
    url = reverse("area", args=[seko.code]) if seko else ""
    rows = [TableRow(name, url, _("Area"), "", spoken.period(sector.valid_from, sector.valid_to))]
    rows += [
        TableRow("", "", _("Name until then"), in_form(each, "name"), spoken.period(each.starts_on, each.ends_on))
        for each in sector.former_names.all()
    ]
    ordered = sorted(places, key=lambda row: (row.role != Standing.LEAD, row.starts_on))
    return rows + [
        TableRow(
            "",
            "",
            str(Standing(row.role).label),
            row.organisation.shown_name,
            spoken.period(row.starts_on, row.ends_on),
        )
        for row in ordered
    ]


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days to per cent of the whole width."""

    first: date
    last: date

    def at(self, day: date) -> float:
        return 100 * min(1.0, max(0.0, (day - self.first).days / (self.last - self.first).days))

    def span(self, first: date, last: date | None, name: str, css: str) -> Span:
        start, end = self.at(first), self.at(last or self.last)
        room = end - start
        lang = spoken.lang_in(name, current())
        width, when = _percent(max(0.4, room)), spoken.period(first, last)
        return Span(_percent(start), width, name, css, room >= ROOM_FOR_A_NAME, lang, when)

    def ticks(self) -> tuple[Tick, ...]:
        years = self.last.year - self.first.year
        step = max(1, -(-years // MOST_LABELS))
        return tuple(
            Tick(_percent(self.at(date(year, 1, 1))), str(year))
            for year in range(self.first.year, self.last.year, step)
        )


def _percent(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"
