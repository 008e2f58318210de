"""What the fields of areas, SEKOs and membership hold of people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from seko.foundation.privacy.declarations import PUBLIC_TASK, Processing, Sensitivity, declare, impersonal
from seko.foundation.privacy.holdings import hold

SUSPENSIONS = Processing(
    code="suspensions",
    title=_("Frozen or refused participation"),
    purpose=_("To publish an organisation's statement, and to know who gave it"),
    basis=PUBLIC_TASK,
    circle=_("The statement is public; who gave it is known to the own organisation and the ministry"),
    keeping=_("For good; the name is taken away when a person is erased"),
)

declare("mechanism.Suspension", SUSPENSIONS, Sensitivity.IDENTIFIER, "declared_by")
impersonal("mechanism.Suspension", "statement")
impersonal("mechanism.Sector", "code", "name_sr", "name_en", "source")
impersonal("mechanism.FormerSectorName", "name_sr", "name_en", "source")
impersonal("mechanism.Seko", "code", "name_sr", "name_en")
impersonal("mechanism.Membership", "note", "basis", "ending_reason")
impersonal("mechanism.Supporter", "name_sr", "name_en", "what_sr", "what_en", "source")

hold(
    _("Statements you gave on your organisation's participation"),
    "mechanism.Suspension",
    "declared_by",
    {"organisation__name": _("Organisation"), "kind": _("Kind"), "statement": _("Words"), "declared_at": _("When")},
)
