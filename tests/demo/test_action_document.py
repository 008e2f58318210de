"""The written action document: its size, and that its numbers agree with one another."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from seko.demo.source import Heading, ListItem, Paragraph, SourceError, Table, load_source
from seko.foundation.text.scripts import mixed_words

SOURCE = load_source()
TABLES = {block.name: block for block in SOURCE.blocks if isinstance(block, Table)}
TEXT = "\n".join(block.text for block in SOURCE.blocks if isinstance(block, Paragraph | ListItem))
ROWS = [row for table in TABLES.values() for row in table.rows]


def amount(cell: str) -> int:
    """A number as written in Serbian, with points between the thousands and perhaps a footnote mark."""
    return int(re.sub(r"\[\^\w+\]|\.", "", cell))


def column(table: str, place: int, *, skip_last: int = 1) -> list[int]:
    """The numbers of a column, without the header and the row of totals."""
    rows = TABLES[table].rows[1 : len(TABLES[table].rows) - skip_last]
    return [amount(row[place]) for row in rows]


def test_it_has_the_size_of_a_real_one() -> None:
    headings = [block for block in SOURCE.blocks if isinstance(block, Heading)]
    passages = [block for block in SOURCE.blocks if isinstance(block, Heading | Paragraph | ListItem)]
    whole = " ".join([block.text for block in passages] + [" ".join(row) for row in ROWS] + list(SOURCE.notes.values()))
    letters = len(re.findall(r"[\u0400-\u04ff]", whole))
    assert len(headings) == 70
    assert len(TABLES) == 16
    assert len(ROWS) == 300
    assert len(SOURCE.notes) == 47
    assert len(passages) + len(ROWS) == 672
    assert 105_000 <= letters <= 120_000


def test_few_passages_repeat_another() -> None:
    texts = [block.text for block in SOURCE.blocks if isinstance(block, Heading | Paragraph | ListItem)]
    texts += [" | ".join(cell for cell in row if cell != "<") for row in ROWS]
    counted = Counter(text.casefold() for text in texts)
    repeated = sum(count for count in counted.values() if count > 1)
    assert repeated / len(texts) <= 0.05


def test_no_word_mixes_the_scripts() -> None:
    words = [word for text in [TEXT, *SOURCE.notes.values(), *map(" ".join, ROWS)] for word in mixed_words(text)]
    assert words == []


def test_every_footnote_has_one_mark_and_every_mark_a_footnote() -> None:
    everything = TEXT + "\n".join(" ".join(row) for row in ROWS)
    assert sorted(re.findall(r"\[\^(\w+)\]", everything)) == sorted(SOURCE.notes)


def test_matrix_and_measurement_give_the_same_values() -> None:
    coded = re.compile(r"^(\d(?:\.\d)+) ")
    matrix = {coded.match(row[1]).group(1): (row[3], row[4]) for row in TABLES["matrica"].rows[1:]}  # type: ignore[union-attr]
    measured = {coded.match(row[0]).group(1): (row[1], row[3]) for row in TABLES["merenje"].rows[1:]}  # type: ignore[union-attr]
    assert len(matrix) == 44
    assert len(measured) == 25
    assert {code: matrix[code] for code in measured} == measured


@pytest.mark.parametrize(
    ("table", "place"), [("mreza", 1), ("mreza", 2), ("mreza", 3), ("mreza", 4), ("oprema", 1), ("oprema", 2),
                         ("oprema", 3), ("smetlista", 3), ("smetlista", 5)],
)  # fmt: skip
def test_totals_are_the_sums_of_their_columns(table: str, place: int) -> None:
    assert sum(column(table, place)) == amount(TABLES[table].rows[-1][place])


def test_the_nine_towns_add_up() -> None:
    rows = TABLES["gradovi"].rows
    towns, total = rows[1:10], rows[10]
    assert [sum(amount(row[place]) for row in towns) for place in (2, 4, 5, 6)] == [
        amount(total[place]) for place in (2, 4, 5, 6)
    ]
    connected = sum(amount(row[2]) * int(row[3].rstrip("%")) / 100 for row in towns)
    assert round(100 * connected / amount(total[2])) == int(total[3].rstrip("%"))


def test_the_scores_of_the_towns_add_up() -> None:
    for row in TABLES["bodovi"].rows[1:]:
        assert sum(map(int, row[1:4])) == int(row[4])


def test_the_closed_dumps_cover_sixty_one_hectares() -> None:
    rows = TABLES["smetlista"].rows
    assert sum(int(row[2].replace(",", "")) for row in rows[1:-1]) == int(rows[-1][2].replace(",", ""))
    assert len(rows) - 2 == 14


def test_the_contracts_add_up_and_are_those_of_the_budget() -> None:
    rows = TABLES["ugovori"].rows[1:]
    by_number = {row[0]: amount(row[3]) for row in rows if row[0]}
    assert sum(by_number.values()) == amount(rows[-1][3])
    budget = {
        found.group(1): amount(row[1])
        for row in TABLES["budzet"].rows
        if (found := re.search(r"\(уговор (\d+)\)", row[0]))
    }
    assert {number: by_number[number] for number in budget} == budget
    assert sum(by_number[str(number)] for number in (1, 2, 3, 4)) == 36_400_000
    assert sum(by_number[str(number)] for number in (5, 6, 7)) == 27_900_000


def test_the_budget_adds_up_on_every_level() -> None:
    rows = [row for row in TABLES["budzet"].rows[1:] if row[1][0].isdigit()]
    sums = [tuple(map(amount, row[1:])) for row in rows]
    assert all(total == union + national for total, union, national in sums)
    names = [row[0] for row in rows]
    outcomes = [place for place, name in enumerate(names) if name.startswith("ИСХОД")]
    results = [place for place, name in enumerate(names) if name.startswith("Резултат")]
    items = [place for place, name in enumerate(names) if name.startswith("– ")]
    rest = [place for place, name in enumerate(names) if name.startswith(("Комуникација", "Непредвиђени"))]

    def total_of(places: list[int]) -> tuple[int, ...]:
        return tuple(sum(values) for values in zip(*(sums[place] for place in places), strict=True))

    assert total_of(outcomes) == total_of(results) == total_of(items)
    assert total_of(outcomes + rest) == sums[-1] == (120_000_000, 96_000_000, 24_000_000)


@pytest.mark.parametrize(
    "said",
    [
        "Воде 410.000 људи биће пречишћене пре испуштања, уместо 74.000",
        "нова постројења обрађивати воде 228.000, а обновљена 182.000 људи",
        "прикључено још 35.000 домаћинстава, тако да удео прикључених порасте са 58% на 74%",
        "полаже 186 километара канализационе мреже",
        "Одвојено је прикупљено 11.000 тона, што је 4,6%",
        "Остатак, 230.000 тона",
        "утрошак електричне енергије падне са 0,82 на 0,55",
        "порасте са 31% на 70%",
        "За 16.000 домаћинстава са најнижим примањима",
        "олакшицу у девет градова користи 3.100 домаћинстава",
        "отвара се 180 радних места",
        "обука 120 радника",
        "обука 45 инспектора",
        "Државни буџет обезбеђује 14.400.000, градски буџети 9.360.000, а корисници бесповратних средстава 240.000",
    ],
)
def test_the_text_says_what_the_tables_say(said: str) -> None:
    assert TEXT.count(said) == 1


def test_the_deliberate_faults_are_still_there() -> None:
    matrix = {row[1]: row for row in TABLES["matrica"].rows}
    assert matrix["1.2.3 Лабораторије које мере све прописане показатеље"][3:5] == ("3 (2017)", "2 (2021)")
    assert sum("биће утврђено" in row for row in matrix.values()) == 4
    assert not any(name.startswith("2.3 ") for name in matrix)
    assert "Спровођење траје 48 месеци" in TEXT
    assert "Има два исхода" in TEXT
    assert "Има три исхода" in TEXT


def test_a_line_without_meaning_is_named(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text("# Наслов\n\n:::tabela\n", encoding="utf-8")
    with pytest.raises(SourceError, match=":::tabela"):
        load_source(tmp_path)
