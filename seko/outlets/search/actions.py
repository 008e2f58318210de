"""Keeping the index in step with what can be found. It is derived from the rest and can be made anew at any time, so
nothing here asks for a right or is journaled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet

from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.enums import PointKind
from seko.dialogue.positions.models import Point
from seko.dialogue.responses.enums import ResponseStatus
from seko.dialogue.responses.models import Response
from seko.drafts.documents.enums import PassageKind, VersionStatus
from seko.drafts.documents.models import Passage
from seko.foundation.text.stems import stem_key
from seko.outlets.search import engine
from seko.outlets.search.enums import Kind, Waits
from seko.outlets.search.models import Entry, Waiting

AT_ONCE = 500
WRITTEN_AT_ONCE = 1_000


def catch_up() -> int:
    """Take in what waits, at most 500 changes in one transaction; return how many were taken."""
    if not Waiting.objects.exists():
        return 0
    with transaction.atomic():
        rows = list(Waiting.objects.select_for_update(skip_locked=True).order_by("pk")[:AT_ONCE])
        subjects: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            subjects[row.what].add(row.subject)
        if Waits.EVERYTHING in subjects:
            _make_anew()
        else:
            for what in (Waits.CONSULTATION, Waits.VERSION, Waits.POINT, Waits.RESPONSE):
                if what in subjects:
                    TAKEN[what](subjects[what])
        Waiting.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def rebuild() -> int:
    """Make the whole index anew in one transaction, readers see the old one until then; return its entries."""
    with transaction.atomic():
        Waiting.objects.all().delete()
        _make_anew()
        return Entry.objects.count()


def _make_anew() -> None:
    Entry.objects.all().delete()
    _keep(_passages(Consultation.objects.all()))
    _keep(_comments(Comment.objects.all()))
    _keep(_points(Point.objects.all()))
    _keep(_answers(Response.objects.all()))
    engine.settle()


def _keep(entries: Iterable[Entry]) -> None:
    """Write entries; one that the database's own rule wrote meanwhile stays as it is."""
    Entry.objects.bulk_create(entries, batch_size=WRITTEN_AT_ONCE, ignore_conflicts=True)


def _passages(consultations: QuerySet[Consultation]) -> Iterator[Entry]:
    """Yield the entries of the text of published drafts; a cell's words are those of its row."""
    drafts = consultations.filter(version__status=VersionStatus.PUBLISHED).values_list("pk", "version_id")
    for consultation, version in list(drafts):
        rows = Passage.objects.filter(version_id=version).exclude(kind=PassageKind.TABLE_CELL)
        for pk, order, text in rows.values_list("pk", "order", "text"):
            terms = stem_key(text)
            if terms:
                yield Entry(kind=Kind.PASSAGE, consultation_id=consultation, passage_id=pk, place=order, terms=terms)


def _comments(comments: QuerySet[Comment]) -> Iterator[Entry]:
    outcomes = _outcomes_of_comments(_published())
    rows = comments.order_by("consultation", "number").values_list("pk", "consultation_id", "number", "search_key")
    for pk, consultation, number, terms in rows.iterator():
        yield Entry(
            kind=Kind.COMMENT,
            consultation_id=consultation,
            comment_id=pk,
            place=number,
            outcome=outcomes.get(pk, ""),
            terms=terms,
        )


def _points(points: QuerySet[Point]) -> Iterator[Entry]:
    rows = points.filter(kind=PointKind.CONSOLIDATED).order_by("consultation", "passage_order", "number")
    outcomes = _outcomes_of_points(_published().filter(point__in=points))
    fields = ("pk", "consultation_id", "passage_order", "wording", "proposed_wording")
    for pk, consultation, place, wording, proposed in rows.values_list(*fields).iterator():
        yield Entry(
            kind=Kind.POINT,
            consultation_id=consultation,
            point_id=pk,
            place=place,
            outcome=outcomes.get(pk, ""),
            terms=stem_key(f"{wording} {proposed}"),
        )


