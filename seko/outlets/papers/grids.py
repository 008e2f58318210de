"""The tables of a consultation, in the active language form: comments with answers, the empty form, what an institution
has to answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.utils.translation import gettext as _

from seko.actors.mechanism.models import Seko
from seko.actors.organisations.models import Organisation
from seko.dialogue.comments.queries import shown_author
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import is_past_term, title_of
from seko.dialogue.positions.queries import label_of, proposal_of, source_comments, words_of
from seko.dialogue.responses.enums import Disposition
from seko.drafts.documents.drawing.naming import place_name
from seko.drafts.documents.enums import PassageKind
from seko.drafts.documents.queries import Place, places_in
from seko.foundation.core.languages import SERBIAN_LATIN, current, in_form
from seko.foundation.design import spoken
from seko.foundation.design.states import state
from seko.foundation.rendering.report import Form
from seko.foundation.text.folding import clip
from seko.foundation.text.scripts import to_latin
from seko.outlets.papers.columns import SHARES, TITLES
from seko.outlets.papers.marks import COLUMNS, Key, Stated, Table, place_choice, point_key
from seko.outlets.papers.queries import Spoken
from seko.outlets.papers.tables.grid import Column, Grid, Line

if TYPE_CHECKING:
    from seko.dialogue.responses.queries.queues import QueuedPoint

# So much of the original text stands in a table: whoever needs more has the draft.
QUOTED = 600
EMPTY_ROWS = {"docx": 20, "xlsx": 100}
BLANK_LINE = "\n\n"


class Wording:
    """Puts what stands in tables into words, each of the machine's own looked up once."""

    def __init__(self, consultation: Consultation, *, reads_text: bool) -> None:
        self.form = cast("Form", current())
        self.sekos = {seko.pk: in_form(seko, "name") for seko in Seko.objects.all()}
        self.outcomes = {each.value: str(each.label) for each in Disposition}
        self._known: Mapping[str, Place] = places_in(consultation.version) if reads_text else {}
        self._has_text = consultation.version_id is not None
        self._names: dict[tuple[str, ...], str] = {}

    def words(self, words: str) -> str:
        """Return people's words in the letters of the form."""
        return to_latin(words) if self.form == SERBIAN_LATIN else words

    def place(self, anchor: Mapping[str, Any], question: int | None) -> str:
        """Return where a comment stands, from its anchor's stored form."""
        if question is not None:
            return _("Question %(number)s") % {"number": question}
        names = _names(anchor)
        if not names:
            return _("The whole document") if self._has_text else _("The consultation as a whole")
        if not self._known:
            return _("A part of the text")
        if names not in self._names:
            self._names[names] = self.words(place_name(self._known, *names))
        name = self._names[names]
        return _("Missing after: %(place)s") % {"place": name} if anchor.get("after") else name

    def quote(self, anchor: Mapping[str, Any]) -> str:
        """Return the words a comment speaks of: those that were chosen, or those of the whole part of the text."""
        if not self._known or anchor.get("after"):
            return ""
        chosen = " … ".join(each["exact"] for each in anchor.get("segments", ()))
        whole = "\n".join(self._known[name].text for name in _names(anchor) if name in self._known)
        return self.words(clip(chosen or whole.replace(" | ", " · "), QUOTED))


def _names(anchor: Mapping[str, Any]) -> tuple[str, ...]:
    after = anchor.get("after", "")
    segments: Sequence[Mapping[str, str]] = anchor.get("segments", ())
    return (after,) if after else (*(each["place"] for each in segments), *anchor.get("places", ()))


def comments_grid(consultation: Consultation, said: Iterable[Spoken], now: datetime, *, reads_text: bool) -> Grid:
    """Return the comments with their answers."""
    wording = Wording(consultation, reads_text=reads_text)
    waiting = str((state("late") if is_past_term(consultation, now) else state("awaiting")).word)
    not_taken = _("Not taken into the common position")
    individual = _("An individual")
    lines = []
    for each in said:
        outcomes = [not_taken] if each.left_out else []
        outcomes += [wording.outcomes[answer.disposition] for answer in each.answers]
        reasons = [each.left_out, *(answer.reason for answer in each.answers)]
        cells = {
            Key.NUMBER: each.label,
            Key.PLACE: wording.place(each.anchor, each.question),
            Key.QUOTE: wording.quote(each.anchor),
            Key.WORDS: wording.words(each.words),
            Key.PROPOSAL: wording.words(_joined(each.value, each.proposal)),
            Key.WHY: wording.words(_joined(each.reason, each.source)),
            Key.ORGANISATION: _joined(
                wording.words(each.organisation) or individual, wording.sekos.get(each.seko_id, "")
            ),
            Key.OUTCOME: _joined(*outcomes) or waiting,
            Key.REASON: wording.words(_joined(*reasons, between=BLANK_LINE)),
            Key.CHANGE: wording.words(_joined(*(answer.will_change for answer in each.answers), between=BLANK_LINE)),
        }
        lines.append(Line(str(each.number), tuple(cells[key] for key in COLUMNS[Table.COMMENTS])))
    return grid(consultation, Stated(Table.COMMENTS, consultation.code), _("Comments and answers"), lines, now)


