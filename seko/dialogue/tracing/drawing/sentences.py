"""Why a place of a draft was changed, in one sentence."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seko.dialogue.positions.models import Point
from seko.dialogue.tracing.enums import Reason
from seko.dialogue.tracing.models import Cause


def sentence_of(causes: Iterable[Cause]) -> str:
    """Return why a place was changed: because of 3 comments from 2 areas; for which other reasons; empty for none."""
    every = list(causes)
    points = {cause.point_id: cause.point for cause in every if cause.point is not None}
    comments = {comment for point in points.values() for comment in _comments_behind(point)}
    areas = {seko for point in points.values() for seko in _areas_of(point)}
    said = []
    if comments:
        count = len(comments)
        words = ngettext("Changed because of %(count)s comment", "Changed because of %(count)s comments", count)
        words %= {"count": count}
        if areas:
            from_ = ngettext("from %(count)s area", "from %(count)s areas", len(areas)) % {"count": len(areas)}
            words = f"{words} {from_}"
        said.append(words)
    others = dict.fromkeys(cause.reason for cause in every if cause.point is None)
    if others:
        names = ", ".join(str(Reason(each).label) for each in others)
        said.append(_("Changed for other reasons: %(reasons)s") % {"reasons": names})
    return "; ".join(said)


def _comments_behind(point: Point) -> list[UUID]:
    return [point.comment_id] if point.comment_id else [source.comment_id for source in point.sources.all()]


def _areas_of(point: Point) -> list[int]:
    """Return the areas from which the comment came."""
    if point.seko_id is not None:
        return [point.seko_id]
    return [point.comment.seko_id] if point.comment is not None and point.comment.seko_id is not None else []
