"""The areas of a day: each under the name of that day, with its lead, its partners and the size of its network."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Count
from django.urls import reverse

from seko.actors.mechanism.enums import CONSORTIUM, Standing
from seko.actors.mechanism.models import Membership
from seko.actors.mechanism.queries import areas_on, memberships_on, name_on
from seko.foundation.core.languages import in_form


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area on a day; counts are numbers of organisations, the network with its consortium in it."""

    name: str
    url: str
    lead: str
    partners: tuple[str, ...]
    network: int
    is_incomplete: bool


def is_incomplete(count: int, has_lead: bool, day: date) -> bool:
    """Return whether a consortium of `count` organisations needs a call that day: never before the rule binds."""
    rule = settings.SEKO_CONSORTIUM
    return bool(day >= rule["binds_from"] and (count < rule["least"] or not has_lead))


def areas_of(day: date) -> tuple[AreaRow, ...]:
    """Return the areas counted that day; the same number of queries however many there are."""
    seated: dict[int, list[Membership]] = defaultdict(list)
    rows = memberships_on(day).filter(role__in=CONSORTIUM).select_related("organisation")
    for row in rows.order_by("organisation__name_key"):
        seated[row.seko_id].append(row)
    counted = memberships_on(day).order_by().values_list("seko").annotate(count=Count("organisation", distinct=True))
    sizes = dict(counted)
    found = []
    for sector in areas_on(day):
        for seko in sector.sekos.all():
            consortium = seated[seko.pk]
            lead = next((each for each in consortium if each.role == Standing.LEAD), None)
            found.append(
                AreaRow(
                    in_form(name_on(sector, day), "name"),
                    reverse("area", args=[seko.code]),
                    lead.organisation.shown_name if lead else "",
                    tuple(each.organisation.shown_name for each in consortium if each is not lead),
                    sizes.get(seko.pk, 0),
                    is_incomplete(len(consortium), lead is not None, day),
                )
            )
    return tuple(found)
