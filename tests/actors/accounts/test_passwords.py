"""What a password must be: long enough, not well known, not about its owner, and nothing else."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import get_hasher
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from seko.actors.accounts import actions
from seko.actors.accounts.models import Person
from seko.foundation.core import clock
from seko.foundation.core.errors import WrongState
from tests import factories as f
from tests.actors.accounts.signing import PASSWORD, a_person_with_password, factors, sign_in, sign_in_fully, with_app

pytestmark = pytest.mark.django_db
TWENTY = "лепа жута крушка ту"


def is_taken(password: str, person: Person) -> bool:
    try:
        validate_password(password, person)
    except ValidationError:
        return False
    return True


@pytest.mark.bad_input(93)
@pytest.mark.parametrize(
    ("password", "taken"),
    [
        ("плава патка 12", False),  # 14 characters
        ("плава патка 123", True),  # 15
        ("k r u š k a  i  s o", True),
        ("   плава   патка  ", True),
        ("ш" * 60 + "абвгд", True),  # 65
        ("жута крушка " * 10 + "зоваће", True),
        ("жута крушка " * 21 + "зова", True),  # 256
        ("жута крушка " * 21 + "зовни", False),
        ("密码很长很长的一句话没有人知道它", True),
        ("🦆🦆🦆 патка и четири руже", True),
    ],
)
def test_length_counts_and_any_character_is_good(password: str, taken: bool) -> None:
    assert is_taken(password, f.a_person("Нико Нић")) is taken


@pytest.mark.bad_input(93)
@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaaaaaaaaaaaa",
        "abababababababab",
        "123456789012345",
        "passwordpassword",
        "лозинка12345678",
        "lozinka_2026____",
        "МОЈАЛОЗИНКА 2027",
        "qwertzuiop123456",
        "црвена звезда 1945",
        "Министарство2027!",
    ],
)
def test_what_everybody_tries_first_is_refused_in_either_script(password: str) -> None:
    assert not is_taken(password, f.a_person("Нико Нић"))


@pytest.mark.bad_input(93)
@pytest.mark.parametrize(
    "password",
    [
        "milica.obradovic@primer.example",
        "milica.obradovic1",
        "Милица Обрадовић",
        "Obradović Milica",
        "МилицаОбрадовић27",
    ],
)
def test_what_is_like_the_name_or_the_address_is_refused(password: str) -> None:
    person = f.a_person("Милица Обрадовић", email="milica.obradovic@primer.example")

    assert not is_taken(password, person)
    assert is_taken(TWENTY, person)


@pytest.mark.bad_input(93)
def test_one_that_nobody_types_is_refused_by_its_length_without_being_compared() -> None:
    owner = f.a_person("Ана " * 50, email=f"{'a' * 60}@primer.example")

    with pytest.raises(ValidationError) as raised:
        validate_password(owner.name * 10_000, owner)

    assert [error.code for error in raised.value.error_list] == ["password_too_long", "password_too_common"]


def test_eight_characters_are_enough_beside_a_second_factor_and_not_alone() -> None:
    person = f.a_person("Нико Нић")
    assert not is_taken("крушка зр", person)

    with_app(person)

    assert is_taken("крушка з", person)
    assert not is_taken("крушка", person)


def test_the_last_second_factor_stays_while_the_password_is_short(client: Client) -> None:
    person = a_person_with_password()
    secret = with_app(person)
    actions.set_password(person, "крушка з", now=clock.read())
    sign_in(client, person, "крушка з")
    identifier = factors(person).get(type="totp").pk

    with pytest.raises(WrongState):
        actions.remove_factor(person, identifier, now=clock.read())
    assert factors(person).count() == 2

    actions.set_password(person, PASSWORD, now=clock.read())
    actions.remove_factor(person, identifier, now=clock.read())
    assert factors(person).count() == 0
    assert secret


def test_it_is_hashed_by_argon2id() -> None:
    person = a_person_with_password()

    assert person.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert get_hasher().algorithm == "argon2"


def test_the_page_says_what_is_wrong_and_takes_a_pasted_one(client: Client) -> None:
    person = a_person_with_password()
    sign_in(client, person)
    page = client.get(reverse("password")).content.decode()
    assert 'autocomplete="new-password"' in page
    assert "onpaste" not in page and "maxlength" not in page

    short = client.post(reverse("password"), {"password1": "кратка", "password2": "кратка"})
    other = client.post(reverse("password"), {"password1": TWENTY, "password2": TWENTY + "!"})

    assert (short.status_code, other.status_code) == (400, 400)
    assert "Лозинка мора имати најмање 15 знакова." in short.content.decode()
    assert "Лозинке нису исте." in other.content.decode()
    assert TWENTY not in other.content.decode()


def test_whoever_signed_in_long_ago_shows_first_who_they_are(client: Client, settings: object) -> None:
    person = a_person_with_password()
    secret = with_app(person)
    sign_in_fully(client, person, secret)
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3_600
    session.save()

    for name in ("password", "app-add", "passkey-add", "recovery-codes", "recovery-codes-file"):
        answer = client.get(reverse(name))
        assert answer["Location"].split("?")[0] == reverse("reauthenticate"), name
    refused = client.post(reverse("password"), {"password1": TWENTY, "password2": TWENTY})
    assert refused["Location"].split("?")[0] == reverse("reauthenticate")
    person.refresh_from_db()
    assert person.check_password(PASSWORD)

    wrong = client.post(reverse("reauthenticate"), {"password": "погрешна"})
    right = client.post(reverse("reauthenticate") + "?next=" + reverse("password"), {"password": PASSWORD})

    assert wrong.status_code == 400
    assert right["Location"] == reverse("password")
    assert client.get(reverse("password")).status_code == 200
