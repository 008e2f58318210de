"""What the fields of imports of the register hold of people."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from seko.actors.accounts.models import Person
from seko.foundation.privacy.declarations import PUBLIC_TASK, Processing, Sensitivity, declare, impersonal
from seko.foundation.privacy.holdings import on_erasure
from seko.outlets.exchange.actions import forget_import
from seko.outlets.exchange.models import RegisterImport

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


@on_erasure
def forget_spreadsheets(person: UUID, now: datetime) -> None:
    """Delete the spreadsheets that name the person, with their files: what was taken in stands in the register."""
    address = Person.objects.filter(pk=person).values_list("email", flat=True).first()
    if address:
        for row in RegisterImport.objects.filter(table__icontains=address).select_related("file"):
            forget_import(row)
