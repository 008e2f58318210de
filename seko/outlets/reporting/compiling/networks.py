"""The networks that were asked: how many organisations of each, and which of them stood aside.

Whose participation was frozen or refused while comments could be sent is counted neither as asked nor as silent, and is
named apart; one that sent a comment under its own name all the same took part.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from seko.actors.mechanism.models import Membership, Seko, Suspension
from seko.dialogue.comments.queries import sent_in
from seko.dialogue.consultations.models import Consultation
from seko.foundation.core.dates import local_date
from seko.foundation.core.periods import in_force


class Aside(NamedTuple):
    """An organisation that stood aside from a network that was asked, how, and since when."""

    organisation: str
    seko_id: int
    kind: str
    since: date


class Network(NamedTuple):
    """A SEKO that was asked, and how many of its organisations were."""

    seko: Seko
    asked: int


def networks_of(consultation: Consultation) -> tuple[list[Network], tuple[Aside, ...]]:
    """Return the networks asked, in their order, and who stood aside; in four queries."""
    opened, closed = local_date(consultation.opens_at), local_date(consultation.leads_deadline_at)
    # What was said under a network's name gives nobody away, not even by a number.
    took_part = set(sent_in(consultation).filter(under_network_name=False).values_list("organisation_id", flat=True))
    sekos = list(Seko.objects.filter(consultations=consultation).order_by("order", "pk"))
    members: dict[int, set[UUID]] = defaultdict(set)
    rows = Membership.objects.filter(in_force(opened), seko__in=sekos)
    for seko_id, organisation_id in rows.values_list("seko", "organisation"):
        members[seko_id].add(organisation_id)
    overlap = Q(ends_on__isnull=True) | Q(ends_on__gte=opened)
    suspensions = Suspension.objects.filter(overlap, starts_on__lte=closed).exclude(organisation__in=took_part)
    aside = {
        (seko_id, row.organisation_id): Aside(row.organisation.name, seko_id, row.kind, row.starts_on)
        for row in suspensions.select_related("organisation").order_by("organisation__name_key", "starts_on")
        for seko_id in ([row.seko_id] if row.seko_id else members)
        if row.organisation_id in members[seko_id]
    }
    asked = [Network(seko, sum((seko.pk, each) not in aside for each in members[seko.pk])) for seko in sekos]
    return asked, tuple(aside.values())
