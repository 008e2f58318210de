"""Who may write, send, withdraw, support (design.md, States; reliability.md F)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from seko.actors.mechanism.models import Seko
from seko.actors.organisations.actor import Actor
from seko.dialogue.comments import conditions
from seko.dialogue.comments.models import Comment, Unsent
from seko.dialogue.comments.queries import LEFT_BEHIND_FOR
from seko.dialogue.consultations.enums import Audience, Status
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import asked
from seko.foundation.core import clock
from seko.foundation.core.clock import BELGRADE
from seko.foundation.core.decisions import ALLOWED, Decision, refused
from seko.foundation.design import spoken

if TYPE_CHECKING:
    from seko.foundation.core.errors import Sentence


def may_write(actor: Actor, consultation: Consultation, now: datetime) -> Decision:
    """A representative of an organisation that is asked, or anybody with a confirmed address where it is public.

    Writing is possible from the announcement on; sending is another question (`may_send`).
    """
    if actor.person is None:
        return refused(_("Sign in to comment."))
    if consultation.status == Status.PREPARED or consultation.status == Status.CANCELLED:
        return refused(_("This consultation does not take comments."))
    if actor.is_civil and (actor.sekos() & _asked(consultation) or consultation.allows_direct):
        return ALLOWED
    if consultation.audience == Audience.PUBLIC and (actor.is_civil or actor.mandate is None):
        if actor.is_civil or actor.person.has_confirmed_email:
            return ALLOWED
        return refused(_("Confirm your e-mail address first; the link is in the message we sent you."))
    return refused(_("This consultation asks organisations of the chosen networks."))


def _asked(consultation: Consultation) -> frozenset[int]:
    return frozenset(seko.pk for seko in asked(consultation))


def route(actor: Actor, consultation: Consultation, chosen: Seko | None) -> Decision:
    """Return whether the comment may go through `chosen` (None: directly)."""
    if chosen is not None:
        if chosen.pk in actor.sekos() and chosen.pk in _asked(consultation):
            return ALLOWED
        return refused(_("Your organisation is not in that network, or that SEKO is not asked."))
    has_network = bool(actor.sekos() & _asked(consultation))
    if has_network and not consultation.allows_direct:
        return refused(_("In this consultation comments of network members go through their SEKO."))
    return ALLOWED


def may_send(
    actor: Actor, consultation: Consultation, now: datetime, *, seko: Seko | None, began_at: datetime | None = None
) -> Decision:
    """May write, the consultation is open, the deadline has not passed, and the SEKO has not submitted its position.

    A request begun before the deadline may end `SEKO_GRACE_SECONDS` after it (reliability.md C6 68).
    """
    decision = may_address(actor, consultation, now, seko)
    return takes_now(consultation, now, seko=seko, began_at=began_at) if decision else decision


def may_address(actor: Actor, consultation: Consultation, now: datetime, seko: Seko | None) -> Decision:
    """Who may write may send by this route, whenever it is open."""
    decision = may_write(actor, consultation, now)
    return route(actor, consultation, seko) if decision else decision


def takes_now(
    consultation: Consultation, now: datetime, *, seko: Seko | None, began_at: datetime | None = None
) -> Decision:
    """Time and state alone: opened, not past the deadline (its moment is said, C6 69), the position not submitted."""
    if consultation.status != Status.OPENED:
        return refused(_("This consultation is concluded."))
    if now < consultation.opens_at:
        return refused(_("The consultation has not opened yet; what you write is kept."))
    if not clock.is_by(consultation.leads_deadline_at, now, began_at):
        return refused(deadline_passed(consultation))
    return conditions.sendable.decide(conditions.SendingPlace(consultation, seko), now)


def deadline_passed(consultation: Consultation) -> Sentence:
    """Say when the deadline passed, in Belgrade's time."""
    at = consultation.leads_deadline_at
    moment = {"time": f"{at.astimezone(BELGRADE):%H:%M:%S}", "day": spoken.day(at, genitive=True)}
    return _("The deadline passed on %(day)s at %(time)s; what you wrote is kept.") % moment


