"""One document is consulted once at a time, and what an opened consultation asks about stays (design.md section 2)."""

from seko.foundation.core.triggers import Trigger, refuse_insert, refuse_update

OTHER_OPENED = (
    "SELECT 1 FROM consultations_consultation c JOIN documents_version v ON v.id = c.version_id "
    "JOIN documents_version own ON own.document_id = v.document_id "
    "WHERE own.id = NEW.version_id AND c.status = 'opened' AND c.id <> NEW.id"
)
ALONE = f"NEW.status <> 'opened' OR NEW.version_id IS NULL OR NOT EXISTS ({OTHER_OPENED})"
SENTENCE = "another consultation on this document is opened"

TRIGGERS: tuple[Trigger, ...] = (
    refuse_insert("consultation_alone", "consultations_consultation", SENTENCE, unless=ALONE),
    refuse_update(
        "consultation_opened_alone", "consultations_consultation", ("status", "version_id"), SENTENCE, unless=ALONE
    ),
    refuse_update(
        "consultation_version",
        "consultations_consultation",
        ("version_id",),
        "an opened consultation stays about its draft",
        unless="OLD.status = 'prepared'",
    ),
)
