"""What the fields of memoranda hold of people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from seko.foundation.privacy.declarations import PUBLIC_TASK, Processing, Sensitivity, declare, impersonal

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