def may_edit_unsent(actor: Actor, unsent: Unsent, now: datetime) -> Decision:
    """People of the organisation for which it is written, or the person alone where there is none."""
    if actor.person is None:
        return refused(_("Sign in to comment."))
    if unsent.organisation_id is None:
        return ALLOWED if unsent.person_id == actor.person.pk else refused(_("This is another person's text."))
    if actor.is_civil and str(unsent.organisation_id) == actor.organisation_id:
        return ALLOWED
    closed_at = unsent.organisation.closed_at if unsent.organisation else None
    if closed_at is not None and unsent.person_id == actor.person.pk:
        day = spoken.day(closed_at + LEFT_BEHIND_FOR, genitive=True)
        return refused(_("The organisation no longer exists. What you wrote for it stays with you until %s.") % day)
    return refused(_("This is another organisation's text."))


def is_own(actor: Actor, comment: Comment) -> bool:
    """Return whether the comment is the actor's organisation's (or the person's own)."""
    if actor.person is None:
        return False
    if comment.organisation_id is None:
        return comment.person_id == actor.person.pk
    return actor.is_civil and str(comment.organisation_id) == actor.organisation_id


def may_withdraw(actor: Actor, comment: Comment, now: datetime, *, began_at: datetime | None = None) -> Decision:
    """The own organisation, before the leads' deadline, while the position is not submitted and no answer drafted.

    A correction has the grace of what is sent (`began_at`): it withdraws what it replaces.
    """
    if not is_own(actor, comment):
        return refused(_("Only the organisation that sent the comment can withdraw or correct it."))
    if not comment.is_standing:
        return refused(_("The comment was already withdrawn or replaced."))
    consultation = comment.consultation
    if consultation.status != Status.OPENED or not clock.is_by(consultation.leads_deadline_at, now, began_at):
        return refused(_too_late(consultation, now))
    return conditions.withdrawable.decide(comment, now)


def _too_late(consultation: Consultation, now: datetime) -> Sentence:
    """Say that a comment stays as it is, and until when its answer can be replied to where that is still ahead."""
    if now > consultation.replies_until_at:
        return _("After the deadline a comment can no longer be withdrawn or corrected.")
    day = spoken.day(consultation.replies_until_at, genitive=True)
    sentence = _(
        "After the deadline a comment can no longer be withdrawn or corrected; "
        "you can reply to its answer until %(day)s."
    )
    return sentence % {"day": day}


def may_support(actor: Actor, comment: Comment, now: datetime) -> Decision:
    """Another organisation that may read the comment, until the leads' deadline."""
    if not actor.is_civil:
        return refused(_("Organisations support comments; sign in for one."))
    if is_own(actor, comment):
        return refused(_("This is your own organisation's comment."))
    if not comment.is_standing:
        return refused(_("The comment was withdrawn or replaced."))
    if comment.consultation.status != Status.OPENED or now > comment.consultation.leads_deadline_at:
        return refused(_("The deadline has passed."))
    return ALLOWED


def may_request_late(actor: Actor, unsent: Unsent, now: datetime) -> Decision:
    """The author, after the deadline and before the answers are due."""
    decision = may_edit_unsent(actor, unsent, now)
    if not decision:
        return decision
    consultation = unsent.consultation
    if consultation.status != Status.OPENED:
        return refused(_("This consultation is concluded."))
    if now <= consultation.leads_deadline_at:
        return refused(_("The deadline has not passed: the comment can simply be sent."))
    return may_write(actor, consultation, now)


def may_decide_late(actor: Actor, unsent: Unsent | None, now: datetime) -> Decision:
    """The ministry's coordination; nobody on a text of the own or of an organisation for which the person acts under
    whichever mandate (design.md, States, mark **2**). `unsent` None asks for the page of all requests.
    """
    if not actor.is_ministry or actor.person is None:
        return refused(_("Only the ministry's coordination can do this."))
    acting = {mandate.organisation_id for mandate in (actor.mandate, *actor.others) if mandate is not None}
    if unsent is not None and (unsent.person_id == actor.person.pk or unsent.organisation_id in acting):
        return refused(_("This is your own text, or one of an organisation for which you act; another person decides."))
    return ALLOWED


def takes_late(consultation: Consultation) -> Decision:
    """A late comment needs an answer like every other: not once the consultation is concluded (N9)."""
    if consultation.status == Status.OPENED:
        return ALLOWED
    return refused(_("This consultation is concluded."))


def may_accept_late(actor: Actor, unsent: Unsent, now: datetime) -> Decision:
    """The ministry's coordination, two persons, while the consultation is not concluded."""
    decision = may_decide_late(actor, unsent, now)
    return takes_late(unsent.consultation) if decision else decision
