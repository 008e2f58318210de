"""Filled tables of comments: read into the same preview, every row shown, nothing twice (reliability.md C3)."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from django.utils import translation
from openpyxl import load_workbook
from openpyxl.comments import Comment as CellNote
from openpyxl.worksheet.worksheet import Worksheet

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.actions import save_unsent, send_comment
from seko.dialogue.comments.enums import LateStatus
from seko.dialogue.comments.models import Comment, Unsent
from seko.drafts.documents.model.returning.returned import Kind, Thing
from seko.foundation.core import clock
from seko.outlets.exchange.tables.table import Row as SheetRow
from seko.outlets.exchange.tables.table import Table as SheetTable
from seko.outlets.papers.grids import form_grid
from seko.outlets.papers.marks import Table, place_choice
from seko.outlets.papers.tables import docx, xlsx
from seko.outlets.returns import actions, queries
from seko.outlets.returns.actions.weighing import write_items
from seko.outlets.returns.finding import Finder
from seko.outlets.returns.models import ReturnedFile, ReturnedItem
from seko.outlets.returns.rows import form_of_sheet, read_rows
from tests import factories as f
from tests.drafts.documents.model.builder import p
from tests.drafts.documents.uploading import main_of
from tests.outlets.returns.filling import FORM, HEADS, ROWS, book, form, stated, with_part, word_table
from tests.outlets.returns.returning import Returning, returning
from tests.working import work_through_the_queue

pytestmark = pytest.mark.django_db
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def back() -> Returning:
    return returning()


def items(found: ReturnedFile) -> list[tuple[str, str, str, str]]:
    rows = found.items.order_by("number")
    return [(row.words, row.proposed, "" if row.anchor is None else row.anchor["kind"], row.asked) for row in rows]


def page_of(back: Returning, found: ReturnedFile) -> str:
    return main_of(back.client.get(back.url("returned", found.pk) + "?show=all"))


def refusal(back: Returning, data: bytes, name: str) -> str:
    """Return why a file is not taken, at the door or after reading; nothing of it stays."""
    answer = back.send((name, data))
    if answer.status_code == 302:
        work_through_the_queue()
        answer = back.client.get(answer.url)
    assert not ReturnedItem.objects.exists()
    return main_of(answer)


EXPECTED = [
    ("Који градови?", "чистијем ваздуху свуда", "words", ""),
    ("Станица је мало.", "", "passage", ""),
    ("У целини добро.", "", "", "nowhere"),
]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("tabela.xlsx", book(["Коментари удружења"], [], HEADS, *ROWS)),
        ("tabela.csv", "\n".join(";".join(map(str, row)) for row in (HEADS, *ROWS)).encode("utf-8-sig")),
        ("tabela.docx", word_table(HEADS, *(tuple(map(str, row)) for row in ROWS), before=p("Коментари удружења"))),
    ],
)
def test_the_table_that_people_know_is_read_in_every_format(back: Returning, name: str, data: bytes) -> None:
    found = back.read(data, name)
    assert items(found) == EXPECTED
    assert queries.counts_of(found) == {"found": 3, "taken": 2, "joined": 0, "left": 0, "waiting": 1}
    assert "Удружење А" in page_of(back, found) and "Јер нису наведени." in page_of(back, found)
    back.decide(found, whole="1", keep="1")
    kept = Unsent.objects.get(words="Који градови?")
    assert (kept.proposed_wording, kept.reason) == ("чистијем ваздуху свуда", "Јер нису наведени.")
    assert "Удружење А" not in str(Unsent.objects.values())


def test_the_lines_of_a_long_comment_stay(back: Returning) -> None:
    found = back.read(book(HEADS, (1, "1-1", "", "Прво.\n\nДруго." + " реч" * 900, "", "", "")), "t.xlsx")
    assert found.items.get().words.startswith("Прво.\n\nДруго. реч")
    assert len(found.items.get().words) > 3_500


@pytest.mark.bad_input(39)
@pytest.mark.parametrize("name", ["t.xlsx", "t.csv"])
def test_a_formula_is_shown_as_its_text_with_its_cell_and_never_computed(back: Returning, name: str) -> None:
    formula = '=HYPERLINK("http://zlo.example";"клик")'.replace(";", ",")
    rows = (HEADS, (1, "1-1", "", formula, "", "", ""))
    quoted = "\n".join(";".join('"' + str(cell).replace('"', '""') + '"' for cell in row) for row in rows)
    found = back.read(book(*rows) if name.endswith("xlsx") else quoted.encode(), name)
    assert found.items.get().words == formula
    shown = page_of(back, found)
    assert "Ћелија D2 садржи формулу" in shown and "zlo.example" in shown
    assert 'href="http://zlo' not in back.client.get(back.url("returned", found.pk)).content.decode()


@pytest.mark.bad_input(40)
def test_a_cell_at_the_end_of_the_sheet_ends_the_reading_and_too_much_is_refused(back: Returning) -> None:
    far = with_part(
        book(HEADS, *ROWS), SHEET,
        lambda part: part.replace(
            b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
        ),
    )  # fmt: skip
    assert len(items(back.read(far, "daleko.xlsx"))) == 3
    ReturnedFile.objects.all().delete()
    assert "5000" in refusal(back, book(HEADS, *((n, "1-1", "", "Реч.") for n in range(5_001))), "duga.xlsx")
    assert "50" in refusal(back, book([*HEADS, *[""] * 60, "далеко"]), "siroka.xlsx")


@pytest.mark.bad_input(41)
@pytest.mark.parametrize(
    ("keys", "heads", "row"),
    [
        (FORM, ("Unde", "Quod", "Verba", "Nova"), ("1-1", "", "Који?", "Нова")),  # another language's headings
        (tuple(reversed(FORM)), ("а", "б", "в", "г"), ("Нова", "Који?", "", "1-1")),  # another order
        (("place", "words", "proposal"), ("а", "б", "в"), ("1-1", "Који?", "Нова")),  # one is missing
    ],
)
def test_columns_of_the_form_are_known_by_their_hidden_keys(
    back: Returning, keys: tuple[str, ...], heads: tuple[str, ...], row: tuple[str, ...]
) -> None:
    found = back.read(form(row, keys=keys, heads=heads, stated=stated(back.consultation.code)), "o.xlsx")
    assert items(found) == [("Који?", "Нова", "passage", "")]


@pytest.mark.bad_input(41)
@pytest.mark.parametrize(
    "heads",
    [("Comment", "Section/Page"), ("Odeljak / strana", "KOMENTAR"), ("Место у тексту (број)", "Коментар:")],
)
def test_without_keys_columns_are_known_by_their_headings_in_any_language_and_order(
    back: Returning, heads: tuple[str, str]
) -> None:
    cells = {True: "Који?", False: "1-1"}
    row = tuple(cells["om" in head.lower() or "оментар" in head] for head in heads)
    assert items(back.read(book(heads, row), "t.xlsx")) == [("Који?", "", "passage", "")]


@pytest.mark.bad_input(41)
def test_a_doubled_column_is_told_and_a_missing_one_refused_by_its_name(back: Returning) -> None:
    found = back.read(book(["Место", "Коментар", "Коментар", "Цена"], ["1-1", "Први", "Други", "5"]), "t.xlsx")
    assert items(found) == [("Први", "", "passage", "")]
    shown = page_of(back, found)
    assert "Колоне које стоје двапут; важи прва од сваке, није прочитано: Коментар" in shown
    assert "Колоне које се не преузимају: Цена" in shown
    ReturnedFile.objects.all().delete()
    assert "Колона „Коментар“ није нађена" in refusal(back, book(["Место", "Цена"], ["1-1", "5"]), "t.xlsx")


@pytest.mark.bad_input(42)
@pytest.mark.parametrize(
    ("said", "asked"),
    [("99.9", "name"), ("", "nowhere"), ("има", "doubtful"), ("Непознато поглавље", "name")],
)
def test_a_row_whose_place_is_not_known_is_shown_and_the_good_ones_wait_for_the_person(
    back: Returning, said: str, asked: str
) -> None:
    found = back.read(book(HEADS, (1, said, "", "Где?"), (2, "1-2", "", "Овде.")), "t.xlsx")
    assert items(found) == [("Где?", "", "", asked), ("Овде.", "", "passage", "")]
    answer = back.decide(found, keep="1")
    assert answer.status_code == 400
    assert Unsent.objects.count() == 0
    back.decide(found, choice_1="leave", keep="1")
    assert [row.words for row in Unsent.objects.all()] == ["Овде."]


@pytest.mark.bad_input(42)
def test_a_form_of_another_consultation_is_told_and_its_places_are_looked_for(back: Returning) -> None:
    found = back.read(form(("1-1", "", "Који?", ""), stated=stated("druge")), "o.xlsx")
    assert "Табела је направљена за друге консултације: druge" in page_of(back, found)


@pytest.mark.bad_input(42)
def test_original_text_that_the_draft_does_not_have_is_asked_with_what_may_be_meant(back: Returning) -> None:
    found = back.read(book(HEADS, (1, "", "Мрежа мерних станица … има 30", "Зашто?")), "t.xlsx")
    item = found.items.get()
    assert (item.asked, [each["segments"][0]["place"] for each in item.candidates]) == ("doubtful", ["1-2"])
    assert "Мрежа мерних станица … има 30" in page_of(back, found)


@pytest.mark.bad_input(43)
def test_the_same_form_twice_adds_nothing(back: Returning) -> None:
    code = stated(back.consultation.code)
    rows = (("1-1", "", "Који градови?", ""), ("1-2", "", "Станица је мало.", ""))
    back.decide(back.read(form(*rows, stated=code), "a.xlsx"), keep="1")
    again = back.read(form(*reversed(rows), stated=code, numbers=(2, 1)), "b.xlsx")
    assert [row.verdict for row in again.items.all()] == ["same", "same"]
    back.decide(again, choice_1="take", choice_2="take", keep="1")
    assert Unsent.objects.count() == 2


@pytest.mark.bad_input(43)
def test_a_changed_row_goes_on_in_its_unsent_comment_and_a_new_one_is_added(back: Returning) -> None:
    code = stated(back.consultation.code)
    back.decide(back.read(form(("1-1", "", "Који градови?", ""), stated=code), "a.xlsx"), keep="1")
    kept = Unsent.objects.get()
    second = back.read(form(("1-1", "", "Који тачно градови?", ""), ("1-2", "", "Ново.", ""), stated=code), "b.xlsx")
    assert [row.verdict for row in second.items.all()] == ["changed", "new"]
    back.decide(second, keep="1")
    assert {row.words: row.pk == kept.pk for row in Unsent.objects.all()} == {
        "Који тачно градови?": True,
        "Ново.": False,
    }


@pytest.mark.bad_input(43)
def test_a_changed_row_whose_comment_was_sent_becomes_a_correction(back: Returning) -> None:
    code, seko = stated(back.consultation.code), back.consultation.sekos.first()
    back.decide(back.read(form(("1-1", "", "Који градови?", ""), stated=code), "a.xlsx"), keep="1")
    row = Unsent.objects.get()
    fields = {"words": row.words, "anchor": row.anchor}
    send_comment(
        identifier=row.pk, consultation=back.consultation, fields=fields, seko=seko, by=back.actor, now=f.COMMENTING
    )
    back.decide(back.read(form(("1-1", "", "Који тачно градови?", ""), stated=code), "b.xlsx"), keep="1")
    assert Unsent.objects.get().supersedes == Comment.objects.get()


@pytest.mark.bad_input(43)
def test_two_members_fill_in_two_copies_of_one_form(back: Returning) -> None:
    code = stated(back.consultation.code)
    colleague = Returning(f.another_of(back.actor), back.consultation)
    back.decide(back.read(form(("1-1", "", "Који градови?", ""), stated=code), "a.xlsx"), keep="1")
    other = colleague.read(form(("1-3", "", "Сасвим друга примедба о трајању.", ""), stated=code), "b.xlsx")
    assert [row.verdict for row in other.items.all()] == ["new"]
    colleague.decide(other, keep="1")
    assert Unsent.objects.count() == 2


@pytest.mark.bad_input(43)
def test_the_table_of_comments_that_was_given_out_brings_nothing_new(back: Returning) -> None:
    said = f.a_comment(
        back.consultation, back.actor, "Који градови?", place="1-1", seko=back.consultation.sekos.first()
    )
    code = stated(back.consultation.code, Table.COMMENTS)
    data = form(("Одељак", "", "Који градови?", ""), stated=code, numbers=(said.number,))
    assert [row.verdict for row in back.read(data, "t.xlsx").items.all()] == ["same"]
    answers = form(("", "", "Који?", ""), stated=stated(back.consultation.code, Table.ANSWERS))
    ReturnedFile.objects.all().delete()
    assert "за одговоре институције" in refusal(back, answers, "o.xlsx")


@pytest.mark.bad_input(44)
def test_what_is_hidden_is_told_and_not_taken(back: Returning) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["F"].hidden = True
        sheet["D2"].comment = CellNote("Тајна белешка", "Петар Перић")
        parent = sheet.parent
        assert parent is not None
        secret = parent.create_sheet("Тајни")
        secret.sheet_state = "hidden"
        secret.append(HEADS)

    data = book(HEADS, (1, "1-1", "", "Видљиво.", "", "Скривено."), (2, "1-2", "", "Скривени ред."), change=hide)
    found = back.read(data, "t.xlsx")
    assert items(found) == [("Видљиво.", "", "passage", "")]
    assert found.items.get().reason == ""
    shown = page_of(back, found)
    for line in (
        "Скривени редови нису прочитани: 3",
        "Скривене колоне нису прочитане: F",
        "Белешке уз ћелије нису прочитане: D2",
        "Други листови нису прочитани: Тајни",
    ):
        assert line in shown
    assert "Тајна белешка" not in shown and "Перић" not in shown


@pytest.mark.bad_input(44)
def test_a_merged_place_goes_on_for_all_its_rows_and_is_told(back: Returning) -> None:
    data = book(
        HEADS, (1, "1-2", "", "Прво."), (2, "", "", "Друго."), (3, "", "", "Треће."),
        change=lambda sheet: sheet.merge_cells("B2:B3"),
    )  # fmt: skip
    found = back.read(data, "t.xlsx")
    assert [(words, kind) for words, _wording, kind, _asked in items(found)] == [
        ("Прво.", "passage"), ("Друго.", "passage"), ("Треће.", ""),
    ]  # fmt: skip
    assert "B2:B3" in page_of(back, found)


@pytest.mark.bad_input(45)
def test_numbers_days_and_errors_are_kept_as_they_are_shown(back: Returning) -> None:
    def shape(sheet: Worksheet) -> None:
        sheet["B2"].number_format = "0.00"
        sheet["B4"].number_format = "d.m"
        sheet["D3"].number_format = "dd.mm.yyyy"

    data = book(
        HEADS, (1, 1.1, "", 2027), (2, 1.1, "", date(2027, 3, 1)), (3, date(2027, 10, 1), "", "Трајање"), change=shape
    )
    wrong = with_part(data, SHEET, lambda part: part.replace(b"</row></sheetData>", b"</row></sheetData>"))
    found = back.read(wrong, "t.xlsx")
    rows = list(found.items.order_by("number").values_list("said_place", "words", "remarks"))
    assert rows == [
        ("1.10", "2027", []),
        ("1.1", "01.03.2027", [["number", "B3"]]),
        ("1.10", "Трајање", [["day", "B4"]]),
    ]
    assert all(row.anchor is None for row in found.items.all())


@pytest.mark.bad_input(45)
def test_an_error_of_the_spreadsheet_is_told_with_its_cell(back: Returning) -> None:
    data = with_part(
        book(HEADS, (1, "1-1", "", "x")), SHEET,
        lambda part: part.replace(b'<c r="D2" t="inlineStr"><is><t>x</t></is></c>', b'<c r="D2" t="e"><v>#REF!</v></c>')
        if b"inlineStr" in part else _error(part),
    )  # fmt: skip
    found = back.read(data, "t.xlsx")
    assert found.items.get().words == "#REF!"
    assert "Ћелија D2 садржи грешку" in page_of(back, found)


def _error(part: bytes) -> bytes:
    before, _cell, after = part.partition(b'<c r="D2"')
    return before + b'<c r="D2" t="e"><v>#REF!</v></c>' + after.partition(b"</c>")[2]


@pytest.mark.bad_input(46)
@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("t.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, ".docx"),
        ("t.xlsx", "Место;Коментар\n1-1;Реч\n".encode(), "TXT"),
        ("t.xlsx", b"", "празна"),
        ("t.csv", b"<html><body>Komentar</body></html>", ".docx"),
    ],
)
def test_what_is_no_table_is_refused_by_its_content(back: Returning, name: str, data: bytes, said: str) -> None:
    assert said in refusal(back, data, name)


@pytest.mark.bad_input(46)
def test_declared_entities_and_damage_are_refused(back: Returning) -> None:
    laughs = b'<!DOCTYPE lolz [<!ENTITY lol "lol">]>'
    data = book(HEADS, *ROWS)
    laughing = with_part(data, SHEET, lambda part: laughs + part)
    assert "sheet1.xml" in refusal(back, laughing, "t.xlsx")
    assert "оштећен" in refusal(back, data[: len(data) // 2], "t.xlsx")


@pytest.mark.bad_input(47)
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_every_letter_survives_every_way_of_writing_csv(back: Returning, encoding: str, separator: str) -> None:
    rows = (("Место", "Коментар"), ("1-1", "Ђак, Љубав; Џез"))
    text = "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in rows)
    assert items(back.read(text.encode(encoding), "t.csv")) == [("Ђак, Љубав; Џез", "", "passage", "")]


@pytest.mark.bad_input(47)
def test_latin_letters_of_the_old_code_page_survive_and_an_open_quotation_is_named_by_its_line(back: Returning) -> None:
    found = back.read("Mesto;Komentar\n1-1;Čašićeva žalba, đak\n".encode("cp1250"), "t.csv")
    assert items(found) == [("Čašićeva žalba, đak", "", "passage", "")]
    ReturnedFile.objects.all().delete()
    assert "линији 2" in refusal(back, 'Место;Коментар\n1-1;"Реч\n1-2;Друго\n'.encode(), "t.csv")


def test_a_table_of_a_word_file_is_known_by_its_hidden_bookmarks(back: Returning) -> None:
    data = word_table(("А", "Б", "В", "Г"), ("1-1", "", "Који?", "Нова"), keys=FORM)
    assert items(back.read(data, "o.docx")) == [("Који?", "Нова", "passage", "")]


def test_rows_in_which_nothing_is_said_are_counted(back: Returning) -> None:
    found = back.read(book(HEADS, *ROWS, (4, "1-1", "", ""), (5, "", "", "")), "t.xlsx")
    assert len(items(found)) == 3
    assert "Редови у којима нема коментара: 2" in page_of(back, found)


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_the_form_that_is_given_out_comes_back_filled_in(back: Returning, language: str) -> None:
    with translation.override(language):
        given = xlsx.draw(form_grid(back.consultation, "xlsx", f.COMMENTING))
    filled = load_workbook(io.BytesIO(given))
    sheet = filled.worksheets[0]
    choice = place_choice("1-2", f.PASSAGES[1])
    for row, cells in enumerate(
        ((choice, "", "Станица је мало.", "", ""), ("", "чистијем", "Који?", "Нова", "Зато.")), 3
    ):
        for place, words in enumerate(cells, start=2):
            sheet.cell(row, place).value = words
    out = io.BytesIO()
    filled.save(out)
    found = back.read(out.getvalue(), "obrazac.xlsx")
    assert items(found) == [("Станица је мало.", "", "passage", ""), ("Који?", "Нова", "words", "")]
    assert [row.row_key for row in found.items.all()] == ["comment-form-1", "comment-form-2"]
    assert (found.items.get(number=2).reason, found.notes) == ("Зато.", [])


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_the_form_in_word_comes_back_filled_in(back: Returning, language: str) -> None:
    with translation.override(language):
        given = docx.draw(form_grid(back.consultation, "docx", f.COMMENTING))
    words = ("1-2", "", "Станица је мало.", "Нова", "")

    def fill(part: bytes) -> bytes:
        before, _between, row = part.partition(b"</w:tr>")
        row, end, after = row.partition(b"</w:tr>")
        cells = row.split(b"</w:p>")
        texts = [f'<w:r><w:t xml:space="preserve">{word}</w:t></w:r>'.encode() for word in words]
        return (
            before
            + b"</w:tr>"
            + b"".join(c + t + b"</w:p>" for c, t in zip(cells, texts, strict=False))
            + cells[-1]
            + end
            + after
        )

    found = back.read(with_part(given, "word/document.xml", fill), "obrazac.docx")
    assert items(found) == [("Станица је мало.", "Нова", "passage", "")]
    assert [row.row_key for row in found.items.all()] == ["comment-form-1"]


@pytest.mark.bad_input(43)
def test_a_changed_row_does_not_overwrite_what_was_edited_meanwhile(back: Returning) -> None:
    code = stated(back.consultation.code)
    back.decide(back.read(form(("1-1", "", "Који градови?", ""), stated=code), "a.xlsx"), keep="1")
    edited = Unsent.objects.get()
    save_unsent(
        identifier=edited.pk, consultation=back.consultation, fields={"words": "Дотерано.", "anchor": edited.anchor},
        by=back.actor, now=f.COMMENTING,
    )  # fmt: skip
    second = back.read(form(("1-1", "", "Који тачно градови?", ""), stated=code), "b.xlsx")
    shown = page_of(back, second)
    assert "Дотерано." in shown and "у међувремену је мењан" in shown
    with clock.pinned(f.COMMENTING + timedelta(minutes=5)):
        back.decide(second, keep="1")
    assert sorted(Unsent.objects.values_list("words", flat=True)) == ["Дотерано.", "Који тачно градови?"]
    third = back.read(form(("1-1", "", "Који све градови?", ""), stated=code), "c.xlsx")
    assert "долази на место" in page_of(back, third)
    back.decide(third, keep="1")
    assert sorted(Unsent.objects.values_list("words", flat=True)) == ["Дотерано.", "Који све градови?"]


@pytest.mark.bad_input(43)
def test_what_was_kept_is_known_after_what_was_read_is_forgotten(back: Returning) -> None:
    data = book(HEADS, *ROWS[:2])
    back.decide(back.read(data, "a.xlsx"), keep="1")
    Unsent.objects.filter(words="Станица је мало.").update(words="Станица је премало.")
    actions.forget_returned(f.COMMENTING + timedelta(days=31))
    again = back.read(data, "b.xlsx")
    assert [row.verdict for row in again.items.all()] == ["same", "same"]
    back.decide(again, choice_1="take", choice_2="take", keep="1")
    assert sorted(Unsent.objects.values_list("words", flat=True)) == ["Који градови?", "Станица је премало."]


@pytest.mark.bad_input(43)
def test_a_row_whose_comment_waits_for_late_sending_is_refused_alone(back: Returning) -> None:
    code = stated(back.consultation.code)
    back.decide(back.read(form(("1-1", "", "Који градови?", ""), stated=code), "a.xlsx"), keep="1")
    Unsent.objects.update(late_status=LateStatus.REQUESTED)
    rows = (("1-1", "", "Који тачно градови?", ""), ("1-2", "", "Ново.", ""))
    second = back.read(form(*rows, stated=code), "b.xlsx")
    assert back.decide(second, keep="1").status_code == 302
    assert sorted(Unsent.objects.values_list("words", flat=True)) == ["Који градови?", "Ново."]
    shown = page_of(back, second)
    assert "накнадно слање" in second.items.get(number=1).fault and second.items.get(number=1).fault in shown


@pytest.mark.bad_input(42)
def test_a_cell_that_is_too_long_for_a_comment_is_refused_alone(back: Returning) -> None:
    long = (1, "1-1", "", "Реч " * 6_000)
    found = back.read(book(HEADS, long, (2, "1-2", "", "Кратко.")), "t.xlsx")
    answer = back.decide(found, keep="1")
    assert answer.status_code == 302
    assert [row.words for row in Unsent.objects.all()] == ["Кратко."]
    fault = found.items.get(number=1).fault
    assert "20000" in fault and fault in page_of(back, found)
    assert queries.counts_of(found) == {"found": 2, "taken": 1, "joined": 0, "left": 1, "waiting": 0}
    alone = back.read(book(HEADS, long), "s.xlsx")
    assert back.decide(alone, keep="1").status_code == 400
    alone.refresh_from_db()
    assert alone.status == "read"


@pytest.mark.bad_input(43)
def test_a_row_that_somebody_returns_alone_changes_no_comment_of_their_organisation(back: Returning) -> None:
    code = stated(back.consultation.code)
    back.decide(back.read(form(("1-1", "", "Који градови?", ""), stated=code), "a.xlsx"), keep="1")
    alone = ReturnedFile.objects.create(consultation=back.consultation, person=back.actor.person, at=f.COMMENTING)
    row = Thing(number=1, kind=Kind.ROW, words="Који тачно градови?", row_key="comment-form-1")
    write_items(alone, [row], Actor(person=back.actor.person), f.COMMENTING)
    assert [(each.verdict, each.replaces) for each in alone.items.all()] == [("new", None)]


@pytest.mark.bad_input(44)
def test_merged_cells_cost_what_the_rows_cost_and_not_what_the_sheet_could_hold() -> None:
    million = 1_048_576
    table = SheetTable(
        (SheetRow(1, HEADS), SheetRow(2, ("1", "1-1", "", "Прво.", "", "", "А")), SheetRow(9, ("", "", "", "Друго."))),
        merged=tuple((2, left, million, left) for left in (0, 1, 6) for _ in range(300)),
    )
    read = read_rows(form_of_sheet(table), Finder({}))
    assert [(thing.words, thing.said_place, thing.author) for thing in read.things] == [
        ("Прво.", "1-1", "А"), ("Друго.", "1-1", "А"),
    ]  # fmt: skip
