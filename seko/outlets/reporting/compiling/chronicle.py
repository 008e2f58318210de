"""What happened when: releases of the draft, dates moved, positions handed in, people told; and what was asked.

One query: small rows of several tables, each as (kind, at, what, old, new, words, number).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, Count, F, IntegerField, Min, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce

from seko.dialogue.consultations.models import Consultation, DateChange, Question
from seko.dialogue.positions.models import Position
from seko.drafts.documents.models import Release
from seko.foundation.notifications.models import Outbox

COLUMNS = ("row_kind", "row_at", "row_what", "row_old", "row_new", "row_words", "row_number")


@dataclass(frozen=True, slots=True)
class Happened:
    """One row. `number` is a SEKO's key, a question's order, or how many people were told."""

    kind: str
    at: datetime
    what: str
    old: str
    new: str
    words: str
    number: int


@dataclass(frozen=True, slots=True)
class Chronicle:
    """The rows by kind, in time."""

    releases: tuple[Happened, ...]
    moved: tuple[Happened, ...]
    handed_in: tuple[Happened, ...]
    told: tuple[Happened, ...]
    questions: tuple[Happened, ...]


def chronicle_of(consultation: Consultation) -> Chronicle:
    """Return what happened in the consultation, in one query."""
    questions = _as(
        Question.objects.filter(consultation=consultation),
        "questions",
        F("consultation__opens_at"),
        what=F("text"),
        words=F("text_en"),
        number=F("order"),
    )
    rows = questions.union(*_others(consultation), all=True)
    found = [Happened(*row) for row in rows]
    found.sort(key=lambda each: (each.at, each.number, each.what, each.new))
    return Chronicle(*(tuple(each for each in found if each.kind == kind) for kind in Chronicle.__slots__))


def _others(consultation: Consultation) -> list[QuerySet[Any, Any]]:
    told = Outbox.objects.filter(subject="consultation", subject_id=str(consultation.pk)).order_by().values("kind")
    released = Release.objects.filter(version=consultation.version_id)
    return [
        _as(released, "releases", F("starts_at"), what=F("circle"), number=Coalesce(F("seko_id"), Value(0))),
        _as(
            DateChange.objects.filter(consultation=consultation),
            "moved",
            F("at"),
            what=F("field"),
            old=F("old"),
            new=F("new"),
            words=F("reason"),
        ),
        _as(
            Position.objects.filter(consultation=consultation, submitted_at__isnull=False),
            "handed_in",
            F("submitted_at"),
            words=F("letter"),
            number=F("seko_id"),
        ),
        _as(told, "told", Min("created_at"), what=F("kind"), number=Count("pk")),
    ]


def _as(rows: QuerySet[Any, Any], kind: str, at: Any, **parts: Any) -> QuerySet[Any, Any]:
    texts = {f"row_{name}": Cast(parts.get(name, Value("")), TextField()) for name in ("what", "old", "new", "words")}
    found: QuerySet[Any, Any] = (
        rows.order_by()
        .annotate(
            row_kind=Value(kind, CharField()),
            row_at=at,
            row_number=Cast(parts.get("number", Value(0)), IntegerField()),
            **texts,
        )
        .values_list(*COLUMNS)
    )
    return found
