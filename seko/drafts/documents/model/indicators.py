"""The indicators of a draft as typed data, read from the cells of its logical frameworks.

What stands in a cell stays what counts: every value keeps its written text beside what was read from it, and what
cannot be read stays words. Nothing is filled in that the draft does not say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from seko.drafts.documents.model.indicator_values import IndicatorValue, values_of
from seko.drafts.documents.model.kinds import LogframeColumn as Column
from seko.drafts.documents.model.kinds import LogframeLevel as Level
from seko.drafts.documents.model.structure import Passage, PassageKind
from seko.foundation.text.folding import fold

_VALUED: Final = (Column.BASELINE, Column.MILESTONE, Column.TARGET)
_CODE: Final = re.compile(
    r"^\s*(?:(?:indicator|показатељ|pokazatelj|ovi)\s*(?:no\.?|бр\.?|br\.?)?\s*)?"
    r"(?P<code>(?:IPA\s*I{1,3}\s*(?:RF|PF)\s*)?(?:\d{1,2}(?:\.\d{1,2})+[a-zа-ш]?|\d{1,2}(?=[.)])))[.):]?\s+(?=\S)",
    re.IGNORECASE,
)
# "…, по полу и узрасту", "… (by sex and age)", "… disaggregated by region"; a number after "by" is a year or quantity.
_DISAGGREGATED: Final = re.compile(
    r"(?:[,;(]|\bdisaggregated\b|\bразврстан\w*|\brazvrstan\w*)\s*(?:disaggregated|разврстан\w*|razvrstan\w*)?"
    r"\s*(?P<by>(?:by|по|po)\s+[^\d()]+?)\s*\)?\s*\.?\s*$",
    re.IGNORECASE,
)
_NUMBER_OF: Final = re.compile(r"^(number|no\.?|број|broj)\b", re.IGNORECASE)
_PERCENTAGE: Final = re.compile(r"^(percentage|per cent|проценат|procenat|%)", re.IGNORECASE)
_YEAR: Final = re.compile(r"\b((?:19|20)\d\d)\b")
_YEAR_ONLY: Final = re.compile(r"^\W*((?:19|20)\d\d)\W*$")
_YEAR_HEAD: Final = re.compile(r"^(year|godina)$")
_UNIT_HEAD: Final = re.compile(r"^(unit|jedinica( mere)?)$")
_WORD: Final = re.compile(r"\w+")
_ALIKE: Final = 0.6


@dataclass(frozen=True, slots=True)
class LogframeCell:
    """A cell of a logical framework. `row` names its row; `labels` are the numbers Word sets before its lines."""

    row: str
    table: int
    at_row: int
    column: int
    text: str
    level: Level
    kind: Column
    number: str
    row_span: int = 1
    column_span: int = 1
    labels: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator; `rows` names its row and further ones that speak of the same (a table of its measurement).

    `number` is that of its result, `result` its words. `code` is "" where none is written. Values are empty where the
    draft gives none; a value is dated by its own words, else by the head of its column. `target` holds the last one;
    earlier dated ones are among the milestones.
    """

    rows: tuple[str, ...]
    level: Level
    number: str
    result: str
    code: str
    wording: str
    unit: str = ""
    disaggregation: str = ""
    baseline: tuple[IndicatorValue, ...] = ()
    milestones: tuple[IndicatorValue, ...] = ()
    target: tuple[IndicatorValue, ...] = ()
    source: str = ""
    assumptions: str = ""
    differs: tuple[str, ...] = ()

    @property
    def row(self) -> str:
        """The row in which it stands first."""
        return self.rows[0]

    @property
    def name(self) -> str:
        """Its code and its words, as they are written."""
        return f"{self.code} {self.wording}".strip()


def value_text(value: IndicatorValue) -> str:
    """A value as it is written, with its year where only the head of the column says it."""
    if value.year is None or str(value.year) in value.text:
        return value.text
    return f"{value.text} ({value.year})"


def values_text(values: Iterable[IndicatorValue]) -> str:
    """Values as one line."""
    return "; ".join(value_text(value) for value in values)


def plain_number(value: IndicatorValue) -> bool:
    """Whether a value is one number and nothing more: "20 % less than in 2012" is not."""
    return value.kind == "number" and len(value.unit.split()) <= 2 and not re.search(r"\d", value.unit)


def number_of(values: Sequence[IndicatorValue]) -> IndicatorValue | None:
    """The one number that values come to; none where there are several, or words."""
    return values[0] if len(values) == 1 and plain_number(values[0]) else None


