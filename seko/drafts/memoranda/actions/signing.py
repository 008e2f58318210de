"""Signing: who signed is noted, signed files are checked in the child, two people bring it into force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.actor import Actor
from seko.drafts.documents.model import sandbox
from seko.drafts.documents.model.refusals import ParserFailed
from seko.drafts.memoranda import notices, permissions
from seko.drafts.memoranda.actions.preparing import locked
from seko.drafts.memoranda.enums import SignedState, Status
from seko.drafts.memoranda.lifecycle import MEMORANDUM
from seko.drafts.memoranda.models import Memorandum, Party, Signature, SignedFile
from seko.drafts.memoranda.queries import coordination
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import Invalid, WrongState, possible_unless_refused, refuse_unless
from seko.foundation.core.typed import read_text
from seko.foundation.files import actions as files
from seko.foundation.files import storage
from seko.foundation.files.enums import ScanState
from seko.foundation.files.kinds import PDF, register_kind
from seko.foundation.jobs.actions import enqueue
from seko.foundation.journal import actions as journal
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed

CHECK_JOB = "check-signed-memorandum"
TASKS = "seko.drafts.memoranda.pdf.tasks"
SIGNED = register_kind("signed-memorandum", (PDF,), limit_key="document_bytes")
LINE = 200
IN_FORCE = "memorandum-in-force"


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signed for a party and when; `on` None means not yet."""

    party: int
    on: date | None
    signed_by: str = ""
    signed_as: str = ""


def note_signing(memorandum: Memorandum, *, lines: Sequence[Signed], by: Actor, now: datetime) -> Memorandum:
    """Note for each party when it signed, and who where it was another person than planned.

    Raises `Refused`, `WrongState` (not offered), `Invalid` by field (`party-<pk>-on`).
    """
    refuse_unless(permissions.may_prepare(by, memorandum, now))
    faults: dict[str, Any] = {}
    with transaction.atomic():
        row = locked(memorandum)
        if row.status != Status.OFFERED:
            raise WrongState(_("Who signed is noted while the memorandum is offered for signing."))
        known = {party.pk: party for party in row.parties.all()}
        for line in lines:
            party = known.get(line.party)
            if party is None:
                continue
            if line.on is not None and line.on > local_date(now):
                faults[f"party-{line.party}-on"] = _("The day of signing is still to come.")
            party.signed_on = line.on
            party.signed_by = read_text(line.signed_by, f"party-{line.party}-signed_by", limit=LINE)
            party.signed_as = read_text(line.signed_as, f"party-{line.party}-signed_as", limit=LINE)
        if faults:
            raise Invalid(faults)
        Party.objects.bulk_update(known.values(), ("signed_on", "signed_by", "signed_as"))
        signed = [str(party.pk) for party in known.values() if party.signed_on]
        journal.record("memorandum-signing-noted", "memorandum", row.pk, by=by, now=now, scope=row.pk, parties=signed)
    return row


def receive_signed(memorandum: Memorandum, *, upload: Any, by: Actor, now: datetime) -> SignedFile:
    """Take a signed PDF and ask for its check in the background. Call it outside a transaction.

    Raises `Refused`, `WrongState` (not offered yet, or over), `FileRefused`, `FileTooLarge`, `Unavailable`.
    """
    if not permissions.may_upload(by, memorandum, now) and memorandum.status in (Status.OFFERED, Status.IN_FORCE):
        refuse_unless(permissions.may_upload(by, memorandum, now))
    possible_unless_refused(permissions.may_upload(by, memorandum, now))
    stored = files.receive(upload, kind=SIGNED.code, by=by, now=now)
    with transaction.atomic():
        row = locked(memorandum)
        possible_unless_refused(permissions.may_upload(by, row, now))  # the offer may have been taken back meanwhile
        found = SignedFile.objects.create(
            memorandum=memorandum,
            file=stored,
            name=stored.name,
            sha256=stored.sha256,
            by=by.person,
            organisation=by.organisation,
            at=now,
        )
        found.job_id = enqueue(CHECK_JOB, for_person=by.person.pk if by.person else None, signed=str(found.pk)).pk
        found.save(update_fields=["job_id"])
        journal.record(
            "signed-file-received", "memorandum", memorandum.pk, by=by, now=now, scope=memorandum.pk,
            file=str(found.pk), sha256=stored.sha256,
        )  # fmt: skip
    return found


