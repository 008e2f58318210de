"""What each row of a spreadsheet is to the register: new, changed, same, doubtful or wrong, and why.

The register is read once, in a number of queries that does not depend on the number of rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext_lazy as _

from seko.actors.accounts.models import stored_email
from seko.actors.mechanism.actions import fault_of_place
from seko.actors.mechanism.models import Membership, Seko
from seko.actors.organisations.actions.bodies import WRONG_NUMBER
from seko.actors.organisations.actions.names import SENTENCES
from seko.actors.organisations.enums import OrganisationKind
from seko.actors.organisations.models import Organisation
from seko.actors.organisations.naming import alike_key, fault_of, stored
from seko.actors.organisations.numbers import REGISTRY_DIGITS, bare, is_registry_number, is_tax_number
from seko.foundation.text.folding import fold, skeleton
from seko.outlets.exchange.enums import Choice, Verdict
from seko.outlets.exchange.known import Known
from seko.outlets.exchange.tables.table import Row, Table, column_letters

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise

FACTS = ("registry_number", "tax_number", "town", "kind")
PROFILE = ("name_en", "website", "public_email")
VALUES = ("short_name", *PROFILE, *FACTS)
"""What a row can bring to an organisation beside its name; an empty cell changes nothing."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong or doubtful in a row: the column's name, the cell as the file calls it (B7), why."""

    column: str
    cell: str
    words: Words


@dataclass(slots=True)
class Judged:
    """One row: its values, what it is to the register, what is wrong with it, what it would change and where.

    `match` is the organisation it speaks of, or may speak of; `choices` are offered where the row is doubtful.
    """

    row: Row
    values: dict[str, str]
    verdict: Verdict = Verdict.NEW
    faults: list[Fault] = field(default_factory=list)
    match: Organisation | None = None
    changes: dict[str, tuple[str, str]] = field(default_factory=dict)
    joins: tuple[Seko, ...] = ()
    since: date | None = None
    choices: tuple[Choice, ...] = ()
    choice: Choice = Choice.LEAVE

    @property
    def is_taken(self) -> bool:
        """Whether confirming writes something of this row."""
        if self.verdict in (Verdict.NEW, Verdict.CHANGED):
            return True
        return self.verdict == Verdict.DOUBTFUL and self.choice != Choice.LEAVE


def judge(table: Table, places: Mapping[str, int], head: Row, choices: Mapping[str, str], today: date) -> list[Judged]:
    """Return what every row under the head is to the register, in the order of the file.

    `places` says in which column each value stands; `choices` what somebody said of doubtful rows, by their number.
    """
    known = Known(today)
    found: list[Judged] = []
    earlier: dict[tuple[str, str], Judged] = {}
    for row in table.rows:
        if row.number <= head.number:
            continue
        judged = Judged(row, _values(row, places))
        _judge(judged, known, places, today)
        _compare_with_earlier(judged, earlier, places)
        if judged.verdict == Verdict.DOUBTFUL:
            said = choices.get(str(row.number), Choice.LEAVE)
            judged.choice = Choice(said) if said in judged.choices else Choice.LEAVE
        found.append(judged)
    return found


def _values(row: Row, places: Mapping[str, int]) -> dict[str, str]:
    return {name: row.cells[place].strip() if place < len(row.cells) else "" for name, place in places.items()}


def _judge(judged: Judged, known: Known, places: Mapping[str, int], today: date) -> None:
    _read_faults(judged, places)
    _clean(judged, places, today)
    judged.joins = tuple(_networks(judged, known, places))
    if judged.faults:
        judged.verdict = Verdict.WRONG
        return
    _find(judged, known, places)
    if judged.verdict != Verdict.WRONG and judged.joins:
        _check_place(judged, places)
    if judged.verdict in (Verdict.WRONG, Verdict.DOUBTFUL):
        return
    if judged.match is None:
        return
    judged.changes = changes_of(judged)
    missing = [seko for seko in judged.joins if seko.pk not in known.members[judged.match.pk]]
    judged.joins = tuple(missing)
    judged.verdict = Verdict.CHANGED if judged.changes or missing else Verdict.SAME


