"""The public page of answers: what it counts, what it never says, its lists, in a fixed number of queries."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.responses.actions import approve_set, assign, propose_many_alike, reply
from seko.dialogue.responses.enums import Verdict
from seko.dialogue.responses.models import Response
from seko.drafts.programming.models import KeyDate, TimeRule
from seko.foundation.core import clock
from seko.pages.facts.timetable import by
from tests import factories as f

pytestmark = pytest.mark.django_db
ANSWER = {"disposition": "partly", "reason": "Део се прихвата.", "will_change": "Додаје се рок."}
VALID = {"citation_sr": "Закон", "valid_from": date(2020, 1, 1)}
CANARY = "КАНАРИНАЦ-НЕВИДЉИВ"


@pytest.fixture
def author() -> Actor:
    return f.an_actor(f.an_organisation("Ван мреже"), "representative")


@pytest.fixture
def consultation() -> Consultation:
    return f.a_consultation([f.a_network().seko], version=f.a_version(circle="public"), audience="public")


@pytest.fixture
def officer() -> Actor:
    return f.an_officer()


def answered(comments: list[Comment], officer: Actor) -> list[Response]:
    """Assign the comments to the officer's institution and let them be answered in the week of answers."""
    points = [comment.own_point for comment in comments]
    coordinator = f.ministry()
    assert officer.organisation is not None
    assign(points, institution=officer.organisation, by=coordinator, now=f.ANSWERING)
    proposed = propose_many_alike(points, fields=ANSWER, by=officer, now=f.ANSWERING)
    return approve_set(proposed, by=coordinator, now=f.ANSWERING)


def page(name: str = "answers", query: str = "", *, at: Any = f.OVERDUE, client: Client | None = None) -> str:
    with clock.pinned(at):
        response = (client or Client()).get(reverse(name) + query)
    assert response.status_code == 200
    content: str = response.content.decode()
    return " ".join(content.split())


def test_what_is_past_its_term_is_the_title_and_its_institution_has_its_number(
    consultation: Consultation, author: Actor, officer: Actor
) -> None:
    comments = [f.a_comment(consultation, author, f"{CANARY} {number}") for number in range(3)]
    answered(comments[:1], officer)
    assert officer.organisation is not None
    rest = [comment.own_point for comment in comments[1:]]
    assign(rest, institution=officer.organisation, by=f.ministry(), now=f.ANSWERING)

    shown = page()

    assert "<h1>Без одговора у року: 2</h1>" in shown
    assert f'<a href="/sr/answers/list/?institution={officer.organisation.slug}&amp;state=late">2</a>' in shown
    assert CANARY not in shown


def test_before_the_term_nothing_is_past_it(consultation: Consultation, author: Actor) -> None:
    f.a_comment(consultation, author)

    shown = page(at=f.ANSWERING)

    assert "<h1>Без одговора у року: 0</h1>" in shown
    assert '<a class="figure-number" href="/sr/consultations/">1<span class="vh"> чека одговор' in shown


def test_nobody_is_named_and_everybody_sees_the_same(consultation: Consultation, author: Actor, officer: Actor) -> None:
    comments = [f.a_comment(consultation, author, CANARY), f.a_comment(consultation, author, "Друго.")]
    answered(comments[1:], officer)
    client = Client()
    assert author.person is not None and officer.person is not None
    client.force_login(author.person)

    def body(content: str) -> str:
        return content[content.index("<main") : content.index("</main>")]

    for name, query in (("answers", ""), ("answers-list", "?state=late"), ("answers-list", "?state=answered")):
        anonymous, own = page(name, query), page(name, query, client=client)
        assert body(anonymous) == body(own)
        assert CANARY not in anonymous
        assert officer.person_name not in body(anonymous)


