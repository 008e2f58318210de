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
from seko.dialogue.comments import conditions, content, notices, permissions
from seko.dialogue.comments.enums import LateStatus
from seko.dialogue.comments.models import Comment, CommentPlace, Unsent
from seko.dialogue.comments.queries import number_of
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import locked
from seko.drafts.documents.queries import places_in
from seko.foundation.core.dates import end_of_day
from seko.foundation.core.errors import Conflict, NotThere, WrongState, refuse_unless
from seko.foundation.files.models import StoredFile
from seko.foundation.journal import actions as journal
from seko.foundation.journal.chain import digest
from seko.foundation.text.stems import stem_key


def receipt_hash(written: content.Content, organisation_id: str) -> str:
    """Return the SHA-256 of the canonical JSON of words, proposal, anchor and organisation (design.md, Receipt)."""
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
            "organisation": organisation_id,
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
    supersedes: Comment | None = None,
    began_at: datetime | None = None,
) -> Comment:
    """Send a comment and return it with its number, time, hash and token.

    `identifier` is the unsent comment's: sending the same again returns the first receipt, other words under the
    same identifier raise `Conflict` with both (reliability.md C5 63, 64). `began_at` is when the request's headers
    arrived. Raises `Refused` (right, route, deadline), `Invalid` (words, place).
    """
    written = content.read(consultation, fields, for_sending=True)
    organisation_id = by.organisation_id if by.is_civil else ""
    with transaction.atomic():
        row = locked(consultation)
        was_unsent, _rows = Unsent.objects.filter(pk=identifier, person=by.person, consultation=row).delete()
        if not was_unsent:
            earlier = Comment.objects.filter(unsent_id=identifier).first()
            if earlier is not None:
                return _same_or_conflict(earlier, written, organisation_id, by)
        refuse_unless(permissions.may_send(by, row, now, seko=seko, began_at=began_at))
        if supersedes is not None:
            refuse_unless(permissions.may_withdraw(by, supersedes, now))
        comment = _write(
            row,
            written,
            identifier=identifier,
            by=by,
            now=now,
            seko=seko,
            attachment=attachment,
            supersedes=supersedes,
            began_at=began_at,
            is_late=False,
        )
        if supersedes is not None:
            _replace(supersedes, comment, by=by, now=now)
    return comment


def _same_or_conflict(earlier: Comment, written: content.Content, organisation_id: str, by: Actor) -> Comment:
    if by.person is None or earlier.person_id != by.person.pk:
        raise NotThere
    if earlier.hash == receipt_hash(written, organisation_id):
        return earlier
    raise Conflict(
        _("A comment was already sent from this form. Its words and the new ones are both here."),
        theirs=earlier,
        yours=written,
    )


def _write(
    consultation: Consultation,
    written: content.Content,
    *,
    identifier: UUID,
    by: Actor,
    now: datetime,
    seko: Seko | None,
    attachment: StoredFile | None,
    supersedes: Comment | None,
    began_at: datetime | None,
    is_late: bool,
) -> Comment:
    """Write the comment, its places, what follows from it, its mail and its entry. The caller holds the lock."""
    organisation = by.organisation if by.is_civil else None
    consultation.comments_sent += 1
    consultation.public_stamp += 1
    consultation.save(update_fields=["comments_sent", "public_stamp"])
    comment = Comment(
        consultation=consultation,
        number=consultation.comments_sent,
        person=by.person,
        mandate=by.mandate if by.is_civil else None,
        organisation=organisation,
        organisation_name=organisation.name if organisation else "",
        seko=seko,
        attachment=attachment,
        sent_at=now,
        request_began_at=began_at if began_at and began_at < now else None,
        is_after_members_date=seko is not None and now > end_of_day(consultation.members_on),
        is_late=is_late,
        unsent_id=identifier,
        supersedes=supersedes,
        hash=receipt_hash(written, str(organisation.pk) if organisation else ""),
        search_key=stem_key(" ".join((written.words, written.proposed_wording, written.reason))),
        **written.columns(),
    )
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
        late=is_late,
    )
    return comment


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
    fields = {
        "words": unsent.words,
        "proposed_wording": unsent.proposed_wording,
        "proposed_value": unsent.proposed_value,
        "reason": unsent.reason,
        "source": unsent.source,
        "kind": unsent.kind,
        "anchor": unsent.anchor,
        "question": unsent.question,
    }
    written = content.read(row, fields, for_sending=True)
    comment = _write(
        row,
        written,
        identifier=unsent.pk,
        by=author,
        now=now,
        seko=None,
        attachment=unsent.attachment,
        supersedes=None,
        began_at=None,
        is_late=True,
    )
    Unsent.objects.filter(pk=unsent.pk).update(late_status=LateStatus.ACCEPTED)
    Unsent.objects.filter(pk=unsent.pk).delete()
    journal.record(
        "late-comment-accepted", "comment", comment.pk, by=by, now=now, scope=row.pk, number=number_of(comment)
    )
    return comment
