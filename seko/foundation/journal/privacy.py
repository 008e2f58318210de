"""What the journal's fields hold of people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from seko.foundation.privacy.declarations import LEGAL_DUTY, Processing, Sensitivity, declare, impersonal

AUDIT = Processing(
    code="audit-trail",
    title=_("Journal of everything that was done"),
    purpose=_("To prove who did what and when, and that nothing was altered"),
    basis=LEGAL_DUTY,
    circle=_("Auditors; the ministry for its own consultations; administrators its technical part"),
    keeping=_("For good; it holds identifiers only, the name is taken away when a person is erased"),
)

declare("journal.Entry", AUDIT, Sensitivity.IDENTIFIER, "person", "mandate", "subject_id")
impersonal("journal.Entry", "kind", "subject", "scope", "organisation", "facts", "previous_hash", "hash")
impersonal("journal.Tail", "hash")
