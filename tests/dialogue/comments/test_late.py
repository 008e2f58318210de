"""Late requests: decided before the consultation ends, on exactly these words, never by the author's own side."""

from __future__ import annotations

from datetime import timedelta
from unittest import mock
from uuid import uuid4

import pytest

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.dialogue.comments import actions
from seko.dialogue.comments.enums import LateStatus
from seko.dialogue.comments.models import Comment, Unsent
from seko.dialogue.consultations import actions as consulting
from seko.dialogue.consultations.models import Consultation
from seko.foundation.core import clock
from seko.foundation.core.errors import Invalid, Refused, WrongState
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed
from seko.pages.desk.tasks import desk_of
from tests import factories as f

pytestmark = pytest.mark.django_db
WORDS = "Благе речи."


@pytest.fixture
def network() -> f.Network:
    """A SEKO."""
    return f.a_network()


@pytest.fixture
def consultation(network: f.Network) -> Consultation:
    """Its consultation."""
    return f.a_consultation([network.seko])


def written(consultation: Consultation, by: Actor, words: str = WORDS) -> Unsent:
    return actions.save_unsent(
        identifier=uuid4(),
        consultation=consultation,
        fields={"words": words, "anchor": {"kind": "whole"}},
        by=by,
        now=f.COMMENTING,
    )


def asked(consultation: Consultation, by: Actor) -> Unsent:
    return actions.request_late(written(consultation, by), reason="Болест.", by=by, now=f.DISSENTING)


def again(unsent: Unsent, words: str, by: Actor) -> Unsent:
    return actions.save_unsent(
        identifier=unsent.pk,
        consultation=unsent.consultation,
        fields={"words": words, "anchor": {"kind": "whole"}},
        by=by,
        now=f.DISSENTING,
    )


def test_a_consultation_ends_in_no_way_while_a_request_is_undecided(
    network: f.Network, consultation: Consultation
) -> None:
    unsent = asked(consultation, network.members[0])
    coordinator = f.ministry()

    with pytest.raises((Refused, WrongState)) as refused:
        consulting.conclude(consultation, by=coordinator, now=f.ANSWERING)
    with pytest.raises((Refused, WrongState)):
        consulting.propose_exception(consultation, reason="Нема времена.", by=coordinator, now=f.ANSWERING)
    with pytest.raises((Refused, WrongState)):
        consulting.propose_cancellation(consultation, reason="Нико не пише.", by=coordinator, now=f.ANSWERING)
    actions.refuse_late(unsent, reason="Касно је.", by=coordinator, now=f.ANSWERING)

    assert "1" in str(refused.value.sentence)
    assert consulting.conclude(consultation, by=coordinator, now=f.ANSWERING).status == "concluded"


def test_nothing_is_refused_after_the_end(network: f.Network, consultation: Consultation) -> None:
    unsent = asked(consultation, network.members[0])
    Consultation.objects.filter(pk=consultation.pk).update(status="cancelled")

    with pytest.raises(WrongState):
        actions.refuse_late(unsent, reason="Касно је.", by=f.ministry(), now=f.AFTER_REPLIES)

    assert Unsent.objects.get().late_status == LateStatus.REQUESTED


def test_the_words_do_not_change_once_late_sending_is_asked_for(network: f.Network, consultation: Consultation) -> None:
    unsent = asked(consultation, network.members[0])

    with pytest.raises(WrongState):
        again(unsent, "Потпуно друге речи.", network.members[0])

    assert Unsent.objects.get().words == WORDS


def test_a_second_person_confirms_the_words_that_were_proposed_and_no_other(
    network: f.Network, consultation: Consultation
) -> None:
    unsent = asked(consultation, network.members[0])
    first = f.ministry()
    proposed = actions.propose_late_acceptance(unsent, reason="У реду.", by=first, now=f.DISSENTING)
    Unsent.objects.update(words="Промењено мимо свега.")

    with pytest.raises(WrongState):
        second.confirm(proposed, by=f.another_of(first), now=f.DISSENTING)
    assert Comment.objects.count() == 0
    Unsent.objects.update(words=WORDS)
    comment = second.confirm(proposed, by=f.another_of(first), now=f.DISSENTING)

    assert (comment.words, comment.is_late) == (WORDS, True)


