"""One consolidated comment: its words, sources, what partners say of it and propose, what happened to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.models import Organisation
from seko.dialogue.comments.queries import number_of
from seko.dialogue.positions.enums import ProposalKind, Stance
from seko.dialogue.positions.models import Agreement, PartnerProposal, Point, Source
from seko.dialogue.positions.presenters.addresses import Address
from seko.dialogue.positions.presenters.texts import author_of
from seko.dialogue.positions.queries import BoardPoint
from seko.foundation.core.dates import local_date
from seko.foundation.design.parts import Consent, Link
from seko.foundation.design.states import Shape, State, Tone

NAMED_SOURCES = 12


@dataclass(frozen=True, slots=True)
class ProposalCard:
    """What a partner proposes: the deed in words, the wording it would get, why, the comments it speaks of."""

    organisation: str
    deed: str
    wording: str
    words: str
    links: tuple[Link, ...]
    url: str


@dataclass(frozen=True, slots=True)
class PointCard:
    """A consolidated comment as the board shows it.

    `stance` is what the actor's own organisation says of the present wording; `agreed` replaces the partners' names
    where all of them agree. `revision` names the wording that is shown.
    """

    number: int
    revision: int
    words: str
    proposal: str
    sources: tuple[Link, ...]
    more_sources: int
    consents: tuple[Consent, ...]
    agreed: str
    objections: tuple[Agreement, ...]
    stance: str
    proposals: tuple[ProposalCard, ...]
    url: str


def agrees() -> State:
    """Return the state of a partner that agrees."""
    return State("agrees", Shape.DISC_TICK, Tone.YES, _("Agrees"))


def objects() -> State:
    """Return the state of a partner that does not agree."""
    return State("objects", Shape.TRIANGLE, Tone.PLAIN, _("Does not agree"))


def silent() -> State:
    """Return the state of a partner that has not said anything of the present wording."""
    return State("awaiting", Shape.RING, Tone.WAIT, _("Has said nothing yet"))


def waits_for(each: BoardPoint, partners: Sequence[Organisation]) -> int:
    """Return how many partners have said nothing of the present wording."""
    said = {agreement.organisation_id for agreement in each.agreements}
    return sum(partner.pk not in said for partner in partners)


def point_card(
    each: BoardPoint, partners: Sequence[Organisation], actor: Actor, address: Address, now: datetime
) -> PointCard:
    """Return the card of one consolidated comment."""
    point = each.point
    said = {agreement.organisation_id: agreement for agreement in each.agreements}
    own = next((one for one in each.agreements if str(one.organisation_id) == actor.organisation_id), None)
    unanimous = bool(partners) and all(
        partner.pk in said and said[partner.pk].stance == Stance.AGREES for partner in partners
    )
    return PointCard(
        number=point.number,
        revision=point.revision,
        words=point.wording,
        proposal=point.proposed_wording,
        sources=tuple(source_link(source) for source in each.sources[:NAMED_SOURCES]),
        more_sources=max(0, len(each.sources) - NAMED_SOURCES),
        consents=() if unanimous else tuple(_consent(partner, said, point, now) for partner in partners),
        agreed=_all_agree(len(partners)) if unanimous else "",
        objections=tuple(one for one in each.agreements if one.stance == Stance.OBJECTS and one.words),
        stance=own.stance if own else "",
        proposals=tuple(proposal_card(proposal, address) for proposal in each.proposals),
        url=address.to("board-point", point.number),
    )


def source_link(source: Source) -> Link:
    """Return the author of a source with the address of the comment's own page."""
    return Link(author_of(source.comment), reverse("comment", args=[number_of(source.comment)]))


def _consent(partner: Organisation, said: Mapping[UUID, Agreement], point: Point, now: datetime) -> Consent:
    agreement = said.get(partner.pk)
    if agreement is not None:
        return Consent(partner.name, agrees() if agreement.stance == Stance.AGREES else objects())
    # When a wording was changed is not kept beside it: only a first wording has an age that is known here.
    days = (local_date(now) - local_date(point.created_at)).days if not point.revision else 0
    note = ngettext("waits %(days)s day", "waits %(days)s days", days) % {"days": days} if days else _("is awaited")
    return Consent(partner.name, silent(), note)


def _all_agree(count: int) -> str:
    return ngettext("The partner agrees", "All %(count)s partners agree", count) % {"count": count}


def proposal_card(proposal: PartnerProposal, address: Address) -> ProposalCard:
    """Return the card of a partner's open proposal; it carries `organisation` and `comments`."""
    comments = sorted(proposal.comments.all(), key=lambda comment: comment.number)
    return ProposalCard(
        proposal.organisation.shown_name,
        str(ProposalKind(proposal.kind).label),
        proposal.wording,
        proposal.words,
        tuple(Link(f"{address.code}-{comment.number:04d}".upper(), f"#c-{comment.number}") for comment in comments),
        address.to("board-proposal", proposal.pk),
    )
