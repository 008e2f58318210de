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
from seko.dialogue.changes import permissions, queries
from seko.dialogue.changes.enums import PlacementStatus
from seko.dialogue.changes.models import Placement
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.actions import touch_document
from seko.dialogue.positions.models import Point
from seko.drafts.documents.carrying import bridge_between
from seko.drafts.documents.enums import VersionStatus
from seko.drafts.documents.model.anchors import MISSING, PASSAGE, Anchor, AnchorFault, from_json
from seko.drafts.documents.model.carrying.bridge import Bridge, Carried, Status
from seko.drafts.documents.models import Version
from seko.drafts.documents.queries import Place, places_in
from seko.foundation.core.errors import Invalid, WrongState, refuse_unless
from seko.foundation.core.typed import whole_number
from seko.foundation.jobs.actions import enqueue
from seko.foundation.jobs.models import Job
from seko.foundation.journal import actions as journal

REMOVED, OTHER = "removed", "other"
"""A person's choice that nothing is left of it; that it stands in another part of the text, which is named."""


def ask_to_carry(*, version: Version, by: Actor, now: datetime) -> None:
    """Ask for the placements in a version that was added, where earlier ones were commented on."""
    if queries.commented(version).exists():
        _ask(version, by)


def _ask(version: Version, by: Actor) -> Job:
    return enqueue(queries.CARRY_JOB, for_person=by.person.pk if by.person else None, version=str(version.pk))


def carry_again(version: Version, *, by: Actor, now: datetime) -> Job:
    """Ask once more for the placements in a version; what persons chose stays. Raises `Refused`, `WrongState`."""
    refuse_unless(permissions.may_place(by, version, now))
    with transaction.atomic():
        Version.objects.select_for_update(of=("self",)).get(pk=version.pk)
        running = queries.carrying_of(version)
        if running is not None and not running.is_final:
            raise WrongState(_("The comments are being carried already."))
        return _ask(version, by)


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
            for old in queries.commented(version)
            for placement in _placements(old, before, version, now)
            if (placement.comment_id, placement.point_id) not in chosen
        ]
        Placement.objects.bulk_create(made, batch_size=500)
        touch_document(version.document_id)
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
    for point in queries.consolidated(version):
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


def choose_place(
    placement: Placement, *, choice: str, seen: str, by: Actor, now: datetime, place: str = ""
) -> Placement:
    """Keep where a person says that it stands: a candidate by its rank (from 0), `removed`, or `other` with the words,
    the number or the name of a `place`. What was placed by the machine or by another person is corrected in the same
    way; `seen` is the stamp of the placement that the person looked at.

    Raises `Refused`, `Invalid` (no such place), `WrongState` (decided meanwhile).
    """
    with transaction.atomic():
        rows = Placement.objects.select_for_update(of=("self",)).select_related(
            "version__document", "comment__consultation__version", "point__consultation__version"
        )
        row = rows.get(pk=placement.pk)
        refuse_unless(permissions.may_place(by, row.version, now))
        if row.stamp != seen:
            raise WrongState(_("Somebody decided this meanwhile."))
        thing = row.comment or row.point
        was = from_json(thing.anchor if thing else {})
        anchor = _chosen(row, was, choice.strip(), place)
        before = row.status
        row.anchor = anchor.as_json() if anchor else {}
        old = places_in(thing.consultation.version) if thing else {}
        row.status = _status(was, old, anchor, places_in(row.version))
        row.chosen_at, row.chosen_by = now, by.person
        row.save()
        touch_document(row.version.document_id)
        journal.record(
            "placement-chosen",
            "comment" if row.comment else "point",
            thing.pk if thing else None,
            by=by,
            now=now,
            scope=row.version.document_id,
            version=str(row.version_id),
            before=before,
            status=row.status,
        )
    return row


def _chosen(row: Placement, was: Anchor, choice: str, place: str) -> Anchor | None:
    if choice == REMOVED:
        return None
    if choice == OTHER:
        name = _named(places_in(row.version), place)
        return Anchor(MISSING, after=name) if was.kind == MISSING else Anchor(PASSAGE, places=(name,))
    try:
        rank = whole_number(choice, digits=3)
        if rank is not None and rank < len(row.candidates):
            return from_json(row.candidates[rank])
    except AnchorFault:
        pass
    raise Invalid({"choice": _("Choose one of the places, or name another part of the new draft.")})


def _named(known: Mapping[str, Place], typed: str) -> str:
    """Return the one part of the text that is meant; raises `Invalid` where there is none or more than one."""
    if not typed.strip():
        raise Invalid({"place": _("Write some of the words of that part of the text, or the number of its section.")})
    meant = queries.parts_meant(known, typed)
    if not meant:
        raise Invalid({"place": _("No part of the new draft has this number or these words.")})
    if len(meant) > 1:
        raise Invalid({"place": _("More than one part of the new draft has these words: write more of them.")})
    return meant[0]


def _status(was: Anchor, old: Mapping[str, Place], anchor: Anchor | None, new: Mapping[str, Place]) -> str:
    if anchor is None:
        return PlacementStatus.REMOVED
    if len(set(anchor.passages)) > len(set(was.passages)):
        return PlacementStatus.SPLIT
    is_same = _words(was, old) == _words(anchor, new)
    return PlacementStatus.UNCHANGED if is_same else PlacementStatus.CHANGED


def _words(anchor: Anchor, places: Mapping[str, Place]) -> str:
    return anchor.quote or "\n".join(places[name].text for name in anchor.passages if name in places)
