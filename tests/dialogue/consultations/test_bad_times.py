"""Bad times through the pages: what a day alone means, hours that are not there, dates that cannot be, clocks that lie
(reliability.md C6).
"""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.models import Comment, Unsent
from seko.dialogue.consultations.models import Consultation, DateChange
from seko.foundation.core import clock
from seko.foundation.core.dates import end_of_day
from seko.foundation.notifications.models import Outbox
from seko.foundation.workflow.models import ProposedDeed
from tests import factories as f
from tests.dialogue.consultations.test_timetable import TYPED
from tests.drafts.documents.uploading import main_of

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


@pytest.fixture
def coordinator() -> Actor:
    """A coordinator of the ministry."""
    return f.ministry()


def url_of(name: str, *args: object, language: str = "sr") -> str:
    with override(language):
        return reverse(name, args=args)


def prepare(by: Actor, *, language: str = "sr", now: datetime = f.ANNOUNCED, **typed: Any) -> Any:
    """Send the form that prepares a consultation, with everything in order but what is `typed`."""
    network = f.a_network()
    data = {**TYPED, "sekos": [network.seko.pk], "version": f.a_version().pk, **typed}
    with clock.pinned(now):
        return f.client_of(by).post(url_of("consultation-prepare", language=language), data)


def move(by: Actor, consultation: Consultation, *, language: str = "sr", **typed: str) -> Any:
    data = {f"move-{name}": value for name, value in typed.items()}
    with clock.pinned(f.COMMENTING):
        return f.client_of(by).post(url_of("consultation-date", consultation.code, language=language), data)


def send(client: Client, consultation: Consultation, words: str = "У последњи час.") -> Any:
    data = {"unsent": str(uuid4()), "at": "1-1", "words": words}
    return client.post(url_of("comment-send", consultation.code), data)


# --- 70, 71, 72: dates as they are typed -----------------------------------------------------------------------------


@pytest.mark.bad_input(70)
def test_a_day_alone_is_its_last_second_in_belgrade_and_the_pages_say_so(coordinator: Actor, language: str) -> None:
    with clock.pinned(f.ANNOUNCED):
        form = main_of(f.client_of(coordinator).get(url_of("consultation-prepare", language=language)))

    assert prepare(coordinator, code="k-dan").status_code == 302

    found = Consultation.objects.get(code="k-dan")
    assert found.leads_deadline_at == end_of_day(date(2027, 3, 15)) == datetime(2027, 3, 15, 22, 59, 59, tzinfo=UTC)
    assert found.replies_until_at == datetime(2027, 4, 9, 21, 59, 59, tzinfo=UTC)  # summer time by then
    words = {
        "sr": "до краја тог дана по београдском",
        "sr-latn": "do kraja tog dana po beogradskom",
        "en": "until the end of",
    }
    assert words[language] in form
    with clock.pinned(f.ANNOUNCED):
        url = url_of("consultation-manage", "k-dan", language=language)
        managed = main_of(f.client_of(coordinator).get(url))
    assert ("23:59" in managed, "23:59:59" in managed) == (True, False)
    assert {"sr": "10 радних дана од отварања", "sr-latn": "10 radnih dana od otvaranja", "en": "10 working days"}[
        language
    ] in managed


MISSING = {
    "sr": "Те ноћи се сат помера унапред и ово време не постоји. Изаберите 3:00 или касније.",
    "sr-latn": "Te noći se sat pomera unapred i ovo vreme ne postoji. Izaberite 3:00 ili kasnije.",
    "en": "In that night the clocks go forward and this time does not exist. Choose 3:00 or later.",
}
DOUBLE = {
    "sr": "Те ноћи се сат помера уназад и ово време се јавља два пута. Изаберите време пре 2:00 или после 3:00.",
    "sr-latn": "Te noći se sat pomera unazad i ovo vreme se javlja dva puta. Izaberite vreme pre 2:00 ili posle 3:00.",
    "en": "In that night the clocks go back and this time comes twice. Choose a time before 2:00 or after 3:00.",
}


@pytest.mark.bad_input(71)
@pytest.mark.parametrize(
    ("day", "words"), [("2027-03-28", MISSING), ("2028-03-26", MISSING), ("2027-10-31", DOUBLE), ("2028-10-29", DOUBLE)]
)
def test_an_hour_that_is_missing_or_doubled(coordinator: Actor, language: str, day: str, words: dict[str, str]) -> None:
    now = datetime.fromisoformat(f"{day}T08:00+00:00") - timedelta(days=30)
    later = [(datetime.fromisoformat(day) + timedelta(days=days)).date().isoformat() for days in (-20, -5, 30, 60, 90)]
    typed: dict[str, Any] = {
        "opens_on": later[0], "members_on": later[1], "leads_deadline_on": day, "leads_deadline_time": "02:30",
        "answers_due_on": later[2], "replies_until_on": later[3], "report_due_on": later[4],
    }  # fmt: skip

    answer = prepare(coordinator, language=language, now=now, code="k-noc", title="Наслов остаје", **typed)

    assert (answer.status_code, words[language] in main_of(answer)) == (400, True)
    assert 'value="Наслов остаје"' in answer.content.decode()
    assert 'value="02:30"' in answer.content.decode()
    assert not Consultation.objects.filter(code="k-noc").exists()
    assert prepare(coordinator, now=now, code="k-noc", **typed | {"leads_deadline_time": "03:00"}).status_code == 302
    local = Consultation.objects.get(code="k-noc").leads_deadline_at.astimezone(clock.BELGRADE)
    assert f"{local:%Y-%m-%d %H:%M}" == f"{day} 03:00"


