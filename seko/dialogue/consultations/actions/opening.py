"""Opening a consultation: those asked are told, and from then on only its dates move."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations import permissions, timetable
from seko.dialogue.consultations.lifecycle import CONSULTATION
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import locked
from seko.drafts.documents.models import Document
from seko.foundation.core.errors import Invalid


def open_consultation(
    consultation: Consultation, *, acknowledged: Iterable[str] = (), by: Actor, now: datetime
) -> Consultation:
    """Open the consultation: the networks are told. Every warning about its dates must be acknowledged by its code.

    Raises `Refused` (what is missing), `Invalid` with the unacknowledged codes under `acknowledged`.
    """
    known = set(acknowledged)

    def write(row: Consultation) -> None:
        row.opened_at = now
        row.acknowledged = sorted(known)

    with transaction.atomic():
        fresh = locked(consultation)
        if fresh.version is not None:
            # Of two consultations on one document that are opened at once, one waits here and is then refused.
            Document.objects.select_for_update().get(pk=fresh.version.document_id)
        codes = [warning.code for warning in timetable.warnings(fresh, now) if warning.code not in known]
        if codes and permissions.may_open(by, fresh, now):
            raise Invalid({"acknowledged": _("Confirm that you have weighed each warning about the dates.")})
        opened: Consultation = CONSULTATION.run(
            fresh, "open", by=by, now=now, write=write, facts={"acknowledged": sorted(known)}
        )
    return opened
