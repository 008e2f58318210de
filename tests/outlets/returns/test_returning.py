"""A commented file becomes unsent comments: count in = count out, nobody's name, nothing twice, nothing by halves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seko.dialogue.comments.models import Unsent
from seko.foundation.files.models import StoredFile
from seko.foundation.journal.models import Entry
from seko.outlets.returns import actions, queries
from seko.outlets.returns.enums import ReturnStatus
from seko.outlets.returns.models import ReturnedFile, ReturnedItem
from tests import factories as f
from tests.drafts.documents.model.builder import docx, p, par, r
from tests.drafts.documents.uploading import main_of
from tests.outlets.returns.returning import Returning, comment, commented, on, plain, returning
from tests.working import work_through_the_queue

pytestmark = pytest.mark.django_db


@pytest.fixture
def back() -> Returning:
    return returning()


def unsent(back: Returning) -> list[tuple[str, str, str]]:
    rows = Unsent.objects.filter(consultation=back.consultation).order_by("words")
    return [(row.words, row.proposed_wording, str(row.anchor_kind)) for row in rows]


def test_everything_found_is_taken_joined_left_out_or_waits(back: Returning) -> None:
    found = back.read(commented())
    counts = queries.counts_of(found)
    assert counts == {"found": 5, "taken": 2, "joined": 1, "left": 1, "waiting": 1}
    shown = main_of(back.client.get(back.url("returned", found.pk) + "?show=all"))
    assert "Пронађено: 5 = узето 2 + додато другом 1 + изостављено 1 + без места 1" in shown
    for words in ("Који градови?", "Сви.", "Проверити.", "У целини добро.", "двадесет четири"):
        assert words in shown
    assert Unsent.objects.count() == 0


def test_what_waits_for_a_place_is_asked_first_and_nothing_is_written(back: Returning) -> None:
    found = back.read(commented())
    answer = back.decide(found, keep="1")
    assert answer.status_code == 400
    assert "Прво реците где шта припада" in main_of(answer)
    assert Unsent.objects.count() == 0


def test_kept_things_are_unsent_comments_at_their_places(back: Returning) -> None:
    found = back.read(commented())
    assert back.decide(found, choice_4="take", place_4="whole", keep="1").status_code == 302
    assert unsent(back) == [
        ("Који градови?\n\n— Сви.", "", "words"),
        ("Измените текст како је овде предложено.", "двадесет четири", "words"),
        ("У целини добро.", "", "whole"),
    ]
    quotes = {row.anchor["segments"][0]["exact"] for row in Unsent.objects.exclude(anchor_kind="whole")}
    assert quotes == {"чистијем ваздуху", "тридесет шест"}
    row = Unsent.objects.first()
    assert row is not None and row.organisation == back.actor.organisation and row.seko is not None
    found.refresh_from_db()
    assert found.status == ReturnStatus.KEPT


def test_a_resolved_comment_can_be_taken_and_a_reply_by_itself(back: Returning) -> None:
    found = back.read(commented())
    back.decide(found, choice_3="take", choice_2="take", choice_4="leave", keep="1")
    assert [words for words, _wording, _kind in unsent(back)] == [
        "Који градови?", "Измените текст како је овде предложено.", "Проверити.", "Сви.",
    ]  # fmt: skip


def test_the_same_file_twice_adds_nothing(back: Returning) -> None:
    found = back.read(commented())
    back.decide(found, choice_4="take", place_4="whole", keep="1")
    before = set(Unsent.objects.values_list("pk", flat=True))
    again = back.read(commented(), "drugi.docx")
    assert queries.counts_of(again) == {"found": 5, "taken": 0, "joined": 0, "left": 5, "waiting": 0}
    back.decide(again, **{f"choice_{number}": "take" for number in (1, 4, 5)}, keep="1")
    assert set(Unsent.objects.values_list("pk", flat=True)) == before


def test_the_same_file_while_it_waits_is_the_one_that_waits(back: Returning) -> None:
    found = back.read(commented())
    files = StoredFile.objects.count()
    assert back.send(("opet.docx", commented())).url.endswith(f"/{found.pk}/")
    assert (ReturnedFile.objects.count(), StoredFile.objects.count()) == (1, files)


def test_a_colleague_s_file_with_the_same_comments_adds_only_what_is_new(back: Returning) -> None:
    found = back.read(commented())
    back.decide(found, choice_4="leave", keep="1")
    colleague = Returning(f.another_of(back.actor), back.consultation)
    body = par(r("Акција доприноси "), on(r("чистијем ваздуху"), 1), r(" у градовима.")) + par(on(r(f.PASSAGES[1]), 2))
    data = docx(body + p(f.PASSAGES[2]), comments=comment(1, "Који градови?") + comment(2, "Ново."))
    other = colleague.read(data)
    assert [(item.words, item.verdict) for item in other.items.all()] == [("Који градови?", "same"), ("Ново.", "new")]


def test_a_comment_that_was_sent_already_is_the_same(back: Returning) -> None:
    f.a_comment(back.consultation, back.actor, "Који градови?", place="1-1", seko=back.consultation.sekos.first())
    found = back.read(commented())
    assert found.items.get(number=1).verdict == "same"


def test_several_files_at_once_and_one_that_is_not_taken(back: Returning) -> None:
    answer = back.send(("a.docx", commented()), ("b.docx", plain()), ("c.docx", b"%PDF-1.4 none"))
    assert answer.status_code == 400
    assert "c.docx" in main_of(answer)
    work_through_the_queue()
    assert sorted(ReturnedFile.objects.values_list("name", "status")) == [("a.docx", "read"), ("b.docx", "read")]


def test_a_file_without_a_comment_says_so(back: Returning) -> None:
    found = back.read(plain())
    assert "У датотеци нема ниједног коментара" in main_of(back.client.get(back.url("returned", found.pk)))


@pytest.mark.bad_input(24)
def test_a_name_that_the_draft_does_not_have_is_said_and_what_was_typed_stays(back: Returning) -> None:
    found = back.read(commented())
    answer = back.decide(found, choice_4="take", name_4="9-9", show="waiting")
    assert answer.status_code == 400
    assert "Нацрт нема део текста с тим називом" in main_of(answer)
    assert found.items.get(number=4).anchor is None


def test_a_named_part_of_the_text_is_taken(back: Returning) -> None:
    found = back.read(commented())
    back.decide(found, choice_4="take", name_4="1-2")
    assert found.items.get(number=4).anchor == {"kind": "passage", "places": ["1-2"]}


def test_the_rest_belongs_to_the_whole_document_with_one_button(back: Returning) -> None:
    found = back.read(commented())
    back.decide(found, whole="1")
    assert queries.counts_of(found)["waiting"] == 0


def test_cancelling_deletes_the_file_and_what_was_read(back: Returning) -> None:
    found = back.read(commented())
    files = StoredFile.objects.count()
    assert back.client.post(back.url("returned-discard", found.pk)).status_code == 302
    assert (ReturnedItem.objects.count(), StoredFile.objects.count()) == (0, files - 1)
    assert back.decide(found, keep="1").status_code == 409


def test_the_names_of_those_who_commented_are_kept_nowhere(back: Returning) -> None:
    found = back.read(commented())
    back.decide(found, whole="1", keep="1")
    kept = [*map(str, ReturnedItem.objects.values()), *map(str, Unsent.objects.values()), *map(str, [found.counts])]
    assert not any("Перић" in text or "ПП" in text for text in kept)
    facts = Entry.objects.filter(kind__startswith="return-").values_list("facts", flat=True)
    assert len(facts) == 3 and not any("градови" in str(each) for each in facts)


def test_another_organisation_does_not_know_of_it(back: Returning) -> None:
    found = back.read(commented())
    foreign = Returning(f.join(back.consultation.sekos.get(), "member"), back.consultation)
    assert foreign.client.get(foreign.url("returned", found.pk)).status_code == 404
    assert foreign.decide(found, keep="1").status_code == 404


def test_who_may_not_write_may_not_return() -> None:
    back = returning()
    officer = Returning(f.an_officer(), back.consultation)
    assert officer.client.get(officer.url()).status_code == 403


def test_the_list_of_things_costs_the_same_for_many(back: Returning) -> None:
    one, many = back.read(commented()), back.read(_many(30), "many.docx")
    counts = []
    for found in (one, many):
        back.client.get(back.url("returned", found.pk))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            back.client.get(back.url("returned", found.pk) + "?show=all")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def _many(count: int) -> bytes:
    words = r("Акција доприноси чистијем ваздуху у градовима.")
    for ident in range(1, count + 1):
        words = on(words, ident)
    comments = "".join(comment(ident, f"Коментар {ident}.") for ident in range(1, count + 1))
    return docx(par(words) + "".join(map(p, f.PASSAGES[1:])), comments=comments)


def test_what_nobody_decides_is_forgotten_after_thirty_days(back: Returning) -> None:
    back.read(commented())
    actions.forget_returned(f.COMMENTING + timedelta(days=29))
    assert ReturnedFile.objects.count() == 1
    actions.forget_returned(f.COMMENTING + timedelta(days=31))
    assert ReturnedFile.objects.count() == 0
