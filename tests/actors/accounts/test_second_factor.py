"""Whoever acts for the state reaches nothing without a second factor; nobody else is asked, and it costs nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seko.actors.accounts import actions
from seko.actors.accounts.requests import SECOND_FACTOR, SHOWN, WAIVED
from seko.actors.organisations.enums import SECOND_FACTOR_ROLES, OrganisationKind, Role
from seko.actors.organisations.models import Mandate
from seko.foundation.core import clock
from seko.foundation.core.access import Access
from tests import factories as f
from tests.actors.accounts.signing import a_person_with_password, code_of, factors, sign_in, sign_in_fully, with_app
from tests.permissions.routes import routes

pytestmark = pytest.mark.django_db

BEFORE = {
    "healthz", "readyz", "sign-in", "account_login", "sign-in-second", "sign-in-passkey", "openid_connect_login",
    "openid_connect_callback", "sign-out", "password-forgotten", "address-confirm", "security", "second-factor",
    "reauthenticate", "password", "app-add", "passkey-add", "recovery-codes", "recovery-codes-file",
    # A mailed invitation, and the link of an occasional member, sign somebody else in or out first.
    "invitation", "invitation-other", "invitation-again", "link-open", "link-ask",
}  # fmt: skip


def a_state_person(role: str = Role.MINISTRY) -> Any:
    person = a_person_with_password()
    f.an_actor(f.an_organisation("Министарство", OrganisationKind.MINISTRY), role, person)
    return person


def test_the_roles_of_the_state_side_are_named() -> None:
    assert {each.value for each in SECOND_FACTOR_ROLES} == {
        "ministry-coordinator", "officer", "secretary", "auditor", "administrator",
    }  # fmt: skip


@pytest.mark.parametrize("role", SECOND_FACTOR_ROLES)
def test_without_one_every_page_leads_to_the_set_up(client: Client, role: Role) -> None:
    sign_in(client, a_state_person(role))

    for name in ("home", "desk", "notices", "consultations", "answers"):
        assert client.get(reverse(name))["Location"] == reverse("second-factor"), name
    page = client.get(reverse("second-factor"))
    assert page.status_code == 200
    assert "Потребна је додатна потврда пријаве" in page.content.decode()
    assert client.get("/en/account/second-factor/").status_code == 200
    assert client.post(reverse("sign-out")).status_code == 302


def test_only_the_set_up_and_signing_in_and_out_say_that_they_come_before_it() -> None:
    assert {each.name for each in routes() if getattr(each.view, "is_before_second_factor", False)} == BEFORE


@pytest.mark.parametrize("role", ["", Role.REPRESENTATIVE, Role.COORDINATOR])
def test_whoever_does_not_act_for_the_state_is_told_that_they_may_do_without(client: Client, role: str) -> None:
    person = a_person_with_password()
    if role:
        f.an_actor(f.an_organisation("Удружење"), role, person)
    sign_in(client, person)

    page = client.get("/en/account/second-factor/").content.decode()

    assert "You need not have one" in page
    assert "You act for an institution of the state" not in page
    assert "A second factor is needed" not in page


def test_a_deed_and_a_part_of_a_page_are_refused_too(client: Client) -> None:
    sign_in(client, a_state_person())

    deed = client.post(reverse("notices-read"))
    part = client.get(reverse("desk"), headers={"HX-Request": "true"})

    assert deed["Location"] == reverse("second-factor")
    assert (part.status_code, part["HX-Redirect"], part.content) == (403, reverse("second-factor"), b"")


def test_it_counts_for_a_mandate_that_was_not_chosen_too(client: Client) -> None:
    person = a_person_with_password()
    f.an_actor(f.an_organisation("Аграр"), Role.REPRESENTATIVE, person)
    f.an_actor(f.an_organisation("Институција", OrganisationKind.MINISTRY), Role.OFFICER, person)

    sign_in(client, person)

    assert client.get(reverse("desk"))["Location"] == reverse("second-factor")


def test_who_has_one_signs_in_with_it_and_goes_on(client: Client) -> None:
    person = a_state_person()

    sign_in_fully(client, person, with_app(person))

    assert client.get(reverse("desk")).status_code == 200
    assert client.get(reverse("second-factor"))["Location"] == reverse("desk")


def test_setting_one_up_opens_the_platform_in_this_session_and_ends_the_others(client: Client) -> None:
    person, other = a_state_person(), Client()
    sign_in(other, person)
    sign_in(client, person)
    assert '<a href="otpauth://totp/' in client.get(reverse("app-add")).content.decode()
    secret = client.session["mfa.totp.secret"]

    answer = client.post(reverse("app-add"), {"code": code_of(secret)})

    assert answer["Location"] == reverse("recovery-codes")
    assert client.get(reverse("desk")).status_code == 200
    assert reverse("sign-in") in other.get(reverse("desk"))["Location"]


def test_a_session_begun_before_a_mandate_of_the_state_is_refused(client: Client) -> None:
    person = a_person_with_password()
    sign_in(client, person)
    assert client.get(reverse("desk")).status_code == 200
    with_app(person)

    f.an_actor(f.an_organisation("Министарство", OrganisationKind.MINISTRY), Role.MINISTRY, person)

    assert client.get(reverse("desk"))["Location"] == reverse("second-factor")
    assert "Имате додатну потврду" in client.get(reverse("second-factor")).content.decode()


def test_a_mandate_that_ended_asks_nothing(client: Client) -> None:
    person = a_state_person()
    Mandate.objects.filter(person=person).update(ends_on=date(2026, 1, 2))

    sign_in(client, person)

    assert client.get(reverse("desk")).status_code == 200


def test_a_click_in_a_demonstration_stands_for_it_there_and_nowhere_else(client: Client, settings: Any) -> None:
    person = a_state_person()
    client.force_login(person)
    session = client.session
    session[SECOND_FACTOR] = WAIVED
    session.save()
    assert client.get(reverse("desk")).status_code == 200

    settings.DEMONSTRATION = False

    assert client.get(reverse("desk"))["Location"] == reverse("second-factor")


def test_in_a_demonstration_the_sign_in_page_waives_nothing(client: Client, settings: Any) -> None:
    assert settings.DEMONSTRATION

    sign_in(client, a_state_person())

    assert client.get(reverse("desk"))["Location"] == reverse("second-factor")


def test_removing_the_last_one_closes_the_platform_again(client: Client) -> None:
    person = a_state_person()
    sign_in_fully(client, person, with_app(person))
    identifier = factors(person).get(type="totp").pk

    client.post(reverse("factor-remove", args=[identifier]))

    assert not factors(person).exists()
    assert client.session.get(SECOND_FACTOR) is None
    assert client.get(reverse("desk"))["Location"] == reverse("second-factor")


def test_signing_in_again_without_a_factor_leaves_no_mark_of_the_one_before(client: Client) -> None:
    person = a_state_person()
    sign_in_fully(client, person, with_app(person))
    factors(person).delete()
    assert client.session[SECOND_FACTOR] == SHOWN

    token = actions.confirmation_token(type(person).objects.get(pk=person.pk))
    client.post(reverse("address-confirm", args=[token]))

    assert client.get(reverse("desk"))["Location"] == reverse("second-factor")


def _statements(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(url).status_code == 200
    return len(found)


@pytest.mark.parametrize("name", ["home", "desk", "notices", "consultations", "documents", "answers"])
def test_it_costs_no_statement(settings: Any, name: str) -> None:
    network = f.a_network()
    ministry = f.ministry()
    clients = (Client(), f.client_of(network.members[0]), f.client_of(ministry))
    asked = [client for client in clients if client.cookies or name in ("home", "consultations", "answers")]

    with clock.pinned(f.COMMENTING):
        with_rule = [_statements(client, reverse(name)) for client in asked]
        settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if not each.endswith(".SecondFactor")]
        for client in asked:
            client.handler.load_middleware()
        without = [_statements(client, reverse(name)) for client in asked]

    assert with_rule == without


def test_every_address_for_signed_in_people_is_closed(client: Client) -> None:
    sign_in(client, a_state_person())
    closed = [each for each in routes() if each.access is Access.SIGNED_IN and each.name not in BEFORE]

    for route in closed:
        if "<" not in route.pattern:
            answer = client.get(f"/sr/{route.pattern}")
            assert (answer.status_code, answer["Location"]) == (302, reverse("second-factor")), route.name
