"""Unsent comments: saved as they are typed, discarded by their author."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.mechanism.models import Seko
from seko.actors.organisations.actor import Actor
from seko.dialogue.comments import content, permissions
from seko.dialogue.comments.actions.attachments import let_go
from seko.dialogue.comments.enums import LateStatus
from seko.dialogue.comments.models import Comment, Unsent
from seko.dialogue.consultations.models import Consultation
from seko.foundation.core.errors import Conflict, NotThere, WrongState, refuse_unless
from seko.foundation.files.models import StoredFile


def save_unsent(
    *,
    identifier: UUID,
    consultation: Consultation,
    fields: Mapping[str, Any],
    by: Actor,
    now: datetime,
    seko: Seko | None = None,
    revision: int | None = None,
    attachment: StoredFile | None = None,
    drops_attachment: bool = False,
    supersedes: Comment | None = None,
) -> Unsent:
    """Save what is being typed; the first saving creates the row under the page's own identifier.

    `revision` is the one the page last saw (0: none yet): where another tab saved other words meanwhile, `Conflict`
    carries both texts and nothing is overwritten. `attachment` replaces the file that is kept; without one it stays
    unless it is dropped. `supersedes` is the own comment that this corrects. Raises `Refused`, `Invalid`,
    `WrongState` (already sent, late sending asked for), `NotThere` (another's).
    """
    refuse_unless(permissions.may_write(by, consultation, now))
    written = content.read(consultation, fields, for_sending=False)
    with transaction.atomic():
        unsent = Unsent.objects.select_for_update(of=("self",)).filter(pk=identifier).first()
        if unsent is None:
            if Comment.objects.filter(unsent_id=identifier).exists():
                raise WrongState(_("This comment was already sent; sent words do not change."))
            unsent = _begun(identifier, consultation, supersedes, by)
        elif unsent.consultation_id != consultation.pk or not permissions.may_edit_unsent(by, unsent, now):
            raise NotThere
        elif unsent.late_status != LateStatus.NONE:
            raise WrongState(_("Late sending was asked for this text, so it does not change any more."))
        else:
            check_revision(unsent, written, revision)
        before = unsent.attachment
        for name, value in written.columns().items():
            setattr(unsent, name, value)
        unsent.seko, unsent.saved_at = seko, now
        unsent.attachment = attachment or (None if drops_attachment else before)
        unsent.revision += 1
        unsent.save()
        if unsent.attachment != before:
            let_go(before)
    return unsent


def _begun(identifier: UUID, consultation: Consultation, supersedes: Comment | None, by: Actor) -> Unsent:
    """Return a new row; a correction begins with the file of what it corrects."""
    if supersedes is not None and (
        supersedes.consultation_id != consultation.pk or not permissions.is_own(by, supersedes)
    ):
        raise NotThere
    return Unsent(
        pk=identifier,
        consultation=consultation,
        person=by.person,
        organisation=by.organisation if by.is_civil else None,
        supersedes=supersedes,
        attachment=supersedes.attachment if supersedes else None,
    )


def check_revision(unsent: Unsent, written: content.Content, revision: int | None) -> None:
    """Raise `Conflict` with both texts where somebody saved other words than those the page last saw."""
    if revision is None or revision == unsent.revision or content.says_the_same(unsent, written):
        return
    raise Conflict(_("Another text was saved meanwhile. Both are here."), theirs=unsent, yours=written)


def discard_unsent(unsent: Unsent, *, by: Actor, now: datetime) -> None:
    """Delete an unsent comment: nobody but its own side has ever seen it. One asked to be sent late stays."""
    if not permissions.may_edit_unsent(by, unsent, now):
        raise NotThere
    with transaction.atomic():
        row = Unsent.objects.select_for_update(of=("self",)).get(pk=unsent.pk)
        if row.late_status in (LateStatus.REQUESTED, LateStatus.REFUSED):
            raise WrongState(_("Late sending was asked for this text; it stays in the record."))
        attachment = row.attachment
        row.delete()
        let_go(attachment)
