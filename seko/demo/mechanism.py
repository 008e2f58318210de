"""The demonstration's mechanism: a finished call for a consortium, an open one of a network with three applications at
various states, one organisation that stands aside, three supporters with their periods. All of it is invented.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from seko.actors.calls import actions as calls
from seko.actors.calls.actions.applying import Written
from seko.actors.calls.actions.issuing import Wanted
from seko.actors.calls.enums import CallKind, Declaration
from seko.actors.calls.models import Call
from seko.actors.mechanism.actions import change_area, keep_supporter, suspend
from seko.actors.organisations.actor import Actor
from seko.demo.cast import Cast
from seko.demo.register import read_json
from seko.foundation.core.dates import end_of_day, local_date
from seko.foundation.workflow import second

CONTENT = "mechanism.json"


def load_mechanism(cast: Cast, now: datetime) -> None:
    """Write what happened in the mechanism before today, through the real actions."""
    content = read_json(CONTENT)
    _names(content["names"], cast, now)
    _supporters(content["supporters"], cast, now)
    _consortium_call(content["consortium"], cast, now)
    _network_call(content["network"], cast, now)
    _suspension(content["suspension"], cast, now)


def _names(rows: list[Mapping[str, str]], cast: Cast, now: datetime) -> None:
    """Give areas the names under which later sources know them: one area, each name right in its year."""
    for row in rows:
        sector = cast.register.sekos[row["seko"]].sector
        fields = {name: getattr(sector, name) for name in ("valid_from", "valid_to", "source")}
        change_area(
            sector,
            fields=fields | {"name_sr": row["name_sr"], "name_en": row["name_en"]},
            new_name_from=date.fromisoformat(row["from"]),
            by=cast.ministry[0],
            now=now - timedelta(days=110),
        )


def _supporters(rows: list[Mapping[str, str]], cast: Cast, now: datetime) -> None:
    for row in rows:
        fields: dict[str, Any] = {
            **row,
            "organisation": None,
            "starts_on": date.fromisoformat(row["starts_on"]),
            "ends_on": date.fromisoformat(row["ends_on"]) if row["ends_on"] else None,
        }
        keep_supporter(fields=fields, by=cast.ministry[0], now=now - timedelta(days=110))


def _issue(content: Mapping[str, Any], kind: str, cast: Cast, by: Actor, at: datetime, **dates: Any) -> Call:
    call = calls.issue_call(
        code=content["code"],
        kind=kind,
        seko=cast.register.sekos[content["seko"]],
        fields={
            **{name: content[name] for name in ("title", "title_en", "text", "text_en")},
            "is_scored": kind == CallKind.CONSORTIUM,
            "opens_at": at,
            **dates,
        },
        criteria=[Wanted(*each) for each in content["criteria"]],
        by=by,
        now=at,
    )
    return calls.open_call(call, by=by, now=at)


def _apply(call: Call, row: Mapping[str, Any], cast: Cast, at: datetime) -> Any:
    by = cast.voice(row["organisation"])
    written = Written(row["words"], row["contact"], "", tuple(Declaration.values))
    calls.save_application(call, written=written, by=by, now=at)
    partners = [cast.register.organisations[slug] for slug in row.get("partners", ())]
    return calls.send_application(call, partners=partners, by=by, now=at + timedelta(minutes=5))


def _consortium_call(content: Mapping[str, Any], cast: Cast, now: datetime) -> None:
    """A call that is final: its rank list is public, the consortium of the area was chosen again."""
    first, other = cast.ministry[:2]
    opens = now - timedelta(days=105)
    closes = end_of_day(local_date(opens + timedelta(days=20)))
    judging = closes + timedelta(days=3)
    call = _issue(
        content,
        CallKind.CONSORTIUM,
        cast,
        first,
        opens,
        closes_at=closes,
        starts_on=local_date(now - timedelta(days=60)),
    )
    sent = {row["organisation"]: _apply(call, row, cast, opens + timedelta(days=9)) for row in content["applications"]}
    for person in (first, other):
        calls.declare_impartiality(call, has_conflict=False, note="", by=person, now=judging)
    criteria = list(call.criteria.all())
    for row in content["applications"]:
        for person, points in zip((first, other), row["points"], strict=True):
            given = {each.pk: value for each, value in zip(criteria, points, strict=True)}
            calls.score_application(sent[row["organisation"]], points=given, by=person, now=judging)
    proposed = calls.propose_publication(
        call,
        admitted=str(sent[content["admitted"]].pk),
        reasons={str(sent[row["organisation"]].pk): row["reason"] for row in content["applications"]},
        decision=content["decision"],
        by=first,
        now=judging,
    )
    published: Call = second.confirm(proposed, by=other, now=judging + timedelta(hours=3))
    if published.objections_until is not None:
        calls.finalise_call(published, by=first, now=published.objections_until + timedelta(hours=10))


def _network_call(content: Mapping[str, Any], cast: Cast, now: datetime) -> None:
    """A standing call with three applications: admitted and waiting to be registered, proposed, just sent."""
    lead = cast.leads[content["seko"]]
    opens = now - timedelta(days=50)
    call = _issue(content, CallKind.NETWORK, cast, lead, opens, closes_at=None, starts_on=None)
    deciding = [lead, *cast.partners(content["seko"])]
    for person in deciding:
        calls.declare_impartiality(call, has_conflict=False, note="", by=person, now=opens)
    for row in content["applications"]:
        at = now - timedelta(days=row["days_ago"])
        application = _apply(call, row, cast, at)
        if "reason" not in row:
            continue
        application = calls.propose_decision(
            application, outcome="admit", reason=row["reason"], by=lead, now=at + timedelta(days=1)
        )
        speaking = deciding[1:] if row["is_decided"] else deciding[1:2]
        for person in speaking:
            calls.take_stance(application, stance="agrees", note="", by=person, now=at + timedelta(days=1, hours=3))
        if row["is_decided"]:
            calls.decide_application(application, by=lead, now=at + timedelta(days=2))


def _suspension(content: Mapping[str, Any], cast: Cast, now: datetime) -> None:
    suspend(
        cast.register.sekos[content["seko"]],
        kind="frozen",
        statement=content["statement"],
        by=cast.voice(content["organisation"]),
        now=now - timedelta(days=20),
    )
