"""What the fields of documents hold of people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from seko.foundation.privacy.declarations import PUBLIC_TASK, Processing, Sensitivity, declare, impersonal

DRAFTS = Processing(
    code="drafts",
    title=_("Drafts and their publication"),
    purpose=_("To know who brought, proposed and published a draft"),
    basis=PUBLIC_TASK,
    circle=_("The institution, the ministry, auditors"),
    keeping=_("For good; the name is taken away when a person is erased"),
)

declare("documents.Document", DRAFTS, Sensitivity.IDENTIFIER, "created_by")
declare("documents.Version", DRAFTS, Sensitivity.IDENTIFIER, "created_by", "proposed_by", "published_by")
declare("documents.Release", DRAFTS, Sensitivity.IDENTIFIER, "released_by")
declare("documents.Import", DRAFTS, Sensitivity.IDENTIFIER, "by")
# A file as it came may name its authors; what is published has none (reliability.md N15).
declare("documents.Import", DRAFTS, Sensitivity.PERSONAL, "name", "result")
impersonal("documents.Document", "code", "kind", "title", "title_en")
impersonal("documents.Version", "language", "findings", "open_decisions", "content_hash", "hidden_reason")
impersonal("documents.Passage", "place", "number", "text", "key", "section", "shape")
impersonal("documents.Import", "sha256", "language", "refusal", "refusal_params", "job_id")
