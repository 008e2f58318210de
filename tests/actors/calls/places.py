"""Calls, applicants and deciding people as the tests of calls need them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from seko.actors.calls import actions
from seko.actors.calls.actions.applying import Written
from seko.actors.calls.actions.issuing import Wanted
from seko.actors.calls.enums import CallKind, Declaration
from seko.actors.calls.models import Application, Call
from seko.actors.mechanism.models import Seko
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.actors.organisations.models import Organisation
from seko.foundation.core.dates import end_of_day
from tests import factories as f

_number = count(1)
PREPARED = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)
CLOSES = end_of_day(date(2027, 2, 26))
APPLYING = datetime(2027, 2, 10, 9, 0, tzinfo=UTC)
JUDGING = datetime(2027, 3, 2, 9, 0, tzinfo=UTC)
STARTS_ON = date(2027, 5, 1)
CRITERIA = (Wanted("Искуство у области", 30, 2, 10), Wanted("Капацитети", 20, 1, 5))
ALL = tuple(Declaration.values)


def a_call(seko: Seko, by: Actor, kind: str = CallKind.CONSORTIUM, *, is_open: bool = True, **fields: Any) -> Call:
    """Issue (and open) a call; a scored one for a consortium, a standing one without points for a network."""
    is_network = kind == CallKind.NETWORK
    values = {
        "title": "Јавни позив",
        "title_en": "Public call",
        "text": "Текст јавног позива.",
        "text_en": "",
        "is_scored": not is_network,
        "opens_at": PREPARED,
        "closes_at": None if is_network else CLOSES,
        "starts_on": None if is_network else STARTS_ON,
    }
    call = actions.issue_call(
        code=f"poziv-{next(_number)}",
        kind=kind,
        seko=seko,
        fields={**values, **fields},
        criteria=(Wanted("Рад у области"),) if is_network and not fields.get("is_scored") else CRITERIA,
        by=by,
        now=PREPARED,
    )
    return actions.open_call(call, by=by, now=PREPARED) if is_open else call


def an_applicant(name: str = "Подносилац") -> Actor:
    """Return an actor of a new organisation that is in no network."""
    return f.an_actor(f.an_organisation(f"{name} {next(_number)}"), Role.REPRESENTATIVE)


def organisations(number: int) -> list[Organisation]:
    """Return new organisations that are in no network."""
    return [f.an_organisation(f"Партнер {next(_number)}") for _ in range(number)]


def apply(
    call: Call, by: Actor, *, words: str = "Радимо десет година.", partners: Sequence[Organisation] | None = None
) -> Application:
    """Send an application."""
    if partners is None:
        partners = organisations(2) if call.kind == CallKind.CONSORTIUM else ()
    actions.save_application(call, written=Written(words, "Вера, 011", "", ALL), by=by, now=APPLYING)
    return actions.send_application(call, partners=partners, by=by, now=APPLYING)


def impartial(call: Call, *people: Actor, now: datetime = JUDGING) -> None:
    """Let people declare that they have no conflict of interest."""
    for each in people:
        actions.declare_impartiality(call, has_conflict=False, note="", by=each, now=now)


def score(application: Application, by: Actor, first: int, second: int) -> None:
    """Give points by the two usual criteria."""
    one, two = application.call.criteria.all()
    actions.score_application(application, points={one.pk: first, two.pk: second}, by=by, now=JUDGING)
