"""What the fields of imports of the register hold of people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from seko.foundation.privacy.declarations import PUBLIC_TASK, Processing, Sensitivity, declare, impersonal

IMPORTS = Processing(
    code="register-imports",
    title=_("Spreadsheets brought into the register"),
    purpose=_("To take over the register that the ministry and the consortia kept in spreadsheets"),
    basis=PUBLIC_TASK,
    circle=_("The ministry's coordination"),
    keeping=_("30 days after they were taken in or cancelled; then the rows and the file are deleted"),
)

declare("exchange.RegisterImport", IMPORTS, Sensitivity.WORK, "table", "name")
declare("exchange.RegisterImport", IMPORTS, Sensitivity.IDENTIFIER, "by")
impersonal("exchange.RegisterImport", "places", "choices", "taken")
