"""Reading documents: who may read a version is written here, once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from seko.actors.mechanism.models import Seko
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.drafts.documents.enums import Circle, ImportStatus, PassageKind, VersionStatus
from seko.drafts.documents.model.kinds import LogframeColumn
from seko.drafts.documents.models import Document, Import, Passage, Release, Version


def released_to(actor: Actor, now: datetime) -> Q:
    """Return the condition on `Release` rows that let the actor read at `now`.

    A wider circle includes the narrower ones; observers read what any network reads (reliability.md F). An
    organisation that is in no network (any more) reads what the public reads.
    """
    circles = Q(circle=Circle.PUBLIC)
    if actor.is_civil and actor.standings:
        circles |= Q(circle=Circle.NETWORKS)
        circles |= Q(circle=Circle.NETWORK, seko_id__in=actor.sekos())
        circles |= Q(circle=Circle.CONSORTIUM, seko_id__in=actor.sekos("lead", "partner"))
    if actor.has_role(Role.OBSERVER):
        circles |= Q(circle__in=(Circle.NETWORKS, Circle.NETWORK))
    if actor.is_officer:
        circles |= Q(circle__in=(Circle.NETWORKS, Circle.NETWORK))
        circles |= Q(circle=Circle.INSTITUTION, version__document__institution=actor.organisation)
    return circles & Q(starts_at__lte=now)


def reads(actor: Actor, now: datetime, *, of: str = "", once: bool = False) -> Q:
    """Return the condition under which the actor reads a version's text: all of them for the ministry and auditors;
    an institution's own; for everybody the published ones released to a circle of theirs.

    `of` is the path by which the rows asked about name their version (`version__`); nothing for versions themselves.
    With `once`, hidden ones that the actor could read before count too: of them a tombstone is left.
    """
    if actor.has_role(Role.MINISTRY, Role.AUDITOR):
        return Q(**{f"{of}pk__isnull": False})
    shown = (VersionStatus.PUBLISHED, VersionStatus.HIDDEN) if once else (VersionStatus.PUBLISHED,)
    releases = Release.objects.filter(released_to(actor, now), version=OuterRef(of.removesuffix("__") or "pk"))
    condition = Q(Exists(releases), **{f"{of}status__in": shown})
    if actor.is_officer:
        condition |= Q(**{f"{of}document__institution": actor.organisation_id})
    return condition


def readable_by(actor: Actor, now: datetime) -> QuerySet[Version]:
    """Return the versions whose text the actor may read."""
    return Version.objects.filter(reads(actor, now))


def documents_visible_to(actor: Actor, now: datetime) -> QuerySet[Document]:
    """Return the documents of which the actor may read a version."""
    rows = Document.objects.all()
    if actor.has_role(Role.MINISTRY, Role.AUDITOR):
        return rows
    condition = Q(Exists(readable_by(actor, now).filter(document=OuterRef("pk"))))
    if actor.is_officer:
        condition |= Q(institution_id=actor.organisation_id)
    return rows.filter(condition)


def tombstones_for(actor: Actor, now: datetime) -> QuerySet[Version]:
    """Return the hidden versions that the actor could read before: of them the reason stays, and nothing else."""
    could_read = Exists(Release.objects.filter(released_to(actor, now), version=OuterRef("pk")))
    return Version.objects.filter(could_read, status=VersionStatus.HIDDEN)


def uploads_to(actor: Actor) -> QuerySet[Document]:
    """Return the documents to which the actor may upload: all for the ministry's coordination, an officer's own."""
    if actor.is_ministry:
        return Document.objects.all()
    return Document.objects.filter(institution=actor.organisation) if actor.is_officer else Document.objects.none()


def imports_of(actor: Actor) -> QuerySet[Import]:
    """Return the uploads that the actor may see: those to documents to which the actor may upload."""
    return Import.objects.filter(document__in=uploads_to(actor))


def open_import(document: Document) -> Import | None:
    """Return the upload of the document that is being read or waits for a decision, without what was read."""
    waiting = Import.objects.filter(document=document, status__in=(ImportStatus.READING, ImportStatus.READ))
    return waiting.defer("result").first()


def proposed_versions() -> QuerySet[Version]:
    """Return the versions, translations among them, that wait for a second person to publish them, oldest first."""
    rows = Version.everything.filter(status=VersionStatus.PROPOSED).select_related("document", "proposed_by")
    return rows.order_by("proposed_at")


def next_number(document: Document) -> int:
    """Return the number that the document's next draft will have."""
    return (document.versions.aggregate(last=Max("number"))["last"] or 0) + 1


