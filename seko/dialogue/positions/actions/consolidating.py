"""What a lead decides of its network's comments: take over, merge, reword, leave out, and each of it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.models import Comment
from seko.dialogue.positions import permissions
from seko.dialogue.positions.actions.opening import OpenBoard, comments_on, open_board, point_on, seko_of
from seko.dialogue.positions.actions.settling import absorb, relate, release, reopen, settle
from seko.dialogue.positions.enums import PointKind, Relation
from seko.dialogue.positions.models import Point, SetAside, Source
from seko.dialogue.positions.queries import proposal_of
from seko.foundation.core.errors import Conflict, Invalid, NotThere, WrongState, possible_unless_refused
from seko.foundation.core.typed import read_text
from seko.foundation.journal import actions as journal
from seko.foundation.journal.chain import digest


def carry(comments: Sequence[Comment], *, by: Actor, now: datetime) -> list[Point]:
    """Take each comment over in its own words: one point a comment, in the order of the text.

    One left out before is taken in; one already in the position raises `WrongState`. Also raises `Refused`, `Invalid`
    (none chosen), `NotThere` (another board's).
    """
    consultation, seko_id = seko_of(comments)
    with open_board(consultation, seko_id, by=by, now=now) as board:
        rows = comments_on(board, comments)
        if any(row.sources.all() for row in rows):
            raise WrongState(_("A comment is already in the common position; look at the list again."))
        release(rows)
        points = _new_points(board, [(row.words, proposal_of(row)) for row in rows], now)
        Source.objects.bulk_create(
            Source(point=point, comment=row, relation=Relation.CARRIED, at=now)
            for row, point in zip(rows, points, strict=True)
        )
        absorb(rows, now=now)
        settle([point.pk for point in points], now=now)
        facts = {row.pk: {"point": str(point.pk)} for row, point in zip(rows, points, strict=True)}
        _record("comment-carried", facts, board, by, now)
    return points


def merge(
    comments: Sequence[Comment],
    *,
    wording: str = "",
    proposed_wording: str | None = None,
    into: Point | None = None,
    by: Actor,
    now: datetime,
) -> Point:
    """Merge the comments into one point and return it: a new one, or `into`, which keeps its number.

    A new point needs two comments and takes the first one's words where `wording` is empty; `into` keeps its wording
    then, and is agreed anew where it changes. Comments that were elsewhere are moved; a point left empty is withdrawn,
    so that two who merge each other's cannot make a circle (reliability.md C7 79). Raises as `carry`.
    """
    consultation, seko_id = seko_of(comments)
    new_wording = read_text(wording, "wording")
    new_proposal = None if proposed_wording is None else read_text(proposed_wording, "proposed_wording")
    if into is None and len({comment.pk for comment in comments}) < 2:
        raise Invalid({"comments": _("Choose at least two comments.")})
    with open_board(consultation, seko_id, by=by, now=now) as board:
        rows = comments_on(board, comments)
        if into is None:
            first = new_wording or rows[0].words, proposal_of(rows[0]) if new_proposal is None else new_proposal
            point = _new_points(board, [first], now)[0]
        else:
            point = point_on(board, into)
            _change_wording(point, new_wording or point.wording, new_proposal, now=now)
        _join(point, rows, now=now)
        _record("comment-merged", {row.pk: {"point": str(point.pk)} for row in rows}, board, by, now)
        point.refresh_from_db()
    return point


def _join(point: Point, rows: list[Comment], *, now: datetime) -> None:
    """Make the comments sources of the point and of no other, and bring every point touched in line."""
    lost = release(rows, keep=point)
    there = {row.pk for row in rows for source in row.sources.all() if source.point_id == point.pk}
    Source.objects.bulk_create(
        Source(point=point, comment=row, relation=Relation.MERGED, at=now) for row in rows if row.pk not in there
    )
    absorb(rows, now=now)
    settle({point.pk, *lost}, now=now)


def reword(
    point: Point,
    *,
    wording: str,
    proposed_wording: str = "",
    revision: int | None = None,
    by: Actor,
    now: datetime,
) -> Point:
    """Give the point another wording: its sources count as reworded unless it is the own words of one of them, and
    partners are asked anew.

    `revision` is the one the page showed: where another wrote meanwhile, `Conflict` carries both texts. The same words
    again change nothing. Raises `Refused`, `WrongState`, `Invalid`, `NotThere`.
    """
    new_wording = read_text(wording, "wording", required=_("Write the wording."))
    new_proposal = read_text(proposed_wording, "proposed_wording")
    with open_board(point.consultation, _seko_id(point), by=by, now=now) as board:
        row = point_on(board, point)
        if (row.wording, row.proposed_wording) == (new_wording, new_proposal):
            return row
        if revision is not None and revision != row.revision:
            yours = {"wording": new_wording, "proposed_wording": new_proposal}
            raise Conflict(_("Another text was saved meanwhile. Both are here."), theirs=row, yours=yours)
        _change_wording(row, new_wording, new_proposal, now=now)
        relate({row: list(row.sources.select_related("comment"))})
        journal.record(
            "point-reworded",
            "point",
            row.pk,
            by=by,
            now=now,
            scope=row.consultation_id,
            revision=row.revision,
            digest=digest([row.wording, row.proposed_wording]),
        )
    return row


def _change_wording(point: Point, wording: str, proposed_wording: str | None, *, now: datetime) -> None:
    proposal = point.proposed_wording if proposed_wording is None else proposed_wording
    if (point.wording, point.proposed_wording) == (wording, proposal):
        return
    possible_unless_refused(permissions.may_leave([point], now))
    point.wording, point.proposed_wording = wording, proposal
    point.revision += 1
    point.save(update_fields=["wording", "proposed_wording", "revision"])


def set_aside(comments: Sequence[Comment], *, reason: str, by: Actor, now: datetime) -> list[SetAside]:
    """Leave the comments out of the position, with one reason that their authors read and may dissent from.

    Raises `Refused`, `WrongState`, `Invalid` (no reason), `NotThere`.
    """
    consultation, seko_id = seko_of(comments)
    given = read_text(reason, "reason", required=_("Give the reason."))
    with open_board(consultation, seko_id, by=by, now=now) as board:
        rows = comments_on(board, comments)
        lost = release(rows)
        left_out = SetAside.objects.bulk_create(
            SetAside(comment=row, position=board.position, reason=given, at=now, by=by.person) for row in rows
        )
        absorb(rows, now=now)
        settle(lost, now=now)
        _record("comment-set-aside", {row.pk: {"reason": digest(given)} for row in rows}, board, by, now)
    return left_out


def undo(comments: Sequence[Comment], *, by: Actor, now: datetime) -> list[Comment]:
    """Take back what was decided of the comments: they await the lead again, while the position is in work.

    Raises `Refused`, `WrongState` (nothing was decided of one of them), `NotThere`.
    """
    consultation, seko_id = seko_of(comments)
    with open_board(consultation, seko_id, by=by, now=now) as board:
        rows = comments_on(board, comments)
        if not all(row.own_point.is_absorbed for row in rows):
            raise WrongState(_("Nothing was decided yet of one of these comments."))
        lost = release(rows)
        reopen(rows)
        settle(lost, now=now)
        _record("decision-undone", {row.pk: {} for row in rows}, board, by, now)
    return rows


def withdraw_point(point: Point, *, by: Actor, now: datetime) -> list[Comment]:
    """Dissolve a consolidated point; its comments await the lead again and are returned.

    Raises `Refused`, `WrongState`, `NotThere`.
    """
    with open_board(point.consultation, _seko_id(point), by=by, now=now) as board:
        row = point_on(board, point)
        comments = list(Comment.objects.filter(sources__point=row).order_by("number"))
        Source.objects.filter(point=row).delete()
        reopen(comments)
        settle([row.pk], now=now)
        _record("decision-undone", {comment.pk: {"point": str(row.pk)} for comment in comments}, board, by, now)
        journal.record("point-withdrawn", "point", row.pk, by=by, now=now, scope=row.consultation_id)
    return comments


def _seko_id(point: Point) -> int:
    if point.kind != PointKind.CONSOLIDATED or point.seko_id is None:
        raise NotThere
    return point.seko_id


def _new_points(board: OpenBoard, wordings: Sequence[tuple[str, str]], now: datetime) -> list[Point]:
    """Create consolidated points with the next numbers of the position; numbers are never used twice."""
    position = board.position
    points = [
        Point(
            consultation=board.consultation,
            position=position,
            seko_id=position.seko_id,
            kind=PointKind.CONSOLIDATED,
            number=number,
            wording=wording,
            proposed_wording=proposed_wording,
            created_at=now,
        )
        for number, (wording, proposed_wording) in enumerate(wordings, start=position.last_number + 1)
    ]
    position.last_number += len(points)
    position.save(update_fields=["last_number"])
    return Point.objects.bulk_create(points)


def _record(kind: str, facts: Mapping[Any, Mapping[str, Any]], board: OpenBoard, by: Actor, now: datetime) -> None:
    journal.record_each(kind, "comment", facts, by=by, now=now, scope=board.consultation.pk)
