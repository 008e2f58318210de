"""What is done with an offered memorandum and with one in force: signing, renewing, leaving, ending."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seko.actors.organisations.requests import actor_of
from seko.drafts.memoranda import actions, permissions
from seko.drafts.memoranda.enums import Status
from seko.drafts.memoranda.forms import EndForm, InForceForm, LeavingForm, RenewalForm, UploadForm
from seko.drafts.memoranda.models import Memorandum
from seko.drafts.memoranda.views import finding
from seko.foundation.core import clock
from seko.foundation.core.access import signed_in
from seko.foundation.core.errors import Invalid, TooLarge, WrongState, refuse_unless
from seko.foundation.core.forms import add_faults, faults_in
from seko.foundation.files.uploads import one_file
from seko.foundation.workflow.second import PROPOSED


@signed_in
@require_POST
def memorandum_signing(request: HttpRequest, code: str) -> HttpResponse:
    """Note who signed, and when."""
    row, actor, now = finding.found(request, code), actor_of(request), clock.now_of(request)
    refuse_unless(permissions.may_prepare(actor, row, now))
    if row.status != Status.OFFERED:
        raise WrongState(_("Who signed is noted while the memorandum is offered for signing."))
    forms = finding.signing_forms(row, request.POST)
    faulty = [form for _party, form in forms if not form.is_valid()]  # each says its own faults
    if not faulty:
        lines = [actions.Signed(party.pk, **form.cleaned_data) for party, form in forms]
        try:
            actions.note_signing(row, lines=lines, by=actor, now=now)
        except Invalid as invalid:
            for party, form in forms:
                prefix = f"party-{party.pk}-"
                mine = {
                    key.removeprefix(prefix): said for key, said in invalid.faults.items() if key.startswith(prefix)
                }
                add_faults(form, Invalid(mine))
        else:
            messages.success(request, _("It is noted who signed."))
            return redirect("memorandum", code=code)
    return finding.page(request, row, status=400, signing_forms=forms, open="signing")


@signed_in
@require_POST
def memorandum_upload(request: HttpRequest, code: str) -> HttpResponse:
    """Take a signed PDF; it is checked in the background."""
    row, actor, now = finding.found(request, code), actor_of(request), clock.now_of(request)
    refuse_unless(permissions.may_upload(actor, row, now))
    form, status = UploadForm(request.POST, request.FILES), 400
    try:
        upload = one_file(request, "file")
        if form.is_valid() and upload is not None:
            kept = actions.receive_signed(row, upload=upload, by=actor, now=now)
            return redirect("job-progress", job_id=kept.job_id)
    except (Invalid, TooLarge) as fault:
        form.add_error("file", str(fault.sentence))
        status = fault.status
    return finding.page(request, row, status=status, upload_form=form, open="upload")


def _done(
    request: HttpRequest, row: Memorandum, form: Form, act: Callable[..., object], said: str, *, part: str
) -> HttpResponse:
    """Carry out the deed with what was typed; where something is wrong that part of the page stands open."""
    if form.is_valid():
        with faults_in(form):
            act(row, **form.cleaned_data, by=actor_of(request), now=clock.now_of(request))
            messages.success(request, said)
            return redirect("memorandum", code=row.code)
    return finding.page(request, row, status=400, open=part, **{f"{part}_form": form})


@signed_in
@require_POST
def memorandum_in_force(request: HttpRequest, code: str) -> HttpResponse:
    """Propose that it is in force; a second person confirms."""
    row = finding.found(request, code)
    refuse_unless(permissions.may_bring_into_force(actor_of(request), row, clock.now_of(request)))
    form = InForceForm(request.POST, prefix="force")
    return _done(request, row, form, actions.propose_in_force, str(PROPOSED), part="force")


@signed_in
@require_POST
def memorandum_renew(request: HttpRequest, code: str) -> HttpResponse:
    """Note a renewal."""
    row = finding.found(request, code)
    refuse_unless(permissions.may_prepare(actor_of(request), row, clock.now_of(request)))
    form = RenewalForm(request.POST, prefix="renewal")
    said = _("The renewal is noted. The parties are told.")
    return _done(request, row, form, actions.renew_memorandum, said, part="renewal")


@signed_in
@require_POST
def memorandum_leave(request: HttpRequest, code: str) -> HttpResponse:
    """Let a party leave; for the others it goes on."""
    row = finding.found(request, code)
    refuse_unless(permissions.may_leave(actor_of(request), row, clock.now_of(request)))
    form = LeavingForm(request.POST, prefix="leaving", parties=finding.leaving_parties(request, row))
    said = _("It is noted who leaves, with the statement. The other parties are told.")
    return _done(request, row, form, actions.leave_memorandum, said, part="leaving")


@signed_in
@require_POST
def memorandum_end(request: HttpRequest, code: str) -> HttpResponse:
    """Propose that it ends, or that another one replaces it; a second person confirms."""
    row = finding.found(request, code)
    refuse_unless(permissions.may_end(actor_of(request), row, clock.now_of(request)))
    form = EndForm(request.POST, prefix="end", memorandum=row)
    return _done(request, row, form, actions.propose_end, str(PROPOSED), part="end")
