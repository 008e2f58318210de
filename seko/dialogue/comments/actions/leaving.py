"""Unsent comments of organisations that have ended or were merged: kept for their authors for a while, then deleted."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from seko.dialogue.comments.actions.attachments import let_go
from seko.dialogue.comments.enums import LateStatus
from seko.dialogue.comments.models import Unsent
from seko.dialogue.comments.queries import LEFT_BEHIND_FOR
from seko.foundation.journal import actions as journal


def delete_left_behind(now: datetime) -> int:
    """Delete what was left unsent in the name of an organisation that was closed 30 days ago (reliability.md C7 84);
    return how many. One that was asked to be taken late stays: it is in the record.
    """
    with transaction.atomic():
        rows = Unsent.objects.select_for_update(of=("self",)).filter(
            organisation__closed_at__lte=now - LEFT_BEHIND_FOR, late_status=LateStatus.NONE
        )
        found = list(rows.select_related("attachment"))
        for row in found:
            attachment = row.attachment
            row.delete()
            let_go(attachment)
        if found:
            journal.record("left-behind-deleted", "unsent", "left-behind", by=None, now=now, count=len(found))
    return len(found)