def _check_place(judged: Judged, places: Mapping[str, int]) -> None:
    """Judge the places that the row gives by the rule for every place: of the organisation that it speaks of, of the
    new one that it would enter. Where neither can have one the row is wrong; else what cannot be is not offered.
    """
    kind, match = judged.values.get("kind", ""), judged.match
    bodies: dict[tuple[Choice, ...], Organisation] = {}
    if match is not None:
        ended = {"ended_on": match.ended_on, "merged_into_id": match.merged_into_id}
        bodies[Choice.SAME, Choice.CORRECT] = Organisation(kind=kind or match.kind, **ended)
    if match is None or Choice.ANOTHER in judged.choices:
        bodies[Choice.ANOTHER,] = Organisation(kind=kind or OrganisationKind.ASSOCIATION)
    faults = {choices: fault for choices, body in bodies.items() if (fault := fault_of_place(body))}
    judged.choices = tuple(each for each in judged.choices if not any(each in choices for choices in faults))
    if faults and set(judged.choices) <= {Choice.LEAVE}:
        _add(judged, "seko", places, next(iter(faults.values())))
        judged.verdict, judged.choices = Verdict.WRONG, ()


CELL_FAULTS: Mapping[str, Words] = {
    "formula": _("A formula stands here; it is not computed. Write the value itself."),
    "error": _("An error of the spreadsheet stands here. Correct it, or leave the cell empty."),
    "long": _("The text is longer than 2,000 characters."),
}


def _read_faults(judged: Judged, places: Mapping[str, int]) -> None:
    columns = {place: name for name, place in places.items()}
    for place, code in judged.row.faults:
        if place in columns:
            _add(judged, columns[place], places, CELL_FAULTS[code])


def _add(judged: Judged, column: str, places: Mapping[str, int], words: Words) -> None:
    cell = f"{column_letters(places[column])}{judged.row.number}" if column in places else ""
    judged.faults.append(Fault(column, cell, words))


KINDS = {fold(str(word)): kind for kind in OrganisationKind for word in (kind.value, kind.label)} | {
    "udruzenje": OrganisationKind.ASSOCIATION,
    "udruzenje gradjana": OrganisationKind.ASSOCIATION,
    "udruzenje gradana": OrganisationKind.ASSOCIATION,
    "fondacija": OrganisationKind.FOUNDATION,
    "zaduzbina": OrganisationKind.FOUNDATION,
    "komora": OrganisationKind.CHAMBER,
    "savez": OrganisationKind.ASSOCIATION,
    "ngo": OrganisationKind.ASSOCIATION,
}


def _clean(judged: Judged, places: Mapping[str, int], today: date) -> None:
    """Bring the values into the form in which they are kept, and note what cannot be taken."""
    values = judged.values
    for name in ("name", "name_en", "short_name"):
        if name not in values:
            continue
        fault = fault_of(values[name]) if values[name] or name == "name" else None
        if fault is not None:
            _add(judged, name, places, SENTENCES[fault])
        else:
            values[name] = stored(values[name])
    for name, is_right in (("registry_number", is_registry_number), ("tax_number", is_tax_number)):
        if values.get(name):
            values[name] = _digits(name, values[name])
            if not is_right(values[name]):
                _add(judged, name, places, WRONG_NUMBER[name])
    if values.get("kind"):
        kind = KINDS.get(fold(values["kind"]))
        if kind is None:
            _add(judged, "kind", places, _("This kind is not known. Write association, foundation or chamber."))
        else:
            values["kind"] = kind.value
    if len(values.get("town", "")) > 80:
        _add(judged, "town", places, _("The name of a place has at most 80 characters."))
    if len(values.get("short_name", "")) > 60:
        _add(judged, "short_name", places, _("A short name has at most 60 characters."))
    _clean_addresses(judged, places)
    if values.get("since"):
        judged.since = _day(values["since"])
        if judged.since is None:
            _add(judged, "since", places, _("This is not a day. Write it as 1.3.2024. or 2024-03-01."))
        elif judged.since > today:
            _add(judged, "since", places, _("This day is in the future."))


