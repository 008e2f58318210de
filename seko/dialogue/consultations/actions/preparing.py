"""Preparing a consultation: what it will ask, whom, and when; nobody is asked yet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.mechanism.models import Seko
from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations import permissions, timetable
from seko.dialogue.consultations.enums import Audience, Status
from seko.dialogue.consultations.models import Consultation, Question
from seko.dialogue.consultations.queries import locked
from seko.drafts.documents.models import Version
from seko.foundation.core.errors import Invalid, WrongState, refuse_unless
from seko.foundation.journal import actions as journal

FIELDS = (
    "title",
    "title_en",
    "summary",
    "summary_en",
    "open_matters",
    "open_matters_en",
    "audience",
    "allows_direct",
    "network_reads",
    "answers_words",
    "answers_words_en",
    *timetable.ORDER,
)
FEWEST_QUESTIONS, MOST_QUESTIONS = 3, 5
WITHOUT_DRAFT = _("Choose a draft or ask three to five questions: without both there is nothing to comment on.")


def prepare_consultation(
    *,
    code: str,
    fields: Mapping[str, Any],
    sekos: Iterable[Seko],
    questions: Iterable[tuple[str, str]],
    by: Actor,
    now: datetime,
    version: Version | None = None,
) -> Consultation:
    """Create a consultation that nobody is asked yet. `questions` are (Serbian, English) texts.

    Raises `Refused`, `Invalid` (dates, nobody asked, nothing to comment on, a code in use).
    """
    refuse_unless(permissions.may_coordinate(by, None, now))
    sekos, questions = list(sekos), list(questions)
    _check(fields, sekos, questions, version, now)
    if Consultation.objects.filter(code=code).exists():
        raise Invalid({"code": _("This short code is already in use.")})
    with transaction.atomic():
        consultation = Consultation.objects.create(
            code=code,
            version=version,
            created_at=now,
            created_by=by.person,
            **{name: fields[name] for name in FIELDS if name in fields},
        )
        consultation.sekos.set(sekos)
        _write_questions(consultation, questions)
        journal.record(
            "consultation-prepared", "consultation", consultation.pk, by=by, now=now, scope=consultation.pk, code=code
        )
    return consultation


def change_prepared(
    consultation: Consultation,
    *,
    fields: Mapping[str, Any],
    sekos: Iterable[Seko],
    questions: Iterable[tuple[str, str]],
    by: Actor,
    now: datetime,
    version: Version | None = None,
) -> Consultation:
    """Change a consultation that is not opened yet; afterwards only dates move. Raises as `prepare_consultation`.

    Warnings that were acknowledged before have to be weighed anew.
    """
    refuse_unless(permissions.may_coordinate(by, consultation, now))
    sekos, questions = list(sekos), list(questions)
    _check(fields, sekos, questions, version, now)
    with transaction.atomic():
        row = locked(consultation)
        if row.status != Status.PREPARED:
            raise WrongState(_("The consultation is already opened: only its dates can be moved."))
        for name in FIELDS:
            if name in fields:
                setattr(row, name, fields[name])
        row.version = version
        row.acknowledged = []
        row.save()
        row.sekos.set(sekos)
        row.questions.all().delete()
        _write_questions(row, questions)
        journal.record("consultation-changed", "consultation", row.pk, by=by, now=now, scope=row.pk)
    return row


def faults_of(
    fields: Mapping[str, Any],
    sekos: Collection[Seko],
    questions: Iterable[tuple[str, str]],
    version: Version | None,
    now: datetime,
) -> dict[str, Any]:
    """Return what makes it impossible to prepare a consultation so, by field; `sekos` and `questions` among them.

    Dates that are not given yet are not judged.
    """
    found: dict[str, Any] = timetable.faults(fields, now)
    if not str(fields.get("title", "")).strip():
        found["title"] = _("Give the title.")
    if fields.get("audience", Audience.SEKOS) == Audience.SEKOS and not sekos:
        found["sekos"] = _("Choose at least one SEKO, or ask everybody.")
    asked = len(_texts(questions))
    if not FEWEST_QUESTIONS <= asked <= MOST_QUESTIONS and (asked or version is None):
        found["questions"] = _("Ask three to five questions, or none.") if version else WITHOUT_DRAFT
    return found


def _check(
    fields: Mapping[str, Any],
    sekos: Collection[Seko],
    questions: Iterable[tuple[str, str]],
    version: Version | None,
    now: datetime,
) -> None:
    found = faults_of(fields, sekos, questions, version, now)
    if found:
        raise Invalid(found)


def _texts(questions: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(serbian.strip(), english.strip()) for serbian, english in questions if serbian.strip()]


def _write_questions(consultation: Consultation, questions: Iterable[tuple[str, str]]) -> None:
    Question.objects.bulk_create(
        Question(consultation=consultation, order=order, text=serbian, text_en=english)
        for order, (serbian, english) in enumerate(_texts(questions), start=1)
    )
