"""What waits for a second person: everything in one list, each on a page of its own."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.requests import actor_of
from seko.dialogue.consultations import permissions, presenters
from seko.drafts.documents.permissions import may_publish
from seko.drafts.documents.queries import proposed_versions
from seko.foundation.core import clock
from seko.foundation.core.access import signed_in
from seko.foundation.core.decisions import Decision
from seko.foundation.core.errors import NotThere, WrongState, refuse_unless
from seko.foundation.design.parts import Crumb
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed


def _decider(request: HttpRequest) -> tuple[Actor, frozenset[str]]:
    """Return the actor with the kinds of deeds they are among those to decide. Raises `Refused` where there is none."""
    actor = actor_of(request)
    coordinates = permissions.may_coordinate(actor, None, clock.now_of(request))
    kinds = second.kinds_of(actor, is_usual=bool(coordinates))
    if not kinds:
        refuse_unless(coordinates)
    return actor, kinds


@signed_in
@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """Everything that waits for a second person and that the reader is among those to decide, one's own apart."""
    (actor, kinds), now = _decider(request), clock.now_of(request)
    mine = actor.person.pk if actor.person else None
    deeds = [each for each in second.everything_waiting() if each.deed in kinds]
    versions = list(proposed_versions()) if permissions.may_coordinate(actor, None, now) else []
    context = {
        "section": "proposals",
        "to_decide": (
            *presenters.proposal_rows([each for each in deeds if each.proposed_by != mine]),
            *presenters.version_rows(each for each in versions if may_publish(actor, each, now)),
        ),
        "own": (
            *presenters.proposal_rows([each for each in deeds if each.proposed_by == mine]),
            *presenters.version_rows(each for each in versions if not may_publish(actor, each, now)),
        ),
    }
    return render(request, "consultations/proposals.html", context)


def _found(request: HttpRequest, identifier: UUID) -> tuple[Actor, ProposedDeed]:
    actor, kinds = _decider(request)
    found = ProposedDeed.objects.filter(pk=identifier, deed__in=kinds).first()
    if found is None:
        raise NotThere
    return actor, found


@signed_in
@require_safe
def proposal(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """One proposal: what, why, by whom; confirm, refuse, or withdraw one's own."""
    actor, found = _found(request, identifier)
    try:
        decision = second.may_decide(found, actor, clock.now_of(request))
    except WrongState as gone:
        decision = Decision(allowed=False, reason=gone.sentence)
    names = presenters.names_of([found.proposed_by])
    described = second.described([found])[found.pk]
    context = {
        "section": "proposals",
        "found": found,
        "shown": presenters.proposal(found, described, names),
        "is_own": actor.person is not None and actor.person.pk == found.proposed_by,
        "may_decide": decision,
        "crumbs": (Crumb(_("Proposals"), reverse("proposals")), Crumb(described.deed)),
    }
    return render(request, "consultations/proposal.html", context)


@signed_in
@require_POST
def proposal_confirm(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Carry out what another person proposed."""
    actor, found = _found(request, identifier)
    second.confirm(found, by=actor, now=clock.now_of(request))
    messages.success(request, _("Confirmed and carried out."))
    return redirect("proposals")


@signed_in
@require_POST
def proposal_refuse(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Refuse what another person proposed, or withdraw one's own proposal."""
    actor, found = _found(request, identifier)
    second.refuse(found, by=actor, now=clock.now_of(request))
    messages.success(request, _("The proposal is taken off the list; nothing was changed."))
    return redirect("proposals")
