"""Triggers and constraints that Django cannot express: each app's `triggers.py` lists them, once per engine.

They are installed after every migrate, because on SQLite one altered table silently loses its triggers (design.md,
decision 5).
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.apps import AppConfig, apps
from django.db import connections


@dataclass(frozen=True, slots=True)
class Trigger:
    """One rule of the database: its name, its table, the statements that make it on each engine, the rules with it."""

    name: str
    table: str
    sqlite: str
    postgresql: str
    beside: tuple[Trigger, ...] = ()


NOTHING = "SELECT 1"
"""The statement of a rule that one engine does not need."""


def refuse_update(name: str, table: str, columns: Iterable[str], sentence: str, *, unless: str = "") -> Trigger:
    """Return a rule that refuses to change `columns` of a row; `unless` is an SQL condition over OLD that allows it."""
    named = list(columns)
    sqlite_changed = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in named)
    postgres_changed = " OR ".join(f'OLD."{column}" IS DISTINCT FROM NEW."{column}"' for column in named)
    condition = f" AND NOT ({unless})" if unless else ""
    return _rule(name, table, "UPDATE", f"({sqlite_changed}){condition}", f"({postgres_changed}){condition}", sentence)


def refuse_delete(name: str, table: str, sentence: str, *, unless: str = "", key: str = "id") -> Trigger:
    """Return a rule that refuses to delete a row; `unless` is an SQL condition over OLD that allows it.

    What deletes without saying so is refused with it: replacing a row by an insert with its primary `key` on SQLite
    (`recursive_triggers` in `config/databases.py` lets the rule itself see that, but only on the platform's own
    connections), emptying the table on PostgreSQL. On SQLite an `INSERT OR IGNORE` of a kept row is refused too.
    """
    condition = f"NOT ({unless})" if unless else "1 = 1"
    rule = _rule(name, table, "DELETE", condition, condition, sentence)
    same = f'SELECT 1 FROM "{table}" OLD WHERE OLD."{key}" = NEW."{key}" AND {condition}'  # noqa: S608 - no input
    replaced = _rule(f"{name}_replaced", table, "INSERT", f"EXISTS ({same})", "", sentence)
    return replace(rule, beside=(replace(replaced, postgresql=NOTHING), _refuse_truncate(f"{name}_emptied", table)))


def _refuse_truncate(name: str, table: str) -> Trigger:
    """Return a rule that refuses to empty the table at once, which no rule over rows sees (SQLite has no such way)."""
    return Trigger(
        name,
        table,
        NOTHING,
        f'CREATE OR REPLACE FUNCTION "{name}_fn"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN '
        f"RAISE EXCEPTION 'a table of kept rows is never emptied' USING ERRCODE = 'integrity_constraint_violation'; "
        f'END $$; CREATE TRIGGER "{name}" BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT '
        f'EXECUTE FUNCTION "{name}_fn"()',
    )


def refuse_insert(name: str, table: str, sentence: str, *, unless: str) -> Trigger:
    """Return a rule that refuses a new row; `unless` is an SQL condition over NEW that allows it."""
    return _rule(name, table, "INSERT", f"NOT ({unless})", f"NOT ({unless})", sentence)


def _rule(name: str, table: str, event: str, sqlite_when: str, postgres_when: str, sentence: str) -> Trigger:
    returned = "OLD" if event == "DELETE" else "NEW"
    return Trigger(
        name,
        table,
        f'CREATE TRIGGER "{name}" BEFORE {event} ON "{table}" FOR EACH ROW WHEN {sqlite_when} '
        f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END",
        f'CREATE OR REPLACE FUNCTION "{name}_fn"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN '
        f"IF {postgres_when} THEN RAISE EXCEPTION '{sentence}' "
        "USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        f'RETURN {returned}; END $$; CREATE TRIGGER "{name}" BEFORE {event} ON "{table}" FOR EACH ROW '
        f'EXECUTE FUNCTION "{name}_fn"()',
    )


def declared(config: AppConfig) -> list[Trigger]:
    """Return the rules of one installed app: those its `triggers.py` lists with those beside them, or none."""
    if not config.name.startswith("seko."):
        return []
    try:
        module = importlib.import_module(f"{config.name}.triggers")
    except ModuleNotFoundError as error:
        if error.name != f"{config.name}.triggers":
            raise
        return []
    return [each for rule in getattr(module, "TRIGGERS", ()) for each in (rule, *rule.beside)]


def install_for(sender: AppConfig, using: str = "default", **_: Any) -> None:
    """Make the rules of one app anew (receiver of `post_migrate`, which is sent for each app after every migrate)."""
    connection = connections[using]
    rules = declared(sender)
    tables = set(connection.introspection.table_names()) if rules else set()
    for trigger in rules:
        if trigger.table in tables:
            _drop(trigger, using)
            with connection.cursor() as cursor:
                cursor.execute(trigger.postgresql if connection.vendor == "postgresql" else trigger.sqlite)


def make_way(plan: Any = (), using: str = "default", **_: Any) -> None:
    """Take all rules away before tables change (receiver of `pre_migrate`, sent for each app before every migrate):
    SQLite rebuilds an altered table under another name, and a rule elsewhere that speaks of it would stop that.
    """
    if plan and connections[using].vendor == "sqlite":
        remove_all(using)


def remove_all(using: str = "default") -> None:
    """Drop every rule: for emptying a test database, never in production."""
    for config in apps.get_app_configs():
        for trigger in declared(config):
            _drop(trigger, using)


def _drop(trigger: Trigger, using: str) -> None:
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f'DROP TRIGGER IF EXISTS "{trigger.name}" ON "{trigger.table}"')
        else:
            cursor.execute(f'DROP TRIGGER IF EXISTS "{trigger.name}"')
