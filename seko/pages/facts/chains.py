"""What became of a comment: the lead's decision, the answer, the replies, as one chain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.models import Comment
from seko.dialogue.positions.enums import PointKind, Relation
from seko.dialogue.positions.models import SetAside, Source
from seko.dialogue.positions.queries import AT_ONCE, Aside, live_q, points_visible_to
from seko.dialogue.responses.enums import INTO, VERDICT_STATES, Disposition, ResponseStatus, Verdict, outcome_state
from seko.dialogue.responses.models import Reply, Response
from seko.dialogue.responses.permissions import offers_translating
from seko.dialogue.responses.queries import languages_to, translated, with_translation
from seko.dialogue.tracing.drawing.shown import clipped, difference_shown
from seko.dialogue.tracing.models import Cause
from seko.dialogue.tracing.queries import causes_of
from seko.foundation.core.languages import in_form
from seko.foundation.design import spoken
from seko.foundation.design.parts import ChainLink, Link, Translated
from seko.foundation.design.states import state
from seko.pages.facts.states import Outcome

# What a chain says of an answer: an institution's row has much more, and a thread has fifty answers.
OF_ANSWER = (
    *("point_id", "edition", "status", "disposition", "detail", "reason", "will_change", "correction_reason"),
    *("published_at", "institution__name", "institution__name_en", "subkind__name_sr", "subkind__name_en"),
)


@dataclass(frozen=True, slots=True)
class _Followed:
    """What followed the points: editions of their answers, replies to those, changes, what the reader can do."""

    responses: dict[UUID, list[Response]]
    replies: dict[UUID, list[Reply]]
    causes: dict[UUID | None, list[Cause]]
    deeds: dict[UUID, Link]


@dataclass(frozen=True, slots=True)
class Became:
    """What became of a comment for one reader: the chain, and its outcome as `states` reads it."""

    chain: tuple[ChainLink, ...]
    outcome: Outcome


def what_became(comments: Sequence[Comment], actor: Actor, now: datetime) -> dict[UUID, Became]:
    """Return what became of each comment, as far as the reader may know, in five queries.

    What a lead does on a board is read by the consortium alone until the position is handed in or the leads' deadline
    has passed (design.md, Who sees what); the words of a consolidated one, which hold those of others too, by those who
    may read it. The comments carry `own_point`, `set_aside__position` and `consultation`.
    """
    identifiers = [comment.pk for comment in comments]
    handed_in = live_q(now, "point__")
    if actor.is_civil:
        handed_in |= Q(point__seko_id__in=actor.sekos("lead", "partner"))
    rows = Source.objects.filter(handed_in, comment_id__in=identifiers, point__withdrawn_at__isnull=True)
    sources: dict[UUID, list[Source]] = defaultdict(list)
    live = Case(When(live_q(now, "point__"), then=Value(True)), default=Value(False))
    readable = Exists(points_visible_to(actor, now).filter(pk=OuterRef("point")))
    for source in rows.select_related("point").annotate(is_live=live, is_readable=readable):
        sources[source.comment_id].append(source)
    points = {source.point_id for each in sources.values() for source in each}
    points |= {comment.own_point.pk for comment in comments if hasattr(comment, "own_point")}
    responses: dict[UUID, list[Response]] = defaultdict(list)
    for response in _answers_to(points):
        responses[response.point_id].append(response)
    replies: dict[UUID, list[Reply]] = defaultdict(list)
    for reply in Reply.objects.filter(
        response_id__in=[each.pk for editions in responses.values() for each in editions]
    ).select_related("organisation"):
        replies[reply.response_id].append(reply)
    causes: dict[UUID | None, list[Cause]] = defaultdict(list)
    for cause in causes_of(responses, actor, now) if responses else ():
        causes[cause.point_id].append(cause)
    followed = _Followed(responses, replies, causes, _deeds(responses, actor))
    found = {}
    for comment in comments:
        aside, behind = _told_aside(comment, actor, now), sources[comment.pk]
        chain = tuple(_chain(comment, aside, behind, followed))
        found[comment.pk] = Became(chain, _outcome(comment, aside, behind, responses))
    return found


def _answers_to(points: Iterable[UUID]) -> QuerySet[Response]:
    """Return the editions of answers that everybody reads, each with its translation into the page's language."""
    out = (ResponseStatus.PUBLISHED, ResponseStatus.EARLIER)
    rows = with_translation(Response.objects.filter(point_id__in=points, status__in=out))
    told = rows.select_related("institution", "subkind").annotate(code=F("point__consultation__code"))
    return told.only(*OF_ANSWER).order_by("edition")


def _deeds(responses: dict[UUID, list[Response]], actor: Actor) -> dict[UUID, Link]:
    """Return for each answer in force the way to its translation, for those who may write it."""
    found = {}
    for editions in responses.values():
        answer = editions[-1]
        if answer.status == ResponseStatus.PUBLISHED and offers_translating(actor, answer):
            language = languages_to(answer)[0]
            place = [vars(answer)["code"], answer.point_id, language]
            found[answer.pk] = Link(INTO[language], reverse("answer-translation", args=place))
    return found