def cells_of(passages: Sequence[Passage]) -> list[LogframeCell]:
    """The cells of the logical frameworks of a reading; a row is named by its position."""
    return [
        LogframeCell(
            row=str(passage.host),
            table=passage.table.table,
            at_row=passage.table.row,
            column=passage.table.column,
            text=passage.text,
            level=passage.role.level,
            kind=passage.role.column,
            number=passage.role.number,
            row_span=passage.table.row_span,
            column_span=passage.table.column_span,
            labels=tuple((label.offset, label.number) for label in passage.labels),
        )
        for passage in passages
        if passage.kind is PassageKind.TABLE_CELL and passage.role is not None and passage.table is not None
    ]


def indicators_in(cells: Iterable[LogframeCell]) -> tuple[Indicator, ...]:
    """The indicators in the order of the draft; a second table that speaks of one again only adds to it."""
    tables: dict[int, list[LogframeCell]] = {}
    for cell in cells:
        tables.setdefault(cell.table, []).append(cell)
    known: list[Indicator] = []
    for table in tables.values():
        known = _joined(known, list(_of_table(table)))
    return tuple(known)


def _of_table(cells: Sequence[LogframeCell]) -> Iterator[Indicator]:
    heads: dict[int, list[str]] = {}
    rows: dict[int, list[LogframeCell]] = {}
    for cell in cells:
        if cell.level is Level.HEADER:
            for column in range(cell.column, cell.column + cell.column_span):
                heads.setdefault(column, []).append(cell.text)
        else:
            rows.setdefault(cell.at_row, []).append(cell)
    result: tuple[Level, str] | None = None
    words = ""
    assumptions: list[LogframeCell] = []
    for at, row in sorted(rows.items()):
        place = (row[0].level, row[0].number)
        own = _result_words(row)
        if place != result or own:
            result, words = place, own
        assumptions = [each for each in assumptions if at < each.at_row + each.row_span]
        assumptions += [each for each in row if each.kind is Column.ASSUMPTION]
        if row[0].level is not Level.ACTIVITY:
            yield from _of_row(row, heads, words, _lines_in(assumptions))


def _result_words(row: Sequence[LogframeCell]) -> str:
    """The words of the result that a row names; a cell of two lines says in the first what kind of result it is."""
    found = next((cell.text for cell in row if cell.kind is Column.RESULT and cell.text), "")
    if not found:
        return ""
    return found.partition("\n")[2].strip() or found


def _lines_in(cells: Iterable[LogframeCell]) -> str:
    return "\n".join(cell.text for cell in cells if cell.text)


def _of_row(
    row: Sequence[LogframeCell], heads: Mapping[int, Sequence[str]], result: str, assumptions: str
) -> Iterator[Indicator]:
    """The indicators of a row: one, or one for each line where its lines are coded or every value has as many."""
    named = [cell for cell in row if cell.kind is Column.INDICATOR and cell.text]
    if not named:
        return
    valued = {kind: _values(row, kind, heads) for kind in _VALUED}
    lines = [line for cell in named for line in _lines(cell)]
    unit_lines = _lines_in(cell for cell in row if cell.kind is Column.UNIT).split("\n")
    if not _is_parted(lines, valued):
        lines = [(lines[0][0], " ".join(text for _label, text in lines))]
    for at, (label, text) in enumerate(lines):
        taken = {kind: _share(values, at, len(lines)) for kind, values in valued.items()}
        code, wording = _coded(label, text)
        milestones, target = _final(taken[Column.MILESTONE], taken[Column.TARGET])
        unit = unit_lines[at] if len(unit_lines) == len(lines) else " ".join(unit_lines)
        yield Indicator(
            rows=(row[0].row,),
            level=row[0].level,
            number=row[0].number,
            result=result,
            code=code,
            wording=wording,
            unit=unit.strip() or _unit(wording, (*target, *taken[Column.BASELINE])),
            disaggregation=_disaggregation(wording),
            baseline=taken[Column.BASELINE],
            milestones=milestones,
            target=target,
            source=_lines_in(cell for cell in row if cell.kind is Column.SOURCE),
            assumptions=assumptions,
        )


def _lines(cell: LogframeCell) -> Iterator[tuple[str, str]]:
    """The lines of a cell, each with the number that Word sets before it."""
    labels = dict(cell.labels)
    at = 0
    for line in cell.text.split("\n"):
        if line.strip():
            yield labels.get(at, "").strip(), line.strip()
        at += len(line) + 1


