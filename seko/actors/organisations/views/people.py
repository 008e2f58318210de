"""An organisation's people: who acts for it now and before, inviting, ending, changing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seko.actors.organisations import actions, exports, permissions
from seko.actors.organisations.forms import ChangeForm, InviteForm
from seko.actors.organisations.models import Organisation
from seko.actors.organisations.permissions import Offer
from seko.actors.organisations.presenters import people as presenting
from seko.actors.organisations.queries import organisations
from seko.actors.organisations.queries import people as reading
from seko.actors.organisations.requests import actor_of
from seko.actors.organisations.ways import people_of, way_to
from seko.foundation.core import clock
from seko.foundation.core.access import signed_in
from seko.foundation.core.errors import Invalid, NotThere, refuse_unless
from seko.foundation.core.forms import faults_in
from seko.foundation.design.parts import Crumb
from seko.foundation.rendering.responses import OFFERED, list_response

SECTION = "who-is-who"


def _organisation(request: HttpRequest, slug: str) -> Organisation:
    """Return the organisation whose people the person may see; for everybody else the page does not exist."""
    found = organisations().filter(slug=slug).first()
    if found is None or not permissions.may_see_people(actor_of(request), found, clock.now_of(request)):
        raise NotThere
    return found


@signed_in
@require_safe
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who acts for the organisation, who did, who is invited and who asks; `?format=` gives the list as a file."""
    organisation, now = _organisation(request, slug), clock.now_of(request)
    shown = presenting.people_of(organisation, actor_of(request), now)
    if format := request.GET.get("format", ""):
        name = f"people-{organisation.slug}"
        return list_response(exports.PEOPLE, _lines(shown), format, title=_("People"), name=name, made_at=now)
    context = {"organisation": organisation, "people": shown, "crumbs": way_to(organisation, Crumb(_("People")))}
    return render(request, "organisations/people.html", {"section": SECTION, "formats": OFFERED, **context})


def _lines(people: presenting.People) -> list[exports.Line]:
    """Return the page's people as lines of its file: the same ones, masked alike."""

    def held(state: str, rows: tuple[presenting.Member, ...]) -> list[exports.Line]:
        return [
            exports.Line(
                state, each.name, each.email, each.role, each.scope, each.is_deputy, each.since_on, each.until_on
            )
            for each in rows
        ]

    asked = [
        exports.Line(_("Asks"), each.name, each.email, "", "", False, each.asked_on, None) for each in people.asked
    ]
    invited = [
        exports.Line(_("Invited"), each.name, each.email, each.role, "", False, each.sent_on, each.expires_on)
        for each in people.invited
    ]
    return [*asked, *held(_("Acts"), people.now), *invited, *held(_("Acted before"), people.before)]


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def person_invite(request: HttpRequest, slug: str) -> HttpResponse:
    """Invite a person; what was typed stays where something is wrong."""
    organisation, actor, now = _organisation(request, slug), actor_of(request), clock.now_of(request)
    refuse_unless(permissions.may_invite(actor, organisation, now))
    form = InviteForm(
        request.POST or None,
        roles=presenting.roles_to_give(actor, organisation, now),
        scopes=presenting.scopes_to_give(actor, organisation, now),
        needs_second=not organisation.is_civil_society,
    )
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        offer = Offer(organisation, given.pop("role"), given.pop("scope"))
        with faults_in(form):
            actions.invite(offer, **given, by=actor, now=now)
            of_state = permissions.is_of_the_state(offer)
            said = _("Proposed. When a second person confirms it, the message goes out.")
            messages.success(request, said if of_state else _("The invitation is on its way."))
            return redirect("people", slug)
    way = way_to(organisation, people_of(organisation), Crumb(_("Invite a person")))
    context = {"section": SECTION, "organisation": organisation, "form": form, "crumbs": way}
    return render(request, "organisations/invite.html", context, status=400 if form.errors else 200)


@signed_in
@require_POST
def invitation_revoke(request: HttpRequest, slug: str, identifier: UUID) -> HttpResponse:
    """Call an invitation back."""
    organisation = _organisation(request, slug)
    found = reading.open_invitations(organisation).filter(pk=identifier).first()
    if found is None:
        raise NotThere
    actions.revoke_invitation(found, by=actor_of(request), now=clock.now_of(request))
    messages.success(request, _("The invitation is called back; its link no longer works."))
    return redirect("people", slug)


@signed_in
@require_POST
def mandate_end(request: HttpRequest, slug: str, identifier: UUID) -> HttpResponse:
    """End a mandate, at once; on the state's side propose it."""
    organisation, actor, now = _organisation(request, slug), actor_of(request), clock.now_of(request)
    mandate = reading.mandates_of(organisation).filter(pk=identifier).select_related("organisation").first()
    if mandate is None:
        raise NotThere
    if permissions.is_of_the_state(permissions.offer_of(mandate)):
        actions.propose_end(mandate, until=None, reason=request.POST.get("reason", ""), by=actor, now=now)
        messages.success(request, _("Proposed. A second person confirms it."))
        return redirect("people", slug)
    is_own = actor.person is not None and mandate.person_id == actor.person.pk
    actions.end_mandate(mandate, by=actor, now=now)
    messages.success(request, _("The mandate has ended; its work lies with the organisation."))
    return redirect("desk") if is_own else redirect("people", slug)


@signed_in
@require_POST
def mandate_change(request: HttpRequest, slug: str, identifier: UUID) -> HttpResponse:
    """Say until when a mandate goes and whose deputy it is; on the state's side propose its last day."""
    organisation, actor, now = _organisation(request, slug), actor_of(request), clock.now_of(request)
    mandate = reading.mandates_of(organisation).filter(pk=identifier).select_related("organisation").first()
    if mandate is None:
        raise NotThere
    form = ChangeForm(request.POST)
    if not form.is_valid():
        raise Invalid({field: str(sentences[0]) for field, sentences in form.errors.items()})
    until, deputy = form.cleaned_data["until"], form.cleaned_data["is_deputy"]
    if permissions.is_of_the_state(permissions.offer_of(mandate)):
        actions.propose_end(mandate, until=until, reason=form.cleaned_data["reason"], by=actor, now=now)
        messages.success(request, _("Proposed. A second person confirms it."))
    else:
        actions.limit_mandate(mandate, until=until, is_deputy=deputy, by=actor, now=now)
        messages.success(request, _("Changed."))
    return redirect("people", slug)
