"""How one's own places and statements are shown, and proposals to the second person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seko.actors.mechanism.actions.leads import LEAVES
from seko.actors.mechanism.enums import Standing, SuspensionKind
from seko.actors.mechanism.models import Membership, Seko, Suspension
from seko.actors.mechanism.permissions import may_lift
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.actors.organisations.models import Organisation
from seko.actors.organisations.queries import people_of
from seko.foundation.core.dates import local_date
from seko.foundation.core.languages import in_form
from seko.foundation.design import spoken
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A place of one's own organisation in a SEKO."""

    name: str
    url: str
    role: str
    since: str
    leave_url: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement by which an organisation stands aside, or stood; `lift_url` where it can take part again."""

    kind: str
    where: str
    when: str
    words: str
    is_running: bool
    lift_url: str = ""


def own_places(rows: Iterable[Membership]) -> tuple[OwnPlace, ...]:
    """Return the places for the organisation's own page."""
    return tuple(
        OwnPlace(
            in_form(row.seko, "name"),
            reverse("area", args=[row.seko.code]),
            str(Standing(row.role).label),
            spoken.period(row.starts_on, None),
            reverse("membership-leave", args=[row.pk]),
        )
        for row in rows
    )


def statements(rows: Iterable[Suspension], actor: Actor, now: datetime) -> tuple[Statement, ...]:
    """Return statements, those in force first; `rows` with organisation and SEKO."""
    shown = [
        Statement(
            str(SuspensionKind(row.kind).label),
            in_form(row.seko, "name") if row.seko else _("In the whole mechanism"),
            spoken.period(row.starts_on, row.ends_on),
            row.statement,
            row.ends_on is None,
            reverse("suspension-lift", args=[row.pk]) if row.ends_on is None and may_lift(actor, row, now) else "",
        )
        for row in rows
    ]
    return tuple(sorted(shown, key=lambda each: not each.is_running))


def describe_leads(proposals: Sequence[ProposedDeed]) -> dict[UUID, second.Described]:
    """Describe proposals to appoint a lead, in three queries."""
    sekos = {str(each.pk): each for each in Seko.objects.filter(pk__in=[row.subject_id for row in proposals])}
    bodies = Organisation.objects.in_bulk([UUID(row.payload["organisation"]) for row in proposals])
    today = max((local_date(row.proposed_at) for row in proposals), default=date.min)
    coordinated = people_of(bodies, today, Role.COORDINATOR)
    return {
        row.pk: second.Described(
            _("Appoint the lead organisation"),
            in_form(sekos[row.subject_id], "name"),
            reverse("area", args=[sekos[row.subject_id].code]),
            (
                (_("Lead organisation"), bodies[UUID(row.payload["organisation"])].shown_name),
                (_("From"), spoken.day(date.fromisoformat(row.payload["on"]))),
                (_("Its coordination"), _coordination(row, coordinated)),
                (_("The lead until now"), becomes(row.payload["old_lead"])),
            ),
        )
        for row in proposals
        if row.subject_id in sekos
    }


def _coordination(row: ProposedDeed, coordinated: dict[UUID, set[UUID]]) -> str:
    count = len(coordinated.get(UUID(row.payload["organisation"]), ()))
    if not count:
        return _("Nobody holds this mandate yet: without one nobody can decide on the common position.")
    return ngettext("%(count)s person", "%(count)s persons", count) % {"count": count}


def becomes(value: str) -> str:
    """Return what the old lead becomes, in words."""
    return _("leaves the SEKO") if value == LEAVES else str(Standing(value).label)


def describe_endings(proposals: Sequence[ProposedDeed]) -> dict[UUID, second.Described]:
    """Describe proposals to end a place in a SEKO, in one query."""
    rows = Membership.objects.filter(pk__in=[each.subject_id for each in proposals])
    known = {str(row.pk): row for row in rows.select_related("organisation", "seko")}
    return {
        each.pk: second.Described(
            _("End a membership by decision of the consortium"),
            known[each.subject_id].organisation.shown_name,
            reverse("area", args=[known[each.subject_id].seko.code]),
            (
                (_("SEKO"), in_form(known[each.subject_id].seko, "name")),
                (_("From"), spoken.day(date.fromisoformat(each.payload["on"]))),
            ),
        )
        for each in proposals
        if each.subject_id in known
    }


second.register_words("appoint-lead", describe_leads)
second.register_words("end-membership", describe_endings)
