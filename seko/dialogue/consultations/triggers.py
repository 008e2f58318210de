"""One document is consulted once at a time, and what an opened consultation asks about stays (design.md section 2)."""

from seko.foundation.core.triggers import Trigger, refuse_delete, refuse_insert, refuse_update

OTHER_OPENED = (
    "SELECT 1 FROM consultations_consultation c JOIN documents_version v ON v.id = c.version_id "
    "JOIN documents_version own ON own.document_id = v.document_id "
    "WHERE own.id = NEW.version_id AND c.status = 'opened' AND c.id <> NEW.id"
)
ALONE = f"NEW.status <> 'opened' OR NEW.version_id IS NULL OR NOT EXISTS ({OTHER_OPENED})"
SENTENCE = "another consultation on this document is opened"
# What everybody was asked; dates move with a reason, and the words of the answers' date with them.
ASKED = (
    "id",
    "code",
    "version_id",
    "title",
    "title_en",
    "summary",
    "summary_en",
    "open_matters",
    "open_matters_en",
    "audience",
    "allows_direct",
    "network_reads",
    "acknowledged",
    "opened_at",
)
PREPARED = "OLD.status = 'prepared'"
STAYS = "what an opened consultation asks stays as it is"


def _prepared(row: str) -> str:
    """Return the SQL condition that the consultation of `row` (OLD or NEW) is not opened yet."""
    of_row = f"c.id = {row}.consultation_id AND c.status <> 'prepared'"
    return f"NOT EXISTS (SELECT 1 FROM consultations_consultation c WHERE {of_row})"  # noqa: S608 - no input, two words


def _kept_with_its_consultation(name: str, table: str, columns: tuple[str, ...]) -> tuple[Trigger, ...]:
    """Return the rules that nothing of the table is added, changed or taken away once its consultation is opened."""
    unless = f"{_prepared('OLD')} AND {_prepared('NEW')}"
    return (
        refuse_insert(f"{name}_added", table, STAYS, unless=_prepared("NEW")),
        refuse_update(f"{name}_fixed", table, ("consultation_id", *columns), STAYS, unless=unless),
        refuse_delete(f"{name}_kept", table, STAYS, unless=_prepared("OLD")),
    )


TRIGGERS: tuple[Trigger, ...] = (
    refuse_insert("consultation_alone", "consultations_consultation", SENTENCE, unless=ALONE),
    refuse_update(
        "consultation_opened_alone", "consultations_consultation", ("status", "version_id"), SENTENCE, unless=ALONE
    ),
    refuse_update("consultation_fixed", "consultations_consultation", ASKED, STAYS, unless=PREPARED),
    refuse_update(
        "consultation_begun",
        "consultations_consultation",
        ("status",),
        "an opened consultation is not prepared again",
        unless="NEW.status <> 'prepared'",
    ),
    refuse_update(
        "consultation_excepted",
        "consultations_consultation",
        ("exception_reason", "exception_by"),
        "the reason of an exception is never changed",
        unless="OLD.exception_reason = ''",
    ),
    refuse_delete(
        "consultation_kept", "consultations_consultation", "an opened consultation is never deleted", unless=PREPARED
    ),
    *_kept_with_its_consultation("question", "consultations_question", ("order", "text", "text_en")),
    *_kept_with_its_consultation("asked_seko", "consultations_consultation_sekos", ("seko_id",)),
)
