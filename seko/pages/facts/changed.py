"""What somebody's comments changed: each change with the numbers of these comments, the words before and after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db.models import QuerySet
from django.urls import reverse

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.models import Comment
from seko.dialogue.comments.queries import number_of, own
from seko.dialogue.positions.queries import source_comments
from seko.dialogue.tracing.drawing.shown import ShownDifference, difference_shown
from seko.dialogue.tracing.models import Cause
from seko.dialogue.tracing.queries import causes_by
from seko.foundation.design.parts import Link

MOST_READ = 200


@dataclass(frozen=True, slots=True)
class Changed:
    """A change and the own comments behind it."""

    shown: ShownDifference
    comments: tuple[Link, ...]


def changed_by_own(actor: Actor, now: datetime, *, since: datetime | None = None, most: int) -> tuple[Changed, ...]:
    """Return what the comments of the actor's organisation, or the person's own, changed, the newest first; one card
    for a place, whichever number of comments is behind it.
    """
    if actor.person is None:
        return ()
    mine = Comment.objects.filter(own(actor))
    rows = causes_by(mine, actor, now)
    found: dict[int, list[Cause]] = {}
    for cause in (rows.filter(at__gte=since) if since else rows)[:MOST_READ]:
        found.setdefault(cause.difference_id, []).append(cause)
    causes = list(islice(found.values(), most))
    known = _known(mine, causes) if causes else set()
    return tuple(_changed(each, known) for each in causes)


def _known(mine: QuerySet[Comment], causes: list[list[Cause]]) -> set[object]:
    behind = {comment.pk for each in causes for cause in each for comment in _behind(cause)}
    return set(mine.filter(pk__in=behind).values_list("pk", flat=True))


def _behind(cause: Cause) -> list[Comment]:
    return source_comments(cause.point) if cause.point is not None else []


def _changed(causes: list[Cause], known: set[object]) -> Changed:
    comments = {each.pk: each for cause in causes for each in _behind(cause) if each.pk in known}
    links = (Link(number_of(each), reverse("comment", args=[number_of(each)])) for each in comments.values())
    return Changed(difference_shown(causes[0].difference), tuple(links))
