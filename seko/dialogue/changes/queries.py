"""Reading placements: what stands where in a later draft, for whoever may read both."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from seko.actors.organisations.actor import Actor
from seko.dialogue.changes.enums import PlacementStatus
from seko.dialogue.changes.models import Placement
from seko.dialogue.comments import queries as comments
from seko.dialogue.comments.models import Comment
from seko.dialogue.positions.enums import PointKind
from seko.dialogue.positions.models import Point
from seko.dialogue.positions.queries import points_visible_to
from seko.drafts.documents.carrying import bridge_to
from seko.drafts.documents.conditions import Stake
from seko.drafts.documents.enums import PassageKind
from seko.drafts.documents.model.anchors import from_json
from seko.drafts.documents.model.carrying.bridge import Part, Status
from seko.drafts.documents.models import Document, Version
from seko.drafts.documents.queries import Place, reads, uploads_to
from seko.foundation.jobs.models import Job
from seko.foundation.text.folding import fold

CARRY_JOB = "changes.carry"
STANDING = Q(comment__isnull=False, comment__withdrawn_at=None, comment__superseded_at=None)
STANDING |= Q(point__isnull=False, point__withdrawn_at=None)
PASTED = re.compile(r"(?:[?&]p=|#p-)([\w.~-]+)")
FEWEST_LETTERS = 3


def visible_to(actor: Actor, now: datetime) -> QuerySet[Placement]:
    """Return the placements of what the actor may read in versions that the actor may read."""
    things = Q(comment__in=comments.visible_to(actor, now).values("pk"))
    things |= Q(point__in=points_visible_to(actor, now).values("pk"))
    return Placement.objects.filter(things, reads(actor, now, of="version__"))


def standing(rows: QuerySet[Placement]) -> QuerySet[Placement]:
    """Return those of comments neither withdrawn nor replaced, in the order of the drafts they come from."""
    return rows.filter(STANDING).order_by("pk")


def with_things(rows: QuerySet[Placement]) -> QuerySet[Placement]:
    """Return placements with all that tells of what is placed and where it stood."""
    return rows.select_related(
        "comment__consultation__version",
        "comment__question",
        "point__consultation__version",
        "point__seko",
        "chosen_by",
    ).defer("comment__search_key")


def to_check(version: Version) -> QuerySet[Placement]:
    """Return the placements in a version that wait for a person, in the order of the draft they come from."""
    return with_things(standing(Placement.objects.filter(version=version, status=PlacementStatus.CHECK)))


def counts_in(version: Version) -> Counter[str]:
    """Return how many placements in a version have each status, whoever may read them."""
    return counts_of(standing(Placement.objects.filter(version=version)))


def counts_of(rows: QuerySet[Placement]) -> Counter[str]:
    """Return how many of some placements have each status."""
    return Counter(dict(rows.order_by().values_list("status").annotate(count=Count("pk"))))


def waiting_for(actor: Actor, now: datetime) -> dict[Version, int]:
    """Return how many comments wait for a place in each document's last draft that the actor may upload drafts to."""
    later = Version.objects.filter(document=OuterRef("version__document"), number__gt=OuterRef("version__number"))
    rows = standing(visible_to(actor, now)).filter(
        ~Exists(later), status=PlacementStatus.CHECK, version__document__in=uploads_to(actor)
    )
    counts = dict(rows.order_by().values_list("version").annotate(count=Count("pk")))
    versions = Version.objects.filter(pk__in=counts).select_related("document")
    return {version: counts[version.pk] for version in versions} if counts else {}


def commented(version: Version) -> QuerySet[Version]:
    """Return the earlier versions of the document that were consulted on, the first first."""
    rows = Version.objects.filter(document=version.document_id, number__lt=version.number, consultations__isnull=False)
    return rows.distinct().order_by("number")


def not_placed(version: Version) -> int:
    """Return how many standing comments of the earlier versions have no placement in this one."""
    placed = Placement.objects.filter(version=version, comment=OuterRef("pk"))
    rows = comments.standing(Comment.objects.filter(consultation__version__in=commented(version)))
    return rows.filter(~Exists(placed)).count()


def carrying_of(version: Version) -> Job | None:
    """Return the last asking for the placements in a version."""
    return Job.objects.filter(name=CARRY_JOB, kwargs__version=str(version.pk)).order_by("-created_at").first()


def stake_of(document: Document, parts: tuple[Part, ...]) -> Stake:
    """Return what would become of the comments of a document's drafts in a next one of these parts."""
    total = lost = asked = 0
    for old in Version.objects.filter(document=document, consultations__isnull=False).distinct():
        rows = comments.standing(Comment.objects.filter(consultation__version=old)).order_by()
        anchors = list(rows.values_list("anchor", flat=True))
        if not anchors:
            continue
        bridge = bridge_to(old, parts)
        statuses = Counter(bridge.carry(from_json(anchor)).status for anchor in anchors)
        total += len(anchors)
        lost += statuses[Status.REMOVED]
        asked += statuses[Status.CHECK]
    return Stake(total, lost, asked)


def name_of(placement: Placement) -> str:
    """Return what the address of a placement carries: the comment's number, or the consolidated comment's key."""
    if placement.comment is not None:
        return comments.number_of(placement.comment).lower()
    return str(placement.point_id)


def named(rows: QuerySet[Placement], name: str) -> Placement | None:
    """Return the placement of that name among those of one version."""
    parsed = comments.parse_number(name)
    if parsed is not None:
        found = rows.filter(comment__consultation__code=parsed[0], comment__number=parsed[1]).first()
        if found is not None:
            return found
    try:
        return rows.filter(point=UUID(name)).first()
    except ValueError:
        return None


def parts_meant(known: Mapping[str, Place], typed: str) -> list[str]:
    """Return the places that somebody means: by a section's number, a pasted address, or some of the words.

    `known` are the version's places. Words are looked for in any script, without case and accents; a table's row is
    left out where its cell holds them.
    """
    wanted = " ".join(typed.split())
    pasted = PASTED.search(wanted)
    for name in (wanted, wanted.rstrip("."), pasted[1] if pasted else ""):
        if name in known:
            return [name]
    key = fold(wanted.strip('„“”"… '))
    if len(key) < FEWEST_LETTERS:
        return []
    found = [name for name, place in known.items() if place.kind != PassageKind.TABLE_ROW and key in fold(place.text)]
    return found or [name for name, place in known.items() if key in fold(place.text)]


def consolidated(version: Version) -> QuerySet[Point]:
    """Return the consolidated comments of the consultations on a version."""
    rows = Point.objects.filter(consultation__version=version, kind=PointKind.CONSOLIDATED)
    return rows.order_by("consultation", "pk")


def placements_of(point: Point) -> dict[UUID, Placement]:
    """Return where a point stands in the later drafts, by version: its own placements, or its comment's."""
    thing = {"comment": point.comment_id} if point.comment_id else {"point": point.pk}
    return {row.version_id: row for row in Placement.objects.filter(**thing)}
