"""A thread: the comments that stand somewhere, each with what became of it, as far as the reader may know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.enums import AnchorKind, CommentKind
from seko.dialogue.comments.models import Comment, Support
from seko.dialogue.comments.queries import number_of, standing, visible_to
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import is_past_term, takes_comments
from seko.dialogue.positions.enums import PointKind, Relation
from seko.dialogue.positions.models import Source
from seko.dialogue.responses.enums import Disposition, ResponseStatus, Verdict
from seko.dialogue.responses.models import Reply, Response
from seko.drafts.documents.model.anchors import from_json
from seko.foundation.core.dates import local_date
from seko.foundation.design import spoken
from seko.foundation.design.parts import ChainLink, Said
from seko.foundation.design.states import State, state
from seko.pages.reading.counts import Counts, Tally
from seko.pages.reading.targets import Target

FIRST = 50
NOBODY = UUID(int=0)
OUTCOME_STATES = {
    Disposition.ACCEPTED: "accepted",
    Disposition.PARTLY: "in-part",
    Disposition.NOT_ACCEPTED: "not-accepted",
    Disposition.NOTED: "noted",
    Disposition.OUTSIDE: "outside",
}
VERDICT_STATES = {Verdict.SATISFIED: "satisfied", Verdict.ACCEPTABLE: "acceptable", Verdict.OBJECTS: "objects"}


@dataclass(frozen=True, slots=True)
class Thread:
    """What stands beside a passage. `hidden` comments are counted but may not be read yet; `more` follow on a page."""

    target: Target
    title: str
    counts: str
    comments: tuple[Said, ...]
    hidden: int
    more: int
    question: str = ""


def outcome_state(response: Response) -> State:
    """Return the state an answer's outcome wears."""
    return state(OUTCOME_STATES[Disposition(response.disposition)])


def thread_of(
    consultation: Consultation, target: Target, actor: Actor, now: datetime, counts: Counts, *, first: int = FIRST
) -> Thread:
    """Return the thread of a target with its first comments; the number of queries does not depend on their number."""
    rows = standing(visible_to(actor, now)).filter(target.comments, consultation=consultation)
    rows = _with_support(rows, actor).select_related("organisation", "own_point", "set_aside").order_by("number")
    found = list(rows[: first + 1])
    shown = found[:first]
    tally = counts.by_passage.get(target.mark, Tally()) if target.mark else None
    seen = rows.count() if len(found) > first else len(found)
    total = max(tally.total if tally else seen, seen)
    chains = chains_of(shown)
    said = tuple(_said(comment, consultation, chains[comment.pk], actor, now) for comment in shown)
    return Thread(
        target,
        target.title,
        _counted(total, tally.answered if tally else None),
        said,
        total - seen,
        seen - len(shown),
        target.question.text if target.question else "",
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
    comment: Comment, consultation: Consultation, chain: tuple[ChainLink, ...], actor: Actor, now: datetime
) -> Said:
    anchor = from_json(comment.anchor)
    waits = not any(link.state and link.state.key in (*OUTCOME_STATES.values(), "not-taken-in") for link in chain)
    late = is_past_term(consultation, now)
    open_state = (state("late") if late else state("awaiting")) if waits else None
    supports = (
        reverse("comment-support", args=[comment.pk])
        if actor.is_civil
        and str(comment.organisation_id) != actor.organisation_id
        and takes_comments(consultation, now)
        else ""
    )
    quote = anchor.quote if comment.anchor_kind == AnchorKind.WORDS else ""
    return Said(
        comment.organisation_name or _("An individual"),
        spoken.day(comment.sent_at, year=False),
        comment.words,
        reverse("comment", args=[number_of_in(comment, consultation)]),
        CommentKind(comment.kind).label if comment.kind else "",
        quote if len(quote) < 160 else quote[:157] + "…",
        proposal_of(comment),
        open_state,
        age=_waiting(comment, now) if waits else "",
        chain=chain,
        support_url=supports,
        support_count=getattr(comment, "support_count", 0),
        is_supported=bool(getattr(comment, "is_supported", False)),
    )


