"""What differs between two drafts, why, and what was said of a promise stands (design.md: nothing said is unsaid)."""

from seko.foundation.core.triggers import Trigger, refuse_delete, refuse_update

FIXED = ("old_version_id", "new_version_id", "order", "kind", "old", "new", "section")

TRIGGERS: tuple[Trigger, ...] = (
    refuse_update("difference_fixed", "tracing_difference", FIXED, "a difference is never changed"),
    refuse_delete("difference_kept", "tracing_difference", "a difference is never deleted"),
    refuse_update(
        "cause_fixed",
        "tracing_cause",
        ("difference_id", "reason", "point_id", "note", "rank", "at"),
        "what was named as the cause of a change is taken back, never changed",
    ),
    refuse_update(
        "cause_taken_back",
        "tracing_cause",
        ("taken_back_at",),
        "what was taken back stays so",
        unless="OLD.taken_back_at IS NULL",
    ),
    refuse_delete("cause_kept", "tracing_cause", "what was named as the cause of a change is never deleted"),
    refuse_update(
        "statement_fixed",
        "tracing_statement",
        ("point_id", "said", "due_on", "words", "reason", "at"),
        "what was said of a promise is never changed; something newer is said",
    ),
    refuse_delete("statement_kept", "tracing_statement", "what was said of a promise is never deleted"),
)
