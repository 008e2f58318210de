"""Opening: only when everybody who is asked will be able to read the draft, and one at a time on a document."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from seko.dialogue.consultations import timetable
from seko.dialogue.consultations.actions import move_date, open_consultation, propose_shortening
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.permissions import hindrances, may_open
from seko.drafts.documents.actions import release_version
from seko.drafts.documents.enums import Circle
from seko.drafts.documents.models import Release, Version
from seko.foundation.core import clock
from seko.foundation.core.errors import Invalid, Refused
from tests import factories as f

pytestmark = pytest.mark.django_db
NOW = f.ANNOUNCED


def prepared(version: Version, *networks: f.Network, **fields: Any) -> Consultation:
    return f.a_consultation(
        [each.seko for each in networks], version=version, status="prepared", opened_at=None, **fields
    )


def opened(consultation: Consultation) -> Consultation:
    codes = [warned.code for warned in timetable.warnings(consultation, NOW)]
    return open_consultation(consultation, acknowledged=codes, by=f.ministry(), now=NOW)


def released(circle: str, network: f.Network | None = None, starts_at: datetime = NOW) -> Version:
    version = f.a_version()
    version.releases.all().delete()
    seko = network.seko if network else None
    Release.objects.create(version=version, circle=circle, seko=seko, starts_at=starts_at)
    return version


def test_every_network_asked_can_read_from_the_opening_on() -> None:
    one, two = f.a_network(), f.a_network("energy")
    may = {
        "institution": released("institution"),
        "consortium": released("consortium", one),
        "network": released("network", one),
        "networks": released("networks"),
        "public": released("public"),
        "late": released("networks", starts_at=f.OPENS + timedelta(seconds=1)),
        "just": released("networks", starts_at=f.OPENS),
    }
    coordinator = f.ministry()

    def allowed(*networks: f.Network, audience: str = "sekos") -> set[str]:
        return {
            name
            for name, version in may.items()
            if may_open(coordinator, prepared(version, *networks, audience=audience), NOW)
        }

    assert allowed(one) == {"network", "networks", "public", "just"}
    assert allowed(one, two) == {"networks", "public", "just"}
    assert allowed(one, audience="public") == {"public"}


def test_the_refusal_names_the_network_and_leads_to_the_cure() -> None:
    one, two = f.a_network(), f.a_network("energy")
    version = released("network", one)
    two.seko.name_sr = "СЕКО Енергетика"
    two.seko.save()
    consultation = prepared(version, one, two)

    with pytest.raises(Refused) as refusal:
        opened(consultation)

    decision = refusal.value.decision
    assert (
        str(decision.reason) == "Нацрт није доступан свим позваним мрежама од 1. марта 2027. у 08:00: СЕКО Енергетика."
    )
    assert decision.cure == reverse("version", args=[version.document.code, version.number]) + "#readers"
    with clock.pinned(NOW):
        page = f.client_of(f.ministry()).get(reverse("consultation-manage", args=[consultation.code]))
    assert f'<a href="{decision.cure}">{decision.reason}</a>' in page.content.decode()

    release_version(version, circle=Circle.NETWORK, seko=two.seko, starts_at=f.OPENS, by=f.ministry(), now=NOW)
    assert opened(consultation).status == "opened"


def test_everything_that_hinders_is_said_at_once_with_its_cure() -> None:
    version = f.a_version()
    f.a_consultation(version=version, code="ranije")
    Version.objects.filter(pk=version.pk).update(status="draft")
    version.refresh_from_db()
    consultation = prepared(version, code="sve", leads_deadline_at=f.OPENS + timedelta(hours=1))
    version.releases.all().delete()
    page, edit = reverse("version", args=[version.document.code, 1]), reverse("consultation-edit", args=["sve"])

    found = hindrances(consultation, f.COMMENTING)

    assert [(str(each.reason), each.cure) for each in found] == [
        ("Нацрт мора да се предложи за објављивање, а објављује га друга особа.", page),
        ("Најпре наведите ко може да чита нацрт и од када.", page + "#readers"),
        ("Изаберите бар један СЕКО или позовите све.", edit + "#id_sekos"),
        ("Крајњи рок за коментаре је већ истекао; одредите каснији.", edit + "#id_leads_deadline_on"),
        ("Најпре морају да се закључе раније консултације о овом документу.", "/sr/consultations/ranije/manage/"),
    ]
    with clock.pinned(f.COMMENTING):
        shown = f.client_of(f.ministry()).get(reverse("consultation-manage", args=["sve"])).content.decode()
    assert all(f'<a href="{each.cure}">{each.reason}</a>' in shown for each in found)
    assert "Још није могуће: недостаје 5 услова." in shown


def saving(by: Any, **typed: Any) -> str:
    data = {
        "code": "novo", "title": "Ново", "audience": "sekos", "opens_on": "2027-03-01", "members_on": "2027-03-10",
        "leads_deadline_on": "2027-03-15", "answers_due_on": "2027-03-31", "replies_until_on": "2027-04-09",
        "report_due_on": "2027-04-20", **typed,
    }  # fmt: skip
    with clock.pinned(NOW):
        return str(f.client_of(by).post(reverse("consultation-prepare"), data).content.decode())


def test_what_could_never_be_opened_is_not_saved() -> None:
    ministry = f.ministry()
    nobody, nothing = "Изаберите бар један СЕКО или позовите све.", "Изаберите нацрт или поставите од три до пет питања"

    both = saving(ministry, title="", opens_on="")
    assert [words in both for words in (nobody, nothing, "Упишите наслов.", "Отварање: изаберите датум.")] == [True] * 4
    assert "Исправите 4 места" in both
    two = saving(ministry, audience="public", question_1="А?", question_2="Б?")
    assert [words in two for words in (nobody, nothing)] == [False, True]
    assert not Consultation.objects.filter(code="novo").exists()
    saving(ministry, version=f.a_version().pk, audience="public")
    assert Consultation.objects.filter(code="novo").exists()


def test_the_choice_of_drafts_says_why_one_cannot_be_consulted_on() -> None:
    free, draft, proposed, taken = (f.a_version() for _ in range(4))
    Version.objects.filter(pk=draft.pk).update(status="draft")
    Version.objects.filter(pk=proposed.pk).update(status="proposed")
    f.a_consultation(version=taken)
    with clock.pinned(NOW):
        page = f.client_of(f.ministry()).get(reverse("consultation-prepare")).content.decode()

    def words(version: Version) -> str:
        found = re.search(f'<option value="{version.pk}">([^<]+)<', page)
        return found[1].partition(" (")[2] if found else ""

    assert [words(each) for each in (free, draft, proposed, taken)] == [
        "Објављено)", "још није предложен за објављивање)", "чека да га друга особа објави)",
        "о овом документу су консултације у току)",
    ]  # fmt: skip


def test_the_form_of_a_draft_has_its_title() -> None:
    version = f.a_version()
    with clock.pinned(NOW):
        page = (
            f.client_of(f.ministry()).get(reverse("consultation-prepare") + f"?version={version.pk}").content.decode()
        )

    assert f'<option value="{version.pk}" selected>' in page
    assert all(f'value="{title}"' in page for title in ("Чист ваздух", "Clean air"))


def test_before_opening_it_is_said_whether_the_public_sees_the_consultation() -> None:
    network = f.a_network()
    hidden = "Јавност нема увид"
    told = {
        "asked": (f.a_consultation([network.seko], questions=["А?"], status="prepared"), hidden),
        "everybody": (f.a_consultation(questions=["А?"], audience="public", status="prepared"), "виде сви"),
        "networks": (prepared(released("networks"), network), "јавност нема увид у ове консултације"),
        "public": (prepared(released("public"), network), "виде сви"),
    }
    client = f.client_of(f.ministry())
    with clock.pinned(NOW):
        for consultation, words in told.values():
            assert words in client.get(reverse("consultation-manage", args=[consultation.code])).content.decode()


def test_the_opening_is_not_moved_before_the_release() -> None:
    network = f.a_network()
    consultation = opened(prepared(released("networks", starts_at=f.OPENS - timedelta(hours=1)), network))

    with pytest.raises(Invalid) as invalid:
        propose_shortening(
            consultation,
            field="opens_at",
            value=f.OPENS - timedelta(hours=2),
            reason="Журно је.",
            by=f.ministry(),
            now=NOW,
        )
    assert list(invalid.value.faults) == ["opens_at"]
    move_date(
        consultation, field="opens_at", value=f.OPENS + timedelta(hours=2), reason="Квар.", by=f.ministry(), now=NOW
    )


def test_a_release_that_somebody_waits_for_is_not_put_off() -> None:
    network = f.a_network()
    version = released("networks", starts_at=f.OPENS)
    release_version(version, circle=Circle.NETWORKS, starts_at=f.OPENS, by=f.ministry(), now=NOW)
    consultation = opened(prepared(version, network))

    with pytest.raises(Invalid) as invalid:
        release_version(version, circle=Circle.NETWORKS, starts_at=f.DISSENTS_UNTIL, by=f.ministry(), now=NOW)

    assert list(invalid.value.faults) == ["on"]
    assert Release.objects.get(version=consultation.version).starts_at == f.OPENS


def test_the_database_refuses_a_second_opened_consultation_on_a_document() -> None:
    version = f.a_version()
    other = f.a_version(document=version.document)
    f.a_consultation(version=version)
    waiting = f.a_consultation(version=other, status="prepared", opened_at=None)
    elsewhere = f.a_consultation()

    def refused(**change: object) -> bool:
        try:
            with transaction.atomic():
                Consultation.objects.filter(pk=waiting.pk).update(**change)
                transaction.set_rollback(True)
        except IntegrityError:
            return True
        return False

    assert refused(status="opened")
    assert not refused(status="opened", version=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        f.a_consultation(version=other)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consultation.objects.filter(pk=elsewhere.pk).update(version=other)
    assert not refused(version=elsewhere.version)


@pytest.mark.django_db(transaction=True)
def test_of_two_opened_at_once_on_a_document_one_is_refused() -> None:
    network, version = f.a_network(), f.a_version()
    one, two = prepared(version, network), prepared(f.a_version(document=version.document), network)
    ministry = f.ministry()
    codes = [warned.code for each in (one, two) for warned in timetable.warnings(each, NOW)]
    start = Barrier(2)

    def run(consultation: Consultation) -> str:
        start.wait()
        try:
            return str(open_consultation(consultation, acknowledged=codes, by=ministry, now=NOW).status)
        except Refused as refusal:
            return str(refusal.sentence)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(run, (one, two)))

    assert outcomes == sorted(["opened", "Најпре морају да се закључе раније консултације о овом документу."])


def refused(sql: str, consultation: Consultation) -> bool:
    key = str(consultation.pk) if connection.vendor == "postgresql" else consultation.pk.hex
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [key])
            assert cursor.rowcount > 0
            transaction.set_rollback(True)
    except IntegrityError:
        return True
    return False


CHANGES = (
    *(f"UPDATE consultations_consultation SET {change} WHERE id = %s" for change in (  # noqa: S608 - no input
        "code = 'x'", "title = 'x'", "title_en = 'x'", "summary = 'x'", "summary_en = 'x'", "open_matters = 'x'",
        "open_matters_en = 'x'", "audience = 'public'", "allows_direct = NOT allows_direct",
        "network_reads = NOT network_reads", "acknowledged = '[1]'", "opened_at = created_at",
    )),
    "UPDATE consultations_question SET text = 'x' WHERE consultation_id = %s",
    "UPDATE consultations_question SET text_en = 'x' WHERE consultation_id = %s",
    "DELETE FROM consultations_question WHERE consultation_id = %s",
    'INSERT INTO consultations_question (consultation_id, "order", text, text_en) '
    'SELECT consultation_id, 9, text, text_en FROM consultations_question WHERE consultation_id = %s AND "order" = 1',
    "DELETE FROM consultations_consultation_sekos WHERE consultation_id = %s",
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_keeps_what_an_opened_consultation_asks(change: str) -> None:
    network = f.a_network()
    asked = {"questions": ("А?", "Б?", "В?"), "opened_at": f.ANNOUNCED + timedelta(hours=1)}
    opened = f.a_consultation([network.seko], **asked)  # type: ignore[arg-type]
    prepared = f.a_consultation([network.seko], status="prepared", **asked)  # type: ignore[arg-type]

    assert refused(change, opened)
    assert not refused(change, prepared)


def test_an_opened_consultation_is_neither_deleted_nor_prepared_again_and_its_dates_move() -> None:
    consultation = f.a_consultation(questions=("А?", "Б?", "В?"), status="exception", exception_reason="Избори.")
    change = "UPDATE consultations_consultation SET {} WHERE id = %s"

    assert refused("DELETE FROM consultations_consultation WHERE id = %s", consultation)
    assert refused(change.format("status = 'prepared'"), consultation)
    assert refused(change.format("exception_reason = 'x'"), consultation)
    assert refused(change.format("exception_by = 'x'"), consultation)
    assert not refused(change.format("report_due_on = '2027-05-01', public_stamp = 9"), consultation)
