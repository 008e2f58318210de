"""Dissent: an author sends the own comment to the ministry beside the common position."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.models import Comment
from seko.dialogue.comments.permissions import is_own
from seko.dialogue.consultations.actions import touch_public
from seko.dialogue.consultations.queries import locked
from seko.dialogue.positions import notices, permissions
from seko.dialogue.positions.enums import PointKind
from seko.dialogue.positions.models import Point
from seko.foundation.core.decisions import refused
from seko.foundation.core.errors import possible_unless_refused, refuse_unless
from seko.foundation.core.typed import read_text
from seko.foundation.journal import actions as journal


def dissent(comment: Comment, *, words: str = "", by: Actor, now: datetime) -> Point:
    """Make the comment a point of its own, in its own words; `words` may say why.

    What the lead decided stays beside it.

    Raises `Refused` (not the author), `WrongState` (neither left out nor in other words, too early, too late, done).
    """
    if not is_own(by, comment):
        refuse_unless(refused(_("Only the organisation that sent the comment can dissent.")))
    given = read_text(words, "words")
    with transaction.atomic():
        consultation = locked(comment.consultation)
        rows = Comment.objects.select_related("own_point", "set_aside", "seko").prefetch_related("sources__point")
        row = rows.get(pk=comment.pk)
        row.consultation = consultation
        possible_unless_refused(permissions.is_dissentable(row, now))
        point = row.own_point
        point.kind, point.dissent_words, point.dissented_at = PointKind.DISSENT, given, now
        point.save(update_fields=["kind", "dissent_words", "dissented_at"])
        touch_public(consultation.pk)
        notices.dissented(row, now=now)
        journal.record(
            "comment-dissented", "comment", row.pk, by=by, now=now, scope=consultation.pk, point=str(point.pk)
        )
    return point
