"""The files of a consultation: what stands in each, and that none shows more than the pages show."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponseBase
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from seko.actors.organisations.actor import ANONYMOUS, Actor
from seko.dialogue.positions.actions import merge, set_aside
from seko.dialogue.positions.models import Point
from seko.dialogue.responses.actions import approve, propose, save_draft
from seko.drafts.documents.enums import Circle
from seko.drafts.documents.model.package import open_package
from seko.drafts.documents.model.passages import passages
from seko.drafts.documents.model.reader import read_document
from seko.drafts.documents.model.word import marks
from seko.foundation.core import clock
from seko.outlets.papers import actions, drafts
from seko.outlets.papers.grids import comments_grid
from seko.outlets.papers.models import MadePaper
from seko.outlets.papers.queries import agreed_in, spoken_in
from seko.pages.record import listing
from tests import factories as f
from tests.outlets.papers.planting import with_file
from tests.working import work_through_the_queue

pytestmark = pytest.mark.django_db
STAGES = (f.COMMENTING, f.CONSOLIDATING, f.DISSENTING, f.ANSWERING, f.OVERDUE)


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    cache.clear()


def take(path: str, actor: Actor | None = None, at: datetime = f.ANSWERING, form: str = "sr") -> HttpResponseBase:
    """The answer to whoever asks for a file."""
    with clock.pinned(at):
        return f.client_of(actor).get(f"/{form}/consultations/{path}")


def content(response: HttpResponseBase) -> bytes:
    """The file's bytes, however it is given."""
    streamed: Sequence[bytes] = response.streaming_content if response.streaming else [response.content]  # type: ignore[attr-defined]
    return b"".join(streamed)


def answered(point: Point, disposition: str = "accepted", reason: str = "Јасније је.") -> None:
    """Answer a point by an officer, approved by the ministry."""
    ministry = f.ministry()
    fields = {"disposition": disposition, "reason": reason, "will_change": "Биће додато."}
    response = propose(save_draft(point, fields=fields, by=ministry, now=f.ANSWERING), by=ministry, now=f.ANSWERING)
    approve(response, by=f.ministry(), now=f.ANSWERING)


def test_the_draft_goes_out_with_its_marks() -> None:
    consultation = f.a_consultation(version=with_file(circle=Circle.PUBLIC))
    response = take(f"{consultation.code}/files/draft/")
    found = marks.Marks.read(open_package(content(response)))

    assert consultation.version is not None
    assert (found.consultation, found.version) == (consultation.code, consultation.version.content_hash)
    assert found.orders == (0, 1, 2)
    assert f'{consultation.code}-1.docx"' in response["Content-Disposition"]


def test_comments_stand_at_their_words_with_the_answers_under_them() -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko], version=with_file())
    member = network.members[0]
    comment = f.a_comment(
        consultation, member, "Додати Бор.\nОдмах.", seko=network.seko, place="1-2", proposed_wording="Станица има 30."
    )
    answered(comment.own_point)
    read = read_document(content(take(f"{consultation.code}/files/comments/", member)))

    said, reply = read.comments
    label = f"{consultation.code.upper()}-0001"
    assert (said.author, said.paragraphs) == (
        comment.organisation_name,
        (label, "Додати Бор.", "Одмах.", "Предлог измене текста: Станица има 30."),
    )
    assert (reply.reply_to, reply.paragraphs) == (
        said.comment_id,
        ("Прихваћено", "Јасније је.", "Шта ће се изменити у тексту: Биће додато."),
    )
    assert [each.text for each in passages(read)] == [f.PASSAGES[0], "Станица има 30.", f.PASSAGES[2]]
    assert [each.text for each in passages(read, "rejected")] == list(f.PASSAGES)


@pytest.mark.parametrize("disposition", ["partly", "not-accepted", "noted"])
def test_only_what_was_accepted_changes_the_text(disposition: str) -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko], version=with_file())
    comment = f.a_comment(consultation, network.members[0], seko=network.seko, place="1-2", proposed_wording="Друго.")
    answered(comment.own_point, disposition)
    read = read_document(content(take(f"{consultation.code}/files/comments/", network.members[0])))

    assert (len(read.comments), len(read.revisions)) == (2, 0)


