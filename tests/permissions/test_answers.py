"""Every address, every role, every state: what is answered, what is never shown, what is never written."""

from __future__ import annotations

import sys

import pytest

from seko.foundation.notifications import registry
from seko.foundation.notifications.letters import put_into_words
from seko.foundation.notifications.models import Notice, Outbox
from tests.permissions import states as s
from tests.permissions.asking import Asked, Browsers, digest, found_in, missing_headers, undone
from tests.permissions.cases import FORMS, SIGN_IN, Expected, Table
from tests.permissions.cast import ROLES
from tests.permissions.expected import TABLES
from tests.permissions.readers import may_read
from tests.permissions.world import World

FEWEST_CASES = 8_000


def faults_of(expected: Expected, asked: Asked, world: World, language: str) -> list[str]:
    """Return what is wrong with an answer; nothing where all is as expected."""
    case, role, found = expected.case, expected.role, []
    status = {SIGN_IN: "302", "signed-out": "403"}.get(expected.answer, expected.answer)
    if str(asked.status) != status:
        found.append(f"answered {asked.status} instead of {expected.answer} {asked.location}")
    if expected.answer == SIGN_IN and "/sign-in/" not in asked.location:
        found.append(f"leads to {asked.location}")
    leaked = {each for each in asked.canaries if not _may_show(expected, each, world.state)}
    if leaked:
        found.append(f"shows {sorted(leaked)}")
    if case.method == "GET" and asked.written:
        found.append(f"a reading writes to {sorted(asked.written)}")
    found += missing_headers(asked, is_signed_in=role != "anonymous")
    return [f"{role}, {world.state}, {language}: {case}: {fault}" for fault in found]


def _may_show(expected: Expected, canary: str, state: str) -> bool:
    thing = canary.removeprefix("zq-").partition(".")[0]
    shows = expected.case.shows.split()
    # What somebody typed comes back to whoever typed it.
    typed = f"{expected.case.query} {expected.case.data or ''}"
    return may_read(expected.role, canary, state) or thing in shows or canary in typed


class Asking:
    """Asks cases in one state, and knows what the database held before."""

    def __init__(self, browsers: Browsers) -> None:
        self.browsers, self.world = browsers, browsers.world
        self.before = digest()

    def faults(self, expected: Expected, language: str) -> list[str]:
        """Ask one case and return what is wrong; a deed is taken back."""
        case, world = expected.case, self.world
        path, data = case.path(world, language), case.form(world)
        if case.method == "GET":
            asked = self.browsers.ask(expected.role, case.method, path, headers=case.headers)
            return faults_of(expected, asked, world, language)
        with undone():
            asked = self.browsers.ask(expected.role, case.method, path, data=data, headers=case.headers)
            found = faults_of(expected, asked, world, language)
            who = f"{expected.role}, {world.state}: {case}"
            if expected.is_denied and asked.written - set(case.keeps.split()) and digest() != self.before:
                found.append(f"{who}: was denied and changed {sorted(asked.written)}")
            if not expected.is_denied and not case.is_silent and not asked.written:
                found.append(f"{who}: was allowed and changed nothing")
            if asked.written & MAIL:
                state = case.becomes if case.becomes in s.STATES else world.state
                found += [f"{who}: {each}" for each in told_too_much(world, state, since=True, tells=case.tells)]
        return found


MAIL = {"notifications_outbox", "notifications_notice"}


def told_too_much(world: World, state: str, *, since: bool = False, tells: str = "") -> list[str]:
    """Return the mails and notices that hold what their recipient may not read, but for the thing that a deed `tells`
    of; `since`: only those of this hour.
    """
    found = []
    for model in (Outbox, Notice):
        rows = model.objects.filter(created_at=world.now) if since else model.objects.all()
        for told in rows:
            kind, role = registry.find(told.kind), world.cast.role_of(told.recipient)
            if kind is None or role not in ROLES:
                continue
            words = put_into_words(told, kind, "sr")
            held = found_in(str((words, told.context)).encode())
            allowed = f"zq-{tells}." if tells else "-"
            too_much = sorted(each for each in held if not (may_read(role, each, state) or each.startswith(allowed)))
            if too_much:
                found.append(f"{model.__name__} {told.kind} tells {role} {too_much}")
    return found


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "table"),
    [
        pytest.param(state, table, id=f"{state}-{table.area}")
        for state in s.STATES
        for table in TABLES
        if state in table.states
    ],
    scope="package",
)
def test_every_role_is_answered_as_expected(browsers: Browsers, state: str, table: Table) -> None:
    asking, found = Asking(browsers), []
    for place, expected in enumerate(table.expected(state)):
        # The three language forms take turns: over the states each case meets each role in each of them.
        turn = place + ROLES.index(expected.role) + s.STATES.index(state)
        language = FORMS[turn % len(FORMS)]
        found += asking.faults(expected, language)
    assert not found, "\n" + "\n".join(found)
    assert digest() == asking.before


@pytest.mark.django_db
@pytest.mark.parametrize("state", s.STATES, scope="package")
def test_nobody_was_told_too_much(browsers: Browsers, state: str) -> None:
    found = told_too_much(browsers.world, state)
    assert not found, "\n" + "\n".join(found)


def test_enough_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    count = sum(1 for table in TABLES for state in table.states for _case in table.expected(state))
    with capsys.disabled():
        sys.stdout.write(f"\npermissions: {count} cases, {sum(len(table.access) for table in TABLES)} addresses\n")
    assert count > FEWEST_CASES