def is_public(version: Version, now: datetime) -> bool:
    """Return whether the version is published and released to the public at `now`."""
    return version.status == VersionStatus.PUBLISHED and reaches_everybody(version, now)


def not_reached(version: Version, sekos: Iterable[Seko], at: datetime) -> list[Seko]:
    """Return those of the SEKOs whose whole network will not be able to read the version at `at`."""
    rows = Release.objects.filter(version=version, starts_at__lte=at)
    circles = set(rows.values_list("circle", "seko"))
    if {(Circle.NETWORKS, None), (Circle.PUBLIC, None)} & circles:
        return []
    return [seko for seko in sekos if (Circle.NETWORK, seko.pk) not in circles]


def reaches_everybody(version: Version, at: datetime) -> bool:
    """Return whether the public will be able to read the version at `at`, once it is published."""
    return version.releases.filter(circle=Circle.PUBLIC, starts_at__lte=at).exists()


def passages_of(version: Version) -> QuerySet[Passage]:
    """Return the version's passages in reading order."""
    return Passage.objects.filter(version=version).order_by("order")


def has_indicators(version: Version) -> bool:
    """Return whether indicators were recognised in the version."""
    cells = Passage.objects.filter(version=version, kind=PassageKind.TABLE_CELL)
    return cells.filter(shape__role__column=LogframeColumn.INDICATOR).exists()


@dataclass(frozen=True, slots=True)
class Place:
    """What an anchor needs of a passage: its row, its words, its order, the row that marks it, and the heading under
    which it stands (`section`, a place; its own for a heading).
    """

    pk: int
    order: int
    kind: str
    text: str
    mark_pk: int
    mark_place: str
    section: str = ""
    number: str = ""


# What `places_among` takes of each passage, in this order.
PLACED = ("pk", "order", "kind", "text", "row_id", "place", "section", "number")


@lru_cache(maxsize=8)
def places_of(version_id: UUID, content_hash: str) -> dict[str, Place]:
    """Return every place of a published version; the content hash makes a re-imported draft a different key."""
    return places_among(list(Passage.objects.filter(version_id=version_id).values_list(*PLACED)))


def places_among(rows: Sequence[tuple[Any, ...]]) -> dict[str, Place]:
    """Return the places of passages given as tuples of `PLACED`, rows of tables with their cells."""
    names = {pk: place for pk, _order, _kind, _text, _row, place, *_rest in rows}
    return {
        place: Place(pk, order, kind, text, row or pk, names[row or pk], section, number)
        for pk, order, kind, text, row, place, section, number in rows
    }


def places_in(version: Version | None) -> dict[str, Place]:
    """Return the places of a version; empty where there is none. Published words never change: asked once a process."""
    return places_of(version.pk, version.content_hash) if version else {}


def texts_in(version: Version | None) -> dict[str, str]:
    """Return the words at each place of a published version."""
    return {name: place.text for name, place in places_in(version).items()}


def translation_of(authentic: Version, language: str) -> Version | None:
    """Return the translation of a version into a language, whatever became of it but hidden ones."""
    rows = Version.everything.filter(authentic=authentic, language=language).exclude(status=VersionStatus.HIDDEN)
    return rows.first()


def translations_of(authentic: Version, *, works: bool = False) -> list[Version]:
    """Return the published translations of a version that the asker may read; with `works` those being prepared too.

    Who may read the authentic text may read its translations.
    """
    rows = Version.everything.filter(authentic=authentic).exclude(status=VersionStatus.HIDDEN)
    return list((rows if works else rows.filter(status=VersionStatus.PUBLISHED)).order_by("language"))
