"""All comments of a consultation as rows: read in a constant number of queries, without a model for each.

Named tuples: thousands of them are made several times faster than frozen dataclasses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.enums import CommentKind
from seko.dialogue.comments.models import Comment
from seko.dialogue.comments.queries import standing, value_words, visible_to
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import is_past_term, reads_text
from seko.dialogue.positions.enums import PositionStatus
from seko.dialogue.positions.queries import live_q
from seko.dialogue.responses.enums import ResponseStatus, outcome_state
from seko.dialogue.responses.models import Response
from seko.dialogue.responses.queries import open_points
from seko.drafts.documents.drawing.naming import place_name
from seko.drafts.documents.queries import places_in
from seko.foundation.core.languages import ENGLISH, current
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
OF_ANSWER = ("disposition", "reason", "will_change", "institution__name", "institution__name_en", "published_at")


class Answer(NamedTuple):
    """A published answer to a point behind which a comment stands."""

    disposition: str
    reason: str
    will_change: str
    institution: str
    published_at: datetime


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
    answers, owed = _answers(consultation, actor, now), _owed(consultation, now)
    wording = _Wording(consultation, now, reads_text=reads_text(consultation, actor, now))
    aside_is_out = now > consultation.leads_deadline_at
    made = []
    for number, *facts, seko, left_out, position in found:
        organisation, sent_at, is_late, kind, anchor, question, words, proposed, value, reason, source = facts
        given = tuple(answers.get(number, ()))
        outcomes = (*(each.disposition for each in given), *(("",) if number in owed else ()))
        tells = aside_is_out or position == PositionStatus.SUBMITTED or actor.is_in_consortium(seko or 0)
        aside = (left_out or "") if tells else ""
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


def _owed(consultation: Consultation, now: datetime) -> frozenset[int]:
    """Return the numbers of the comments behind live points that have no published answer."""
    points = open_points(now, consultation).order_by()
    own = points.filter(comment__isnull=False).values_list("comment__number", flat=True)
    through = points.filter(sources__isnull=False).values_list("sources__comment__number", flat=True)
    return frozenset(own.union(through))


def _answers(consultation: Consultation, actor: Actor, now: datetime) -> Mapping[int, Sequence[Answer]]:
    """Return the published answers by the comments' numbers: to points handed in (for a consortium its own board's
    too) behind which a comment stands, then to its own point. Numbers are read faster than identifiers.
    """
    out = live_q(now, "point__")
    if actor.is_civil:
        out |= Q(point__seko_id__in=actor.sekos("lead", "partner"))
    published = Response.objects.filter(point__consultation=consultation, status=ResponseStatus.PUBLISHED).order_by()
    through = published.filter(out, point__withdrawn_at__isnull=True, point__sources__isnull=False)
    found: dict[int, list[Answer]] = defaultdict(list)
    is_english = current() == ENGLISH
    for rows, number in ((through, "point__sources__comment__number"), (published, "point__comment__number")):
        read: Iterable[Read] = rows.filter(**{f"{number}__isnull": False}).values_list(number, *OF_ANSWER)
        for comment, disposition, reason, will_change, name, english, published_at in read:
            institution = english if is_english and english else name
            found[comment].append(Answer(disposition, reason, will_change, institution, published_at))
    return found