def check_file(found: SignedFile, *, now: datetime) -> dict[str, Any]:
    """Return what the child found in the file (`pdf.tasks.check`); nothing is written. Raises `Unavailable`."""
    if found.file is None or found.file.scan_state == ScanState.REFUSED:
        return {"refusal": "virus"}
    data = storage.read(found.file.path, found.file.sha256)
    try:
        answer: dict[str, Any] = sandbox.parse_in_child(
            data, "check", str(settings.TRUST_ROOTS or ""), now.isoformat(), tasks=TASKS
        )
    except ParserFailed as failure:
        return {"refusal": failure.reason}
    return answer


def words_of(offered: Mapping[str, bytes]) -> dict[str, str]:
    """Return the digest of the words of each offered PDF, read by the child as the signed one is."""
    return {language: sandbox.parse_in_child(data, "words", tasks=TASKS) for language, data in offered.items()}


def settle_check(
    found: SignedFile, answer: Mapping[str, Any], words: Mapping[str, str], *, now: datetime
) -> SignedFile:
    """Keep the verdict; of a file that is not taken only the reason stays. Repeating is harmless.

    `words` are the digests of the offered text by language form.
    """
    with transaction.atomic():
        row = SignedFile.objects.select_for_update(of=("self",)).select_related("file").get(pk=found.pk)
        if row.state != SignedState.CHECKING:
            return row
        row.checked_at, row.refusal = now, answer["refusal"]
        if row.refusal:
            _refuse(row)
        else:
            row.state, row.is_scan = SignedState.CHECKED, not answer["letters"]
            row.matches = next((form for form, digest in words.items() if digest == answer["words"]), "")
            row.save()
            Signature.objects.bulk_create(
                _signature(row, order, facts) for order, facts in enumerate(answer["signatures"])
            )
            Memorandum.objects.filter(pk=row.memorandum_id).update(words=dict(words))
            _tell_of_a_partys_file(row, now)
        journal.record(
            "signed-file-refused" if row.refusal else "signed-file-checked",
            "memorandum",
            row.memorandum_id,
            by=None,
            now=now,
            scope=row.memorandum_id,
            file=str(row.pk),
            code=row.refusal,
            signatures=0 if row.refusal else len(answer["signatures"]),
        )
    return row


def _tell_of_a_partys_file(row: SignedFile, now: datetime) -> None:
    """Tell the ministry of a file that another organisation sent; of its own it knows."""
    sender = row.organisation
    if sender is not None and row.by_id not in coordination(local_date(now)):
        notices.signed_file_checked(row.memorandum, str(row.pk), sender=sender.name, now=now)


def _refuse(row: SignedFile) -> None:
    stored, row.file, row.state = row.file, None, SignedState.REFUSED
    row.save()
    if stored is not None:
        files.discard(stored)


def _signature(row: SignedFile, order: int, facts: Mapping[str, Any]) -> Signature:
    moment = datetime.fromisoformat(facts["signed_at"]) if facts["signed_at"] else None
    return Signature(signed_file=row, order=order, **{**facts, "signed_at": moment})


def propose_in_force(memorandum: Memorandum, *, reason: str, by: Actor, now: datetime) -> ProposedDeed:
    """Propose that it is in force; a second person confirms. Raises `Refused`, `WrongState`, `Invalid`."""
    refuse_unless(permissions.may_bring_into_force(by, memorandum, now))
    MEMORANDUM.step(memorandum.status, "bring-into-force")
    return second.propose(IN_FORCE, memorandum, reason=reason, by=by, now=now)


def _bring_into_force(memorandum: Memorandum, proposed: ProposedDeed, *, by: Actor, now: datetime) -> Memorandum:
    def write(row: Memorandum) -> None:
        row.in_force_at = now
        row.signed_on = max(filter(None, row.parties.values_list("signed_on", flat=True)))

    row: Memorandum = MEMORANDUM.run(memorandum, "bring-into-force", by=by, now=now, write=write)
    return row


second.register(
    second.SecondPersonDeed(
        name=IN_FORCE,
        subject="memorandum",
        find=lambda identifier: Memorandum.objects.get(pk=identifier),
        may=permissions.may_bring_into_force,
        carry_out=_bring_into_force,
        scope_of=lambda memorandum: memorandum.pk,
        lock=locked,
    )
)
