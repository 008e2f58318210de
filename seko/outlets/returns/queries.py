"""Reading returned files: who may see one is written here, once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.enums import LateStatus
from seko.dialogue.comments.models import Comment, Unsent
from seko.dialogue.comments.queries import numbered_in
from seko.drafts.documents.carrying import parts_of
from seko.drafts.documents.model.returning.returned import Consulted
from seko.drafts.documents.models import Version
from seko.drafts.documents.queries import passages_of
from seko.outlets.returns.enums import Choice, ReturnStatus
from seko.outlets.returns.models import ReturnedFile, ReturnedItem


def visible_to(actor: Actor, now: datetime) -> QuerySet[ReturnedFile]:
    """Return the files of the actor's organisation, or of the person where there is none, as unsent comments are."""
    if actor.person is None:
        return ReturnedFile.objects.none()
    if actor.is_civil:
        return ReturnedFile.objects.filter(organisation=actor.organisation)
    return ReturnedFile.objects.filter(person=actor.person, organisation__isnull=True)


def returned_before(found: ReturnedFile) -> ReturnedFile | None:
    """Return the same file of the same side that still waits for a decision, if it was sent before."""
    rows = ReturnedFile.objects.filter(
        consultation=found.consultation, sha256=found.sha256, status__in=(ReturnStatus.READING, ReturnStatus.READ)
    )
    if found.organisation_id:
        rows = rows.filter(organisation=found.organisation)
    else:
        rows = rows.filter(person=found.person, organisation__isnull=True)
    return rows.exclude(pk=found.pk).first()


WAITING = Q(choice=Choice.TAKE, anchor__isnull=True)
TAKEN = Q(choice=Choice.TAKE, anchor__isnull=False)
# A reply that goes with what it answers; where that is left out, so is the reply.
JOINED = Q(choice=Choice.JOIN, is_followed=True)
LEFT = Q(choice=Choice.LEAVE) | Q(choice=Choice.JOIN, is_followed=False)


def items_of(found: ReturnedFile) -> QuerySet[ReturnedItem]:
    """Return the things of a file in its order; `is_followed` says whether what a reply answers is taken."""
    answered = ReturnedItem.objects.filter(file=found, number=OuterRef("thread"), choice=Choice.TAKE)
    return ReturnedItem.objects.filter(file=found).annotate(is_followed=Exists(answered)).order_by("number")


def counts_of(found: ReturnedFile) -> dict[str, int]:
    """Return how many things were found, and how many are taken, added to another, left out, wait for a place."""
    return items_of(found).aggregate(
        found=Count("pk"),
        taken=Count("pk", filter=TAKEN),
        joined=Count("pk", filter=JOINED),
        left=Count("pk", filter=LEFT),
        waiting=Count("pk", filter=WAITING),
    )


def unsent_of(found: ReturnedFile) -> QuerySet[Unsent]:
    """Return what came in by a file and is unsent, in the order of the file; what asks for late sending apart."""
    became = ReturnedItem.objects.filter(file=found, unsent_id=OuterRef("pk")).order_by("number")
    rows = Unsent.objects.filter(consultation=found.consultation, late_status=LateStatus.NONE)
    return (
        rows.annotate(in_file=Subquery(became.values("number")[:1])).filter(in_file__isnull=False).order_by("in_file")
    )


def earlier_of(items: Iterable[ReturnedItem]) -> dict[UUID | None, Unsent]:
    """Return the unsent comments that earlier states of rows became, by their keys."""
    keys = [item.replaces for item in items if item.replaces is not None]
    return dict(Unsent.objects.in_bulk(keys)) if keys else {}


def numbers_of(found: ReturnedFile) -> dict[UUID, str]:
    """Return the numbers of the comments that were sent of a file, by what they were unsent."""
    keys = ReturnedItem.objects.filter(file=found, unsent_id__isnull=False).values("unsent_id")
    rows = Comment.objects.filter(consultation=found.consultation, unsent_id__in=keys)
    return {
        unsent: numbered_in(found.consultation.code, number)
        for unsent, number in rows.values_list("unsent_id", "number")
        if unsent is not None
    }


def consulted_of(version: Version, consultation_code: str) -> Consulted:
    """Return the version as the reader of returned files wants it."""
    orders = tuple(passages_of(version).values_list("place", "order"))
    return Consulted(parts_of(version.pk), orders, version.content_hash, consultation_code)
