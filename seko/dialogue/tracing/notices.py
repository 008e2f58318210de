"""Who is told what a comment changed, and that a promise was revised: one table (entry -> audience -> template)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from seko.dialogue.comments.models import Comment
from seko.dialogue.comments.queries import number_of
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.models import Point
from seko.dialogue.positions.queries import by_author, source_comments
from seko.dialogue.tracing.models import Cause, Statement
from seko.drafts.documents.models import Version
from seko.foundation.journal.chain import digest
from seko.foundation.notifications.actions import notify
from seko.foundation.notifications.registry import register_kind

# entry -> audience: change-named in a published draft -> each author of the words behind it; promise-stated as revised
# -> each author.
MOST_NAMED = 20


def _for_author(context: dict[str, Any], language: str) -> dict[str, Any]:
    return {"path": reverse("record")}


for _kind in ("comments-changed-text", "promise-revised"):
    register_kind(_kind, template=f"tracing/mail/{_kind.replace('-', '_')}", details=_for_author)


def comments_changed_text(causes: Sequence[Cause], version: Version, *, now: datetime) -> None:
    """Tell each author once which of the own comments changed the published draft."""
    by_consultation: dict[Consultation, dict[Comment, list[Cause]]] = {}
    for cause in causes:
        if cause.point is not None:
            behind = by_consultation.setdefault(cause.point.consultation, {})
            for comment in source_comments(cause.point):
                behind.setdefault(comment, []).append(cause)
    for consultation, behind in by_consultation.items():
        for author in by_author(behind, now).values():
            told = sorted({cause.pk for comment in author.comments for cause in behind[comment]})
            _tell(
                "comments-changed-text",
                author.people,
                consultation,
                now,
                f"{version.pk}:{digest(told)}",
                draft=version.number,
                count=len(author.comments),
                numbers=_numbers(author.comments),
            )


def promise_revised(statement: Statement, point: Point, *, now: datetime) -> None:
    """Tell each author that what was promised is revised, with the new words and the reason."""
    for author in by_author(source_comments(point), now).values():
        _tell(
            "promise-revised",
            author.people,
            point.consultation,
            now,
            str(statement.pk),
            numbers=_numbers(author.comments),
            words=statement.words,
            reason=statement.reason,
        )


def _numbers(comments: Sequence[Comment]) -> str:
    numbers = sorted(map(number_of, comments))
    return ", ".join(numbers[:MOST_NAMED]) + (" …" if len(numbers) > MOST_NAMED else "")


def _tell(
    kind: str, people: Iterable[Any], consultation: Consultation, now: datetime, event: str, **extra: Any
) -> None:
    notify(
        kind,
        recipients=sorted(people),
        subject="consultation",
        subject_id=consultation.pk,
        context={"title": consultation.title, "title_en": consultation.title_en, **extra},
        now=now,
        key=f"{kind}:{event}",
    )
