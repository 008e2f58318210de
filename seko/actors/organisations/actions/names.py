"""Names: renaming from a day, correcting a typing fault, and what a name may be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.actions.keys import write_keys, write_words
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import CIVIL_SOCIETY
from seko.actors.organisations.models import FormerName, Organisation
from seko.actors.organisations.naming import Fault, as_typed, fault_of
from seko.actors.organisations.permissions import may_keep_register
from seko.actors.organisations.queries import in_force, is_named_as_authority
from seko.foundation.core.dates import EARLIEST, local_date
from seko.foundation.core.errors import Invalid, refuse_unless
from seko.foundation.core.typed import read_text
from seko.foundation.journal import actions as journal
from seko.foundation.text.folding import fold, skeleton

SENTENCES = {
    Fault.EMPTY: _("Write the name."),
    Fault.LONG: _("A name has at most 200 characters."),
    Fault.CHARACTER: _("The name has a character that cannot be stored; type it anew."),
    Fault.DIRECTION: _("The name has a sign that turns the direction of writing; type it anew."),
    Fault.SIGN: _("A name has letters, figures and punctuation only: no pictures, check marks or hidden signs."),
    Fault.MIXED: _("A word of the name mixes Cyrillic and Latin letters; type it in one script."),
    Fault.OFFICIAL: _("A name cannot say of itself that it is official or verified."),
    Fault.AUTHORITY: _("Only a body of the state can be called so."),
}
SAME_LOOK = _("Another organisation has a name that looks the same. Two names must be told apart when read.")
NAMES = ("name", "name_en", "short_name")


def check_name(row: Organisation, *, only_english: bool = False) -> dict[str, Any]:
    """Return what is wrong with an organisation's names, by field (reliability.md C9 99, 100)."""
    is_of_state = bool(row.kind) and row.kind not in CIVIL_SOCIETY
    found: dict[str, Any] = {}
    for field in ("name_en",) if only_english else NAMES:
        value = getattr(row, field)
        fault = fault_of(value, is_of_state=is_of_state) if value or field == "name" else None
        if fault is None and value and not is_of_state and is_named_as_authority(value):
            fault = Fault.AUTHORITY
        if fault is not None:
            found[field] = SENTENCES[fault]
    looks = in_force().filter(name_skeleton=skeleton(row.name)[:200]).exclude(pk=row.pk)
    if not only_english and "name" not in found and looks.exists():
        found["name"] = SAME_LOOK
    if len(row.short_name) > 60:
        found["short_name"] = _("A short name has at most 60 characters.")
    return found


def rename_organisation(
    organisation: Organisation, *, fields: Mapping[str, str], starts_on: date, basis: str, by: Actor, now: datetime
) -> Organisation:
    """Give the organisation another name from a day on; until the day before it keeps the old one, in the register and
    wherever the past is shown. `fields`: name, name_en, short_name. Raises `Refused`, `Invalid`.
    """
    refuse_unless(may_keep_register(by, organisation, now))
    basis = read_text(basis, "basis", required=_("Say by which act the name was changed."), limit=300)
    if starts_on < EARLIEST:
        raise Invalid({"starts_on": _("This day is too early; check the year.")})
    with transaction.atomic():
        row = Organisation.objects.select_for_update().get(pk=organisation.pk)
        former = FormerName(
            organisation=row,
            name=row.name,
            name_key=fold(row.name)[:200],
            name_en=row.name_en,
            short_name=row.short_name,
            starts_on=_since(row),
            ends_on=starts_on - timedelta(days=1),
            basis=basis,
        )
        found = _take_names(row, fields)
        if row.name == former.name:
            found["name"] = _("This is the present name.")
        if starts_on > local_date(now):
            found["starts_on"] = _("This day is in the future; record it when it comes.")
        elif former.starts_on and former.ends_on < former.starts_on:
            found["starts_on"] = _("The present name began later. Give a later day, or correct a typing fault instead.")
        if found:
            raise Invalid(found)
        former.save(force_insert=True)
        _save(row)
        journal.record("organisation-renamed", "organisation", row.pk, by=by, now=now, starts_on=starts_on.isoformat())
    return row


def add_former_name(
    organisation: Organisation, *, name: str, ends_on: date, basis: str, by: Actor, now: datetime
) -> FormerName:
    """Record what the organisation was called until a day that has passed; today's name stays.

    For history that was not entered when it happened. Raises `Refused`, `Invalid`.
    """
    refuse_unless(may_keep_register(by, organisation, now))
    basis = read_text(basis, "basis", required=_("Say by which act the name was changed."), limit=300)
    with transaction.atomic():
        row = Organisation.objects.select_for_update().get(pk=organisation.pk)
        name = as_typed(name)
        fault = fault_of(name, is_of_state=row.kind not in CIVIL_SOCIETY)
        if fault is not None:
            raise Invalid({"name": SENTENCES[fault]})
        if ends_on >= local_date(now) or row.former_names.filter(ends_on=ends_on).exists():
            raise Invalid({"ends_on": _("Give the last day of that name; it has passed and no other name ended then.")})
        former = FormerName.objects.create(
            organisation=row, name=name, name_key=fold(name)[:200], ends_on=ends_on, basis=basis
        )
        write_words({row.pk})
        journal.record("former-name-added", "organisation", row.pk, by=by, now=now, ends_on=ends_on.isoformat())
    return former


def _since(row: Organisation) -> date | None:
    """Return since when the present name holds, None where that is not known."""
    latest = row.former_names.order_by("-ends_on").first()
    return latest.ends_on + timedelta(days=1) if latest else row.founded_on


def correct_name(organisation: Organisation, *, fields: Mapping[str, str], by: Actor, now: datetime) -> Organisation:
    """Correct a typing fault in the names; no period begins. Raises `Refused`, `Invalid`."""
    refuse_unless(may_keep_register(by, organisation, now))
    with transaction.atomic():
        row = Organisation.objects.select_for_update().get(pk=organisation.pk)
        before = {name: getattr(row, name) for name in NAMES}
        if found := _take_names(row, fields):
            raise Invalid(found)
        _save(row)
        changed = sorted(name for name in NAMES if before[name] != getattr(row, name))
        journal.record("name-corrected", "organisation", row.pk, by=by, now=now, fields=changed)
    return row


def _take_names(row: Organisation, fields: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in NAMES:
        if name in fields:
            setattr(row, name, read_text(" ".join(fields[name].split()), name))
    return found | check_name(row)


def _save(row: Organisation) -> None:
    write_keys(row)
    row.save()
    write_words({row.pk})
