"""Reading returned files: who may see one is written here, once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from seko.actors.organisations.actor import Actor
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
    side = {"organisation": found.organisation} if found.organisation_id else {"person": found.person}
    return rows.filter(**side).exclude(pk=found.pk).first()


WAITING = Q(choice=Choice.TAKE, anchor__isnull=True)


def counts_of(found: ReturnedFile) -> dict[str, int]:
    """Return how many things were found, and how many are taken, added to another, left out, wait for a place."""
    rows = ReturnedItem.objects.filter(file=found)
    return rows.aggregate(
        found=Count("pk"),
        taken=Count("pk", filter=Q(choice=Choice.TAKE, anchor__isnull=False)),
        joined=Count("pk", filter=Q(choice=Choice.JOIN)),
        left=Count("pk", filter=Q(choice=Choice.LEAVE)),
        waiting=Count("pk", filter=WAITING),
    )


def consulted_of(version: Version, consultation_code: str) -> Consulted:
    """Return the version as the reader of returned files wants it."""
    orders = tuple(passages_of(version).values_list("place", "order"))
    return Consulted(parts_of(version.pk), orders, version.content_hash, consultation_code)


def known_places(identities: list[UUID], side: Q) -> dict[UUID, str]:
    """Return the words of what was kept before under these identities."""
    rows = ReturnedItem.objects.filter(side, identity__in=identities, unsent_id__isnull=False)
    return dict(rows.values_list("identity", "words"))
