"""Who is told of what happens to comments: one table (entry -> audience -> template)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from seko.actors.organisations.enums import CIVIL_ROLES
from seko.actors.organisations.models import Mandate
from seko.actors.organisations.queries import people_of
from seko.dialogue.comments.models import Comment, Unsent
from seko.dialogue.comments.queries import by_token, number_of, place_words, standing
from seko.foundation.core.dates import local_date
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
            "seko": comment.seko_id,
            "leads_deadline": comment.consultation.leads_deadline_at.isoformat(),
            "answers_due": comment.consultation.answers_due_on.isoformat(),
        },
        now=now,
        key=f"receipt:{comment.pk}",
    )


def late_decided(unsent: Unsent, *, now: datetime, is_accepted: bool, reason: str) -> None:
    """Tell the author, as long as the person acts for the organisation, else the organisation, what became of it."""
    notify(
        "late-accepted" if is_accepted else "late-refused",
        recipients=_behind([unsent], now),
        subject="unsent",
        subject_id=unsent.pk,
        context={"title": unsent.consultation.title, "reason": reason},
        now=now,
        key=f"late:{unsent.pk}",
    )


def left_unsent(mandate: Mandate, count: int, *, now: datetime) -> None:
    """Tell the organisation's people that a colleague who left has unsent comments there: they stay with them."""
    people = people_of([mandate.organisation_id], local_date(now), *CIVIL_ROLES).get(mandate.organisation_id, set())
    notify(
        "unsent-left",
        recipients=people,
        subject="organisation",
        subject_id=mandate.organisation_id,
        context={"title": mandate.organisation.name, "title_en": mandate.organisation.name_en, "count": count},
        now=now,
        key=f"unsent-left:{mandate.pk}",
    )


def holders_of_unsent(consultation_id: UUID, now: datetime) -> set[UUID]:
    """Return the people who have unsent comments in the consultation: they are told when a date moves."""
    return _behind(Unsent.objects.filter(consultation_id=consultation_id), now)


def _behind(rows: Iterable[Unsent], now: datetime) -> set[UUID]:
    """Return who wrote the unsent comments; where somebody no longer acts for the organisation whose words they are,
    the people who do (reliability.md N11).
    """
    every = list(rows)
    acting = people_of({each.organisation_id for each in every if each.organisation_id}, local_date(now), *CIVIL_ROLES)
    found: set[UUID] = set()
    for each in every:
        people = acting.get(each.organisation_id, set()) if each.organisation_id else {each.person_id}
        found |= {each.person_id} if each.person_id in people else people
    return found


def authors_in(consultation_id: UUID, now: datetime) -> set[UUID]:
    """Return the people to tell for every comment that stands: who acts for its organisation now, or who sent it."""
    rows = standing(Comment.objects.filter(consultation_id=consultation_id)).order_by()
    organisations = set(rows.filter(organisation__isnull=False).values_list("organisation", flat=True))
    alone = set(rows.filter(organisation__isnull=True, person__is_active=True).values_list("person", flat=True))
    return alone.union(*people_of(organisations, local_date(now), *CIVIL_ROLES).values())


def _comment_page(context: dict[str, Any], language: str) -> dict[str, Any]:
    token = context["token"]
    comment = by_token(token)
    return {"path": reverse("comment-receipt", args=[token]), "place": place_words(comment) if comment else ""}


def _record(context: dict[str, Any], language: str) -> dict[str, Any]:
    return {"path": reverse("record")}


register_kind("unsent-left", template="comments/mail/unsent_left", details=_record)
register_kind("receipt", template="comments/mail/receipt", in_app=False, details=_comment_page)
register_kind("late-accepted", template="comments/mail/late_accepted")
register_kind("late-refused", template="comments/mail/late_refused")
