"""A thread: the comments that stand somewhere, each with what became of it, as far as the reader may know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, Count, Exists, OuterRef, QuerySet, Subquery, Value, When, Window
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.enums import CommentKind
from seko.dialogue.comments.models import Comment, Support
from seko.dialogue.comments.queries import (
    attachment_url,
    number_of,
    own,
    shown_author,
    standing,
    value_in,
    visible_to,
)
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import asked, takes_comments
from seko.drafts.documents.model.anchors import from_json
from seko.foundation.core.dates import local_date
from seko.foundation.design import spoken
from seko.foundation.design.parts import Elsewhere, Link, Said
from seko.foundation.files.shown import attached
from seko.pages.facts.chains import Became, what_became
from seko.pages.facts.counts import Counts, Tally
from seko.pages.facts.states import state_of
from seko.pages.reading.drafts import (
    OtherDraft,
    earlier_placements,
    other_drafts,
    placed_here,
    places_elsewhere,
    way_back,
)
from seko.pages.reading.presenters import words_of
from seko.pages.reading.targets import Target

FIRST = 10
NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Thread:
    """What stands beside a passage: the first of the `readable` comments. `hidden` ones may not be read yet. `earlier`
    are the first of `earlier_count` comments on earlier drafts that stand here now; `drafts` lead to the same part of
    the text in other drafts.
    """

    target: Target
    title: str
    counts: str
    comments: tuple[Said, ...]
    hidden: int
    readable: int
    question: str = ""
    earlier: tuple[Said, ...] = ()
    earlier_count: int = 0
    drafts: tuple[Link, ...] = ()


def thread_of(
    consultation: Consultation, target: Target, actor: Actor, now: datetime, counts: Counts, *, first: int = FIRST
) -> Thread:
    """Return the thread of a target with its first comments, the own organisation's before others'; the number of
    queries does not depend on their number.
    """
    rows = standing(visible_to(actor, now)).filter(target.comments, consultation=consultation)
    own_first = [] if actor.is_anonymous else [Case(When(own(actor), then=Value(0)), default=Value(1))]
    rows = (
        _with_support(rows, actor)
        .select_related("own_point", "set_aside__position", "attachment")
        .defer("search_key", "own_point__wording", "own_point__proposed_wording", "own_point__anchor")
        .order_by(*own_first, "number")
    )
    # The window counts what may be read in the same query that fetches the first of it.
    shown = list(rows.annotate(seen=Window(Count("pk")))[:first])
    seen = shown[0].seen if shown else 0
    tally = counts.by_passage.get(target.mark, Tally()) if target.mark else None
    total = max(tally.total if tally else seen, seen)
    for comment in shown:
        comment.consultation = consultation
    drafts = other_drafts(consultation, actor, now)
    keys = placed_here(consultation, actor, now).get(target.mark, []) if target.mark else []
    placements = earlier_placements(keys[:first], actor, now)
    before = [(row, row.comment) for row in placements if row.comment is not None]
    became = what_became([*shown, *(comment for _row, comment in before)], actor, now)
    elsewhere = places_elsewhere(shown, drafts, actor, now) if shown else {}
    said = tuple(
        _said(comment, consultation, became[comment.pk], actor, now, elsewhere.get(comment.pk, ())) for comment in shown
    )
    earlier = tuple(
        _said(comment, comment.consultation, became[comment.pk], actor, now, way_back(row, comment, drafts))
        for row, comment in before
    )
    return Thread(
        target,
        target.title,
        _counted(total, tally.answered if tally else None),
        said,
        total - seen,
        seen,
        words_of(target.question) if target.question else "",
        earlier,
        len(keys),
        _ways(consultation, target, drafts),
    )


def _ways(consultation: Consultation, target: Target, drafts: tuple[OtherDraft, ...]) -> tuple[Link, ...]:
    """Return the links to the same part of the text in the document's other drafts."""
    if not target.mark:
        return ()
    return tuple(
        Link(draft.name, reverse("reading-elsewhere", args=[consultation.code, draft.number]) + f"?p={target.name}")
        for draft in drafts
    )


def _with_support(rows: QuerySet[Comment], actor: Actor) -> QuerySet[Comment]:
    each = (
        Support.objects.filter(comment=OuterRef("pk")).order_by().values("comment").annotate(n=Count("pk")).values("n")
    )
    own = Support.objects.filter(comment=OuterRef("pk"), organisation_id=actor.organisation_id or NOBODY)
    return rows.annotate(support_count=Coalesce(Subquery(each), 0), is_supported=Exists(own))


def _counted(total: int, answered: int | None) -> str:
    words = ngettext("%(total)s comment", "%(total)s comments", total) % {"total": total}
    return (
        words
        if answered is None
        else _("%(comments)s, answered: %(answered)s")
        % {
            "comments": words,
            "answered": answered,
        }
    )


def _said(
    comment: Comment,
    consultation: Consultation,
    became: Became,
    actor: Actor,
    now: datetime,
    elsewhere: tuple[Elsewhere, ...] = (),
) -> Said:
    anchor = from_json(comment.anchor)
    waits = became.outcome.waits
    supports = (
        reverse("comment-support", args=[comment.pk])
        if actor.is_civil
        and str(comment.organisation_id) != actor.organisation_id
        and takes_comments(consultation, now)
        else ""
    )
    quote = anchor.selected
    return Said(
        organisation=shown_author(comment),
        when=spoken.day(comment.sent_at, year=False),
        words=comment.words,
        url=reverse("comment", args=[number_of_in(comment, consultation)]),
        kind=CommentKind(comment.kind).label if comment.kind else "",
        quote=quote if len(quote) < 160 else quote[:157] + "…",
        proposal=comment.proposed_wording,
        value=value_in(consultation.version, comment.proposed_value, comment.anchor),
        state=state_of(comment, became.outcome, now) if waits else None,
        age=_waiting(comment, now) if waits else "",
        chain=became.chain,
        support_url=supports,
        support_count=getattr(comment, "support_count", 0),
        is_supported=bool(getattr(comment, "is_supported", False)),
        attachment=attached(comment.attachment, attachment_url(comment)),
        elsewhere=elsewhere,
    )


def number_of_in(comment: Comment, consultation: Consultation) -> str:
    """Return the comment's permanent number without asking the database for its consultation."""
    comment.consultation = consultation
    return number_of(comment)


def _waiting(comment: Comment, now: datetime) -> str:
    days = (local_date(now) - local_date(comment.sent_at)).days
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}


def who_will_see(consultation: Consultation, actor: Actor) -> str:
    """Return the sentence that stands under the form: who reads the comment, and when."""
    day = spoken.day(consultation.leads_deadline_at, genitive=True, year=False)
    if not own_side_is_network(consultation, actor):
        return _("The ministry will read it at once. A sent comment does not change.")
    if consultation.network_reads:
        sentence = _("Members of your network will see it, the ministry after %(day)s. A sent comment does not change.")
    else:
        sentence = _("Your SEKO's consortium will see it, the ministry after %(day)s. A sent comment does not change.")
    return sentence % {"day": day}


def own_side_is_network(consultation: Consultation, actor: Actor) -> bool:
    """Return whether the actor's comments go through a SEKO that is asked."""
    own = actor.sekos()
    return bool(own) and bool(own & {seko.pk for seko in asked(consultation)})