def _answers(responses: QuerySet[Response]) -> Iterator[Entry]:
    """Yield the entries of the answers in force; one being written, or replaced by a correction, has none."""
    rows = responses.filter(status=ResponseStatus.PUBLISHED).order_by("point__consultation", "point__passage_order")
    fields = ("pk", "point__consultation_id", "point__passage_order", "disposition", "reason", "will_change")
    for pk, consultation, place, outcome, reason, will_change in rows.values_list(*fields).iterator():
        yield Entry(
            kind=Kind.ANSWER,
            consultation_id=consultation,
            response_id=pk,
            place=place,
            outcome=outcome,
            terms=stem_key(f"{reason} {will_change}"),
        )


def _published() -> QuerySet[Response]:
    return Response.objects.filter(status=ResponseStatus.PUBLISHED).order_by("published_at")


def _outcomes_of_points(answers: QuerySet[Response]) -> dict[UUID, str]:
    return dict(answers.values_list("point_id", "disposition"))


def _outcomes_of_comments(answers: QuerySet[Response]) -> dict[UUID, str]:
    """Return the outcome of each comment: of its own point, else of the consolidated one it stands behind (of several
    the latest answer's).
    """
    through = answers.filter(point__sources__isnull=False).values_list("point__sources__comment", "disposition")
    own = answers.filter(point__comment__isnull=False).values_list("point__comment", "disposition")
    return dict(through) | dict(own)


def _set_outcomes(rows: QuerySet[Entry], name: str, outcomes: Mapping[UUID, str]) -> None:
    """Give the entries of things (by the `name` of their column) their outcomes."""
    by_outcome: dict[str, list[UUID]] = defaultdict(list)
    for pk, outcome in outcomes.items():
        by_outcome[outcome].append(pk)
    for outcome, pks in by_outcome.items():
        rows.filter(**{f"{name}__in": pks}).update(outcome=outcome)


def _take_consultations(subjects: Iterable[str]) -> None:
    chosen = Consultation.objects.filter(pk__in=subjects)
    stale = Entry.objects.filter(kind=Kind.PASSAGE, consultation__in=chosen)
    stale.exclude(passage__version=F("consultation__version")).delete()
    _keep(_passages(chosen))


def _take_versions(subjects: Iterable[str]) -> None:
    """A published draft is taken in with its consultations; a hidden one is taken out."""
    Entry.objects.filter(passage__version__in=list(subjects)).delete()
    _keep(_passages(Consultation.objects.filter(version__in=list(subjects))))


def _take_points(subjects: Iterable[str]) -> None:
    chosen = Point.objects.filter(pk__in=list(subjects))
    Entry.objects.filter(point__in=chosen).delete()
    _keep(_points(chosen))


def _take_responses(subjects: Iterable[str]) -> None:
    """Take in what was published, and the outcome of the points and comments that it answers. An answer in force only
    ever gives way to its correction, so none loses its outcome.
    """
    chosen = Response.objects.filter(pk__in=list(subjects))
    Entry.objects.filter(response__in=chosen).delete()
    _keep(_answers(chosen))
    out = chosen.filter(status=ResponseStatus.PUBLISHED)
    _set_outcomes(Entry.objects.all(), "point", _outcomes_of_points(out))
    comments = _outcomes_of_comments(out).keys()
    behind = Q(point__comment__in=comments) | Q(point__sources__comment__in=comments)
    every = _outcomes_of_comments(_published().filter(behind).distinct())
    _set_outcomes(Entry.objects.all(), "comment", {pk: every[pk] for pk in comments})


TAKEN: dict[str, Callable[[Iterable[str]], None]] = {
    Waits.CONSULTATION: _take_consultations,
    Waits.VERSION: _take_versions,
    Waits.POINT: _take_points,
    Waits.RESPONSE: _take_responses,
}
