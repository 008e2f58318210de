"""How a difference, a promise and its answer are said on these pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from seko.dialogue.comments.queries import number_of, shown_author
from seko.dialogue.positions.models import Point
from seko.dialogue.positions.queries import label_of, source_comments, words_of
from seko.dialogue.responses.enums import Disposition, outcome_state
from seko.dialogue.responses.models import Response
from seko.dialogue.tracing.enums import DifferenceKind, Reason
from seko.dialogue.tracing.models import Cause, Difference, Statement
from seko.drafts.documents.drawing.naming import place_name
from seko.drafts.documents.models import Document, Version
from seko.drafts.documents.queries import places_in
from seko.foundation.design import spoken
from seko.foundation.design.parts import Link
from seko.foundation.design.states import State, state
from seko.foundation.text.differences import Piece, difference

CLIPPED = 160
KIND_STATES = {DifferenceKind.REMOVED: "not-accepted", DifferenceKind.ADDED: "accepted"}


@dataclass(frozen=True, slots=True)
class ShownDifference:
    """A difference as people read it: what happened, where, the words, the address where it stands in both drafts."""

    pk: int
    kind: str
    place: str
    draft: str
    pieces: tuple[Piece, ...]
    url: str
    causes: tuple[ShownCause, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownCause:
    """Why it was changed: the reason in a word, the comment's number with its address where it may be read, a note."""

    pk: int
    word: str
    link: Link | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """What was said of a promise: the word with its day, the new words, the reason, when."""

    word: str
    words: str
    reason: str
    when: str


@dataclass(frozen=True, slots=True)
class ShownPromise:
    """A comment and what its answer promised; a consolidated comment's label names its area, `who` is empty then."""

    label: str
    url: str
    who: str
    words: str
    promise: str
    reason: str
    state: State
    institution: str


def difference_shown(row: Difference, causes: Iterable[ShownCause] = ()) -> ShownDifference:
    """Return a stored difference in the page's language; words that only moved are shown as they stand."""
    new, old = row.new_version, row.old_version
    version, stands = (new, row.new) if row.new else (old, row.old)
    known = places_in(version)
    at = known.get(stands[0]["place"]) if stands else None
    return ShownDifference(
        row.pk,
        str(DifferenceKind(row.kind).label),
        place_name(known, stands[0]["place"]) if stands else "",
        _("Draft %(number)s") % {"number": new.number},
        tuple(difference(row.before, row.after)),
        compare_url(new.document, old, new, at.mark_place if at else "", is_gone=not row.new),
        tuple(causes),
    )


def compare_url(document: Document, old: Version, new: Version, place: str = "", *, is_gone: bool = False) -> str:
    """Return the address at which the two drafts are compared, at a place of the new one (of the old one: gone)."""
    try:
        address = reverse("versions-compare", args=[document.code, old.number, new.number])
    except NoReverseMatch:
        return ""
    return f"{address}#{'g' if is_gone else 'd'}-{place}" if place else address


def cause_shown(cause: Cause, readable: Iterable[object]) -> ShownCause:
    """Return a cause: of a comment that the reader may not read only that it was one."""
    word = str(Reason(cause.reason).label)
    if cause.point is not None and cause.point_id in set(readable):
        return ShownCause(cause.pk, word, Link(label_of(cause.point), comment_url(cause.point)), cause.note)
    return ShownCause(cause.pk, word, None, cause.note)


def comment_url(point: Point) -> str:
    """Return the permanent page of a comment; of a consolidated one that of the first comment behind it."""
    sources = source_comments(point)
    try:
        return reverse("comment", args=[number_of(sources[0])]) if sources else ""
    except NoReverseMatch:
        return ""


def promise_shown(point: Point, answer: Response) -> ShownPromise:
    """Return a comment with its promise; `point` carries its comment and sources."""
    who = shown_author(point.comment) if point.comment is not None else ""
    return ShownPromise(
        label_of(point),
        comment_url(point),
        who,
        words_of(point),
        answer.will_change,
        answer.reason,
        outcome_state(Disposition(answer.disposition)),
        answer.institution.shown_name,
    )


def statement_shown(row: Statement) -> ShownStatement:
    """Return what was said of a promise."""
    word = str(row.get_said_display())
    if row.due_on is not None:
        word = _("Will be done by %(day)s") % {"day": spoken.day(row.due_on, genitive=True)}
    return ShownStatement(word, row.words, row.reason, spoken.day(row.at))


def kind_state(kind: str) -> State:
    """Return the state that a kind of difference wears."""
    return state(KIND_STATES.get(DifferenceKind(kind), "changed"))


def clipped(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the pieces with long equal stretches cut to what stands beside the changes."""
    found = []
    for rank, piece in enumerate(pieces):
        text = piece.text
        if piece.op == "equal" and len(text) > 2 * CLIPPED:
            head = text[:CLIPPED] if rank else ""
            tail = text[-CLIPPED:] if rank + 1 < len(pieces) else ""
            text = f"{head} … {tail}".strip() if head or tail else f"{text[:CLIPPED]} …"
        found.append(Piece(piece.op, text))
    return tuple(found)
