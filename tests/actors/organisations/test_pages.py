"""Pages on which the register is kept, and an organisation's own profile."""

from __future__ import annotations

from datetime import date

import pytest

from seko.actors.organisations import actions
from seko.actors.organisations.enums import Role
from seko.actors.organisations.models import FieldOfWork, Organisation
from seko.foundation.core import clock
from seko.foundation.workflow.models import ProposedDeed
from tests import factories as f

pytestmark = pytest.mark.django_db
NOW = f.COMMENTING


@pytest.fixture(autouse=True)
def _in_march() -> object:
    with clock.pinned(NOW):
        yield


def a_body(name: str = "Зелена мрежа") -> Organisation:
    """Register through the action."""
    return actions.register_organisation(
        fields={"name": name, "kind": "association"}, is_another=True, by=f.ministry(), now=NOW
    )


@pytest.mark.bad_input(98)
def test_likely_duplicates_stand_side_by_side_before_one_is_kept() -> None:
    known, client = a_body("Удружење „Зелена мрежа“"), f.client_of(f.ministry())
    typed = {"name": "Zelena mreža", "kind": "association", "town": "Ниш"}

    page = client.post("/sr/new-organisation/", typed)
    assert page.status_code == 400
    text = page.content.decode()
    assert f"/sr/organisations/{known.slug}/" in text
    assert 'value="Zelena mreža"' in text
    assert 'value="Ниш"' in text
    assert Organisation.objects.filter(name="Zelena mreža").count() == 0
    page = client.post("/sr/new-organisation/", {**typed, "is_another": "yes"})
    assert page["Location"] == "/sr/organisations/zelena-mreza/"


@pytest.mark.parametrize(
    ("deed", "typed", "kept"),
    [
        ("facts", {"kind": "foundation", "town": "Ниш"}, {"kind": "foundation", "town": "Ниш"}),
        ("correct", {"name": "Зелена мрежа Србије"}, {"name": "Зелена мрежа Србије"}),
        ("rename", {"name": "Плаво", "starts_on": "2027-02-01", "basis": "Одлука"}, {"name": "Плаво"}),
        ("end", {"ended_on": "2027-03-01"}, {"ended_on": date(2027, 3, 1)}),
    ],
)
def test_each_deed_has_its_form(deed: str, typed: dict[str, str], kept: dict[str, object]) -> None:
    row, client = a_body(), f.client_of(f.ministry())
    assert client.get(f"/sr/organisations/{row.slug}/keep/").status_code == 200

    page = client.post(f"/sr/organisations/{row.slug}/keep/{deed}/", {f"{deed}-{k}": v for k, v in typed.items()})
    assert page.status_code == 302
    row.refresh_from_db()
    assert {name: getattr(row, name) for name in kept} == kept


def test_what_takes_two_is_proposed_and_stays_on_the_page_of_proposals() -> None:
    row, other, by = a_body(), a_body("Плаво небо"), f.ministry()
    client = f.client_of(by)
    path = f"/sr/organisations/{row.slug}/keep"
    succeed = {"successor": "plavo nebo", "kind": "part", "happened_on": "2027-02-01", "basis": "Одлука"}

    assert (
        client.post(f"{path}/merge/", {"merge-survivor": "ПЛАВО НЕБО", "merge-reason": "Двоструко"}).status_code == 302
    )
    assert client.post(f"{path}/succeed/", {f"succeed-{k}": v for k, v in succeed.items()}).status_code == 302
    assert {each.deed for each in ProposedDeed.objects.all()} == {"merge-organisation", "succeed-organisation"}
    assert "Спајање чека" in client.get(f"{path}/").content.decode()
    page = f.client_of(f.another_of(by)).get("/sr/proposals/")
    assert page.status_code == 200
    assert page.content.decode().count(row.name) >= 2
    for each in ProposedDeed.objects.all():
        assert other.name in f.client_of(f.another_of(by)).get(f"/sr/proposals/{each.pk}/").content.decode()


def test_a_wrong_form_keeps_what_was_typed() -> None:
    row, client = a_body(), f.client_of(f.ministry())

    page = client.post(
        f"/sr/organisations/{row.slug}/keep/rename/",
        {"rename-name": "Еко ✓", "rename-starts_on": "2027-02-01", "rename-basis": "Одлука скупштине"},
    )
    text = page.content.decode()
    assert page.status_code == 400
    assert 'value="Еко ✓"' in text
    assert "Одлука скупштине" in text
    page = client.post(f"/sr/organisations/{row.slug}/keep/merge/", {"merge-survivor": "нема је", "merge-reason": "х"})
    assert "нема је" in page.content.decode()


def test_its_people_change_the_profile_and_nothing_typed_is_lost() -> None:
    row = a_body()
    field = FieldOfWork.objects.create(code="water", name_sr="Вода", name_en="Water")
    client, path = f.client_of(f.an_actor(row, Role.REPRESENTATIVE)), f"/sr/organisations/{row.slug}/profile/"
    typed = {"profile": "Чувамо реке.", "website": "није адреса", "fields_of_work": [field.pk]}

    page = client.post(path, typed)
    assert page.status_code == 400
    assert "Чувамо реке." in page.content.decode()
    assert client.post(path, {**typed, "website": "https://primer.example/"}).status_code == 302
    row.refresh_from_db()
    assert (row.profile, list(row.fields_of_work.all())) == ("Чувамо реке.", [field])
    assert f.client_of(f.an_actor(f.an_organisation(), Role.REPRESENTATIVE)).get(path).status_code == 403


@pytest.mark.parametrize("key", ["9223372036854775808", "x"])
def test_a_field_of_work_that_cannot_be_is_refused_beside_the_form(key: str) -> None:
    row = a_body()
    client = f.client_of(f.an_actor(row, Role.REPRESENTATIVE))

    page = client.post(f"/sr/organisations/{row.slug}/profile/", {"profile": "Чувамо реке.", "fields_of_work": [key]})

    assert page.status_code == 400
    assert "Чувамо реке." in page.content.decode()


def test_a_name_from_the_first_day_of_the_calendar_is_refused_beside_the_form() -> None:
    row, client = a_body(), f.client_of(f.ministry())
    typed = {"rename-name": "Нова мрежа", "rename-starts_on": "0001-01-01", "rename-basis": "Одлука"}

    page = client.post(f"/sr/organisations/{row.slug}/keep/rename/", typed)

    assert page.status_code == 400
    assert "Овај дан је прерано у прошлости" in page.content.decode()
