"""Bars and the line: lengths in proportion, the whole filled, nothing lost from sight."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from seko.foundation.design.charts import GAP, SMALLEST, Amount, bar, line

COUNTS = st.lists(st.integers(min_value=0, max_value=100_000), max_size=8)


def _percent(value: str) -> float:
    assert value.endswith("%")
    return float(value[:-1])


@given(COUNTS)
def test_segments_fill_the_bar_in_order_and_each_is_seen(counts: list[int]) -> None:
    drawn = bar([Amount(count, "yes", "") for count in counts], "finding").segments

    assert len(drawn) == sum(count > 0 for count in counts)
    end = 0.0
    for segment in drawn:
        assert abs(_percent(segment.x) - (end + (GAP if end else 0))) < 0.02
        assert _percent(segment.width) >= SMALLEST - 0.01
        end = _percent(segment.x) + _percent(segment.width)
    if drawn:
        assert abs(end - 100) < 0.1


def test_the_board_s_sum() -> None:
    counts = {"act": 61, "merged": 38, "reworded": 12, "no": 9, "wait": 26}
    drawn = bar([Amount(count, fill, "") for fill, count in counts.items()], "146")

    assert [(segment.x, segment.width) for segment in drawn.segments] == [
        ("0%", "41.11%"),
        ("41.51%", "25.61%"),
        ("67.52%", "8.09%"),
        ("76.01%", "6.07%"),
        ("82.48%", "17.52%"),
    ]


def test_part_of_a_larger_whole_leaves_room() -> None:
    (segment,) = bar([Amount(79, "yes", "")], "", of=158).segments

    assert (segment.x, segment.width) == ("0%", "50%")


def test_nothing_is_an_empty_bar_with_its_key() -> None:
    nothing = Amount(0, "yes", "answered")
    drawn = bar([nothing], "none")

    assert (drawn.segments, drawn.amounts) == ((), (nothing,))


def test_what_is_past_its_term_stands_taller() -> None:
    answered, late = bar([Amount(9, "yes", ""), Amount(1, "late", "")], "").segments

    assert (answered.y, answered.height, late.y, late.height) == ("0", "100%", "-25%", "150%")


def test_the_line_starts_from_zero_and_writes_its_values() -> None:
    chart = line([("Sep", 21), ("Jan", 9)], "falls")

    assert [(point.x, point.y, point.value) for point in chart.points] == [("36", "68.8", "21"), ("324", "115.2", "9")]
    assert chart.path == "M36 68.8 L324 115.2"
    assert [(grid.y, grid.label) for grid in chart.grid] == [
        ("150", "0"),
        ("111.33", "10"),
        ("72.67", "20"),
        ("34", "30"),
    ]


def test_a_line_of_nothing() -> None:
    assert (line([], "none").points, line([], "none").path) == ((), "")
