"""Sessions: the person's own list, ending them, and what ends them all at once (reliability.md C8 96)."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seko.actors.accounts import actions
from seko.actors.accounts.models import Person
from seko.actors.accounts.presenters import device
from seko.foundation.core import clock
from tests.actors.accounts.signing import (
    PASSWORD,
    a_person_with_password,
    factors,
    is_signed_in,
    sessions,
    sign_in,
    sign_in_fully,
    with_app,
)

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0"
PHONE = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36"
NEW = "сасвим нова дуга лозинка"


def browsers(person: Person, count: int = 3) -> list[Client]:
    found = [Client(headers={"user-agent": FIREFOX if number else PHONE}) for number in range(count)]
    for client in found:
        sign_in(client, person)
    return found


def test_the_list_names_devices_in_plain_words_and_no_place() -> None:
    phone, *_others = browsers(a_person_with_password())

    page = phone.get(reverse("security")).content.decode()

    assert "Chrome, Android" in page
    assert page.count("Firefox, Windows") == 4  # twice each: the line, and whom its button signs out
    assert "127.0.0.1" not in page
    assert page.count("овај уређај") == 1


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (FIREFOX, "Firefox, Windows"),
        (PHONE, "Chrome, Android"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Safari/604.1",
            "Safari, iPhone",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/131.0 Safari/537.36 Edg/131.0", "Edge, Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.1 Safari/605.1.15", "Safari, macOS"),
        ("curl/8.0", "Непознат уређај"),
        ("", "Непознат уређај"),
    ],
)
def test_what_a_browser_says_of_itself_in_plain_words(said: str, shown: str) -> None:
    assert device(said) == shown


def test_one_is_ended_and_another_persons_is_not_there() -> None:
    person, stranger = a_person_with_password(), a_person_with_password()
    mine, office = browsers(person, 2)
    [foreign] = browsers(stranger, 1)
    identifier = sessions(person).get(session_key=office.session.session_key).pk

    assert mine.post(reverse("session-end", args=[sessions(stranger).get().pk])).status_code == 404
    mine.post(reverse("session-end", args=[identifier]))

    assert [is_signed_in(each) for each in (mine, office, foreign)] == [True, False, True]


def test_all_others_are_ended_also_those_that_are_on_no_list() -> None:
    person = a_person_with_password()
    mine, *others = browsers(person)
    hidden = Client()
    hidden.force_login(Person.objects.get(pk=person.pk))

    mine.post(reverse("sessions-end"))

    assert is_signed_in(mine)
    assert [is_signed_in(each) for each in (*others, hidden)] == [False, False, False]
    assert sessions(person).count() == 1


@pytest.mark.bad_input(96)
def test_a_new_password_ends_all_other_sessions_at_once() -> None:
    mine, *others = browsers(a_person_with_password())

    mine.post(reverse("password"), {"password1": NEW, "password2": NEW})

    assert [is_signed_in(each) for each in (mine, *others)] == [True, False, False]


@pytest.mark.bad_input(96)
def test_deactivation_and_ending_all_leave_no_session() -> None:
    person = a_person_with_password()
    found = browsers(person)
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert [is_signed_in(each) for each in found] == [False, False, False]
    Person.objects.filter(pk=person.pk).update(is_active=True)
    again = browsers(person)

    actions.end_sessions(person, now=clock.read())

    assert [is_signed_in(each) for each in (*found, *again)] == [False] * 6
    assert sessions(person).count() == 0


@pytest.mark.bad_input(96)
def test_a_reset_second_factor_ends_all_sessions_and_a_short_password(client: Client) -> None:
    person = a_person_with_password()
    secret = with_app(person)
    actions.set_password(person, "крушка з", now=clock.read())
    sign_in(client, person, "крушка з")
    sign_in_fully(client, person, secret)
    administrator = a_person_with_password()

    actions.reset_second_factor(person, by=_Acting(administrator), now=clock.read())

    person.refresh_from_db()
    assert not is_signed_in(client)
    assert not factors(person).exists()
    assert not person.has_usable_password()


class _Acting:
    def __init__(self, person: Person) -> None:
        self.person_id, self.mandate_id, self.organisation_id = str(person.pk), "", ""


def test_the_list_costs_the_same_for_one_and_for_thirty_sessions() -> None:
    person = a_person_with_password()
    [mine] = browsers(person, 1)

    def statements() -> int:
        with CaptureQueriesContext(connection) as found:
            assert mine.get(reverse("security")).status_code == 200
        return len(found)

    mine.get(reverse("security"))
    before = statements()
    browsers(person, 5)
    assert statements() == before


def test_when_it_was_last_used_is_kept_once_an_hour() -> None:
    person = a_person_with_password()
    [mine] = browsers(person, 1)
    sessions(person).update(last_seen_at="2026-01-01T00:00:00Z")
    cache.clear()

    mine.get(reverse("notices"))
    first = sessions(person).get().last_seen_at
    mine.get(reverse("notices"))

    assert first.year >= 2026 and (first.month, first.day) != (1, 1)
    assert sessions(person).get().last_seen_at == first
    assert PASSWORD
