"""A published answer, a translation and a reply are never changed, what is answered never withdrawn, the gate holds
(design.md).
"""

from seko.foundation.core.triggers import Trigger, refuse_delete, refuse_insert, refuse_update

FIXED = (
    "point_id",
    "edition",
    "institution_id",
    "disposition",
    "subkind_id",
    "detail",
    "reason",
    "will_change",
    "published_at",
    "drafters",
    "correction_reason",
)
OF_TRANSLATION = (
    *("response_id", "language", "edition", "of_revision", "institution_id", "detail", "reason", "will_change"),
    "written_at",
)
OPEN = "OLD.status IN ('drafted', 'proposed')"
STEPS = (
    "(OLD.status = 'drafted' AND NEW.status = 'proposed') OR (OLD.status = 'proposed' AND NEW.status = 'drafted') "
    "OR (OLD.status = 'proposed' AND NEW.status = 'published') OR (OLD.status = 'published' AND NEW.status = 'earlier')"
)
NO_ANSWER_OUT = (
    "NOT EXISTS (SELECT 1 FROM responses_response r WHERE r.point_id = OLD.id AND r.status IN ('published', 'earlier'))"
)
# After the dissent date every point that is not withdrawn lives, except the own one of a comment the lead decided.
UNANSWERED = (
    "SELECT 1 FROM positions_point t WHERE t.consultation_id = NEW.id AND t.withdrawn_at IS NULL "
    "AND (t.kind <> 'not-consolidated' OR NOT t.is_absorbed) "
    "AND NOT EXISTS (SELECT 1 FROM responses_response r WHERE r.point_id = t.id AND r.status = 'published')"
)
PASSED = "NEW.concluded_at IS NOT NULL AND NEW.concluded_at > NEW.dissents_until_at"
GATE = (
    "NEW.status NOT IN ('concluded', 'reported') "
    "OR (NEW.status = 'reported' AND OLD.status IN ('concluded', 'exception')) "
    f"OR (NEW.status = 'concluded' AND OLD.status = 'opened' AND {PASSED} AND NOT EXISTS ({UNANSWERED}))"
)

TRIGGERS: tuple[Trigger, ...] = (
    refuse_insert(
        "response_begins",
        "responses_response",
        "an answer begins before it is published",
        unless="NEW.status IN ('drafted', 'proposed')",
    ),
    refuse_update("response_fixed", "responses_response", FIXED, "a published answer is never changed", unless=OPEN),
    refuse_update(
        "response_step", "responses_response", ("status",), "an answer goes forward step by step", unless=STEPS
    ),
    refuse_delete("response_kept", "responses_response", "a published answer is never deleted", unless=OPEN),
    refuse_update(
        "response_translation_fixed",
        "responses_responsetranslation",
        OF_TRANSLATION,
        "a translation of an answer is never changed, another one replaces it",
    ),
    refuse_update(
        "response_translation_replaced",
        "responses_responsetranslation",
        ("replaced_at",),
        "a translation of an answer is replaced once",
        unless="OLD.replaced_at IS NULL",
    ),
    refuse_delete(
        "response_translation_kept", "responses_responsetranslation", "a translation of an answer is never deleted"
    ),
    refuse_update(
        "reply_fixed",
        "responses_reply",
        ("response_id", "voice", "organisation_id", "network_name", "seko_id", "verdict", "words", "at"),
        "a sent reply is never changed",
    ),
    refuse_delete("reply_kept", "responses_reply", "a sent reply is never deleted"),
    refuse_update(
        "answered_point_fixed",
        "positions_point",
        ("wording", "proposed_wording", "anchor", "withdrawn_at", "is_absorbed"),
        "what was answered is not changed",
        unless=NO_ANSWER_OUT,
    ),
    refuse_update(
        "consultation_gate",
        "consultations_consultation",
        ("status",),
        "a consultation is not concluded while anything is unanswered",
        unless=GATE,
    ),
)