@pytest.mark.bad_input(71)
def test_moving_into_an_hour_that_is_missing(coordinator: Actor, language: str) -> None:
    consultation = f.a_consultation()

    answer = move(
        coordinator, consultation, language=language, field="leads_deadline_at", on="2027-03-28", at="02:30", reason="x"
    )

    assert (answer.status_code, MISSING[language] in main_of(answer)) == (400, True)
    consultation.refresh_from_db()
    assert consultation.leads_deadline_at == f.LEADS_DEADLINE


FUTURE = {
    "sr": "Крајњи рок мора да буде у будућности.",
    "sr-latn": "Krajnji rok mora da bude u budućnosti.",
    "en": "The deadline must be in the future.",
}


@pytest.mark.bad_input(72)
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"opens_on": "2027-01-04", "members_on": "2027-01-20", "leads_deadline_on": "2027-02-01"}, FUTURE["sr"]),
        ({"members_on": "2027-02-28"}, "Коментари чланица: датум не сме да буде пре датума „Отварање“."),
        ({"opens_on": "2027-03-16"}, "Крајњи рок мора да буде после отварања."),
        ({"answers_due_on": "2027-03-14"}, "Одговори: датум не сме да буде пре датума „Издвојена мишљења“."),
        ({"report_due_on": "2127-04-20"}, "Извештај: датум је више од три године унапред; проверите годину."),
    ],
)
def test_dates_that_cannot_be_are_refused_with_the_rule(coordinator: Actor, typed: dict[str, Any], words: str) -> None:
    answer = prepare(coordinator, code="k-red", title="Наслов остаје", **typed)

    assert (answer.status_code, words in main_of(answer)) == (400, True)
    assert 'value="Наслов остаје"' in answer.content.decode()
    assert not Consultation.objects.filter(code="k-red").exists()
    assert prepare(coordinator, code="k-red").status_code == 302


@pytest.mark.bad_input(72)
def test_a_deadline_in_the_past_in_each_form(coordinator: Actor, language: str) -> None:
    typed: dict[str, Any] = {"opens_on": "2027-01-04", "members_on": "2027-01-20", "leads_deadline_on": "2027-02-01"}

    assert FUTURE[language] in main_of(prepare(coordinator, language=language, **typed))


# --- 73: moved while people write ------------------------------------------------------------------------------------


@pytest.mark.bad_input(73)
def test_who_is_writing_is_told_and_the_old_date_stays(coordinator: Actor) -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko])
    writer = network.members[0]
    with clock.pinned(f.COMMENTING):
        data = {"unsent": str(uuid4()), "at": "1-1", "words": "Још пишем.", "save": "1"}
        f.client_of(writer).post(url_of("comment-send", consultation.code), data)
    assert Unsent.objects.count() == 1

    answer = move(coordinator, consultation, field="leads_deadline_at", on="2027-03-17", at="", reason="Два празника.")

    assert answer.status_code == 302
    consultation.refresh_from_db()
    assert consultation.leads_deadline_at == end_of_day(date(2027, 3, 17))
    change = DateChange.objects.get(field="leads_deadline_at")
    assert (change.old, change.reason) == (f.LEADS_DEADLINE.isoformat(), "Два празника.")
    assert writer.person is not None
    assert network.lead.person is not None
    told = set(Outbox.objects.filter(kind="date-moved").values_list("recipient", flat=True))
    assert told == {writer.person.pk, network.lead.person.pk}


@pytest.mark.bad_input(73)
def test_nobody_shortens_a_deadline_alone(coordinator: Actor) -> None:
    consultation = f.a_consultation([f.a_network().seko])

    answer = move(coordinator, consultation, field="leads_deadline_at", on="2027-03-12", at="", reason="Журно је.")

    assert answer.status_code == 302
    consultation.refresh_from_db()
    assert consultation.leads_deadline_at == f.LEADS_DEADLINE
    proposed = ProposedDeed.objects.get()
    confirm = url_of("proposal-confirm", proposed.pk)
    with clock.pinned(f.COMMENTING):
        assert f.client_of(coordinator).post(confirm).status_code == 403
        assert f.client_of(f.another_of(coordinator)).post(confirm).status_code == 302
    consultation.refresh_from_db()
    assert consultation.leads_deadline_at == end_of_day(date(2027, 3, 12))


