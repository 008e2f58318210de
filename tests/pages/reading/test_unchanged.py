"""The page that has not changed: not sent again, drawn once for readers without a session, never another's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from seko.dialogue.comments.actions import withdraw_comment
from seko.dialogue.consultations.models import Consultation
from seko.foundation.core import clock
from seko.pages.reading import unchanged
from tests.factories import (
    COMMENTING,
    Network,
    a_comment,
    a_consultation,
    a_network,
    a_version,
    client_of,
    written_by_hand,
)

pytestmark = pytest.mark.django_db
HIDDEN = "КАНАРИНАЦ-НЕВИДЉИВ"
FRAGMENT = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _in_march() -> Iterator[None]:
    with clock.pinned(COMMENTING):
        yield


@pytest.fixture
def network() -> Network:
    return a_network()


@pytest.fixture
def consultation(network: Network) -> Consultation:
    return a_consultation([network.seko], version=a_version(circle="public"))


def page(consultation: Consultation, query: str = "") -> str:
    return f"/sr/consultations/{consultation.code}/text/{query}"


def asked_again(consultation: Consultation, tag: str, query: str = "", **headers: str) -> Any:
    return Client().get(page(consultation, query), headers={"If-None-Match": tag, **headers})


@pytest.mark.parametrize(("query", "headers"), [("", {}), ("?show=waiting", {}), ("?p=1-1", {}), ("?p=1-1", FRAGMENT)])
def test_a_page_that_has_not_changed_is_not_sent_again(
    consultation: Consultation, query: str, headers: dict[str, str], django_assert_max_num_queries: Any
) -> None:
    first = Client().get(page(consultation, query), headers=headers)

    with django_assert_max_num_queries(2):
        again = asked_again(consultation, first["ETag"], query, **headers)

    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"] == "public, no-cache"


def test_a_compressed_page_is_recognised_too(consultation: Consultation) -> None:
    packed = Client().get(page(consultation), headers={"Accept-Encoding": "br"})

    assert packed["ETag"].startswith("W/")
    assert asked_again(consultation, packed["ETag"]).status_code == 304


def test_the_fragment_is_not_taken_for_the_page(consultation: Consultation) -> None:
    fragment = Client().get(page(consultation, "?p=1-1"), headers=FRAGMENT)

    assert asked_again(consultation, fragment["ETag"], "?p=1-1").status_code == 200


def test_every_change_that_the_page_shows_is_sent(consultation: Consultation, network: Network) -> None:
    tags = [Client().get(page(consultation))["ETag"]]
    comment = a_comment(consultation, network.members[0], seko=network.seko, place="1-1")
    counted = Client().get(page(consultation))
    tags.append(counted["ETag"])
    withdraw_comment(comment, by=network.members[0], now=COMMENTING)
    tags.append(Client().get(page(consultation))["ETag"])
    written_by_hand(consultation, title="Други наслов")
    tags.append(Client().get(page(consultation))["ETag"])
    with clock.pinned(COMMENTING + timedelta(days=1)):
        tags.append(Client().get(page(consultation))["ETag"])

    assert len(set(tags)) == len(tags)
    assert 'class="m w" href="?p=1-1#p-1-1">1<' in counted.content.decode()
    assert 'class="m w" href="?p=1-1#p-1-1">1<' not in Client().get(page(consultation)).content.decode()


def test_a_reader_with_a_session_gets_a_page_of_their_own_that_nobody_keeps(
    consultation: Consultation, network: Network
) -> None:
    a_comment(consultation, network.members[0], HIDDEN, seko=network.seko, place="1-1")
    everybodys = Client().get(page(consultation, "?p=1-1"), headers=FRAGMENT)
    member = client_of(network.members[1])

    own = member.get(page(consultation, "?p=1-1"), headers={**FRAGMENT, "If-None-Match": everybodys["ETag"]})
    after = Client().get(page(consultation, "?p=1-1"), headers=FRAGMENT)

    assert own.status_code == 200
    assert HIDDEN in own.content.decode()
    assert "ETag" not in own
    assert own["Cache-Control"] == "private, no-store"
    assert after.content == everybodys.content
    assert HIDDEN not in after.content.decode()


def test_what_is_kept_holds_no_token_and_names_what_it_varies_by(consultation: Consultation) -> None:
    for query, headers in (("", {}), ("?p=1-1", {}), ("?p=1-1", FRAGMENT)):
        answer = Client().get(page(consultation, query), headers=headers)

        assert "csrfmiddlewaretoken" not in answer.content.decode()
        assert not answer.cookies
        assert {"Cookie", "HX-Request"} <= {name.strip() for name in answer["Vary"].split(",")}


def test_a_draft_that_is_no_longer_released_is_gone_for_those_who_have_it_too(consultation: Consultation) -> None:
    tag = Client().get(page(consultation))["ETag"]
    assert consultation.version is not None
    consultation.version.releases.all().delete()

    assert asked_again(consultation, tag).status_code == 404


def test_the_least_lately_read_page_goes_first() -> None:
    kept = unchanged.Kept(40)
    for tag in ("a", "b", "c"):
        kept.put(tag, tag.encode() * 10)
    kept.get("a")
    kept.put("d", b"d" * 10)
    kept.put("e", b"e" * 10)
    kept.put("huge", b"h" * 11)

    assert [tag for tag in ("a", "b", "c", "d", "e", "huge") if kept.get(tag)] == ["a", "c", "d", "e"]
