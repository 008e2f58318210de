"""What the fields of returned files hold of people."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from seko.actors.accounts.models import Person
from seko.foundation.privacy.declarations import PUBLIC_TASK, Processing, Sensitivity, declare, impersonal
from seko.foundation.privacy.holdings import on_erasure
from seko.outlets.returns.actions import forget
from seko.outlets.returns.models import ReturnedFile, ReturnedItem

RETURNED = Processing(
    code="returned-files",
    title=_("Commented files that organisations return"),
    purpose=_("To make unsent comments of what an organisation wrote into its own copy of a draft"),
    basis=PUBLIC_TASK,
    circle=_("The organisation that returned the file"),
    keeping=_("30 days after it was kept or cancelled; then the file and what was read from it are deleted"),
)

declare(
    "returns.ReturnedItem", RETURNED, Sensitivity.PERSONAL, "words", "proposed", "stood_on", "target", "anchor",
    "candidates", "author",
    "reason", "said_place",
)  # fmt: skip
declare("returns.ReturnedFile", RETURNED, Sensitivity.WORK, "name")
declare("returns.ReturnedFile", RETURNED, Sensitivity.IDENTIFIER, "person")
impersonal("returns.ReturnedFile", "counts", "notes", "refusal_params", "sha256", "origin", "refusal", "job_id")
impersonal(
    "returns.ReturnedItem", "kind", "deed", "asked", "row_key", "identity", "unsent_id", "remarks", "replaces", "fault"
)


@on_erasure
def forget_returned_files(person: UUID, now: datetime) -> None:
    """Part the person from what an organisation returned; what the person returned alone goes with its files."""
    for row in ReturnedFile.objects.filter(person=person, organisation__isnull=True).select_related("file"):
        forget(row)
    name = Person.objects.filter(pk=person).values_list("name", flat=True).first()
    if name:
        ReturnedItem.objects.filter(author__iexact=name).update(author="")
    ReturnedFile.objects.filter(person=person).update(person=None)
