"""What the fields of files hold of people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from seko.foundation.privacy.declarations import PUBLIC_TASK, Processing, Sensitivity, declare, impersonal
from seko.foundation.privacy.holdings import hold

UPLOADS = Processing(
    code="files",
    title=_("Uploaded files"),
    purpose=_("To keep what was sent as it was sent, and to know who brought it"),
    basis=PUBLIC_TASK,
    circle=_("Whoever may read the thing that the file belongs to; who brought it is shown to nobody"),
    keeping=_("As long as the thing that the file belongs to"),
)

declare("files.StoredFile", UPLOADS, Sensitivity.IDENTIFIER, "uploaded_by")
declare("files.StoredFile", UPLOADS, Sensitivity.PERSONAL, "name")
impersonal("files.StoredFile", "kind", "media_type", "sha256", "path")

hold(
    _("Files you uploaded"),
    "files.StoredFile",
    "uploaded_by",
    {"name": _("Name of the file"), "created_at": _("Uploaded on"), "size": _("Size in bytes")},
    order=80,
)
