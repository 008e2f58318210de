"""Writing a memorandum down, offering it, taking the offer back; entering one that is history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.models import Organisation
from seko.drafts.documents.models import Version
from seko.drafts.memoranda import permissions
from seko.drafts.memoranda.enums import Side, Status
from seko.drafts.memoranda.lifecycle import MEMORANDUM
from seko.drafts.memoranda.models import Measure, Memorandum, Obligation, Party
from seko.foundation.core.errors import Conflict, Invalid, WrongState, refuse_unless
from seko.foundation.core.typed import read_text
from seko.foundation.journal import actions as journal
from seko.foundation.workflow import second

if TYPE_CHECKING:
    from seko.foundation.core.errors import Sentence

# These words stand in addresses where a memorandum's code could stand.
RESERVED = frozenset({"new"})
LINE, MOST_PARTIES, MOST_OBLIGATIONS = 200, 60, 100
TITLE_LETTERS = 300


@dataclass(frozen=True, slots=True)
class LineOfParty:
    """A party as it is written down."""

    side: str
    name: str
    name_en: str = ""
    organisation: Organisation | None = None
    signatory: str = ""
    function: str = ""


@dataclass(frozen=True, slots=True)
class LineOfObligation:
    """An obligation as it is written down; `party` is the place of the party among those given, `measure` a code."""

    side: str
    text: str
    text_en: str = ""
    party: int | None = None
    measure: str = ""


@dataclass(frozen=True, slots=True)
class _Read:
    """What was given, normalised and found right."""

    columns: dict[str, Any]
    parties: list[Party]
    obligations: list[tuple[Obligation, int | None]]


def prepare_memorandum(
    *,
    code: str,
    fields: Mapping[str, Any],
    parties: Sequence[LineOfParty],
    obligations: Sequence[LineOfObligation],
    by: Actor,
    now: datetime,
) -> Memorandum:
    """Write down a memorandum that only the ministry reads.

    `fields` hold title_sr, title_en, summary_sr, summary_en, text (a `Version`), starts_on, ends_on. Raises `Refused`,
    `Invalid` by field (`party-2-name` for the name of the third party).
    """
    refuse_unless(permissions.may_prepare(by, None, now))
    read = _read(fields, parties, obligations)
    with transaction.atomic():
        _free(code)
        row = Memorandum.objects.create(
            code=code,
            created_at=now,
            changed_at=now,
            created_by=by.person,
            until=read.columns["ends_on"],
            **read.columns,
        )
        _write_lines(row, read)
        journal.record("memorandum-prepared", "memorandum", row.pk, by=by, now=now, scope=row.pk, code=code)
    return row


def change_memorandum(
    memorandum: Memorandum,
    *,
    fields: Mapping[str, Any],
    parties: Sequence[LineOfParty],
    obligations: Sequence[LineOfObligation],
    by: Actor,
    now: datetime,
    seen: datetime | None = None,
) -> Memorandum:
    """Change one that is not offered yet; all lines are those given now.

    `seen` is when it had last been changed as the person saw it. Raises `Refused`, `WrongState` (offered already),
    `Conflict` (somebody else changed it meanwhile), `Invalid` as `prepare_memorandum`.
    """
    refuse_unless(permissions.may_prepare(by, memorandum, now))
    read = _read(fields, parties, obligations)
    with transaction.atomic():
        row = locked(memorandum)
        if row.status != Status.PREPARED:
            raise WrongState(_("It is offered for signing already: take the offer back to change it."))
        if seen is not None and row.changed_at != seen:
            raise Conflict(_("Somebody else changed this memorandum meanwhile. What you typed is still here."))
        for name, value in read.columns.items():
            setattr(row, name, value)
        row.until, row.changed_at = row.ends_on, now
        row.save()
        row.obligations.all().delete()
        row.parties.all().delete()
        _write_lines(row, read)
        journal.record("memorandum-changed", "memorandum", row.pk, by=by, now=now, scope=row.pk)
    return row


def offer_memorandum(memorandum: Memorandum, *, by: Actor, now: datetime) -> Memorandum:
    """Offer it to the parties: they read, download and sign; its words are fixed. Raises `Refused`, `WrongState`."""

    def write(row: Memorandum) -> None:
        row.offered_at, row.words = now, {}

    offered: Memorandum = MEMORANDUM.run(memorandum, "offer", by=by, now=now, write=write)
    return offered


def locked(memorandum: Memorandum) -> Memorandum:
    """Return the memorandum's row, locked until the transaction ends: whatever concerns it takes it first."""
    return Memorandum.objects.select_for_update(of=("self",)).get(pk=memorandum.pk)


def take_back_memorandum(memorandum: Memorandum, *, by: Actor, now: datetime) -> Memorandum:
    """Take the offer back, to change something; the parties are told. Raises `Refused`, `WrongState`."""
    with transaction.atomic():
        locked(memorandum)
        second.lapse("memorandum-in-force", memorandum.pk, by=by, now=now)

        def write(row: Memorandum) -> None:
            # Asked of the locked row: a file that was received meanwhile counts.
            if row.signed_files.exists():
                raise WrongState(
                    _("Signed files are here already. Prepare another memorandum instead of changing what was signed.")
                )
            row.offered_at, row.changed_at = None, now

        taken_back: Memorandum = MEMORANDUM.run(memorandum, "take-back", by=by, now=now, write=write)
        Party.objects.filter(memorandum=taken_back).update(signed_on=None, signed_by="", signed_as="")
    return taken_back


