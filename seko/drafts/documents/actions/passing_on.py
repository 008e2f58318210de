"""The documents of a body that another took over, or that was entered twice: whoever goes on is in charge of them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import SuccessionKind
from seko.actors.organisations.models import Organisation, Succession
from seko.drafts.documents.models import Document
from seko.foundation.journal import actions as journal


def pass_on_documents(*, succession: Succession, by: Actor, now: datetime) -> None:
    """Give the documents of the predecessor to the successor. Of a part nothing passes on by itself."""
    if succession.kind == SuccessionKind.WHOLE:
        _pass_on(succession.predecessor, succession.successor, by=by, now=now)


def pass_on_documents_to_survivor(*, alias: Organisation, survivor: Organisation, by: Actor, now: datetime) -> None:
    """Give the documents of a body that was entered twice to the entry that stays."""
    _pass_on(alias, survivor, by=by, now=now)


def _pass_on(old: Organisation, new: Organisation, *, by: Actor, now: datetime) -> None:
    with transaction.atomic():
        rows = list(Document.objects.select_for_update().filter(institution=old).order_by("pk"))
        Document.objects.filter(pk__in=[row.pk for row in rows]).update(institution=new)
        facts = {row.pk: {"institution": str(new.pk), "from": str(old.pk)} for row in rows}
        journal.record_each("document-passed-on", "document", facts, by=by, now=now)
