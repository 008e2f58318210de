"""What is mailed about a person's sign-in: to the stored address, in their language form, as text and HTML, over a real
conversation with a mail server; and what the journal keeps of it.
"""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from seko.actors.accounts import actions
from seko.actors.accounts.actions.signing_in import Owner
from seko.actors.accounts.enums import Purpose
from seko.actors.accounts.models import Person
from seko.foundation.core import clock
from seko.foundation.journal.models import Entry
from seko.foundation.notifications.sending import send_due
from tests import factories as f
from tests.actors.accounts.signing import (
    PASSWORD,
    a_person_with_password,
    factors,
    is_signed_in,
    sign_in,
    with_app,
)
from tests.smtp import Delivered, Mailbox

pytestmark = pytest.mark.django_db
PATH = re.compile(r"https?://[^/\s]+(/\S+)")
SUBJECTS = {
    "sr": "Додата је додатна потврда пријаве",
    "sr-latn": "Dodata je dodatna potvrda prijave",
    "en": "A second factor was added",
}


def arrived(mailbox: Mailbox) -> dict[str, Delivered]:
    """Send what is due and return the letters by their subject."""
    send_due(clock.read())
    return {letter.subject.partition("] ")[2]: letter for letter in mailbox}


def test_a_forgotten_password_from_the_page_to_the_new_one(client: Client, mailbox: Mailbox) -> None:
    person = a_person_with_password(email="ana@primer.example")
    arrived(mailbox)

    client.post(reverse("password-forgotten"), {"email": "ANA@primer.example"})
    letter = arrived(mailbox)["Нова лозинка за СЕКО"]
    assert letter.recipients == ("ana@primer.example",)
    assert "Затражили сте нову лозинку." in letter.text
    assert "Затражили сте нову лозинку." in letter.html
    [path] = [each for each in PATH.findall(letter.text) if "/confirm/" in each]
    client.post(path)
    client.post(reverse("password"), {"password1": "сасвим нова дуга лозинка", "password2": "сасвим нова дуга лозинка"})

    told = arrived(mailbox)["Ваша лозинка је промењена"]
    assert reverse("security") in told.text
    assert is_signed_in(client)
    assert sign_in(Client(), person, "сасвим нова дуга лозинка").status_code == 302


def test_nobody_is_mailed_where_nobody_is_entered(client: Client, mailbox: Mailbox) -> None:
    f.a_person(email="stara@primer.example", is_active=False)

    for email in ("niko@primer.example", "stara@primer.example"):
        client.post(reverse("password-forgotten"), {"email": email})

    assert arrived(mailbox) == {}


@pytest.mark.parametrize("language", list(SUBJECTS))
def test_each_is_told_in_their_own_language_form(mailbox: Mailbox, language: str) -> None:
    person = f.a_person(language=language)

    with_app(person)

    letter = arrived(mailbox)[SUBJECTS[language]]
    assert letter.recipients == (person.email,)
    assert f"/{language}/account/security/" in letter.text


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_every_change_of_the_sign_in_is_told_and_kept_without_a_name(mailbox: Mailbox, language: str) -> None:
    person = f.a_person("Зорица Ћирић", email="zorica@primer.example", language=language)
    now = clock.read()

    actions.set_password(person, PASSWORD, now=now)
    secret = with_app(person)
    actions.make_recovery_codes(person, now=now)
    actions.tell_of_wrong_passwords(person, now=now)
    actions.remove_factor(person, factors(person).get(type="totp").pk, now=now)
    with_app(person)
    actions.reset_second_factor(person, by=Owner(person), now=clock.read())
    for purpose in Purpose:
        actions.mail_link(person.email, purpose, now=clock.read())

    letters = arrived(mailbox)
    assert len(letters) == 10
    for letter in letters.values():
        assert letter.text and letter.html
        assert "{%" not in letter.text + letter.html
        assert secret not in letter.text + letter.html
    kinds = list(Entry.objects.filter(subject="person").values_list("kind", flat=True))
    assert kinds == [
        "password-set", "second-factor-added", "recovery-codes-made", "second-factor-removed", "second-factor-added",
        "second-factor-reset",
    ]  # fmt: skip
    kept = str(list(Entry.objects.values()))
    assert not [each for each in ("Зорица", "zorica@", secret, PASSWORD) if each in kept]


def test_the_secrets_of_an_app_and_of_recovery_codes_are_not_readable_in_the_database() -> None:
    person = f.a_person()
    secret = with_app(person)

    kept = str(list(factors(person).values()))

    assert secret not in kept
    assert factors(person).count() == 2


def test_the_first_sign_in_by_invitation_over_the_mail(client: Client, mailbox: Mailbox) -> None:
    person = Person(email="novi@primer.example", name="Нови Члан")
    actions.enter_persons([person], now=clock.read())

    letter = arrived(mailbox)["Отворен вам је приступ платформи СЕКО"]
    [path] = [each for each in PATH.findall(letter.text) if "/confirm/" in each]
    client.get(path)
    answer = client.post(path)

    assert answer["Location"] == reverse("password") + "?first=1"
    assert is_signed_in(client)
