"""Who is told of what happens among an organisation's people: one table (entry -> audience -> template)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from seko.actors.accounts.models import Person
from seko.actors.organisations import queries
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import JoiningStatus, Role
from seko.actors.organisations.models import Invitation, JoiningRequest, Mandate, Organisation
from seko.actors.organisations.queries import people as reading
from seko.foundation.core.dates import local_date
from seko.foundation.notifications.actions import cancel, notify
from seko.foundation.notifications.registry import register_kind


def _of(organisation: Organisation, **more: str) -> dict[str, str]:
    return {"title": organisation.name, "title_en": organisation.name_en, "slug": organisation.slug, **more}


def invited(invitation: Invitation, person: Person, *, token: str, now: datetime) -> None:
    """Mail the offer with its link to the address that was invited."""
    notify(
        "mandate-invitation",
        recipients=[person.pk],
        subject="invitation",
        subject_id=invitation.pk,
        context=_of(invitation.organisation, role=invitation.role, token=token),
        now=now,
        key=f"mandate-invitation:{invitation.pk}",
    )


def called_back(invitation: Invitation) -> None:
    """Call off the letter where it has not gone yet."""
    cancel(f"mandate-invitation:{invitation.pk}")


def invitation_failed(invitation: Invitation, *, why: str, now: datetime) -> None:
    """Tell whoever invited that somebody tried to take the invitation up in vain: once for each reason. Where that one
    may no longer give it, the organisation's people are told too.
    """
    people = {invitation.invited_by_id} if invitation.invited_by_id else set()
    if why == "no-longer-given":
        people |= reading.coordinators_of(invitation.organisation, local_date(now))
    if people:
        notify(
            "invitation-failed",
            recipients=people,
            subject="invitation",
            subject_id=invitation.pk,
            context=_of(invitation.organisation, why=why, name=invitation.name),
            now=now,
            key=f"invitation-failed:{invitation.pk}:{why}",
        )


def taken_up(invitation: Invitation, *, now: datetime) -> None:
    """Tell whoever invited, and the organisation's coordination, that there is a new colleague."""
    today = local_date(now)
    people = reading.coordinators_of(invitation.organisation, today) | {invitation.invited_by_id}
    assert invitation.mandate is not None  # noqa: S101 (for the type checker)
    _tell("invitation-taken-up", people - {None, invitation.mandate.person_id}, invitation.organisation,
          invitation.pk, now, name=invitation.name)  # fmt: skip


def ended(mandate: Mandate, *, by: Actor | None, now: datetime) -> None:
    """Tell the person and those who coordinate the organisation; where nobody is left, its SEKOs and the ministry."""
    today, organisation = local_date(now), mandate.organisation
    acting = {UUID(by.person_id)} if by and by.person_id else set()
    _tell("own-mandate-ended", {mandate.person_id}, organisation, mandate.pk, now, role=mandate.role)
    others = reading.coordinators_of(organisation, today) - {mandate.person_id} - acting
    _tell("mandate-ended", others, organisation, mandate.pk, now, name=mandate.person.name, role=mandate.role)
    is_open = organisation.is_civil_society and not (organisation.ended_on or organisation.merged_into_id)
    if is_open and not reading.holding(organisation, today).exists():
        above = reading.leads_of(organisation, today) | queries.people_in_role(Role.MINISTRY, today)
        _tell("nobody-acts", above - acting, organisation, mandate.pk, now)


def asked_to_join(asked: JoiningRequest, *, now: datetime) -> None:
    """Tell the people of the organisation who decide; while there are none, its SEKOs' leads and the ministry."""
    today, organisation = local_date(now), asked.organisation
    people = reading.coordinators_of(organisation, today)
    if not people:
        people = reading.leads_of(organisation, today) | queries.people_in_role(Role.MINISTRY, today)
    _tell("asked-to-join", people, organisation, asked.pk, now, name=asked.person.name)


def joining_decided(asked: JoiningRequest, *, by: Actor, now: datetime) -> None:
    """Tell the person what was decided."""
    answer = "granted" if asked.status == JoiningStatus.GRANTED else "declined"
    _tell("joining-decided", {asked.person_id}, asked.organisation, asked.pk, now, answer=answer)


def _tell(
    kind: str, people: set[Any], organisation: Organisation, identifier: object, now: datetime, **more: str
) -> None:
    notify(
        kind,
        recipients=people,
        subject="organisation",
        subject_id=organisation.pk,
        context=_of(organisation, **more),
        now=now,
        key=f"{kind}:{identifier}",
    )


def _role(context: dict[str, Any]) -> dict[str, Any]:
    return {"role_words": str(Role(context["role"]).label)} if "role" in context else {}


def _people_page(context: dict[str, Any], language: str) -> dict[str, Any]:
    return {"path": reverse("people", args=[context["slug"]]), **_role(context)}


def _desk(context: dict[str, Any], language: str) -> dict[str, Any]:
    return {"path": reverse("desk"), **_role(context)}


def _invitation_page(context: dict[str, Any], language: str) -> dict[str, Any] | None:
    return {"path": reverse("invitation", args=[context["token"]]), **_role(context)} if "token" in context else None


register_kind(
    "mandate-invitation",
    template="organisations/mail/mandate_invitation",
    in_app=False,
    to_unconfirmed=True,
    details=_invitation_page,
)
for _kind, _details in (
    ("invitation-failed", _people_page),
    ("invitation-taken-up", _people_page),
    ("own-mandate-ended", _desk),
    ("mandate-ended", _people_page),
    ("nobody-acts", _people_page),
    ("asked-to-join", _people_page),
    ("joining-decided", _desk),
):
    register_kind(_kind, template=f"organisations/mail/{_kind.replace('-', '_')}", details=_details)