def test_the_list_of_what_is_past_its_term_shows_numbers_and_no_words(
    consultation: Consultation, author: Actor
) -> None:
    comment = f.a_comment(consultation, author, CANARY)

    shown = page("answers-list", "?state=late")

    assert f"{consultation.code.upper()}-{comment.number:04d}" in shown
    assert "row-link" not in shown
    assert "Без одговора у року, 3 радна дана" in shown
    assert CANARY not in shown
    assert "Ван мреже" not in shown


@pytest.mark.parametrize(
    ("query", "count", "title"),
    [
        ("?state=answered", 2, "Одговорено: 2"),
        ("?outcome=partly", 2, "Делимично прихваћено: 2"),
        ("?outcome=accepted", 0, "Прихваћено: 0"),
        ("?state=changes", 2, "Најављене измене текста: 2"),
        ("?reply=objects", 1, "Не слажемо се: 1"),
        ("?reply=satisfied", 0, "Задовољни смо: 0"),
        ("?institution=none&state=late", 1, "Без одговора у року: 1"),
        ("?institution=none", 1, "Одговорено: 0, без одговора у року: 1"),
        ("?consultation={code}", 3, "Одговорено: 2, без одговора у року: 1"),
        ("", 3, "Одговорено: 2, без одговора у року: 1"),
    ],
)
def test_every_number_opens_its_list(
    query: str, count: int, title: str, consultation: Consultation, author: Actor, officer: Actor
) -> None:
    comments = [f.a_comment(consultation, author, f"Коментар {number}.") for number in range(3)]
    published = answered(comments[:2], officer)
    reply(published[0], verdict=Verdict.OBJECTS, words="Није довољно.", by=author, now=f.ANSWERING)

    shown = page("answers-list", query.format(code=consultation.code))

    assert shown.count('<li class="row">') == count
    assert f"<h1>{title}</h1>" in shown


def test_a_row_says_where_it_stands_who_was_to_answer_by_when_and_why_it_stays_unanswered(
    consultation: Consultation, author: Actor, officer: Actor
) -> None:
    comment = f.a_comment(consultation, author, CANARY, place="1-2")
    assert officer.organisation is not None
    assign([comment.own_point], institution=officer.organisation, by=f.ministry(), now=f.ANSWERING)
    Consultation.objects.filter(pk=consultation.pk).update(status="exception", exception_reason="Подаци касне.")

    shown = page("answers-list", "?state=late")

    row = shown[shown.index('<li class="row">') : shown.index("</li>", shown.index('<li class="row">'))]
    assert f.PASSAGES[1] in row
    assert f"Институција: {officer.organisation.name} · Рок за одговор: 31. март 2027." in row
    assert "Подаци касне." in row
    assert "Без одговора у року, 3 радна дана" in row


def test_a_place_in_a_draft_that_is_not_public_is_not_told(author: Actor) -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko], audience="public")
    f.a_comment(consultation, author, "Речи.", place="1-2")

    assert f.PASSAGES[1] not in page("answers-list", "?state=late")


def test_a_consultation_that_is_not_public_has_no_list() -> None:
    hidden = f.a_consultation([f.a_network().seko])
    assert Client().get(f"{reverse('answers-list')}?consultation={hidden.code}").status_code == 404


def test_answered_words_are_quoted_once_they_are_public(
    consultation: Consultation, author: Actor, officer: Actor
) -> None:
    comment = f.a_comment(consultation, author, "Јавне речи.")
    answered([comment], officer)

    shown = page("answers-list", "?state=answered")

    assert "Јавне речи." in shown
    assert f'href="/sr/comments/{consultation.code.upper()}-{comment.number:04d}/"' in shown


def test_answered_words_on_a_draft_that_is_not_public_stay_unquoted(author: Actor, officer: Actor) -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko], audience="public")  # its draft is released to the networks only
    answered([f.a_comment(consultation, author, CANARY)], officer)

    shown = page("answers-list", "?state=answered")

    assert shown.count('<li class="row">') == 1
    assert CANARY not in shown


