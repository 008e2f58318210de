"""Partners of the consortium: what they propose to the lead, what they say of a wording."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from seko.actors.mechanism.models import Seko
from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions import permissions
from seko.dialogue.positions.actions.consolidating import carry, merge, reword, set_aside
from seko.dialogue.positions.actions.opening import comments_on, open_board, point_on
from seko.dialogue.positions.enums import ProposalKind, Stance
from seko.dialogue.positions.lifecycle import PROPOSAL
from seko.dialogue.positions.models import Agreement, PartnerProposal, Point
from seko.foundation.core.errors import Conflict, Invalid
from seko.foundation.core.typed import read_text
from seko.foundation.journal import actions as journal


def propose_as_partner(
    consultation: Consultation,
    seko: Seko,
    *,
    kind: ProposalKind,
    comments: Sequence[Comment] = (),
    point: Point | None = None,
    wording: str = "",
    proposed_wording: str = "",
    words: str = "",
    by: Actor,
    now: datetime,
) -> PartnerProposal:
    """Propose a deed to the lead; it changes nothing until the lead takes it.

    `words` say why; for leaving out they are the reason that authors would read. Raises `Refused`, `WrongState`,
    `Invalid`, `NotThere`.
    """
    given = read_text(words, "words", required=_("Give the reason.") if kind == ProposalKind.SET_ASIDE else "")
    new_wording = read_text(wording, "wording", required=_("Write the wording.") if kind == ProposalKind.REWORD else "")
    _check_objects(kind, comments, point)
    with open_board(consultation, seko.pk, by=by, now=now, may=permissions.may_partner) as board:
        rows = comments_on(board, comments)
        proposal = PartnerProposal.objects.create(
            position=board.position,
            organisation_id=by.organisation_id,
            person=by.person,
            kind=kind,
            point=point_on(board, point) if point is not None else None,
            wording=new_wording,
            proposed_wording=read_text(proposed_wording, "proposed_wording"),
            words=given,
            at=now,
        )
        proposal.comments.set(rows)
        journal.record(
            "partner-proposed", "proposal", proposal.pk, by=by, now=now, scope=consultation.pk, deed=str(kind)
        )
    return proposal


def _check_objects(kind: ProposalKind, comments: Sequence[Comment], point: Point | None) -> None:
    if kind == ProposalKind.REWORD:
        if point is None:
            raise Invalid({"point": _("Choose a consolidated comment.")})
    elif len(comments) < (2 if kind == ProposalKind.MERGE and point is None else 1):
        raise Invalid(
            {"comments": _("Choose at least two comments.") if comments else _("Choose at least one comment.")}
        )


def take_proposal(proposal: PartnerProposal, *, by: Actor, now: datetime) -> PartnerProposal:
    """Carry out what a partner proposed, as the lead's own deed. Raises as the deed does."""
    position = proposal.position

    def write(row: PartnerProposal) -> None:
        row.decided_at = now

    with open_board(position.consultation, position.seko_id, by=by, now=now):
        taken: PartnerProposal = PROPOSAL.run(proposal, "take", by=by, now=now, write=write)
        _carry_out(taken, by=by, now=now)
    return taken


def _carry_out(proposal: PartnerProposal, *, by: Actor, now: datetime) -> None:
    comments = list(proposal.comments.all())
    if proposal.kind == ProposalKind.CARRY:
        carry(comments, by=by, now=now)
    elif proposal.kind == ProposalKind.SET_ASIDE:
        set_aside(comments, reason=proposal.words, by=by, now=now)
    elif proposal.kind == ProposalKind.MERGE:
        merge(
            comments,
            wording=proposal.wording,
            proposed_wording=proposal.proposed_wording or None,
            into=proposal.point,
            by=by,
            now=now,
        )
    elif proposal.point is not None:
        reword(proposal.point, wording=proposal.wording, proposed_wording=proposal.proposed_wording, by=by, now=now)


def decline_proposal(proposal: PartnerProposal, *, answer: str, by: Actor, now: datetime) -> PartnerProposal:
    """Decline with words the partner reads. Raises `Refused`, `WrongState`, `Invalid`."""
    given = read_text(answer, "answer", required=_("Give the reason."))
    position = proposal.position

    def write(row: PartnerProposal) -> None:
        row.answer, row.decided_at = given, now

    with open_board(position.consultation, position.seko_id, by=by, now=now):
        declined: PartnerProposal = PROPOSAL.run(proposal, "decline", by=by, now=now, write=write)
    return declined


def agree(
    point: Point, *, stance: Stance, words: str = "", revision: int | None = None, by: Actor, now: datetime
) -> Agreement:
    """Record what the partner organisation says of the wording it has seen; a later word replaces it.

    `revision` is the one the page showed (without it that of the point in hand): where the lead wrote another wording
    meanwhile, `Conflict` carries the point with it. Not agreeing needs words. Raises `Refused`, `WrongState`,
    `Invalid`, `NotThere`.
    """
    seen = point.revision if revision is None else revision
    given = read_text(words, "words", required=_("Say why.") if stance == Stance.OBJECTS else "")
    with open_board(point.consultation, point.seko_id or 0, by=by, now=now, may=permissions.may_partner) as board:
        row = point_on(board, point)
        if row.revision != seen:
            raise Conflict(_("The wording was changed meanwhile. Read the new one and say it again."), theirs=row)
        agreement, _is_new = Agreement.objects.update_or_create(
            point=row,
            organisation=by.organisation,
            defaults={"stance": stance, "words": given, "revision": row.revision, "at": now},
        )
        journal.record(
            "partner-said",
            "point",
            row.pk,
            by=by,
            now=now,
            scope=row.consultation_id,
            stance=str(stance),
            revision=row.revision,
        )
    return agreement