def _told_aside(comment: Comment, actor: Actor, now: datetime) -> SetAside | None:
    """Return why the comment was left out, once the position is handed in; before that for its consortium alone."""
    aside: SetAside | None = getattr(comment, "set_aside", None)
    if aside is None:
        return None
    told = Aside(comment.consultation, actor, now)
    return aside if told.is_told(aside.position.status, comment.seko_id) else None


def _outcome(
    comment: Comment, aside: SetAside | None, sources: Sequence[Source], responses: dict[UUID, list[Response]]
) -> Outcome:
    """Return the answers of the comment's live points. Its own one, where nobody answered it, counts only while it
    lives beside what the lead decided: alone it changes nothing, an undecided comment waits in any case.
    """
    points = [source.point_id for source in sources if getattr(source, "is_live", False)]
    own = getattr(comment, "own_point", None)
    if own is not None and (own.kind in AT_ONCE or own.pk in responses):
        points.append(own.pk)
    # Of the editions the last one is in force.
    answers = tuple(responses[point][-1].disposition if point in responses else "" for point in points)
    return Outcome(answers, is_left_out=aside is not None)


def _chain(
    comment: Comment,
    aside: SetAside | None,
    sources: Sequence[Source],
    followed: _Followed,
) -> Iterable[ChainLink]:
    for source in sources:
        yield _taken(source, comment, is_readable=getattr(source, "is_readable", False))
        yield from _answered(source.point_id, followed)
    if aside is not None:
        when = spoken.day(aside.at, year=False)
        yield ChainLink(_("Not taken into the common position"), state("not-taken-in"), when=when, words=aside.reason)
    own = getattr(comment, "own_point", None)
    if own is not None and own.kind == PointKind.DISSENT:
        when = spoken.day(own.dissented_at, year=False)
        yield ChainLink(_("Dissent"), state("dissent"), when=when, words=own.dissent_words)
    if own is not None:
        yield from _answered(own.pk, followed)


def _answered(point_id: UUID, followed: _Followed) -> Iterable[ChainLink]:
    """Return the point's answer in its editions and what was changed; nothing while it has none."""
    if point_id in followed.responses:
        yield from _answers(followed.responses[point_id], followed)
        yield from map(_change, followed.causes[point_id])


def _change(cause: Cause) -> ChainLink:
    """Return what the comment changed: the draft, the words before and after, where they stand."""
    shown = difference_shown(cause.difference)
    return ChainLink(
        _("Text changed in draft %(number)s") % {"number": cause.difference.new_version.number},
        state("changed"),
        who=shown.place,
        url=shown.url,
        change=clipped(shown.pieces),
    )


def _taken(source: Source, comment: Comment, *, is_readable: bool) -> ChainLink:
    """Return that the lead took the comment in, with the words into which, where they are not its own."""
    words = {
        Relation.CARRIED: _("Taken over into the common position, no. %(number)s"),
        Relation.MERGED: _("Merged in the common position, no. %(number)s"),
        Relation.REWORDED: _("Reworded in the common position, no. %(number)s"),
    }[Relation(source.relation)] % {"number": source.point.number}
    changed = source.point.wording if is_readable and source.point.wording != comment.words else ""
    return ChainLink(words, icon="check", when=spoken.day(source.at, year=False), words=changed)


def _answers(editions: Iterable[Response], followed: _Followed) -> Iterable[ChainLink]:
    """Return the editions of an answer in their order, each later one after why it was corrected."""
    for response in editions:
        if response.correction_reason:
            when = spoken.day(response.published_at, year=False)
            yield ChainLink(_("The answer was corrected"), icon="arrows", when=when, words=response.correction_reason)
        yield from _answer(response, followed)


def _heading(response: Response) -> str:
    outcome = str(Disposition(response.disposition).label)
    is_earlier = response.status == ResponseStatus.EARLIER
    return _("%(outcome)s (earlier answer)") % {"outcome": outcome} if is_earlier else outcome


def _answer(response: Response, followed: _Followed) -> Iterable[ChainLink]:
    other, again = translated(response), _("Working translation")
    yield ChainLink(
        _heading(response),
        outcome_state(response.disposition),
        who=response.institution.shown_name,
        when=spoken.day(response.published_at, year=False),
        words=response.reason,
        translated=Translated(other.reason, other.mark) if other else None,
        deed=followed.deeds.get(response.pk),
    )
    if response.subkind is not None:
        detail = Translated(other.detail, again) if other and other.detail else None
        yield ChainLink(in_form(response.subkind, "name"), icon="check", words=response.detail, translated=detail)
    if response.will_change:
        promise = Translated(other.will_change, again) if other and other.will_change else None
        heading = _("What will change in the text")
        yield ChainLink(heading, icon="arrows", words=response.will_change, translated=promise)
    for reply in followed.replies.get(response.pk, ()):
        verdict = Verdict(reply.verdict)
        yield ChainLink(
            _("Reply: %(verdict)s") % {"verdict": verdict.label},
            state(VERDICT_STATES[verdict]),
            who=reply.shown_organisation,
            when=spoken.day(reply.at, year=False),
            words=reply.words,
        )
