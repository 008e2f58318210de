"""The page of one consolidated comment, of a proposal, and of two wordings saved at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from seko.actors.mechanism.models import Seko
from seko.actors.mechanism.queries import consortium_of
from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.enums import ProposalKind, ProposalStatus, Relation
from seko.dialogue.positions.models import Agreement, PartnerProposal, Point, Source
from seko.dialogue.positions.presenters.addresses import Address
from seko.dialogue.positions.presenters.handling import said
from seko.dialogue.positions.presenters.head import Doing, below_board, doing_of
from seko.dialogue.positions.presenters.history import history_of, last_wording
from seko.dialogue.positions.presenters.points import PointCard, ProposalCard, point_card, proposal_card
from seko.dialogue.positions.queries import BoardPoint, position_of
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import Conflict
from seko.foundation.core.languages import current
from seko.foundation.design import spoken
from seko.foundation.design.parts import ChainLink, Crumb, Said
from seko.foundation.text.differences import Op, difference


@dataclass(frozen=True, slots=True)
class SourceCard:
    """A comment behind a consolidated one: its words, how they entered, its number for taking it out."""

    said: Said
    relation: str
    number: int


@dataclass(frozen=True, slots=True)
class PointPage:
    """The page of one consolidated comment."""

    crumbs: tuple[Crumb, ...]
    title: str
    address: Address
    back: str
    card: PointCard
    sources: tuple[SourceCard, ...]
    history: tuple[ChainLink, ...]
    doing: Doing
    kept: str


def page_of(
    consultation: Consultation, seko: Seko, point: Point, actor: Actor, address: Address, now: datetime
) -> PointPage:
    """Return the page of a consolidated comment."""
    each = _with_relations(point)
    partners = [row.organisation for row in consortium_of(seko, local_date(now)) if row.role == "partner"]
    title = _("Consolidated comment no. %(number)s") % {"number": point.number}
    return PointPage(
        crumbs=below_board(consultation, address, title),
        title=title,
        address=address,
        back=address.board(f"no-{point.number}"),
        card=point_card(each, partners, actor, address, now),
        sources=tuple(_source(source) for source in each.sources),
        history=history_of(point),
        doing=doing_of(actor, consultation, seko, position_of(consultation, seko), now),
        kept=str(point.pk),
    )


def _with_relations(point: Point) -> BoardPoint:
    row = Point.objects.prefetch_related(
        Prefetch("sources", Source.objects.select_related("comment__organisation", "comment__consultation")),
        Prefetch("agreements", Agreement.objects.select_related("organisation")),
        Prefetch(
            "proposals",
            PartnerProposal.objects.filter(status=ProposalStatus.OPEN)
            .select_related("organisation")
            .prefetch_related("comments"),
        ),
    ).get(pk=point.pk)
    current_ones = tuple(one for one in row.agreements.all() if one.revision == row.revision)
    return BoardPoint(row, tuple(row.sources.all()), current_ones, (), tuple(row.proposals.all()))


def _source(source: Source) -> SourceCard:
    return SourceCard(said(source.comment), str(Relation(source.relation).label), source.comment.number)


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """The page of a partner's proposal: what it would do, to which comments, and what was decided of it."""

    crumbs: tuple[Crumb, ...]
    title: str
    card: ProposalCard
    comments: tuple[Said, ...]
    present: str
    status: str
    is_open: bool
    answer: str
    back: str
    doing: Doing


def proposal_page(
    consultation: Consultation, seko: Seko, proposal: PartnerProposal, actor: Actor, address: Address, now: datetime
) -> ProposalPage:
    """Return the page of a proposal."""
    title = _("Proposal: %(deed)s") % {"deed": ProposalKind(proposal.kind).label}
    rows: list[Comment] = list(proposal.comments.select_related("organisation", "consultation").order_by("number"))
    return ProposalPage(
        crumbs=below_board(consultation, address, title),
        title=title,
        card=proposal_card(proposal, address),
        comments=tuple(said(comment) for comment in rows),
        present=proposal.point.wording if proposal.point else "",
        status=str(ProposalStatus(proposal.status).label),
        is_open=proposal.status == ProposalStatus.OPEN,
        answer=proposal.answer,
        back=address.board(),
        doing=doing_of(actor, consultation, seko, position_of(consultation, seko), now),
    )


@dataclass(frozen=True, slots=True)
class Wording:
    """One of two wordings saved at once; `marked` has its differences from the other marked."""

    heading: str
    when: str
    marked: SafeString
    proposal: str


@dataclass(frozen=True, slots=True)
class ConflictPage:
    """Two wordings of one consolidated comment: the saved one and the one that was just typed."""

    crumbs: tuple[Crumb, ...]
    number: int
    url: str
    board: str
    theirs: Wording
    yours: Wording
    revision: int
    wording: str
    proposed_wording: str


def conflict_of(consultation: Consultation, address: Address, conflict: Conflict) -> ConflictPage:
    """Return both wordings; the point in the conflict is the row as it was saved meanwhile."""
    saved: Point = conflict.theirs
    typed: dict[str, str] = conflict.yours
    who, when = last_wording(saved)
    return ConflictPage(
        crumbs=below_board(consultation, address, _("Two texts")),
        number=saved.number,
        url=address.to("board-point", saved.number),
        board=address.board(f"no-{saved.number}"),
        theirs=Wording(
            who or _("Saved text"), when, differing(typed["wording"], saved.wording), saved.proposed_wording
        ),
        yours=Wording(_("Your text"), "", differing(saved.wording, typed["wording"]), typed["proposed_wording"]),
        revision=saved.revision,
        wording=typed["wording"],
        proposed_wording=typed["proposed_wording"],
    )


def differing(other: str, own: str) -> SafeString:
    """Return a wording with what the other lacks marked as inserted."""
    language = current()
    pieces = [
        format_html("<ins>{}</ins>", spoken.words(piece.text, language))
        if piece.op is Op.INSERT
        else spoken.words(piece.text, language)
        for piece in difference(other, own)
        if piece.op is not Op.DELETE
    ]
    return SafeString("".join(pieces))
