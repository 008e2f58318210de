"""What each row of an answer table is to the answers: new, the same, empty or wrong, and why.

Everything is read in a number of queries that does not depend on the number of rows; hidden keys are not trusted: a row
speaks only of a comment that is assigned to the institution and that the actor answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import override

from seko.actors.organisations.actor import Actor
from seko.dialogue.positions.queries import label_of
from seko.dialogue.responses.actions.content import Answer, check_complete, of_response
from seko.dialogue.responses.actions.content import read as read_answer
from seko.dialogue.responses.enums import Disposition, ResponseStatus
from seko.dialogue.responses.models import Response
from seko.dialogue.responses.permissions import is_not_own_words
from seko.foundation.core.errors import Invalid
from seko.foundation.core.languages import HTML_LANG
from seko.foundation.text.folding import fold
from seko.outlets.exchange.tables.table import column_letters
from seko.outlets.papers import sentences
from seko.outlets.papers.enums import Verdict
from seko.outlets.papers.filled.rows import FilledRow, from_json
from seko.outlets.papers.marks import Key, read_point_key
from seko.outlets.papers.models import AnswerTable
from seko.outlets.papers.queries import points_to_answer

if TYPE_CHECKING:
    from seko.dialogue.responses.queries.queues import QueuedPoint
    from seko.foundation.core.errors import Sentence

FILLED = (Key.OUTCOME, Key.REASON, Key.CHANGE)
COLUMNS_OF = {"disposition": Key.OUTCOME, "reason": Key.REASON, "will_change": Key.CHANGE}
CLIPPED = 80


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a row: the column (None: the row itself), the cell as the file calls it, why."""

    column: Key | None
    cell: str
    words: Sentence


@dataclass(slots=True)
class Judged:
    """One row: what it is to the answers, and what it would write. `label` is the comment's, empty where none is found;
    `response` the answer that stands there now.
    """

    row: FilledRow
    verdict: Verdict = Verdict.WRONG
    label: str = ""
    point: QueuedPoint | None = None
    response: Response | None = None
    revision: int = 0
    fields: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Judgement:
    """All rows in the order of the file, what waits for the institution's answer but stands in none of them, and what
    was not read of the file, by code.
    """

    rows: tuple[Judged, ...]
    left_out: tuple[str, ...]
    notes: tuple[tuple[str, str], ...] = ()


def judge(table: AnswerTable, actor: Actor, now: datetime) -> Judgement:
    """Return what every row of the table is now, to whoever would take it in."""
    filled = from_json(table.content) if table.content else None
    points = {point.pk: point for point in points_to_answer(table.consultation, table.institution, actor, now)}
    if filled is None:
        return Judgement((), ())
    judging = _Judging(points, filled.places, actor, now, is_workbook=table.name.lower().endswith(".xlsx"))
    rows = tuple(judged for row in filled.rows if (judged := judging.judge(row)) is not None)
    seen = {judged.point.pk for judged in rows if judged.point is not None}
    left_out = (label_of(point) for pk, point in points.items() if pk not in seen and point.state in ("", "drafted"))
    return Judgement(rows, tuple(left_out), filled.notes)


