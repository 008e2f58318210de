"""Signed files with what is said of them and of each signature."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from seko.drafts.memoranda import sentences
from seko.drafts.memoranda.enums import SignedState
from seko.drafts.memoranda.models import Signature, SignedFile
from seko.foundation.core.languages import current
from seko.foundation.design import spoken
from seko.foundation.design.parts import Attached
from seko.foundation.design.states import State, state
from seko.foundation.files.shown import attached

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise


@dataclass(frozen=True, slots=True)
class ShownSignature:
    """The verdict on one signature: its state, its sentences."""

    state: State
    word: Words
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownFile:
    """An uploaded signed file with everything that is said of it."""

    name: str
    file: Attached | None
    when: str
    by: str
    is_checking: bool
    refusal: str
    sentences: tuple[str, ...]
    signatures: tuple[ShownSignature, ...]


def files_of(rows: Iterable[SignedFile], *, with_names: bool) -> tuple[ShownFile, ...]:
    """Return signed files, each with its `signatures` prefetched; who sent it is told to those who work on it."""
    return tuple(_file(row, with_names=with_names) for row in rows)


def _file(row: SignedFile, *, with_names: bool) -> ShownFile:
    signatures = list(row.signatures.all())
    is_checked = row.state == SignedState.CHECKED
    said = (sentences.of_text(row), sentences.of_file(row, len(signatures))) if is_checked else ()
    url = reverse("memorandum-signed-file", args=[row.memorandum.code, row.pk])
    organisation = spoken.plain_words(row.organisation.shown_name, current()) if row.organisation else ""
    return ShownFile(
        name=row.name,
        file=attached(row.file, url),
        when=spoken.day_time(row.at),
        by=organisation if with_names else "",
        is_checking=row.state == SignedState.CHECKING,
        refusal=sentences.refusal(row.refusal) if row.refusal else "",
        sentences=tuple(filter(None, said)),
        signatures=tuple(map(_signature, signatures)),
    )


def _signature(signature: Signature) -> ShownSignature:
    if sentences.is_good(signature):
        shown, word = state("done"), _("Proven")
    elif sentences.is_whole(signature):
        shown, word = state("noted"), _("Untouched, signer not proven")
    else:
        shown, word = state("objects"), _("Not valid")
    return ShownSignature(shown, word, sentences.verdict(signature))
