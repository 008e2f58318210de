"""Writing a memorandum down; offering it and taking the offer back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from seko.actors.organisations.requests import actor_of
from seko.drafts.memoranda import actions, permissions, presenters, writing
from seko.drafts.memoranda.enums import Status
from seko.drafts.memoranda.models import Memorandum
from seko.drafts.memoranda.views import finding
from seko.foundation.core import clock
from seko.foundation.core.access import signed_in
from seko.foundation.core.errors import Conflict, Invalid, NotThere, WrongState, refuse_unless
from seko.foundation.design.parts import Crumb

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def memorandum_new(request: HttpRequest) -> HttpResponse:
    """Write down a new memorandum."""
    refuse_unless(permissions.may_prepare(actor_of(request), None, clock.now_of(request)))
    if request.method != "POST":
        return _shown(request, writing.empty(), None)
    return _sent(request, None)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def memorandum_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change one that is not offered yet."""
    row = finding.found(request, code)
    refuse_unless(permissions.may_prepare(actor_of(request), row, clock.now_of(request)))
    if row.status != Status.PREPARED:
        raise WrongState(_("It is offered for signing already: take the offer back to change it."))
    if request.method != "POST":
        return _shown(request, writing.kept(row), row)
    return _sent(request, row)


def _sent(request: HttpRequest, row: Memorandum | None) -> HttpResponse:
    """Add or remove a line, or keep what was typed; whatever is wrong, everything typed stays."""
    other = writing.again(row, request.POST)
    if other is not None:
        return _shown(request, other, row)
    sheet = writing.typed(row, request.POST)
    if not sheet.is_valid():
        return _shown(request, sheet, row, status=400)
    actor, now = actor_of(request), clock.now_of(request)
    fields = dict(sheet.head.cleaned_data)
    try:
        parties, obligations = sheet.lines()
        if row is None:
            kept = actions.prepare_memorandum(
                code=fields.pop("code"), fields=fields, parties=parties, obligations=obligations, by=actor, now=now
            )
        else:
            kept = actions.change_memorandum(
                row,
                fields=fields,
                parties=parties,
                obligations=obligations,
                by=actor,
                now=now,
                seen=writing.moment(request.POST.get("seen", "")),
            )
    except Invalid as invalid:
        sheet.add_faults(invalid)
        return _shown(request, sheet, row, status=400)
    except Conflict as conflict:
        sheet.head.add_error(None, str(conflict.sentence))
        return _shown(request, sheet, row, status=409)
    messages.success(request, _("Saved. Only the ministry reads it until it is offered."))
    return redirect("memorandum", code=kept.code)


def _shown(request: HttpRequest, sheet: writing.Sheet, row: Memorandum | None, *, status: int = 200) -> HttpResponse:
    title = _("Change the memorandum") if row else _("New memorandum")
    context = {
        "section": "who-is-who",
        "sheet": sheet,
        "memorandum": row,
        "title": title,
        "seen": request.POST.get("seen") or (row.changed_at.isoformat() if row and row.changed_at else ""),
        "crumbs": presenters.crumbs(row, Crumb(title)),
    }
    return render(request, "memoranda/edit.html", context, status=status)


STEPS: dict[str, tuple[Callable[..., Memorandum], _StrPromise]] = {
    "offer": (actions.offer_memorandum, gettext_lazy("Offered for signing. The people of the parties are told.")),
    "take-back": (actions.take_back_memorandum, gettext_lazy("The offer is taken back. The parties are told.")),
}


@signed_in
@require_POST
def memorandum_step(request: HttpRequest, code: str, step: str) -> HttpResponse:
    """Offer it, or take the offer back."""
    if step not in STEPS:
        raise NotThere
    row = finding.found(request, code)
    act, sentence = STEPS[step]
    act(row, by=actor_of(request), now=clock.now_of(request))
    messages.success(request, sentence)
    return redirect("memorandum", code=code)
