"""A commented file becomes unsent comments: count in = count out, nobody's name, nothing twice, nothing by halves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from seko.dialogue.comments.models import Unsent
from seko.dialogue.consultations.enums import Status
from seko.dialogue.consultations.models import Consultation
from seko.drafts.documents.model.anchors import from_json
from seko.drafts.documents.models import Release
from seko.foundation.files.models import StoredFile
from seko.foundation.jobs.enums import JobStatus
from seko.foundation.jobs.models import Job
from seko.foundation.journal.models import Entry
from seko.outlets.returns import actions, permissions, queries
from seko.outlets.returns.enums import ReturnStatus
from seko.outlets.returns.models import ReturnedFile, ReturnedItem
from seko.outlets.returns.privacy import forget_returned_files
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
    rows = Unsent.objects.filter(consultation=back.consultation)
    return sorted((row.words, row.proposed_wording, str(row.anchor_kind)) for row in rows)


def quote_of(found: ReturnedFile, number: int) -> str:
    return from_json(found.items.get(number=number).anchor or {}).quote


def test_everything_found_is_taken_joined_left_out_or_waits(back: Returning) -> None:
    found = back.read(commented())
    counts = queries.counts_of(found)
    assert counts == {"found": 5, "taken": 2, "joined": 1, "left": 1, "waiting": 1}
    shown = main_of(back.client.get(back.url("returned", found.pk) + "?show=all"))
    assert "Нађено 5 = постаје коментар 2 + одговори уз њих 1 + изостаје 1 + чека место 1" in shown
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
        ("Измените текст како је овде предложено.", "двадесет четири", "words"),
        ("Који градови?\n\n— Сви.", "", "words"),
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
        "Измените текст како је овде предложено.", "Који градови?", "Проверити.", "Сви.",
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
    assert "Нацрт нема одељак с тим бројем и не садржи те речи" in main_of(answer)
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


def test_who_wrote_it_is_shown_and_taken_into_no_comment(back: Returning) -> None:
    found = back.read(commented())
    assert "Петар Перић" in main_of(back.client.get(back.url("returned", found.pk)))
    back.decide(found, whole="1", keep="1")
    kept = [*map(str, ReturnedItem.objects.values_list("words", "proposed", "stood_on", "target"))]
    kept += [*map(str, Unsent.objects.values()), str(found.counts)]
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


def test_a_new_reply_to_a_comment_that_is_there_becomes_a_comment_at_its_place(back: Returning) -> None:
    back.decide(back.read(commented()), choice_4="leave", keep="1")
    words = on(on(on(r("чистијем ваздуху"), 1), 2), 5)
    body = par(r("Акција доприноси "), words, r(" у градовима.")) + "".join(map(p, f.PASSAGES[1:]))
    comments = comment(1, "Који градови?") + comment(2, "Сви.") + comment(5, "И општине.")
    threads = '<w15:commentEx w15:paraId="00000001" w15:done="0"/>' + "".join(
        f'<w15:commentEx w15:paraId="0000000{reply}" w15:paraIdParent="00000001" w15:done="0"/>' for reply in (2, 5)
    )
    found = back.read(docx(body, comments=comments, threads=threads), "drugi.docx")
    assert queries.counts_of(found) == {"found": 3, "taken": 1, "joined": 0, "left": 2, "waiting": 0}
    back.decide(found, keep="1")
    assert ("И општине.", "", "words") in unsent(back)


def test_a_reply_goes_with_the_comment_it_answers(back: Returning) -> None:
    found = back.read(commented())
    back.decide(found, choice_1="leave", whole="1")
    assert queries.counts_of(found) == {"found": 5, "taken": 2, "joined": 0, "left": 3, "waiting": 0}


@pytest.mark.bad_input(24)
def test_a_place_is_named_by_words_that_stand_there(back: Returning) -> None:
    found = back.read(commented())
    back.decide(found, name_4="МЕРНИХ  станица")
    assert quote_of(found, 4) == "мерних станица"


@pytest.mark.bad_input(24)
def test_words_that_stand_in_several_places_are_asked_again_with_these(back: Returning) -> None:
    found = back.read(commented())
    answer = back.decide(found, name_1="има", choice_1="leave")
    assert answer.status_code == 400
    assert "Ове речи стоје на више места" in main_of(answer)
    item = found.items.get(number=1)
    assert (item.anchor, len(item.candidates), item.choice) == (None, 2, "leave")
    back.decide(found, place_1="c-1")
    assert found.items.get(number=1).anchor is not None


@pytest.mark.bad_input(23)
def test_tracked_changes_are_shown_as_proposed_wording_and_none_is_accepted_unseen(back: Returning) -> None:
    found = back.read(commented())
    page = back.client.get(back.url("returned", found.pk) + "?show=all").content.decode()
    assert "<del>тридесет шест</del> <ins>двадесет четири</ins>" in page
    back.decide(found, choice_4="leave", choice_5="leave", keep="1")
    assert [wording for _words, wording, _kind in unsent(back)] == [""]


@pytest.mark.bad_input(29)
def test_a_copy_without_headings_whose_numbers_are_counted_still_finds_its_places(back: Returning) -> None:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = par(r("Акција доприноси "), on(r("чистијем ваздуху"), 1), r(" у градовима."), properties=numbered)
    found = back.read(docx(body + "".join(map(p, f.PASSAGES[1:])), comments=comment(1, "Који градови?")))
    assert quote_of(found, 1) == "чистијем ваздуху"


def test_a_file_of_another_consultation_says_so_and_is_placed_by_its_words(back: Returning) -> None:
    found = back.read(commented())
    ReturnedFile.objects.filter(pk=found.pk).update(origin="other")
    assert "Датотека је од другог нацрта" in main_of(back.client.get(back.url("returned", found.pk)))


def test_a_reading_that_broke_is_begun_anew_by_sending_the_file_again(back: Returning) -> None:
    back.send(("a.docx", commented()))
    found = ReturnedFile.objects.get()
    Job.objects.update(status=JobStatus.FAILED)
    assert "Пошаљи другу датотеку" in main_of(back.client.get(back.url("returned", found.pk)))
    assert back.send(("a.docx", commented())).url.endswith(f"/{found.pk}/")
    assert sorted(Job.objects.values_list("status", flat=True)) == [JobStatus.FAILED, JobStatus.WAITING]


def test_only_the_own_side_may_decide(back: Returning) -> None:
    found = back.read(commented())
    foreign = f.join(back.consultation.sekos.get(), "member")
    for may in (permissions.may_decide, permissions.may_discard):
        assert not may(foreign, found, f.COMMENTING)
        assert may(back.actor, found, f.COMMENTING)
        assert may(f.another_of(back.actor), found, f.COMMENTING)


def test_once_the_consultation_is_cancelled_a_file_can_only_be_thrown_away(back: Returning) -> None:
    found = back.read(commented())
    Consultation.objects.filter(pk=back.consultation.pk).update(status=Status.CANCELLED)
    assert back.client.get(back.url()).status_code == 403
    assert back.decide(found, whole="1").status_code == 403
    assert back.client.post(back.url("returned-discard", found.pk)).status_code == 302


def test_an_erased_person_stands_in_no_returned_file(back: Returning) -> None:
    found = back.read(commented())
    person = back.actor.person
    assert person is not None
    ReturnedItem.objects.filter(file=found, number=1).update(author=person.name)
    forget_returned_files(person.pk, f.COMMENTING)
    found.refresh_from_db()
    authors = list(found.items.order_by("number").values_list("author", flat=True))
    assert (found.person, authors[0]) == (None, "") and authors[1] == "Петар Перић"


@pytest.mark.bad_input(24)
def test_a_chosen_place_with_thousands_of_digits_is_no_place(back: Returning) -> None:
    found = back.read(commented())
    assert back.decide(found, choice_4="take", place_4="c-" + "9" * 5_000).status_code == 400
    assert found.items.get(number=4).anchor is None


def test_without_its_draft_a_file_can_only_be_thrown_away(back: Returning) -> None:
    found = back.read(commented())
    Release.objects.filter(version=back.consultation.version).delete()
    assert back.client.get(back.url("reading")).status_code == 404
    assert back.client.get(back.url("returned", found.pk)).status_code == 404
    assert back.decide(found, name_4="1-2").status_code == 404
    assert found.items.get(number=4).anchor is None
    assert back.client.post(back.url("returned-discard", found.pk), follow=True).status_code == 200
    assert ReturnedItem.objects.count() == 0


def test_what_somebody_returned_for_an_organisation_is_not_what_they_return_alone(back: Returning) -> None:
    waiting = back.read(plain())
    alone = ReturnedFile(consultation=back.consultation, person=back.actor.person, sha256=waiting.sha256)
    assert queries.returned_before(alone) is None
    same = ReturnedFile(
        consultation=back.consultation,
        organisation=waiting.organisation,
        person=back.actor.person,
        sha256=waiting.sha256,
    )
    assert queries.returned_before(same) == waiting


@override_settings(SEKO_LIMITS={**settings.SEKO_LIMITS, "returned_at_once": 4})
def test_many_things_are_kept_in_the_background_with_the_same_outcome(back: Returning) -> None:
    found = back.read(commented())
    assert back.decide(found, keep="1").status_code == 400  # one still waits for a place

    answer = back.decide(found, choice_4="take", place_4="whole", keep="1")

    assert answer.status_code == 302
    assert "/job/" in answer["Location"]
    assert unsent(back) == []
    work_through_the_queue()
    found.refresh_from_db()
    assert found.status == ReturnStatus.KEPT
    assert len(unsent(back)) == found.items.exclude(unsent_id=None).values("unsent_id").distinct().count() > 0
    assert Job.objects.filter(status=JobStatus.DONE).count() == Job.objects.count()
