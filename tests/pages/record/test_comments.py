"""All comments of a consultation: who reads which, a page at a time, all at once, as files; in few queries."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest
from django.test import Client

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.models import Organisation
from seko.dialogue.comments.actions import withdraw_comment
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.models import Point
from seko.dialogue.responses.actions import approve, assign, propose, save_draft
from seko.dialogue.responses.enums import Disposition
from seko.dialogue.responses.models import Response
from seko.foundation.core import clock
from seko.pages.record.exports import COLUMNS
from tests.factories import (
    ANSWERING,
    COMMENTING,
    Network,
    a_comment,
    a_consultation,
    a_network,
    a_version,
    an_actor,
    an_officer,
    client_of,
    ministry,
)

pytestmark = pytest.mark.django_db
ANSWERED, HIDDEN, WITHDRAWN = "Додати мерну станицу у Бору.", "КАНАРИНАЦ-БЕЗ-ОДГОВОРА", "КАНАРИНАЦ-ПОВУЧЕН"
REASON = "Станица улази у план за наредну годину."


@pytest.fixture
def network() -> Network:
    return a_network()


@pytest.fixture
def consultation(network: Network) -> Consultation:
    made = a_consultation([network.seko], version=a_version(circle="public"))
    answered = a_comment(made, network.members[0], ANSWERED, seko=network.seko, place="1-1")
    a_comment(made, network.members[1], HIDDEN, seko=network.seko)
    withdrawn = a_comment(made, network.members[0], WITHDRAWN, seko=network.seko)
    withdraw_comment(withdrawn, by=network.members[0], now=COMMENTING)
    publish_answer(answered)
    return made


@pytest.fixture(autouse=True)
def _in_march() -> Iterator[None]:
    with clock.pinned(ANSWERING):
        yield


def publish_answer(comment: Comment) -> None:
    coordinator, officer = ministry(), an_officer()
    point = Point.objects.get(comment=comment)
    assert officer.organisation is not None
    assign([point], institution=officer.organisation, by=coordinator, now=ANSWERING)
    drafted = save_draft(
        point, fields={"disposition": Disposition.ACCEPTED, "reason": REASON}, by=officer, now=ANSWERING
    )
    approve(propose(drafted, by=officer, now=ANSWERING), by=coordinator, now=ANSWERING)


def page(consultation: Consultation, query: str = "", form: str = "sr") -> str:
    return f"/{form}/consultations/{consultation.code}/comments/{query}"


def shown(consultation: Consultation, actor: Actor | None = None, query: str = "") -> str:
    response = client_of(actor).get(page(consultation, query))
    assert response.status_code == 200
    return response.content.decode()


def test_everybody_reads_what_is_answered_and_nothing_else(consultation: Consultation) -> None:
    for query in ("", "?all=1", "?format=json", "?format=csv"):
        text = shown(consultation, query=query)

        assert ANSWERED in text
        assert HIDDEN not in text
        assert WITHDRAWN not in text


def test_the_network_and_the_ministry_read_what_waits_too(consultation: Consultation, network: Network) -> None:
    for actor in (network.members[0], ministry()):
        text = shown(consultation, actor)

        assert (ANSWERED in text, HIDDEN in text, WITHDRAWN in text) == (True, True, False)


def test_another_network_reads_what_everybody_reads(consultation: Consultation) -> None:
    assert HIDDEN not in shown(consultation, a_network("energy").members[0])


def test_a_row_says_who_where_and_what_became_of_it(consultation: Consultation, network: Network) -> None:
    text = shown(consultation)

    assert network.members[0].organisation_name in text
    assert f'href="/sr/consultations/{consultation.code}/text/?p=1-1"' in text
    assert f'href="/sr/comments/{consultation.code.upper()}-0001/"' in text
    assert 'class="chip s-accepted"' in text


@pytest.mark.parametrize("format", ["json", "csv", "csv-excel", "xlsx"])
def test_a_demonstration_is_marked_in_every_row_and_in_the_name_of_the_file(
    consultation: Consultation, settings: Any, format: str
) -> None:
    marked = Client().get(page(consultation, f"?format={format}"))
    settings.DEMONSTRATION = False
    plain = Client().get(page(consultation, f"?format={format}"))

    rows = {"marked": _cells(marked.content, format), "plain": _cells(plain.content, format)}
    assert [each[0] for each in rows["marked"]][-1] == "измишљени подаци"
    assert rows["plain"] == [each[1:] for each in rows["marked"]]
    if format != "json":
        assert f'filename="demonstration-{consultation.code}.' in marked["Content-Disposition"]
        assert f'filename="{consultation.code}.' in plain["Content-Disposition"]


def _cells(content: bytes, format: str) -> list[list[Any]]:
    if format == "json":
        return [list(row.values()) for row in json.loads(content)]
    if format == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        return [list(row) for row in sheet.iter_rows(values_only=True)]
    separator = ";" if format == "csv-excel" else ","
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=separator))


def test_json_holds_every_column_and_the_answer(consultation: Consultation, settings: Any) -> None:
    settings.DEMONSTRATION = False
    response = Client().get(page(consultation, "?format=json"))

    (row,) = json.loads(response.content)
    assert response["Content-Type"] == "application/json"
    assert list(row) == [column.key for column in COLUMNS]
    assert (row["number"], row["words"], row["answer"]) == (f"{consultation.code}-0001".upper(), ANSWERED, REASON)
    assert (row["place"], row["is_late"], row["sent_at"]) == (
        "„Акција доприноси чистијем ваздуху у градовима.“",
        False,
        "2027-03-05T10:00:00+01:00",
    )


def test_the_workbook_has_the_titles_of_the_language_form(consultation: Consultation, settings: Any) -> None:
    settings.DEMONSTRATION = False
    response = Client().get(page(consultation, "?format=xlsx", "en"))

    rows = list(openpyxl.load_workbook(io.BytesIO(response.content)).worksheets[0].iter_rows(values_only=True))
    assert response["Content-Disposition"] == f'attachment; filename="{consultation.code}.xlsx"'
    assert [str(title) for title in rows[0][:2]] == ["Number", "Organisation"]
    assert ANSWERED in rows[1]


def test_in_english_the_institution_has_its_english_name(consultation: Consultation) -> None:
    (institution,) = Response.objects.values_list("institution", flat=True)
    Organisation.objects.filter(pk=institution).update(name_en="Ministry of Nature")

    told = {form: json.loads(Client().get(page(consultation, "?format=json", form)).content) for form in ("sr", "en")}

    assert told["sr"][0]["institution"] == "Министарство заштите животне средине"
    assert told["en"][0]["institution"] == "Ministry of Nature"


@pytest.mark.parametrize("query", ["?format=exe", "?format=../json"])
def test_another_format_is_not_there(consultation: Consultation, query: str) -> None:
    assert Client().get(page(consultation, query)).status_code == 404


@pytest.mark.parametrize("query", ["?page=0", "?page=999", "?page=x", "?page=1e9", "?all=2"])
def test_a_page_that_does_not_exist_leads_to_one_that_does(consultation: Consultation, query: str) -> None:
    assert ANSWERED in shown(consultation, query=query)


def test_a_draft_that_one_may_not_read_has_no_list(network: Network) -> None:
    closed = a_consultation([network.seko], version=a_version(circle="networks"))

    assert Client().get(page(closed)).status_code == 404
    assert client_of(an_actor(None, "")).get(page(closed)).status_code == 404
    assert client_of(network.members[0]).get(page(closed)).status_code == 200


def test_an_empty_list_says_what_will_stand_there(network: Network) -> None:
    text = shown(a_consultation([network.seko], version=a_version(circle="public")))

    assert "Овде ће стајати коментари који добију одговор." in text
    assert "?format=" not in text


def test_it_says_how_many_of_those_that_stand_can_be_read(consultation: Consultation) -> None:
    assert "можете да прочитате 1 од 2 коментара" in shown(consultation)
    assert "<li>2 коментара</li>" in client_of(ministry()).get(page(consultation)).content.decode()


@pytest.mark.parametrize("query", ["", "?all=1", "?format=json"])
def test_the_queries_do_not_grow_with_the_comments(
    consultation: Consultation, network: Network, query: str, django_assert_max_num_queries: Any
) -> None:
    for rank in range(30):
        a_comment(consultation, network.members[rank % 2], f"Коментар {rank}", seko=network.seko, place="1-1")

    Client().get(page(consultation, query))  # the counts are kept from here on

    with clock.pinned(ANSWERING), django_assert_max_num_queries(6):
        assert Client().get(page(consultation, query)).status_code == 200


def test_the_consultations_page_leads_to_it(consultation: Consultation) -> None:
    text = Client().get(f"/sr/consultations/{consultation.code}/").content.decode()

    assert f'href="{page(consultation)}"' in text
