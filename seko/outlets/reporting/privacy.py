"""What the fields of reports hold of people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from seko.foundation.privacy.declarations import PUBLIC_TASK, Processing, Sensitivity, declare, impersonal

REPORTS = Processing(
    code="reports",
    title=_("Reports on consultations"),
    purpose=_("To know who froze a report"),
    basis=PUBLIC_TASK,
    circle=_("The ministry, auditors; a report names organisations and institutions, never people"),
    keeping=_("For good; the name is taken away when a person is erased"),
)

declare("reporting.FeedbackReport", REPORTS, Sensitivity.IDENTIFIER, "by")
impersonal("reporting.FeedbackReport", "activities", "hash", "made_by", "job")
impersonal("reporting.ReportFile", "format", "language")
