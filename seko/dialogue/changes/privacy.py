"""What the fields of placements hold of people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from seko.foundation.privacy.declarations import PUBLIC_TASK, Processing, Sensitivity, declare, impersonal

PLACEMENTS = Processing(
    code="placements",
    title=_("Comments in the next draft"),
    purpose=_("To know who decided where a comment stands in the next draft"),
    basis=PUBLIC_TASK,
    circle=_("The ministry, the institution, auditors"),
    keeping=_("For good; the name is taken away when a person is erased"),
)

declare("changes.Placement", PLACEMENTS, Sensitivity.IDENTIFIER, "chosen_by")
impersonal("changes.Placement", "anchor", "candidates", "heading")