def number_of_in(comment: Comment, consultation: Consultation) -> str:
    """Return the comment's permanent number without asking the database for its consultation."""
    comment.consultation = consultation
    return number_of(comment)


def proposal_of(comment: Comment) -> str:
    """Return what the comment proposes: a wording, or a value with its unit and year."""
    value = comment.proposed_value or {}
    if value.get("value"):
        year = f" ({value['year']})" if value.get("year") else ""
        return f"{value['value']} {value.get('unit', '')}".strip() + year
    return comment.proposed_wording


def _waiting(comment: Comment, now: datetime) -> str:
    days = (local_date(now) - local_date(comment.sent_at)).days
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}


def chains_of(comments: Sequence[Comment]) -> dict[UUID, tuple[ChainLink, ...]]:
    """Return what became of each comment, in three queries: the lead's decision, answers, replies.

    The comments carry `own_point` and `set_aside` (select_related).
    """
    identifiers = [comment.pk for comment in comments]
    sources: dict[UUID, list[Source]] = defaultdict(list)
    for source in Source.objects.filter(comment_id__in=identifiers, point__withdrawn_at__isnull=True).select_related(
        "point"
    ):
        sources[source.comment_id].append(source)
    points = {source.point_id for each in sources.values() for source in each}
    points |= {comment.own_point.pk for comment in comments if hasattr(comment, "own_point")}
    responses = {
        response.point_id: response
        for response in Response.objects.filter(point_id__in=points, status=ResponseStatus.PUBLISHED).select_related(
            "institution"
        )
    }
    replies: dict[UUID, list[Reply]] = defaultdict(list)
    for reply in Reply.objects.filter(response_id__in=[each.pk for each in responses.values()]).select_related(
        "organisation"
    ):
        replies[reply.response_id].append(reply)
    return {comment.pk: tuple(_chain(comment, sources[comment.pk], responses, replies)) for comment in comments}


def _chain(
    comment: Comment, sources: Sequence[Source], responses: dict[UUID, Response], replies: dict[UUID, list[Reply]]
) -> Iterable[ChainLink]:
    for source in sources:
        yield _taken(source)
        if source.point_id in responses:
            yield from _answer(responses[source.point_id], replies)
    aside = getattr(comment, "set_aside", None)
    if aside is not None:
        when = spoken.day(aside.at, year=False)
        yield ChainLink(_("Not taken into the common position"), state("not-taken-in"), when=when, words=aside.reason)
    own = getattr(comment, "own_point", None)
    if own is not None and own.kind == PointKind.DISSENT:
        when = spoken.day(own.dissented_at, year=False)
        yield ChainLink(_("Dissent"), state("dissent"), when=when, words=own.dissent_words)
    if own is not None and own.pk in responses:
        yield from _answer(responses[own.pk], replies)


def _taken(source: Source) -> ChainLink:
    words = {
        Relation.CARRIED: _("Taken over into the common position, no. %(number)s"),
        Relation.MERGED: _("Merged in the common position, no. %(number)s"),
        Relation.REWORDED: _("Reworded in the common position, no. %(number)s"),
    }[Relation(source.relation)] % {"number": source.point.number}
    changed = source.point.wording if source.relation != Relation.CARRIED else ""
    return ChainLink(words, icon="check", when=spoken.day(source.at, year=False), words=changed)


def _answer(response: Response, replies: dict[UUID, list[Reply]]) -> Iterable[ChainLink]:
    yield ChainLink(
        Disposition(response.disposition).label,
        outcome_state(response),
        who=response.institution.name,
        when=spoken.day(response.published_at, year=False),
        words=response.reason,
    )
    if response.will_change:
        yield ChainLink(_("What will change in the text"), icon="arrows", words=response.will_change)
    for reply in replies.get(response.pk, ()):
        verdict = Verdict(reply.verdict)
        yield ChainLink(
            _("Reply: %(verdict)s") % {"verdict": verdict.label},
            state(VERDICT_STATES[verdict]),
            who=reply.organisation.name if reply.organisation else "",
            when=spoken.day(reply.at, year=False),
            words=reply.words,
        )


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
    return bool(actor.sekos() & {seko.pk for seko in consultation.sekos.all()})
