"""Who is told of what happens to a consultation: one table (entry -> audience -> template)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from seko.actors.mechanism.queries import mandates_of_lead, mandates_of_network
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.models import Mandate
from seko.actors.organisations.queries import sign, who_may_have
from seko.dialogue.consultations import conditions
from seko.dialogue.consultations.models import Consultation, DateChange
from seko.dialogue.consultations.timetable import DATE_NAMES
from seko.foundation.core.dates import local_date
from seko.foundation.notifications.actions import notify
from seko.foundation.notifications.registry import register_kind


def people_of_networks(consultation: Consultation, now: datetime) -> set[UUID]:
    """Return the people of every organisation of the asked SEKOs."""
    today = local_date(now)
    return {
        person
        for seko in consultation.sekos.all()
        for person in mandates_of_network(seko.pk, today).values_list("person_id", flat=True)
    }


def people_of_leads(consultation: Consultation, now: datetime) -> set[UUID]:
    """Return the coordination of the leads of the asked SEKOs."""
    today = local_date(now)
    return {
        person
        for seko in consultation.sekos.all()
        for person in mandates_of_lead(seko.pk, today).values_list("person_id", flat=True)
    }


def people_of_all(consultation: Consultation, now: datetime) -> set[UUID]:
    """Return the people of the asked networks and every author: who sent directly belongs to none of them."""
    return people_of_networks(consultation, now) | conditions.authors.of(consultation.pk, now)


def matter_of(consultation: Consultation) -> str:
    """Return what a link says that lets somebody into this consultation."""
    return f"consultation:{consultation.pk}"


def _links(consultation: Consultation, now: datetime) -> dict[UUID, dict[str, str]]:
    """Return for the letter of each person of the networks who may have one the link that lets in once, without a
    password.
    """
    today, until = local_date(now), consultation.leads_deadline_at
    found: dict[UUID, dict[str, str]] = {}
    for seko in consultation.sekos.all():
        for mandate in who_may_have(mandates_of_network(seko.pk, today), now):
            if mandate.person_id not in found:
                found[mandate.person_id] = {"token": sign(mandate, matter_of(consultation), until=until, now=now)}
    return found


def link(consultation: Consultation, mandate: Mandate, *, now: datetime) -> None:
    """Mail the link that lets the mandate's person in once, to comment on this consultation."""
    token = sign(mandate, matter_of(consultation), until=consultation.leads_deadline_at, now=now)
    key = f"link:{consultation.pk}:{now.isoformat()}"
    _tell("consultation-link", consultation, {mandate.person_id}, now, event=key, token=token)


def _tell(
    kind: str,
    consultation: Consultation,
    people: set[UUID],
    now: datetime,
    *,
    event: str = "",
    letters: dict[UUID, dict[str, str]] | None = None,
    **extra: str,
) -> None:
    notify(
        kind,
        recipients=people,
        subject="consultation",
        subject_id=consultation.pk,
        context={"code": consultation.code, "title": consultation.title, "title_en": consultation.title_en, **extra},
        now=now,
        key=f"{kind}:{event or f'{consultation.pk}:{consultation.status}'}",
        letters=letters,
    )


def opened(consultation: Consultation, *, by: Actor, now: datetime) -> None:
    """Tell the networks that they are asked, and until when."""
    _tell(
        "consultation-opened",
        consultation,
        people_of_networks(consultation, now),
        now,
        deadline=consultation.leads_deadline_at.isoformat(),
        members_on=consultation.members_on.isoformat(),
        asks="draft" if consultation.version_id else "questions",
        letters=_links(consultation, now),
    )


def concluded(consultation: Consultation, *, by: Actor, now: datetime) -> None:
    """Tell the networks and all authors that the consultation is concluded."""
    _tell("consultation-concluded", consultation, people_of_all(consultation, now), now)


def excepted(consultation: Consultation, *, by: Actor, now: datetime) -> None:
    """Tell the networks and all authors that it was concluded although something stays unanswered, by whom and why."""
    _tell(
        "consultation-excepted",
        consultation,
        people_of_all(consultation, now),
        now,
        reason=consultation.exception_reason,
        official=consultation.exception_by,
    )


def reported(consultation: Consultation, *, by: Actor, now: datetime) -> None:
    """Tell the networks and all authors that the report is out."""
    _tell("consultation-reported", consultation, people_of_all(consultation, now), now)


def cancelled(consultation: Consultation, *, by: Actor, now: datetime) -> None:
    """Tell those who were asked that the consultation is cancelled, and why."""
    if consultation.opened_at:
        _tell(
            "consultation-cancelled",
            consultation,
            people_of_networks(consultation, now),
            now,
            reason=consultation.cancelled_reason,
        )


def date_moved(consultation: Consultation, change: DateChange, *, now: datetime) -> None:
    """Tell the leads and the holders of unsent comments that a date was moved (design.md, States: extend); of that of
    replies the authors too.
    """
    people = people_of_leads(consultation, now) | conditions.holders_of_unsent.of(consultation.pk, now)
    if change.field == "replies_until_at":
        people |= conditions.authors.of(consultation.pk, now)
    _tell(
        "date-moved",
        consultation,
        people,
        now,
        event=str(change.pk),
        field=change.field,
        old=change.old,
        new=change.new,
        reason=change.reason,
    )


def _page(context: dict[str, Any], language: str) -> dict[str, Any]:
    if context.get("token"):
        return {"path": reverse("link-open", args=[context["code"], context["token"]])}
    return {"path": reverse("consultation", args=[context["code"]])}


def _moved(context: dict[str, Any], language: str) -> dict[str, Any]:
    return {**_page(context, language), "date_name": str(DATE_NAMES[context["field"]])}


for _kind, _details in (
    ("consultation-opened", _page),
    ("consultation-concluded", _page),
    ("consultation-excepted", _page),
    ("consultation-reported", _page),
    ("consultation-cancelled", _page),
    ("date-moved", _moved),
):
    _name = _kind.removeprefix("consultation-").replace("-", "_")
    register_kind(_kind, template=f"consultations/mail/{_name}", details=_details)
register_kind("consultation-link", template="consultations/mail/link", in_app=False, details=_page)
