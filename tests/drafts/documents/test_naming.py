"""How people call a place in a draft: never by the code that addresses carry."""

from __future__ import annotations

from django.utils.translation import override

from seko.drafts.documents.drawing.naming import place_name
from seko.drafts.documents.queries import places_among

KNOWN = places_among(
    [
        (1, 0, "paragraph", "Пре првог наслова.", None, "0-1", "0", ""),
        (2, 1, "heading", "Сажетак акције", None, "h1", "h1", ""),
        (3, 2, "paragraph", "Акција помаже градовима.", None, "h1-1", "h1", ""),
        (4, 3, "heading", "Општи циљ", None, "3.2", "3.2", "3.2."),
        (5, 4, "paragraph", "Квалитет ваздуха у градовима прати се непрекидно и објављује сваког дана.", None, "3.2-1",
         "3.2", ""),
        (6, 5, "table_row", "Јасеновар | 27 | 5.100", None, "3.2-2", "3.2", ""),
        (7, 6, "table_cell", "Јасеновар", 6, "3.2-2.1", "3.2", ""),
        (8, 7, "table_cell", "27", 6, "3.2-2.2", "3.2", ""),
        (9, 8, "footnote", "Подаци за 2016. годину.", None, "n1", "3.2", "1"),
        (10, 9, "heading", "4. Праћење", None, "4", "4", ""),
        (11, 10, "paragraph", "", None, "4-1", "4", ""),
        (13, 11, "table_row", "\ufffc", None, "4-2", "4", ""),
        (12, 12, "heading", "Логичка матрица", None, "h5", "h5", "Прилог 1"),
    ]
)  # fmt: skip


def names(language: str, *places: str) -> list[str]:
    with override(language):
        return [place_name(KNOWN, place) for place in places]


def test_a_section_is_called_by_its_number_or_its_title_and_a_part_by_its_first_words() -> None:
    assert names("sr", "h1-1", "3.2-1", "0-1") == [
        "Сажетак акције: „Акција помаже градовима.“",
        "3.2: „Квалитет ваздуха у градовима прати се непрекидно и…“",
        "„Пре првог наслова.“",
    ]


def test_a_heading_is_called_by_its_number_and_title_once_each() -> None:
    assert names("sr", "h1", "3.2", "4", "h5") == [
        "Сажетак акције", "3.2. Општи циљ", "4. Праћење", "Прилог 1 Логичка матрица",
    ]  # fmt: skip


def test_a_row_a_cell_and_a_note_say_what_they_are() -> None:
    assert names("sr", "3.2-2", "3.2-2.1", "3.2-2.2", "n1") == [
        "3.2, ред табеле: „Јасеновар · 27 · 5.100“",
        "3.2, поље табеле: „Јасеновар“",
        "3.2, поље табеле: „Јасеновар: 27“",
        "3.2, напомена: „Подаци за 2016. годину.“",
    ]


def test_what_has_no_words_is_called_by_its_section() -> None:
    assert names("sr", "4-1", "4-2") == ["4, део текста без речи", "4, ред табеле"]


def test_the_frame_is_in_the_language_of_the_page() -> None:
    assert names("en", "3.2-2", "0-1") == ["3.2, table row: “Јасеновар · 27 · 5.100”", "“Пре првог наслова.”"]


def test_several_places_are_named_once_each_and_what_is_not_there_is_left_out() -> None:
    with override("sr"):
        assert place_name(KNOWN, "h1", "9-9", "4", "h1") == "Сажетак акције; 4. Праћење"
        assert place_name(KNOWN, "9-9") == ""
