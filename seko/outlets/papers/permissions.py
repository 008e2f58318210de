"""Who takes files of a consultation away (whoever reads its page), and who brings answers back."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.models import Organisation
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import reads_text
from seko.foundation.core.decisions import ALLOWED, Decision, refused
from seko.outlets.papers.models import AnswerTable


def may_take_draft(actor: Actor, consultation: Consultation, now: datetime) -> Decision:
    """Whoever sees the consultation and reads its draft, where that was published with a file."""
    version = consultation.version
    if version is None or version.published_copy_id is None or not reads_text(consultation, actor, now):
        return refused(_("There is no file of this draft."))
    return ALLOWED


def may_bring_answers(actor: Actor, institution: Organisation | None, now: datetime) -> Decision:
    """The ministry's coordination for every institution, an officer for the own one: whoever could write the answers
    on the page too. Without an institution: whether the actor brings any at all.
    """
    if actor.is_ministry or (actor.is_officer and institution is None):
        return ALLOWED
    if actor.is_officer and institution is not None and str(institution.pk) == actor.organisation_id:
        return ALLOWED
    return refused(_("Only the ministry and the assigned institution answer."))


def may_settle(actor: Actor, table: AnswerTable, now: datetime) -> Decision:
    """The same, asked of a table that came back."""
    return may_bring_answers(actor, table.institution, now)
