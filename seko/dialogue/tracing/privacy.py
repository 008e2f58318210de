"""What the fields of tracing hold of people."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from seko.dialogue.tracing.models import LastRead
from seko.foundation.privacy.declarations import PUBLIC_TASK, Processing, Sensitivity, declare, impersonal
from seko.foundation.privacy.holdings import hold, on_erasure

TRACING = Processing(
    code="tracing",
    title=_("What comments changed"),
    purpose=_("To know who said that a change fulfils a promise"),
    basis=PUBLIC_TASK,
    circle=_("The ministry, the institution, auditors"),
    keeping=_("For good; the name is taken away when a person is erased"),
)

LAST_READ = Processing(
    code="last-read",
    title=_("Which draft was read last"),
    purpose=_("To show a person what was changed since then"),
    basis=PUBLIC_TASK,
    circle=_("The person alone"),
    keeping=_("The latest draft of each document, without a time; until the person is erased"),
)

declare("tracing.Cause", TRACING, Sensitivity.IDENTIFIER, "by")
declare("tracing.Statement", TRACING, Sensitivity.IDENTIFIER, "by")
declare("tracing.LastRead", LAST_READ, Sensitivity.IDENTIFIER, "person")
impersonal("tracing.Difference", "kind", "old", "new", "section")
impersonal("tracing.Cause", "note")
impersonal("tracing.Statement", "words", "reason")

hold(
    _("Drafts you read last"),
    "tracing.LastRead",
    "person",
    {"document__title": _("Document"), "number": _("Draft"), "before": _("Draft read before")},
)


@on_erasure
def forget_reader(person: UUID, now: datetime) -> None:
    """Nothing is kept of what an erased person read."""
    LastRead.objects.filter(person=person).delete()