def _digits(name: str, typed: str) -> str:
    """Return a number without the signs that part its digits; a spreadsheet drops the zero with which a registry number
    may begin, so it is put back.
    """
    number = bare(typed)
    return number.zfill(REGISTRY_DIGITS) if name == "registry_number" and number.isdigit() else number


def _clean_addresses(judged: Judged, places: Mapping[str, int]) -> None:
    values = judged.values
    website = values.get("website", "")
    if website and "://" not in website:
        values["website"] = website = f"https://{website}"
    if website and not _is_valid(URLValidator(schemes=["http", "https"]), website):
        _add(judged, "website", places, _("This is not an address of a website; check it."))
    for name in ("public_email", "email"):
        if values.get(name):
            values[name] = stored_email(values[name])
            if not _is_valid(validate_email, values[name]):
                _add(judged, name, places, _("This is not an e-mail address; check it."))
    if values.get("email") and not values.get("person"):
        _add(judged, "person", places, _("An address stands beside it, but no name of a person."))


def _is_valid(check: Any, value: str) -> bool:
    try:
        check(value)
    except ValidationError:
        return False
    return len(value) <= 200


def _day(typed: str) -> date | None:
    parts = typed.strip().rstrip(".").replace("/", ".").split(".")
    try:
        if len(parts) == 3:
            day, month, year = (int(part) for part in parts)
            return date(year, month, day)
        if len(parts) == 1 and len(typed.strip()) == 4:
            return date(int(typed), 1, 1)
        return date.fromisoformat(typed.strip()[:10])
    except ValueError:
        return None


def _networks(judged: Judged, known: Known, places: Mapping[str, int]) -> Iterable[Seko]:
    """Yield the SEKOs named in the row, parted by semicolons, slashes or new lines; note those that are not known."""
    typed = judged.values.get("seko", "")
    for part in filter(None, (each.strip() for each in typed.replace("/", ";").replace("\n", ";").split(";"))):
        key = fold(part).removeprefix("seko:").removeprefix("seko").strip()
        seko = known.sekos.get(key)
        if seko is None:
            words = _("No network is called “%(name)s”.") % {"name": part[:80]}
            _add(judged, "seko", places, words)
        else:
            yield seko


def _find(judged: Judged, known: Known, places: Mapping[str, int]) -> None:
    """Find of which organisation the row speaks; one that has ended takes nothing any more."""
    _match(judged, known, places)
    if judged.match is not None and judged.match.ended_on is not None and judged.verdict != Verdict.WRONG:
        judged.faults.clear()
        _add(judged, "name", places, _("By the register this organisation has ended."))
        judged.verdict, judged.choices = Verdict.WRONG, ()


def _match(judged: Judged, known: Known, places: Mapping[str, int]) -> None:
    """Find of which organisation the row speaks: by number first, then by name; say where the two disagree."""
    values = judged.values
    by_number = {
        name: found
        for name, held in (("registry_number", known.by_registry), ("tax_number", known.by_tax))
        if (found := held.get(values.get(name, "")))
    }
    holders = {row.pk: row for row in by_number.values()}
    if len(holders) > 1:
        _add(judged, "tax_number", places, _("The two numbers are of two different organisations in the register."))
        judged.verdict = Verdict.WRONG
        return
    same_name = known.by_key.get(alike_key(values["name"]), [])
    if holders:
        _match_number(judged, next(iter(holders.values())), same_name, places)
    elif same_name:
        _match_name(judged, same_name, places)
    else:
        _match_look(judged, known, places)


def _match_number(
    judged: Judged, holder: Organisation, same_name: list[Organisation], places: Mapping[str, int]
) -> None:
    judged.match = holder
    if holder not in same_name and fold(holder.name) != fold(judged.values["name"]):
        words = _("The register has this number under another name: %(name)s") % {"name": holder.name}
        _doubt(judged, places, words, (Choice.SAME, Choice.CORRECT))
    elif _differs_in_number(judged, holder):
        _doubt(judged, places, _("The register has another number for this organisation."), (Choice.SAME,))


