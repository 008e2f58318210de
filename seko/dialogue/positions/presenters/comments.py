"""One member's comment on the board: its words, where it stands, what was decided of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from seko.dialogue.comments.enums import AnchorKind, CommentKind
from seko.dialogue.comments.models import Comment
from seko.dialogue.comments.queries import attachment_url, known_only_here, number_of, value_in
from seko.dialogue.positions.enums import Fate
from seko.dialogue.positions.models import Point
from seko.dialogue.positions.presenters.texts import author_of
from seko.dialogue.positions.queries import BY_ITSELF, BoardComment
from seko.drafts.documents.model.anchors import from_json
from seko.drafts.documents.models import Version
from seko.foundation.design import spoken
from seko.foundation.design.parts import Attached, Link
from seko.foundation.files.shown import attached

QUOTE = 120


@dataclass(frozen=True, slots=True)
class CommentCard:
    """A comment as the board shows it. `fate` is the machine's word before the links to consolidated comments.

    `is_lost` where nobody decided of it in time, `is_out` once nobody on the board can decide otherwise.
    """

    number: int
    label: str
    url: str
    organisation: str
    kind: str
    when: str
    words: str
    value: str
    proposal: str
    reason: str
    quote: str
    about: str
    supports: int
    is_undecided: bool
    is_left_out: bool
    is_lost: bool
    is_out: bool
    fate: str
    links: tuple[Link, ...]
    left_out_reason: str
    note: str
    is_chosen: bool
    attachment: Attached | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a comment's card needs to know beside the comment.

    `sections` leads from a consolidated comment to the address of its card; `has_quotes` is true where comments of one
    part speak of different words; `true_names` holds, by comment, the organisations behind a network's name that the
    reader may know; `is_over` once nothing can be decided any more.
    """

    addresses: Mapping[UUID, str]
    true_names: Mapping[UUID, str]
    chosen: Collection[int]
    dissents_until: datetime
    is_over: bool
    version: Version | None


def card_of(each: BoardComment, around: Surroundings, *, with_quote: bool) -> CommentCard:
    """Return the card of one comment."""
    comment = each.comment
    undecided = each.handling == Fate.AWAITING
    return CommentCard(
        number=comment.number,
        label=number_of(comment),
        url=reverse("comment", args=[number_of(comment)]),
        organisation=known_only_here(author_of(comment), around.true_names.get(comment.pk, "")),
        kind=str(CommentKind(comment.kind).label) if comment.kind else "",
        when=spoken.day(comment.sent_at, year=False),
        words=comment.words,
        value=value_in(around.version, comment.proposed_value, comment.anchor),
        proposal=comment.proposed_wording,
        reason=comment.reason,
        quote=spoken.beginning(from_json(comment.anchor).selected, QUOTE) if with_quote else "",
        about=_about(comment),
        supports=each.supports,
        is_undecided=undecided and not around.is_over,
        is_left_out=each.handling == Fate.SET_ASIDE,
        is_lost=(undecided and around.is_over) or each.handling == Fate.NOT_CONSOLIDATED,
        is_out=each.has_dissent or each.handling in BY_ITSELF,
        fate=_fate(each.handling),
        links=tuple(_link(point, around.addresses) for point in each.points),
        left_out_reason=each.reason,
        note=_note(each, around),
        is_chosen=comment.number in around.chosen,
        attachment=attached(comment.attachment, attachment_url(comment)),
    )


def _about(comment: Comment) -> str:
    return _("something is missing after this part") if comment.anchor_kind == AnchorKind.MISSING else ""


def _fate(handling: Fate) -> str:
    words = {
        Fate.CARRIED: _("taken over:"),
        Fate.MERGED: _("merged with"),
        Fate.REWORDED: _("reworded:"),
        Fate.DISSENT: _("goes to the ministry by itself"),
    }
    return words.get(handling, "")


def _link(point: Point, addresses: Mapping[UUID, str]) -> Link:
    return Link(_("no. %(number)s") % {"number": point.number}, addresses.get(point.pk, ""))


def _note(each: BoardComment, around: Surroundings) -> str:
    if each.has_dissent:
        return _("the author has dissented")
    if each.handling == Fate.SET_ASIDE:
        day = spoken.day(around.dissents_until, genitive=True, year=False)
        return _("the author can dissent until %(day)s") % {"day": day}
    return ""


def speaks_of_different_words(comments: Collection[BoardComment]) -> bool:
    """Return whether comments of one part speak of different words, so that each has to say which."""
    return len({from_json(each.comment.anchor).selected for each in comments}) > 1
