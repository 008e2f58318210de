"""What the views of memoranda share: which memorandum, its page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from seko.actors.organisations.requests import actor_of
from seko.drafts.memoranda import presenters
from seko.drafts.memoranda.enums import Status
from seko.drafts.memoranda.forms import EndForm, InForceForm, LeavingForm, RenewalForm, SigningForm, UploadForm
from seko.drafts.memoranda.models import Memorandum, Party
from seko.drafts.memoranda.queries import own_parties, signed_files_visible_to, visible_to
from seko.foundation.core import clock
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import NotThere

LINES = ("parties__organisation", "obligations__party", "obligations__measure", "renewals")


def found(request: HttpRequest, code: str) -> Memorandum:
    """Return the memorandum, or raise `NotThere` for one that may not be seen."""
    rows = visible_to(actor_of(request), clock.now_of(request)).filter(code=code)
    row = rows.select_related("text", "replaced_by").prefetch_related(*LINES).first()
    if row is None:
        raise NotThere
    return row


def signing_forms(memorandum: Memorandum, data: Mapping[str, Any] | None = None) -> list[tuple[Party, SigningForm]]:
    """Return a form for each party; what is known already stands in it."""
    forms = []
    for party in memorandum.parties.all():
        initial = {"on": party.signed_on, "signed_by": party.signed_by, "signed_as": party.signed_as}
        forms.append((party, SigningForm(data, prefix=f"party-{party.pk}", initial=initial)))
    return forms


def leaving_parties(request: HttpRequest, memorandum: Memorandum) -> Any:
    """Return the parties that the person can let leave."""
    actor = actor_of(request)
    rows = memorandum.parties.all() if actor.is_ministry else own_parties(actor, memorandum)
    return rows.filter(left_on__isnull=True)


def page(request: HttpRequest, memorandum: Memorandum, *, status: int = 200, **bound: Any) -> HttpResponse:
    """Return the memorandum's page; `bound` holds the form that was just sent, in place of its empty one."""
    actor, now = actor_of(request), clock.now_of(request)
    deeds = presenters.deeds(memorandum, actor, now)
    rows = signed_files_visible_to(actor, now).filter(memorandum=memorandum)
    rows = rows.select_related("memorandum", "file", "organisation").prefetch_related("signatures")
    works = actor.is_ministry or own_parties(actor, memorandum).exists()
    today = local_date(now)
    forms: dict[str, Any] = {}
    if deeds.upload:
        forms["upload_form"] = UploadForm()
    if deeds.signing:
        forms |= {"signing_forms": signing_forms(memorandum), "force_form": InForceForm(prefix="force")}
    if deeds.renew:
        forms["renewal_form"] = RenewalForm(prefix="renewal", initial={"on": today})
    if deeds.end:
        forms["end_form"] = EndForm(prefix="end", memorandum=memorandum)
    if deeds.leave:
        parties = leaving_parties(request, memorandum)
        forms["leaving_form"] = LeavingForm(prefix="leaving", initial={"on": today}, parties=parties)
    context = {
        "section": "who-is-who",
        "memorandum": memorandum,
        "page_of": presenters.page_of(memorandum, now),
        "crumbs": presenters.crumbs(memorandum),
        "deeds": deeds,
        "files": presenters.files_of(rows, with_names=works),
        "is_offered": memorandum.status == Status.OFFERED,
        "works": works,
        **forms,
        **bound,
    }
    return render(request, "memoranda/memorandum.html", context, status=status)