class _Judging:
    """Judges one row after the other."""

    def __init__(
        self,
        points: Mapping[UUID, QueuedPoint],
        places: Mapping[str, int],
        actor: Actor,
        now: datetime,
        *,
        is_workbook: bool,
    ) -> None:
        self._points, self._places, self._actor, self._now = points, places, actor, now
        self._is_workbook = is_workbook
        self._first: dict[UUID, Judged] = {}
        self._outcomes = _outcomes()
        self._offered = ", ".join(str(each.label) for each in Disposition)

    def judge(self, row: FilledRow) -> Judged | None:
        """Return the row judged; None for one in which nothing stands that was ever a comment's."""
        judged = Judged(row)
        if not row.key:
            if not any(row.cells.values()):
                return None
            self._fault(judged, None, sentences.ADDED if self._is_added(row) else sentences.KEY_LOST)
            return judged
        if not self._find(judged):
            return judged
        typed = {key: row.cells.get(key, "") for key in FILLED}
        if not any(typed.values()):
            judged.verdict = Verdict.EMPTY
            return judged
        answer = self._read(judged, typed)
        if answer is not None:
            self._compare(judged, answer)
        if not judged.faults and judged.point is not None:
            own = is_not_own_words(self._actor, [judged.point])
            if not own:
                self._fault(judged, None, own.reason)
        if judged.faults:
            judged.verdict = Verdict.WRONG
        return judged

    def _is_added(self, row: FilledRow) -> bool:
        """A row of ours that lost its key still has its number and its words."""
        return not row.cells.get(Key.NUMBER)

    def _fault(self, judged: Judged, column: Key | None, words: Sentence) -> None:
        place = self._places.get(column) if column else None
        cell = f"{column_letters(place)}{judged.row.number}" if self._is_workbook and place is not None else ""
        judged.faults.append(Fault(column, cell, words))

    def _find(self, judged: Judged) -> bool:
        """Find of which comment the row speaks."""
        key = read_point_key(judged.row.key)
        if key is None:
            self._fault(judged, None, sentences.KEY_LOST)
            return False
        point = self._points.get(key[0])
        if point is None:
            self._fault(judged, None, sentences.NOT_ASSIGNED)
            return False
        judged.point, judged.revision, judged.label = point, key[1], label_of(point)
        judged.response = next(iter(point.responses.all()), None)
        if self._first.setdefault(point.pk, judged) is not judged:
            self._fault(judged, None, sentences.TWICE)
        elif fold(judged.row.cells.get(Key.NUMBER, "")) not in _labels(point):
            self._fault(judged, Key.NUMBER, sentences.MOVED)
        return not judged.faults

    def _read(self, judged: Judged, typed: Mapping[Key, str]) -> Answer | None:
        """Return the answer in the row, or None and note what is wrong in it."""
        for key in FILLED:
            if key in judged.row.faults:
                self._fault(judged, key, sentences.CELLS[judged.row.faults[key]])
        disposition = self._outcomes.get(fold(typed[Key.OUTCOME]).strip(" .:"), "")
        if typed[Key.OUTCOME] and not disposition:
            values = {"typed": typed[Key.OUTCOME][:CLIPPED], "offered": self._offered}
            self._fault(judged, Key.OUTCOME, sentences.NOT_AN_OUTCOME % values)
        if judged.faults:
            return None
        stands = of_response(judged.response) if judged.response else Answer()
        is_same_outcome = stands.disposition == disposition
        judged.fields = {
            "disposition": disposition,
            # What only the page asks for stays as it is, as long as it belongs to the outcome.
            "subkind": stands.subkind.code if stands.subkind and is_same_outcome else "",
            "detail": stands.detail if is_same_outcome else "",
            "reason": typed[Key.REASON],
            "will_change": typed[Key.CHANGE],
        }
        try:
            # The sub-kind stands in the answer that was read with its point: it is not asked for again in each row.
            read = read_answer({**judged.fields, "subkind": ""}, now=self._now)
            answer = replace(read, subkind=stands.subkind if is_same_outcome else None)
            check_complete(answer)
        except Invalid as error:
            for name, words in error.faults.items():
                self._fault(judged, COLUMNS_OF.get(name), words)
            return None
        return answer

    def _compare(self, judged: Judged, answer: Answer) -> None:
        """Weigh the answer against the one that stands there now."""
        response = judged.response
        if response is not None and answer.is_in(response):
            judged.verdict = Verdict.SAME
        elif response is not None and response.status == ResponseStatus.PROPOSED:
            self._fault(judged, None, sentences.PROPOSED)
        elif response is not None and response.status != ResponseStatus.DRAFTED:
            self._fault(judged, None, sentences.PUBLISHED)
        elif (response.revision if response is not None else 0) != judged.revision:
            self._fault(judged, None, sentences.WRITTEN)
        else:
            judged.verdict = Verdict.NEW


def _outcomes() -> dict[str, str]:
    """Return the outcomes by what people write for them, in every language form."""
    found = {fold(each.value): each.value for each in Disposition}
    for language in HTML_LANG:
        with override(language):
            found |= {fold(str(each.label)): each.value for each in Disposition}
    return found


def _labels(point: QueuedPoint) -> set[str]:
    """Return how the comment may be called in the table, folded: in every language form."""
    if point.comment is not None:
        return {fold(label_of(point))}
    found = set()
    for language in HTML_LANG:
        with override(language):
            found.add(fold(label_of(point)))
    return found
