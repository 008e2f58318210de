"""Ending: an exception only after the leads' deadline, every author told, and what stays visible of a hidden draft."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from seko.actors.organisations.actor import ANONYMOUS, Actor
from seko.actors.organisations.enums import Role
from seko.actors.organisations.models import Mandate
from seko.dialogue.comments.actions import refuse_late, request_late, save_unsent, withdraw_comment
from seko.dialogue.consultations.actions import move_date, propose_exception
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import text_visible_to, visible_to
from seko.dialogue.responses.queries import Whereabouts, ended_comments
from seko.drafts.documents.actions import propose_hiding
from seko.foundation.core import clock
from seko.foundation.core.errors import Refused
from seko.foundation.notifications.models import Notice
from seko.foundation.workflow import second
from tests import factories as f

pytestmark = pytest.mark.django_db
AFTER = f.LEADS_DEADLINE + timedelta(seconds=1)


def told(kind: str) -> set[object]:
    return set(Notice.objects.filter(kind=kind).values_list("recipient", flat=True))


def person(actor: Actor) -> object:
    assert actor.person is not None
    return actor.person.pk


def except_it(consultation: Consultation, first: Actor) -> None:
    proposed = propose_exception(consultation, reason="Нема података.", by=first, now=AFTER)
    second.confirm(proposed, by=f.another_of(first), now=AFTER)


def test_no_exception_before_the_leads_have_decided() -> None:
    network, first = f.a_network(), f.ministry()
    consultation = f.a_consultation([network.seko])
    f.a_comment(consultation, network.members[0], seko=network.seko)

    with pytest.raises(Refused):
        propose_exception(consultation, reason="Журно је.", by=first, now=f.LEADS_DEADLINE)

    except_it(consultation, first)
    assert ended_comments(AFTER) == Whereabouts(answered=0, set_aside=0, withdrawn=0, waiting=1)


def test_nobody_left_it_out_so_it_counts_as_unanswered() -> None:
    """As rows from before the rule would stand: nothing decided, the deadline still ahead."""
    network = f.a_network()
    consultation = f.a_consultation([network.seko])
    f.a_comment(consultation, network.members[0], seko=network.seko)
    Consultation.objects.filter(pk=consultation.pk).update(status="exception")

    assert ended_comments(f.COMMENTING) == Whereabouts(answered=0, set_aside=0, withdrawn=0, waiting=1)


def test_every_author_hears_of_the_exception_whatever_way_the_comment_came() -> None:
    network, first = f.a_network(members=1), f.ministry()
    consultation = f.a_consultation([network.seko], audience="public", version=f.a_version(circle="public"))
    stranger = f.an_actor(f.an_organisation("Ван мреже"), Role.REPRESENTATIVE)
    colleague, citizen = f.another_of(stranger), Actor(f.a_person())
    former = f.an_actor(f.an_organisation("Бивша"), Role.REPRESENTATIVE)
    heir = f.another_of(former)
    changed_mind = f.an_actor(f.an_organisation("Одустала"), Role.REPRESENTATIVE)
    for author in (stranger, citizen, former):
        f.a_comment(consultation, author, "Додати.")
    withdraw_comment(f.a_comment(consultation, changed_mind, "Не."), by=changed_mind, now=f.COMMENTING)
    Mandate.objects.filter(pk=former.mandate_id).update(ends_on=date(2027, 3, 14))

    except_it(consultation, first)

    heard = told("consultation-excepted")
    asked = {person(actor) for actor in (network.lead, *network.partners, *network.members)}
    assert heard == asked | {person(stranger), person(colleague), person(citizen), person(heir)}


def test_authors_hear_that_the_date_of_replies_moved() -> None:
    consultation = f.a_consultation(audience="public", version=f.a_version(circle="public"))
    citizen, later = Actor(f.a_person()), f.REPLIES_UNTIL + timedelta(days=1)
    f.a_comment(consultation, citizen)

    for field, value in (("dissents_until_at", f.DISSENTS_UNTIL + timedelta(days=1)), ("replies_until_at", later)):
        assert person(citizen) not in told("date-moved")
        move_date(consultation, field=field, value=value, reason="Празник.", by=f.ministry(), now=f.COMMENTING)
    assert person(citizen) in told("date-moved")


def test_an_unsent_comment_is_news_for_whoever_acts_for_its_organisation_today() -> None:
    network = f.a_network(members=2)
    consultation = f.a_consultation([network.seko])
    writer, other = network.members
    heir = f.another_of(writer)
    kept = [
        save_unsent(
            identifier=uuid4(),
            consultation=consultation,
            fields={"words": "Почетак", "anchor": {"kind": "whole"}},
            by=by,
            now=f.COMMENTING,
            seko=network.seko,
        )
        for by in (writer, other)
    ]
    Mandate.objects.filter(pk=writer.mandate_id).update(ends_on=date(2027, 3, 6))
    moved = {"field": "leads_deadline_at", "value": f.LEADS_DEADLINE + timedelta(days=1), "reason": "Празник."}

    move_date(consultation, **moved, by=f.ministry(), now=f.CONSOLIDATING)  # type: ignore[arg-type]

    assert told("date-moved") == {person(network.lead), person(heir), person(other)}
    late = f.DISSENTING + timedelta(days=1)
    asked = request_late(kept[0], reason="Квар.", by=f.again(heir), now=late)
    refuse_late(asked, reason="Већ речено.", by=f.ministry(), now=late)
    assert told("late-refused") == {person(heir)}


def test_hiding_the_draft_hides_its_text_and_not_the_consultation() -> None:
    network, first = f.a_network(members=1), f.ministry()
    member, outside = network.members[0], f.an_actor(f.an_organisation("Ван мреже"), Role.REPRESENTATIVE)
    consultation = f.a_consultation([network.seko], version=f.a_version(("ТАЈНА КАНАРИНАЦ",), circle="networks"))
    public = f.a_consultation([network.seko], version=f.a_version(("ТАЈНА КАНАРИНАЦ",), circle="public"))
    never = f.a_consultation([network.seko], version=f.a_version(circle="networks"), status="prepared")
    f.a_comment(public, member, "Рок је кратак.", seko=network.seko, place="1-1")
    Consultation.objects.exclude(pk=never.pk).update(status="exception")
    everything = (consultation, public, never)
    for each in everything:
        assert each.version is not None
        hiding = propose_hiding(each.version, reason="Лични подаци.", by=first, now=AFTER)
        second.confirm(hiding, by=f.another_of(first), now=AFTER)

    def sees(actor: Actor) -> list[Consultation]:
        return [each for each in everything if each in set(visible_to(actor, AFTER))]

    assert sees(member) == [consultation, public]
    assert (sees(outside)[-1:], sees(ANONYMOUS)) == ([public], [public])
    assert not text_visible_to(member, AFTER).exists()
    assert text_visible_to(first, AFTER).count() == 3
    with clock.pinned(AFTER):
        client = f.client_of(None)
        assert client.get(reverse("consultation", args=[public.code])).status_code == 200
        text = client.get(reverse("reading", args=[public.code]), follow=True)
        board = f.client_of(network.lead).get(reverse("board", args=[public.code, network.seko.code]))
        kept = f.client_of(first).get(reverse("reading", args=[public.code]))
        listed = f.client_of(member).get(reverse("comments", args=[public.code])).content.decode()
        known = f.client_of(first).get(reverse("comments", args=[public.code])).content.decode()
    assert ("Лични подаци." in text.content.decode(), "КАНАРИНАЦ" in text.content.decode()) == (True, False)
    assert board.status_code == 404
    assert ("Рок је кратак." in listed, "КАНАРИНАЦ" in listed) == (True, False)
    assert "КАНАРИНАЦ" in known
    assert "КАНАРИНАЦ" in kept.content.decode()
