"""Assigning, approving, correcting, replying on their pages: happy, refused, foreign, in a fixed number of queries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seko.dialogue.positions.models import Point
from seko.dialogue.responses.actions import (
    approve_set,
    propose,
    propose_many_alike,
    reply,
    return_for_rework,
    save_draft,
)
from seko.dialogue.responses.enums import Verdict
from seko.dialogue.responses.models import Assignment, Reply, Response
from seko.foundation.core import clock
from seko.foundation.workflow.models import ProposedDeed
from tests import factories as f
from tests.dialogue.responses.conftest import ACCEPTED, Answering
from tests.dialogue.responses.test_queue_pages import as_client, text_of

pytestmark = pytest.mark.django_db
CANARY = "КАНАРИНАЦ"


@pytest.fixture(autouse=True)
def _in_the_week_of_answers() -> Iterator[None]:
    with clock.pinned(f.ANSWERING):
        yield


def address(name: str, answering: Answering, *more: object) -> str:
    return reverse(name, args=[answering.consultation.code, *more])


def more_points(answering: Answering, count: int) -> list[Point]:
    """Return that many more direct comments, as what is to be answered."""
    return [
        f.a_comment(answering.consultation, answering.stranger, f"Коментар {number}.", place="1-2").own_point
        for number in range(count)
    ]


# Assigning


def test_many_are_assigned_at_once_and_the_filter_stays(answering: Answering) -> None:
    points = more_points(answering, 2)
    sent = {
        "points": [str(each.pk) for each in points],
        "to": str(answering.institution.pk),
        "institution": "none",
    }

    answer = as_client(answering.coordinator).post(address("assigning", answering), sent)

    assert answer["Location"] == f"{address('assigning', answering)}?institution=none"
    assert set(Assignment.objects.values_list("point", flat=True)) == {
        answering.point.pk,
        *(each.pk for each in points),
    }


def test_everything_that_the_filter_shows_is_assigned(answering: Answering) -> None:
    more_points(answering, 3)
    sent = {"everything": "1", "to": str(answering.institution.pk), "kind": "direct"}

    as_client(answering.coordinator).post(address("assigning", answering), sent)

    assert Assignment.objects.filter(point__kind="direct").count() == 4


def test_everything_leaves_out_what_is_begun(answering: Answering) -> None:
    save_draft(answering.direct, fields=ACCEPTED, by=answering.coordinator, now=f.ANSWERING)
    client, other = as_client(answering.coordinator), f.an_officer(f.an_organisation("Друга управа", "ministry"))

    page = text_of(client.get(address("assigning", answering)))
    client.post(address("assigning", answering), {"everything": "1", "to": str(other.organisation_id)})

    assert "Све што филтер показује: 1" in page
    assert "без 1 на који је одговор започет" in page
    assert set(Assignment.objects.values_list("point", "institution")) == {
        (answering.point.pk, other.organisation.pk if other.organisation else None)
    }


def test_what_was_assigned_is_named_shown_and_undone(answering: Answering) -> None:
    points, client = more_points(answering, 2), as_client(answering.coordinator)
    here = address("assigning", answering) + "?institution=none"
    sent = {"points": [str(each.pk) for each in points], "to": str(answering.institution.pk), "institution": "none"}

    client.post(here, sent)
    page = text_of(client.get(here))
    given = re.search(r'name="given" value="([^"]+)"', page)

    assert f"Додељено институцији: <strong>{answering.institution.name}</strong>, 2 коментара." in page
    assert "Додељено институцији" not in text_of(client.get(here))  # said once
    assert given
    shown = text_of(client.get(address("assigning", answering), {"given": given[1]}))
    assert shown.count('name="points"') == 2
    undo = {"given": given[1], "everything": "1", "to": "none", "undo": "1", "institution": "none"}
    assert client.post(here, undo)["Location"] == here
    assert "Додела опозвана: 2 коментара." in text_of(client.get(here))
    assert set(Assignment.objects.values_list("point", flat=True)) == {answering.point.pk}


def test_what_another_institution_had_is_not_undone_by_one_click(answering: Answering) -> None:
    client, other = as_client(answering.coordinator), f.an_officer(f.an_organisation("Друга управа", "ministry"))
    sent = {"points": str(answering.point.pk), "to": str(other.organisation_id)}

    client.post(address("assigning", answering), sent)

    page = text_of(client.get(address("assigning", answering)))
    assert "Друга управа</strong>, 1 коментар." in page
    assert 'name="undo"' not in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [("", 2), ("?institution=none", 1), ("?kind=consolidated", 1), ("?kind=late", 0), ("?section=nema", 2)],
)
def test_the_list_is_filtered(query: str, shown: int, answering: Answering) -> None:
    page = text_of(as_client(answering.coordinator).get(address("assigning", answering) + query))

    assert page.count('name="points"') == shown


@pytest.mark.parametrize("missing", ["to", "points"])
def test_what_was_chosen_stays_when_something_is_missing(missing: str, answering: Answering) -> None:
    sent = {"points": str(answering.direct.pk), "to": str(answering.institution.pk)}
    del sent[missing]

    answer = as_client(answering.coordinator).post(address("assigning", answering), sent)

    assert answer.status_code == 400
    assert f'href="#id_{missing}"' in text_of(answer)
    assert Assignment.objects.count() == 1


def test_an_officer_assigns_only_what_the_own_institution_has(answering: Answering) -> None:
    client = as_client(answering.officer)
    sent = {"points": str(answering.direct.pk), "to": str(answering.institution.pk)}

    page = text_of(client.get(address("assigning", answering)))
    client.post(address("assigning", answering), sent)

    assert page.count('name="points"') == 1
    assert not Assignment.objects.filter(point=answering.direct).exists()


def test_a_member_assigns_nothing(answering: Answering) -> None:
    assert as_client(answering.network.members[0]).get(address("assigning", answering)).status_code == 403


# Approving


def test_one_answer_is_approved(answering: Answering) -> None:
    response = answering.proposed()

    sent = {"approve": str(response.pk), "revision": str(response.revision)}

    answer = as_client(answering.coordinator).post(address("approving", answering), sent)

    assert answer["Location"] == address("approving", answering)
    assert Response.objects.get().status == "published"


def test_one_goes_on_at_the_next_answer_after_approving_one(answering: Answering) -> None:
    points = more_points(answering, 3)
    propose_many_alike(points, fields=ACCEPTED, by=answering.second, now=f.ANSWERING)
    client, order = as_client(answering.coordinator), [Response.objects.get(point=point) for point in points]

    sent = {"approve": str(order[1].pk), "revision": str(order[1].revision)}
    led = client.post(address("approving", answering), sent)["Location"]
    page = text_of(client.get(led))

    assert led == f"{address('approving', answering)}?page=1&at={order[2].pk}#at"
    assert page.index(f'id="r-{order[0].pk}"') < page.index('id="at"') < page.index("Објављено: 1 одговор.")
    assert page.index("Објављено: 1 одговор.") < page.index(f'id="r-{order[2].pk}"')
    sent = {"return": str(order[2].pk), f"reason-{order[2].pk}": "Објасните."}
    assert client.post(address("approving", answering), sent)["Location"].endswith(f"at={order[0].pk}#at")


def seen_on(page: str) -> str:
    """Return what the page says, signed, that it showed."""
    return str(re.findall(r'name="seen" value="([^"]*)"', page)[0])


def statuses() -> dict[object, str]:
    return dict(Response.objects.values_list("point", "status"))


@pytest.mark.parametrize("sent_at", [f.ANSWERING - timedelta(hours=1), f.ANSWERING + timedelta(minutes=5)])
def test_all_that_was_seen_is_approved_and_what_came_later_waits(answering: Answering, sent_at: datetime) -> None:
    points = [answering.proposed().point, *more_points(answering, 1)]
    propose_many_alike(points[1:], fields=ACCEPTED, by=answering.second, now=f.ANSWERING)
    client, url = as_client(answering.coordinator), address("approving", answering)
    seen = seen_on(text_of(client.get(url)))
    # A colleague's transaction that began before the page was read may end after it: its moment tells nothing.
    later = more_points(answering, 1)
    propose_many_alike(later, fields=ACCEPTED, by=answering.second, now=sent_at)

    client.post(url, {"everything": "1", "seen": seen})

    assert statuses() == {points[0].pk: "published", points[1].pk: "published", later[0].pk: "proposed"}


@pytest.mark.parametrize("seen", ["", "x", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59+00:00", "a colleague's"])
def test_what_was_not_signed_for_the_page_publishes_nothing(answering: Answering, seen: str) -> None:
    propose_many_alike(more_points(answering, 2), fields=ACCEPTED, by=f.another_of(answering.second), now=f.ANSWERING)
    url = address("approving", answering)
    if seen == "a colleague's":
        seen = seen_on(text_of(as_client(answering.second).get(url)))

    answer = as_client(answering.coordinator).post(url, {"everything": "1", "seen": seen})

    assert answer.status_code == 409
    assert "Ова страна више није најновија." in text_of(answer)
    assert set(statuses().values()) == {"proposed"}


def test_all_is_refused_when_the_words_of_one_changed(answering: Answering) -> None:
    response = answering.proposed()
    propose_many_alike(more_points(answering, 1), fields=ACCEPTED, by=answering.second, now=f.ANSWERING)
    client, url = as_client(answering.coordinator), address("approving", answering)
    seen = seen_on(text_of(client.get(url)))
    return_for_rework(response, reason="Тачније.", by=answering.second, now=f.ANSWERING)
    changed = {**ACCEPTED, "reason": "Сасвим друго."}
    save_draft(answering.point, fields=changed, revision=response.revision, by=answering.officer, now=f.ANSWERING)
    propose(response, by=answering.officer, now=f.ANSWERING)

    assert client.post(url, {"everything": "1", "seen": seen}).status_code == 409
    assert set(statuses().values()) == {"proposed"}


def test_it_is_said_how_many_stand_on_other_pages(answering: Answering) -> None:
    propose_many_alike(more_points(answering, 32), fields=ACCEPTED, by=answering.second, now=f.ANSWERING)

    page = text_of(as_client(answering.coordinator).get(address("approving", answering)))

    assert "Од тога на другим странама списка: 2." in page


@pytest.mark.parametrize("revision", ["as shown", "none"])
def test_what_changed_after_the_page_was_opened_is_shown_anew(revision: str, answering: Answering) -> None:
    response = answering.proposed()
    client, url = as_client(answering.coordinator), address("approving", answering)
    sent = {"approve": str(response.pk)} | ({"revision": str(response.revision)} if revision == "as shown" else {})
    assert f'name="revision" value="{response.revision}"' in text_of(client.get(url))
    return_for_rework(response, reason="Тачније.", by=answering.second, now=f.ANSWERING)
    changed = {**ACCEPTED, "disposition": "not-accepted", "reason": "Сасвим друго."}
    save_draft(answering.point, fields=changed, revision=response.revision, by=answering.officer, now=f.ANSWERING)
    propose(response, by=answering.officer, now=f.ANSWERING)

    answer = client.post(f"{url}?page=2", sent)

    assert (answer.status_code, Response.objects.get().status) == (409, "proposed")
    assert "Сасвим друго." in text_of(answer)
    assert "Ништа није објављено" in text_of(answer)
    read = {"approve": str(response.pk), "revision": str(Response.objects.get().revision)}
    assert client.post(url, read).status_code == 302
    assert Response.objects.get().status == "published"


def test_what_one_wrote_is_refused_with_the_reason(answering: Answering) -> None:
    response = answering.proposed(by=answering.coordinator)
    client = as_client(answering.coordinator)

    page = text_of(client.get(address("approving", answering)))
    sent = {"approve": str(response.pk), "revision": str(response.revision)}
    answer = client.post(address("approving", answering), sent)

    assert f'aria-describedby="a-{response.pk}-why"' in page
    assert 'name="approve"' not in page
    assert answer.status_code == 403
    assert Response.objects.get().status == "proposed"


def test_an_answer_goes_back_with_a_reason(answering: Answering) -> None:
    response = answering.proposed()
    client = as_client(answering.coordinator)

    without = client.post(address("approving", answering), {"return": str(response.pk), f"reason-{response.pk}": " "})
    assert without.status_code == 400
    assert Response.objects.get().status == "proposed"

    client.post(
        address("approving", answering), {"return": str(response.pk), f"reason-{response.pk}": "Недостаје рок."}
    )
    assert (Response.objects.get().status, Response.objects.get().returned_reason) == ("drafted", "Недостаје рок.")


def test_approving_twice_says_that_it_came_too_late(answering: Answering) -> None:
    response = answering.published()

    answer = as_client(answering.second).post(address("approving", answering), {"approve": str(response.pk)})

    assert answer.status_code == 409


@pytest.mark.parametrize("who", ["officer", "stranger"])
def test_only_the_ministry_approves(who: str, answering: Answering) -> None:
    assert as_client(getattr(answering, who)).get(address("approving", answering)).status_code == 403


# Correcting


def test_a_correction_waits_for_a_second_person(answering: Answering) -> None:
    answering.published()
    sent = {"disposition": "partly", "reason": "Друкчије.", "correction_reason": "Погрешан исход."}

    answer = as_client(answering.coordinator).post(address("answer-correct", answering, answering.point.pk), sent)

    assert answer["Location"] == address("queue-point", answering, answering.point.pk)
    assert ProposedDeed.objects.get().reason == "Погрешан исход."
    assert Response.objects.get().reason == "Тачно је."


def test_a_correction_without_its_reason_is_not_proposed(answering: Answering) -> None:
    answering.published()
    sent = {"disposition": "partly", "reason": "Друкчије.", "correction_reason": ""}

    answer = as_client(answering.coordinator).post(address("answer-correct", answering, answering.point.pk), sent)

    assert answer.status_code == 400
    assert 'href="#id_correction_reason"' in text_of(answer)
    assert not ProposedDeed.objects.exists()


def test_an_officer_corrects_nothing_and_an_unpublished_answer_is_not_there(answering: Answering) -> None:
    here = address("answer-correct", answering, answering.point.pk)

    assert as_client(answering.coordinator).get(here).status_code == 404
    answering.published()
    assert as_client(answering.officer).get(here).status_code == 403


# Replying


def test_an_author_sees_the_answer_to_the_own_words_and_replies(answering: Answering) -> None:
    response = answering.published()
    client = as_client(answering.network.members[0])

    page = text_of(client.get(address("replies", answering)))
    answer = client.post(address("replies", answering), {f"verdict-{response.pk}": "satisfied"})

    assert "Додати станицу у Бору." in page
    assert "Тачно је." in page
    assert answer["Location"] == address("replies", answering)
    assert Reply.objects.get().voice == f"organisation:{answering.network.members[0].organisation_id}"


def test_another_does_not_see_the_answer_among_the_own(answering: Answering) -> None:
    answering.published()

    page = text_of(as_client(answering.stranger).get(address("replies", answering)))

    assert "Тачно је." not in page
    assert "verdict-" not in page


def test_the_lead_replies_for_the_seko(answering: Answering) -> None:
    response = answering.published()
    client = as_client(answering.network.lead)
    here = f"{address('replies', answering)}?seko={answering.network.seko.code}"

    page = text_of(client.get(here))
    client.post(
        address("replies", answering),
        {f"verdict-{response.pk}": "acceptable", "seko": answering.network.seko.code},
    )

    assert f'name="verdict-{response.pk}"' in page
    assert Reply.objects.get().voice == f"seko:{answering.network.seko.pk}"


def test_a_member_does_not_speak_for_the_seko(answering: Answering) -> None:
    answering.published()
    here = f"{address('replies', answering)}?seko={answering.network.seko.code}"

    assert as_client(answering.network.members[0]).get(here).status_code == 404


def test_an_objection_without_words_sends_nothing_and_keeps_what_was_typed(answering: Answering) -> None:
    first = answering.published()
    client = as_client(answering.network.members[0])

    answer = client.post(address("replies", answering), {f"verdict-{first.pk}": "objects", f"words-{first.pk}": " "})

    assert answer.status_code == 400
    assert f'href="#words-{first.pk}"' in text_of(answer)
    assert not Reply.objects.exists()


def test_all_verdicts_are_sent_or_none(answering: Answering) -> None:
    points = [answering.direct, *more_points(answering, 1)]
    propose_many_alike(points, fields=ACCEPTED, by=answering.second, now=f.ANSWERING)
    published = approve_set(list(Response.objects.filter(status="proposed")), by=answering.coordinator, now=f.ANSWERING)
    one, two = (str(each.pk) for each in published)
    client = as_client(answering.stranger)

    wrong = client.post(address("replies", answering), {f"verdict-{one}": "satisfied", f"verdict-{two}": "objects"})
    assert wrong.status_code == 400
    assert not Reply.objects.exists()

    client.post(
        address("replies", answering),
        {f"verdict-{one}": "satisfied", f"verdict-{two}": "objects", f"words-{two}": "Није речено кад."},
    )
    assert set(Reply.objects.values_list("response", "verdict")) == {
        (published[0].pk, "satisfied"),
        (published[1].pk, "objects"),
    }


def test_after_the_date_replies_are_only_read(answering: Answering) -> None:
    response = answering.published()
    member = answering.network.members[0]
    reply(response, verdict=Verdict.OBJECTS, words=CANARY, by=member, now=f.ANSWERING)

    with clock.pinned(f.AFTER_REPLIES):
        client = as_client(member)
        page = text_of(client.get(address("replies", answering)))
        answer = client.post(address("replies", answering), {f"verdict-{response.pk}": "satisfied"})

    assert CANARY in page
    assert 'type="radio"' not in page
    assert answer.status_code == 400
    assert Reply.objects.get().verdict == "objects"


def test_who_said_nothing_has_nothing_to_reply_to(answering: Answering) -> None:
    assert as_client(answering.coordinator).get(address("replies", answering)).status_code == 403


@pytest.mark.parametrize("page", ["assigning", "approving", "replies"])
def test_as_many_queries_for_one_as_for_thirty(page: str, answering: Answering) -> None:
    client = as_client(answering.stranger if page == "replies" else answering.coordinator)
    here = address(page, answering)

    def queries(points: list[Point]) -> int:
        if page != "assigning":
            propose_many_alike(points, fields=ACCEPTED, by=answering.second, now=f.ANSWERING)
        if page == "replies":
            approve_set(list(Response.objects.filter(status="proposed")), by=answering.coordinator, now=f.ANSWERING)
        client.get(here)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(here).status_code == 200
        return len(captured)

    assert queries([answering.direct]) == queries(more_points(answering, 29))
