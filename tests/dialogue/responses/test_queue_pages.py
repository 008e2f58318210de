"""The queue's pages: who reaches them, saving, sending, skipping, conflicts, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.dialogue.comments.actions import send_comment
from seko.dialogue.positions.models import Point
from seko.dialogue.responses import permissions
from seko.dialogue.responses.actions import assign, return_for_rework, save_draft
from seko.dialogue.responses.models import Response
from seko.foundation.core import clock
from seko.foundation.design import spoken
from tests import factories as f
from tests.dialogue.responses.conftest import ACCEPTED, Answering

pytestmark = pytest.mark.django_db
TYPED = {"disposition": "accepted", "reason": "Тачно је.", "will_change": "Додаје се станица."}
CANARY = "КАНАРИНАЦ-ИЗ-МЕМОРИЈЕ"


@pytest.fixture(autouse=True)
def _in_the_week_of_answers() -> Iterator[None]:
    with clock.pinned(f.ANSWERING):
        yield


def as_client(actor: Actor) -> Client:
    return f.client_of(actor)


def address(answering: Answering, point: Point | None = None, name: str = "queue-point") -> str:
    return reverse(name, args=[answering.consultation.code, (point or answering.point).pk])


def text_of(response: Any) -> str:
    content: str = response.content.decode()
    return content


def test_the_queue_leads_to_the_first_that_waits_and_shows_everything_about_it(answering: Answering) -> None:
    client = as_client(answering.officer)

    led = client.get(reverse("queue", args=[answering.consultation.code]))
    page = text_of(client.get(led["Location"]))

    assert led["Location"] == address(answering)
    assert "Мрежа мерних станица има 28 станица у 2017. години." in page
    assert "Додати станицу у Бору." in page
    assert "Мерна станица у Бору." in page
    assert "Станица у Смедереву." not in page  # another's: not assigned to this institution
    assert page.count('type="radio" name="disposition"') == 5


def test_the_words_spoken_of_and_the_change_they_ask_for_are_set_apart(answering: Answering) -> None:
    start = f.PASSAGES[0].index("чистијем")
    comment = send_comment(
        identifier=uuid4(),
        consultation=answering.consultation,
        fields={
            "words": "Јасније рећи.",
            "anchor": {
                "kind": "words",
                "segments": [{"place": "1-1", "start": start, "end": start + len("чистијем ваздуху"), "exact": ""}],
            },
            "proposed_wording": "чистом ваздуху",
        },
        by=answering.stranger,
        now=f.COMMENTING,
    )

    page = text_of(as_client(answering.coordinator).get(address(answering, comment.own_point)))

    assert 'Акција доприноси <mark class="on">чистијем ваздуху</mark> у градовима.' in page
    assert "<del>чистијем</del><ins>чистом</ins> ваздуху" in page


@pytest.mark.parametrize("name", ["queue", "assigning"])
def test_without_signing_in_the_way_is_to_the_sign_in(name: str, answering: Answering) -> None:
    answer = Client().get(reverse(name, args=[answering.consultation.code]))

    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("sign-in"))


@pytest.mark.parametrize(
    ("who", "status"), [("officer", 302), ("coordinator", 302), ("stranger", 403), ("member", 403), ("auditor", 403)]
)
def test_only_who_answers_has_a_queue(who: str, status: int, answering: Answering) -> None:
    actors = {
        "member": answering.network.members[0],
        "auditor": f.an_actor(f.an_organisation("Ревизија", "agency"), Role.AUDITOR),
    }
    actor = actors.get(who) or getattr(answering, who)

    assert as_client(actor).get(reverse("queue", args=[answering.consultation.code])).status_code == status


def test_what_is_not_in_ones_queue_does_not_exist(answering: Answering) -> None:
    client = as_client(answering.officer)

    statuses = [
        client.get(address(answering, answering.direct)).status_code,
        client.put(address(answering, answering.direct, "queue-save")).status_code,
        client.get(reverse("queue-point", args=[answering.consultation.code, uuid4()])).status_code,
        client.get(reverse("queue", args=["nema"])).status_code,
    ]

    assert statuses == [404, 404, 404, 404]
    assert not Response.objects.exists()


def test_saving_as_one_types_counts_revisions(answering: Answering) -> None:
    client = as_client(answering.officer)
    save = address(answering, name="queue-save")
    form = "application/x-www-form-urlencoded"

    first = client.put(save, "disposition=accepted&reason=Prvo", content_type=form, headers={"If-Match": "0"})
    second = client.put(
        save, "disposition=accepted&reason=Drugo", content_type=form, headers={"If-Match": first["ETag"]}
    )
    stale = client.put(
        save, "disposition=accepted&reason=Trece", content_type=form, headers={"If-Match": first["ETag"]}
    )

    assert [first.status_code, second.status_code, stale.status_code] == [204, 204, 409]
    assert [first["ETag"], second["ETag"]] == ['"1"', '"2"']
    assert Response.objects.get().reason == "Drugo"


def test_sending_goes_on_to_the_next_that_waits(answering: Answering) -> None:
    assign([answering.direct], institution=answering.institution, by=answering.coordinator, now=f.ANSWERING)
    client = as_client(answering.officer)

    answer = client.post(address(answering), {**TYPED, "edition": "0", "send": "1"})
    page = text_of(client.get(answer["Location"]))

    assert Response.objects.get().status == "proposed"
    assert answer["Location"] == f"{address(answering, answering.direct)}?kept={answering.point.pk}"
    assert "Послато на одобрење: 1 одговор." in page
    assert f'data-autosave-done="answer-{answering.point.pk}"' in page


def test_one_answer_for_many_alike(answering: Answering) -> None:
    assign([answering.direct], institution=answering.institution, by=answering.coordinator, now=f.ANSWERING)
    sent = {**TYPED, "edition": "0", "send": "1", "also": str(answering.direct.pk)}

    answer = as_client(answering.officer).post(address(answering), sent)

    assert answer["Location"] == reverse("queue", args=[answering.consultation.code])
    assert set(Response.objects.values_list("point", "status", "reason")) == {
        (answering.point.pk, "proposed", "Тачно је."),
        (answering.direct.pk, "proposed", "Тачно је."),
    }


def test_the_same_answer_is_not_given_outside_ones_queue(answering: Answering) -> None:
    sent = {**TYPED, "edition": "0", "send": "1", "also": str(answering.direct.pk)}

    answer = as_client(answering.officer).post(address(answering), sent)

    assert answer.status_code == 404
    assert not Response.objects.exists()


def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(answering: Answering) -> None:
    answer = as_client(answering.officer).post(address(answering), {"will_change": CANARY, "edition": "0", "send": "1"})

    page = text_of(answer)
    saved = Response.objects.get()
    assert answer.status_code == 400
    assert 'href="#id_disposition"' in page
    assert 'href="#id_reason"' in page
    assert f">{CANARY}</textarea>" in page
    assert (saved.status, saved.will_change) == ("drafted", CANARY)
    assert f'name="edition" value="{saved.revision}"' in page


def test_a_sub_kind_is_taken_with_what_it_asks_for_and_only_under_its_outcome(answering: Answering) -> None:
    client = as_client(answering.officer)
    typed = {
        "disposition": "noted",
        "subkind-noted": "already-in-the-text",
        "detail-already-in-the-text": "Део 1.1",
        "subkind-outside": "passed-on",
        "detail-passed-on": "Другом телу",
        "reason": "Стоји.",
        "edition": "0",
    }

    client.post(address(answering), {**typed, "save": "1"})

    saved = Response.objects.select_related("subkind").get()
    assert saved.subkind is not None
    assert (saved.subkind.code, saved.detail) == ("already-in-the-text", "Део 1.1")


def test_a_sub_kind_without_what_it_asks_for_is_named(answering: Answering) -> None:
    typed = {"disposition": "noted", "subkind-noted": "later-stage", "reason": "Касније.", "edition": "0", "send": "1"}

    answer = as_client(answering.officer).post(address(answering), typed)

    assert answer.status_code == 400
    assert 'href="#id_detail"' in text_of(answer)
    assert Response.objects.get().status == "drafted"


def test_skipping_saves_and_an_empty_form_begins_nothing(answering: Answering) -> None:
    assign([answering.direct], institution=answering.institution, by=answering.coordinator, now=f.ANSWERING)
    client = as_client(answering.officer)

    client.post(address(answering), {"edition": "0", "skip": "1"})
    assert not Response.objects.exists()

    answer = client.post(address(answering), {**TYPED, "edition": "0", "skip": "1"})
    assert answer["Location"] == f"{address(answering, answering.direct)}?kept={answering.point.pk}"
    assert Response.objects.get().reason == "Тачно је."


@pytest.mark.bad_input(77)
def test_two_at_the_same_answer_get_both_texts_and_neither_is_lost(answering: Answering) -> None:
    """reliability.md C7 77."""
    other = f.another_of(answering.officer)
    save_draft(answering.point, fields={**ACCEPTED, "reason": "Њихов текст."}, by=other, now=f.ANSWERING)
    mine = {**TYPED, "reason": "Мој текст.", "edition": "0", "send": "1"}

    answer = as_client(answering.officer).post(address(answering), mine)

    page = text_of(answer)
    assert answer.status_code == 409
    assert Response.objects.get().reason == "Њихов текст."
    assert "<ins>Мој</ins>" in page
    assert "<ins>Њихов</ins>" in page
    assert other.person_name in page
    assert '<input type="hidden" name="reason" value="Мој текст.">' in page


@pytest.mark.parametrize(("choice", "kept"), [("yours", "Мој текст."), ("theirs", "Њихов текст.")])
def test_either_of_the_two_texts_can_be_taken(choice: str, kept: str, answering: Answering) -> None:
    save_draft(
        answering.point,
        fields={**ACCEPTED, "reason": "Њихов текст."},
        by=f.another_of(answering.officer),
        now=f.ANSWERING,
    )
    mine = {**TYPED, "reason": "Мој текст.", "edition": "1", "take": choice}

    answer = as_client(answering.officer).post(address(answering), mine)

    assert answer["Location"] == f"{address(answering)}?kept={answering.point.pk}"
    assert Response.objects.get().reason == kept


def test_both_texts_can_be_made_one(answering: Answering) -> None:
    save_draft(
        answering.point,
        fields={**ACCEPTED, "reason": "Њихов текст."},
        by=f.another_of(answering.officer),
        now=f.ANSWERING,
    )
    mine = {**TYPED, "reason": "Мој текст.", "edition": "1", "compose": "both"}

    page = text_of(as_client(answering.officer).post(address(answering), mine))

    assert ">Њихов текст.\n\nМој текст.</textarea>" in page
    assert 'name="edition" value="1"' in page
    assert Response.objects.get().reason == "Њихов текст."


def test_what_was_sent_meanwhile_keeps_what_was_typed_on_the_page(answering: Answering) -> None:
    answering.proposed()

    answer = as_client(answering.officer).post(
        address(answering), {**TYPED, "reason": CANARY, "edition": "0", "send": "1"}
    )

    assert answer.status_code == 409
    assert f">{CANARY}</textarea>" in text_of(answer)


def test_a_returned_answer_says_why(answering: Answering) -> None:
    return_for_rework(answering.proposed(), reason="Недостаје рок.", by=answering.coordinator, now=f.ANSWERING)

    page = text_of(as_client(answering.officer).get(address(answering)))

    assert "Недостаје рок." in page
    assert ">Тачно је.</textarea>" in page


def test_an_answer_out_of_ones_hands_is_read_and_not_written(answering: Answering) -> None:
    answering.published()

    officers = text_of(as_client(answering.officer).get(address(answering)))
    ministrys = text_of(as_client(answering.coordinator).get(address(answering)))
    correct = reverse("answer-correct", args=[answering.consultation.code, answering.point.pk])

    assert 'name="reason"' not in officers
    assert "Тачно је." in officers
    assert correct not in officers
    assert correct in ministrys


def test_an_earlier_answer_is_taken_over_as_a_start(answering: Answering) -> None:
    earlier = answering.published()
    assign([answering.direct], institution=answering.institution, by=answering.coordinator, now=f.ANSWERING)

    page = text_of(as_client(answering.officer).get(f"{address(answering, answering.direct)}?from={earlier.pk}"))

    assert ">Тачно је.</textarea>" in page
    assert 'name="edition" value="0"' in page


def test_an_unpublished_answer_of_another_institution_is_no_start(answering: Answering) -> None:
    other = f.an_officer(f.an_organisation("Друга управа", "agency"))
    assert other.organisation is not None
    assign([answering.direct], institution=other.organisation, by=answering.coordinator, now=f.ANSWERING)
    draft = save_draft(answering.direct, fields={**ACCEPTED, "reason": CANARY}, by=other, now=f.ANSWERING)

    page = text_of(as_client(answering.officer).get(f"{address(answering)}?from={draft.pk}"))

    assert CANARY not in page


@pytest.mark.bad_input(87)
def test_own_words_are_not_answered_and_the_page_says_why(answering: Answering) -> None:
    officer = answering.officer
    assert officer.person is not None
    member = answering.network.members[0].organisation
    f.an_actor(member, Role.REPRESENTATIVE, officer.person)

    client = as_client(officer)
    session = client.session
    session["mandate"] = officer.mandate_id
    session.save()
    page = text_of(client.get(address(answering)))

    assert 'name="reason"' not in page
    assert str(permissions.is_not_own_words(f.again(officer), [answering.point]).reason) in page


def test_the_whole_queue_as_a_list_with_its_filter(answering: Answering) -> None:
    answering.proposed()
    client = as_client(answering.officer)
    whole = reverse("queue", args=[answering.consultation.code])

    assert client.get(whole).status_code == 200  # nothing waits: the list itself
    assert text_of(client.get(f"{whole}?show=sent")).count(address(answering)) == 1
    assert text_of(client.get(f"{whole}?show=waiting")).count(address(answering)) == 0


@pytest.mark.parametrize("page", ["queue-point", "queue", "assigning"])
def test_as_many_queries_for_one_as_for_thirty(page: str, answering: Answering) -> None:
    client = as_client(answering.coordinator)
    arguments: list[Any] = [answering.consultation.code]
    if page == "queue-point":
        arguments.append(answering.point.pk)
    here = reverse(page, args=arguments) + "?show=all"
    client.get(here)
    with CaptureQueriesContext(connection) as few:
        assert client.get(here).status_code == 200
    for number in range(30):
        f.a_comment(answering.consultation, answering.stranger, f"Додати станицу у Бору {number}.", place="1-2")
    with CaptureQueriesContext(connection) as many:
        assert client.get(here).status_code == 200

    assert len(many) == len(few)


def test_a_begun_answer_says_when_it_was_saved_with_its_day_where_that_is_not_today(answering: Answering) -> None:
    save_draft(answering.point, fields=TYPED, by=answering.officer, now=f.ANSWERING)
    client, said = as_client(answering.officer), spoken.day(f.ANSWERING, year=False)

    assert "Сачувано у 10:00</p>" in text_of(client.get(address(answering)))
    with clock.pinned(f.ANSWERING + timedelta(days=1)):
        assert f"Сачувано: {said} у 10:00</p>" in text_of(client.get(address(answering)))


def test_after_sending_the_message_has_the_focus(answering: Answering) -> None:
    assign([answering.direct], institution=answering.institution, by=answering.coordinator, now=f.ANSWERING)
    client = as_client(answering.officer)
    saved = save_draft(answering.point, fields=TYPED, by=answering.officer, now=f.ANSWERING)

    sent = client.post(address(answering), {**TYPED, "edition": str(saved.revision), "send": "1"}, follow=True)
    page = text_of(sent)

    assert page.count("autofocus") == 1
    assert page.index("autofocus") < page.index("Послато на одобрење: 1 одговор.")
    assert "autofocus" in text_of(client.get(address(answering, answering.direct)))
