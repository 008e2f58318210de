"""Pages of memoranda: who sees what, forms that keep what was typed, lists that cost the same for one and for many."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seko.drafts.memoranda import actions
from seko.drafts.memoranda.models import Memorandum, Party
from seko.foundation.core import clock
from seko.foundation.workflow import second
from tests import factories as f
from tests.drafts.memoranda import agreeing as a

pytestmark = pytest.mark.django_db

NEW = {
    "code": "novi",
    "title_sr": "Нови меморандум",
    "party-count": "2",
    "party-0-side": "state",
    "party-0-name": "Министарство за европске интеграције",
    "party-1-side": "civil",
    "party-1-name": "Мрежа зелених",
    "party-1-register": "zelena mreža",
    "obligation-count": "1",
    "obligation-0-side": "civil",
    "obligation-0-text": "Обавештавање мреже.",
    "obligation-0-party": "1",
}


@pytest.fixture
def cast() -> a.Cast:
    """Who acts."""
    return a.Cast()


def text_of(client: Client, name: str, *args: Any, query: str = "") -> str:
    """Return a page's HTML."""
    return client.get(reverse(name, args=args) + query).content.decode()


def test_each_reads_what_is_meant_for_them(cast: a.Cast) -> None:
    for code, make in (("prepared", a.prepared), ("offered", a.offered), ("force", a.in_force)):
        make(cast, code, title_sr=f"Канаринац {code}")
    seen = {}
    for name, actor in (
        ("ministry", cast.ministry),
        ("party", cast.first),
        ("stranger", cast.stranger),
        ("public", None),
    ):
        client = f.client_of(actor)
        listed = text_of(client, "memoranda")
        seen[name] = (
            [code for code in ("prepared", "offered", "force") if f"Канаринац {code}" in listed],
            [client.get(reverse("memorandum", args=[code])).status_code for code in ("prepared", "offered", "force")],
        )

    assert seen == {
        "ministry": (["prepared", "offered", "force"], [200, 200, 200]),
        "party": (["offered", "force"], [404, 200, 200]),
        "stranger": (["force"], [404, 404, 200]),
        "public": (["force"], [404, 404, 200]),
    }


def test_the_page_says_in_words_what_the_memorandum_is(cast: a.Cast, clients: dict[str, Client], language: str) -> None:
    a.in_force(cast)
    path = {"sr": "/sr/", "sr-latn": "/sr-latn/", "en": "/en/"}[language]
    page = clients[language].get(f"{path}memoranda/m/").content.decode()

    words = {
        "sr": ("На снази", "Зелена мрежа", "Мери се:", "3. март 2027."),
        "sr-latn": ("Na snazi", "Zelena mreža", "Meri se:", "3. mart 2027."),
        "en": ("In force", "Зелена мрежа", "Measured:", "3 March 2027"),
    }[language]
    assert [word for word in words if word not in page] == []
    assert ".." not in page.split("<main")[1].split("</main")[0].replace("../", "")


def test_a_memorandum_is_written_down_with_the_organisation_of_the_register(cast: a.Cast) -> None:
    client = f.client_of(cast.ministry)
    response = client.post(reverse("memorandum-new"), NEW)

    assert response.status_code == 302
    memorandum = Memorandum.objects.get(code="novi")
    lines = [(party.name, party.organisation_id) for party in memorandum.parties.order_by("order")]
    ministry, first = cast.ministry.mandate, cast.first.mandate
    assert ministry is not None
    assert first is not None
    assert lines == [
        ("Министарство за европске интеграције", ministry.organisation_id),
        ("Мрежа зелених", first.organisation_id),
    ]
    again = text_of(client, "memorandum-edit", "novi")
    assert 'value="Зелена мрежа"' in again


