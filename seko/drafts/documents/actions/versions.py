"""Documents, their versions, who may read them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from seko.actors.mechanism.models import Seko
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.models import Organisation
from seko.drafts.documents import conditions, permissions
from seko.drafts.documents.enums import Circle, Revisions
from seko.drafts.documents.keeping import write_passages
from seko.drafts.documents.lifecycle import VERSION
from seko.drafts.documents.model.structure import Passage
from seko.drafts.documents.models import Document, Release, Version
from seko.foundation.core.errors import Invalid, refuse_unless
from seko.foundation.files.models import StoredFile
from seko.foundation.journal import actions as journal
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed

# These words stand in addresses where a document's code could stand.
RESERVED = frozenset({"new"})


def create_document(
    *, code: str, kind: str, title: str, title_en: str, institution: Organisation, by: Actor, now: datetime
) -> Document:
    """Create a document without versions. Raises `Refused`, `Invalid` (a code in use, no title)."""
    document = Document(
        code=code,
        kind=kind,
        title=title,
        title_en=title_en,
        institution=institution,
        created_at=now,
        created_by=by.person,
    )
    refuse_unless(permissions.may_upload(by, document, now))
    if not title.strip():
        raise Invalid({"title": _("Give the title.")})
    if code in RESERVED or Document.objects.filter(code=code).exists():
        raise Invalid({"code": _("This short code is already in use.")})
    with transaction.atomic():
        document.save(force_insert=True)
        journal.record("document-created", "document", document.pk, by=by, now=now, scope=document.pk, code=code)
    return document


def add_version(
    document: Document,
    *,
    passages: Sequence[Passage],
    original: StoredFile,
    published_copy: StoredFile,
    revisions: Revisions,
    findings: list[dict[str, Any]],
    by: Actor,
    now: datetime,
    language: str = "sr",
) -> Version:
    """Keep what was read from a file as the document's next version, being prepared.

    `original` is the upload byte for byte; `published_copy` the cleaned file. Raises `Refused`, `Invalid` (no words).
    """
    refuse_unless(permissions.may_upload(by, document, now))
    if not any(passage.text for passage in passages):
        raise Invalid(_("The file has no words."))
    with transaction.atomic():
        Document.objects.select_for_update().get(pk=document.pk)
        last = document.versions.aggregate(last=Max("number"))["last"] or 0
        version = Version.objects.create(
            document=document,
            number=last + 1,
            language=language,
            original=original,
            published_copy=published_copy,
            revisions=revisions,
            findings=findings,
            created_at=now,
            created_by=by.person,
        )
        write_passages(version, passages)
        version.save()
        journal.record(
            "version-added",
            "version",
            version.pk,
            by=by,
            now=now,
            scope=document.pk,
            number=version.number,
            content=version.content_hash,
            original=original.sha256,
        )
        conditions.version_added.follow(version=version, by=by, now=now)
    return version


def propose_version(version: Version, *, by: Actor, now: datetime) -> Version:
    """Propose a version for publishing; another person publishes. Raises `Refused`, `WrongState`."""

    def write(row: Version) -> None:
        row.proposed_by, row.proposed_at = by.person, now

    proposed: Version = VERSION.run(version, "propose", by=by, now=now, write=write)
    return proposed


def take_back_version(version: Version, *, by: Actor, now: datetime) -> Version:
    """Take back a proposal to publish, to change something first. Raises `Refused`, `WrongState`."""

    def write(row: Version) -> None:
        row.proposed_by = row.proposed_at = None

    taken_back: Version = VERSION.run(version, "take-back", by=by, now=now, write=write)
    return taken_back


def publish_version(version: Version, *, by: Actor, now: datetime) -> Version:
    """Publish what another person proposed: its words are fixed from now on. Raises `Refused`, `WrongState`."""

    def write(row: Version) -> None:
        row.published_at, row.published_by = now, by.person

    with transaction.atomic():
        published: Version = VERSION.run(version, "publish", by=by, now=now, write=write)
        if published.authentic_id is not None:
            conditions.translation_changed.follow(version=published, by=by, now=now)
    return published


def release_version(
    version: Version, *, circle: Circle, starts_at: datetime, by: Actor, now: datetime, seko: Seko | None = None
) -> Release:
    """Say that a circle may read the version from a time; a second time moves it.

    Who reads already goes on reading: a release that has begun only moves earlier, and to take a publication back is a
    deed of two (`propose_hiding`; reliability.md F). Raises `Refused`, `Invalid`.
    """
    refuse_unless(permissions.may_release(by, version, now))
    if (circle in (Circle.CONSORTIUM, Circle.NETWORK)) != (seko is not None):
        raise Invalid({"seko": _("Choose the SEKO for this circle.")})
    with transaction.atomic():
        row = Version.objects.select_for_update(of=("self",)).get(pk=version.pk)
        standing = Release.objects.filter(version=row, circle=circle, seko=seko).first()
        if standing is not None and starts_at > standing.starts_at:
            _refuse_postponing(standing, row, now)
        release, _new = Release.objects.update_or_create(
            version=version, circle=circle, seko=seko, defaults={"starts_at": starts_at, "released_by": by.person}
        )
        journal.record(
            "version-released",
            "version",
            version.pk,
            by=by,
            now=now,
            scope=version.document_id,
            circle=circle,
            seko=seko.code if seko else "",
            starts_at=starts_at.isoformat(),
        )
    return release


def _refuse_postponing(release: Release, version: Version, now: datetime) -> None:
    if release.starts_at <= now:
        sentence = _("They can read it already. To take the draft back, propose to hide it; a second person confirms.")
        raise Invalid({"on": sentence})
    decision = conditions.postponable.decide(version, now)
    if not decision:
        raise Invalid({"on": decision.reason})


def propose_hiding(version: Version, *, reason: str, by: Actor, now: datetime) -> ProposedDeed:
    """Propose to hide a published version; a second person confirms, a tombstone with the reason stays.

    Raises `Refused`, `WrongState` (not published), `Invalid` (no reason).
    """
    refuse_unless(permissions.may_hide(by, version, now))
    VERSION.step(version.status, "hide")
    return second.propose("hide-version", version, reason=reason, by=by, now=now)


def _hide(version: Version, proposed: ProposedDeed, *, by: Actor, now: datetime) -> Version:
    def write(row: Version) -> None:
        row.hidden_reason = proposed.reason

    with transaction.atomic():
        hidden: Version = VERSION.run(version, "hide", by=by, now=now, write=write)
        if hidden.authentic_id is not None:
            conditions.translation_changed.follow(version=hidden, by=by, now=now)
    return hidden


second.register(
    second.SecondPersonDeed(
        name="hide-version",
        subject="version",
        find=lambda identifier: Version.everything.get(pk=identifier),
        may=permissions.may_hide,
        carry_out=_hide,
        scope_of=lambda version: version.document_id,
    )
)