def test_a_consultation_that_is_not_public_is_counted_but_not_named(author: Actor, officer: Actor) -> None:
    network = f.a_network()
    hidden = f.a_consultation([network.seko], title=CANARY)  # everybody else is told that it is not there
    mine = f.a_comment(hidden, network.members[0], "Речи.", seko=network.seko)
    assert Client().get(reverse("consultation", args=[hidden.code])).status_code == 404

    shown = page("answers-list", "?state=late")

    assert shown.count('<li class="row">') == 1
    assert CANARY not in shown
    assert f"-{mine.number:04d}" not in shown
    assert "консултације које нису јавне" in shown


def test_a_foreign_institution_is_not_there() -> None:
    assert Client().get(reverse("answers-list") + "?institution=nema-je").status_code == 404


def test_ended_consultations_account_for_every_comment(
    consultation: Consultation, author: Actor, officer: Actor
) -> None:
    comments = [f.a_comment(consultation, author, f"Коментар {number}.") for number in range(3)]
    answered(comments, officer)
    Consultation.objects.filter(pk=consultation.pk).update(status="concluded", concluded_at=f.OVERDUE)

    shown = page()

    assert "Коментара послато у закљученим консултацијама: <strong>3</strong>" in shown
    assert "<strong>3</strong> одговорено" in shown


def test_the_year_shows_the_ministrys_dates_and_those_of_public_consultations(consultation: Consultation) -> None:
    hidden = f.a_consultation([f.a_network().seko], title=CANARY, status="concluded", concluded_at=f.ANSWERING)
    assert hidden.title == CANARY
    KeyDate.objects.create(
        cycle="2027",
        name_sr="Крај програмирања",
        name_en="End of programming",
        precision="window",
        starts_on=date(2027, 4, 15),
        ends_on=date(2027, 4, 30),
        words_sr="друга половина априла",
        moved_from_starts_on=date(2027, 3, 15),
        moved_from_ends_on=date(2027, 3, 31),
    )

    shown = page()

    assert "друга половина априла" in shown
    assert "данас, 5. април" in shown
    assert "15. март у 23:59" in shown
    assert CANARY not in shown


def test_the_year_names_each_consultation_in_full_and_each_kind_of_its_dates(consultation: Consultation) -> None:
    title = "Чистије воде и мање отпада у градовима средње величине, нацрт 1"
    f.written_by_hand(consultation, title=title)

    shown = page()

    year = shown[shown.index('<div class="year">') :]
    row = re.escape(title) + r"</a></th></tr>"
    assert re.search(row, year)
    assert "оквирно: 1. март – 10. март" in year
    assert f"оквирно: {by(consultation.report_due_on)}" in year
    TimeRule.objects.create(code="law", subject="report", days=15, unit="calendar-days", basis="law", **VALID)
    cells = f"утврђен датум</td><td>{by(consultation.report_due_on)}"
    assert cells not in year
    assert cells in page()


def test_an_empty_site_says_what_will_stand_there() -> None:
    shown = page()

    assert "<h1>Без одговора у року: 0</h1>" in shown
    assert "Овде ће се бројати одговори институција, од првог." in shown


@pytest.mark.parametrize(
    ("name", "query"), [("answers", ""), ("answers-list", ""), ("answers-list", "?state=answered")]
)
def test_as_many_queries_for_one_as_for_thirty(
    name: str, query: str, consultation: Consultation, author: Actor, officer: Actor
) -> None:
    def queries() -> int:
        page(name, query)
        with CaptureQueriesContext(connection) as captured:
            page(name, query)
        return len(captured)

    answered([f.a_comment(consultation, author)], officer)
    f.a_comment(consultation, author, now=f.COMMENTING + timedelta(minutes=1))
    few = queries()
    answered([f.a_comment(consultation, author, f"Коментар {number}.") for number in range(30)], officer)
    for number in range(30):
        f.a_comment(consultation, author, f"Још {number}.")

    assert queries() == few
