"""What the database itself refuses, tried in SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.actions import dissent, ensure_position, merge, set_aside, submit_position
from seko.dialogue.positions.models import Point, Position
from tests import factories as f

pytestmark = pytest.mark.django_db
NOW = f.CONSOLIDATING


@dataclass
class Rows:
    """A board with two merged comments and one left out, and one comment more."""

    position: Position
    point: Point
    merged: Comment
    left_out: Comment
    awaiting: Comment


@pytest.fixture
def rows(network: f.Network, consultation: Consultation, comments: list[Comment]) -> Rows:
    point = merge(comments[1:], by=network.lead, now=NOW)
    set_aside(comments[:1], reason="Понавља се.", by=network.lead, now=NOW)
    position = ensure_position(consultation, network.seko, by=network.lead, now=NOW)
    foreign = f.a_network("other")
    elsewhere = f.a_comment(f.a_consultation([foreign.seko]), foreign.members[0], seko=foreign.seko)
    return Rows(position, point, comments[1], comments[0], elsewhere)


def key(identifier: UUID) -> str:
    return str(identifier) if connection.vendor == "postgresql" else identifier.hex


def refused(sql: str, *parameters: UUID | datetime) -> bool:
    """Whether the database refuses; what it did is undone."""
    values = [key(value) if isinstance(value, UUID) else value for value in parameters]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
            assert cursor.rowcount == 1
            transaction.set_rollback(True)
    except IntegrityError:
        return True
    return False


INSERT_SOURCE = "INSERT INTO positions_source (point_id, comment_id, relation, at) VALUES (%s, %s, 'merged', %s)"
INSERT_SET_ASIDE = "INSERT INTO positions_setaside (comment_id, position_id, reason, at) VALUES (%s, %s, 'x', %s)"


def test_in_work_the_board_moves(rows: Rows) -> None:
    assert not refused("UPDATE positions_point SET wording = 'x' WHERE id = %s", rows.point.pk)
    assert not refused("UPDATE positions_source SET relation = 'reworded' WHERE comment_id = %s", rows.merged.pk)
    assert not refused("DELETE FROM positions_source WHERE comment_id = %s", rows.merged.pk)
    assert not refused("DELETE FROM positions_setaside WHERE comment_id = %s", rows.left_out.pk)
    assert not refused("UPDATE positions_position SET letter = 'x' WHERE id = %s", rows.position.pk)


@pytest.mark.parametrize(
    ("sql", "row"),
    [
        ("DELETE FROM positions_position WHERE id = %s", "position"),
        ("UPDATE positions_position SET seko_id = seko_id + 1 WHERE id = %s", "position"),
        ("DELETE FROM positions_point WHERE id = %s", "point"),
        ("UPDATE positions_point SET number = 99 WHERE id = %s", "point"),
        ("UPDATE positions_point SET seko_id = NULL WHERE id = %s", "point"),
        ("UPDATE positions_point SET kind = 'direct' WHERE comment_id = %s", "left_out"),
        ("UPDATE positions_point SET kind = 'dissent' WHERE comment_id = %s", "left_out"),
        ("UPDATE positions_point SET dissented_at = created_at WHERE comment_id = %s", "left_out"),
        ("UPDATE positions_setaside SET reason = 'x' WHERE comment_id = %s", "left_out"),
        ("UPDATE positions_source SET comment_id = (SELECT comment_id FROM positions_setaside) WHERE comment_id = %s",
         "merged"),
    ],
)  # fmt: skip
def test_what_never_changes(rows: Rows, sql: str, row: str) -> None:
    assert refused(sql, getattr(rows, row).pk)


def test_a_source_is_of_the_same_board(rows: Rows) -> None:
    assert refused(INSERT_SOURCE, rows.point.pk, rows.awaiting.pk, NOW)
    assert refused(INSERT_SOURCE, rows.merged.own_point.pk, rows.left_out.pk, NOW)
    assert not refused(INSERT_SOURCE, rows.point.pk, rows.left_out.pk, NOW)


def test_what_was_handed_in_stands(network: f.Network, rows: Rows) -> None:
    submit_position(rows.position, letter="Став.", by=network.lead, now=NOW)

    assert refused("UPDATE positions_position SET letter = 'x' WHERE id = %s", rows.position.pk)
    assert refused("UPDATE positions_position SET submitted_counts = '{}' WHERE id = %s", rows.position.pk)
    assert refused("UPDATE positions_point SET wording = 'x' WHERE id = %s", rows.point.pk)
    assert refused("UPDATE positions_point SET proposed_wording = 'x' WHERE id = %s", rows.point.pk)
    assert refused("UPDATE positions_source SET relation = 'reworded' WHERE comment_id = %s", rows.merged.pk)
    assert refused("DELETE FROM positions_source WHERE comment_id = %s", rows.merged.pk)
    assert refused(INSERT_SOURCE, rows.point.pk, rows.left_out.pk, NOW)
    assert refused("DELETE FROM positions_setaside WHERE comment_id = %s", rows.left_out.pk)
    assert refused(INSERT_SET_ASIDE, rows.merged.pk, rows.position.pk, NOW)


def test_a_position_without_its_time_is_none(rows: Rows) -> None:
    assert refused("UPDATE positions_position SET status = 'submitted' WHERE id = %s", rows.position.pk)


def test_a_dissent_and_a_withdrawal_are_final(network: f.Network, rows: Rows) -> None:
    submit_position(rows.position, letter="Став.", by=network.lead, now=NOW)
    dissented = dissent(rows.left_out, words="Остајемо при свом.", by=network.members[0], now=f.DISSENTING)
    Point.objects.filter(pk=rows.merged.own_point.pk).update(withdrawn_at=NOW)

    assert refused("UPDATE positions_point SET dissent_words = 'x' WHERE id = %s", dissented.pk)
    assert refused(
        "UPDATE positions_point SET kind = 'not-consolidated', dissented_at = NULL WHERE id = %s", dissented.pk
    )
    assert refused("UPDATE positions_point SET withdrawn_at = NULL WHERE id = %s", rows.merged.own_point.pk)


def test_a_second_point_of_one_number_or_one_comment_is_none(rows: Rows) -> None:
    insert = (
        "INSERT INTO positions_point (id, consultation_id, position_id, seko_id, comment_id, kind, number, wording, "
        "proposed_wording, anchor, passage_order, is_absorbed, revision, created_at, dissent_words) "
        "SELECT %s, consultation_id, position_id, seko_id, comment_id, kind, number, '', '', '{}', 0, is_absorbed, 0, "
        "created_at, '' FROM positions_point WHERE id = %s"
    )

    assert refused(insert, uuid4(), rows.point.pk)
    assert refused(insert, uuid4(), rows.merged.own_point.pk)
