"""Every address with every method of HTTP; no deed without the token of forms."""

from __future__ import annotations

import pytest

from tests.permissions import states as s
from tests.permissions.asking import Browsers, digest, undone
from tests.permissions.cases import Case, Expected, Table
from tests.permissions.expected import TABLES
from tests.permissions.routes import routes

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("state", [s.PUBLISHED], scope="package")]

METHODS = ("HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE")
ASKING = ("ministry", "lead", "anonymous")
# Saving while one types is the one deed that has PUT.
SAVES = frozenset({"unsent-save", "queue-save"})
# They answer every method alike and read nothing of the chain.
READ_BY_ANY_METHOD = frozenset({"healthz", "readyz", "design-error"})


def first_cases(table: Table) -> dict[str, Case]:
    """Return one case for each address of the area: a reading where it has one."""
    found: dict[str, Case] = {}
    for case in sorted(table.cases, key=lambda case: case.method != "GET"):
        if s.reached(s.PUBLISHED, case.since) and s.reached(case.until, s.PUBLISHED):
            found.setdefault(case.route, case)
    return found


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.area)
def test_other_methods_do_nothing(browsers: Browsers, state: str, table: Table) -> None:
    found, before = [], digest()
    for route, case in first_cases(table).items():
        path = case.path(browsers.world, "sr")
        for role in ASKING:
            read = browsers.ask(role, "GET", path).status
            for method in METHODS:
                if method == "PUT" and route in SAVES:
                    continue
                with undone():
                    asked = browsers.ask(role, method, path)
                    is_fine = asked.status == 405 or asked.status in (read, *_refusals(role))
                    if not (is_fine or _lists_methods(method, asked.status, asked.body)):
                        found.append(f"{role}: {method} {route}: {asked.status} where GET is answered {read}")
                    if method == "HEAD" and asked.body:
                        found.append(f"{role}: HEAD {route} has a body")
                    if asked.written and digest() != before:
                        found.append(f"{role}: {method} {route} writes to {sorted(asked.written)}")
    assert not found, "\n" + "\n".join(found)


def _refusals(role: str) -> tuple[int, ...]:
    return (403,) if role == "anonymous" else ()


def _lists_methods(method: str, status: int, body: bytes) -> bool:
    return method == "OPTIONS" and status == 200 and not body


@pytest.mark.bad_input(97)
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.area)
def test_no_deed_without_the_token_of_forms(browsers: Browsers, state: str, table: Table) -> None:
    found, asked_of, before = [], set(), digest()
    for case in table.cases:
        if case.method == "GET" or not (s.reached(state, case.since) and s.reached(case.until, state)):
            continue
        for role in _allowed(table, case, state):
            asked_of.add(case.route)
            path, data = case.path(browsers.world, "sr"), case.form(browsers.world)
            with undone():
                asked = browsers.ask(role, case.method, path, data=data, headers=case.headers, csrf=True)
                if asked.status != 403 or (asked.written and digest() != before):
                    found.append(f"{role}: {case}: {asked.status}, wrote {sorted(asked.written)}")
    assert not found, "\n" + "\n".join(found)


def _allowed(table: Table, case: Case, state: str) -> list[str]:
    """Return one role whose deed would be done, if there is one in this state, and nobody."""
    one = Table(table.area)
    one.access, one.cases = table.access, [case]
    every = {each.role: each for each in _expected(one, state)}
    done = [role for role, each in every.items() if not each.is_denied]
    return [*done[:1], "anonymous"]


def _expected(table: Table, state: str) -> list[Expected]:
    return list(table.expected(state, of_everybody=True))


def test_every_deed_is_among_those_asked_without_a_token(browsers: Browsers, state: str) -> None:
    deeds = {case.route for table in TABLES for case in table.cases if case.method != "GET"}
    takes = {route.name for route in routes() if _takes_posts(browsers, route.name)}

    assert takes - deeds == READ_BY_ANY_METHOD


def _takes_posts(browsers: Browsers, name: str) -> bool:
    """Return whether the address of that name takes a POST at all (anything but 405), asked by whoever may reach it."""
    case = next(each for table in TABLES for each in table.cases if each.route == name)
    if not (s.reached(s.PUBLISHED, case.since) and s.reached(case.until, s.PUBLISHED)):
        return False
    with undone():
        return browsers.ask("ministry", "POST", case.path(browsers.world, "sr"), data={}).status != 405
