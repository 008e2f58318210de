"""The second person: approving answers one by one or all at once, sending them back, proposing corrections."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from seko.actors.accounts.models import Person
from seko.actors.organisations.requests import actor_of
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import title_of
from seko.dialogue.consultations.requests import consulted
from seko.dialogue.responses import actions, permissions
from seko.dialogue.responses.enums import ResponseStatus
from seko.dialogue.responses.forms.answer import read_identifiers
from seko.dialogue.responses.models import Response
from seko.dialogue.responses.presenters import approving as presenters
from seko.dialogue.responses.queries import with_point
from seko.foundation.core import clock
from seko.foundation.core.access import signed_in
from seko.foundation.core.errors import Conflict, Invalid, WrongState, refuse_unless
from seko.foundation.core.paging import page_number
from seko.foundation.core.typed import whole_number

PER_PAGE = 30
UNKNOWN = -1


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def approving(request: HttpRequest, code: str) -> HttpResponse:
    """The answers sent for approval; a POST approves one or all as they were shown, or returns one with a reason; one
    whose words changed meanwhile is shown anew, above the others.
    """
    consultation = consulted(request, code)
    refuse_unless(permissions.may_open_approvals(actor_of(request)))
    if request.method != "POST":
        return _page(request, consultation)
    if "return" in request.POST:
        return _returned(request, consultation)
    now, actor = clock.now_of(request), actor_of(request)
    # Only the words that were there when the page was shown: nobody approves what nobody has seen.
    following = reverse("approving", args=[code])
    if "everything" in request.POST:
        seen = _read_seen(request, consultation)
        rows = _proposed(consultation).filter(pk__in=seen)
        chosen = [each for each in rows if permissions.may_approve(actor, each, now)]
        if not chosen:
            old = _("This page is no longer the newest. Look at the list again; nothing was published.")
            return _page(request, consultation, changed=Conflict(old, theirs=[]))
    else:
        chosen = [_one(consultation, request.POST.get("approve", ""))]
        seen = {chosen[0].pk: _revision(request)}
        following = _next(consultation, chosen[0])
    try:
        published = actions.approve_set(chosen, seen=seen, by=actor, now=now)
    except Conflict as conflict:
        return _page(request, consultation, changed=conflict)
    words = ngettext("Published: %(count)s answer.", "Published: %(count)s answers.", len(published))
    messages.success(request, words % {"count": len(published)})
    return redirect(following)


def _next(consultation: Consultation, response: Response) -> str:
    """Return the address of the list at the answer after this one, for the last at the one before it."""
    order = list(_proposed(consultation).values_list("pk", flat=True))
    others = [pk for pk in order if pk != response.pk]
    if not others:
        return reverse("approving", args=[consultation.code])
    at = others[min(order.index(response.pk), len(others) - 1)]
    query = urlencode({"page": str(others.index(at) // PER_PAGE + 1), "at": str(at)})
    return f"{reverse('approving', args=[consultation.code])}?{query}#at"


def _salt(request: HttpRequest, consultation: Consultation) -> str:
    return f"responses.approving:{consultation.pk}:{actor_of(request).person_id}"


def _seen(request: HttpRequest, consultation: Consultation, rows: Iterable[Response]) -> str:
    """Return, signed for this person, which words of which answers the list held."""
    shown = {each.pk.hex: each.revision for each in rows}
    return signing.dumps(shown, salt=_salt(request, consultation), compress=True)


def _read_seen(request: HttpRequest, consultation: Consultation) -> dict[UUID, int]:
    """Return the revisions that `_seen` signed, by answer; none where it was not signed for this page."""
    try:
        shown = signing.loads(request.POST.get("seen", ""), salt=_salt(request, consultation))
    except signing.BadSignature:
        return {}
    return {UUID(pk): revision for pk, revision in shown.items()}


def _revision(request: HttpRequest) -> int:
    """Return which words the page showed; none where the form does not say."""
    number = whole_number(request.POST.get("revision", ""))
    return UNKNOWN if number is None else number


def _proposed(consultation: Consultation) -> QuerySet[Response]:
    rows = Response.objects.filter(point__consultation=consultation, status=ResponseStatus.PROPOSED)
    return with_point(rows).select_related("institution", "point__comment__question", "point__comment__attachment")


def _one(consultation: Consultation, given: str) -> Response:
    found = _proposed(consultation).filter(pk=read_identifiers([given])[0]).first()
    if found is None:
        raise WrongState(_("This answer was published or returned meanwhile; look at the list again."))
    return found


def _returned(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    response = _one(consultation, request.POST["return"])
    reason = request.POST.get(f"reason-{response.pk}", "")
    following = _next(consultation, response)
    try:
        actions.return_for_rework(response, reason=reason, by=actor_of(request), now=clock.now_of(request))
    except Invalid as error:
        return _page(request, consultation, str(response.pk), error)
    messages.success(request, _("Returned to its writer, with your reason."))
    return redirect(following)


def _page(
    request: HttpRequest,
    consultation: Consultation,
    refused: str = "",
    error: Invalid | None = None,
    changed: Conflict | None = None,
) -> HttpResponse:
    now, actor = clock.now_of(request), actor_of(request)
    anew = {each.pk for each in changed.theirs} if changed else set()
    everything = sorted(_proposed(consultation), key=lambda each: each.pk not in anew)
    decisions = {str(each.pk): permissions.may_approve(actor, each, now) for each in everything}
    page = Paginator(everything, PER_PAGE).get_page(1 if changed else page_number(request))
    listed = list(page.object_list)
    mine = [each for each in everything if decisions[str(each.pk)]]
    context = {
        "section": "consultations",
        "consultation": consultation,
        "title": title_of(consultation),
        "rows": presenters.rows_of(listed, consultation, decisions, _writers(listed)),
        "listed": page,
        "total": len(everything),
        "mine": len(mine),
        "elsewhere": len({each.pk for each in mine} - {each.pk for each in listed}),
        "seen": _seen(request, consultation, mine),
        "at": at if (at := request.GET.get("at", "")) in {str(each.pk) for each in listed} else "",
        "refused": refused,
        "fault": str(error.sentence) if error else "",
        "typed": request.POST.get(f"reason-{refused}", ""),
        "changed": str(changed.sentence) if changed else "",
        "anew": {str(pk) for pk in anew},
    }
    return render(request, "responses/approving.html", context, status=400 if error else 409 if changed else 200)


def _writers(responses: Iterable[Response]) -> dict[str, str]:
    drafters = {each for response in responses for each in response.drafters}
    return {str(pk): name for pk, name in Person.objects.filter(pk__in=drafters).values_list("pk", "name")}
