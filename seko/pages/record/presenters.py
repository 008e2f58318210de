"""What a comment's page and the lists of comments show."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.enums import CommentKind, LateStatus
from seko.dialogue.comments.models import Comment, Unsent
from seko.dialogue.comments.queries import (
    attachment_url,
    number_of,
    place_words,
    value_in,
    visible_to,
    with_true_name,
)
from seko.dialogue.consultations.queries import text_visible_to, title_of
from seko.drafts.documents.model.anchors import from_json
from seko.foundation.core.clock import BELGRADE
from seko.foundation.design import spoken
from seko.foundation.design.parts import Attached, ChainLink, Crumb, Filter, Link, Row
from seko.foundation.design.states import State
from seko.foundation.files.shown import attached
from seko.pages.facts.chains import what_became
from seko.pages.facts.finding import from_anchor
from seko.pages.facts.states import state_of
from seko.pages.record.dissents import dissent_until

CLIPPED = 110
DISSENTABLE = "dissent"
MINE = "mine"


@dataclass(frozen=True, slots=True)
class CommentPage:
    """A comment as its permanent page shows it."""

    crumbs: tuple[Crumb, ...]
    number: str
    organisation: str
    place: str
    place_url: str
    quote: str
    words: str
    value: str
    proposal: str
    reason: str
    source: str
    kind: str
    sent_at: str
    began_at: str
    arrived_at: str
    hash: str
    is_late: bool
    is_after_members_date: bool
    state: State
    waits: bool
    chain: tuple[ChainLink, ...]
    attachment: Attached | None = None
    corrects: Link | None = None
    corrected_by: Link | None = None
    correct_url: str = ""


def page_of(comment: Comment, actor: Actor, now: datetime, *, file_url: str = "") -> CommentPage:
    """Return the page of a comment; it carries `consultation`, `own_point`, `set_aside`, `question`, `attachment`.

    `file_url` is where its file is given out to whoever reads it by another right than its number. The words of the
    draft stand there only for those who may read the draft: a receipt's link may be passed on, a draft hidden.
    """
    earlier, later = _corrections(comment, actor, now)
    anchor = from_json(comment.anchor)
    became = what_became([comment], actor, now)[comment.pk]
    reading = reverse("reading", args=[comment.consultation.code])
    consultation = Crumb(title_of(comment.consultation), reverse("consultation", args=[comment.consultation.code]))
    version = comment.consultation.version
    reads_text = text_visible_to(actor, now).filter(pk=comment.consultation_id).exists()
    return CommentPage(
        (Crumb(_("Consultations"), reverse("consultations")), consultation, Crumb(number_of(comment))),
        number_of(comment),
        with_true_name(comment, actor),
        place_words(comment) if reads_text or not anchor.passages else _("A part of the text"),
        reading + from_anchor(comment),
        anchor.selected if reads_text else "",
        comment.words,
        value_in(version if reads_text else None, comment.proposed_value, comment.anchor),
        comment.proposed_wording,
        comment.reason,
        comment.source,
        str(CommentKind(comment.kind).label) if comment.kind else "",
        spoken.day_time(comment.sent_at),
        *_within_the_grace(comment),
        comment.hash,
        comment.is_late,
        comment.is_after_members_date,
        state_of(comment, became.outcome, now),
        became.outcome.waits,
        became.chain,
        attached(comment.attachment, file_url or attachment_url(comment)),
        earlier,
        later,
        (reading + with_correction(from_anchor(comment), comment)).partition("#")[0] + "#compose",
    )


def _corrections(comment: Comment, actor: Actor, now: datetime) -> tuple[Link | None, Link | None]:
    """Return what this comment corrects and what corrects it, for whoever may read the other one too."""
    if comment.supersedes_id is None and comment.superseded_at is None:
        return None, None
    beside = Q(pk=comment.supersedes_id) | Q(supersedes=comment)
    found = {each.pk == comment.supersedes_id: each for each in visible_to(actor, now).filter(beside)}
    return _link(found.get(True), comment), _link(found.get(False), comment)


def _link(other: Comment | None, comment: Comment) -> Link | None:
    if other is None:
        return None
    other.consultation = comment.consultation
    return Link(number_of(other), reverse("comment", args=[number_of(other)]))


def with_correction(place: str, comment: Comment) -> str:
    """Return the address of a place with the form that corrects this comment open at it."""
    query, mark, fragment = place.partition("#")
    return f"{query}&correct={comment.number}{mark}{fragment or '#thread'}"


def _within_the_grace(comment: Comment) -> tuple[str, str]:
    """Return when the sending of a comment began and when it was complete, to the second, where the deadline passed
    between the two; else nothing (reliability.md C6 68).
    """
    began, sent = comment.request_began_at, comment.sent_at
    if began is None or comment.is_late or not began <= comment.consultation.leads_deadline_at < sent:
        return "", ""
    return _to_the_second(began), _to_the_second(sent)


def _to_the_second(moment: datetime) -> str:
    return f"{spoken.day(moment)}, {moment.astimezone(BELGRADE):%H:%M:%S}"


def shown(typed: str, actor: Actor) -> str:
    """Return which of the own comments an address asks for: `MINE`, `DISSENTABLE`, or all of them (empty)."""
    return typed if typed == DISSENTABLE or (typed == MINE and actor.is_civil) else ""


def filters(actor: Actor, dissentable: int, show: str) -> tuple[Filter, ...]:
    """Return the filters of the list of the own comments: who acts for an organisation reads all of its comments or
    only the person's; where one may still dissent, those. None where there is nothing to choose.
    """
    every = _("My organisation's") if actor.is_civil else _("All")
    found = [Filter(every, "?", None, not show)]
    if actor.is_civil:
        found.append(Filter(_("Only mine"), f"?show={MINE}", None, show == MINE))
    if dissentable or show == DISSENTABLE:
        found.append(Filter(_("You can dissent"), f"?show={DISSENTABLE}", dissentable, show == DISSENTABLE))
    return tuple(found) if len(found) > 1 else ()


def nothing(show: str) -> str:
    """Return what stands where the list of the own comments is empty."""
    if show == DISSENTABLE:
        return _("There is no comment now from which you can dissent.")
    if show == MINE:
        return _("You yourself have not sent a comment; those of your colleagues stand under “My organisation's”.")
    return _("Every comment you send will stand here, with its answer.")


def rows_of(
    comments: list[Comment], actor: Actor, now: datetime, *, dissentable: Collection[UUID] = ()
) -> tuple[Row, ...]:
    """Return comments as rows: their words, where, when, what became of them; the queries do not grow with the rows.

    From `dissentable` ones the reader may still dissent; each of these rows says until when and leads to the form.
    """
    became = what_became(comments, actor, now)
    return tuple(
        Row(
            spoken.beginning(comment.words, CLIPPED),
            reverse("comment", args=[number_of(comment)]) + ("#dissent" if comment.pk in dissentable else ""),
            f"{number_of(comment)} · {title_of(comment.consultation)}",
            spoken.day(comment.sent_at, year=False),
            dissent_until(comment) if comment.pk in dissentable else "",
            chip=state_of(comment, became[comment.pk].outcome, now),
        )
        for comment in comments
    )


def unsent_rows(rows: Iterable[Unsent], actor: Actor, now: datetime) -> tuple[Row, ...]:
    """Return unsent comments as rows."""
    found = []
    for unsent in rows:
        note = {
            LateStatus.REQUESTED: _("late sending requested"),
            LateStatus.REFUSED: _("late sending not accepted"),
        }.get(LateStatus(unsent.late_status), "")
        count = len(unsent.words.split())
        about = ngettext("%(count)s word", "%(count)s words", count) % {"count": count}
        title = spoken.beginning(unsent.words, CLIPPED) or _("Nothing written yet")
        found.append(
            Row(
                title,
                reverse("unsent", args=[unsent.pk]),
                f"{title_of(unsent.consultation)} · {about}",
                _("saved %(moment)s") % {"moment": spoken.day_time(unsent.saved_at, genitive=True, year=False)},
                note,
            )
        )
    return tuple(found)
