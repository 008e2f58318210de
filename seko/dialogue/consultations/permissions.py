"""Who may do what with a consultation (reliability.md F, design.md section 2)."""

from __future__ import annotations

from collections.abc import Iterator
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
from seko.foundation.core.decisions import ALLOWED, Decision, first_refusal, refused
from seko.foundation.core.languages import in_form
from seko.foundation.design import spoken


def may_coordinate(actor: Actor, thing: Any, now: datetime) -> Decision:
    """Only the ministry's coordination prepares, opens, extends and concludes consultations."""
    return ALLOWED if actor.is_ministry else refused(_("Only the ministry's coordination can do this."))


def may_open(actor: Actor, consultation: Consultation, now: datetime) -> Decision:
    """The ministry's coordination, once nothing hinders it."""
    return first_refusal(may_coordinate(actor, consultation, now), *hindrances(consultation, now))


def hindrances(consultation: Consultation, now: datetime) -> tuple[Decision, ...]:
    """Return everything for which the consultation cannot be opened now, each with its cure: the version is published,
    who reads it is set, somebody and something is asked, earlier consultations on the document are concluded.
    """
    edit = reverse("consultation-edit", args=[consultation.code])
    found = list(_hindrances_of_draft(consultation, now))
    if consultation.version is None and not consultation.questions.exists():
        found.append(refused(_("There is neither a draft nor a question to comment on."), f"{edit}#id_version"))
    if not consultation.sekos.exists() and consultation.audience != Audience.PUBLIC:
        found.append(refused(_("Choose at least one SEKO, or ask everybody."), f"{edit}#id_sekos"))
    if consultation.leads_deadline_at <= now:
        sentence = _("The deadline for comments has already passed; set a later one.")
        found.append(refused(sentence, f"{edit}#id_leads_deadline_on"))
    for earlier in earlier_unconcluded(consultation):
        sentence = _("The earlier consultation on this document must be concluded first.")
        found.append(refused(sentence, reverse("consultation-manage", args=[earlier.code])))
    return tuple(found)


def _hindrances_of_draft(consultation: Consultation, now: datetime) -> Iterator[Decision]:
    version = consultation.version
    if version is None:
        return
    page = reverse("version", args=[version.document.code, version.number])
    if version.status == VersionStatus.PROPOSED:
        yield refused(_("The draft is proposed for publishing; a second person must publish it first."), page)
    elif version.status == VersionStatus.DRAFT:
        yield refused(_("The draft must be proposed for publishing, and published by a second person."), page)
    elif version.status == VersionStatus.HIDDEN:
        yield refused(_("The draft is hidden; choose another one."), page)
    if not version.releases.exists():
        yield refused(_("Say first who may read the draft, and from when."), f"{page}#readers")
        return
    reach = reaches_those_asked(consultation, max(consultation.opens_at, now))
    if not reach:
        yield reach


def reaches_those_asked(consultation: Consultation, at: datetime) -> Decision:
    """Everybody who is asked will be able to read the draft at `at`, the opening."""
    version = consultation.version
    if version is None:
        return ALLOWED
    cure = reverse("version", args=[version.document.code, version.number]) + "#readers"
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
