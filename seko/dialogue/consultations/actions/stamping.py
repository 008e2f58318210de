"""The stamp by which pages drawn from a consultation are kept."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F

from seko.dialogue.consultations.models import Consultation


def touch_public(consultation_id: UUID) -> None:
    """Make pages drawn from the consultation be drawn anew: something they show has changed (its stamp counts up)."""
    Consultation.objects.filter(pk=consultation_id).update(public_stamp=F("public_stamp") + 1)


def touch_document(document_id: UUID) -> None:
    """Make the pages of all consultations on a document be drawn anew."""
    Consultation.objects.filter(version__document=document_id).update(public_stamp=F("public_stamp") + 1)
