"""A person's choice of where a comment stands is never lost (design.md: the choice of a person wins)."""

from seko.foundation.core.triggers import Trigger, refuse_delete, refuse_update

TRIGGERS: tuple[Trigger, ...] = (
    refuse_update(
        "placement_identity",
        "changes_placement",
        ("version_id", "comment_id", "point_id"),
        "a placement is of one comment in one draft",
    ),
    refuse_update(
        "placement_chosen",
        "changes_placement",
        ("chosen_at",),
        "what a person chose gives way to a newer choice only",
        unless="OLD.chosen_at IS NULL OR (NEW.chosen_at IS NOT NULL AND NEW.chosen_at >= OLD.chosen_at)",
    ),
    refuse_delete(
        "placement_kept",
        "changes_placement",
        "a placement that a person chose is never deleted",
        unless="OLD.chosen_at IS NULL",
    ),
)
