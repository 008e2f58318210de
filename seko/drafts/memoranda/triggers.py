"""What was offered for signing never changes, and what was signed stays."""

from seko.foundation.core.triggers import Trigger, refuse_delete, refuse_update
from seko.foundation.files.triggers import file_kept

PREPARED = "OLD.status = 'prepared'"


def _of_prepared(row: str) -> str:
    """Return the SQL condition that the memorandum of `row` is still being prepared."""
    of_memorandum = f"m.id = {row}.memorandum_id AND m.status <> 'prepared'"
    return f"NOT EXISTS (SELECT 1 FROM memoranda_memorandum m WHERE {of_memorandum})"  # noqa: S608 - no input, one word


TRIGGERS: tuple[Trigger, ...] = (
    refuse_update(
        "memorandum_fixed",
        "memoranda_memorandum",
        (
            "code",
            "title_sr",
            "title_en",
            "summary_sr",
            "summary_en",
            "text_id",
            "source",
            "starts_on",
            "ends_on",
        ),
        "an offered memorandum is never changed",
        unless=PREPARED,
    ),
    refuse_delete("memorandum_kept", "memoranda_memorandum", "an offered memorandum is never deleted", unless=PREPARED),
    refuse_update(
        "party_fixed",
        "memoranda_party",
        ("memorandum_id", "order", "side", "organisation_id", "name", "name_en"),
        "a party of an offered memorandum is never changed",
        unless=_of_prepared("OLD"),
    ),
    refuse_delete(
        "party_kept",
        "memoranda_party",
        "a party of an offered memorandum is never deleted",
        unless=_of_prepared("OLD"),
    ),
    refuse_update(
        "obligation_fixed",
        "memoranda_obligation",
        ("memorandum_id", "side", "number", "text_sr", "text_en", "party_id", "measure_id"),
        "an obligation of an offered memorandum is never changed",
        unless=_of_prepared("OLD"),
    ),
    refuse_delete(
        "obligation_kept",
        "memoranda_obligation",
        "an obligation of an offered memorandum is never deleted",
        unless=_of_prepared("OLD"),
    ),
    *file_kept(
        "file_of_memorandum",
        "EXISTS (SELECT 1 FROM memoranda_signedfile s WHERE s.file_id = OLD.id)",
        "a signed file is never changed",
    ),
)
