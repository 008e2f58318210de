"""For whom a person acts: chosen before writing, kept with the act, gone with the mandate (C7 85; N6, N8, N11, N12)."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from seko.actors.accounts.models import Person
from seko.actors.organisations import actions
from seko.actors.organisations.actor import ACTING_FIELD, CHOSEN_MANDATE, Actor
from seko.actors.organisations.enums import Role
from seko.actors.organisations.models import JoiningRequest, Mandate
from seko.actors.organisations.queries import actor_for, mandates_in_force
from seko.dialogue.comments.actions import save_unsent
from seko.dialogue.comments.models import Comment
from seko.dialogue.comments.queries import of_leavers, unsent_of
from seko.foundation.core import clock
from seko.foundation.core.dates import end_of_day, local_date
from seko.foundation.core.errors import Invalid, Refused, WrongState
from seko.foundation.journal.models import Entry
from seko.foundation.notifications.models import Notice
from seko.foundation.workflow import second
from tests import factories as f

pytestmark = pytest.mark.django_db
NOW = f.COMMENTING
TODAY = local_date(NOW)


def with_two() -> tuple[Actor, Actor, f.Network]:
    """Return one person under each of two mandates, and the network of the first."""
    network = f.a_network()
    first = network.members[0]
    other = f.an_actor(network.members[1].organisation, Role.REPRESENTATIVE, first.person)
    return f.again(first), other, network


def send(client: Any, consultation: Any, seko: Any, **more: str) -> Any:
    data = {"unsent": str(uuid4()), "at": "whole", "words": "Речи које се чувају.", "route": str(seko.pk), **more}
    with clock.pinned(NOW):
        return client.post(reverse("comment-send", args=[consultation.code]), data)


class TestChoosing:
    """Several mandates and none chosen: reading goes on, writing waits."""

    @pytest.mark.bad_input(85)
    def test_nothing_is_written_before_it_is_said_for_whom(self) -> None:
        first, _other, network = with_two()
        consultation = f.a_consultation([network.seko])
        client = f.client_of(Actor(first.person))

        with clock.pinned(NOW):
            read = client.get(reverse("reading", args=[consultation.code]))
        answer = send(client, consultation, network.seko)

        assert read.status_code == 200
        assert answer.status_code == 409
        assert "Речи које се чувају." in answer.content.decode()
        assert Comment.objects.count() == 0

    @pytest.mark.bad_input(85)
    def test_a_form_of_one_mandate_is_not_taken_under_another(self) -> None:
        first, other, network = with_two()
        consultation = f.a_consultation([network.seko])
        client = f.client_of(other)

        answer = send(client, consultation, network.seko, **{ACTING_FIELD: first.mandate_id})
        assert answer.status_code == 409
        assert "Речи које се чувају." in answer.content.decode()
        assert Comment.objects.count() == 0

        assert send(client, consultation, network.seko, **{ACTING_FIELD: other.mandate_id}).status_code == 302
        comment = Comment.objects.get()
        assert (comment.organisation, comment.mandate) == (other.organisation, other.mandate)

    @pytest.mark.bad_input(85)
    def test_the_page_that_asks_sends_it_in_the_name_that_is_said(self) -> None:
        first, other, network = with_two()
        consultation = f.a_consultation([network.seko])
        client = f.client_of(Actor(first.person))
        asked = send(client, consultation, network.seko)
        assert asked.status_code == 409
        assert 'id="for-whom"' not in asked.content.decode()  # its own buttons ask, not the head of the page too

        stranger = f.an_actor(f.an_organisation("Туђа"), Role.REPRESENTATIVE)
        assert send(client, consultation, network.seko, acting_said=stranger.mandate_id).status_code == 409
        assert send(client, consultation, network.seko, acting_said=other.mandate_id).status_code == 302

        assert Comment.objects.get().organisation == other.organisation
        assert client.session[CHOSEN_MANDATE] == other.mandate_id

    def test_a_form_with_a_file_is_not_sent_again_without_it(self) -> None:
        first, other, network = with_two()
        consultation = f.a_consultation([network.seko])
        data = {"unsent": str(uuid4()), "at": "whole", "words": "Речи уз прилог.", "attachment": io.BytesIO(b"x")}
        with clock.pinned(NOW):
            page = f.client_of(Actor(first.person)).post(reverse("comment-send", args=[consultation.code]), data)

        assert page.status_code == 409
        assert "Речи уз прилог." in page.content.decode()
        assert f'name="acting_said" value="{other.mandate_id}"' not in page.content.decode()
        head = page.content.decode().split('class="for-whom"')[1].split("</form>")[0]
        assert other.mandate_id in head
        assert 'name="next"' not in head  # the address of what was sent is no page to go back to

    def test_every_form_says_for_whom_its_page_was_opened(self) -> None:
        first, _other, network = with_two()
        consultation = f.a_consultation([network.seko])
        with clock.pinned(NOW):
            page = f.client_of(first).get(reverse("reading", args=[consultation.code]) + "?p=whole").content.decode()

        assert page.count('name="csrfmiddlewaretoken"') == page.count(f'name="{ACTING_FIELD}"') > 0
        assert f'name="{ACTING_FIELD}" value="{first.mandate_id}"' in page

    def test_the_choice_is_kept_in_the_session_and_leads_back(self) -> None:
        first, other, _network = with_two()
        client = f.client_of(Actor(first.person))
        data = {"mandate": other.mandate_id, "next": "/sr/notices/"}
        with clock.pinned(NOW):
            answer = client.post(reverse("mandate-choose"), data)
            away = client.post(reverse("mandate-choose"), {**data, "next": "https://zlo.example/"})

        assert answer.headers["Location"] == "/sr/notices/"
        assert away.headers["Location"] == reverse("desk")
        assert client.session[CHOSEN_MANDATE] == other.mandate_id

    def test_the_only_mandate_needs_no_choice(self) -> None:
        member = f.a_network().members[0]
        assert actor_for(member.person, TODAY).is_chosen
        assert not actor_for(with_two()[0].person, TODAY).is_chosen

    def test_after_the_chosen_one_ended_it_is_chosen_again(self) -> None:
        first, other, _network = with_two()
        third = f.an_actor(f.an_organisation("Трећа"), Role.REPRESENTATIVE, first.person)
        actions.end_mandate(first.mandate, by=first, now=NOW)  # type: ignore[arg-type]

        assert not actor_for(first.person, TODAY, first.mandate_id).is_chosen
        assert actor_for(first.person, TODAY, third.mandate_id).is_chosen
        assert other.mandate_id != third.mandate_id


class TestEnding:
    """By deed at once, by the last day; the work stays with the organisation."""

    def test_n11_it_ends_at_the_next_request_and_leaves_what_was_begun(self) -> None:
        network = f.a_network()
        lead, member = network.lead, network.members[0]
        colleague = f.another_of(member)
        consultation = f.a_consultation([network.seko])
        kept = save_unsent(
            identifier=uuid4(), consultation=consultation, fields={"words": "Започето.", "anchor": {"kind": "whole"}},
            by=member, now=NOW, seko=network.seko,
        )  # fmt: skip
        client = f.client_of(member)
        with clock.pinned(NOW):
            assert client.get(reverse("unsent", args=[kept.pk])).status_code == 200
        assert member.mandate is not None

        ended = actions.end_mandate(member.mandate, by=colleague, now=NOW)

        assert (ended.ends_on, ended.ended_at, ended.returned_at) == (TODAY, NOW, NOW)
        with clock.pinned(NOW):
            assert client.get(reverse("unsent", args=[kept.pk])).status_code == 404
            assert client.get(reverse("desk")).status_code == 200
            assert send(client, consultation, network.seko).status_code == 404
        assert list(unsent_of(f.again(colleague))) == list(of_leavers(f.again(colleague), NOW)) == [kept]
        told = {row.kind for row in Notice.objects.filter(recipient=colleague.person_id)}
        assert told == {"unsent-left"}
        assert Notice.objects.filter(kind="own-mandate-ended", recipient=member.person_id).exists()
        assert not Notice.objects.filter(recipient=lead.person_id).exists()

    @pytest.mark.bad_input(85)
    def test_when_the_last_one_leaves_the_seko_and_the_ministry_are_told(self) -> None:
        network, ministry = f.a_network(), f.ministry()
        member = network.members[0]
        assert member.mandate is not None
        actions.end_mandate(member.mandate, by=member, now=NOW)

        told = Notice.objects.filter(kind="nobody-acts").values_list("recipient", flat=True)
        assert {str(each) for each in told} == {network.lead.person_id, ministry.person_id}

    def test_n8_the_last_day_ends_it_whether_a_job_runs_or_not(self) -> None:
        network = f.a_network()
        member, colleague = network.members[0], f.another_of(network.members[0])
        assert member.mandate is not None
        actions.limit_mandate(member.mandate, until=TODAY, is_deputy=False, by=colleague, now=NOW)
        last, first_after = end_of_day(TODAY), end_of_day(TODAY) + timedelta(seconds=1)

        assert mandates_in_force(member.person, local_date(last)).exists()
        assert not mandates_in_force(member.person, local_date(first_after)).exists()
        assert Notice.objects.count() == 0

        assert actions.return_work_of_ended(last) == 0
        assert actions.return_work_of_ended(first_after) == 1
        assert actions.return_work_of_ended(first_after) == 0
        assert Notice.objects.filter(kind="own-mandate-ended").count() == 1

    def test_n6_the_act_keeps_who_under_which_mandate(self) -> None:
        network = f.a_network()
        member = network.members[0]
        comment = f.a_comment(f.a_consultation([network.seko]), member, seko=network.seko)
        assert member.mandate is not None
        actions.end_mandate(member.mandate, by=member, now=NOW)

        comment.refresh_from_db()
        entry = Entry.objects.get(kind="comment-sent")
        assert (comment.mandate, comment.person) == (member.mandate, member.person)
        assert (entry.person, entry.mandate, entry.organisation) == (
            member.person_id, member.mandate_id, member.organisation_id,
        )  # fmt: skip

    def test_n6_nobody_chooses_the_mandate_of_another(self) -> None:
        first, second_one = f.a_network().members
        with clock.pinned(NOW):
            answer = f.client_of(first).post(reverse("mandate-choose"), {"mandate": second_one.mandate_id})
        assert answer.status_code == 404

    def test_a_mandate_of_the_state_is_ended_by_two(self) -> None:
        first = f.ministry()
        other, officer = f.another_of(first), f.an_officer()
        assert officer.mandate is not None
        with pytest.raises(WrongState):
            actions.end_mandate(officer.mandate, by=first, now=NOW)
        proposed = actions.propose_end(officer.mandate, until=None, reason="Одлази.", by=first, now=NOW)
        with pytest.raises(Refused):
            second.confirm(proposed, by=first, now=NOW)

        second.confirm(proposed, by=other, now=NOW)

        assert not mandates_in_force(officer.person, TODAY).exists()

    def test_nobody_prolongs_or_ends_the_own_mandate_of_the_state(self) -> None:
        mine, other = f.ministry(), f.ministry()
        assert mine.mandate is not None
        Mandate.objects.filter(pk=mine.mandate.pk).update(ends_on=date(2027, 12, 31))
        row = Mandate.objects.get(pk=mine.mandate.pk)
        with pytest.raises(Refused):
            actions.propose_end(row, until=date(2099, 12, 31), reason="Остаје.", by=f.again(mine), now=NOW)
        proposed = actions.propose_end(row, until=date(2099, 12, 31), reason="Остаје.", by=other, now=NOW)

        with pytest.raises(Refused):
            second.confirm(proposed, by=f.again(mine), now=NOW)

        row.refresh_from_db()
        assert row.ends_on == date(2027, 12, 31)

    def test_ended_twice_is_said(self) -> None:
        member = f.a_network().members[0]
        assert member.mandate is not None
        actions.end_mandate(member.mandate, by=member, now=NOW)
        with pytest.raises(WrongState):
            actions.end_mandate(member.mandate, by=f.ministry(), now=NOW)

    def test_a_day_that_has_passed_ends_nothing(self) -> None:
        member = f.a_network().members[0]
        assert member.mandate is not None
        with pytest.raises(Invalid):
            actions.limit_mandate(
                member.mandate, until=date(2027, 3, 1), is_deputy=False, by=f.another_of(member), now=NOW
            )


class TestJoining:
    """A person asks, the organisation decides (C8 91)."""

    @pytest.mark.bad_input(91)
    def test_two_who_ask_are_decided_by_the_organisation(self) -> None:
        member = f.a_network().members[0]
        assert member.organisation is not None
        asked = [
            actions.ask_to_join(member.organisation, words="Члан сам.", by=Actor(f.a_person()), now=NOW)
            for _ in range(2)
        ]
        assert Notice.objects.filter(kind="asked-to-join", recipient=member.person_id).count() == 2

        actions.grant_joining(asked[0], by=member, now=NOW)
        actions.decline_joining(asked[1], by=member, now=NOW)

        holders = Mandate.objects.filter(organisation=member.organisation).values_list("person", flat=True)
        assert set(holders) == {asked[0].person_id, member.mandate.person_id if member.mandate else None}
        answers = Notice.objects.filter(kind="joining-decided").order_by("created_at")
        assert {row.context["answer"] for row in answers} == {"granted", "declined"}
        with pytest.raises(WrongState):
            actions.grant_joining(asked[1], by=member, now=NOW)

    def test_the_lead_decides_only_while_the_organisation_has_nobody(self) -> None:
        network = f.a_network()
        member = network.members[0]
        assert member.organisation is not None and member.mandate is not None
        asked = actions.ask_to_join(member.organisation, words="", by=Actor(f.a_person()), now=NOW)
        with pytest.raises(Refused):
            actions.grant_joining(asked, by=network.lead, now=NOW)
        actions.end_mandate(member.mandate, by=member, now=NOW)

        actions.grant_joining(asked, by=network.lead, now=NOW)

        assert JoiningRequest.objects.get().status == "granted"

    def test_nobody_begins_to_act_for_what_has_ended_nor_with_a_closed_account(self) -> None:
        ministry, members = f.ministry(), f.a_network().members
        for member in members:
            assert member.organisation is not None
            actions.ask_to_join(member.organisation, words="", by=Actor(f.a_person()), now=NOW)
        ended, closed = JoiningRequest.objects.order_by("created_at", "organisation__slug")
        actions.end_organisation(ended.organisation, ended_on=local_date(NOW), by=ministry, now=NOW)
        Person.objects.filter(pk=closed.person_id).update(is_active=False)

        for asked in JoiningRequest.objects.all():
            with pytest.raises(WrongState):
                actions.grant_joining(asked, by=ministry, now=NOW)

        assert not Mandate.objects.filter(person__in=[ended.person_id, closed.person_id]).exists()
        assert actions.decline_joining(ended, by=ministry, now=NOW).status == "declined"

    def test_who_was_invited_meanwhile_gets_no_second_mandate(self) -> None:
        member, person = f.a_network().members[0], f.a_person()
        assert member.organisation is not None
        asked = actions.ask_to_join(member.organisation, words="", by=Actor(person), now=NOW)
        given = f.an_actor(member.organisation, Role.REPRESENTATIVE, person).mandate

        granted = actions.grant_joining(asked, by=member, now=NOW)

        assert list(Mandate.objects.filter(person=person)) == [given]
        assert granted.mandate == given

    def test_a_form_that_says_neither_decides_nothing(self) -> None:
        member = f.a_network().members[0]
        assert member.organisation is not None
        asked = actions.ask_to_join(member.organisation, words="", by=Actor(f.a_person()), now=NOW)

        with clock.pinned(NOW):
            page = reverse("joining-decide", args=[asked.pk])
            assert f.client_of(member).post(page, {"deed": "нешто"}).status_code == 404

        assert JoiningRequest.objects.get().status == "waiting"

    def test_nobody_grants_the_own_request(self) -> None:
        ministry, member = f.ministry(), f.a_network().members[0]
        assert member.organisation is not None
        asked = actions.ask_to_join(member.organisation, words="", by=ministry, now=NOW)
        with pytest.raises(Refused):
            actions.grant_joining(asked, by=ministry, now=NOW)


def test_the_page_of_people_asks_the_same_for_one_and_for_thirty(django_assert_max_num_queries: Any) -> None:
    member = f.a_network().members[0]
    assert member.organisation is not None
    client, page = f.client_of(member), reverse("people", args=[member.organisation.slug])
    counts = []
    for _ in range(2):
        with clock.pinned(NOW), django_assert_max_num_queries(60) as counted:
            assert client.get(page).status_code == 200
        counts.append(len(counted))
        for _each in range(30):
            f.another_of(member)
    assert counts[0] == counts[1]
