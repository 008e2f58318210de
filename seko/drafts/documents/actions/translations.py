"""Working translations of a version: added, paired with the authentic text, taken away before they are published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.actor import Actor
from seko.drafts.documents import permissions
from seko.drafts.documents.enums import Revisions, VersionStatus
from seko.drafts.documents.model.structure import Passage as ReadPassage
from seko.drafts.documents.models import Passage, Version
from seko.drafts.documents.queries import translation_of
from seko.drafts.documents.translating import repaired, settle, whole_of, write_translation
from seko.foundation.core.errors import Invalid, WrongState, refuse_unless
from seko.foundation.files import actions as files
from seko.foundation.files.models import StoredFile
from seko.foundation.journal import actions as journal


def refuse_unless_missing(authentic: Version, language: str) -> None:
    """Raise `Invalid` where the version is in that language, is a translation itself, or is translated into it."""
    if authentic.authentic_id is not None or authentic.language == language:
        raise Invalid({"language": _("The draft itself is in this language. Choose the language of the translation.")})
    if translation_of(authentic, language) is not None:
        raise Invalid({"language": _("There is already a translation into this language.")})


def add_translation(
    authentic: Version,
    *,
    passages: Sequence[ReadPassage],
    original: StoredFile,
    published_copy: StoredFile,
    revisions: Revisions,
    findings: list[dict[str, Any]],
    language: str,
    by: Actor,
    now: datetime,
) -> Version:
    """Keep what was read from a file as a working translation of a version, being prepared.

    Its passages get the names of those they translate; where that is not sure a person is asked (`open_decisions`).
    Raises `Refused`, `Invalid` (no words, a language that is there already).
    """
    refuse_unless(permissions.may_upload(by, authentic.document, now))
    if not any(passage.text for passage in passages):
        raise Invalid(_("The file has no words."))
    with transaction.atomic():
        Version.objects.select_for_update(of=("self",)).get(pk=authentic.pk)
        refuse_unless_missing(authentic, language)
        translation = Version.everything.create(
            document=authentic.document,
            number=authentic.number,
            authentic=authentic,
            language=language,
            original=original,
            published_copy=published_copy,
            revisions=revisions,
            findings=findings,
            created_at=now,
            created_by=by.person,
        )
        write_translation(translation, passages)
        translation.save()
        journal.record(
            "translation-added",
            "version",
            translation.pk,
            by=by,
            now=now,
            scope=authentic.document_id,
            number=authentic.number,
            language=language,
            content=translation.content_hash,
            original=original.sha256,
        )
    return translation


def pair_translation(translation: Version, chosen: Mapping[str, str], *, by: Actor, now: datetime) -> Version:
    """Say of passages of a translation which passage they translate: names to names, empty for none.

    Raises `Refused`, `WrongState` (not being prepared any more), `Invalid` by the passage's name (no such passage, or
    one of another kind, or chosen twice).
    """
    refuse_unless(permissions.may_upload(by, translation.document, now))
    with transaction.atomic():
        row = Version.everything.select_for_update(of=("self",)).select_related("authentic").get(pk=translation.pk)
        if row.status != VersionStatus.DRAFT:
            raise WrongState(_("The translation is no longer being prepared."))
        _fit(row, chosen)
        passages = repaired(row, chosen)
        _save_names(passages)
        settle(row, passages)
        row.save(update_fields=["content_hash", "open_decisions"])
        journal.record(
            "translation-paired",
            "version",
            row.pk,
            by=by,
            now=now,
            scope=row.document_id,
            count=len(chosen),
            content=row.content_hash,
        )
    return row


def _fit(translation: Version, chosen: Mapping[str, str]) -> None:
    assert translation.authentic is not None  # noqa: S101 (a translation has one)
    kinds = {row.place: row.kind for row in whole_of(translation.authentic).rows}
    own = {row.place: row.kind for row in whole_of(translation).rows}
    faults = {}
    taken: set[str] = set()
    for place, other in chosen.items():
        if place not in own or (other and other not in kinds):
            faults[place] = _("There is no such part of the text.")
        elif other in taken:
            faults[place] = _("Another part is already said to translate this one.")
        elif other and (kinds[other] == "table_row") != (own[place] == "table_row"):
            faults[place] = _("A row of a table can only translate a row of a table.")
        taken |= {other} - {""}
    if faults:
        raise Invalid(faults)


def _save_names(passages: Sequence[Passage]) -> None:
    """Write names and shapes; first names that nothing has, since names may be exchanged."""
    for passage in passages:
        passage.place, passage.new_place = f"~{passage.order}", passage.place  # type: ignore[attr-defined]
    Passage.objects.bulk_update(passages, ["place"], batch_size=500)
    for passage in passages:
        passage.place = passage.new_place  # type: ignore[attr-defined]
    Passage.objects.bulk_update(passages, ["place", "section", "shape"], batch_size=500)


def discard_translation(translation: Version, *, by: Actor, now: datetime) -> None:
    """Throw away a translation that is being prepared, with its files. Raises `Refused`, `WrongState`."""
    refuse_unless(permissions.may_upload(by, translation.document, now))
    with transaction.atomic():
        rows = Version.everything.select_for_update(of=("self",)).select_related("original", "published_copy")
        row = rows.get(pk=translation.pk)
        if row.authentic_id is None or row.status != VersionStatus.DRAFT:
            raise WrongState(_("Only a translation that is being prepared can be thrown away."))
        kept = [row.original, row.published_copy]
        row.delete()
        for stored in kept:
            if stored is not None:
                files.discard(stored)
        journal.record(
            "translation-discarded",
            "version",
            translation.pk,
            by=by,
            now=now,
            scope=row.document_id,
            number=row.number,
            language=row.language,
        )
