"""What the fields of consultations hold of people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from seko.foundation.privacy.declarations import PUBLIC_TASK, Processing, Sensitivity, declare, impersonal

CONDUCT = Processing(
    code="conduct",
    title=_("Conduct of consultations"),
    purpose=_("To know who prepared and opened a consultation and who moved its dates"),
    basis=PUBLIC_TASK,
    circle=_("The ministry, auditors; an exception bears the official's name in public"),
    keeping=_("For good; the name is taken away when a person is erased"),
)

declare("consultations.Consultation", CONDUCT, Sensitivity.IDENTIFIER, "created_by")
declare("consultations.Consultation", CONDUCT, Sensitivity.WORK, "exception_by")
declare("consultations.DateChange", CONDUCT, Sensitivity.IDENTIFIER, "by")
impersonal(
    "consultations.Consultation",
    *("code", "title", "title_en", "summary", "summary_en", "open_matters", "open_matters_en", "answers_words"),
    *("answers_words_en", "acknowledged", "exception_reason", "cancelled_reason"),
)
impersonal("consultations.Question", "text", "text_en")
impersonal("consultations.DateChange", "field", "old", "new", "reason")
