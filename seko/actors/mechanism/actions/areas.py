"""Areas with their SEKOs, and supporters: entered, renamed, corrected and ended by the ministry's coordination."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from seko.actors.mechanism.actions.entering import found_sekos
from seko.actors.mechanism.models import FormerSectorName, Sector, Seko, Supporter
from seko.actors.mechanism.permissions import may_keep_mechanism
from seko.actors.organisations.actor import Actor
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import Invalid, refuse_unless
from seko.foundation.journal import actions as journal

AREA = ("name_sr", "name_en", "valid_from", "valid_to", "source")
SUPPORTER = (
    "organisation",
    "name_sr",
    "name_en",
    "kind",
    "what_sr",
    "what_en",
    "starts_on",
    "ends_on",
    "source",
)


def enter_area(*, code: str, fields: Mapping[str, Any], by: Actor, now: datetime) -> Sector:
    """Add an area and its SEKO, both under one code. Raises `Refused`, `Invalid`."""
    refuse_unless(may_keep_mechanism(by, None, now))
    _check_days(fields["valid_from"], fields["valid_to"], "valid_to")
    if Sector.objects.filter(code=code).exists() or Seko.objects.filter(code=code).exists():
        raise Invalid({"code": _("This short code is already in use.")})
    sector = Sector(code=code, **{name: fields[name] for name in AREA})
    order = (Seko.objects.aggregate(last=Max("order"))["last"] or 0) + 1
    seko = Seko(code=code, order=order, **_seko_names(sector))
    found_sekos([(sector, seko)], by=by, now=now)
    return sector


def change_area(
    sector: Sector, *, fields: Mapping[str, Any], new_name_from: date | None, by: Actor, now: datetime
) -> Sector:
    """Change what is kept of an area. Another name with `new_name_from` is a new one from that day: the old one stays
    as it was called before; without it the name is only corrected. Raises `Refused`, `Invalid`.
    """
    refuse_unless(may_keep_mechanism(by, sector, now))
    _check_days(fields["valid_from"], fields["valid_to"], "valid_to")
    with transaction.atomic():
        row = Sector.objects.select_for_update().get(pk=sector.pk)
        is_renamed = (row.name_sr, row.name_en) != (fields["name_sr"], fields["name_en"])
        if new_name_from and is_renamed:
            _keep_old_name(row, new_name_from, now)
        for name in AREA:
            setattr(row, name, fields[name])
        row.save()
        if is_renamed:
            Seko.objects.filter(sector=row).update(**_seko_names(row))
        journal.record(
            "area-changed", "sector", row.pk, by=by, now=now, code=row.code, renamed=bool(new_name_from and is_renamed)
        )
    return row


def _keep_old_name(row: Sector, new_name_from: date, now: datetime) -> None:
    last = row.former_names.aggregate(last=Max("ends_on"))["last"]
    if new_name_from <= (last or row.valid_from) or new_name_from > local_date(now):
        raise Invalid({"new_name_from": _("Choose a day after the earlier name began, today at the latest.")})
    FormerSectorName.objects.create(
        sector=row,
        name_sr=row.name_sr,
        name_en=row.name_en,
        starts_on=date.fromordinal(last.toordinal() + 1) if last else row.valid_from,
        ends_on=date.fromordinal(new_name_from.toordinal() - 1),
        source=row.source,
    )


def _seko_names(sector: Sector) -> dict[str, str]:
    return {"name_sr": f"СЕКО: {sector.name_sr}"[:200], "name_en": f"SEKO: {sector.name_en}"[:200]}


def _check_days(first: date, last: date | None, field: str) -> None:
    if last is not None and last < first:
        raise Invalid({field: _("The last day is before the first.")})


def keep_supporter(
    *, fields: Mapping[str, Any], supporter: Supporter | None = None, by: Actor, now: datetime
) -> Supporter:
    """Enter a funder or supporter of the mechanism, or change one. Raises `Refused`, `Invalid`."""
    refuse_unless(may_keep_mechanism(by, supporter, now))
    _check_days(fields["starts_on"], fields["ends_on"], "ends_on")
    with transaction.atomic():
        row = supporter or Supporter()
        for name in SUPPORTER:
            setattr(row, name, fields[name])
        row.save()
        entry = "supporter-changed" if supporter else "supporter-entered"
        journal.record(entry, "supporter", row.pk, by=by, now=now)
    return row


def remove_supporter(supporter: Supporter, *, by: Actor, now: datetime) -> None:
    """Take a wrongly entered supporter off the list."""
    refuse_unless(may_keep_mechanism(by, supporter, now))
    with transaction.atomic():
        journal.record("supporter-removed", "supporter", supporter.pk, by=by, now=now)
        supporter.delete()
