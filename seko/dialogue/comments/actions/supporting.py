"""An organisation's support of another's comment."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments import permissions
from seko.dialogue.comments.models import Comment, Support
from seko.foundation.core.errors import refuse_unless
from seko.foundation.journal import actions as journal


def support_comment(comment: Comment, *, by: Actor, now: datetime) -> Support:
    """Record the support of the actor's organisation; a second time changes nothing. Raises `Refused`."""
    refuse_unless(permissions.may_support(by, comment, now))
    with transaction.atomic():
        support, is_new = Support.objects.get_or_create(
            comment=comment, organisation=by.organisation, defaults={"person": by.person, "at": now}
        )
        if is_new:
            journal.record("comment-supported", "comment", comment.pk, by=by, now=now, scope=comment.consultation_id)
    return support


def withdraw_support(comment: Comment, *, by: Actor, now: datetime) -> None:
    """Take the support back, under the same conditions as giving it. Raises `Refused`."""
    refuse_unless(permissions.may_support(by, comment, now))
    with transaction.atomic():
        deleted, _rows = Support.objects.filter(comment=comment, organisation=by.organisation).delete()
        if deleted:
            journal.record("support-withdrawn", "comment", comment.pk, by=by, now=now, scope=comment.consultation_id)
