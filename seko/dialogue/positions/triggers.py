"""What was handed in stands, every comment keeps its own point, a dissent is final (design.md section 2)."""

from seko.foundation.core.triggers import Trigger, refuse_delete, refuse_insert, refuse_update


def _not_handed_in(row: str) -> str:
    """Return the SQL condition that the position of `row` (OLD or NEW) is in work."""
    of_position = f"p.id = {row}.position_id AND p.status = 'submitted'"
    return f"NOT EXISTS (SELECT 1 FROM positions_position p WHERE {of_position})"  # noqa: S608 - no input, two words


def _point_not_handed_in(row: str) -> str:
    """Return the SQL condition that the position of the point of `row` is in work."""
    joined = "positions_point t JOIN positions_position p ON p.id = t.position_id"
    of_point = f"t.id = {row}.point_id AND p.status = 'submitted'"
    return f"NOT EXISTS (SELECT 1 FROM {joined} WHERE {of_point})"  # noqa: S608 - no input, two words


OF_ONE_BOARD = (
    "EXISTS (SELECT 1 FROM positions_point t JOIN comments_comment c ON c.id = NEW.comment_id "
    "WHERE t.id = NEW.point_id AND t.kind = 'consolidated' "
    "AND t.consultation_id = c.consultation_id AND t.seko_id = c.seko_id)"
)
HANDED_IN = "a position that was handed in is not changed"

TRIGGERS: tuple[Trigger, ...] = (
    refuse_update(
        "position_fixed",
        "positions_position",
        ("letter", "submitted_at", "submitted_counts"),
        HANDED_IN,
        unless="OLD.status = 'in-work' OR NEW.status = 'in-work'",
    ),
    refuse_update(
        "position_identity", "positions_position", ("consultation_id", "seko_id"), "a position stays where it is"
    ),
    refuse_delete("position_kept", "positions_position", "a position is never deleted"),
    refuse_delete("point_kept", "positions_point", "a point is never deleted"),
    refuse_update(
        "point_identity",
        "positions_point",
        ("consultation_id", "position_id", "seko_id", "comment_id", "number", "created_at"),
        "a point stays what it is",
    ),
    refuse_update(
        "point_kind",
        "positions_point",
        ("kind",),
        "only an undecided comment becomes a dissent",
        unless="OLD.kind = 'not-consolidated' AND NEW.kind = 'dissent'",
    ),
    refuse_update(
        "dissent_fixed",
        "positions_point",
        ("dissent_words", "dissented_at"),
        "a dissent is never changed",
        unless="OLD.dissented_at IS NULL",
    ),
    refuse_update(
        "point_withdrawal_stands",
        "positions_point",
        ("withdrawn_at",),
        "a withdrawn point stays withdrawn",
        unless="OLD.withdrawn_at IS NULL",
    ),
    refuse_update(
        "point_wording_handed_in",
        "positions_point",
        ("wording", "proposed_wording", "anchor"),
        HANDED_IN,
        unless=_not_handed_in("OLD"),
    ),
    refuse_insert("source_of_one_board", "positions_source", "a source is of the same board", unless=OF_ONE_BOARD),
    refuse_insert("source_added", "positions_source", HANDED_IN, unless=_point_not_handed_in("NEW")),
    refuse_update("source_identity", "positions_source", ("point_id", "comment_id"), "a source stays what it is"),
    refuse_update("source_relation", "positions_source", ("relation",), HANDED_IN, unless=_point_not_handed_in("OLD")),
    refuse_delete("source_kept", "positions_source", HANDED_IN, unless=_point_not_handed_in("OLD")),
    refuse_insert("set_aside_added", "positions_setaside", HANDED_IN, unless=_not_handed_in("NEW")),
    refuse_update(
        "set_aside_fixed",
        "positions_setaside",
        ("comment_id", "position_id", "reason"),
        "a reason is never changed; the decision is taken back and made anew",
    ),
    refuse_delete("set_aside_kept", "positions_setaside", HANDED_IN, unless=_not_handed_in("OLD")),
)
