"""Who may find what: the rule of each kind of entry, every one equal to the `visible_to` of the kind's own app.

What everybody reads is written here a second time, in plain SQL, because it is asked of every entry that holds a common
word: to put the apps' own conditions together takes longer than all the rest of a search. A point is public when it is
not withdrawn, is answered (so it is live), and its consultation's draft is public. What a person reads beyond that is
asked of the apps themselves, and only where the plain rule says no. A test proves both equal for every role and stage.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import connection
from django.db.models import BooleanField, Exists, OuterRef, Q
from django.db.models.expressions import RawSQL

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments import queries as comments
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations import queries as consultations
from seko.dialogue.positions.enums import PointKind
from seko.dialogue.positions.models import Point
from seko.dialogue.positions.queries import comments_read_by_state, points_visible_to
from seko.dialogue.responses.enums import ResponseStatus
from seko.dialogue.responses.queries import points_of_institution, responses_visible_to
from seko.drafts.documents.models import Passage
from seko.drafts.documents.queries import readable_by
from seko.outlets.search.enums import Kind

# An offset keeps PostgreSQL from asking about everything there is in order to answer about the few rows at hand.
_ONE = "LIMIT 1 OFFSET 0"

# ruff: noqa: S608 - no input in any of these
_RELEASED = (
    "v.status = 'published' AND EXISTS (SELECT 1 FROM documents_release r "
    "WHERE r.version_id = v.id AND r.circle = 'public' AND r.starts_at <= %s)"
)
_CONSULTATIONS = (
    "{{among}}(SELECT c.id FROM consultations_consultation c "
    "LEFT JOIN documents_version v ON v.id = c.version_id WHERE {condition}){{end}}"
)
_PUBLIC = _CONSULTATIONS.format(condition=f"({_RELEASED}) OR (c.version_id IS NULL AND c.audience = 'public')")
_PUBLIC_TEXT = _CONSULTATIONS.format(
    condition="(c.status NOT IN ('prepared', 'cancelled') OR (c.status = 'cancelled' AND c.opened_at IS NOT NULL)) "
    f"AND {_RELEASED}"
)
_IN_DRAFT = (
    "EXISTS (SELECT 1 FROM documents_passage q JOIN consultations_consultation k ON k.version_id = q.version_id "
    f"WHERE q.id = search_entry.passage_id AND k.id = search_entry.consultation_id {_ONE})"
)
_ANSWERED = (
    "p.withdrawn_at IS NULL AND EXISTS "
    f"(SELECT 1 FROM responses_response a WHERE a.point_id = p.id AND a.status = 'published' {_ONE})"
)
_COMMENT = (
    "search_entry.outcome <> '' AND EXISTS (SELECT 1 FROM comments_comment m WHERE m.id = search_entry.comment_id "
    "AND m.withdrawn_at IS NULL AND m.superseded_at IS NULL AND ("
    f"EXISTS (SELECT 1 FROM positions_point p WHERE p.comment_id = m.id AND {_ANSWERED} {_ONE}) OR "
    "EXISTS (SELECT 1 FROM positions_source s JOIN positions_point p ON p.id = s.point_id "
    f"WHERE s.comment_id = m.id AND {_ANSWERED} {_ONE})) {_ONE})"
)
_POINT = (
    "EXISTS (SELECT 1 FROM positions_point p WHERE p.id = search_entry.point_id "
    f"AND p.kind = 'consolidated' AND {_ANSWERED} {_ONE})"
)
_ANSWER = (
    "EXISTS (SELECT 1 FROM responses_response a JOIN positions_point p ON p.id = a.point_id "
    f"WHERE a.id = search_entry.response_id AND a.status = 'published' AND p.withdrawn_at IS NULL {_ONE})"
)
PUBLIC: dict[str, str] = {
    Kind.PASSAGE: f"{_PUBLIC_TEXT} AND {_IN_DRAFT}",
    Kind.COMMENT: f"{_PUBLIC} AND {_COMMENT}",
    Kind.POINT: f"{_PUBLIC} AND {_POINT}",
    Kind.ANSWER: f"{_PUBLIC} AND {_ANSWER}",
}


# PostgreSQL is to make the list of consultations once and look every entry up in it, not to join it with the entries.
AMONG = {
    "sqlite": {"among": "search_entry.consultation_id IN ", "end": ""},
    "postgresql": {"among": "(search_entry.consultation_id = ANY (ARRAY", "end": ")) IS TRUE"},
}


def may_find(kind: str, actor: Actor, now: datetime) -> Q:
    """Return the condition of the entries of that kind which the actor may find now."""
    moment = connection.ops.adapt_datetimefield_value(now)
    rule = PUBLIC[kind].format(**AMONG[connection.vendor])
    everybody = Q(RawSQL(f"({rule})", [moment], output_field=BooleanField()))  # noqa: S611 - no input in it
    return everybody if actor.person is None else everybody | _MORE[kind](actor, now)


def _passages(actor: Actor, now: datetime) -> Q:
    drafts = consultations.visible_to(actor, now).filter(version__in=readable_by(actor, now).values("pk"))
    in_draft = Passage.objects.filter(pk=OuterRef("passage"), version__consultations=OuterRef("consultation"))
    return Q(Exists(in_draft), consultation__in=drafts.values("pk"))


def _comments(actor: Actor, now: datetime) -> Q:
    """Return the condition of standing comments of the own side, handed in to the ministry, assigned to an officer."""
    condition = comments.own_side(actor)
    by_state = comments_read_by_state(actor, now)
    if by_state is not None:
        condition |= by_state
    assigned = points_of_institution(actor, now)
    if assigned is not None:
        points = Point.objects.filter(assigned)
        condition |= Q(Exists(points.filter(comment=OuterRef("pk"))))
        condition |= Q(Exists(points.filter(sources__comment=OuterRef("pk"))))
    standing = comments.standing(Comment.objects.filter(pk=OuterRef("comment")))
    return Q(Exists(standing.filter(condition)))


def _points(actor: Actor, now: datetime) -> Q:
    points = points_visible_to(actor, now).filter(kind=PointKind.CONSOLIDATED, withdrawn_at__isnull=True)
    return Q(Exists(points.filter(pk=OuterRef("point"))))


def _answers(actor: Actor, now: datetime) -> Q:
    answers = responses_visible_to(actor, now).filter(status=ResponseStatus.PUBLISHED)
    return Q(Exists(answers.filter(pk=OuterRef("response"))))


_MORE: dict[str, Callable[[Actor, datetime], Q]] = {
    Kind.PASSAGE: _passages,
    Kind.COMMENT: _comments,
    Kind.POINT: _points,
    Kind.ANSWER: _answers,
}
