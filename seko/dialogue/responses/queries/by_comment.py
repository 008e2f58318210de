"""The published answers behind comments, for a list of all of them: by the comments' numbers, in a few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q

from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.queries import live_q
from seko.dialogue.responses.enums import ResponseStatus
from seko.dialogue.responses.models import Response
from seko.dialogue.responses.queries.debts import open_points
from seko.foundation.core.languages import ENGLISH, current

OF_ANSWER = (
    *("disposition", "reason", "will_change", "institution__name", "institution__name_en", "published_at"),
    *("point__number", "point__seko_id"),
)


class Answer(NamedTuple):
    """A published answer to a point behind which a comment stands; `number` and `seko_id` are those of a point of a
    common position, 0 where the comment itself is answered.
    """

    disposition: str
    reason: str
    will_change: str
    institution: str
    published_at: datetime
    number: int = 0
    seko_id: int = 0


def answers_by_comment(consultation: Consultation, actor: Actor, now: datetime) -> Mapping[int, Sequence[Answer]]:
    """Return the published answers by the comments' numbers: to points handed in (for a consortium its own board's
    too) behind which a comment stands, then to its own point. Numbers are read faster than identifiers.
    """
    out = live_q(now, "point__")
    if actor.is_civil:
        out |= Q(point__seko_id__in=actor.sekos("lead", "partner"))
    published = Response.objects.filter(point__consultation=consultation, status=ResponseStatus.PUBLISHED).order_by()
    sources, own = "point__sources__comment__number", "point__comment__number"
    # One condition of the source: two of them would give each answer once for every other comment behind its point.
    through = published.filter(out, point__withdrawn_at__isnull=True, **{f"{sources}__isnull": False})
    alone = published.filter(**{f"{own}__isnull": False})
    found: dict[int, list[Answer]] = defaultdict(list)
    is_english = current() == ENGLISH
    for rows, comment in ((through, sources), (alone, own)):
        read: Iterable[tuple[Any, ...]] = rows.values_list(comment, *OF_ANSWER)
        for of, disposition, reason, will_change, name, english, published_at, number, seko in read:
            institution = english if is_english and english else name
            place = (0, 0) if comment == own else (number, seko or 0)
            found[of].append(Answer(disposition, reason, will_change, institution, published_at, *place))
    return found


def owed_comments(consultation: Consultation, now: datetime) -> frozenset[int]:
    """Return the numbers of the comments behind live points that have no published answer."""
    points = open_points(now, consultation).order_by()
    own = points.filter(comment__isnull=False).values_list("comment__number", flat=True)
    through = points.filter(sources__isnull=False).values_list("sources__comment__number", flat=True)
    return frozenset(own.union(through))
