"""Who sees a comment, a consolidated comment, a position: every role at every stage, with words that could leak."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import OrganisationKind, Role
from seko.dialogue.comments.models import Comment
from seko.dialogue.comments.queries import visible_to
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.actions import ensure_position, merge, set_aside, submit_position
from seko.dialogue.positions.models import Point, Position
from seko.dialogue.positions.permissions import may_see_board
from seko.dialogue.positions.queries import points_visible_to, positions_visible_to
from seko.dialogue.responses.actions import approve, assign, propose, save_draft
from seko.drafts.documents.models import Release
from tests import factories as f

pytestmark = pytest.mark.django_db
NOW = f.CONSOLIDATING
AFTER = f.LEADS_DEADLINE + timedelta(seconds=1)
EVERYTHING = frozenset({"merged", "merged too", "left out", "direct"})
ANSWERED = frozenset({"merged", "merged too"})


@dataclass
class Chain:
    """Four comments, one consolidated comment, and everybody who might look."""

    network: f.Network
    consultation: Consultation
    position: Position
    comments: dict[str, Comment]
    point: Point
    actors: dict[str, Actor]

    def comments_seen(self, who: str) -> frozenset[str]:
        seen = set(visible_to(self.actors[who], NOW).values_list("pk", flat=True))
        return frozenset(name for name, comment in self.comments.items() if comment.pk in seen)

    def comments_seen_later(self, who: str) -> frozenset[str]:
        seen = set(visible_to(self.actors[who], AFTER).values_list("pk", flat=True))
        return frozenset(name for name, comment in self.comments.items() if comment.pk in seen)

    def sees_point(self, who: str) -> bool:
        return self.point in points_visible_to(self.actors[who], NOW)

    def sees_position(self, who: str) -> bool:
        return self.position in positions_visible_to(self.actors[who], NOW)

    def submit(self) -> None:
        submit_position(self.position, by=self.network.lead, now=NOW)

    def release_to_the_public(self) -> None:
        version = self.consultation.version
        assert version is not None
        Release.objects.create(version=version, circle="public", starts_at=NOW)

    def answer(self) -> None:
        drafted = save_draft(
            self.point, fields={"disposition": "accepted", "reason": "Тачно."}, by=self.actors["officer"], now=NOW
        )
        proposed = propose(drafted, by=self.actors["officer"], now=NOW)
        approve(proposed, by=self.actors["ministry"], now=NOW)


@pytest.fixture
def chain() -> Chain:
    network, other = f.a_network(members=3), f.a_network("other")
    consultation = f.a_consultation([network.seko, other.seko], audience="public")
    stranger = f.an_actor(f.an_organisation("Ван мреже"), Role.REPRESENTATIVE)
    first, second, reader = network.members
    comments = {
        "merged": f.a_comment(consultation, first, "ПРВА РЕЧ", seko=network.seko),
        "merged too": f.a_comment(consultation, second, "ДРУГА РЕЧ", seko=network.seko),
        "left out": f.a_comment(consultation, first, "ТРЕЋА РЕЧ", seko=network.seko),
        "direct": f.a_comment(consultation, stranger, "ЧЕТВРТА РЕЧ"),
    }
    point = merge([comments["merged"], comments["merged too"]], by=network.lead, now=NOW)
    set_aside([comments["left out"]], reason="Понавља се.", by=network.lead, now=NOW)
    donor = f.an_organisation("Донатор", OrganisationKind.DONOR)
    actors: dict[str, Actor] = {
        "lead": network.lead,
        "partner": network.partners[0],
        "author": first,
        "other author": second,
        "reader": reader,
        "other lead": other.lead,
        "other member": other.members[0],
        "stranger": stranger,
        "ministry": f.ministry(),
        "officer": f.an_officer(),
        "other officer": f.an_officer(),
        "observer": f.an_actor(donor, Role.OBSERVER),
        "auditor": f.an_actor(donor, Role.AUDITOR),
        "administrator": f.an_actor(donor, Role.ADMINISTRATOR),
        "secretary": f.an_actor(donor, Role.SECRETARY),
        "person without a mandate": Actor(f.a_person()),
        "nobody": Actor(),
    }
    position = ensure_position(consultation, network.seko, by=network.lead, now=NOW)
    return Chain(network, consultation, position, comments, point, actors)


OWN_SIDE = frozenset({"lead", "partner", "author", "other author", "reader"})
OFFICIALS = frozenset({"ministry", "auditor"})


def seen_by_all(chain: Chain, seen: Callable[[str], frozenset[str]]) -> dict[str, frozenset[str]]:
    return {who: seen(who) for who in chain.actors}


def expected(chain: Chain, *groups: tuple[frozenset[str], frozenset[str]]) -> dict[str, frozenset[str]]:
    table = {who: frozenset[str]() for who in chain.actors}
    for people, comments in groups:
        for who in people:
            table[who] |= comments
    return table


THROUGH_SEKO = EVERYTHING - {"direct"}
STRANGER = (frozenset({"stranger"}), frozenset({"direct"}))


def test_before_handing_in_only_the_own_side_reads(chain: Chain) -> None:
    assert seen_by_all(chain, chain.comments_seen) == expected(
        chain, (OWN_SIDE, THROUGH_SEKO), STRANGER, (OFFICIALS, frozenset({"direct"}))
    )
    assert {who for who in chain.actors if chain.sees_point(who)} == {"lead", "partner"}
    assert {who for who in chain.actors if chain.sees_position(who)} == {"lead", "partner"}
    assert {who for who in chain.actors if may_see_board(chain.actors[who], chain.network.seko.pk, NOW)} == {
        "lead",
        "partner",
    }


def test_from_handing_in_the_officials_read(chain: Chain) -> None:
    chain.submit()

    assert seen_by_all(chain, chain.comments_seen) == expected(
        chain, (OWN_SIDE, THROUGH_SEKO), STRANGER, (OFFICIALS, EVERYTHING)
    )
    assert {who for who in chain.actors if chain.sees_point(who)} == OWN_SIDE | OFFICIALS
    assert {who for who in chain.actors if chain.sees_position(who)} == OWN_SIDE | OFFICIALS


def test_the_deadline_alone_shows_the_same(chain: Chain) -> None:
    assert seen_by_all(chain, chain.comments_seen_later) == expected(
        chain, (OWN_SIDE, THROUGH_SEKO), STRANGER, (OFFICIALS, EVERYTHING)
    )


def test_the_assigned_institution_reads_what_it_answers(chain: Chain) -> None:
    chain.submit()
    institution = chain.actors["officer"].organisation
    assert institution is not None

    assign([chain.point], institution=institution, by=chain.actors["ministry"], now=NOW)

    assert (chain.comments_seen("officer"), chain.comments_seen("other officer")) == (ANSWERED, frozenset())
    assert (chain.sees_point("officer"), chain.sees_point("other officer")) == (True, False)


def test_an_answer_on_a_draft_for_networks_stays_among_those_who_may_read_it(chain: Chain) -> None:
    chain.submit()
    institution = chain.actors["officer"].organisation
    assert institution is not None
    assign([chain.point], institution=institution, by=chain.actors["ministry"], now=NOW)
    chain.answer()

    assert [who for who in ("nobody", "stranger", "other member", "administrator") if chain.sees_point(who)] == []
    assert chain.comments_seen("nobody") == frozenset()


def test_a_published_answer_on_a_public_draft_is_read_by_all(chain: Chain) -> None:
    chain.submit()
    institution = chain.actors["officer"].organisation
    assert institution is not None
    assign([chain.point], institution=institution, by=chain.actors["ministry"], now=NOW)
    chain.answer()
    chain.release_to_the_public()

    everybody = frozenset(chain.actors)
    assert seen_by_all(chain, chain.comments_seen) == expected(
        chain, (everybody, ANSWERED), (OWN_SIDE, THROUGH_SEKO), STRANGER, (OFFICIALS, EVERYTHING)
    )
    assert {who for who in chain.actors if chain.sees_point(who)} == everybody


def test_a_public_draft_alone_shows_nobody_unanswered_words(chain: Chain) -> None:
    chain.submit()
    chain.release_to_the_public()

    assert (chain.comments_seen("nobody"), chain.sees_point("nobody")) == (frozenset(), False)


def test_where_the_network_does_not_read_each_other(chain: Chain) -> None:
    f.written_by_hand(chain.consultation, network_reads=False)
    chain.submit()

    assert chain.comments_seen("author") == {"merged", "left out"}
    assert chain.comments_seen("partner") == THROUGH_SEKO
    assert chain.comments_seen("reader") == frozenset()
    assert (chain.sees_point("author"), chain.sees_point("reader")) == (True, False)
    assert not chain.sees_position("author")


def test_what_was_withdrawn_is_read_by_its_own_side_alone(chain: Chain) -> None:
    Comment.objects.filter(pk=chain.comments["left out"].pk).update(withdrawn_at=NOW)

    assert chain.comments_seen_later("ministry") == EVERYTHING - {"left out"}
    assert chain.comments_seen_later("author") == THROUGH_SEKO
