"""A part of the draft in its other language, where the draft has a working translation."""

from __future__ import annotations

from dataclasses import dataclass

from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import translation_beside
from seko.drafts.documents.queries import places_of
from seko.pages.reading.targets import Target

OBJECT = "\ufffc"  # stands for a picture


@dataclass(frozen=True, slots=True)
class OtherText:
    """The same part in the other language: its words (empty where it has none there), and whether it is authentic."""

    words: str
    language: str
    is_authentic: bool


def other_text(consultation: Consultation, target: Target) -> OtherText | None:
    """Return the target's part of the text in the language that is not being read; None where there is no other."""
    beside, version = translation_beside(consultation), consultation.version
    if beside is None or version is None or target.place is None:
        return None
    if target.text:
        return OtherText(_shown(target.place.text), version.language, is_authentic=True)
    place = places_of(beside.pk, beside.content_hash).get(target.name)
    return OtherText(_shown(place.text) if place else "", beside.language, is_authentic=False)


def _shown(text: str) -> str:
    return text.replace(OBJECT, "").replace(" | ", " · ").strip()
