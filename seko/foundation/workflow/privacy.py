"""What the fields of proposals to a second person hold of people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from seko.foundation.privacy.declarations import PUBLIC_TASK, Processing, Sensitivity, declare, impersonal
from seko.foundation.privacy.holdings import hold

SECOND = Processing(
    code="second-person",
    title=_("Deeds that two people decide"),
    purpose=_("To know who proposed and who decided what needs two people"),
    basis=PUBLIC_TASK,
    circle=_("The two who decide, and auditors; the reason is published where the rule says so"),
    keeping=_("For good; the name is taken away when a person is erased"),
)

declare("workflow.ProposedDeed", SECOND, Sensitivity.IDENTIFIER, "proposed_by", "decided_by", "subject_id", "payload")
declare("workflow.ProposedDeed", SECOND, Sensitivity.PERSONAL, "reason")
impersonal("workflow.ProposedDeed", "deed", "subject")

hold(
    _("What you proposed to a second person"),
    "workflow.ProposedDeed",
    "proposed_by",
    {"deed": _("Deed"), "reason": _("Reason"), "proposed_at": _("When"), "status": _("State")},
)