@pytest.mark.parametrize(
    ("button", "parties", "obligations", "party"),
    [
        ("add-party-state", 3, 1, "1"),
        ("add-obligation-civil", 2, 2, "1"),
        ("remove-party-0", 1, 1, "0"),
        ("remove-party-1", 1, 1, ""),
        ("remove-obligation-0", 2, 0, None),
    ],
)
def test_lines_come_and_go_without_a_script_and_nothing_typed_is_lost(
    cast: a.Cast, button: str, parties: int, obligations: int, party: str | None
) -> None:
    response = f.client_of(cast.ministry).post(reverse("memorandum-new"), {**NEW, "again": button, "starts_on": "x"})

    sheet = response.context["sheet"]
    assert (response.status_code, len(sheet.parties), len(sheet.obligations)) == (200, parties, obligations)
    page = response.content.decode()
    assert "Нови меморандум" in page
    assert 'value="x"' in page
    if party is not None:
        assert sheet.obligations[0]["party"].value() == party
    assert Memorandum.objects.count() == 0


@pytest.mark.parametrize("number", ["9" * 5_000, "9" * 30, "-1", "x"])
def test_a_place_that_no_form_sends_is_no_place(cast: a.Cast, number: str) -> None:
    data = {**NEW, "obligation-0-party": number, "again": "remove-party-0"}
    response = f.client_of(cast.ministry).post(reverse("memorandum-new"), data)
    assert response.context["sheet"].obligations[0]["party"].value() == ""

    response = f.client_of(cast.ministry).post(reverse("memorandum-new"), {**data, "again": f"remove-party-{number}"})
    assert len(response.context["sheet"].parties) == 2


def test_what_is_wrong_is_said_beside_its_line_and_everything_typed_stays(cast: a.Cast) -> None:
    bad = {**NEW, "party-1-register": "Нема је", "obligation-0-text": "", "title_sr": ""}
    response = f.client_of(cast.ministry).post(reverse("memorandum-new"), bad)

    assert response.status_code == 400
    assert "Нема је" in response.content.decode()
    good = {**bad, "title_sr": "Наслов", "obligation-0-text": "Текст"}
    response = f.client_of(cast.ministry).post(reverse("memorandum-new"), good)
    assert response.context["sheet"].parties[1].errors == {
        "register": ["У регистру нема организације са овим називом."]
    }
    assert Memorandum.objects.count() == 0


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(cast: a.Cast) -> None:
    a.prepared(cast)
    client = f.client_of(cast.second)
    page = text_of(client, "memorandum-edit", "m")
    seen = page.split('name="seen" value="')[1].split('"')[0]
    actions.change_memorandum(
        Memorandum.objects.get(), fields=a.fields(title_sr="Њихов"), parties=a.parties(cast), obligations=[],
        by=cast.ministry, now=a.OFFERED,
    )  # fmt: skip

    response = client.post(reverse("memorandum-edit", args=["m"]), {**NEW, "seen": seen, "title_sr": "Мој"})

    assert (response.status_code, "Мој" in response.content.decode()) == (409, True)
    assert Memorandum.objects.get().title_sr == "Њихов"


def test_the_whole_way_by_pages(cast: a.Cast) -> None:
    ministry, other, party = f.client_of(cast.ministry), f.client_of(cast.second), f.client_of(cast.first)
    with clock.pinned(a.OFFERED):
        ministry.post(reverse("memorandum-new"), {**NEW, "ends_on": "2028-03-01"})
        ministry.post(reverse("memorandum-step", args=["novi", "offer"]))
    memorandum = Memorandum.objects.get(code="novi")
    with clock.pinned(a.UPLOADED):
        assert party.get(reverse("memorandum", args=["novi"])).status_code == 200
        a.plain_check(memorandum, cast)
        signing = {f"party-{row.pk}-on": "2027-03-03" for row in memorandum.parties.all()}
        assert ministry.post(reverse("memorandum-signing", args=["novi"]), signing).status_code == 302
        ministry.post(reverse("memorandum-in-force", args=["novi"]), {"force-reason": "Потписано."})
        waiting = second.all_waiting(memorandum.pk)[0]
        shown = other.get(reverse("proposal", args=[waiting.pk])).content.decode()
        assert "Меморандум ступа на снагу" in shown
        assert other.post(reverse("proposal-confirm", args=[waiting.pk])).status_code == 302
        renewal = {"renewal-on": "2027-03-04", "renewal-until": "2029-03-01", "renewal-basis": "Анекс 1"}
        assert ministry.post(reverse("memorandum-renew", args=["novi"]), renewal).status_code == 302
        row = Party.objects.get(memorandum=memorandum, side="civil")
        leaving = {"leaving-party": row.pk, "leaving-on": "2027-03-04", "leaving-statement": "Иступамо из меморандума."}
        assert party.post(reverse("memorandum-leave", args=["novi"]), leaving).status_code == 302
        ending = {"end-reason": "Нема више потписница."}
        assert ministry.post(reverse("memorandum-end", args=["novi"]), ending).status_code == 302
        other.post(reverse("proposal-confirm", args=[second.all_waiting(memorandum.pk)[0].pk]))
        page = Client().get(reverse("memorandum", args=["novi"])).content.decode()

    assert [word for word in ("Иступамо из меморандума.", "Анекс 1", "Нема више потписница.") if word not in page] == []


