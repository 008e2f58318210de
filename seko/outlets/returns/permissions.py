"""Who may return a commented file, and who may decide on what was found in it."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.permissions import may_write, takes_late
from seko.dialogue.consultations.models import Consultation
from seko.foundation.core.decisions import ALLOWED, Decision, refused
from seko.outlets.returns.models import ReturnedFile


def may_return(actor: Actor, consultation: Consultation, now: datetime) -> Decision:
    """Who may write, while that can still be sent or taken late, where there is a draft on which to comment."""
    decision = may_write(actor, consultation, now)
    if decision and consultation.version_id is None:
        return refused(_("This consultation asks questions without a draft; answer them on its page."))
    return takes_late(consultation) if decision else decision


def may_discard(actor: Actor, found: ReturnedFile, now: datetime) -> Decision:
    """People of the organisation that returned it, or the person alone where there is none; whenever they like."""
    if actor.person is None:
        return refused(_("Sign in to comment."))
    if found.organisation_id is None:
        is_own = not actor.is_civil and found.person_id == actor.person.pk
    else:
        is_own = actor.is_civil and str(found.organisation_id) == actor.organisation_id
    return ALLOWED if is_own else refused(_("This is another organisation's file."))


def may_decide(actor: Actor, found: ReturnedFile, now: datetime) -> Decision:
    """The same, while they may return files to the consultation."""
    decision = may_discard(actor, found, now)
    return may_return(actor, found.consultation, now) if decision else decision
