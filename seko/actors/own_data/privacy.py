"""What the fields of requests to be erased hold of people."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from seko.actors.own_data.models import ErasureRequest
from seko.foundation.privacy.declarations import LEGAL_DUTY, Processing, Sensitivity, declare
from seko.foundation.privacy.holdings import hold, on_erasure

ERASURES = Processing(
    code="erasures",
    title=_("Requests to be erased"),
    purpose=_("To answer a person's request and to prove that it was answered"),
    basis=LEGAL_DUTY,
    circle=_("The person, the ministry's coordination, administrators"),
    keeping=_("For good, without words and name once it is carried out"),
)

declare("own_data.ErasureRequest", ERASURES, Sensitivity.IDENTIFIER, "person", "decided_by")
declare("own_data.ErasureRequest", ERASURES, Sensitivity.PERSONAL, "words", "decision_reason")

hold(
    _("Your requests to be erased"),
    "own_data.ErasureRequest",
    "person",
    {"asked_at": _("Asked"), "words": _("Words"), "status": _("State"), "decision_reason": _("Reason of the decision")},
)


@on_erasure
def forget_words(person: UUID, now: datetime) -> None:
    """Take the words out of every request of the person; that it was asked and decided stays."""
    ErasureRequest.objects.filter(person=person).update(words="")
