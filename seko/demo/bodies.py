"""The demonstration's bodies in time: former names, a successor, a double entry; contact points, some of them stale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from seko.actors.contacts.actions import add_contact_point
from seko.actors.contacts.enums import LEVEL_OF
from seko.actors.contacts.models import ContactPoint
from seko.actors.organisations.actions import (
    add_former_name,
    propose_merging,
    propose_succession,
    register_organisation,
)
from seko.actors.organisations.models import Organisation
from seko.demo.cast import Cast
from seko.demo.register import read_json
from seko.foundation.workflow import second

# Of so many bodies one has no contact point; of so many contact points one was not verified for long, one has a deputy.
WITHOUT, STALE, WITH_DEPUTY = 8, 5, 3
NOT_VERIFIED_FOR = timedelta(days=430)


def load_bodies(cast: Cast, now: datetime) -> None:
    """Write them through the real actions, as the ministry's coordination enters them."""
    content, by = read_json("networks/bodies.json"), cast.ministry[0]
    known = dict(cast.register.organisations)
    entered = {
        row["name"]: register_organisation(fields=row, is_another=True, by=by, now=now) for row in content["bodies"]
    }
    for row in content["former_names"]:
        ends_on = date.fromisoformat(row["ends_on"])
        add_former_name(known[row["slug"]], name=row["name"], ends_on=ends_on, basis=row["basis"], by=by, now=now)
    _contact_points([*entered.values()][1:], content["functions"], cast, now)
    _succession(content["succession"], entered, known, cast, now)
    _double(content["double"], known, cast, now)


def _succession(
    row: Mapping[str, str],
    entered: Mapping[str, Organisation],
    known: Mapping[str, Organisation],
    cast: Cast,
    now: datetime,
) -> None:
    proposed = propose_succession(
        entered[row["predecessor"]],
        successor=known[row["successor"]],
        kind="whole",
        happened_on=date.fromisoformat(row["happened_on"]),
        basis=row["basis"],
        by=cast.ministry[0],
        now=now,
    )
    second.confirm(proposed, by=cast.ministry[1], now=now + timedelta(hours=2))


def _double(row: Mapping[str, str], known: Mapping[str, Organisation], cast: Cast, now: datetime) -> None:
    fields = {"name": row["name"], "kind": row["kind"]}
    alias = register_organisation(fields=fields, is_another=True, by=cast.ministry[0], now=now)
    survivor = known[row["survivor"]]
    proposed = propose_merging(alias, survivor=survivor, reason=row["reason"], by=cast.ministry[0], now=now)
    second.confirm(proposed, by=cast.ministry[1], now=now + timedelta(hours=3))


def _contact_points(entered: Sequence[Organisation], functions: Sequence[str], cast: Cast, now: datetime) -> None:
    institutions = [body for body in cast.register.organisations.values() if body.kind in LEVEL_OF]
    names: Any = read_json("networks/names.json")
    for rank, body in enumerate([*institutions, *entered]):
        if rank % WITHOUT == WITHOUT - 1:
            continue
        first, last = names["first"][rank * 3 % len(names["first"])], names["last"][rank * 11 % len(names["last"])]
        fields = {
            "level": LEVEL_OF[body.kind],
            "name": f"{first} {last}",
            "email": f"ocd{rank}@uprava.example",
            "phone": f"011 000 {rank:02d}{rank:02d}",
            "function": functions[rank % len(functions)],
        }
        if rank % WITH_DEPUTY == 0:
            deputy = names["first"][(rank * 5 + 1) % len(names["first"])], names["last"][rank * 7 % len(names["last"])]
            fields |= {"deputy_name": " ".join(deputy), "deputy_email": f"zamenik{rank}@uprava.example"}
        entry = add_contact_point(body, fields=fields, by=cast.ministry[0], now=now)
        if rank % STALE == STALE - 1:
            ContactPoint.objects.filter(pk=entry.pk).update(verified_at=now - NOT_VERIFIED_FOR)