def _joined(*words: str, between: str = "\n") -> str:
    return between.join(filter(None, words))


def form_grid(consultation: Consultation, format: str, now: datetime) -> Grid:
    """Return the empty form in which an organisation writes its comments, a row each."""
    columns = COLUMNS[Table.COMMENT_FORM]
    lines = [Line(str(number), ("",) * len(columns)) for number in range(1, EMPTY_ROWS[format] + 1)]
    notes = (
        _("Write each comment in a row of its own; rows may be added."),
        _("Place in the text: the number of the section, or choose from the list where there is one."),
        _("Original text: copy the words of which you speak. Without them the comment is on the whole part."),
    )
    stated = Stated(Table.COMMENT_FORM, consultation.code)
    choices = {Key.PLACE: tuple(_offered(consultation))} if format == "xlsx" else {}
    return grid(consultation, stated, _("Form for comments"), lines, now, is_open=columns, notes=notes, choices=choices)


def answers_grid(
    consultation: Consultation,
    institution: Organisation,
    points: Iterable[QueuedPoint],
    now: datetime,
    *,
    reads_text: bool,
) -> Grid:
    """Return the table in which an institution writes its answers: a row for each comment that waits for one, with what
    is drafted already, as it was written.
    """
    wording = Wording(consultation, reads_text=reads_text)
    lines = [_to_answer(point, wording) for point in points]
    outcomes = tuple(wording.outcomes.values())
    notes = (
        _("Fill in the last three columns; what stands in the others is not read."),
        _("Outcome of consideration: one of %(outcomes)s.") % {"outcomes": ", ".join(outcomes)},
        _("Every outcome needs an answer: all authors and the public read it. Rows without one stay as they are."),
        _("Do not move, copy or add rows: hidden keys say which comment each row answers."),
    )
    stated = Stated(Table.ANSWERS, consultation.code, str(institution.pk))
    name = spoken.plain_words(institution.shown_name, current())
    title = spoken.plain_words(title_of(consultation), current())
    return grid(
        consultation, stated, _("Table for answers"), lines, now,
        is_open=(Key.OUTCOME, Key.REASON, Key.CHANGE), notes=notes, is_locked=True, subtitle=f"{name}: {title}",
        choices={Key.OUTCOME: outcomes},
    )  # fmt: skip


def _to_answer(point: QueuedPoint, wording: Wording) -> Line:
    comment, response = point.comment, next(iter(point.responses.all()), None)
    anchor = comment.anchor if comment is not None else point.anchor
    question = comment.question.order if comment is not None and comment.question is not None else None
    said = [words_of(point), *([comment.reason, comment.source] if comment is not None else []), point.dissent_words]
    proposal = proposal_of(comment) if comment is not None else point.proposed_wording
    behind = dict.fromkeys(shown_author(each) for each in source_comments(point))
    cells = {
        Key.NUMBER: wording.words(label_of(point)),
        Key.PLACE: wording.place(anchor, question),
        Key.QUOTE: wording.quote(anchor),
        Key.ORGANISATION: wording.words(_joined(*behind, wording.sekos.get(point.seko_id or 0, ""))),
        Key.WORDS: wording.words(_joined(*said, between=BLANK_LINE)),
        Key.PROPOSAL: wording.words(proposal),
        # As it was written: it comes back, and must be the same words then.
        Key.OUTCOME: wording.outcomes.get(response.disposition, "") if response is not None else "",
        Key.REASON: response.reason if response is not None else "",
        Key.CHANGE: response.will_change if response is not None else "",
    }
    key = point_key(point.pk, response.revision if response is not None else 0)
    return Line(key, tuple(cells[each] for each in COLUMNS[Table.ANSWERS]))


def _offered(consultation: Consultation) -> Iterator[str]:
    for name, place in places_in(consultation.version).items():
        if place.kind != PassageKind.TABLE_CELL and place.text.strip():
            yield place_choice(name, spoken.plain_words(place.text.replace(" | ", " · "), current()))


def grid(
    consultation: Consultation,
    stated: Stated,
    title: str,
    lines: Iterable[Line],
    now: datetime,
    *,
    is_open: Sequence[Key] = (),
    notes: tuple[str, ...] = (),
    is_locked: bool = False,
    subtitle: str = "",
    choices: Mapping[Key, tuple[str, ...]] = MappingProxyType({}),
) -> Grid:
    """Return a table of the consultation; `is_open` are the columns to be filled in."""
    form = cast("Form", current())
    columns = (Column(key, str(TITLES[key]), SHARES[key], key in is_open) for key in COLUMNS[stated.table])
    code = consultation.code.upper()
    return Grid(
        stated=stated,
        title=title,
        subtitle=subtitle or spoken.plain_words(title_of(consultation), form),
        form=form,
        columns=tuple(columns),
        lines=tuple(lines),
        made_at=now,
        notes=notes,
        notes_name=_("How to fill it in"),
        footer=f"{title}: {code}",
        demonstration=_("Demonstration: the organisations and the document are fictional.")
        if settings.DEMONSTRATION
        else "",
        choices=choices,
        is_locked=is_locked,
    )
