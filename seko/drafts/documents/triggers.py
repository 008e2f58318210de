"""A published version and its passages never change (design.md, decision 4)."""

from seko.foundation.core.triggers import Trigger, refuse_delete, refuse_update

FIXED = (
    "document_id",
    "number",
    "language",
    "original_id",
    "revisions",
    "passage_count",
    "letter_count",
    "content_hash",
)
PUBLISHED = "OLD.\"status\" IN ('published', 'hidden')"
OF_PUBLISHED = (
    "NOT EXISTS (SELECT 1 FROM documents_version v WHERE v.id = OLD.version_id AND v.status IN ('published', 'hidden'))"
)

TRIGGERS: tuple[Trigger, ...] = (
    refuse_update(
        "version_fixed", "documents_version", FIXED, "a published version is never changed", unless=f"NOT ({PUBLISHED})"
    ),
    refuse_delete(
        "version_kept", "documents_version", "a published version is never deleted", unless=f"NOT ({PUBLISHED})"
    ),
    refuse_update(
        "passage_fixed",
        "documents_passage",
        ("version_id", "order", "place", "kind", "level", "number", "text", "key", "section", "row_id", "shape"),
        "a passage of a published version is never changed",
        unless=OF_PUBLISHED,
    ),
    refuse_delete(
        "passage_kept", "documents_passage", "a passage of a published version is never deleted", unless=OF_PUBLISHED
    ),
)
