"""Which points live: what the ministry has to answer (design.md section 2)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from seko.actors.mechanism.models import Seko
from seko.dialogue.comments.models import Comment
from seko.dialogue.comments.queries import number_of, value_words
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.conditions import being_answered
from seko.dialogue.positions.enums import PointKind, PositionStatus
from seko.dialogue.positions.models import Point, Position
from seko.foundation.core.languages import in_form
from seko.foundation.text.folding import fold

AT_ONCE = (PointKind.DIRECT, PointKind.LATE, PointKind.DISSENT)


def live_q(now: datetime, prefix: str = "") -> Q:
    """Return the condition of live points; `prefix` leads from another model to the point (`point__`).

    Direct, late and dissenting ones live at once; a consolidated one from the position's submission or the leads'
    deadline; an undecided comment's own from that deadline. Time alone does it, no job (reliability.md N8). What is
    being answered stays live also where a passed deadline is opened again.
    """

    def each(**conditions: object) -> Q:
        return Q(**{f"{prefix}{name}": value for name, value in conditions.items()})

    passed = each(consultation__leads_deadline_at__lt=now)
    consolidated = each(kind=PointKind.CONSOLIDATED) & (each(position__status=PositionStatus.SUBMITTED) | passed)
    undecided = each(kind=PointKind.NOT_CONSOLIDATED, is_absorbed=False) & passed
    begun: Q = being_answered.ask(prefix)
    return each(withdrawn_at__isnull=True) & (each(kind__in=AT_ONCE) | consolidated | undecided | begun)


def live(now: datetime) -> QuerySet[Point]:
    """Return the live points, whoever may read them: for counting, the gate, the report."""
    return Point.objects.filter(live_q(now))


def position_of(consultation: Consultation, seko: Seko | int) -> Position | None:
    """Return the SEKO's position in the consultation, or None while nothing was decided yet."""
    seko_id = seko.pk if isinstance(seko, Seko) else seko
    return Position.objects.filter(consultation=consultation, seko_id=seko_id).select_related("seko").first()


def source_comments(point: Point) -> list[Comment]:
    """Return the comments behind the point: its own, or its sources' in the order of their numbers."""
    if point.comment is not None:
        return [point.comment]
    return sorted((source.comment for source in point.sources.all()), key=lambda comment: comment.number)


def words_of(point: Point) -> str:
    """Return the words that are answered: a consolidated comment's own wording, else its comment's words."""
    return point.comment.words if point.comment is not None else point.wording


def proposal_of(comment: Comment) -> str:
    """Return what the comment proposes: a value with its unit and year, a wording, or both, each on its own lines."""
    return proposal_words(value_words(comment.proposed_value), comment.proposed_wording)


def proposal_words(value: str, wording: str) -> str:
    """Return `proposal_of` a comment that was not read as one; the value is in words."""
    return "\n".join(filter(None, (value, wording)))


def speaks_for(point: Point, comment: Comment) -> bool:
    """Return whether the consolidated point has the comment's own words and proposal, whatever the script, the case
    or missing diacritics: where it has not, the author may dissent.
    """
    own = (comment.words, proposal_of(comment))
    return own == (said := (point.wording, point.proposed_wording)) or tuple(map(fold, own)) == tuple(map(fold, said))


def is_in_other_words(comment: Comment) -> bool:
    """Return whether the lead took the comment in, but in other words than its own; it reads `sources` with their
    points.
    """
    return any(not speaks_for(source.point, comment) for source in comment.sources.all())


def label_of(point: Point) -> str:
    """Return how people call it: the comment's permanent number, or the number in the SEKO's common position."""
    if point.comment is not None:
        return number_of(point.comment)
    return numbered(point.number, in_form(point.seko, "name"))


def numbered(number: int, seko: str) -> str:
    """Return a number of a common position with the name of its SEKO, in the active language."""
    return _("No. %(number)s, %(seko)s") % {"number": number, "seko": seko}
