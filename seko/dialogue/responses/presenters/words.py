"""What is answered: where it stands in the text, the words, the change they ask for, who stands behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from seko.dialogue.comments.models import Comment
from seko.dialogue.comments.queries import attachment_url, number_of, shown_author, value_in
from seko.dialogue.positions.enums import PointKind, Relation
from seko.dialogue.positions.models import Point
from seko.dialogue.positions.queries import label_of, words_of
from seko.drafts.documents.drawing.naming import place_name
from seko.drafts.documents.model.anchors import MISSING, WORDS, Anchor, from_json
from seko.drafts.documents.queries import Place
from seko.foundation.core.languages import as_written, in_form
from seko.foundation.design import spoken
from seko.foundation.design.parts import Attached
from seko.foundation.files.shown import attached
from seko.foundation.text.differences import Op, Piece, difference
from seko.foundation.text.likeness import likeness

# A proposal less alike than this to the whole part is shown by itself: its difference would cross out everything.
COMPARABLE = 0.4
CLIPPED, TITLE_CLIPPED, SENTENCE = 180, 36, 420


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a passage; `is_on` where these are the very words that are spoken of."""

    text: str
    is_on: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """One part of the text as it is quoted, with the words spoken of set apart."""

    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """Where the words stand: the place in words, the parts of the text, the page of the text at that place."""

    place: str
    passages: tuple[Passage, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One comment behind a consolidated one: who, how it was taken over, the words."""

    organisation: str
    relation: str
    words: str
    url: str
    attachment: Attached | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """Everything that is read before an answer is written."""

    kind: str
    label: str
    title: str
    words: str
    is_long: bool
    setting: Setting
    change: tuple[Piece, ...]
    value: str
    reason: str
    source: str
    dissent: str
    sources: tuple[SourceLine, ...]


def answered_of(point: Point, places: Mapping[str, Place]) -> Answered:
    """Return what is answered; the point carries its comment and sources (as `queue_of` gives it)."""
    comment, words = point.comment, words_of(point)
    anchor = anchor_of(point)
    return Answered(
        kind=str(PointKind(point.kind).label),
        label=label_of(point),
        title=spoken.beginning(words, TITLE_CLIPPED),
        words=words,
        is_long=len(words) > SENTENCE,
        setting=setting_of(point, anchor, places),
        change=change_of(_proposed(point), anchor, places),
        value=_value(point),
        reason=comment.reason if comment else "",
        source=comment.source if comment else "",
        dissent=point.dissent_words,
        sources=sources_of(point),
    )


def _value(point: Point) -> str:
    comment = point.comment
    if comment is None:
        return ""
    return value_in(point.consultation.version, comment.proposed_value, comment.anchor)


def anchor_of(point: Point) -> Anchor:
    """Return to what the point is tied: its comment's place, or the consolidated comment's own."""
    return from_json(point.comment.anchor if point.comment is not None else point.anchor)


def _proposed(point: Point) -> str:
    return point.comment.proposed_wording if point.comment is not None else point.proposed_wording


def setting_of(point: Point, anchor: Anchor, places: Mapping[str, Place]) -> Setting:
    """Return where the words stand, with the whole of each part and the exact words in it."""
    names = [name for name in anchor.passages if name in places]
    question = point.comment.question if point.comment is not None else None
    if question is not None:
        text = as_written(question, "text")
        number = _("Question %(number)s") % {"number": question.order}
        return Setting(number, (Passage((Stretch(text),)),), reading_url(point, f"?q={question.order}"))
    if not names:
        whole = _("A part of the text") if anchor.passages else _("The whole document")
        return Setting(whole, (), reading_url(point, "?p=whole"))
    place = place_name(places, *names)
    if anchor.kind == MISSING:
        place = _("Missing after: %(place)s") % {"place": place}
    passages = tuple(Passage(_stretches(places[name].text, _spans(anchor, name))) for name in names)
    mark = places[names[0]].mark_place
    return Setting(place, passages, reading_url(point, f"?p={mark}#p-{mark}"))


def reading_url(point: Point, rest: str) -> str:
    """Return the address of the text at that place; empty where the consultation has no draft."""
    if point.consultation.version_id is None:
        return ""
    try:
        return reverse("reading", args=[point.consultation.code]) + rest
    except NoReverseMatch:
        return ""


def _spans(anchor: Anchor, name: str) -> list[tuple[int, int]]:
    return sorted((each.start, each.end) for each in anchor.segments if each.place == name)


def _stretches(text: str, spans: list[tuple[int, int]]) -> tuple[Stretch, ...]:
    found, at = [], 0
    for start, end in spans:
        if start < at or end > len(text):
            continue
        found += [Stretch(text[at:start]), Stretch(text[start:end], is_on=True)]
        at = end
    return tuple(each for each in [*found, Stretch(text[at:])] if each.text)


def change_of(proposed: str, anchor: Anchor, places: Mapping[str, Place]) -> tuple[Piece, ...]:
    """Return the difference between what stands there and what is proposed, or the proposal alone where the two
    cannot be compared word by word.
    """
    if not proposed:
        return ()
    stands = ""
    if anchor.kind == WORDS and len(anchor.segments) == 1 and anchor.segments[0].place in places:
        stands = anchor.quote
    elif len(anchor.places) == 1 and anchor.places[0] in places:
        whole = places[anchor.places[0]].text
        stands = whole if likeness(whole, proposed) >= COMPARABLE else ""
    return tuple(difference(stands, proposed)) if stands else (Piece(Op.INSERT, proposed),)


def sources_of(point: Point) -> tuple[SourceLine, ...]:
    """Return who stands behind the words: a consolidated comment's sources in the order of their numbers, or the one
    who sent it.
    """
    if point.comment is not None:
        comment = point.comment
        file = attached(comment.attachment, attachment_url(comment))
        return (SourceLine(_organisation(comment), "", "", comment_url(comment), file),)
    rows = sorted(point.sources.all(), key=lambda source: source.comment.number)
    return tuple(
        SourceLine(
            _organisation(row.comment),
            str(Relation(row.relation).label),
            row.comment.words,
            comment_url(row.comment),
            attached(row.comment.attachment, attachment_url(row.comment)),
        )
        for row in rows
    )


def _organisation(comment: Comment) -> str:
    return shown_author(comment)


def comment_url(comment: Comment) -> str:
    """Return the address of a comment's permanent page."""
    try:
        return reverse("comment", args=[number_of(comment)])
    except NoReverseMatch:
        return ""


def behind(point: Point) -> str:
    """Return in one line whose words are answered: the SEKO, or the organisation that sent the comment."""
    if point.comment is not None:
        return _organisation(point.comment)
    return in_form(point.seko, "name") if point.seko is not None else ""
