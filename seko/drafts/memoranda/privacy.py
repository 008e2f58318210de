"""What the fields of memoranda hold of people."""

from __future__ import annotations

import json
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from seko.actors.accounts.models import Person
from seko.drafts.memoranda.models import Memorandum, Party, Signature
from seko.foundation.privacy.declarations import PUBLIC_TASK, Processing, Sensitivity, declare, impersonal
from seko.foundation.privacy.holdings import hold, on_erasure

AGREEMENTS = Processing(
    code="memoranda",
    title=_("Memoranda and who signed them"),
    purpose=_("To prove who signed for each party, and that nothing was changed after signing"),
    basis=PUBLIC_TASK,
    circle=_("The parties from the offer on, the public once it is in force"),
    keeping=_("For good, as a public act; the name in the platform is taken away when a person asks for it"),
)

declare("memoranda.Memorandum", AGREEMENTS, Sensitivity.IDENTIFIER, "created_by")
declare("memoranda.Party", AGREEMENTS, Sensitivity.WORK, "signatory", "function", "signed_by", "signed_as")
declare("memoranda.SignedFile", AGREEMENTS, Sensitivity.IDENTIFIER, "by")
declare("memoranda.SignedFile", AGREEMENTS, Sensitivity.PERSONAL, "name")
declare("memoranda.Signature", AGREEMENTS, Sensitivity.WORK, "name")
impersonal("memoranda.Measure", "code", "name_sr", "name_en")
# `words` is the text that was offered, frozen with the document.
impersonal(
    "memoranda.Memorandum",
    *("code", "title_sr", "title_en", "summary_sr", "summary_en", "source", "ended_reason", "words"),
)
impersonal("memoranda.Party", "name", "name_en", "left_statement")
impersonal("memoranda.Obligation", "text_sr", "text_en")
impersonal("memoranda.Renewal", "basis")
impersonal("memoranda.SignedFile", "sha256", "refusal", "matches", "job_id")
impersonal("memoranda.Signature", "organisation", "issuer", "fault")

hold(
    _("Signed memoranda you sent"),
    "memoranda.SignedFile",
    "by",
    {"memorandum__title_sr": _("Memorandum"), "name": _("Name of the file"), "at": _("When")},
)


@on_erasure
def forget_signatory(person: UUID, now: datetime) -> None:
    """Take the name out of what the platform shows of memoranda; the signed file, a public act, stays as it was."""
    name = Person.objects.filter(pk=person).values_list("name", flat=True).first()
    if not name:
        return
    for model, fields in ((Party, ("signatory", "signed_by")), (Signature, ("name",))):
        for field in fields:
            model._default_manager.filter(**{field: name}).update(**{field: ""})
    for row in Memorandum.objects.exclude(words={}):
        words = json.dumps(row.words, ensure_ascii=False)
        if name in words:
            Memorandum.objects.filter(pk=row.pk).update(words=json.loads(words.replace(name, "–")))
