"""Who may do what with a consultation (reliability.md F, design.md section 2)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations import conditions
from seko.dialogue.consultations.enums import Audience
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import earlier_unconcluded
from seko.drafts.documents.enums import VersionStatus
from seko.drafts.documents.queries import not_reached, reaches_everybody
from seko.foundation.core.decisions import ALLOWED, Decision, refused
from seko.foundation.core.languages import in_form
from seko.foundation.design import spoken


def may_coordinate(actor: Actor, thing: Any, now: datetime) -> Decision:
    """Only the ministry's coordination prepares, opens, extends and concludes consultations."""
    return ALLOWED if actor.is_ministry else refused(_("Only the ministry's coordination can do this."))


def may_open(actor: Actor, consultation: Consultation, now: datetime) -> Decision:
    """The version is published, who reads it is set, earlier consultations on the document are concluded."""
    decision = may_coordinate(actor, consultation, now)
    if not decision:
        return decision
    version = consultation.version
    if version is not None and version.status != VersionStatus.PUBLISHED:
        return refused(_("The draft must be published first; a second person does it."))
    if version is not None and not version.releases.exists():
        return refused(_("Say first who may read the draft, and from when."))
    if version is None and not consultation.questions.exists():
        return refused(_("A consultation without a draft needs at least one question."))
    if not consultation.sekos.exists() and consultation.audience != Audience.PUBLIC:
        return refused(_("Choose at least one SEKO, or open the consultation to everybody."))
    reach = reaches_those_asked(consultation, max(consultation.opens_at, now))
    if not reach:
        return reach
    if consultation.leads_deadline_at <= now:
        return refused(_("The deadline for comments has already passed; set a later one."))
    if earlier_unconcluded(consultation).exists():
        return refused(_("The earlier consultation on this document must be concluded first."))
    return ALLOWED


def reaches_those_asked(consultation: Consultation, at: datetime) -> Decision:
    """Everybody who is asked will be able to read the draft at `at`, the opening."""
    version = consultation.version
    if version is None:
        return ALLOWED
    cure = reverse("version", args=[version.document.code, version.number])
    moment = spoken.day_time(at, genitive=True)
    if consultation.audience == Audience.PUBLIC:
        if reaches_everybody(version, at):
            return ALLOWED
        return refused(
            _("Everybody is asked, so the public must be able to read the draft from %(moment)s at the latest.")
            % {"moment": moment},
            cure,
        )
    missing = ", ".join(in_form(seko, "name") for seko in not_reached(version, consultation.sekos.all(), at))
    if not missing:
        return ALLOWED
    sentence = _("These networks are asked, but cannot read the draft from %(moment)s: %(names)s.")
    return refused(sentence % {"moment": moment, "names": missing}, cure)


def may_cancel(actor: Actor, consultation: Consultation, now: datetime) -> Decision:
    """Two persons, with a reason, and only while no comment was sent."""
    decision = may_coordinate(actor, consultation, now)
    if decision:
        decision = conditions.endable.decide(consultation, now)
    return conditions.no_comment_sent.decide(consultation, now) if decision else decision


def may_except(actor: Actor, consultation: Consultation, now: datetime) -> Decision:
    """The one other way to conclude: while something is still open, by two persons with a published reason; never
    before the leads' deadline, while comments are in the SEKOs' hands and nobody could have answered them.
    """
    decision = may_coordinate(actor, consultation, now)
    if decision and now <= consultation.leads_deadline_at:
        return refused(_("An exception is possible only after the deadline for common positions."))
    if decision and conditions.concludable.decide(consultation, now):
        return refused(_("Nothing is open: the consultation can be concluded without an exception."))
    return conditions.endable.decide(consultation, now) if decision else decision