def test_an_answer_to_several_comments_stands_once_under_each() -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko], version=with_file())
    comments = [f.a_comment(consultation, each, seko=network.seko, place="1-1") for each in network.members]
    point = merge(comments, by=network.lead, now=f.CONSOLIDATING)
    answered(point)
    read = read_document(content(take(f"{consultation.code}/files/comments/", network.members[0])))
    replies = [each.paragraphs[0] for each in read.comments if each.reply_to]

    assert replies == [f"Прихваћено (бр. {point.number}, СЕКО Животна средина)"] * 2


def actors(network: f.Network) -> dict[str, Actor]:
    """One of each who may read differently."""
    return {
        "anonymous": ANONYMOUS,
        "lead": network.lead,
        "partner": network.partners[0],
        "member": network.members[0],
        "another network": f.a_network().members[0],
        "ministry": f.ministry(),
        "officer": f.an_officer(),
    }


def test_no_file_shows_more_than_the_page_of_comments() -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko], version=with_file(circle=Circle.PUBLIC))
    own = (*network.members, network.partners[0], network.lead)
    comments = [f.a_comment(consultation, each, f"Речи {each.person_name}", seko=network.seko) for each in own]
    f.a_comment(consultation, network.members[1], "Под именом мреже.", seko=network.seko, under_network_name=True)
    answered(merge(comments[:2], by=network.lead, now=f.CONSOLIDATING))
    set_aside(comments[2:3], reason="Није за овај нацрт.", by=network.lead, now=f.CONSOLIDATING)
    readers, seen = actors(network), 0
    for at in STAGES:
        for actor in readers.values():
            rows = listing.listed(listing.rows(consultation, actor, at), consultation, actor, at)
            said = spoken_in(consultation, actor, at)
            seen += len(said)
            assert [(each.label, each.organisation, each.words, each.left_out, each.answers) for each in said] == [
                (each.number.upper(), each.organisation, each.words, each.left_out, each.answers) for each in rows
            ]
    assert seen > len(STAGES) * 3


def test_a_file_takes_as_many_queries_for_one_comment_as_for_many() -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko], version=with_file())
    counts = []
    for _ in range(2):
        comment = f.a_comment(consultation, network.members[0], seko=network.seko, place="1-1", proposed_wording="Да.")
        answered(comment.own_point)
        with CaptureQueriesContext(connection) as captured:
            said = spoken_in(consultation, network.lead, f.ANSWERING)
            agreed = agreed_in(consultation, network.lead, f.ANSWERING)
            drafts.commented_draft(consultation, said, agreed)
            comments_grid(consultation, said, f.ANSWERING, reads_text=True)
        counts.append(len(captured))

    assert (counts[0], len(said), len(agreed)) == (counts[1], 2, 2)


def test_who_may_not_read_the_draft_takes_nothing_away() -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko], version=with_file())
    f.a_comment(consultation, network.members[0], seko=network.seko)
    paths = ("", "draft/", "comments/", "table/docx/", "table/xlsx/", "form/docx/")

    found = {path: take(f"{consultation.code}/files/{path}", None, f.COMMENTING).status_code for path in paths}
    assert found == dict.fromkeys(paths, 404)


def test_the_table_holds_what_people_know_and_computes_nothing() -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko], version=with_file())
    f.a_comment(consultation, network.members[0], "=1+1", seko=network.seko, place="1-2", proposed_wording="+2")
    sheet = load_workbook(io.BytesIO(content(take(f"{consultation.code}/files/table/xlsx/", network.lead)))).worksheets[
        0
    ]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(max_row=3)]

    assert rows[0] == [f"seko 1 comments {consultation.code} -", "number", "place", "quote", "words", "proposal", "why",
                       "organisation", "outcome", "reason", "change"]  # fmt: skip
    assert rows[1][1:6] == ["Бр.", "Место у тексту", "Оригинални текст", "Коментар", "Предлог измене текста"]
    assert rows[2][:2] + rows[2][3:6] == ["1", f"{consultation.code.upper()}-0001", f.PASSAGES[1], "=1+1", "+2"]
    assert {cell.data_type for cell in sheet[3]} <= {"s", "inlineStr", "n"}
    assert (sheet.row_dimensions[1].hidden, sheet.column_dimensions["A"].hidden) == (True, True)