def test_a_request_taken_back_is_written_on_and_asks_nobody_any_more(
    network: f.Network, consultation: Consultation
) -> None:
    author = network.members[0]
    unsent = asked(consultation, author)
    actions.propose_late_acceptance(unsent, reason="У реду.", by=f.ministry(), now=f.DISSENTING)

    actions.recall_late_request(unsent, by=author, now=f.DISSENTING)

    assert again(unsent, "Друго.", author).words == "Друго."
    assert not ProposedDeed.objects.filter(status="waiting").exists()
    with pytest.raises(WrongState):
        actions.recall_late_request(unsent, by=author, now=f.DISSENTING)


def test_refusing_leaves_no_proposal_and_no_task(network: f.Network, consultation: Consultation) -> None:
    author, coordinator = network.members[0], f.ministry()
    unsent = asked(consultation, author)
    actions.propose_late_acceptance(unsent, reason="У реду.", by=coordinator, now=f.DISSENTING)

    actions.refuse_late(unsent, reason="Ипак не.", by=coordinator, now=f.DISSENTING)

    assert not ProposedDeed.objects.filter(status="waiting").exists()
    assert desk_of(f.again(author), f.AFTER_REPLIES).total == 0


def test_what_could_not_be_sent_is_not_asked_for(network: f.Network, consultation: Consultation) -> None:
    with pytest.raises(Invalid) as raised:
        actions.request_late(
            written(consultation, network.members[0], "  "), reason="Болест.", by=network.members[0], now=f.DISSENTING
        )

    assert list(raised.value.faults) == ["words"]


def test_nobody_decides_on_a_text_of_the_own_side(network: f.Network, consultation: Consultation) -> None:
    first = f.ministry()
    other = f.another_of(first)
    assert other.person is not None
    f.an_actor(network.members[0].organisation, Role.REPRESENTATIVE, other.person)
    both = f.again(other)
    unsent = asked(consultation, network.members[0])
    with clock.pinned(f.DISSENTING):
        page = f.client_of(both).get("/en/late-requests/").content.decode()
    proposed = actions.propose_late_acceptance(unsent, reason="У реду.", by=first, now=f.DISSENTING)

    with pytest.raises(Refused):
        second.confirm(proposed, by=both, now=f.DISSENTING)
    with pytest.raises(Refused):
        actions.refuse_late(unsent, reason="Не.", by=both, now=f.DISSENTING)

    assert WORDS in page
    assert "another person decides" in page
    assert Comment.objects.count() == 0


def test_two_equal_proposals_at_once_are_one(network: f.Network, consultation: Consultation) -> None:
    unsent = asked(consultation, network.members[0])
    coordinator = f.ministry()
    actions.propose_late_acceptance(unsent, reason="У реду.", by=coordinator, now=f.DISSENTING)

    with mock.patch.object(second, "waiting", return_value=None), pytest.raises(WrongState):
        actions.propose_late_acceptance(unsent, reason="У реду.", by=coordinator, now=f.DISSENTING)

    assert ProposedDeed.objects.count() == 1


def test_a_text_that_can_be_sent_after_all_takes_the_request_along(
    network: f.Network, consultation: Consultation
) -> None:
    author = network.members[0]
    unsent = asked(consultation, author)
    actions.propose_late_acceptance(unsent, reason="У реду.", by=f.ministry(), now=f.DISSENTING)
    Consultation.objects.update(leads_deadline_at=f.DISSENTING + timedelta(days=1))

    comment = actions.send_comment(
        identifier=unsent.pk,
        consultation=consultation,
        fields={"words": WORDS, "anchor": {"kind": "whole"}},
        by=author,
        now=f.DISSENTING,
        seko=network.seko,
    )

    assert not comment.is_late
    assert not ProposedDeed.objects.filter(status="waiting").exists()


def test_a_refused_text_stays_in_the_record(network: f.Network, consultation: Consultation) -> None:
    author = network.members[0]
    unsent = asked(consultation, author)
    actions.refuse_late(unsent, reason="Касно је.", by=f.ministry(), now=f.DISSENTING)
    Consultation.objects.update(leads_deadline_at=f.DISSENTING + timedelta(days=1))

    with pytest.raises(WrongState):
        actions.send_comment(
            identifier=unsent.pk,
            consultation=consultation,
            fields={"words": "Друго.", "anchor": {"kind": "whole"}},
            by=author,
            now=f.DISSENTING,
            seko=network.seko,
        )

    assert Unsent.objects.get().late_decision == "Касно је."
