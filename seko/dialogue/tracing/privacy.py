"""What the fields of tracing hold of people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from seko.foundation.privacy.declarations import PUBLIC_TASK, Processing, Sensitivity, declare, impersonal

TRACING = Processing(
    code="tracing",
    title=_("What comments changed"),
    purpose=_("To know who said that a change fulfils a promise"),
    basis=PUBLIC_TASK,
    circle=_("The ministry, the institution, auditors"),
    keeping=_("For good; the name is taken away when a person is erased"),
)

declare("tracing.Cause", TRACING, Sensitivity.IDENTIFIER, "by")
declare("tracing.Statement", TRACING, Sensitivity.IDENTIFIER, "by")
impersonal("tracing.Difference", "kind", "old", "new", "section")
impersonal("tracing.Cause", "note")
impersonal("tracing.Statement", "words", "reason")
