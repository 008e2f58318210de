"""Documents, drafts and uploads, as they stand in every state."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations import actions as consultations
from seko.dialogue.consultations.enums import Status
from seko.drafts.documents.actions import propose_version
from seko.drafts.documents.enums import Circle, ImportStatus, VersionStatus
from seko.drafts.documents.model.exchange import to_plain
from seko.drafts.documents.model.reading import read_upload
from seko.drafts.documents.models import Document, Import, Passage, Release, Version
from seko.foundation.core.dates import end_of_day
from seko.foundation.jobs.actions import enqueue
from seko.foundation.text.folding import fold
from tests import factories as f
from tests.drafts.documents.model.builder import docx, p
from tests.permissions.world.canaries import LONG_AGO, a_file, canary

if TYPE_CHECKING:
    from tests.permissions.world import World


def a_draft(
    world: World, name: str, institution: str, status: str, *, code: str = "", by: Actor | None = None
) -> Version:
    """Create a version with a heading and two paragraphs, as its import would have left it."""
    document = Document.objects.filter(code=code or name).first() or Document.objects.create(
        code=code or name,
        kind="action_document",
        title=f"Документ {name}",
        institution=world.cast.institutions[institution],
        created_at=LONG_AGO,
    )
    texts = (("heading", "Наслов"), ("paragraph", canary(name, "text")), ("paragraph", "Мрежа има 28 станица."))
    version = Version.objects.create(
        document=document,
        number=document.versions.count() + 1,
        original=a_file(canary(name, "original"), by=by),
        published_copy=a_file(canary(name, "copy"), docx("".join(p(words) for _kind, words in texts))),
        created_at=LONG_AGO,
        created_by=by.person if by else None,
    )
    Passage.objects.bulk_create(
        Passage(
            version=version, order=order, place=f"1-{order}", kind=kind, level=kind == "heading", text=text,
            key=fold(text)[:64],
        )
        for order, (kind, text) in enumerate(texts)
    )  # fmt: skip
    version.passage_count, version.content_hash, version.status = len(texts), uuid4().hex, status
    if status in (VersionStatus.PUBLISHED, VersionStatus.HIDDEN):
        version.published_at = LONG_AGO
    version.save()
    world.versions[name] = version
    return version


def a_translation(world: World, of: str, status: str, by: Actor) -> Version:
    """Create the translation of a version into English; who may read its words is who may read the version's."""
    authentic = world.versions[of]
    version = Version.everything.create(
        document=authentic.document,
        number=authentic.number,
        authentic=authentic,
        language="en",
        original=a_file(canary(of, "original"), by=by),
        published_copy=a_file(canary(of, "copy")),
        created_at=LONG_AGO,
        created_by=by.person,
    )
    Passage.objects.create(
        version=version, order=0, place="1-1", kind="paragraph", text=canary(of, "text"), key=fold(of)[:64]
    )
    version.passage_count, version.content_hash, version.status = 1, uuid4().hex, status
    if status == VersionStatus.PUBLISHED:
        version.published_at = LONG_AGO
    version.save()
    return version


_reading: dict[str, Any] = {}


def an_upload(world: World, name: str, version: str, by: Actor) -> Import:
    """Create an upload that was read and waits for its decision."""
    if name not in _reading:
        words = p("Наслов", "Heading1") + p(canary(name, "text"))
        _reading[name] = to_plain(read_upload(docx(words)))
    found = Import.objects.create(
        document=world.versions[version].document,
        file=a_file(canary(name, "file"), docx(p(canary(name, "text"))), by=by),
        name=f"{canary(name, 'file')}.docx",
        sha256=uuid4().hex * 2,
        status=ImportStatus.READ,
        result=_reading[name],
        by=by.person,
        at=LONG_AGO,
    )
    world.imports[name] = found
    return found


def documents(world: World) -> None:
    """D with the consulted draft and a newer one in work; E proposed, with an upload; F another institution's; hidden
    ones; two consultations in preparation; one deed that waits for a second person.
    """
    cast = world.cast
    a_draft(world, "d1", "officer", VersionStatus.DRAFT, code="d", by=cast["officer"])
    a_draft(world, "d2", "officer", VersionStatus.DRAFT, code="d", by=cast["officer"])
    proposed = a_draft(world, "e1", "officer", VersionStatus.DRAFT, code="e", by=cast["officer"])
    world.versions["e1"] = propose_version(proposed, by=cast["ministry"], now=LONG_AGO)
    a_draft(world, "f1", "other_officer", VersionStatus.DRAFT, code="f", by=cast["other_officer"])
    hidden = a_draft(world, "h1", "other_officer", VersionStatus.HIDDEN, code="h")
    Version.objects.filter(pk=hidden.pk).update(hidden_reason=canary("h1", "reason"))
    Release.objects.create(version=hidden, circle=Circle.PUBLIC, starts_at=LONG_AGO)
    free = a_draft(world, "i1", "officer", VersionStatus.PUBLISHED, code="i")
    Release.objects.create(version=free, circle=Circle.PUBLIC, starts_at=LONG_AGO)
    a_translation(world, "d1", VersionStatus.PUBLISHED, cast["officer"])
    a_translation(world, "f1", VersionStatus.DRAFT, cast["other_officer"])
    propose_version(a_translation(world, "e1", VersionStatus.DRAFT, cast["officer"]), by=cast["ministry"], now=LONG_AGO)
    an_upload(world, "ue", "e1", cast["officer"])
    an_upload(world, "uf", "f1", cast["other_officer"])
    for name, asked in (("q", "A"), ("r", "A")):
        prepared = f.a_consultation(
            [cast.sekos[asked]],
            questions=[canary(name, "question")],
            code=name,
            status=Status.PREPARED,
            opened_at=None,
            title=canary(name, "title"),
            summary=canary(name, "summary"),
            opens_at=datetime(2028, 1, 10, 7, 0, tzinfo=UTC),
            members_on=date(2028, 2, 10),
            leads_deadline_at=end_of_day(date(2028, 2, 20)),
            dissents_until_at=end_of_day(date(2028, 2, 25)),
            answers_due_on=date(2028, 3, 20),
            replies_until_at=end_of_day(date(2028, 4, 20)),
            report_due_on=date(2028, 5, 20),
        )
        world.consultations[name] = prepared
    world.deeds["cancel"] = consultations.propose_cancellation(
        world.consultations["q"], reason=canary("cancel", "reason"), by=cast["ministry"], now=LONG_AGO
    )
    for role in ("ministry", "officer"):
        person = cast[role].person
        assert person is not None
        world.jobs[role] = enqueue("report-files", for_person=person.pk, report=str(uuid4()))
