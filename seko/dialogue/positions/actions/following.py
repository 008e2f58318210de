"""What follows from sending and withdrawing a comment, in the same transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.actions import touch_public
from seko.dialogue.positions.actions.settling import release, settle
from seko.dialogue.positions.enums import PointKind
from seko.dialogue.positions.models import Point
from seko.drafts.documents.model.anchors import from_json
from seko.drafts.documents.queries import places_of


def follow_sent(*, comment: Comment, now: datetime, **_: Any) -> None:
    """Give the sent comment its own point: live at once when direct or late, else when time makes it so."""
    kind = PointKind.NOT_CONSOLIDATED if comment.seko_id else PointKind.DIRECT
    Point.objects.create(
        consultation=comment.consultation,
        seko_id=comment.seko_id,
        comment=comment,
        kind=PointKind.LATE if comment.is_late else kind,
        number=comment.number,
        passage_order=_first_order(comment),
        created_at=now,
    )


def follow_withdrawn(*, comment: Comment, now: datetime, **_: Any) -> None:
    """Withdraw the comment's own point and take it out of the board; a point left without sources goes too."""
    row = Comment.objects.prefetch_related("sources").get(pk=comment.pk)
    lost = release([row])
    Point.objects.filter(comment=comment).update(withdrawn_at=now)
    settle(lost, now=now)
    touch_public(comment.consultation_id)


def _first_order(comment: Comment) -> int:
    """Return what `Point.passage_order` holds of the comment's place."""
    version = comment.consultation.version
    if version is None:
        return 0
    places = places_of(version.pk, version.content_hash)
    marked = [places[places[name].mark_place].order + 1 for name in from_json(comment.anchor).passages]
    return min(marked, default=0)
