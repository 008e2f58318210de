"""Reading the catalogue of document kinds."""

from __future__ import annotations

from seko.drafts.programming.models import DocumentKind
from seko.foundation.core.languages import in_form


def document_kinds() -> list[tuple[str, str]]:
    """Return (code, name in the page's language form) of every kind of document, in the catalogue's order."""
    return [(kind.code, in_form(kind, "name")) for kind in DocumentKind.objects.all()]
