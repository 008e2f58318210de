"""The year: days to lengths, what slipped, what is past, dates that would leave the drawing."""

from __future__ import annotations

from datetime import date

from seko.foundation.design.timeline import HEAD, LABELS, ROW, Event, Kind, Year, year

MONTHS = [(date(2018, month, 1), str(month)) for month in range(1, 5)]  # 1 January to 30 April: 120 days
TODAY = date(2018, 2, 1)


def _year(*events: Event) -> Year:
    return year(events, MONTHS, TODAY, "today", "four months")


def _at(day: date) -> str:
    value = LABELS + (100 - LABELS) * ((day - date(2018, 1, 1)).days / 120)
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"


def test_months_and_today_stand_at_their_days() -> None:
    drawn = _year()

    assert [(month.x, month.name) for month in drawn.months] == [(_at(day), name) for day, name in MONTHS]
    assert (drawn.today_x, drawn.past_width) == (_at(TODAY), "20.92%")
    assert (drawn.height, drawn.foot) == (HEAD + ROW, HEAD)


def test_a_window_has_its_length_and_where_it_slipped_from() -> None:
    slipped = (date(2018, 1, 16), date(2018, 1, 31))
    (row,) = _year(Event("answers", Kind.WINDOW, date(2018, 2, 15), date(2018, 3, 2), "soon", moved_from=slipped)).rows

    assert (row.x, row.width, row.text_x) == (_at(date(2018, 2, 15)), "10.12%", _at(date(2018, 3, 2)))
    assert (row.ghost_x, row.ghost_width, row.ghost_end) == (_at(slipped[0]), "10.12%", _at(slipped[1]))
    assert (row.is_past, row.is_text_before) == (False, False)


def test_a_day_is_past_when_it_is_over() -> None:
    days = [date(2018, 1, 31), TODAY]
    rows = _year(*(Event("", Kind.FIXED, day, day, "") for day in days)).rows

    assert [row.is_past for row in rows] == [True, False]
    assert [row.y for row in rows] == [HEAD + ROW // 2, HEAD + ROW + ROW // 2]


def test_late_dates_are_written_before_their_shape() -> None:
    (row,) = _year(Event("report", Kind.HARD, date(2018, 4, 25), date(2018, 4, 25), "25 April")).rows

    assert (row.is_text_before, row.text_x) == (True, row.x)


def test_what_lies_outside_stands_at_the_edge() -> None:
    (row,) = _year(Event("training", Kind.LASTS, date(2017, 11, 1), date(2018, 9, 1), "")).rows

    assert (row.x, row.width, row.strip_x, row.strip_width) == (f"{LABELS:g}%", f"{100 - LABELS:g}%", "0%", "100%")


def test_a_year_s_end_is_followed_by_january() -> None:
    drawn = year([], [(date(2018, 12, 1), "December")], date(2018, 12, 31), "", "")

    assert drawn.today_x == "97.39%"


def test_a_group_has_its_name_in_a_row_above_its_events() -> None:
    day = date(2018, 2, 15)
    drawn = _year(*(Event("", Kind.FIXED, day, day, "", group=group) for group in ("", "first", "first", "second")))

    assert [(row.head_y, row.y) for row in drawn.rows] == [
        (0, HEAD + ROW // 2),
        (HEAD + ROW + ROW // 2, HEAD + 2 * ROW + ROW // 2),
        (0, HEAD + 3 * ROW + ROW // 2),
        (HEAD + 4 * ROW + ROW // 2, HEAD + 5 * ROW + ROW // 2),
    ]
    assert drawn.foot == HEAD + 6 * ROW
