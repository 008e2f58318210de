"""The passages of a translation, called as those of the authentic text that they translate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from seko.drafts.documents.enums import PassageKind
from seko.drafts.documents.keeping import content_hash, rows_of
from seko.drafts.documents.model.siblings import HEADING, NOTE, ROW, TEXT, Couple, Line, coupled
from seko.drafts.documents.model.structure import Passage as ReadPassage
from seko.drafts.documents.models import Passage, Version
from seko.foundation.rendering.uncollected import uncollected

PAIRING = "pairing"  # in `Version.open_decisions`: somebody has to look at parts whose counterpart is not sure
UNSURE = "unsure"  # in `Passage.shape`: its counterpart, or that it has none, was not looked at yet
KINDS = {PassageKind.HEADING: HEADING, PassageKind.TABLE_ROW: ROW, PassageKind.FOOTNOTE: NOTE}


@dataclass(frozen=True, slots=True)
class Whole:
    """The passages of a text that stand by themselves, each with the cells it has if it is a row."""

    rows: Sequence[Passage]
    cells: Mapping[str, Sequence[Passage]]

    @property
    def lines(self) -> list[Line]:
        """The passages as they are compared."""
        return [
            Line(
                KINDS.get(PassageKind(row.kind), TEXT),
                row.text,
                row.level,
                row.number,
                tuple(cell.text for cell in self.cells.get(row.place, ())),
            )
            for row in self.rows
        ]


def whole_of(version: Version) -> Whole:
    """Return a kept text, in two queries' worth of rows."""
    rows = list(Passage.objects.filter(version=version).order_by("order"))
    names = {row.pk: row.place for row in rows}
    return _whole(rows, [names.get(row.row_id) if row.row_id else None for row in rows])


def _whole(rows: Sequence[Passage], hosts: Iterable[str | None]) -> Whole:
    alone: list[Passage] = []
    cells: dict[str, list[Passage]] = {}
    for row, host in zip(rows, hosts, strict=True):
        if host is None:
            alone.append(row)
        else:
            cells.setdefault(host, []).append(row)
    return Whole(alone, cells)


def paired(version: Version, read: Sequence[ReadPassage]) -> tuple[list[Passage], dict[int, int], list[Couple]]:
    """Return the passages of a translation as unsaved rows under their new names, for each cell's index that of its
    row, and what was coupled (indices among the passages that stand by themselves). `version.authentic` is set.
    """
    assert version.authentic is not None  # noqa: S101 (a translation has one)
    rows, hosts = rows_of(version, read)
    ours = whole_of(version.authentic)
    theirs = _whole(rows, [rows[hosts[at]].place if at in hosts else None for at in range(len(rows))])
    found = coupled(ours.lines, theirs.lines)
    partners = {each.right: ours.rows[each.left] for each in found}
    for each in found:
        if not each.is_sure:
            theirs.rows[each.right].shape[UNSURE] = True
    names: dict[str, str] = {}
    for at, row in enumerate(theirs.rows):
        partner = partners.get(at)
        if partner is None:
            row.shape[UNSURE] = True
        names |= _names(row, theirs, partner, ours, f"t{at + 1}")
    rename(rows, names)
    return rows, hosts, found


def _names(row: Passage, theirs: Whole, partner: Passage | None, ours: Whole, alone: str) -> dict[str, str]:
    """Return the new names of a passage and its cells: those of its partner, `alone` and so on where it has none."""
    name = partner.place if partner else alone
    mine = theirs.cells.get(row.place, ())
    other = ours.cells.get(partner.place, ()) if partner else ()
    named = [cell.place for cell in other]
    if len(other) != len(mine):
        named = [f"{name}.t{at + 1}" for at in range(len(mine))]
    return {row.place: name, **dict(zip((cell.place for cell in mine), named, strict=True))}


def rename(rows: Iterable[Passage], names: Mapping[str, str]) -> None:
    """Call passages by other names, wherever their names stand."""
    for row in rows:
        row.place = names.get(row.place, row.place)
        row.section = names.get(row.section, row.section)
        if "host" in row.shape:
            row.shape["host"] = names.get(row.shape["host"], row.shape["host"])
        if "notes" in row.shape:
            notes = row.shape["notes"]
            row.shape["notes"] = [[offset, names.get(note, note), number] for offset, note, number in notes]


def write_translation(version: Version, read: Sequence[ReadPassage]) -> None:
    """Write the passages of a translation being prepared, and set its counts, its hash and what is left to decide."""
    with uncollected():
        rows, hosts, _found = paired(version, read)
        Passage.objects.bulk_create([row for at, row in enumerate(rows) if at not in hosts], batch_size=500)
        for at, host in hosts.items():
            rows[at].row = rows[host]
        Passage.objects.bulk_create([rows[at] for at in hosts], batch_size=500)
    version.passage_count = len(rows) - len(hosts)
    version.letter_count = sum(len(row.text) for at, row in enumerate(rows) if at not in hosts)
    settle(version, rows)


def settle(version: Version, rows: Sequence[Passage]) -> None:
    """Set the hash and what is left to decide from the passages; the version is not saved."""
    version.content_hash = content_hash(rows)
    version.open_decisions = [PAIRING] if any(row.shape.get(UNSURE) for row in rows) else []


def repaired(translation: Version, chosen: Mapping[str, str]) -> list[Passage]:
    """Return the passages of a translation, not saved yet, with what a person chose: for a passage's name that of its
    counterpart, empty for none. What stood at that counterpart before is left without one, to be looked at.
    """
    assert translation.authentic is not None  # noqa: S101 (a translation has one)
    ours, theirs = whole_of(translation.authentic), whole_of(translation)
    by_place = {row.place: row for row in ours.rows}
    free = _free_names(theirs)
    names: dict[str, str] = {}
    for row in theirs.rows:
        if row.place in chosen:
            partner = by_place.get(chosen[row.place])
            row.shape.pop(UNSURE, None)
        elif row.place in chosen.values():
            partner = None
            row.shape[UNSURE] = True
        else:
            continue
        names |= _names(row, theirs, partner, ours, next(free))
    rows = [*theirs.rows, *(cell for cells in theirs.cells.values() for cell in cells)]
    rename(rows, names)
    return sorted(rows, key=lambda row: row.order)


def _free_names(theirs: Whole) -> Iterator[str]:
    taken = {row.place for row in theirs.rows}
    return (name for at in range(1, 2 * len(taken) + 2) if (name := f"t{at}") not in taken)


def unsure_of(translation: Version) -> list[str]:
    """Return the names of the passages whose counterpart nobody has looked at yet."""
    return [row.place for row in whole_of(translation).rows if row.shape.get(UNSURE)]
