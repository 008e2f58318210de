"""What the database itself refuses of differences, causes, statements and placements, tried in SQL."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from seko.dialogue.changes.models import Placement
from seko.dialogue.tracing import actions
from seko.dialogue.tracing.enums import Said
from seko.dialogue.tracing.models import Cause, Difference, Statement
from tests import factories as f
from tests.dialogue.tracing.conftest import Traced

pytestmark = pytest.mark.django_db


def refused(sql: str, *values: int | str | datetime) -> bool:
    """Whether the database refuses; what it did is undone."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, list(values))
            assert cursor.rowcount == 1
            transaction.set_rollback(True)
    except IntegrityError:
        return True
    return False


def test_a_difference_stays(traced: Traced) -> None:
    row = traced.differences[0]

    assert refused("UPDATE tracing_difference SET section = 'x' WHERE id = %s", row.pk)
    assert refused("UPDATE tracing_difference SET old = '[1]' WHERE id = %s", row.pk)
    assert refused("DELETE FROM tracing_difference WHERE id = %s", row.pk)
    assert Difference.objects.get(pk=row.pk).section == row.section


def test_a_cause_is_taken_back_once_and_nothing_else(traced: Traced) -> None:
    officer = traced.answering.officer
    cause = actions.confirm_cause(traced.point, traced.differences[0], by=officer, now=f.OVERDUE)

    assert refused("UPDATE tracing_cause SET note = 'x' WHERE id = %s", cause.pk)
    assert refused("DELETE FROM tracing_cause WHERE id = %s", cause.pk)
    actions.take_back_cause(cause, by=officer, now=f.OVERDUE)
    assert refused("UPDATE tracing_cause SET taken_back_at = NULL WHERE id = %s", cause.pk)
    assert not refused("UPDATE tracing_cause SET told_at = %s WHERE id = %s", f.OVERDUE, cause.pk)
    assert Cause.objects.get(pk=cause.pk).taken_back_at == f.OVERDUE


def test_what_was_said_of_a_promise_stays(traced: Traced) -> None:
    row = Statement.objects.create(point=traced.point, said=Said.NOT_NEEDED, reason="Већ стоји у делу 2.", at=f.OVERDUE)

    assert refused("UPDATE tracing_statement SET reason = 'x' WHERE id = %s", row.pk)
    assert refused("DELETE FROM tracing_statement WHERE id = %s", row.pk)


def test_a_person_s_choice_of_a_place_stays(traced: Traced) -> None:
    comment = traced.answering.comments[0]
    row = Placement.objects.create(version=traced.version, comment=comment, status="changed", made_at=f.OVERDUE)
    assert not refused("DELETE FROM changes_placement WHERE id = %s", row.pk)
    assert refused("UPDATE changes_placement SET version_id = %s WHERE id = %s", _other(traced), row.pk)

    Placement.objects.filter(pk=row.pk).update(chosen_at=f.OVERDUE)

    assert refused("DELETE FROM changes_placement WHERE id = %s", row.pk)
    assert refused("UPDATE changes_placement SET chosen_at = NULL WHERE id = %s", row.pk)
    earlier, later = f.OVERDUE - timedelta(hours=1), f.OVERDUE + timedelta(hours=1)
    assert refused("UPDATE changes_placement SET chosen_at = %s WHERE id = %s", earlier, row.pk)
    assert not refused("UPDATE changes_placement SET chosen_at = %s WHERE id = %s", later, row.pk)


def _other(traced: Traced) -> str:
    version = traced.answering.consultation.version
    assert version is not None
    return str(version.pk) if connection.vendor == "postgresql" else version.pk.hex
