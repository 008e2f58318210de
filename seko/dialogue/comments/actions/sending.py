"""Sending: one transaction gives a number, a hash, a receipt; and withdrawing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.mechanism.models import Seko
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.models import Organisation
from seko.dialogue.comments import conditions, content, notices, permissions
from seko.dialogue.comments.actions.attachments import let_go
from seko.dialogue.comments.actions.writing import check_revision
from seko.dialogue.comments.enums import LateStatus
from seko.dialogue.comments.models import Comment, CommentPlace, Unsent
from seko.dialogue.comments.queries import number_of
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import locked
from seko.drafts.documents.queries import places_in
from seko.foundation.core.dates import end_of_day
from seko.foundation.core.errors import Conflict, Invalid, NotThere, WrongState, possible_unless_refused, refuse_unless
from seko.foundation.core.tokens import new_token
from seko.foundation.files.models import StoredFile
from seko.foundation.journal import actions as journal
from seko.foundation.journal.chain import digest
from seko.foundation.text.folding import clip
from seko.foundation.text.stems import stem_key
from seko.foundation.workflow import second

GOES_DIRECTLY = _(
    "A comment that goes directly bears the organisation's name. Choose your SEKO, or take the tick away."
)


def receipt_hash(written: content.Content, organisation_id: str, token: str) -> str:
    """Return the SHA-256 of the canonical JSON of words, proposal, anchor and organisation (design.md, Receipt).

    Under a network's name the organisation goes in together with the receipt's token: the fingerprint is public, and
    nobody without the receipt may find the author by trying one organisation after the other.
    """
    organisation: object = organisation_id
    if written.under_network_name:
        organisation = digest({"organisation": organisation_id, "token": token})
    return digest(
        {
            "words": written.words,
            "proposal": {
                "wording": written.proposed_wording,
                "value": written.proposed_value,
                "reason": written.reason,
                "source": written.source,
            },
            "anchor": written.anchor.as_json(),
            "organisation": organisation,
        }
    )


def send_comment(
    *,
    identifier: UUID,
    consultation: Consultation,
    fields: Mapping[str, Any],
    by: Actor,
    now: datetime,
    seko: Seko | None = None,
    attachment: StoredFile | None = None,
    drops_attachment: bool = False,
    supersedes: Comment | None = None,
    began_at: datetime | None = None,
    revision: int | None = None,
) -> Comment:
    """Send a comment and return it with its number, time, hash and token.

    `identifier` is the unsent comment's: sending the same again returns the first receipt, other words under the
    same identifier raise `Conflict` with both (reliability.md C5 63, 64); so do other words that were saved after
    `revision`. The unsent comment's file goes along unless another is given or it is dropped. `began_at` is when the
    request's headers arrived. Raises `Refused` (right, route), `WrongState` (deadline, state, what it `supersedes` can
    no longer be replaced), `Invalid` (words, place), `NotThere` (another's).
    """
    written = content.read(consultation, fields, for_sending=True)
    organisation_id = by.organisation_id if by.is_civil else ""
    with transaction.atomic():
        row = locked(consultation)
        earlier = Comment.objects.filter(unsent_id=identifier).first()
        if earlier is not None:
            return _same_or_conflict(earlier, written, organisation_id, by)
        unsent = _unsent_of(identifier, row, by, now)
        if unsent is not None:
            check_revision(unsent, written, revision)
        refuse_unless(permissions.may_address(by, row, now, seko))
        possible_unless_refused(permissions.takes_now(row, now, seko=seko, began_at=began_at))
        old = _replaced(supersedes or (unsent.supersedes if unsent else None), row, by, now, began_at)
        kept = unsent.attachment if unsent else old.attachment if old else None
        begun = Comment(
            consultation=row,
            unsent_id=identifier,
            seko=seko,
            attachment=attachment or (None if drops_attachment else kept),
            supersedes=old,
            request_began_at=began_at if began_at and began_at < now else None,
        )
        comment = _write(begun, written, by=by, now=now)
        if old is not None:
            _replace(old, comment, by=by, now=now)
        if unsent is not None:
            unsent.delete()
            second.lapse("accept-late", identifier, by=by, now=now)
            let_go(kept)
    return comment


def _unsent_of(identifier: UUID, consultation: Consultation, by: Actor, now: datetime) -> Unsent | None:
    """Return the locked row of what is being sent, whichever colleague began it; None where it was never saved."""
    unsent = Unsent.objects.select_for_update(of=("self",)).filter(pk=identifier).first()
    if unsent is None:
        return None
    if unsent.consultation_id != consultation.pk or not permissions.may_edit_unsent(by, unsent, now):
        raise NotThere
    if unsent.late_status == LateStatus.REFUSED:
        raise WrongState(_("Late sending was refused for this text, and the record keeps it. Write a new comment."))
    return unsent


def _replaced(
    supersedes: Comment | None, consultation: Consultation, by: Actor, now: datetime, began_at: datetime | None
) -> Comment | None:
    """Return what is corrected, read anew under the lock: of this consultation, the own side's, still replaceable."""
    if supersedes is None:
        return None
    rows = Comment.objects.select_for_update(of=("self",)).filter(pk=supersedes.pk, consultation=consultation)
    old = rows.select_related("attachment").first()
    if old is None or not permissions.is_own(by, old):
        raise NotThere
    old.consultation = consultation
    possible_unless_refused(permissions.may_withdraw(by, old, now, began_at=began_at))
    return old


def _same_or_conflict(earlier: Comment, written: content.Content, organisation_id: str, by: Actor) -> Comment:
    if not permissions.is_own(by, earlier):
        raise NotThere
    if earlier.hash == receipt_hash(written, organisation_id, earlier.token):
        return earlier
    raise Conflict(
        _("A comment was already sent from this form. Its words and the new ones are both here."),
        theirs=earlier,
        yours=written,
    )


def _write(comment: Comment, written: content.Content, *, by: Actor, now: datetime) -> Comment:
    """Write the comment that the caller began, with its number, places and receipt; what follows from it, its mail and
    its entry. The caller holds the lock on its consultation.
    """
    consultation, seko = comment.consultation, comment.seko
    consultation.comments_sent += 1
    consultation.public_stamp += 1
    consultation.save(update_fields=["comments_sent", "public_stamp"])
    organisation = by.organisation if by.is_civil else None
    comment.number, comment.sent_at, comment.token = consultation.comments_sent, now, new_token()
    comment.person, comment.mandate, comment.organisation = by.person, by.mandate if by.is_civil else None, organisation
    comment.organisation_name = _name_for_all(organisation, seko, under_network_name=written.under_network_name)
    comment.is_after_members_date = seko is not None and now > end_of_day(consultation.members_on)
    comment.hash = receipt_hash(written, str(organisation.pk) if organisation else "", comment.token)
    comment.search_key = stem_key(" ".join((written.words, written.proposed_wording, written.reason)))
    for name, value in written.columns().items():
        setattr(comment, name, value)
    comment.save(force_insert=True)
    CommentPlace.objects.bulk_create(_places(comment, written))
    conditions.sent.follow(comment=comment, by=by, now=now)
    notices.receipt(comment, now=now)
    journal.record(
        "comment-sent",
        "comment",
        comment.pk,
        by=by,
        now=now,
        scope=consultation.pk,
        number=comment.number,
        hash=comment.hash,
        late=comment.is_late,
    )
    return comment


def _name_for_all(organisation: Organisation | None, seko: Seko | None, *, under_network_name: bool) -> str:
    """Return the name that is stored with a sent comment and that everybody reads: the organisation's of that day, or
    the network's; empty for an individual. It is data, so Serbian in Cyrillic, shown in Latin on the Latin form.

    Raises `Invalid` where the network's name is asked for and the comment does not go through a SEKO.
    """
    if organisation is None:
        return ""
    if not under_network_name:
        return organisation.name
    if seko is None:
        raise Invalid({"under_network_name": GOES_DIRECTLY})
    return clip(f"Чланица мреже {seko.name_sr}", 200)


def _places(comment: Comment, written: content.Content) -> list[CommentPlace]:
    known = places_in(comment.consultation.version)
    marks: dict[int, list[str]] = {}
    for name in written.anchor.passages:
        place = known[name]
        cells = marks.setdefault(place.mark_pk, [])
        if place.mark_pk != place.pk:
            cells.append(name)
    return [CommentPlace(comment=comment, passage_id=mark, cells=cells) for mark, cells in marks.items()]


def _replace(old: Comment, new: Comment, *, by: Actor, now: datetime) -> None:
    Comment.objects.filter(pk=old.pk).update(superseded_at=now)
    conditions.withdrawn.follow(comment=old, by=by, now=now, superseded_by=new)
    journal.record(
        "comment-superseded", "comment", old.pk, by=by, now=now, scope=old.consultation_id, superseded_by=str(new.pk)
    )


def withdraw_comment(comment: Comment, *, by: Actor, now: datetime) -> Comment:
    """Withdraw a sent comment: it stays in the record, marked, and no longer awaits anything. Raises `Refused`."""
    with transaction.atomic():
        locked(comment.consultation)
        row = Comment.objects.select_for_update(of=("self",)).select_related("consultation").get(pk=comment.pk)
        if not row.is_standing:
            raise WrongState(_("The comment was already withdrawn or replaced."))
        refuse_unless(permissions.may_withdraw(by, row, now))
        row.withdrawn_at = now
        row.save(update_fields=["withdrawn_at"])
        conditions.withdrawn.follow(comment=row, by=by, now=now, superseded_by=None)
        journal.record("comment-withdrawn", "comment", row.pk, by=by, now=now, scope=row.consultation_id)
    return row


def send_late(unsent: Unsent, *, by: Actor, author: Actor, now: datetime) -> Comment:
    """Send an accepted late comment: directly, marked late, in its author's name. The caller holds the transaction."""
    row = locked(unsent.consultation)
    refuse_unless(permissions.takes_late(row))
    written = content.read(row, content.fields_of(unsent), for_sending=True)
    begun = Comment(consultation=row, unsent_id=unsent.pk, attachment=unsent.attachment, is_late=True)
    comment = _write(begun, written, by=author, now=now)
    Unsent.objects.filter(pk=unsent.pk).update(late_status=LateStatus.ACCEPTED)
    Unsent.objects.filter(pk=unsent.pk).delete()
    journal.record(
        "late-comment-accepted", "comment", comment.pk, by=by, now=now, scope=row.pk, number=number_of(comment)
    )
    return comment
