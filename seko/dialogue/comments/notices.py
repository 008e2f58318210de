"""Who is told of what happens to comments: one table (entry -> audience -> template)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from seko.dialogue.comments.models import Comment, Unsent
from seko.dialogue.comments.queries import number_of
from seko.foundation.notifications.actions import notify
from seko.foundation.notifications.registry import register_kind


def receipt(comment: Comment, *, now: datetime) -> None:
    """Mail the receipt to the person who sent it; the page shows it too, so no notice inside."""
    if comment.person_id is None:
        return
    notify(
        "receipt",
        recipients=[comment.person_id],
        subject="comment",
        subject_id=comment.pk,
        context={
            "number": number_of(comment),
            "sent_at": now.isoformat(),
            "hash": comment.hash,
            "token": comment.token,
            "title": comment.consultation.title,
            "title_en": comment.consultation.title_en,
        },
        now=now,
        key=f"receipt:{comment.pk}",
    )


def late_decided(unsent: Unsent, *, now: datetime, is_accepted: bool, reason: str) -> None:
    """Tell the author what became of the late request."""
    notify(
        "late-accepted" if is_accepted else "late-refused",
        recipients=[unsent.person_id],
        subject="unsent",
        subject_id=unsent.pk,
        context={"title": unsent.consultation.title, "reason": reason},
        now=now,
        key=f"late:{unsent.pk}",
    )


def holders_of_unsent(consultation_id: UUID) -> list[UUID]:
    """Return the people who have unsent comments in the consultation: they are told when a date moves."""
    return list(Unsent.objects.filter(consultation_id=consultation_id).values_list("person_id", flat=True))


def _comment_page(context: dict[str, Any], language: str) -> dict[str, Any]:
    return {"path": reverse("comment-receipt", args=[context["token"]])}


register_kind("receipt", template="comments/mail/receipt", in_app=False, details=_comment_page)
register_kind("late-accepted", template="comments/mail/late_accepted")
register_kind("late-refused", template="comments/mail/late_refused")
