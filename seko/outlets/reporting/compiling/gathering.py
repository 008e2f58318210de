"""Reading everything a report speaks of, once and in a constant number of queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from seko.actors.organisations.actor import ANONYMOUS
from seko.dialogue.comments.enums import LateStatus
from seko.dialogue.comments.models import Unsent
from seko.dialogue.comments.queries import numbered_in, sent_in, value_in
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.enums import Fate
from seko.dialogue.positions.models import Point, Source
from seko.dialogue.positions.queries import live_q, proposal_words, with_fate
from seko.dialogue.responses.enums import ResponseStatus
from seko.dialogue.responses.models import Reply, Response
from seko.dialogue.responses.queries import standing_translations
from seko.dialogue.tracing.queries import causes_of
from seko.drafts.documents.models import Passage, Version
from seko.drafts.programming.models import DocumentKind, TimeRule
from seko.foundation.core.dates import local_date
from seko.outlets.reporting.compiling.chronicle import chronicle_of
from seko.outlets.reporting.compiling.gathered import (
    Answered,
    Asked,
    Changed,
    Gathered,
    Given,
    Handed,
    InOtherWords,
    Named,
    Parts,
    PlacePart,
    Said,
    Sent,
    Voice,
)
from seko.outlets.reporting.compiling.networks import networks_of


def gather(consultation: Consultation, now: datetime) -> Gathered:
    """Return the facts. `consultation` carries its version, document and institution (select_related)."""
    networks, aside = networks_of(consultation)
    sekos = {each.seko.pk: each.seko for each in networks}
    comments, answered = _comments(consultation, now)
    _consolidated(consultation, comments, answered, now)
    _attach_answers(consultation, answered)
    _attach_changes(answered, now)
    places = _places(consultation)
    kind = consultation.version.document.kind if consultation.version else ""
    return Gathered(
        consultation=consultation,
        now=now,
        kind=DocumentKind.objects.filter(code=kind).first(),
        sekos=sekos,
        asked={each.seko.pk: each.asked for each in networks},
        aside=aside,
        rules=_rules(kind, consultation),
        chronicle=chronicle_of(consultation),
        places=places,
        answered=tuple(sorted(answered.values(), key=_rank)),
        not_taken=tuple(comment for comment in comments.values() if comment.fate == Fate.SET_ASIDE),
        refused_late=tuple(
            Unsent.objects.filter(consultation=consultation, late_status=LateStatus.REFUSED)
            .select_related("organisation")
            .order_by("late_requested_at", "pk")
        ),
        voices=_voices(comments.values()),
        individuals=len({each.person_id or each.pk for each in comments.values() if not each.organisation_id}),
        parts=_parts(comments, answered.values()),
    )


_SENT = (
    *("pk", "number", "organisation_id", "organisation_name", "under_network_name", "seko_id", "person_id"),
    *("words", "reason", "source"),
    *("proposed_value", "proposed_wording", "anchor", "withdrawn_at", "superseded_at", "fate"),
    *("question__order", "question__text", "question__text_en", "attachment__name", "set_aside__reason"),
)
_HANDED = (
    *("pk", "kind", "number", "seko_id", "wording", "proposed_wording", "anchor", "passage_order", "created_at"),
    *("dissented_at", "dissent_words", "position__submitted_at"),
    *("assignment__institution__name", "assignment__institution__name_en"),
)
_GIVEN = (
    *("institution__name", "institution__name_en", "disposition", "subkind__name_sr", "subkind__name_en"),
    *("detail", "reason", "will_change", "edition", "published_at"),
)


def _comments(consultation: Consultation, now: datetime) -> tuple[dict[UUID, Sent], dict[UUID, Answered]]:
    """Return every comment ever sent, in the order of the text, and those answered as points by themselves."""
    own = Point.objects.filter(live_q(now), comment=OuterRef("pk"))
    rows = with_fate(sent_in(consultation), now).annotate(is_live=Exists(own))
    columns = (*_SENT, "is_live", *(f"own_point__{name}" for name in _HANDED))
    comments: dict[UUID, Sent] = {}
    answered: dict[UUID, Answered] = {}
    for row in rows.order_by("own_point__passage_order", "number").values_list(*columns):
        comment = _sent(consultation.code, consultation.version, *row[: len(_SENT)])
        comments[comment.pk] = comment
        is_live, *handed = row[len(_SENT) :]
        if is_live:
            point = _handed(*handed)
            answered[point.pk] = Answered(point, [comment], comment)
    return comments, answered


def _sent(code: str, version: Version | None, pk: UUID, number: int, *row: Any) -> Sent:
    *before, value, wording, anchor, withdrawn_at, superseded_at, fate = row[:-5]
    order, text, text_en, attachment, set_aside = row[-5:]
    question = Asked(order, text, text_en) if order is not None else None
    proposed = proposal_words(value_in(version, value, anchor, is_named=False), wording)
    said = (proposed, anchor, withdrawn_at, superseded_at, fate, question)
    return Sent._make((pk, numbered_in(code, number), number, *before, *said, attachment or "", set_aside or ""))


def _handed(*row: Any) -> Handed:
    return Handed._make((*row[:-2], _named(*row[-2:])))


def _named(name: str | None, name_en: str | None) -> Named | None:
    return Named(name, name_en or "") if name else None


def _consolidated(
    consultation: Consultation, comments: dict[UUID, Sent], answered: dict[UUID, Answered], now: datetime
) -> None:
    """Add the points of common positions, each with its sources."""
    rows = Source.objects.filter(live_q(now, "point__"), point__consultation=consultation).order_by("comment__number")
    for comment_id, *row in rows.values_list("comment_id", *(f"point__{name}" for name in _HANDED)):
        point = _handed(*row)
        answered.setdefault(point.pk, Answered(point, [])).sources.append(comments[comment_id])


def _attach_answers(consultation: Consultation, answered: dict[UUID, Answered]) -> None:
    out = (ResponseStatus.PUBLISHED, ResponseStatus.EARLIER)
    given = Response.objects.filter(point__consultation=consultation, status__in=out).order_by("edition")
    translations = _translations(given)
    for pk, point_id, status, *row in given.values_list("pk", "point_id", "status", *_GIVEN):
        if point_id not in answered:
            continue
        name, name_en, disposition, subkind, subkind_en, *rest = row
        response = Given(Named(name, name_en), disposition, _named(subkind, subkind_en), *rest)
        response = response._replace(translations=tuple(translations[pk]))
        if response.edition == 1:
            answered[point_id].first_at = response.published_at
        if status == ResponseStatus.PUBLISHED:
            answered[point_id].response = response
    said = Reply.objects.filter(
        response__point__consultation=consultation, response__status=ResponseStatus.PUBLISHED
    ).order_by("at", "pk")
    columns = ("response__point_id", "verdict", "words", "at", "network_name", "organisation__name", "seko_id")
    for point_id, verdict, words, at, network_name, name, seko_id in said.values_list(*columns):
        if point_id in answered:
            answered[point_id].replies.append(Said(verdict, words, at, network_name or name or "", seko_id))


def _translations(given: QuerySet[Response]) -> dict[UUID, list[InOtherWords]]:
    """Return the translations of the answers in force, by answer."""
    found: dict[UUID, list[InOtherWords]] = defaultdict(list)
    rows = standing_translations(given.filter(status=ResponseStatus.PUBLISHED).order_by())
    columns = ("language", "institution__name", "institution__name_en", "written_at", "detail", "reason", "will_change")
    for pk, language, name, name_en, *words in rows.values_list("response_id", *columns):
        found[pk].append(InOtherWords(language, Named(name, name_en), *words))
    return found


def _attach_changes(answered: dict[UUID, Answered], now: datetime) -> None:
    """Add what was changed because of each comment in drafts that everybody reads."""
    for cause in causes_of(answered, ANONYMOUS, now):
        found = cause.difference
        if cause.point_id is not None:
            answered[cause.point_id].changes.append(Changed(found.new_version.number, found.before, found.after))


def _places(consultation: Consultation) -> dict[str, PlacePart]:
    if consultation.version is None:
        return {}
    rows = Passage.objects.filter(version=consultation.version).order_by("order")
    return {
        place: PlacePart(order, text, number, section)
        for place, order, text, number, section in rows.values_list("place", "order", "text", "number", "section")
    }


def _rank(each: Answered) -> tuple[int, int, int, str]:
    """Return where it stands: the whole first, then questions, then the text; within, by number."""
    question = each.sources[0].question
    return (
        each.point.passage_order,
        question.order if question and not each.point.passage_order else 0,
        each.point.number,
        str(each.point.pk),
    )


def _rules(kind: str, consultation: Consultation) -> tuple[TimeRule, ...]:
    day = local_date(consultation.opened_at or consultation.opens_at)
    rows = TimeRule.objects.filter(Q(kind__isnull=True) | Q(kind__code=kind), valid_from__lte=day)
    return tuple(rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day)).order_by("basis", "subject", "code"))


def _voices(comments: Iterable[Sent]) -> tuple[Voice, ...]:
    """Return who sent comments; what an organisation said under its network's name stands apart from what it said under
    its own, so that neither gives the other away.
    """
    names: dict[tuple[UUID, bool], str] = {}
    counts: Counter[tuple[UUID, bool]] = Counter()
    ways: dict[tuple[UUID, bool], set[int]] = defaultdict(set)
    for comment in sorted(comments, key=lambda each: each.number):
        if comment.organisation_id:
            voice = comment.organisation_id, comment.under_network_name
            names[voice] = comment.organisation_name
            counts[voice] += 1
            if comment.seko_id:
                ways[voice].add(comment.seko_id)
    found = [Voice(name, tuple(sorted(ways[voice])), counts[voice]) for voice, name in names.items()]
    return tuple(sorted(found, key=lambda voice: (-voice.count, voice.name)))


def _parts(comments: dict[UUID, Sent], answered: Iterable[Answered]) -> Parts:
    behind = {comment.pk for each in answered for comment in each.sources}
    counts: Counter[str] = Counter()
    for comment in comments.values():
        if comment.withdrawn_at:
            counts["withdrawn"] += 1
        elif comment.superseded_at:
            counts["superseded"] += 1
        elif comment.pk in behind:
            counts["live"] += 1
        else:
            counts["set_aside" if comment.fate == Fate.SET_ASIDE else "open"] += 1
    names = ("live", "set_aside", "withdrawn", "superseded", "open")
    return Parts(*(counts[name] for name in names))