def _match_name(judged: Judged, same_name: list[Organisation], places: Mapping[str, int]) -> None:
    first = judged.match = same_name[0]
    if len(same_name) > 1:
        names = ", ".join(sorted({row.name for row in same_name}))
        words = _("Several organisations are called so: %(names)s") % {"names": names}
        _doubt(judged, places, words, (Choice.SAME, Choice.ANOTHER))
    elif _differs_in_number(judged, first):
        words = _("The register has an organisation of this name under another number: %(name)s") % {"name": first.name}
        _doubt(judged, places, words, (Choice.ANOTHER,))


def _match_look(judged: Judged, known: Known, places: Mapping[str, int]) -> None:
    name = judged.values["name"]
    looks = known.by_skeleton.get(skeleton(name)[:200])
    if fold(name) in known.short:
        _add(judged, "name", places, _("Only a body of the state can be called so."))
        judged.verdict = Verdict.WRONG
    elif looks is not None:
        _add(judged, "name", places, _("In the register stands a name that looks the same, in other letters."))
        judged.verdict, judged.match = Verdict.WRONG, looks
    elif (near := known.nearest(name)) is not None:
        judged.match = near
        words = _("It looks like an organisation of the register: %(name)s") % {"name": near.name}
        _doubt(judged, places, words, (Choice.SAME, Choice.ANOTHER))


def _differs_in_number(judged: Judged, row: Organisation) -> bool:
    return any(
        judged.values.get(name) and getattr(row, name) and getattr(row, name) != judged.values[name]
        for name in ("registry_number", "tax_number")
    )


def _doubt(judged: Judged, places: Mapping[str, int], words: Words, choices: tuple[Choice, ...]) -> None:
    _add(judged, "name", places, words)
    judged.verdict, judged.choices = Verdict.DOUBTFUL, (Choice.LEAVE, *choices)


def changes_of(judged: Judged) -> dict[str, tuple[str, str]]:
    """Return what the row would change of the organisation it speaks of: old and new value by name."""
    row = judged.match
    assert row is not None  # noqa: S101 - asked only of rows with a match
    found = {}
    for name in VALUES:
        new, old = judged.values.get(name, ""), getattr(row, name)
        if new and new != old and fold(new) != fold(old):
            found[name] = (old, new)
    return found


def _compare_with_earlier(judged: Judged, earlier: dict[tuple[str, str], Judged], places: Mapping[str, int]) -> None:
    """A row that repeats an earlier one of the same file is wrong: by number, by name, by the look of the name.

    Two valid registry numbers tell two organisations apart: then a name that differs in words of law only is another's,
    and one that differs in script only is doubtful.
    """
    values = judged.values
    keys = [(name, values[name]) for name in ("registry_number", "tax_number") if values.get(name)]
    if values.get("name"):
        keys += [("skeleton", skeleton(values["name"])), ("name", alike_key(values["name"]))]
    for key in keys:
        other = earlier.get(key)
        if other is None or judged.verdict == Verdict.WRONG:
            continue
        if key[0] == "name" and _are_two(judged, other):
            if fold(values["name"]) == fold(other.values["name"]) and judged.verdict == Verdict.NEW:
                words = _("Row %(row)s has the same name and another number.") % {"row": other.row.number}
                _doubt(judged, places, words, (Choice.ANOTHER,))
            continue
        words = _("The same stands in row %(row)s already.") % {"row": other.row.number}
        _add(judged, "name" if key[0] == "skeleton" else key[0], places, words)
        judged.verdict, judged.choices = Verdict.WRONG, ()
    if judged.verdict != Verdict.WRONG:
        for key in keys:
            earlier.setdefault(key, judged)


def _are_two(one: Judged, other: Judged) -> bool:
    numbers = {each.values.get("registry_number", "") for each in (one, other)}
    return len(numbers) == 2 and "" not in numbers


def memberships_of(judged: Judged, organisation: Organisation, today: date) -> list[Membership]:
    """Return the places in networks that the row gives the organisation."""
    since = judged.since or today
    return [Membership(organisation=organisation, seko=seko, role="member", starts_on=since) for seko in judged.joins]
