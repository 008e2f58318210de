"""What the fields of calls and applications hold of people."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from seko.actors.accounts.models import Person
from seko.actors.calls.models import Application
from seko.foundation.privacy.declarations import PUBLIC_TASK, Processing, Sensitivity, declare, impersonal
from seko.foundation.privacy.holdings import hold, on_erasure

CALLS = Processing(
    code="calls",
    title=_("Calls and applications"),
    purpose=_("To decide on applications by published criteria, and to prove who decided and was impartial"),
    basis=PUBLIC_TASK,
    circle=_("The applicant's people and those who decide; after publication the public reads organisations and marks"),
    keeping=_("For good; the contact and the names are taken away when a person is erased"),
)

declare("calls.Call", CALLS, Sensitivity.IDENTIFIER, "created_by")
declare("calls.Application", CALLS, Sensitivity.IDENTIFIER, "sent_by", "proposed_by", "decided_by")
declare("calls.Application", CALLS, Sensitivity.WORK, "contact")
declare("calls.Application", CALLS, Sensitivity.PERSONAL, "words")
declare("calls.Impartiality", CALLS, Sensitivity.PERSONAL, "person", "note")
declare("calls.Score", CALLS, Sensitivity.IDENTIFIER, "person")
declare("calls.PartnerStance", CALLS, Sensitivity.IDENTIFIER, "person")
impersonal("calls.Call", "code", "title", "title_en", "text", "text_en", "decision", "cancelled_reason")
impersonal("calls.Criterion", "text")
impersonal(
    "calls.Application",
    *("partners_typed", "declarations", "proposed_reason", "reason", "objection", "objection_reason"),
)
impersonal("calls.PartnerStance", "note")

hold(
    _("Applications you sent"),
    "calls.Application",
    "sent_by",
    {"call__title": _("Call"), "organisation__name": _("Organisation"), "contact": _("Contact"), "sent_at": _("Sent")},
)
hold(
    _("What you declared of your impartiality"),
    "calls.Impartiality",
    "person",
    {"call__title": _("Call"), "note": _("Words"), "declared_at": _("When")},
)

hold(
    _("What you said of applications as a partner"),
    "calls.PartnerStance",
    "person",
    {"organisation__name": _("Organisation"), "stance": _("Stance"), "note": _("Words"), "said_at": _("When")},
)
hold(
    _("Marks you gave"),
    "calls.Score",
    "person",
    {
        "application__organisation__name": _("Organisation"),
        "criterion__text": _("Criterion"),
        "points": _("Marks"),
        "given_at": _("When"),
    },
)


@on_erasure
def forget_contact(person: UUID, now: datetime) -> None:
    """Take the contact out of what the person sent, and out of what names the person."""
    named = Q(sent_by=person)
    for name, email in Person.objects.filter(pk=person).values_list("name", "email"):
        named |= Q(contact__icontains=email)
        if name:
            named |= Q(contact__icontains=name)
    Application.objects.filter(named).update(contact="")