@pytest.mark.parametrize(
    ("route", "data"),
    [
        ("memorandum-renew", {"renewal-on": "2027-03-04", "renewal-basis": "Канаринац"}),
        ("memorandum-leave", {"leaving-statement": "Канаринац", "leaving-on": "јуче"}),
        ("memorandum-end", {"end-reason": "", "end-replaced_by": "9999"}),
    ],
)
def test_a_form_that_is_wrong_comes_back_as_it_was(cast: a.Cast, route: str, data: dict[str, str]) -> None:
    a.in_force(cast, "m", ends_on=date(2028, 3, 1))
    if route == "memorandum-renew":
        data = {**data, "renewal-until": "2027-01-01"}
    response = f.client_of(cast.ministry).post(reverse(route, args=["m"]), data)

    page = response.content.decode()
    assert response.status_code == 400
    assert [value for value in data.values() if value and value != "9999" and value not in page] == []


def test_the_list_goes_out_in_three_formats_from_one_column_list(cast: a.Cast) -> None:
    a.in_force(cast)
    a.prepared(cast, "hidden", title_sr="Канаринац")
    rows = json.loads(text_of(Client(), "memoranda", query="?format=json"))
    csv = text_of(Client(), "memoranda", query="?format=csv")
    xlsx = Client().get(reverse("memoranda") + "?format=xlsx")

    assert [(row["code"], row["signed_on"], row["civil_side"]) for row in rows] == [
        ("m", "2027-03-03", "Зелена мрежа; Плава мрежа")
    ]
    assert "Канаринац" not in csv
    assert xlsx["Content-Disposition"] == 'attachment; filename="demonstration-memoranda.xlsx"'
    assert Client().get(reverse("memoranda") + "?format=exe").status_code == 404


def test_the_list_and_a_page_cost_the_same_for_one_and_for_many(cast: a.Cast) -> None:
    a.in_force(cast, "m0")

    def counted(path: str) -> int:
        client = f.client_of(cast.ministry)
        client.get(path)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(path)
        return len(queries)

    urls = [reverse("memoranda"), reverse("memoranda") + "?format=json", reverse("memorandum", args=["m0"])]
    before = [counted(url) for url in urls]
    for number in range(1, 12):
        a.in_force(cast, f"m{number}")
    for _ in range(4):
        a.plain_check(Memorandum.objects.get(code="m0"), cast)
    assert [counted(url) for url in urls] == before


def test_the_document_is_given_in_the_form_of_the_page(cast: a.Cast) -> None:
    a.in_force(cast)
    answers = {path: Client().get(path) for path in ("/sr/memoranda/m/file/docx/", "/en/memoranda/m/file/docx/")}

    assert [response["Content-Disposition"] for response in answers.values()] == [
        'attachment; filename="m-sr.docx"',
        'attachment; filename="m-en.docx"',
    ]
    assert Client().get("/sr/memoranda/m/file/exe/").status_code == 404
    assert "Одговор на сваки коментар." in Client().get("/sr/memoranda/m/text/").content.decode()
