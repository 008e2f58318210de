"""A call for a consortium from its text to the new consortium: applications, points, list, objection, places."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from seko.actors.calls import actions, permissions
from seko.actors.calls.actions.applying import Written
from seko.actors.calls.enums import ApplicationStatus, CallStatus
from seko.actors.calls.models import Application, Call
from seko.actors.calls.queries import applications_readable_by, listed_applications
from seko.actors.calls.ranking import ranking
from seko.actors.mechanism.queries import consortium_of
from seko.actors.organisations.actor import ANONYMOUS, Actor
from seko.actors.organisations.enums import Role
from seko.foundation.core import clock
from seko.foundation.core.errors import Invalid, Refused, WrongState
from seko.foundation.journal.queries import tampering
from seko.foundation.notifications.models import Outbox
from seko.foundation.workflow import second
from tests import factories as f
from tests.actors.calls import places as p

pytestmark = pytest.mark.django_db


class Held:
    """A call with two applications and two people who decide."""

    def __init__(self) -> None:
        self.network = f.a_network(partners=2)
        self.one = f.ministry()
        self.two = f.another_of(self.one)
        self.call = p.a_call(self.network.seko, self.one)
        self.better, self.worse = p.an_applicant("Боља"), p.an_applicant("Слабија")
        self.first = p.apply(self.call, self.better)
        self.last = p.apply(self.call, self.worse)
        p.impartial(self.call, self.one, self.two)

    def scored(self) -> None:
        """Give points by both people."""
        for person in (self.one, self.two):
            p.score(self.fresh(self.first), person, 28, 15)
            p.score(self.fresh(self.last), person, 20, 10)

    def published(self) -> Call:
        """Publish the decision by two people."""
        reasons = {str(self.first.pk): "Најбоља по свим мерилима.", str(self.last.pk): "Мање искуства."}
        proposed = actions.propose_publication(
            self.call, admitted=str(self.first.pk), reasons=reasons, decision="Одлука.", by=self.one, now=p.JUDGING
        )
        done: Call = second.confirm(proposed, by=self.two, now=p.JUDGING)
        return done

    @staticmethod
    def fresh(row: Application) -> Application:
        """Read an application anew."""
        return Application.objects.select_related("call__seko", "organisation").get(pk=row.pk)


def until(call: Call) -> datetime:
    """Return until when objections are taken."""
    assert call.objections_until is not None
    return call.objections_until


@pytest.fixture
def held() -> Held:
    return Held()


def test_from_the_call_to_the_new_consortium(held: Held) -> None:
    held.scored()
    ranked = ranking(held.call, [held.first, held.last])
    assert [(each.application, str(each.points), each.rank) for each in ranked] == [
        (held.first, "71.00", 1), (held.last, "50.00", 2),
    ]  # fmt: skip

    call = held.published()
    assert call.status == CallStatus.RANKED
    assert [row.status for row in listed_applications(call)] == ["admitted", "refused"]
    with pytest.raises(Refused):
        actions.finalise_call(call, by=held.one, now=p.JUDGING)

    after = until(call) + timedelta(hours=9)
    final = actions.finalise_call(call, by=held.one, now=after)

    assert final.status == CallStatus.FINAL
    names = [row.organisation for row in consortium_of(held.network.seko, p.STARTS_ON)]
    assert names[0] == held.better.organisation
    assert set(names[1:]) == set(held.first.partners.all())
    before = [row.organisation for row in consortium_of(held.network.seko, p.STARTS_ON - timedelta(days=1))]
    assert before[0] == held.network.lead.organisation
    assert held.fresh(held.first).membership is not None
    assert f.again(held.better, p.STARTS_ON).sekos("lead") == {held.network.seko.pk}
    assert tampering() == []
    assert {"application-admitted", "application-refused", "call-final"} <= set(
        Outbox.objects.values_list("kind", flat=True)
    )


def test_who_acts_for_a_competitor_decides_nothing_in_the_call(held: Held) -> None:
    held.scored()
    rival = held.last.partners.first()
    assert rival is not None
    f.an_actor(rival, Role.REPRESENTATIVE, held.two.person)
    torn = f.again(held.two)
    assert torn.is_ministry

    assert not permissions.may_read_applications(torn, held.call, p.JUDGING)
    assert list(applications_readable_by(torn, p.JUDGING)) == []
    for each in (held.first, held.last):
        with pytest.raises(Refused):
            p.score(held.fresh(each), torn, 0, 0)
    with pytest.raises(Refused):
        held.published()
    assert Call.objects.get(pk=held.call.pk).status == CallStatus.OPENED


def test_nobody_publishes_alone_or_without_declaring(held: Held) -> None:
    held.scored()
    third = f.another_of(held.one)
    reasons = {str(held.first.pk): "А.", str(held.last.pk): "Б."}
    with pytest.raises(Refused):
        actions.propose_publication(
            held.call, admitted="", reasons=reasons, decision="Одлука.", by=third, now=p.JUDGING
        )
    proposed = actions.propose_publication(
        held.call, admitted="", reasons=reasons, decision="Одлука.", by=held.one, now=p.JUDGING
    )
    for person in (held.one, third, held.network.lead):
        with pytest.raises(Refused):
            second.confirm(proposed, by=person, now=p.JUDGING)
    assert listed_applications(held.call).count() == 0


def test_only_the_first_of_the_list_is_admitted_and_each_has_its_reason(held: Held) -> None:
    reasons = {str(held.first.pk): "А.", str(held.last.pk): "Б."}
    with pytest.raises(Invalid):  # no points yet
        actions.propose_publication(
            held.call, admitted=str(held.first.pk), reasons=reasons, decision="Одлука.", by=held.one, now=p.JUDGING
        )
    held.scored()
    with pytest.raises(Invalid):
        actions.propose_publication(
            held.call, admitted=str(held.last.pk), reasons=reasons, decision="Одлука.", by=held.one, now=p.JUDGING
        )
    with pytest.raises(Invalid):
        actions.propose_publication(
            held.call, admitted=str(held.first.pk), reasons={}, decision="Одлука.", by=held.one, now=p.JUDGING
        )


def test_below_the_least_there_is_no_rank(held: Held) -> None:
    p.score(held.fresh(held.first), held.one, 30, 4)
    p.score(held.fresh(held.last), held.one, 10, 5)

    ranked = ranking(held.call, [held.first, held.last])

    assert [(each.application, each.rank) for each in ranked] == [(held.last, 1), (held.first, None)]
    assert [each.text for each in ranked[1].missed] == ["Капацитети"]


def test_points_are_within_their_bounds_and_given_after_the_closing_by_the_impartial(held: Held) -> None:
    with pytest.raises(Invalid):
        p.score(held.fresh(held.first), held.one, 31, 5)
    one, two = held.call.criteria.all()
    points = {one.pk: 10, two.pk: 5}
    with pytest.raises(Refused):
        actions.score_application(held.fresh(held.first), points=points, by=held.one, now=p.APPLYING)
    actions.declare_impartiality(held.call, has_conflict=True, note="Члан одбора.", by=held.two, now=p.JUDGING)
    with pytest.raises(Refused):
        p.score(held.fresh(held.first), held.two, 10, 5)
    with pytest.raises(Refused):
        p.score(held.fresh(held.first), held.better, 30, 20)


def test_a_granted_objection_makes_the_list_anew_by_another_person(held: Held) -> None:
    held.scored()
    call = held.published()
    row = actions.lodge_objection(held.fresh(held.last), words="Бодови нису добри.", by=held.worse, now=p.JUDGING)
    third = f.another_of(held.one)
    p.impartial(call, third)
    for person in (held.one, held.two):
        with pytest.raises(Refused):
            actions.decide_objection(held.fresh(row), is_granted=True, reason="Да.", by=person, now=p.JUDGING)

    actions.decide_objection(held.fresh(row), is_granted=True, reason="Бодови се дају поново.", by=third, now=p.JUDGING)

    call.refresh_from_db()
    assert call.status == CallStatus.OPENED
    assert {held.fresh(each).status for each in (held.first, held.last)} == {ApplicationStatus.SENT}
    assert listed_applications(call).count() == 0


def test_an_objection_holds_the_list_until_it_is_decided(held: Held) -> None:
    held.scored()
    call = held.published()
    row = actions.lodge_objection(held.fresh(held.last), words="Не слажемо се.", by=held.worse, now=p.JUDGING)
    after = until(call) + timedelta(hours=9)
    with pytest.raises(Refused):
        actions.finalise_call(call, by=held.one, now=after)
    third = f.another_of(held.one)
    p.impartial(call, third)
    actions.decide_objection(held.fresh(row), is_granted=False, reason="Бодови стоје.", by=third, now=after)

    assert actions.finalise_call(call, by=held.one, now=after).status == CallStatus.FINAL


def test_after_its_days_nobody_objects(held: Held) -> None:
    held.scored()
    call = held.published()

    with pytest.raises(Refused):
        actions.lodge_objection(
            held.fresh(held.last), words="Касно.", by=held.worse, now=until(call) + timedelta(seconds=1)
        )
    with pytest.raises(Refused):
        actions.lodge_objection(held.fresh(held.last), words="Туђе.", by=held.better, now=p.JUDGING)


@pytest.mark.parametrize("number", [1, 5])
def test_an_application_names_two_to_four_partners(held: Held, number: int) -> None:
    with pytest.raises(Invalid):
        p.apply(held.call, p.an_applicant(), partners=p.organisations(number))


def test_a_call_for_a_consortium_closes_to_the_second(held: Held) -> None:
    late = p.an_applicant()
    actions.save_application(held.call, written=Written("Речи.", "", "", p.ALL), by=late, now=p.APPLYING)
    partners = p.organisations(2)
    with pytest.raises(WrongState):
        actions.send_application(held.call, partners=partners, by=late, now=p.CLOSES + timedelta(seconds=1))
    began = p.CLOSES - timedelta(seconds=5)
    sent = actions.send_application(
        held.call, partners=partners, by=late, now=p.CLOSES + timedelta(seconds=60), began_at=began
    )
    assert sent.status == ApplicationStatus.SENT


def readers(row: Application, actor: Actor, now: datetime = p.JUDGING) -> bool:
    return applications_readable_by(actor, now).filter(pk=row.pk).exists()


def test_before_publication_an_application_is_read_by_its_own_people_and_the_deciding_body(held: Held) -> None:
    partner = f.an_actor(held.first.partners.first(), "representative")
    allowed = [held.better, partner, held.one, held.two]
    denied = [held.worse, held.network.lead, held.network.members[0], f.an_officer(), ANONYMOUS]
    denied.append(f.an_actor(held.one.organisation, "auditor"))

    assert [readers(held.first, each) for each in allowed] == [True] * 4
    assert [readers(held.first, each) for each in denied] == [False] * 6

    held.scored()
    held.published()
    assert [readers(held.first, each) for each in denied] == [False] * 6


def test_an_unsent_application_is_its_organisations_alone(held: Held) -> None:
    writer = p.an_applicant()
    row = actions.save_application(
        held.call, written=Written("Још није готово.", "", "", ()), by=writer, now=p.APPLYING
    )
    assert readers(row, writer)
    assert not any(readers(row, each) for each in (held.one, held.better, held.network.lead))


def test_a_withdrawn_application_is_read_by_nobody_else(held: Held) -> None:
    actions.withdraw_application(held.fresh(held.first), by=held.better, now=p.APPLYING)

    assert readers(held.first, held.better)
    assert not readers(held.first, held.one)
    again = p.apply(held.call, held.better)
    assert again.pk != held.first.pk


def test_what_is_opened_stays_as_it_was_published(held: Held) -> None:
    with pytest.raises(WrongState):
        actions.change_call(
            held.call,
            fields={
                "title": "Други", "title_en": "", "text": "Други.", "text_en": "", "is_scored": True,
                "opens_at": p.PREPARED, "closes_at": p.CLOSES, "starts_on": date(2027, 6, 1),
            },
            criteria=p.CRITERIA,
            by=held.one,
            now=p.APPLYING,
        )  # fmt: skip


def test_the_deciding_body_reads_a_call_for_a_consortium_only_after_its_closing(held: Held) -> None:
    client, code = f.client_of(held.one), held.call.code
    for now, is_read in ((p.APPLYING, False), (p.CLOSES, False), (p.JUDGING, True)):
        assert readers(held.first, held.one, now) is is_read
        with clock.pinned(now):
            for path in (reverse("call-judging", args=[code]), reverse("call-export", args=[code, "json"])):
                assert (held.better.organisation_name in client.get(path).content.decode()) is is_read
            page = client.get(reverse("application", args=[code, held.first.pk]))
            assert page.status_code == (200 if is_read else 404)
    assert readers(held.first, held.better, p.APPLYING)


def test_who_declared_a_conflict_of_interest_reads_neither_words_nor_marks(held: Held) -> None:
    held.scored()
    three = f.another_of(held.one)
    actions.declare_impartiality(held.call, has_conflict=True, note="Рођак.", by=three, now=p.JUDGING)

    assert not readers(held.first, three)
    assert readers(held.first, held.one)
    client, code = f.client_of(three), held.call.code
    with clock.pinned(p.JUDGING):
        for path in (reverse("call-judging", args=[code]), reverse("call-export", args=[code, "json"])):
            page = client.get(path)
            assert page.status_code == 200
            assert held.better.organisation_name not in page.content.decode()
        assert client.get(reverse("application", args=[code, held.first.pk])).status_code == 404