@pytest.mark.parametrize(("at", "who", "count"), [(0, "member", 2), (0, "ministry", 0), (3, "member", 0)])
def test_who_may_comment_is_led_to_where_a_file_comes_back(at: int, who: str, count: int) -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko], version=with_file())
    actor = network.members[0] if who == "member" else f.ministry()
    page = content(take(f"{consultation.code}/files/", actor, STAGES[at])).decode()

    assert page.count(f'href="/sr/consultations/{consultation.code}/returned/"') == count


def test_the_form_is_offered_while_comments_are_taken() -> None:
    texts = ("Вода, ваздух.", *f.PASSAGES)
    consultation = f.a_consultation(version=with_file(texts, circle=Circle.PUBLIC))
    book = load_workbook(io.BytesIO(content(take(f"{consultation.code}/files/form/xlsx/", None, f.COMMENTING))))

    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible", "visible", "hidden"]
    assert next(row[0].value for row in book.worksheets[2].iter_rows()) == "1-1 · Вода, ваздух."
    assert book.worksheets[0].data_validations.dataValidation[0].formula1 == "'seko'!$A$1:$A$4"
    assert take(f"{consultation.code}/files/form/docx/", None, f.ANSWERING).status_code == 404


@pytest.mark.parametrize("form", ["sr", "sr-latn", "en"])
def test_a_table_in_word_keeps_its_rows_and_columns(form: str) -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko], version=with_file())
    f.a_comment(consultation, network.members[0], seko=network.seko, place="1-2")
    made = content(take(f"{consultation.code}/files/table/docx/", network.lead, form=form))
    package = open_package(made)
    names = [each.get(marks.NAME) for each in package.parse(package.main_part).iter(marks.BOOKMARK_START)]

    assert (names[0], names[-1], len(names)) == ("_c_number", "_r_1", 11)
    assert marks.read_properties(package)[marks.TABLE] == f"seko 1 comments {consultation.code} -"
    assert made == content(take(f"{consultation.code}/files/table/docx/", network.lead, form=form))


def test_a_long_file_is_made_in_the_background_and_given_only_to_who_may_read_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("seko.outlets.papers.views.taking.AT_ONCE", 0)
    monkeypatch.setattr("seko.outlets.papers.presenters.offered.AT_ONCE", 0)
    network = f.a_network()
    consultation = f.a_consultation([network.seko], version=with_file())
    f.a_comment(consultation, network.members[0], seko=network.seko, place="1-2")
    path = f"{consultation.code}/files/comments/"
    with clock.pinned(f.COMMENTING):
        browser = f.client_of(network.members[0])
        where = browser.get(f"/sr/consultations/{path}")["Location"]
        page = browser.get(f"/sr/consultations/{consultation.code}/files/").content.decode()
        asked = browser.post(f"/sr/consultations/{path}make/")
        waiting = browser.get(asked["Location"]).content.decode()
        work_through_the_queue()
        done = browser.get(asked["Location"]).content.decode()
        made = content(browser.get(f"/sr/consultations/{path}"))
        again = browser.post(f"/sr/consultations/{path}make/")["Location"]
        other = content(f.client_of(f.ministry()).get(f"/sr/consultations/{path}"))

    assert where.endswith("/files/#comments")
    assert f'action="/sr/consultations/{path}make/"' in page
    assert "Читање" in waiting or "Чека" in waiting
    assert f'href="/sr/consultations/{path}"' in done
    assert len(read_document(made).comments) == 1
    assert again == f"/sr/consultations/{path}"
    assert read_document(other).comments == ()
    assert MadePaper.objects.count() == 1


def test_a_file_kept_too_long_is_deleted() -> None:
    consultation = f.a_consultation(version=with_file(circle=Circle.PUBLIC))
    row = actions.keep_commented_draft("a" * 64, drafts.marked_draft(consultation), code="a", now=f.COMMENTING)
    actions.forget_papers(f.COMMENTING)
    assert MadePaper.objects.filter(pk=row.pk).exists()
    actions.forget_papers(f.ANSWERING)
    assert not MadePaper.objects.exists()
