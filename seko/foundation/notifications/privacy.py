"""What the fields of mails and notices hold of people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from seko.foundation.core.languages import current
from seko.foundation.notifications import registry
from seko.foundation.notifications.letters import line_of
from seko.foundation.notifications.models import Notice, Outbox
from seko.foundation.privacy.declarations import PUBLIC_TASK, Processing, Sensitivity, declare, impersonal
from seko.foundation.privacy.holdings import hold, on_erasure

TELLING = Processing(
    code="notices",
    title=_("Mails and notices"),
    purpose=_("To tell people what awaits them and what became of their comments"),
    basis=PUBLIC_TASK,
    circle=_("The recipient alone; a mail is put into words when it is sent and not kept"),
    keeping=_("12 months"),
)

for model in ("notifications.Outbox", "notifications.Notice"):
    declare(model, TELLING, Sensitivity.IDENTIFIER, "recipient", "event_key", "subject_id")
    declare(model, TELLING, Sensitivity.SECRET, "context")
    impersonal(model, "kind", "subject")


def _lines(rows: Sequence[dict[str, Any]]) -> list[str]:
    """Return what each notice or mail tells of, in its one line; empty where the thing is gone."""
    found = []
    for row in rows:
        told = Notice(kind=row["kind"], subject_id=row["subject_id"], context=row["context"])
        kind = registry.find(told.kind)
        line = line_of(told, kind, current()) if kind else None
        found.append(line[0] if line else "")
    return found


hold(
    _("Notices you were given"),
    "notifications.Notice",
    "recipient",
    {"kind": _("What of"), "created_at": _("When"), "read_at": _("Read")},
    order=90,
    said={"kind": _lines},
    beside=("subject_id", "context"),
)
hold(
    _("Mails sent to you"),
    "notifications.Outbox",
    "recipient",
    {"kind": _("What of"), "created_at": _("When"), "sent_at": _("Sent at")},
    order=91,
    said={"kind": _lines},
    beside=("subject_id", "context"),
)


@on_erasure
def forget_notices(person: UUID, now: datetime) -> None:
    """Delete what the person was or is to be told."""
    Outbox.objects.filter(recipient=person).delete()
    Notice.objects.filter(recipient=person).delete()
    people: Any = get_user_model()._default_manager
    name = people.filter(pk=person).values_list("name", flat=True).first()
    if name:
        for model in (Outbox, Notice):
            _take_name_out(model, name)


def _take_name_out(model: type[Outbox] | type[Notice], name: str) -> None:
    """Others were told of the person by name: the telling stays, the name goes."""
    for row in model._default_manager.filter(context__icontains=name):
        row.context = {
            key: value.replace(name, "–") if isinstance(value, str) else value for key, value in row.context.items()
        }
        row.save(update_fields=["context"])
