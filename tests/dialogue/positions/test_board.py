"""The board: counts, places, the number of queries."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seko.dialogue.comments.actions import support_comment
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.actions import agree, carry, dissent, merge, propose_as_partner, reword, set_aside
from seko.dialogue.positions.enums import Fate, ProposalKind, Stance
from seko.dialogue.positions.queries import Counts, board, counts
from tests import factories as f

pytestmark = pytest.mark.django_db
NOW = f.CONSOLIDATING


def test_an_untouched_board_shows_the_comments_by_passage(
    network: f.Network, consultation: Consultation, comments: list[Comment]
) -> None:
    f.a_comment(consultation, network.members[0], "О целини.", seko=network.seko)

    shown = board(consultation, network.seko)

    assert shown.position is None
    assert [
        (place.passage.place if place.passage else None, [each.comment.words for each in place.comments])
        for place in shown.places
    ] == [
        (None, ["О целини."]),
        ("1-1", ["Додати мерну станицу у Бору."]),
        ("1-2", ["Dodati mernu stanicu u Boru."]),
        ("1-3", ["Продужити трајање пројекта."]),
    ]
    assert shown.counts == Counts(total=4, carried=0, merged=0, reworded=0, set_aside=0, awaiting=4)


def test_every_comment_is_counted_once_and_the_sum_is_the_whole(network: f.Network, consultation: Consultation) -> None:
    many = [
        f.a_comment(consultation, network.members[number % 2], f"Предлог {number}.", seko=network.seko)
        for number in range(9)
    ]
    carry(many[:2], by=network.lead, now=NOW)
    merge(many[2:5], by=network.lead, now=NOW)
    reword(carry(many[5:6], by=network.lead, now=NOW)[0], wording="Другачије.", by=network.lead, now=NOW)
    set_aside(many[6:7], reason="Понавља се.", by=network.lead, now=NOW)
    dissent(many[6], by=network.members[0], now=f.DISSENTING)

    found = counts(consultation, network.seko)

    assert found == Counts(total=9, carried=2, merged=3, reworded=1, set_aside=1, awaiting=2)
    assert found == board(consultation, network.seko).counts


def test_a_decided_board_shows_reasons_sources_supports_and_dissents(
    network: f.Network, consultation: Consultation, comments: list[Comment]
) -> None:
    point = merge(comments[1:], by=network.lead, now=NOW)
    set_aside(comments[:1], reason="Није предмет акције.", by=network.lead, now=NOW)
    support_comment(comments[1], by=network.members[0], now=NOW)
    support_comment(comments[1], by=network.partners[0], now=NOW)
    dissent(comments[0], by=network.members[0], now=f.DISSENTING)

    first, second, third = board(consultation, network.seko).places

    assert [(each.handling, each.supports, each.points) for each in first.comments] == [(Fate.MERGED, 2, (point,))]
    assert [each.point for each in first.points] == [point]
    assert [source.comment for source in first.points[0].sources] == sorted(comments[1:], key=lambda each: each.number)
    assert ([each.handling for each in second.comments], second.points) == ([Fate.MERGED], ())
    assert [(each.reason, each.has_dissent) for each in third.comments] == [("Није предмет акције.", True)]


def test_thirty_comments_take_as_many_queries_as_one(network: f.Network) -> None:
    def queries(count: int) -> int:
        consultation = f.a_consultation([network.seko])
        many = [
            f.a_comment(consultation, network.members[number % 2], f"Предлог {number}.", seko=network.seko, place="1-1")
            for number in range(2 * count)
        ]
        points = carry(many[:count], by=network.lead, now=NOW)
        set_aside(many[count:], reason="Понавља се.", by=network.lead, now=NOW)
        for point in points:
            agree(point, stance=Stance.AGREES, by=network.partners[0], now=NOW)
            propose_as_partner(
                consultation,
                network.seko,
                kind=ProposalKind.REWORD,
                point=point,
                wording="Краће.",
                by=network.partners[0],
                now=NOW,
            )
        with CaptureQueriesContext(connection) as captured:
            for place in board(consultation, network.seko).places:
                for each in place.comments:
                    assert each.comment.organisation is not None
                for shown in place.points:
                    assert shown.sources[0].comment.organisation_name
                    assert len(shown.proposals) == 1
        return len(captured)

    assert queries(1) == queries(30)
