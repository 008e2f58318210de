"""A frozen report and its files never change and never go (design.md section 2)."""

from seko.foundation.core.triggers import Trigger, refuse_delete, refuse_update
from seko.foundation.files.triggers import file_kept

# Not `by_id`: a person can be erased, the public act stays. Not `job`: files can be made again where they are missing.
FIXED = ("id", "consultation_id", "status", "activities", "revision", "hash", "frozen_at", "made_by")
FROZEN = "OLD.\"status\" = 'frozen'"

TRIGGERS: tuple[Trigger, ...] = (
    refuse_update(
        "report_fixed", "reporting_feedbackreport", FIXED, "a frozen report is never changed", unless=f"NOT ({FROZEN})"
    ),
    refuse_delete(
        "report_kept", "reporting_feedbackreport", "a frozen report is never deleted", unless=f"NOT ({FROZEN})"
    ),
    refuse_update(
        "report_file_fixed",
        "reporting_reportfile",
        ("id", "report_id", "format", "language", "file_id"),
        "a file of a report is never changed",
    ),
    refuse_delete("report_file_kept", "reporting_reportfile", "a file of a report is never deleted"),
    *file_kept(
        "file_of_report",
        "EXISTS (SELECT 1 FROM reporting_reportfile f WHERE f.file_id = OLD.id)",
        "a file of a report is never changed",
    ),
)
