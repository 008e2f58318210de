"""What stands of calls in every state: one of A's network with the stranger's application, one of the ministry for A's
consortium with the outsider's (naming member_b as a partner), and one that is still prepared.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from seko.actors.calls import actions
from seko.actors.calls.actions.applying import Written
from seko.actors.calls.actions.issuing import Wanted
from seko.actors.calls.enums import CallKind, Declaration
from seko.actors.calls.models import Application, Criterion
from seko.foundation.core.dates import end_of_day
from tests import factories as f

if TYPE_CHECKING:
    from seko.actors.calls.models import Call
    from seko.actors.organisations.actor import Actor
    from tests.permissions.world import World

ISSUED = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)
APPLIED = datetime(2027, 1, 18, 9, 0, tzinfo=UTC)
JUDGED = datetime(2027, 2, 8, 9, 0, tzinfo=UTC)
CLOSES = end_of_day(date(2027, 1, 29))


def calls(world: World) -> None:
    """Issue the calls and let organisations apply, with a canary in every application's words."""
    cast = world.cast
    network = _call(world, "na", CallKind.NETWORK, cast["lead"], title="Позив мреже", closes_at=None, starts_on=None)
    _apply(network, cast["stranger"], "na")
    actions.declare_impartiality(network, has_conflict=False, note="", by=cast["lead"], now=JUDGED)
    dates: dict[str, Any] = {"closes_at": CLOSES, "starts_on": date(2029, 1, 1)}
    consortium = _call(world, "ca", CallKind.CONSORTIUM, cast["ministry"], title="Позив за конзорцијум", **dates)
    named = [cast["member_b"].organisation, f.an_organisation("Трећа организација")]
    row = _apply(consortium, cast["outsider"], "ca", *named)
    actions.declare_impartiality(consortium, has_conflict=False, note="", by=cast["ministry"], now=JUDGED)
    points = {Criterion.objects.get(call=consortium).pk: 25}
    actions.score_application(row, points=points, by=cast["ministry"], now=JUDGED)
    later = dates | {"closes_at": end_of_day(date(2028, 6, 1))}
    _call(world, "cd", CallKind.CONSORTIUM, cast["ministry"], title="zq-cd.title-qz", is_open=False, **later)


def _call(world: World, code: str, kind: str, by: Actor, *, title: str, is_open: bool = True, **dates: Any) -> Call:
    call = actions.issue_call(
        code=code,
        kind=kind,
        seko=world.cast.sekos["A"],
        fields={
            "title": title, "title_en": "", "text": "Текст позива.", "text_en": "",
            "is_scored": kind == CallKind.CONSORTIUM, "opens_at": ISSUED, **dates,
        },
        criteria=(Wanted("Рад у области", 30, 1, 10),),
        by=by,
        now=ISSUED,
    )  # fmt: skip
    return actions.open_call(call, by=by, now=ISSUED) if is_open else call


def _apply(call: Call, by: Actor, name: str, *partners: Any) -> Application:
    written = Written(f"zq-{name}-application.words-qz", "", "", tuple(Declaration.values))
    actions.save_application(call, written=written, by=by, now=APPLIED)
    return actions.send_application(call, partners=partners, by=by, now=APPLIED)


def application(world: World, code: str) -> str:
    """Return the identifier of the application to that call."""
    return str(Application.objects.get(call__code=code).pk)


def criterion(world: World, code: str) -> str:
    """Return the identifier of the criterion of that call."""
    return str(Criterion.objects.get(call__code=code).pk)
