"""What partners propose and say, what the lead does with it."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.actions import agree, carry, decline_proposal, propose_as_partner, reword, take_proposal
from seko.dialogue.positions.enums import Fate, ProposalKind, Stance
from seko.dialogue.positions.models import Agreement, PartnerProposal, Point
from seko.dialogue.positions.queries import board, fate_of
from seko.foundation.core import clock
from seko.foundation.core.errors import Conflict, Invalid, NotThere, Refused, WrongState
from tests import factories as f

pytestmark = pytest.mark.django_db
NOW = f.CONSOLIDATING


def proposal(network: f.Network, consultation: Consultation, **what: Any) -> PartnerProposal:
    return propose_as_partner(consultation, network.seko, by=network.partners[0], now=NOW, **what)


def fates(comments: list[Comment]) -> list[Fate]:
    return [fate_of(Comment.objects.get(pk=comment.pk), NOW) for comment in comments]


def test_a_proposal_changes_nothing_until_the_lead_takes_it(
    network: f.Network, consultation: Consultation, comments: list[Comment]
) -> None:
    made = proposal(network, consultation, kind=ProposalKind.MERGE, comments=comments[1:], words="Исто траже.")
    assert fates(comments) == [Fate.AWAITING] * 3
    assert [(each.organisation, each.words) for each in board(consultation, network.seko).proposals] == [
        (network.partners[0].organisation, "Исто траже.")
    ]

    taken = take_proposal(made, by=network.lead, now=NOW)

    assert (taken.status, taken.decided_at) == ("taken", NOW)
    assert fates(comments) == [Fate.AWAITING, Fate.MERGED, Fate.MERGED]
    assert board(consultation, network.seko).proposals == ()


def test_each_kind_of_proposal_does_its_deed(
    network: f.Network, consultation: Consultation, comments: list[Comment]
) -> None:
    made = [
        proposal(network, consultation, kind=ProposalKind.CARRY, comments=comments[:1]),
        proposal(network, consultation, kind=ProposalKind.SET_ASIDE, comments=comments[1:2], words="Понавља се."),
    ]
    for each in made:
        take_proposal(each, by=network.lead, now=NOW)
    point = Point.objects.get(kind="consolidated")
    take_proposal(
        proposal(network, consultation, kind=ProposalKind.REWORD, point=point, wording="За годину дуже."),
        by=network.lead,
        now=NOW,
    )

    assert fates(comments) == [Fate.REWORDED, Fate.SET_ASIDE, Fate.AWAITING]
    point.refresh_from_db()
    assert point.wording == "За годину дуже."
    assert comments[1].set_aside.reason == "Понавља се."


def test_a_proposal_that_can_no_longer_be_done_stays_open(
    network: f.Network, consultation: Consultation, comments: list[Comment]
) -> None:
    made = proposal(network, consultation, kind=ProposalKind.CARRY, comments=comments[:1])
    carry(comments[:1], by=network.lead, now=NOW)

    with pytest.raises(WrongState):
        take_proposal(made, by=network.lead, now=NOW)
    made.refresh_from_db()
    assert made.status == "open"


def test_declining_needs_an_answer_and_is_final(
    network: f.Network, consultation: Consultation, comments: list[Comment]
) -> None:
    made = proposal(network, consultation, kind=ProposalKind.CARRY, comments=comments[:1])

    with pytest.raises(Invalid):
        decline_proposal(made, answer="", by=network.lead, now=NOW)
    declined = decline_proposal(made, answer="Спојићемо са другим.", by=network.lead, now=NOW)

    assert (declined.status, declined.answer, declined.decided_at) == ("declined", "Спојићемо са другим.", NOW)
    with pytest.raises(WrongState):
        take_proposal(made, by=network.lead, now=NOW)


@pytest.mark.parametrize(
    ("what", "field"),
    [
        ({"kind": ProposalKind.CARRY}, "comments"),
        ({"kind": ProposalKind.MERGE, "chosen": 1}, "comments"),
        ({"kind": ProposalKind.SET_ASIDE, "chosen": 1}, "words"),
        ({"kind": ProposalKind.REWORD, "wording": "Другачије."}, "point"),
        ({"kind": ProposalKind.REWORD}, "wording"),
    ],
)
def test_a_proposal_says_what_it_means(
    network: f.Network, consultation: Consultation, comments: list[Comment], what: dict[str, Any], field: str
) -> None:
    given = {name: value for name, value in what.items() if name != "chosen"}

    with pytest.raises(Invalid) as invalid:
        proposal(network, consultation, comments=comments[: what.get("chosen", 0)], **given)
    assert list(invalid.value.faults) == [field]


def test_a_proposal_is_about_the_own_board(
    network: f.Network, consultation: Consultation, comments: list[Comment]
) -> None:
    foreign = f.a_comment(f.a_consultation([network.seko]), network.members[0], seko=network.seko)
    other = f.a_network("other")
    elsewhere = f.a_comment(f.a_consultation([other.seko]), other.members[0], seko=other.seko)
    point = carry([elsewhere], by=other.lead, now=NOW)[0]

    with pytest.raises(NotThere):
        proposal(network, consultation, kind=ProposalKind.CARRY, comments=[comments[0], foreign])
    with pytest.raises(NotThere):
        proposal(network, consultation, kind=ProposalKind.REWORD, point=point, wording="Другачије.")
    assert not PartnerProposal.objects.exists()


def test_only_partners_propose_and_only_the_lead_decides(
    network: f.Network, consultation: Consultation, comments: list[Comment]
) -> None:
    made = proposal(network, consultation, kind=ProposalKind.CARRY, comments=comments[:1])
    for actor in (network.lead, network.members[0], f.ministry(), f.a_network("other").partners[0]):
        with pytest.raises(Refused):
            propose_as_partner(
                consultation, network.seko, kind=ProposalKind.CARRY, comments=comments[:1], by=actor, now=NOW
            )
    for actor in (network.partners[0], network.members[0], f.ministry(), f.a_network("other").lead):
        with pytest.raises(Refused):
            take_proposal(made, by=actor, now=NOW)
        with pytest.raises(Refused):
            decline_proposal(made, answer="Не.", by=actor, now=NOW)


def test_a_new_wording_asks_the_partners_anew(
    network: f.Network, consultation: Consultation, comments: list[Comment]
) -> None:
    point = carry(comments[:1], by=network.lead, now=NOW)[0]
    agree(point, stance=Stance.AGREES, by=network.partners[0], now=NOW)
    assert [each.stance for each in board(consultation, network.seko).places[-1].points[0].agreements] == ["agrees"]

    reword(point, wording="Другачије.", by=network.lead, now=NOW)

    shown = board(consultation, network.seko).places[-1].points[0]
    assert shown.agreements == ()
    assert [each.organisation for each in shown.asked_anew] == [network.partners[0].organisation]

    agree(shown.point, stance=Stance.OBJECTS, words="Предуго.", by=network.partners[0], now=NOW)
    assert list(Agreement.objects.values_list("stance", "words", "revision")) == [("objects", "Предуго.", 1)]


def test_nobody_agrees_to_a_wording_not_seen(network: f.Network, comments: list[Comment]) -> None:
    point = carry(comments[:1], by=network.lead, now=NOW)[0]
    reword(point, wording="Сасвим другачије.", by=network.lead, now=NOW)

    for stance, words in ((Stance.AGREES, ""), (Stance.OBJECTS, "Предуго.")):
        with pytest.raises(Conflict) as conflict:
            agree(point, stance=stance, words=words, by=network.partners[0], now=NOW)
        assert conflict.value.theirs.wording == "Сасвим другачије."
    assert not Agreement.objects.exists()

    agree(point, stance=Stance.AGREES, revision=1, by=network.partners[0], now=NOW)
    assert list(Agreement.objects.values_list("stance", "revision")) == [("agrees", 1)]


@pytest.mark.parametrize("page", ["board", "point"])
def test_the_page_shows_the_new_wording_instead_of_agreeing(
    network: f.Network, consultation: Consultation, comments: list[Comment], page: str
) -> None:
    point = carry(comments[:1], by=network.lead, now=NOW)[0]
    partner = f.client_of(network.partners[0])
    board = [consultation.code, network.seko.code]
    url, sent, name = {
        "board": (reverse("board-deed", args=board), {"one": "agree:1@{}"}, "one"),
        "point": (reverse("board-point", args=[*board, 1]), {"deed": "agree", "seen": "{}"}, "seen"),
    }[page]
    shown = reverse("board", args=board) if page == "board" else url

    with clock.pinned(NOW):
        before = partner.get(shown).content.decode()
        reword(point, wording="Сасвим другачије.", by=network.lead, now=NOW)
        stale = partner.post(url, {**sent, name: sent[name].format(0)})
        fresh = partner.post(url, {**sent, name: sent[name].format(1)})
        nonsense = partner.post(url, {**sent, name: sent[name].format("x")})

    field = f'value="{sent[name].format(0)}"'
    assert field in before
    assert (stale.status_code, "Сасвим другачије." in stale.content.decode()) == (409, True)
    assert (fresh.status_code, nonsense.status_code) == (302, 404)
    assert list(Agreement.objects.values_list("stance", "revision")) == [("agrees", 1)]


def test_an_objection_to_a_wording_not_seen_keeps_its_words(
    network: f.Network, consultation: Consultation, comments: list[Comment]
) -> None:
    point = carry(comments[:1], by=network.lead, now=NOW)[0]
    url = reverse("board-point", args=[consultation.code, network.seko.code, point.number])
    reword(point, wording="Сасвим другачије.", by=network.lead, now=NOW)

    with clock.pinned(NOW):
        sent = {"deed": "object", "seen": "0", "stance-words": "Предуго је."}
        answer = f.client_of(network.partners[0]).post(url, sent)

    page = answer.content.decode()
    assert (answer.status_code, "Предуго је." in page, 'name="seen" value="1"' in page) == (409, True, True)
    assert not Agreement.objects.exists()


def test_not_agreeing_needs_words_and_a_partner(network: f.Network, comments: list[Comment]) -> None:
    point = carry(comments[:1], by=network.lead, now=NOW)[0]

    with pytest.raises(Invalid):
        agree(point, stance=Stance.OBJECTS, by=network.partners[0], now=NOW)
    for actor in (network.lead, network.members[0], f.ministry()):
        with pytest.raises(Refused):
            agree(point, stance=Stance.AGREES, by=actor, now=NOW)
    with pytest.raises(NotThere):
        agree(comments[1].own_point, stance=Stance.AGREES, by=network.partners[0], now=NOW)
    with pytest.raises(WrongState):
        agree(point, stance=Stance.AGREES, by=network.partners[0], now=f.DISSENTING)
    assert not Agreement.objects.exists()