def _is_parted(lines: Sequence[tuple[str, str]], valued: Mapping[Column, Sequence[IndicatorValue]]) -> bool:
    if len(lines) < 2:
        return False
    if all(_coded(label, text)[0] for label, text in lines):
        return True
    counts = {len(values) for values in valued.values() if values}
    return counts == {len(lines)}


def _share(values: Sequence[IndicatorValue], at: int, count: int) -> tuple[IndicatorValue, ...]:
    """The values of one of several lines; all of them where they do not come one to a line."""
    return tuple(values) if len(values) != count else (values[at],)


def _values(
    row: Sequence[LogframeCell], kind: Column, heads: Mapping[int, Sequence[str]]
) -> tuple[IndicatorValue, ...]:
    """The values of a kind; a column of its own may hold their year or unit, the head of a column may date them."""
    found: list[IndicatorValue] = []
    year: int | None = None
    unit = ""
    for cell in row:
        if cell.kind is not kind or not cell.text:
            continue
        over = [fold(text) for text in heads.get(cell.column, ())]
        only = _YEAR_ONLY.match(cell.text)
        if only and (found or any(_YEAR_HEAD.match(text) for text in over)):
            year = int(only.group(1))
        elif any(_UNIT_HEAD.match(text) for text in over):
            unit = cell.text
        else:
            said = next((int(match.group(1)) for text in over[::-1] if (match := _YEAR.search(text))), None)
            found += [value if value.year else replace(value, year=said) for value in values_of(cell.text)]
    return tuple(replace(value, year=value.year or year, unit=value.unit or unit) for value in found)


def _final(
    milestones: Sequence[IndicatorValue], targets: Sequence[IndicatorValue]
) -> tuple[tuple[IndicatorValue, ...], tuple[IndicatorValue, ...]]:
    """Milestones and target: of several targets for different years only the last one is the target."""
    years = [value.year for value in targets]
    if len(targets) < 2 or None in years or len(set(years)) != len(years):
        return tuple(milestones), tuple(targets)
    ordered = sorted(targets, key=lambda value: value.year or 0)
    return (*milestones, *ordered[:-1]), (ordered[-1],)


def _coded(label: str, text: str) -> tuple[str, str]:
    """The code of a line and its words: the code is typed, or set by Word."""
    found = _CODE.match(text)
    if found is not None:
        return " ".join(found.group("code").split()), text[found.end() :]
    is_number = any(map(str.isdigit, label))
    return (label.rstrip(".)") if is_number else "", text)


def _disaggregation(wording: str) -> str:
    found = _DISAGGREGATED.search(wording)
    return found.group("by").strip() if found else ""


def _unit(wording: str, values: Iterable[IndicatorValue]) -> str:
    """What is written beside a value, else what the indicator's first word says it is counted in."""
    beside = next((value.unit for value in values if plain_number(value) and value.unit), "")
    counted = _NUMBER_OF.match(wording)
    return beside or (counted.group(1).lower() if counted else "%" if _PERCENTAGE.match(wording) else "")


def _joined(known: Sequence[Indicator], more: Sequence[Indicator]) -> list[Indicator]:
    """What one table says, with what a further one adds about the same indicators."""
    result = list(known)
    for each in more:
        at = next((at for at, one in enumerate(known) if is_same_indicator(one, each)), None)
        if at is None:
            result.append(each)
        else:
            result[at] = _completed(result[at], each)
    return result


def is_same_indicator(one: Indicator, other: Indicator) -> bool:
    """Whether two rows speak of one indicator: the same code and much the same words."""
    return bool(one.code) and fold(one.code) == fold(other.code) and alike(one.wording, other.wording)


def alike(one: str, other: str) -> bool:
    """Whether two wordings share most of their words (of the shorter one: a second table shortens)."""
    words, others = set(_WORD.findall(fold(one))), set(_WORD.findall(fold(other)))
    return len(words & others) >= _ALIKE * min(len(words), len(others)) if words and others else one == other


def _completed(one: Indicator, other: Indicator) -> Indicator:
    differs = tuple(
        name
        for name in ("baseline", "target")
        if (first := number_of(getattr(one, name)))
        and (second := number_of(getattr(other, name)))
        and (first.value, first.year) != (second.value, second.year)
    )
    return replace(
        one,
        rows=(*one.rows, *other.rows),
        differs=(*one.differs, *differs),
        **{
            name: getattr(one, name) or getattr(other, name)
            for name in ("unit", "baseline", "milestones", "target", "source", "assumptions", "disaggregation")
        },
    )
