"""What is kept stays, in every table that has a rule against deleting: nothing that deletes goes past it."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from seko.foundation.core import triggers
from seko.outlets.reporting.actions import freeze_report
from tests.outlets.reporting.conftest import REPORTED, Year

pytestmark = pytest.mark.django_db


def kept() -> dict[str, str]:
    """Return the rule of every table whose rows are kept."""
    rules = [rule for config in apps.get_app_configs() for rule in triggers.declared(config)]
    return {rule.table: rule.name for rule in rules if rule.beside}


def refused(sql: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
            transaction.set_rollback(True)
    except IntegrityError:
        return True
    return False


@pytest.fixture
def frozen_year(year: Year) -> Year:
    freeze_report(year.consultation, by=year.coordinator, now=REPORTED)
    return year


def test_no_row_that_is_kept_is_replaced(frozen_year: Year) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has INSERT OR REPLACE")
    replacing = {table: f'INSERT OR REPLACE INTO "{table}" SELECT * FROM "{table}"' for table in kept()}  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers=OFF")  # as any other program that opens the file
        assert [table for table, sql in replacing.items() if not refused(sql)] == []
        cursor.execute("PRAGMA recursive_triggers=ON")
        for rule in kept().values():
            cursor.execute(f'DROP TRIGGER "{rule}_replaced"')
    assert [table for table, sql in replacing.items() if not refused(sql)] == []


def test_no_table_of_kept_rows_is_emptied_at_once(frozen_year: Year) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL has TRUNCATE")
    connection.check_constraints()  # PostgreSQL empties no table whose constraints are still to be checked
    assert [table for table in kept() if not refused(f'TRUNCATE "{table}" CASCADE')] == []
