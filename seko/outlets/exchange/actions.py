"""Bringing a spreadsheet into the register: read, matched, looked at, confirmed; nothing is written before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.mechanism.actions import admit_members
from seko.actors.organisations.actions import (
    correct_name,
    free_slugs,
    invite,
    register_organisations,
    take_facts,
)
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import OrganisationKind, Role
from seko.actors.organisations.models import Organisation
from seko.actors.organisations.permissions import Offer
from seko.drafts.documents.model import sandbox
from seko.drafts.documents.model.refusals import ParserFailed
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import Invalid, WrongState, refuse_unless
from seko.foundation.core.languages import SERBIAN, SERBIAN_LATIN
from seko.foundation.files import actions as files
from seko.foundation.files import storage
from seko.foundation.files.kinds import CSV, XLSX, register_kind
from seko.foundation.jobs.actions import enqueue
from seko.foundation.jobs.models import Job
from seko.foundation.journal import actions as journal
from seko.foundation.text.scripts import Script, script_of
from seko.outlets.exchange import columns, permissions
from seko.outlets.exchange.contacts import Contact
from seko.outlets.exchange.enums import Choice, ImportStatus, Verdict
from seko.outlets.exchange.judging import VALUES, Judged, judge, memberships_of
from seko.outlets.exchange.lifecycle import REGISTER_IMPORT
from seko.outlets.exchange.models import RegisterImport
from seko.outlets.exchange.sentences import REFUSALS
from seko.outlets.exchange.tables.table import Table, from_json

TASKS = "seko.outlets.exchange.tables.tasks"
READING_SECONDS = 20.0
KEPT = timedelta(days=30)
INVITE_JOB = "invite-contacts"
SPREADSHEET = register_kind("register-table", (XLSX, CSV), limit_key="attachment_bytes")


def begin_import(upload: Any, *, by: Actor, now: datetime) -> RegisterImport:
    """Take a spreadsheet in, read it in the child and match its columns; the register is not touched.

    Raises `Refused`, and `Invalid` under `file` for whatever cannot be read as a table (C3 39 to 47).
    """
    refuse_unless(permissions.may_import(by, None, now))
    stored = files.receive(upload, kind=SPREADSHEET.code, by=by, now=now)
    try:
        table = _read(storage.read(stored.path, stored.sha256), is_xlsx=stored.media_type == XLSX.media_type)
        head = columns.head_of(table)
        places = columns.matched(head.cells)
        if not places:
            raise _refused("no-name", {})
    except Invalid:
        with transaction.atomic():
            files.discard(stored)
        raise
    with transaction.atomic():
        begun = RegisterImport.objects.create(
            name=stored.name,
            file=stored,
            table=table.as_json(),
            head_row=head.number,
            places=places,
            by=by.person,
            at=now,
        )
        journal.record("register-import-begun", "register-import", begun.pk, by=by, now=now, rows=len(table.rows))
    return begun


def _read(data: bytes, *, is_xlsx: bool) -> Table:
    try:
        answer: dict[str, Any] = sandbox.parse_in_child(
            data, "xlsx" if is_xlsx else "csv", tasks=TASKS, wall_seconds=READING_SECONDS
        )
    except ParserFailed as failed:
        raise _refused("time" if failed.reason == "time" else "damaged", {}) from None
    if "refusal" in answer:
        raise _refused(answer["refusal"], answer["params"])
    return from_json(answer["table"])


def _refused(code: str, params: Mapping[str, Any]) -> Invalid:
    sentence = REFUSALS[code]
    return Invalid({"file": sentence % params if params else sentence})


def judged_rows(found: RegisterImport, now: datetime) -> list[Judged]:
    """Return what every row is to the register as it is now."""
    table = from_json(found.table)
    head = next(row for row in table.rows if row.number == found.head_row)
    return judge(table, found.places, head, found.choices, local_date(now))


def match_columns(found: RegisterImport, *, places: Mapping[str, int], by: Actor, now: datetime) -> RegisterImport:
    """Say which column means what. Raises `Refused`, `Invalid` (no column of names), `WrongState` (already settled)."""
    refuse_unless(permissions.may_import(by, found, now))
    if "name" not in places:
        raise Invalid({"columns": _("Say in which column the names of the organisations stand.")})
    with transaction.atomic():
        row = _open(found)
        row.places = dict(places)
        row.save(update_fields=["places"])
    return row


def weigh_rows(found: RegisterImport, *, choices: Mapping[str, str], by: Actor, now: datetime) -> RegisterImport:
    """Keep what was said of doubtful rows. Raises `Refused`, `WrongState`."""
    refuse_unless(permissions.may_import(by, found, now))
    with transaction.atomic():
        row = _open(found)
        row.choices = {**row.choices, **{number: said for number, said in choices.items() if said in Choice.values}}
        row.save(update_fields=["choices"])
    return row


def _open(found: RegisterImport) -> RegisterImport:
    row = RegisterImport.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if row.status != ImportStatus.READ:
        raise WrongState(_("This spreadsheet was already taken in or cancelled."))
    return row


def confirm_import(found: RegisterImport, *, by: Actor, now: datetime) -> RegisterImport:
    """Write what is new and changed, and the doubtful rows that somebody decided, all or nothing; the rest stays out.

    Every row is judged anew against the register as it is now, so that confirming twice, or the same file again, adds
    nothing. Raises `Refused`, `WrongState`, `Invalid` (what the register refuses of a row, named by its number).
    """
    with transaction.atomic():
        return REGISTER_IMPORT.run(found, "confirm", by=by, now=now, write=_taking(by, now))  # type: ignore[no-any-return]


def discard_import(found: RegisterImport, *, by: Actor, now: datetime) -> RegisterImport:
    """Throw a spreadsheet away. Raises `Refused`, `WrongState`."""

    def settle(row: RegisterImport) -> None:
        row.settled_at = now

    return REGISTER_IMPORT.run(found, "discard", by=by, now=now, write=settle)  # type: ignore[no-any-return]


def _taking(by: Actor, now: datetime) -> Any:
    def write(row: RegisterImport) -> None:
        rows = judged_rows(row, now)
        taken = [each for each in rows if each.is_taken]
        _take(taken, by, now)
        row.taken = {**Counter(str(each.verdict) for each in rows), "taken": len(taken)}
        row.settled_at = now

    return write


def _take(taken: list[Judged], by: Actor, now: datetime) -> None:
    today = local_date(now)
    new = [each for each in taken if _is_new(each)]
    added = _add(new, by, now)
    memberships = [place for each, row in zip(new, added, strict=True) for place in memberships_of(each, row, today)]
    for each in taken:
        if _is_new(each):
            continue
        row = _change(each, by, now)
        memberships += memberships_of(each, row, today)
    if memberships:
        admit_members(memberships, by=by, now=now)


def _is_new(each: Judged) -> bool:
    return each.verdict == Verdict.NEW or each.choice == Choice.ANOTHER


def _add(new: list[Judged], by: Actor, now: datetime) -> list[Organisation]:
    if not new:
        return []
    slugs = free_slugs([each.values["name"] for each in new])
    rows = [
        Organisation(
            slug=slug,
            name=each.values["name"],
            kind=each.values.get("kind") or OrganisationKind.ASSOCIATION,
            **{name: each.values.get(name, "") for name in VALUES if name != "kind"},
        )
        for each, slug in zip(new, slugs, strict=True)
    ]
    return register_organisations(rows, by=by, now=now)


def _change(judged: Judged, by: Actor, now: datetime) -> Organisation:
    row = judged.match
    assert row is not None  # noqa: S101 - a row that changes something has its organisation
    try:
        if judged.choice == Choice.CORRECT:
            row = correct_name(row, fields={"name": judged.values["name"]}, by=by, now=now)
        if judged.changes:
            row = take_facts(row, fields={name: new for name, (_old, new) in judged.changes.items()}, by=by, now=now)
    except Invalid as error:
        words = "; ".join(str(sentence) for sentence in error.faults.values())
        raise Invalid({"rows": _("Row %(row)s: %(words)s") % {"row": judged.row.number, "words": words}}) from None
    return row


def ask_to_invite(found: RegisterImport, *, by: Actor, now: datetime) -> Job:
    """Have the contact persons of a confirmed spreadsheet invited, by a job. Raises `Refused`, `WrongState`."""
    refuse_unless(permissions.may_import(by, found, now))
    if found.status != ImportStatus.CONFIRMED:
        raise WrongState(_("Take the rows into the register first."))
    assert by.person is not None  # noqa: S101 - the ministry's coordination
    return enqueue(
        INVITE_JOB, for_person=by.person.pk, import_id=str(found.pk), person=by.person_id, mandate=by.mandate_id
    )


def invite_contact(contact: Contact, *, by: Actor, now: datetime) -> bool:
    """Invite one contact person as representative; return False where the register refuses it (invited meanwhile)."""
    try:
        invite(
            Offer(contact.organisation, Role.REPRESENTATIVE),
            name=contact.name,
            email=contact.email,
            language=SERBIAN_LATIN if script_of(contact.name) is Script.LATIN else SERBIAN,
            is_deputy=False,
            until=None,
            by=by,
            now=now,
        )
    except (Invalid, WrongState):
        return False
    return True


def forget_imports(now: datetime) -> None:
    """Delete what was settled more than 30 days ago, and what nobody confirmed for so long, with its file."""
    old = now - KEPT
    for row in RegisterImport.objects.filter(at__lt=old).exclude(settled_at__gte=old).select_related("file"):
        forget_import(row)


def forget_import(row: RegisterImport) -> None:
    """Delete an import with its file; the row carries `file`."""
    with transaction.atomic():
        file = row.file
        row.delete()
        if file is not None:
            files.discard(file)
