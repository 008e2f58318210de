"""Who is told of what happens to a position: one table (entry -> audience -> template)."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from seko.actors.mechanism.models import Seko
from seko.actors.mechanism.queries import mandates_of_lead
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.actors.organisations.queries import people_in_role
from seko.dialogue.comments.models import Comment
from seko.dialogue.comments.queries import number_of, standing
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.enums import Fate, PositionStatus
from seko.dialogue.positions.models import Position
from seko.dialogue.positions.queries import awaiting_lead, by_author, is_in_other_words, with_fate
from seko.foundation.core.dates import local_date
from seko.foundation.notifications.actions import notify
from seko.foundation.notifications.registry import register_kind

# entry -> audience: position-submitted -> the ministry's coordination, and each author (comment-fates);
# position-taken-back -> the same; comment-dissented -> the lead; the clock -> each author, the leads.
KINDS = ("position-submitted", "position-taken-back", "comment-fates", "comment-dissented", "comments-undecided")


def _for_author(context: dict[str, Any], language: str) -> dict[str, Any]:
    return {"path": reverse("record")}


def _for_desk(context: dict[str, Any], language: str) -> dict[str, Any]:
    return {"path": reverse("desk")}


for _kind in KINDS:
    _details = _for_author if _kind == "comment-fates" else _for_desk
    register_kind(_kind, template=f"positions/mail/{_kind.replace('-', '_')}", details=_details)

TAKEN = (Fate.CARRIED, Fate.MERGED, Fate.REWORDED)


def submitted(position: Position, *, by: Actor, now: datetime) -> None:
    """Tell the ministry's coordination that the position is in, and each author what became of the own comments."""
    _tell_ministry("position-submitted", position, now)
    tell_fates(position.consultation, position.seko, now=now, handed_in=position)


def taken_back(position: Position, *, by: Actor, now: datetime) -> None:
    """Tell the ministry's coordination and the authors that the position is back in work, and why."""
    _tell_ministry("position-taken-back", position, now, reason=position.taken_back_reason)
    rows = standing(Comment.objects.filter(consultation_id=position.consultation_id, seko_id=position.seko_id))
    for group in by_author(rows, now).values():
        _tell(
            "position-taken-back",
            group.people,
            position.consultation,
            position.seko,
            now,
            f"{now.isoformat()}",
            reason=position.taken_back_reason,
        )


def tell_fates(consultation: Consultation, seko: Seko, *, now: datetime, handed_in: Position | None = None) -> int:
    """Tell each author's organisation what its SEKO decided of its comments; return how many groups were told.

    The key names the handing in, or the leads' deadline that passed: a deadline opened again is told anew.
    """
    rows = with_fate(Comment.objects.filter(consultation=consultation, seko=seko), now)
    rows = rows.filter(fate__in=(*TAKEN, Fate.SET_ASIDE, Fate.NOT_CONSOLIDATED)).select_related("consultation")
    stamp = f"deadline:{consultation.leads_deadline_at.isoformat()}"
    if handed_in is not None and handed_in.submitted_at is not None:
        stamp = handed_in.submitted_at.isoformat()
    decided: dict[Comment, Fate] = {
        comment: Fate(comment.fate) for comment in rows.prefetch_related("sources__point").order_by("number")
    }
    groups = by_author(decided, now)
    for group in groups.values():
        fates = Counter(decided[comment] for comment in group.comments)
        left_out = [number_of(each) for each in group.comments if decided[each] == Fate.SET_ASIDE]
        _tell(
            "comment-fates",
            group.people,
            consultation,
            seko,
            now,
            f"{group.author}:{stamp}",
            taken=sum(fates[fate] for fate in TAKEN),
            reworded=sum(is_in_other_words(each) for each in group.comments),
            set_aside=fates[Fate.SET_ASIDE],
            numbers=", ".join(left_out),
            not_consolidated=fates[Fate.NOT_CONSOLIDATED],
            dissents_until=consultation.dissents_until_at.isoformat(),
        )
    return len(groups)


def tell_fates_at_deadline(consultation: Consultation, *, now: datetime) -> int:
    """Tell every author whom no handed-in position has told; return how many groups were named."""
    submitted = Position.objects.filter(consultation=consultation, status=PositionStatus.SUBMITTED)
    sekos = Seko.objects.filter(comments__consultation=consultation).exclude(pk__in=submitted.values("seko"))
    return sum(tell_fates(consultation, seko, now=now) for seko in sekos.distinct())


def dissented(comment: Comment, *, now: datetime) -> None:
    """Tell the lead that an author has dissented."""
    seko = comment.seko
    if seko is None:
        return
    people = _leads(seko, now)
    _tell("comment-dissented", people, comment.consultation, seko, now, str(comment.pk), number=number_of(comment))


def remind_of_undecided(consultation: Consultation, *, days: int, now: datetime) -> int:
    """Remind each lead of comments not decided, `days` working days before its deadline; return how many leads."""
    reminded = 0
    for seko in consultation.sekos.all():
        count = awaiting_lead(consultation, seko, now).count()
        if count:
            stamp = f"{consultation.leads_deadline_at.isoformat()}:{days}"
            deadline = consultation.leads_deadline_at.isoformat()
            _tell(
                "comments-undecided",
                _leads(seko, now),
                consultation,
                seko,
                now,
                stamp,
                count=count,
                days=days,
                deadline=deadline,
            )
            reminded += 1
    return reminded


def _leads(seko: Seko, now: datetime) -> set[UUID]:
    return set(mandates_of_lead(seko.pk, local_date(now)).values_list("person_id", flat=True))


def _tell_ministry(kind: str, position: Position, now: datetime, **extra: Any) -> None:
    people = people_in_role(Role.MINISTRY, local_date(now))
    _tell(kind, people, position.consultation, position.seko, now, f"ministry:{now.isoformat()}", **extra)


def _tell(
    kind: str, people: set[UUID], consultation: Consultation, seko: Seko, now: datetime, stamp: str, **extra: Any
) -> None:
    notify(
        kind,
        recipients=sorted(people),
        subject="consultation",
        subject_id=consultation.pk,
        context={
            "code": consultation.code,
            "title": consultation.title,
            "title_en": consultation.title_en,
            "seko": seko.name_sr,
            "seko_en": seko.name_en,
            **extra,
        },
        now=now,
        key=f"{kind}:{consultation.pk}:{seko.pk}:{stamp}",
    )
