"""A published version and its passages never change (design.md, decision 4)."""

from seko.foundation.core.triggers import Trigger, refuse_delete, refuse_insert, refuse_update
from seko.foundation.files.triggers import file_kept

FIXED = (
    "document_id",
    "number",
    "language",
    "authentic_id",
    "original_id",
    "published_copy_id",
    "revisions",
    "passage_count",
    "letter_count",
    "content_hash",
    "published_at",
)
PUBLISHED = "OLD.\"status\" IN ('published', 'hidden')"


def _not_published(row: str) -> str:
    """Return the SQL condition that the version of `row` (OLD or NEW) is not published yet."""
    of_version = f"v.id = {row}.version_id AND v.status IN ('published', 'hidden')"
    return f"NOT EXISTS (SELECT 1 FROM documents_version v WHERE {of_version})"  # noqa: S608 - no input, two words


TRIGGERS: tuple[Trigger, ...] = (
    refuse_update(
        "version_fixed", "documents_version", FIXED, "a published version is never changed", unless=f"NOT ({PUBLISHED})"
    ),
    refuse_delete(
        "version_kept", "documents_version", "a published version is never deleted", unless=f"NOT ({PUBLISHED})"
    ),
    refuse_insert(
        "passage_added",
        "documents_passage",
        "a published version gets no more passages",
        unless=_not_published("NEW"),
    ),
    refuse_update(
        "passage_fixed",
        "documents_passage",
        ("version_id", "order", "place", "kind", "level", "number", "text", "key", "section", "row_id", "shape"),
        "a passage of a published version is never changed",
        unless=f"{_not_published('OLD')} AND {_not_published('NEW')}",
    ),
    refuse_delete(
        "passage_kept",
        "documents_passage",
        "a passage of a published version is never deleted",
        unless=_not_published("OLD"),
    ),
    *file_kept(
        "file_of_version",
        "EXISTS (SELECT 1 FROM documents_version v WHERE v.original_id = OLD.id OR v.published_copy_id = OLD.id)",
        "a file of a version is never changed",
    ),
)
