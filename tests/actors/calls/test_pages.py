"""Pages of calls: what was typed is kept, a way through for each role, nothing of others' applications."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from seko.actors.calls.enums import ApplicationStatus, CallKind
from seko.actors.calls.models import Application, Call
from seko.actors.mechanism.models import Membership
from seko.foundation.core import clock
from seko.foundation.workflow.models import ProposedDeed
from tests import factories as f
from tests.actors.calls import places as p

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def get(client: Client, name: str, *of: Any, now: datetime = p.APPLYING) -> Any:
    with clock.pinned(now):
        return client.get(reverse(name, args=of))


def post(client: Client, name: str, *of: Any, now: Any = p.APPLYING, **data: Any) -> Any:
    with clock.pinned(now):
        return client.post(reverse(name, args=of), data)


def rows(*given: str | tuple[str | int, ...]) -> dict[str, Any]:
    """Return rows of criteria as the form sends them: text, most marks, weight, least marks."""
    names = ("text", "most", "weight", "least")
    found: dict[str, Any] = {"criterion-count": len(given)}
    for place, row in enumerate(given):
        values = row if isinstance(row, tuple) else (row,)
        found |= {f"criterion-{place}-{name}": value for name, value in zip(names, values, strict=False)}
    return found


@pytest.fixture
def network() -> f.Network:
    return f.a_network(partners=2)


def test_a_lead_issues_a_call_by_the_form_and_nobody_sees_it_before(network: f.Network) -> None:
    lead = f.client_of(network.lead)
    data = {
        "seko": network.seko.pk, "title": "Позив мреже", "code": "mreza", "text": "Текст.",
        "opens_on": "2027-02-10", **rows("Рад у области", "", "Спремност за рад"),
    }  # fmt: skip

    assert post(lead, "call-new", **data).status_code == 302

    assert get(Client(), "call", "mreza").status_code == 404
    assert get(f.client_of(network.members[0]), "call", "mreza").status_code == 404
    assert post(lead, "call-step", "mreza", "open").status_code == 302
    assert "Позив мреже" in get(Client(), "call", "mreza").content.decode()
    assert list(Call.objects.get().criteria.values_list("text", flat=True)) == ["Рад у области", "Спремност за рад"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("criterion-0-text", ""),
        ("opens_on", "нешто"),
        ("closes_on", "2027-02-01"),
        ("criterion-0-text", "а" * 301),
        ("criterion-count", "0"),
    ],
)
def test_a_call_that_cannot_be_is_named_and_stays_in_the_form(network: f.Network, field: str, value: str) -> None:
    data = {
        "seko": network.seko.pk, "title": "Позив мреже", "code": "mreza", "text": "Мој дуги текст.",
        **rows("Рад"), "opens_on": "2027-02-10", field: value,
    }  # fmt: skip
    answer = post(f.client_of(network.lead), "call-new", **data)

    assert answer.status_code == 400
    assert "Мој дуги текст." in answer.content.decode()
    assert not Call.objects.exists()


SCORED = {
    "title": "Позив", "code": "konzorcijum", "text": "Текст.", "is_scored": "on", "opens_on": "2027-02-10",
    "closes_on": "2027-03-10", "starts_on": "2027-06-01",
}  # fmt: skip


def test_criteria_with_marks_are_read_from_their_rows() -> None:
    network, ministry = f.a_network(partners=2), f.client_of(f.ministry())
    data = {"seko": network.seko.pk, **SCORED, **rows(("Искуство", 30, 2, 10), "", ("Капацитети", 20))}

    assert post(ministry, "call-new", **data).status_code == 302

    found = Call.objects.get().criteria.values_list("text", "most", "weight", "least")
    assert list(found) == [("Искуство", 30, 2, 10), ("Капацитети", 20, 1, 0)]
    assert f"{Call.objects.get().closes_at:%H:%M:%S}" == "22:59:59"  # 23:59:59 in Belgrade


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (("Искуство", "99999999999999999999999", 1, 10), "most"),
        (("Искуство", 30, 100, 10), "weight"),
        (("Искуство", "много"), "most"),
        (("Искуство", -1), "most"),
        (("Искуство",), "most"),
        (("", 30), "text"),
    ],
)
def test_a_row_of_marks_that_cannot_be_is_named_at_its_field(
    network: f.Network, row: tuple[str | int, ...], field: str
) -> None:
    data = {"seko": network.seko.pk, **SCORED, **rows(("Капацитети", 20), row)}

    page = post(f.client_of(f.ministry()), "call-new", **data)

    assert page.status_code == 400
    assert f'href="#id_criterion-1-{field}"' in page.content.decode()
    assert 'value="Капацитети"' in page.content.decode()
    assert not Call.objects.exists()


def test_rows_are_added_and_removed_without_a_script_and_nothing_typed_is_lost(network: f.Network) -> None:
    ministry = f.client_of(f.ministry())
    data = {"seko": network.seko.pk, **SCORED, **rows(("Искуство", 30, 2, 10), ("Капацитети", 20))}

    more = post(ministry, "call-new", **data, again="add")
    less = post(ministry, "call-new", **data, again="remove-0")

    shown = [[form["text"].value() for form in page.context["sheet"].criteria] for page in (more, less)]
    assert shown == [["Искуство", "Капацитети", None], ["Капацитети"]]
    head = more.context["sheet"].head
    assert (head["title"].value(), head["opens_on"].value(), head["is_scored"].value()) == ("Позив", "2027-02-10", "on")
    assert more.status_code == 200
    assert not Call.objects.exists()


def test_a_prepared_call_is_changed_row_by_row(network: f.Network) -> None:
    lead = f.client_of(network.lead)
    data = {"title": "Позив", "text": "Текст.", "opens_on": "2027-02-10"}
    post(lead, "call-new", seko=network.seko.pk, code="mreza", **data, **rows("Први", "Други"))

    form = get(lead, "call-edit", "mreza").context["sheet"]
    assert [row["text"].value() for row in form.criteria] == ["Први", "Други"]
    less = post(lead, "call-edit", "mreza", **data, **rows("Први", "Други"), again="remove-0")
    assert [row["text"].value() for row in less.context["sheet"].criteria] == ["Други"]
    assert post(lead, "call-edit", "mreza", **data, **rows("Други", "Трећи")).status_code == 302

    assert list(Call.objects.get().criteria.values_list("text", flat=True)) == ["Други", "Трећи"]


def test_saving_keeps_everything_and_sending_says_what_is_missing(network: f.Network) -> None:
    call = p.a_call(network.seko, f.ministry())
    applicant = p.an_applicant()
    client = f.client_of(applicant)
    typed = {"words": "Половина речи.", "partners": "Не постоји такво", "contact": "Вера"}

    assert post(client, "application-edit", call.code, deed="save", **typed).status_code == 302
    answer = post(client, "application-edit", call.code, deed="send", **typed)

    assert answer.status_code == 400
    page = answer.content.decode()
    assert "Половина речи." in page
    assert "Не постоји такво" in page
    row = Application.objects.get()
    assert (row.status, row.words, row.partners_typed) == ("unsent", "Половина речи.", "Не постоји такво")


def test_an_application_that_lacks_something_keeps_the_file_that_came_with_it(network: f.Network) -> None:
    call = p.a_call(network.seko, f.ministry())
    client = f.client_of(p.an_applicant())
    file = SimpleUploadedFile("prilog.pdf", PDF, content_type="application/pdf")

    answer = post(client, "application-edit", call.code, deed="send", words="Речи.", file=file)

    assert answer.status_code == 400
    assert "prilog.pdf" in answer.content.decode()
    assert Application.objects.get().attachment is not None


def test_an_application_is_sent_with_its_file_and_read_by_nobody_else(network: f.Network) -> None:
    call = p.a_call(network.seko, f.ministry())
    applicant, partners = p.an_applicant(), p.organisations(2)
    client = f.client_of(applicant)
    data = {
        "words": "Тајне речи пријаве.", "partners": "\n".join(each.name for each in partners), "contact": "",
        "declarations": list(p.ALL), "file": SimpleUploadedFile("prilog.pdf", PDF, content_type="application/pdf"),
    }  # fmt: skip

    assert post(client, "application-edit", call.code, deed="send", **data).status_code == 302

    row = Application.objects.get()
    assert row.status == ApplicationStatus.SENT
    assert set(row.partners.all()) == set(partners)
    assert row.attachment is not None
    of = (call.code, row.pk)
    assert "Тајне речи пријаве." in get(client, "application", *of).content.decode()
    file = get(client, "application-file", *of)
    assert file.getvalue() == PDF
    for other in (p.an_applicant(), network.lead, network.members[0], f.an_officer()):
        assert get(f.client_of(other), "application", *of).status_code == 404
        assert get(f.client_of(other), "application-file", *of).status_code == 404
    assert "Тајне речи пријаве." not in get(Client(), "call", call.code).content.decode()


def test_after_the_closing_what_is_typed_is_kept_and_not_sent(network: f.Network) -> None:
    call = p.a_call(network.seko, f.ministry())
    client = f.client_of(p.an_applicant())
    data = {"words": "Закаснеле речи.", "declarations": list(p.ALL), "deed": "send"}
    names = "\n".join(each.name for each in p.organisations(2))

    answer = post(client, "application-edit", call.code, now=p.CLOSES + timedelta(hours=2), partners=names, **data)

    assert answer.status_code == 409
    assert "Закаснеле речи." in answer.content.decode()
    assert Application.objects.get().status == ApplicationStatus.UNSENT


def test_a_network_from_application_to_registration_by_its_pages(network: f.Network) -> None:
    call = p.a_call(network.seko, network.lead, CallKind.NETWORK)
    row = p.apply(call, p.an_applicant())
    lead, of = f.client_of(network.lead), (call.code, row.pk)
    reason = "По критеријумима, одлука."
    assert post(lead, "application-deed", *of, "propose", outcome="admit", reason=reason).status_code == 403
    deciding = [lead, *(f.client_of(each) for each in network.partners)]
    for client in deciding:
        assert post(client, "call-impartiality", call.code, has_conflict="no").status_code == 302
    assert post(lead, "application-deed", *of, "propose", outcome="admit", reason="").status_code == 400
    assert post(lead, "application-deed", *of, "propose", outcome="admit", reason=reason).status_code == 302
    assert reason not in get(Client(), "call", call.code).content.decode()
    for client in deciding[1:]:
        assert get(client, "application", *of).status_code == 200
        assert post(client, "application-deed", *of, "stance", stance="agrees").status_code == 302
    assert post(lead, "application-deed", *of, "decide").status_code == 302
    assert reason in get(Client(), "call", call.code).content.decode()

    ministry = f.client_of(f.ministry())
    assert row.organisation.name in get(ministry, "registrations").content.decode()
    assert post(ministry, "registration", row.pk).status_code == 302
    assert Membership.objects.filter(seko=network.seko, organisation=row.organisation, role="member").exists()


def test_a_consortium_is_judged_and_its_decision_drafted_by_pages(network: f.Network) -> None:
    one = f.ministry()
    call = p.a_call(network.seko, one)
    row = p.apply(call, p.an_applicant())
    client = f.client_of(one)
    assert post(client, "call-impartiality", call.code, now=p.JUDGING, has_conflict="yes").status_code == 400
    post(client, "call-impartiality", call.code, now=p.JUDGING, has_conflict="no")
    first, second = call.criteria.all()
    of = (call.code, row.pk)
    marks = {f"c{first.pk}": "31", f"c{second.pk}": "10"}
    assert post(client, "application-deed", *of, "score", now=p.JUDGING, **marks).status_code == 400
    marks[f"c{first.pk}"] = "25"
    assert post(client, "application-deed", *of, "score", now=p.JUDGING, **marks).status_code == 302
    judging = get(client, "call-judging", call.code, now=p.JUDGING).content.decode()
    assert "60,00" in judging
    assert "Недостају ваши бодови" not in judging
    data = {"admitted": str(row.pk), "decision": "Одлука.", f"reason-{row.pk}": "Најбоља."}

    assert post(client, "call-decision", call.code, now=p.JUDGING, **data).status_code == 302

    assert ProposedDeed.objects.get().payload["admitted"] == str(row.pk)
    assert "60,00" not in get(Client(), "call", call.code, now=p.JUDGING).content.decode()


def test_of_several_who_are_first_nobody_is_chosen_and_the_choice_must_be_made() -> None:
    network, ministry = f.a_network(partners=2), f.ministry()
    call = p.a_call(network.seko, ministry)
    rows = [p.apply(call, p.an_applicant()) for _ in range(2)]
    p.impartial(call, ministry)
    p.score(rows[0], ministry, 25, 10)
    client = f.client_of(ministry)
    judging = get(client, "call-judging", call.code, now=p.JUDGING)
    assert judging.content.decode().count("Недостају ваши бодови") == 1
    assert judging.context["decision_form"]["admitted"].initial == str(rows[0].pk)

    p.score(rows[1], ministry, 25, 10)
    reasons = {f"reason-{row.pk}": "Једнако." for row in rows}
    judging = get(client, "call-judging", call.code, now=p.JUDGING)
    unsaid = post(client, "call-decision", call.code, now=p.JUDGING, decision="Одлука.", **reasons)
    nobody = post(client, "call-decision", call.code, now=p.JUDGING, decision="Одлука.", admitted="nobody", **reasons)

    assert "checked" not in str(judging.context["decision_form"]["admitted"])
    assert unsaid.status_code == 400
    assert "Изаберите ко се прима или да се не прима нико." in unsaid.content.decode()
    assert nobody.status_code == 302
    assert ProposedDeed.objects.get().payload["admitted"] == ""
