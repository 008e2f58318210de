"""All comments of a consultation as rows: read in a constant number of queries, without a model for each.

Named tuples: thousands of them are made several times faster than frozen dataclasses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.enums import CommentKind
from seko.dialogue.comments.models import Comment
from seko.dialogue.comments.queries import standing, value_words, visible_to
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import is_past_term, reads_text
from seko.dialogue.positions.queries import Aside
from seko.dialogue.responses.enums import outcome_state
from seko.dialogue.responses.queries import Answer, answers_by_comment, owed_comments
from seko.drafts.documents.drawing.naming import place_name
from seko.drafts.documents.queries import places_in
from seko.foundation.design.states import State, state
from seko.pages.facts.states import waits

Read = tuple[Any, ...]
READ = (
    "number",
    "organisation_name",
    "sent_at",
    "is_late",
    "kind",
    "anchor",
    "question__order",
    "words",
    "proposed_wording",
    "proposed_value",
    "reason",
    "source",
    "seko_id",
    "set_aside__reason",
    "set_aside__position__status",
)


class Place(NamedTuple):
    """Where a comment stands: in words, as the reading page's query (`p=1-3`), and the exact words it speaks of."""

    words: str
    query: str
    quote: str


class Listed(NamedTuple):
    """One comment: what was said, where, and what became of it as far as the reader may know; words are ready to show.

    `organisation` is empty for an individual. `left_out` is the lead's reason, once it is out.
    """

    number: str
    organisation: str
    sent_at: datetime
    is_late: bool
    kind: str
    place: Place
    words: str
    value: str
    proposal: str
    reason: str
    source: str
    left_out: str
    state: State
    state_word: str
    answers: tuple[Answer, ...]

    @property
    def url(self) -> str:
        """The address of the comment's own page."""
        return reverse("comment", args=[self.number])


def rows(consultation: Consultation, actor: Actor, now: datetime) -> QuerySet[Comment, Read]:
    """Return the standing comments that the actor may read, in their order, as `listed` takes them."""
    seen = standing(visible_to(actor, now)).filter(consultation=consultation)
    return seen.order_by("number").values_list(*READ)


def listed(found: Iterable[Read], consultation: Consultation, actor: Actor, now: datetime) -> list[Listed]:
    """Return comments of `rows` with what became of each: three more queries, for what is answered and what is not."""
    answers, owed = answers_by_comment(consultation, actor, now), owed_comments(consultation, now)
    wording = _Wording(consultation, now, reads_text=reads_text(consultation, actor, now))
    told = Aside(consultation, actor, now)
    made = []
    for number, *facts, seko, left_out, position in found:
        organisation, sent_at, is_late, kind, anchor, question, words, proposed, value, reason, source = facts
        given = tuple(answers.get(number, ()))
        outcomes = (*(each.disposition for each in given), *(("",) if number in owed else ()))
        aside = (left_out or "") if told.is_told(position, seko) else ""
        shown, word = wording.state(outcomes, is_left_out=bool(aside))
        made.append(
            Listed(
                f"{wording.code}-{number:04d}",
                organisation,
                sent_at,
                is_late,
                wording.kinds[kind],
                wording.place(anchor, question),
                words,
                value_words(value),
                proposed,
                reason,
                source,
                aside,
                shown,
                word,
                given,
            )
        )
    return made


class _Wording:
    """The machine's words of a list, each looked up once and not once a row."""

    def __init__(self, consultation: Consultation, now: datetime, *, reads_text: bool) -> None:
        self.code = consultation.code.upper()
        self.kinds = {"": "", **{kind.value: str(kind.label) for kind in CommentKind}}
        self._waiting = state("late") if is_past_term(consultation, now) else state("awaiting")
        self._words: dict[str, str] = {}
        self._question = _("Question %(number)s")
        self._missing = _("Missing after: %(place)s")
        self._whole = Place(_("The whole document"), "p=whole", "")
        self._unread = _("A part of the text")
        self._reads_text = reads_text
        self._known = places_in(consultation.version)
        self._names: dict[tuple[str, ...], str] = {}

    def state(self, outcomes: Sequence[str], *, is_left_out: bool) -> tuple[State, str]:
        """Return where a comment stands: its last answer's outcome, left out by its lead, or waiting."""
        shown = self._waiting
        if not waits(outcomes, is_left_out=is_left_out):
            shown = outcome_state(outcomes[-1]) if outcomes else state("not-taken-in")
        if shown.key not in self._words:
            self._words[shown.key] = str(shown.word)
        return shown, self._words[shown.key]

    def place(self, anchor: Mapping[str, Any], question: int | None) -> Place:
        """Return where a comment stands, from the anchor's stored form as it is."""
        if question is not None:
            return Place(self._question % {"number": question}, f"q={question}", "")
        after = anchor.get("after", "")
        segments: Sequence[Mapping[str, str]] = anchor.get("segments", ())
        places = (after,) if after else (*(each["place"] for each in segments), *anchor.get("places", ()))
        if not places:
            return self._whole
        if not self._reads_text:
            return Place(self._unread, f"p={places[0]}", "")
        if places not in self._names:
            self._names[places] = place_name(self._known, *places)
        name = self._names[places]
        quote = " … ".join(each["exact"] for each in segments)
        return Place(self._missing % {"place": name} if after else name, f"p={places[0]}", quote)