# --- 74: indicative and hard -----------------------------------------------------------------------------------------


@pytest.mark.bad_input(74)
def test_an_indicative_date_locks_nothing_and_is_called_so() -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko], version=f.a_version(circle="public"))
    client = f.client_of(network.members[0])
    with clock.pinned(end_of_day(f.MEMBERS_ON) + SECOND):
        page = main_of(client.get(url_of("consultation", consultation.code)))
        after_the_indicative = send(client, consultation)
    with clock.pinned(f.LEADS_DEADLINE + SECOND):
        after_the_hard = send(client, consultation, "Касно.")

    assert [after_the_indicative.status_code, after_the_hard.status_code] == [302, 409]
    assert Comment.objects.get().is_after_members_date
    assert "Коментари чланица" in page or "чланице" in page


# --- 75, 76: clocks --------------------------------------------------------------------------------------------------


@pytest.mark.bad_input(75)
@pytest.mark.parametrize("date_said", ["Sun, 01 Mar 2026 09:00:00 GMT", "Wed, 01 Mar 2028 09:00:00 GMT", "nonsense"])
def test_the_clock_of_the_person_decides_nothing(date_said: str) -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko], version=f.a_version(circle="public"))
    client = f.client_of(network.members[0])
    headers = {"Date": date_said, "X-Request-Start": "t=1", "X-Request-Held": "99999"}
    data = {"unsent": str(uuid4()), "at": "1-1", "words": "Мој сат касни годину дана."}
    url = url_of("comment-send", consultation.code)

    with clock.pinned(f.LEADS_DEADLINE + SECOND):
        late = client.post(url, data, headers=headers)
        page = main_of(client.get(url_of("reading", consultation.code)))
    with clock.pinned(f.COMMENTING):
        in_time = client.post(url, data | {"unsent": str(uuid4())}, headers=headers)
        counted = main_of(client.get(url_of("reading", consultation.code)))

    assert [late.status_code, in_time.status_code] == [409, 302]
    assert "Крајњи рок је истекао: 15. март у 23:59" in page
    assert "6 радних дана" in counted  # counted by the server


@pytest.mark.bad_input(75, 76)
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("wrong", [-3_600, -90, 90, 3_600])
def test_a_worker_whose_clock_is_wrong_says_what_the_database_says(wrong: int) -> None:
    """On SQLite the database has the worker's own clock, and there is one machine: nothing to disagree."""
    if connection.vendor != "postgresql":
        pytest.skip("one machine has one clock: only PostgreSQL has another than its workers")
    network, now = f.a_network(), datetime.now(UTC)
    times: dict[str, Any] = {
        "opens_at": now - timedelta(days=5), "members_on": now.date(), "dissents_until_at": now + timedelta(days=9),
        "answers_due_on": now.date() + timedelta(days=20), "replies_until_at": now + timedelta(days=30),
        "report_due_on": now.date() + timedelta(days=40),
    }  # fmt: skip
    versions = [f.a_version(), f.a_version()]
    for version in versions:
        version.releases.update(starts_at=now - timedelta(days=6))
    still, no_more = (
        f.a_consultation([network.seko], version=version, leads_deadline_at=now + timedelta(seconds=left), **times)
        for version, left in zip(versions, (60, -1), strict=True)
    )
    client = f.client_of(network.members[0])

    with time_machine.travel(now + timedelta(seconds=wrong), tick=True):
        answers = [send(client, still), send(client, no_more)]

    assert [answer.status_code for answer in answers] == [302, 409]
    assert abs(Comment.objects.get().sent_at - now) < timedelta(seconds=30)


@pytest.mark.bad_input(76)
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", range(3))
def test_in_the_minute_of_locking_each_request_has_one_verdict(turn: int) -> None:
    """Workers whose requests stand on either side of the deadline: each is in or out, and what is out is kept."""
    network = f.a_network(members=6)
    consultation = f.a_consultation([network.seko])
    moments = [f.LEADS_DEADLINE + (SECOND if rank % 2 else -SECOND) for rank in range(6)]
    browsers = [f.client_of(member) for member in network.members]
    barrier, answers = threading.Barrier(6), [0] * 6

    def go(rank: int) -> None:
        try:
            with clock.pinned(moments[rank]):
                barrier.wait()
                answers[rank] = send(browsers[rank], consultation, f"Речи {rank}.").status_code
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=(rank,)) for rank in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert answers == [302, 409] * 3
    sent = Comment.objects.order_by("number")
    assert sorted(comment.words for comment in sent) == ["Речи 0.", "Речи 2.", "Речи 4."]
    assert [comment.number for comment in sent] == [1, 2, 3]
    assert sorted(Unsent.objects.values_list("words", flat=True)) == ["Речи 1.", "Речи 3.", "Речи 5."]
