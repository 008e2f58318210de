"""The register's file: all of it or nothing, twice adds nothing twice, and its people can sign in and act."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from seko.actors.accounts.models import Person
from seko.actors.mechanism.models import Membership, Seko
from seko.actors.organisations.models import Mandate, Organisation
from seko.foundation.core import clock
from seko.foundation.journal.queries import tampering
from seko.foundation.notifications.models import Outbox
from seko.foundation.notifications.sending import send_due
from tests.factories import keep_second_factor

pytestmark = pytest.mark.django_db
EXAMPLE = Path(__file__).resolve().parents[3] / "docs" / "register-example.json"
KEPT = (Seko, Organisation, Person, Membership, Mandate)


def counts() -> list[int]:
    return [model._default_manager.count() for model in KEPT]


@pytest.fixture
def load(tmp_path: Path) -> Any:
    """Load the example, changed by a function."""

    def loading(change: Any = None) -> None:
        entries = deepcopy(json.loads(EXAMPLE.read_text(encoding="utf-8")))
        if change:
            change(entries)
        path = tmp_path / "register.json"
        path.write_text(json.dumps(entries), encoding="utf-8")
        call_command("load_register", str(path))

    return loading


def test_the_example_is_loaded_once(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_register", str(EXAMPLE))
    first = counts()
    call_command("load_register", str(EXAMPLE))

    assert first == counts() == [1, 3, 5, 2, 5]
    assert Outbox.objects.count() == 5
    assert tampering() == []
    said = capsys.readouterr().out.splitlines()
    assert said[3] == "memberships: 2 added, 0 as they were"
    assert said[8] == "memberships: 0 added, 2 as they were"


def test_in_production_its_people_sign_in_by_the_mailed_link_and_later_by_a_new_one(
    client: Client, settings: Any
) -> None:
    settings.DEMONSTRATION = False
    call_command("load_register", str(EXAMPLE))
    send_due(clock.read())
    letter = next(each for each in mail.outbox if each.to == ["vesna@ministarstvo.example"])
    assert letter.subject.strip() == "Отворен вам је приступ платформи СЕКО"

    client.post(re.findall(r"https?://[^/]+(/\S+)", str(letter.body))[0])
    assert client.get(reverse("desk"))["Location"] == reverse("second-factor")
    keep_second_factor(client)
    assert "Координација министарства" in client.get(reverse("desk")).content.decode()

    client.post(reverse("sign-out"))
    assert reverse("register") in client.get(reverse("sign-in")).content.decode()
    mail.outbox.clear()
    client.post(reverse("register"), {"name": "Весна", "email": "vesna@ministarstvo.example"})
    send_due(clock.read())
    [letter] = mail.outbox
    client.post(re.findall(r"https?://[^/]+(/\S+)", str(letter.body))[0])
    keep_second_factor(client)
    assert client.get(reverse("desk")).status_code == 200


def _set(section: str, index: int, **values: Any) -> Any:
    return lambda entries: entries[section][index].update(values)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (_set("mandates", 1, person="nema@primer.example"), "mandates, entry 2: there is no person “nema@primer"),
        (_set("mandates", 0, role="boss"), "mandates, entry 1: “role” is “boss”; it can be representative,"),
        (_set("mandates", 0, role="representative"), "mandates, entry 1: “representative” is no role in an"),
        (_set("mandates", 2, to="2020-01-01"), "mandates, entry 3: “to” is before “from”"),
        (_set("mandates", 3, scope="pravda"), "mandates, entry 4: there is no SEKO “pravda”"),
        (_set("mandates", 0, od="2026-01-01"), "mandates, entry 1: “od” is not known here"),
        (_set("memberships", 1, role="lead"), "memberships, entry 2: overlaps what is entered already (Удружење"),
        (_set("memberships", 0, organisation="ministarstvo-programiranja"), "memberships, entry 1: “ministarstvo-prog"),
        (_set("memberships", 0, **{"from": "1. 3. 2027."}), "memberships, entry 1: “from” is “1. 3. 2027.”; write the"),
        (_set("persons", 4, email="jelena"), "persons, entry 5: “email”: Enter a valid email address."),
        (_set("persons", 0, name=" "), "persons, entry 1: “name” is empty"),
        (_set("persons", 0, name="a\x00b"), "persons, entry 1: “name” holds a character that cannot be stored"),
        (_set("organisations", 1, code="Бистра река"), "organisations, entry 2: “code”: Enter a valid"),
        (_set("organisations", 1, code="zeleni-breg"), "organisations, entry 3: “zeleni-breg” is kept already"),
        (lambda entries: entries["persons"][0].pop("email"), "persons, entry 1: “email” is missing"),
        (lambda entries: entries.update(people=[]), "people: There is no such section; there are sekos, organisations"),
    ],
)  # fmt: skip
def test_a_wrong_entry_is_named_and_nothing_is_kept(load: Any, change: Any, sentence: str) -> None:
    with pytest.raises(CommandError) as raised:
        load(change)

    assert f"\n- {sentence}" in str(raised.value)
    assert counts() == [0, 0, 0, 0, 0]
    assert not Outbox.objects.exists()


def test_what_says_otherwise_than_what_is_kept_is_refused(load: Any) -> None:
    load()
    before = counts()
    with pytest.raises(CommandError, match="mandates, entry 3: overlaps what is entered already"):
        load(_set("mandates", 2, to="2050-01-01"))

    assert counts() == before


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff\xfe", b'{"persons": {}}', b'{"persons": [1]}'])
def test_what_is_no_register_is_refused_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "register.json"
    path.write_bytes(content)

    with pytest.raises(CommandError):
        call_command("load_register", str(path))


def test_there_is_no_superuser() -> None:
    with pytest.raises(CommandError, match="load_register FILE"):
        call_command("createsuperuser")
