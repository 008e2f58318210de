"""Sent words are never changed and never deleted (design.md section 2; reliability.md N1, N5)."""

from seko.foundation.core.triggers import Trigger, refuse_delete, refuse_update
from seko.foundation.files.triggers import file_kept

FIXED = (
    "id",
    "consultation_id",
    "number",
    "kind",
    "words",
    "proposed_wording",
    "proposed_value",
    "reason",
    "source",
    "anchor",
    "anchor_kind",
    "question_id",
    "organisation_id",
    "organisation_name",
    "under_network_name",
    "mandate_id",
    "seko_id",
    "attachment_id",
    "sent_at",
    "request_began_at",
    "is_after_members_date",
    "is_late",
    "unsent_id",
    "token",
    "hash",
    "supersedes_id",
)

TRIGGERS: tuple[Trigger, ...] = (
    refuse_update("comment_fixed", "comments_comment", FIXED, "a sent comment is never changed"),
    refuse_update(
        "comment_sender",
        "comments_comment",
        ("person_id",),
        "the sender of a comment can be erased and not replaced",
        unless="NEW.person_id IS NULL",
    ),
    refuse_delete("comment_kept", "comments_comment", "a sent comment is never deleted"),
    refuse_update(
        "comment_withdrawal_stands",
        "comments_comment",
        ("withdrawn_at", "superseded_at"),
        "a withdrawal or replacement is final",
        unless='OLD."withdrawn_at" IS NULL AND OLD."superseded_at" IS NULL',
    ),
    refuse_update(
        "comment_place_fixed",
        "comments_commentplace",
        ("comment_id", "passage_id", "cells"),
        "the place of a sent comment is never changed",
    ),
    refuse_delete("comment_place_kept", "comments_commentplace", "the place of a sent comment is never deleted"),
    *file_kept(
        "file_of_comment",
        "EXISTS (SELECT 1 FROM comments_comment c WHERE c.attachment_id = OLD.id)",
        "a file of a sent comment is never changed",
    ),
)
