"""Everything that changes placements: carrying to a new draft, a person's choice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.actor import Actor
from seko.dialogue.changes import permissions
from seko.dialogue.changes.enums import PlacementStatus
from seko.dialogue.changes.models import Placement
from seko.dialogue.comments.models import Comment
from seko.dialogue.positions.enums import PointKind
from seko.dialogue.positions.models import Point
from seko.drafts.documents.carrying import bridge_between
from seko.drafts.documents.enums import VersionStatus
from seko.drafts.documents.model.anchors import PASSAGE, Anchor, AnchorFault, from_json
from seko.drafts.documents.model.carrying.bridge import Bridge, Carried, Status
from seko.drafts.documents.models import Version
from seko.drafts.documents.queries import places_in
from seko.foundation.core.errors import Invalid, WrongState, refuse_unless
from seko.foundation.core.typed import whole_number
from seko.foundation.jobs.actions import enqueue
from seko.foundation.journal import actions as journal

CARRY_JOB = "changes.carry"
REMOVED = "removed"
"""A person's choice that nothing is left of it."""


def ask_to_carry(*, version: Version, by: Actor, now: datetime) -> None:
    """Ask for the placements in a version that was added, where earlier ones were commented on."""
    if any(_commented(version)):
        enqueue(CARRY_JOB, for_person=by.person.pk if by.person else None, version=str(version.pk))


def _commented(version: Version) -> Iterator[Version]:
    """Yield the earlier versions of the document that were consulted on, the first first."""
    rows = Version.objects.filter(document=version.document_id, number__lt=version.number, consultations__isnull=False)
    yield from rows.distinct().order_by("number")


@dataclass(frozen=True, slots=True)
class _Thing:
    """A comment, or a consolidated comment, and what it is tied to."""

    anchor: dict[str, Any]
    comment: Comment | None = None
    point: Point | None = None

    @property
    def key(self) -> tuple[Any, Any]:
        return (self.comment.pk if self.comment else None, self.point.pk if self.point else None)


def carry_to(version: Version, *, now: datetime) -> int:
    """Place every comment and consolidated comment of the earlier versions in this one; return how many.

    Each is carried from the version it was sent to and, step by step, from its placement in the last published one;
    where the two disagree a person is asked. What a person chose stays.
    """
    before = _last_published(version)
    with transaction.atomic():
        Version.objects.select_for_update(of=("self",)).get(pk=version.pk)
        Placement.objects.filter(version=version, chosen_at=None).delete()
        chosen = set(Placement.objects.filter(version=version).values_list("comment_id", "point_id"))
        made = [
            placement
            for old in _commented(version)
            for placement in _placements(old, before, version, now)
            if (placement.comment_id, placement.point_id) not in chosen
        ]
        Placement.objects.bulk_create(made, batch_size=500)
        counts = Counter(placement.status for placement in made)
        journal.record(
            "comments-carried", "version", version.pk, by=None, now=now, scope=version.document_id, counts=dict(counts)
        )
    return len(made)


def _last_published(version: Version) -> Version | None:
    shown = (VersionStatus.PUBLISHED, VersionStatus.HIDDEN)
    rows = Version.objects.filter(document=version.document_id, number__lt=version.number, status__in=shown)
    return rows.order_by("-number").first()


def _placements(old: Version, before: Version | None, new: Version, now: datetime) -> Iterator[Placement]:
    """Yield the placements in the new version of what was said of an old one."""
    direct = bridge_between(old, new)
    step = bridge_between(before, new) if before is not None and before.pk != old.pk else None
    known = _placed_in(before) if step is not None and before is not None else {}
    for thing in _things(old):
        carried = direct.carry(from_json(thing.anchor))
        if step is not None and thing.key in known:
            carried = _agreed(carried, step, known[thing.key])
        yield _placement(thing, carried, new, now)


def _things(version: Version) -> Iterator[_Thing]:
    for comment in Comment.objects.filter(consultation__version=version).order_by("consultation", "number"):
        yield _Thing(comment.anchor, comment=comment)
    points = Point.objects.filter(consultation__version=version, kind=PointKind.CONSOLIDATED)
    for point in points.order_by("consultation", "pk"):
        yield _Thing(point.anchor, point=point)


def _placed_in(version: Version) -> Mapping[tuple[Any, Any], Placement]:
    return {(row.comment_id, row.point_id): row for row in Placement.objects.filter(version=version)}


def _agreed(direct: Carried, step: Bridge, earlier: Placement) -> Carried:
    """Return the placement on which the way from the first draft and the way by the last one agree; else a question."""
    if not earlier.anchor:
        # It was gone from the last draft: words put back come home by the way from the first one.
        return direct
    stepped = step.carry(from_json(earlier.anchor))
    if earlier.chosen_at is not None:
        return stepped
    if stepped.anchor == direct.anchor:
        return direct
    candidates = tuple(dict.fromkeys(each for each in (direct.anchor, stepped.anchor) if each is not None))
    return Carried(Status.CHECK, direct.anchor, min(direct.confidence, stepped.confidence), direct.heading, candidates)


def _placement(thing: _Thing, carried: Carried, version: Version, now: datetime) -> Placement:
    return Placement(
        version=version,
        comment=thing.comment,
        point=thing.point,
        status=carried.status.value,
        anchor=carried.anchor.as_json() if carried.anchor else {},
        candidates=[each.as_json() for each in carried.candidates],
        heading=carried.heading,
        confidence=round(carried.confidence, 4),
        made_at=now,
    )


def choose_place(placement: Placement, *, choice: str, by: Actor, now: datetime) -> Placement:
    """Keep where a person says that it stands: a candidate by its rank (from 0), `removed`, or a passage's name.

    Raises `Refused`, `Invalid` (no such place), `WrongState` (decided meanwhile).
    """
    with transaction.atomic():
        rows = Placement.objects.select_for_update(of=("self",)).select_related("version__document", "comment", "point")
        row = rows.get(pk=placement.pk)
        refuse_unless(permissions.may_place(by, row.version, now))
        if row.status != PlacementStatus.CHECK:
            raise WrongState(_("Somebody decided this meanwhile."))
        anchor = _chosen(row, choice.strip())
        row.anchor = anchor.as_json() if anchor else {}
        row.status = _status(row, anchor)
        row.candidates, row.chosen_at, row.chosen_by = [], now, by.person
        row.save()
        thing = row.comment or row.point
        journal.record(
            "placement-chosen",
            "comment" if row.comment else "point",
            thing.pk if thing else None,
            by=by,
            now=now,
            scope=row.version.document_id,
            version=str(row.version_id),
            status=row.status,
        )
    return row


def _chosen(row: Placement, choice: str) -> Anchor | None:
    if choice == REMOVED:
        return None
    try:
        rank = whole_number(choice, digits=3)
        if rank is not None and rank < len(row.candidates):
            return from_json(row.candidates[rank])
    except AnchorFault:
        pass
    if choice in places_in(row.version):
        return Anchor(PASSAGE, places=(choice,))
    raise Invalid({"choice": _("Choose one of the places, or give the name of a passage of the new draft.")})


def _status(row: Placement, anchor: Anchor | None) -> str:
    if anchor is None:
        return PlacementStatus.REMOVED
    thing = row.comment or row.point
    was = from_json(thing.anchor).quote if thing else ""
    if len(set(anchor.passages)) > 1:
        return PlacementStatus.SPLIT
    return PlacementStatus.UNCHANGED if was and anchor.quote == was else PlacementStatus.CHANGED
