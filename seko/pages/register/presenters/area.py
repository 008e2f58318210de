"""The page of an area: its names, its consortium today and in time, its network, who stands aside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from seko.actors.calls.enums import CallKind, CallStatus
from seko.actors.calls.models import Call
from seko.actors.calls.queries import title_of as title_of_call
from seko.actors.mechanism.enums import CONSORTIUM, Ending, Standing, SuspensionKind
from seko.actors.mechanism.models import Membership, Seko, Suspension
from seko.actors.mechanism.permissions import may_end_membership, may_keep_mechanism, may_leave
from seko.actors.mechanism.queries import memberships_on, name_on, suspended, suspensions_on
from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import title_of
from seko.foundation.core.languages import in_form
from seko.foundation.design import spoken
from seko.foundation.design.parts import Link, Row
from seko.foundation.text.folding import fold
from seko.pages.register.presenters.areas import is_incomplete


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation's place in the SEKO; `note` is what is unknown, by which act, why it ended."""

    organisation: str
    url: str
    role: str
    when: str
    note: str = ""
    is_aside: bool = False
    deed: Link | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """An organisation that stands aside, with its statement."""

    organisation: str
    kind: str
    where: str
    since: str
    statement: str


@dataclass(frozen=True, slots=True)
class AreaPage:
    """What the head of an area's page says; `hindrance` is what its consortium lacks."""

    name: str
    seko: str
    counted: str
    former: tuple[tuple[str, str], ...]
    hindrance: str
    consortium: tuple[Place, ...]
    in_time: tuple[Place, ...]
    aside: tuple[Aside, ...]
    deeds: tuple[Link, ...]


def page_of(seko: Seko, day: date, actor: Actor, now: datetime) -> AreaPage:
    """Return the page as of a day; who may change something is offered it."""
    rows = memberships_on(day).filter(seko=seko, role__in=CONSORTIUM).select_related("organisation", "seko")
    consortium = list(rows.annotate(is_aside=suspended(day)).order_by("role", "organisation__name_key"))
    sector = seko.sector
    return AreaPage(
        name=in_form(name_on(sector, day), "name"),
        seko=in_form(seko, "name"),
        counted=spoken.period(sector.valid_from, sector.valid_to),
        former=tuple(
            (in_form(each, "name"), spoken.period(each.starts_on, each.ends_on)) for each in sector.former_names.all()
        ),
        hindrance=_hindrance(consortium, day),
        consortium=tuple(place(row, actor, now) for row in consortium),
        in_time=_in_time(seko),
        aside=_aside(seko, day),
        deeds=_deeds(seko, actor, now),
    )


def _hindrance(consortium: Sequence[Membership], day: date) -> str:
    has_lead = any(row.role == Standing.LEAD for row in consortium)
    if not is_incomplete(len(consortium), has_lead, day):
        return ""
    if not has_lead:
        return _("It has no lead organisation: a call or an appointment is needed.")
    return _("It has %(count)s of at least %(least)s organisations: a call is needed.") % {
        "count": len(consortium),
        "least": settings.SEKO_CONSORTIUM["least"],
    }


def place(row: Membership, actor: Actor, now: datetime) -> Place:
    """Return a present place; `row` with its organisation and `is_aside`."""
    deed = None
    if may_leave(actor, row, now):
        deed = Link(_("Leave the network"), reverse("membership-leave", args=[row.pk]))
    elif may_end_membership(actor, row, now) and row.role != Standing.LEAD:
        deed = Link(_("End the membership"), reverse("membership-end", args=[row.pk]))
    return Place(
        row.organisation.shown_name,
        reverse("organisation", args=[row.organisation.slug]),
        str(Standing(row.role).label),
        spoken.period(row.starts_on, row.ends_on),
        row.note,
        bool(getattr(row, "is_aside", False)),
        deed,
    )


def _in_time(seko: Seko) -> tuple[Place, ...]:
    rows = Membership.objects.filter(seko=seko, role__in=CONSORTIUM).select_related("organisation")
    return tuple(
        Place(
            row.organisation.shown_name,
            reverse("organisation", args=[row.organisation.slug]),
            str(Standing(row.role).label),
            spoken.period(row.starts_on, row.ends_on),
            " · ".join(filter(None, (row.basis, row.note, _ended(row)))),
        )
        for row in rows.order_by("-starts_on", "role", "organisation__name_key")
        if row.ended_at is None or row.ends_on != row.starts_on
    )


def _ended(row: Membership) -> str:
    if not row.ending:
        return ""
    return ": ".join(filter(None, (str(Ending(row.ending).label), row.ending_reason)))


def _aside(seko: Seko, day: date) -> tuple[Aside, ...]:
    members = memberships_on(day).filter(seko=seko).values("organisation")
    rows = suspensions_on(day).filter(organisation__in=members).exclude(seko__isnull=False, seko__in=_others(seko))
    return tuple(aside(row) for row in rows.select_related("organisation", "seko"))


def _others(seko: Seko) -> QuerySet[Seko]:
    return Seko.objects.exclude(pk=seko.pk)


def aside(row: Suspension) -> Aside:
    """Return a statement by which an organisation stands aside; `row` with organisation and SEKO."""
    return Aside(
        row.organisation.shown_name,
        str(SuspensionKind(row.kind).label),
        in_form(row.seko, "name") if row.seko else _("In the whole mechanism"),
        spoken.period(row.starts_on, row.ends_on),
        row.statement,
    )


def _deeds(seko: Seko, actor: Actor, now: datetime) -> tuple[Link, ...]:
    found = []
    if may_keep_mechanism(actor, seko, now):
        found += [
            Link(_("Change the area"), reverse("area-edit", args=[seko.code])),
            Link(_("Appoint the lead organisation"), reverse("lead-appoint", args=[seko.code])),
            Link(_("Enter a membership"), reverse("membership-new", args=[seko.code])),
        ]
    if seko.pk in actor.sekos():
        found.append(Link(_("Our part in the mechanism"), reverse("participation")))
    return tuple(found)


def network_of(seko: Seko, day: date, typed: str) -> QuerySet[Membership]:
    """Return the places of the day whose organisation's name holds what was typed, in either script."""
    rows = memberships_on(day).filter(seko=seko).select_related("organisation", "seko")
    if key := fold(typed)[:200].strip():
        rows = rows.filter(organisation__name_key__contains=key)
    return rows.annotate(is_aside=suspended(day)).order_by("organisation__name_key")


def calls_of(rows: Iterable[Call]) -> tuple[Row, ...]:
    """Return calls as rows that lead to their pages."""
    return tuple(
        Row(
            title_of_call(each),
            reverse("call", args=[each.code]),
            str(CallKind(each.kind).label),
            spoken.day(each.closes_at or each.opens_at),
            str(CallStatus(each.status).label),
        )
        for each in rows
    )


def consultations_of(rows: Iterable[Consultation]) -> tuple[Row, ...]:
    """Return consultations as rows that lead to their pages."""
    return tuple(
        Row(title_of(each), reverse("consultation", args=[each.code]), date=spoken.day(each.opens_at)) for each in rows
    )
