"""What the fields of proposals to a second person hold of people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from seko.foundation.privacy.declarations import PUBLIC_TASK, Processing, Sensitivity, declare, impersonal
from seko.foundation.privacy.holdings import hold
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed

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


def _deeds(rows: Sequence[dict[str, Any]]) -> list[str]:
    """Return what was proposed, in words; empty where the thing is gone."""
    described = second.described(ProposedDeed.objects.filter(pk__in=[row["pk"] for row in rows]))
    words = {row["pk"]: str(described[row["pk"]].deed) for row in rows}
    return ["" if words[row["pk"]] == row["deed"] else words[row["pk"]] for row in rows]


hold(
    _("What you proposed to a second person"),
    "workflow.ProposedDeed",
    "proposed_by",
    {"deed": _("Deed"), "reason": _("Reason"), "proposed_at": _("When"), "status": _("State")},
    said={"deed": _deeds},
    beside=("pk",),
)
