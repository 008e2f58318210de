"""Answers to somebody's words, each with what was said, what the lead made of it, the answer, the reply."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.models import Comment
from seko.dialogue.comments.queries import number_of
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.enums import PointKind, Relation
from seko.dialogue.positions.models import Source
from seko.dialogue.positions.queries import words_of
from seko.dialogue.responses.enums import VERDICT_STATES, Verdict
from seko.dialogue.responses.models import Reply, Response
from seko.dialogue.responses.presenters.lists import ShownAnswer, shown_answer
from seko.dialogue.responses.presenters.words import Answered, answered_of, comment_url
from seko.drafts.documents.queries import Place
from seko.foundation.design import spoken
from seko.foundation.design.states import State, state


@dataclass(frozen=True, slots=True)
class Own:
    """One's own comment behind the answer, and what the lead made of it."""

    number: str
    words: str
    url: str
    decision: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the three verdicts as a radio button."""

    value: str
    state: State
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A reply that was sent."""

    state: State
    words: str
    when: str


@dataclass(frozen=True, slots=True)
class Replyable:
    """One answer to reply to (`said` None), or replied to."""

    value: str
    answered: Answered
    is_reworded: bool
    own: tuple[Own, ...]
    shown: ShownAnswer
    said: Said | None
    choices: tuple[Choice, ...]
    words: str
    fault: str


def rows_of(
    responses: Iterable[Response],
    consultation: Consultation,
    actor: Actor,
    voice: str,
    places: Mapping[str, Place],
    typed: Mapping[str, tuple[str, str]],
    faults: Mapping[str, str],
) -> tuple[Replyable, ...]:
    """Return the answers as rows; they come from `answers_to`, `places` are those the reader may read."""
    found = []
    for response in responses:
        shown = shown_answer(response)
        if shown is None:
            continue
        key = str(response.pk)
        verdict_typed, words_typed = typed.get(key, ("", ""))
        own = _own(response, actor)
        said = next((each for each in response.replies.all() if each.voice == voice), None)
        found.append(
            Replyable(
                value=key,
                answered=answered_of(response.point, places),
                is_reworded=response.point.comment is None
                and any(words_of(response.point) != each.words for each in own),
                own=own,
                shown=shown,
                said=_said(said) if said is not None else None,
                choices=tuple(
                    Choice(value, state(VERDICT_STATES[Verdict(value)]), verdict_typed == value)
                    for value in Verdict.values
                ),
                words=words_typed,
                fault=faults.get(key, ""),
            )
        )
    return tuple(found)


def _said(reply: Reply) -> Said:
    return Said(state(VERDICT_STATES[Verdict(reply.verdict)]), reply.words, spoken.day(reply.at))


def _own(response: Response, actor: Actor) -> tuple[Own, ...]:
    """Return the actor's own comments behind the answer, with the lead's decision on each."""
    point = response.point
    if point.comment is not None:
        return (_own_line(point.comment, _direct(point.kind)),) if _is_of(point.comment, actor) else ()
    rows: list[Source] = sorted(point.sources.all(), key=lambda source: source.comment.number)
    return tuple(_own_line(row.comment, _taken(row, point.number)) for row in rows if _is_of(row.comment, actor))


def _is_of(comment: Comment, actor: Actor) -> bool:
    if comment.organisation_id is None:
        return actor.person is not None and comment.person_id == actor.person.pk
    return actor.is_civil and str(comment.organisation_id) == actor.organisation_id


def _own_line(comment: Comment, decision: str) -> Own:
    return Own(number_of(comment), comment.words, comment_url(comment), decision)


def _direct(kind: str) -> str:
    return str(PointKind(kind).label)


def _taken(source: Source, number: int) -> str:
    words = {
        Relation.CARRIED: _("Taken over into the common position, no. %(number)s"),
        Relation.MERGED: _("Merged in the common position, no. %(number)s"),
        Relation.REWORDED: _("Reworded in the common position, no. %(number)s"),
    }[Relation(source.relation)]
    return words % {"number": number}
