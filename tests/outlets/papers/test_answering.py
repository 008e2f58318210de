"""An institution's answers, filled in away from the platform: out, back in with its letter, taken in row by row."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.models import Organisation
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.actions import merge
from seko.dialogue.positions.models import Point
from seko.dialogue.responses.actions import approve, assign, propose, save_draft, unassign
from seko.dialogue.responses.models import Response, Subkind
from seko.foundation.core import clock
from seko.foundation.core.errors import Invalid, Refused, WrongState
from seko.foundation.files.models import StoredFile
from seko.outlets.papers import actions
from seko.outlets.papers.enums import TableStatus, Verdict
from seko.outlets.papers.judging import Judged, judge
from seko.outlets.papers.models import AnswerTable
from tests import factories as f
from tests.outlets.papers.filling import OUTCOME, REASON, fill, filled, filled_document, text_of, workbook
from tests.outlets.papers.planting import with_file
from tests.working import work_through_the_queue

pytestmark = pytest.mark.django_db
NOBODY = "00000000-0000-0000-0000-000000000000"
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
LETTER = {"letter_number": "110-00-12/2027", "letter_on": date(2027, 3, 20)}
FIELDS = {"disposition": "accepted", "reason": "Јасније је.", "will_change": ""}


@dataclass
class Ground:
    """A consultation with three comments assigned to an institution, and who answers."""

    network: f.Network
    consultation: Consultation
    comments: list[Comment]
    points: list[Point]
    institution: Organisation
    officer: Actor
    ministry: Actor

    def table(self, format: str = "xlsx", by: Actor | None = None, form: str = "sr") -> bytes:
        """The table as it is taken away."""
        path = f"/{form}/consultations/{self.consultation.code}/files/answers/{self.institution.pk}/{format}/"
        with clock.pinned(f.ANSWERING):
            return f.client_of(by or self.ministry).get(path).content

    def back(self, content: bytes, by: Actor | None = None, name: str = "odgovori.xlsx") -> AnswerTable:
        """The table brought back with its letter."""
        letter = SimpleUploadedFile("dopis.pdf", PDF)
        upload = SimpleUploadedFile(name, content)
        by = by or self.ministry
        return actions.begin_table(self.consultation, upload, letter=letter, **LETTER, by=by, now=f.ANSWERING)  # type: ignore[arg-type]

    def judged(self, content: bytes, by: Actor | None = None) -> tuple[Judged, ...]:
        """What each row is."""
        by = by or self.ministry
        return judge(self.back(content, by), by, f.ANSWERING).rows

    def take(self, table: AnswerTable, by: Actor | None = None, *, sends: bool = False) -> AnswerTable:
        """Take a table in, as the job does it."""
        with clock.pinned(f.ANSWERING):
            actions.ask_to_take(table, sends=sends, by=by or self.ministry, now=f.ANSWERING)
            work_through_the_queue()
        table.refresh_from_db()
        return table


@pytest.fixture
def ground() -> Ground:
    network = f.a_network()
    consultation = f.a_consultation([network.seko], version=with_file())
    comments = [
        f.a_comment(consultation, network.members[0], f"Реч {number}.", seko=network.seko, place="1-2")
        for number in range(1, 4)
    ]
    officer, ministry = f.an_officer(), f.ministry()
    points = [comment.own_point for comment in comments]
    assert officer.organisation is not None
    assign(points, institution=officer.organisation, by=ministry, now=f.ANSWERING)
    return Ground(network, consultation, comments, points, officer.organisation, officer, ministry)


def words(rows: tuple[Judged, ...], rank: int = 0) -> str:
    """All that is said of a row."""
    return " ".join(f"{fault.cell} {fault.column} {fault.words}" for fault in rows[rank].faults)


def test_the_table_holds_what_is_assigned_and_nothing_else(ground: Ground) -> None:
    other = f.a_comment(ground.consultation, ground.network.members[1], seko=ground.network.seko)
    save_draft(ground.points[1], fields=FIELDS, by=ground.officer, now=f.ANSWERING)
    sheet = load_workbook(io.BytesIO(ground.table())).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]

    assert other.number == 4
    assert [row[0] for row in rows] == [f"{p.pk.hex}_{n}" for p, n in zip(ground.points, (0, 1, 0), strict=True)]
    assert [row[5] for row in rows] == ["Реч 1.", "Реч 2.", "Реч 3."]
    assert [row[7:10] for row in rows] == [[None] * 3, ["Прихваћено", "Јасније је.", None], [None] * 3]
    assert sheet["A1"].value == f"seko 1 answers {ground.consultation.code} {ground.institution.pk}"
    assert (sheet.protection.sheet, sheet["I3"].protection.locked, sheet["F3"].protection.locked) == (True, False, True)


@pytest.mark.parametrize("who", ["another officer", "member", "lead", "nobody"])
def test_nobody_else_takes_the_table(ground: Ground, who: str) -> None:
    actor = {
        "another officer": f.an_officer(),
        "member": ground.network.members[0],
        "lead": ground.network.lead,
        "nobody": None,
    }[who]
    path = f"/sr/consultations/{ground.consultation.code}/files/answers/{ground.institution.pk}/xlsx/"
    with clock.pinned(f.ANSWERING):
        response = f.client_of(actor).get(path)

    assert response.status_code == (404 if who == "another officer" else 302 if actor is None else 403)


def test_answers_come_back_as_drafts(ground: Ground) -> None:
    content = filled(ground.table(), 0, 2, change="Додаће се.")
    table = ground.take(ground.back(content))
    first, third = Response.objects.order_by("point__number")

    assert (table.status, table.taken) == (TableStatus.TAKEN, {"drafted": 2, "empty": 1})
    assert {each.point_id for each in (first, third)} == {ground.points[0].pk, ground.points[2].pk}
    assert (first.disposition, first.reason, first.will_change) == ("accepted", "Јасније је.", "Додаће се.")
    assert (first.status, first.institution, first.drafters) == (
        "drafted",
        ground.institution,
        [ground.ministry.person_id],
    )


def test_answers_sent_for_approval_need_another_person(ground: Ground) -> None:
    ground.take(ground.back(filled(ground.table(), 0)), sends=True)
    response = Response.objects.get()

    assert response.status == "proposed"
    with pytest.raises(Refused):
        approve(response, by=ground.ministry, now=f.ANSWERING)
    assert approve(response, by=f.ministry(), now=f.ANSWERING).status == "published"


@pytest.mark.parametrize("form", ["sr", "sr-latn", "en"])
def test_a_word_table_comes_back_too(ground: Ground, form: str) -> None:
    outcome = {"sr": "Није прихваћено", "sr-latn": "Nije prihvaćeno", "en": "Not accepted"}[form]
    content = filled_document(ground.table("docx", form=form), {1: (outcome, "Прва.\nДруга.")})
    table = ground.take(ground.back(content, name="odgovori.docx"))
    response = Response.objects.get()

    assert table.taken == {"drafted": 1, "empty": 2}
    assert (response.point, response.disposition, response.reason) == (
        ground.points[1],
        "not-accepted",
        "Прва.\nДруга.",
    )


def test_a_consolidated_comment_is_known_by_its_number_in_any_form(ground: Ground) -> None:
    point = merge(ground.comments[:2], by=ground.network.lead, now=f.CONSOLIDATING)
    assign([point], institution=ground.institution, by=ground.ministry, now=f.ANSWERING)
    rows = ground.judged(filled(ground.table(form="en"), 0, 1))

    assert [row.verdict for row in rows] == [Verdict.NEW, Verdict.NEW]


Change = Callable[[Worksheet], None]
FAULTS: dict[str, tuple[Change, str, str]] = {
    "bad outcome": (lambda sheet: fill(sheet, 0, outcome="Можда"), "H3", "„Можда“ није ниједан од исхода"),
    "no reason": (lambda sheet: fill(sheet, 0, reason=""), "I3", "Реците зашто"),
    "no outcome": (lambda sheet: fill(sheet, 0, outcome=""), "H3", "Изаберите исход"),
    "too long": (lambda sheet: fill(sheet, 0, reason="а" * 20_001), "I3", "20001"),
    "formula": (lambda sheet: fill(sheet, 0, reason="=1+1"), "I3", "формула"),
    "error": (lambda sheet: _error(sheet), "I3", "грешка"),
    "key changed": (lambda sheet: _set(sheet, 0, "A", "x"), "", "кључ"),
    "key lost": (lambda sheet: _set(sheet, 0, "A", None), "", "кључ"),
    "key of nothing": (lambda sheet: _set(sheet, 0, "A", "f" * 32 + "_0"), "", "није додељен|не одговара ни на један"),
    "rows moved": (lambda sheet: _set(sheet, 0, "B", sheet["B4"].value), "B3", "премештени"),
    "twice": (lambda sheet: _twice(sheet), "", "и у другом реду"),
    "added": (lambda sheet: _added(sheet), "", "додат"),
}  # fmt: skip


def _set(sheet: Worksheet, rank: int, column: str, value: object) -> None:
    fill(sheet, rank)
    sheet[f"{column}{3 + rank}"].value = value


def _error(sheet: Worksheet) -> None:
    fill(sheet, 0)
    sheet.cell(3, REASON).value = "#REF!"
    sheet.cell(3, REASON).data_type = "e"


def _twice(sheet: Worksheet) -> None:
    for rank in (0, 1):
        fill(sheet, rank)
    for column in ("A", "B"):
        sheet[f"{column}3"].value = sheet[f"{column}4"].value


def _added(sheet: Worksheet) -> None:
    sheet.delete_rows(3)
    sheet.insert_rows(3)
    fill(sheet, 0)


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_of_a_row_is_named_at_its_cell(ground: Ground, name: str) -> None:
    change, cell, said = FAULTS[name]
    content = workbook(ground.table(), change)
    table = ground.back(content)
    rows = judge(table, ground.ministry, f.ANSWERING).rows
    wrong = [row for row in rows if row.verdict == Verdict.WRONG]
    with clock.pinned(f.ANSWERING):
        page = f.client_of(ground.ministry).get(
            f"/sr/consultations/{ground.consultation.code}/files/answers/back/{table.pk}/?show=wrong"
        )

    assert len(wrong) == 1
    assert [fault.cell for fault in wrong[0].faults] == [cell]
    assert any(each in text_of(page.content.decode()) for each in said.split("|"))
    assert ground.take(table).taken.get("drafted", 0) == (1 if name == "twice" else 0)
    assert Response.objects.count() == (1 if name == "twice" else 0)


def test_a_row_that_was_removed_is_named(ground: Ground) -> None:
    table = ground.back(workbook(ground.table(), lambda sheet: sheet.delete_rows(4)))
    judgement = judge(table, ground.ministry, f.ANSWERING)

    assert len(judgement.rows) == 2
    assert judgement.left_out == (f"{ground.consultation.code.upper()}-0002",)


def _drafted(ground: Ground) -> None:
    save_draft(ground.points[0], fields={**FIELDS, "reason": "Други."}, by=ground.officer, now=f.ANSWERING)


def _proposed(ground: Ground) -> None:
    response = save_draft(ground.points[0], fields={**FIELDS, "reason": "Други."}, by=ground.officer, now=f.ANSWERING)
    propose(response, by=ground.officer, now=f.ANSWERING)


def _published(ground: Ground) -> None:
    _proposed(ground)
    approve(Response.objects.get(), by=f.ministry(), now=f.ANSWERING)


@pytest.mark.parametrize("meanwhile", [_drafted, _proposed, _published])
def test_what_was_answered_meanwhile_is_not_written_over(ground: Ground, meanwhile: Callable[[Ground], None]) -> None:
    content = filled(ground.table(), 0)
    meanwhile(ground)
    table = ground.back(content)
    (fault,) = judge(table, ground.ministry, f.ANSWERING).rows[0].faults

    assert "други одговор" in str(fault.words)
    assert ground.take(table, sends=True).taken == {"left": 1, "empty": 2}
    assert Response.objects.get().reason == "Други."


def test_what_is_written_between_the_preview_and_the_taking_stays_too(ground: Ground) -> None:
    table = ground.back(filled(ground.table(), 0, 1))
    assert [row.verdict for row in judge(table, ground.ministry, f.ANSWERING).rows][:2] == [Verdict.NEW] * 2
    _drafted(ground)

    assert ground.take(table).taken == {"drafted": 1, "left": 1, "empty": 1}
    assert set(Response.objects.values_list("reason", flat=True)) == {"Други.", "Јасније је."}


def test_what_is_assigned_elsewhere_meanwhile_is_not_answered(ground: Ground) -> None:
    content = filled(ground.table(), 0)
    unassign(ground.points[:1], by=ground.ministry, now=f.ANSWERING)

    assert "није додељен" in words(ground.judged(content)) or "не одговара" in words(ground.judged(content))


def test_the_same_file_twice_adds_nothing(ground: Ground) -> None:
    content = filled(ground.table(), 0)
    waiting = ground.back(content)
    files = StoredFile.objects.count()
    assert ground.back(content).pk == waiting.pk
    assert StoredFile.objects.count() == files
    ground.take(waiting)
    with pytest.raises(Invalid, match="ништа није додато"):
        ground.back(content)
    assert (AnswerTable.objects.count(), Response.objects.count()) == (1, 1)


def test_a_table_that_is_being_taken_in_is_not_thrown_away_and_can_be_asked_for_again(ground: Ground) -> None:
    table = ground.back(filled(ground.table(), 0))
    actions.ask_to_take(table, sends=False, by=ground.ministry, now=f.ANSWERING)

    with pytest.raises(WrongState):
        actions.discard_table(table, by=ground.ministry, now=f.ANSWERING)

    assert ground.take(table).status == "taken"
    assert Response.objects.count() == 1
    with pytest.raises(WrongState):
        actions.ask_to_take(table, sends=False, by=ground.ministry, now=f.ANSWERING)


def test_a_table_that_was_thrown_away_writes_nothing(ground: Ground) -> None:
    table = ground.back(filled(ground.table(), 0))
    actions.discard_table(table, by=ground.ministry, now=f.ANSWERING)

    with pytest.raises(WrongState):
        actions.ask_to_take(table, sends=False, by=ground.ministry, now=f.ANSWERING)
    assert not Response.objects.exists()


def test_the_same_answers_in_another_file_stand_already(ground: Ground) -> None:
    content = filled(ground.table(), 0)
    ground.take(ground.back(content))
    again = ground.back(filled(content, 1))

    assert [row.verdict for row in judge(again, ground.ministry, f.ANSWERING).rows] == ["same", "new", "empty"]
    assert ground.take(again).taken == {"same": 1, "drafted": 1, "empty": 1}


def test_an_answer_drafted_on_the_page_may_be_changed_in_the_table(ground: Ground) -> None:
    save_draft(ground.points[0], fields=FIELDS, by=ground.officer, now=f.ANSWERING)
    ground.take(ground.back(filled(ground.table(), 0, reason="Боље."), ground.officer), ground.officer)

    assert Response.objects.get().reason == "Боље."


def test_nobody_answers_words_of_an_organisation_they_act_for(ground: Ground) -> None:
    member = ground.network.members[0].organisation
    both = f.again(f.an_actor(member, "representative", ground.ministry.person))
    ministry = f.again(ground.ministry)
    rows = ground.judged(filled(ground.table(), 0), ministry)

    assert both.person == ministry.person
    assert "за коју поступате" in words(rows) or "речи организације" in words(rows)


@pytest.mark.parametrize("missing", ["letter", "letter_number", "letter_on"])
def test_for_another_institution_the_letter_is_needed(ground: Ground, missing: str) -> None:
    given = {"letter": SimpleUploadedFile("dopis.pdf", PDF), **LETTER}
    given[missing] = {"letter_number": ""}.get(missing)
    upload = SimpleUploadedFile("odgovori.xlsx", filled(ground.table(), 0))
    before = StoredFile.objects.count()
    with pytest.raises(Invalid) as error:
        actions.begin_table(ground.consultation, upload, **given, by=ground.ministry, now=f.ANSWERING)  # type: ignore[arg-type]

    assert list(error.value.faults) == [missing]
    assert (AnswerTable.objects.count(), StoredFile.objects.count()) == (0, before)


def test_an_officer_needs_no_letter(ground: Ground) -> None:
    upload = SimpleUploadedFile("odgovori.xlsx", filled(ground.table(by=ground.officer), 0))
    table = actions.begin_table(ground.consultation, upload, by=ground.officer, now=f.ANSWERING)

    assert (table.institution, table.letter) == (ground.institution, None)


def _another_consultation(ground: Ground) -> bytes:
    return workbook(ground.table(), lambda sheet: _a1(sheet, f"seko 1 answers other {ground.institution.pk}"))


def _a1(sheet: Worksheet, stated: str) -> None:
    sheet["A1"].value = stated


BAD_FILES: dict[str, tuple[Callable[[Ground], bytes], str]] = {
    "another consultation": (_another_consultation, "другим консултацијама"),
    "another institution": (
        lambda g: workbook(g.table(), lambda s: _a1(s, f"seko 1 answers {g.consultation.code} {NOBODY}")),
        "другој институцији",
    ),
    "no institution": (
        lambda g: workbook(g.table(), lambda s: _a1(s, f"seko 1 answers {g.consultation.code} nobody")),
        "другој институцији",
    ),
    "later form": (
        lambda g: workbook(g.table(), lambda s: _a1(s, f"seko 2 answers {g.consultation.code} {g.institution.pk}")),
        "новије издање",
    ),
    "keys lost": (lambda g: workbook(g.table(), lambda s: s.delete_rows(1)), "скривени кључеви"),
    "a column lost": (lambda g: workbook(g.table(), lambda s: s.delete_cols(OUTCOME)), "скривени кључеви"),
    "not a workbook": (lambda g: b"PK\x03\x04" + b"\x00" * 60, ""),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_FILES)
def test_another_file_is_refused_and_nothing_is_kept(ground: Ground, name: str) -> None:
    make, said = BAD_FILES[name]
    content, before = make(ground), StoredFile.objects.count()
    with pytest.raises(Invalid) as error:
        ground.back(content)

    assert said in str(error.value.sentence)
    assert (AnswerTable.objects.count(), StoredFile.objects.count()) == (0, before)


def test_an_officer_cannot_bring_another_institutions_table(ground: Ground) -> None:
    other = f.an_officer()
    with pytest.raises(Invalid, match="другој институцији"):
        ground.back(filled(ground.table(), 0), other)


def test_the_pages_lead_from_the_table_to_its_answers(ground: Ground) -> None:
    code = ground.consultation.code
    with clock.pinned(f.ANSWERING):
        browser = f.client_of(ground.ministry)
        page = browser.get(f"/sr/consultations/{code}/files/answers/").content.decode()
        sent = {
            "file": SimpleUploadedFile("odgovori.xlsx", filled(ground.table(), 0, 1)),
            "letter": SimpleUploadedFile("dopis.pdf", PDF),
            "letter_number": LETTER["letter_number"],
            "letter_on": "2027-03-20",
        }
        refused = browser.post(f"/sr/consultations/{code}/files/answers/", {**sent, "letter_number": ""})
        sent["file"] = SimpleUploadedFile("odgovori.xlsx", filled(ground.table(), 0, 1))
        sent["letter"] = SimpleUploadedFile("dopis.pdf", PDF)
        preview = browser.post(f"/sr/consultations/{code}/files/answers/", sent)["Location"]
        shown = browser.get(preview).content.decode()
        letter = browser.get(f"{preview}letter/")
        job = browser.post(f"{preview}take/", {"sends": "1"})["Location"]
        work_through_the_queue()
        progress = browser.get(job).content.decode()
        done = text_of(browser.get(preview).content.decode())
        twice = browser.post(f"{preview}take/", {"sends": "1"})
        other = f.client_of(f.an_officer()).get(preview)

    assert "3 коментара чекају њен одговор" in text_of(page)
    assert refused.status_code == 400
    assert "Наведите број дописа." in refused.content.decode()
    assert "Унеси и пошаљи на одобрење (2)" in shown
    assert "Допис бр. 110-00-12/2027 од 20. марта 2027." in text_of(shown)
    assert b"".join(letter.streaming_content) == PDF  # type: ignore[attr-defined]
    assert f'href="{preview}"' in progress
    assert "Послато на одобрење: 2" in done
    assert (twice.status_code, other.status_code) == (409, 404)
    assert set(Response.objects.values_list("status", flat=True)) == {"proposed"}


def test_a_table_thrown_away_changes_nothing(ground: Ground) -> None:
    table = ground.back(filled(ground.table(), 0))
    discarded = actions.discard_table(table, by=ground.ministry, now=f.ANSWERING)

    assert (discarded.status, Response.objects.count()) == (TableStatus.DISCARDED, 0)


def test_what_a_table_held_is_forgotten_and_the_letter_of_a_taken_one_stays(ground: Ground) -> None:
    taken = ground.take(ground.back(filled(ground.table(), 0)))
    left = ground.back(filled(ground.table(), 1))
    later: datetime = f.ANSWERING + timedelta(days=31)
    actions.forget_tables(f.ANSWERING + timedelta(days=29))
    taken.refresh_from_db()
    assert taken.content != {}
    actions.forget_tables(later)
    taken.refresh_from_db()

    assert (taken.content, taken.file, taken.letter is not None) == ({}, None, True)
    assert not AnswerTable.objects.filter(pk=left.pk).exists()
    assert StoredFile.objects.filter(kind="answer-letter").count() == 1


def test_an_answer_keeps_the_sub_kind_that_only_the_page_asks_for(ground: Ground) -> None:
    subkind = a_subkind()
    fields = {**FIELDS, "subkind": subkind.code, "detail": "3.2"}
    save_draft(ground.points[0], fields=fields, by=ground.officer, now=f.ANSWERING)
    ground.take(ground.back(filled(ground.table(), 0, reason="Боље.")))
    kept = Response.objects.get()

    assert (kept.reason, kept.subkind, kept.detail) == ("Боље.", subkind, "3.2")


def a_subkind() -> Subkind:
    """A sub-kind of what is accepted, which asks for a passage."""
    values = {
        "name_sr": "Већ садржано",
        "name_en": "Already there",
        "asks_for": "passage",
        "valid_from": date(2020, 1, 1),
    }
    return Subkind.objects.create(code="already", disposition="accepted", **values)


def test_the_preview_takes_as_many_queries_for_one_row_as_for_many(ground: Ground) -> None:
    subkind = a_subkind()
    for point in ground.points:
        save_draft(
            point, fields={**FIELDS, "subkind": subkind.code, "detail": "3.2"}, by=ground.officer, now=f.ANSWERING
        )
    counts = []
    for ranks in ((0,), (0, 1, 2)):
        table = ground.back(filled(ground.table(), *ranks, reason="Боље."))
        with CaptureQueriesContext(connection) as captured:
            judge(table, ground.ministry, f.ANSWERING)
        counts.append(len(captured))
    assert counts[0] == counts[1]
