"""What the fields of common positions hold of people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from seko.foundation.privacy.declarations import PUBLIC_TASK, Processing, Sensitivity, declare, impersonal
from seko.foundation.privacy.holdings import hold

POSITIONS = Processing(
    code="positions",
    title=_("Common positions"),
    purpose=_("To know who handed a position in and who decided on a comment"),
    basis=PUBLIC_TASK,
    circle=_("The consortium, the ministry, auditors; the public reads the organisation only"),
    keeping=_("For good; the name is taken away when a person is erased"),
)

declare("positions.Position", POSITIONS, Sensitivity.IDENTIFIER, "submitted_by")
declare("positions.SetAside", POSITIONS, Sensitivity.IDENTIFIER, "by")
declare("positions.PartnerProposal", POSITIONS, Sensitivity.IDENTIFIER, "person")
impersonal("positions.Position", "letter", "submitted_counts", "taken_back_reason")
impersonal("positions.Point", "wording", "proposed_wording", "anchor", "dissent_words")
impersonal("positions.SetAside", "reason")
impersonal("positions.Agreement", "words")
impersonal("positions.PartnerProposal", "wording", "proposed_wording", "words", "answer")

hold(
    _("Proposals you made on a common position"),
    "positions.PartnerProposal",
    "person",
    {"kind": _("Kind"), "words": _("Words"), "wording": _("Proposed wording")},
)