def record_historical(
    *,
    code: str,
    fields: Mapping[str, Any],
    parties: Sequence[LineOfParty],
    obligations: Sequence[LineOfObligation],
    signed_on: date,
    source: str,
    by: Actor | None,
    now: datetime,
) -> Memorandum:
    """Enter one that was signed before this platform, with where its facts stand. Raises `Refused`, `Invalid`."""
    if by is not None:
        refuse_unless(permissions.may_prepare(by, None, now))
    read = _read(fields, parties, obligations)
    words = read_text(source, "source", required=_("Say where the facts stand."))
    with transaction.atomic():
        _free(code)
        row = Memorandum(code=code, created_at=now, changed_at=now, source=words, signed_on=signed_on, **read.columns)
        row.status, row.until, row.in_force_at = Status.IN_FORCE, row.ends_on, now
        row.save(force_insert=True)
        for party in read.parties:
            party.signed_on = signed_on
        _write_lines(row, read)
        journal.record("memorandum-recorded", "memorandum", row.pk, by=by, now=now, scope=row.pk, code=code)
    return row


def _free(code: str) -> None:
    if code in RESERVED or Memorandum.objects.filter(code=code).exists():
        raise Invalid({"code": _("This short code is already in use.")})


def _write_lines(row: Memorandum, read: _Read) -> None:
    for party in read.parties:
        party.memorandum = row
    Party.objects.bulk_create(read.parties)
    numbers = dict.fromkeys(Side.values, 0)
    for obligation, place in read.obligations:
        numbers[obligation.side] += 1
        obligation.memorandum, obligation.number = row, numbers[obligation.side]
        obligation.party = read.parties[place] if place is not None else None
    Obligation.objects.bulk_create([obligation for obligation, _place in read.obligations])


def _read(fields: Mapping[str, Any], parties: Sequence[LineOfParty], obligations: Sequence[LineOfObligation]) -> _Read:
    faults: dict[str, Sentence] = {}

    def text(given: Any, field: str, *, required: Sentence = "", limit: int = 0) -> str:
        try:
            return read_text(given, field, required=required, limit=limit)
        except Invalid as fault:
            faults.update(fault.faults)
            return ""

    columns: dict[str, Any] = {
        "title_sr": text(fields.get("title_sr"), "title_sr", required=_("Give the title."), limit=TITLE_LETTERS),
        "title_en": text(fields.get("title_en"), "title_en", limit=TITLE_LETTERS),
        "summary_sr": text(fields.get("summary_sr"), "summary_sr"),
        "summary_en": text(fields.get("summary_en"), "summary_en"),
        "text": fields.get("text") if isinstance(fields.get("text"), Version) else None,
        "starts_on": fields.get("starts_on"),
        "ends_on": fields.get("ends_on"),
    }
    if columns["starts_on"] and columns["ends_on"] and columns["ends_on"] < columns["starts_on"]:
        faults["ends_on"] = _("The term ends before it begins.")
    if len(parties) > MOST_PARTIES:
        faults[""] = _("A memorandum has at most %(limit)s parties.") % {"limit": MOST_PARTIES}
    if len(obligations) > MOST_OBLIGATIONS:
        faults[""] = _("A memorandum has at most %(limit)s obligations.") % {"limit": MOST_OBLIGATIONS}
    read_parties = [_party(line, place, text, faults) for place, line in enumerate(parties)]
    read_obligations = [_obligation(line, place, parties, text, faults) for place, line in enumerate(obligations)]
    if faults:
        raise Invalid(faults)
    return _Read(columns, read_parties, read_obligations)


def _party(line: LineOfParty, place: int, text: Any, faults: dict[str, Sentence]) -> Party:
    name = f"party-{place}"
    if line.side not in Side.values:
        faults[f"{name}-side"] = _("Choose the side.")
    return Party(
        order=place,
        side=line.side,
        organisation=line.organisation,
        name=text(line.name, f"{name}-name", required=_("Give the party's name as it signs."), limit=LINE),
        name_en=text(line.name_en, f"{name}-name_en", limit=LINE),
        signatory=text(line.signatory, f"{name}-signatory", limit=LINE),
        function=text(line.function, f"{name}-function", limit=LINE),
    )


def _obligation(
    line: LineOfObligation, place: int, parties: Sequence[LineOfParty], text: Any, faults: dict[str, Sentence]
) -> tuple[Obligation, int | None]:
    name = f"obligation-{place}"
    if line.side not in Side.values:
        faults[f"{name}-side"] = _("Choose the side.")
    if line.party is not None and (line.party >= len(parties) or parties[line.party].side != line.side):
        faults[f"{name}-party"] = _("Choose a party of the same side.")
    measure = Measure.objects.filter(code=line.measure).first() if line.measure else None
    if line.measure and measure is None:
        faults[f"{name}-measure"] = _("Choose one of the ways of measuring offered.")
    row = Obligation(
        side=line.side,
        text_sr=text(line.text, f"{name}-text", required=_("Write the obligation, or remove the line.")),
        text_en=text(line.text_en, f"{name}-text_en"),
        measure=measure,
    )
    return row, None if f"{name}-party" in faults else line.party
