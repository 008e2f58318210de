"""Pages of returned files: send several at once, look at what was found, say what becomes of it, keep."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seko.actors.organisations.requests import actor_of
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import text_visible_to, title_of
from seko.foundation.core import clock
from seko.foundation.core.access import signed_in
from seko.foundation.core.errors import Invalid, NotThere, TooLarge, Unavailable, refuse_unless
from seko.foundation.core.paging import page_number
from seko.foundation.core.typed import whole_number
from seko.foundation.design.parts import Crumb
from seko.foundation.jobs.models import Job
from seko.foundation.jobs.presenters import present
from seko.outlets.returns import actions, permissions, presenters, queries, sentences
from seko.outlets.returns.actions import Decision
from seko.outlets.returns.enums import ReturnStatus
from seko.outlets.returns.models import ReturnedFile
from seko.outlets.returns.permissions import may_return

PER_PAGE = 50
MOST_FILES = 20


def _consultation(request: HttpRequest, code: str) -> Consultation:
    actor, now = actor_of(request), clock.now_of(request)
    rows = text_visible_to(actor, now).filter(code=code)
    found = rows.select_related("version__document").first()
    if found is None:
        raise NotThere
    refuse_unless(may_return(actor, found, now))
    return found


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def comments_return(request: HttpRequest, code: str) -> HttpResponse:
    """Send commented files, several at once; below, the ones sent before."""
    consultation, actor, now = _consultation(request, code), actor_of(request), clock.now_of(request)
    faults: list[tuple[str, str]] = []
    status = 200
    if request.method == "POST":
        uploads = request.FILES.getlist("files")
        begun = []
        for upload in uploads[:MOST_FILES]:
            try:
                begun.append(actions.take_file(consultation, upload=upload, by=actor, now=now))
            except (Invalid, TooLarge, Unavailable) as error:
                faults.append((upload.name or "", str(error.sentence)))
                status = error.status
        if not uploads:
            faults, status = [("", _("Choose the file."))], 400
        elif len(uploads) > MOST_FILES:
            faults.append(("", _("At most %(count)s files at once; send the rest again.") % {"count": MOST_FILES}))
        if len(begun) == 1 and not faults:
            return redirect("returned", code=code, identifier=begun[0].pk)
        if begun and not faults:
            return redirect("comments-return", code=code)
    earlier = queries.visible_to(actor, now).filter(consultation=consultation).select_related("consultation")
    context = {
        "consultation": consultation,
        "crumbs": _crumbs(consultation, Crumb(_("Comments from a file"))),
        "faults": faults,
        "kind": actions.COMMENTED,
        "earlier": presenters.listed(earlier[:50]),
    }
    return render(request, "returns/return.html", context, status=status)


def _crumbs(consultation: Consultation, *more: Crumb) -> tuple[Crumb, ...]:
    return (Crumb(title_of(consultation), reverse("reading", args=[consultation.code])), *more)


def _found(request: HttpRequest, code: str, identifier: UUID, *, with_text: bool = True) -> ReturnedFile:
    """Return the own side's file; the draft stands in what was found in it, so with that for whom the draft is only."""
    actor, now = actor_of(request), clock.now_of(request)
    rows = queries.visible_to(actor, now).filter(consultation__code=code, pk=identifier)
    if with_text:
        rows = rows.filter(consultation__in=text_visible_to(actor, now))
    found = rows.select_related("consultation__version__document", "file").first()
    if found is None:
        raise NotThere
    return found


@signed_in
@require_safe
def preview(request: HttpRequest, code: str, identifier: UUID) -> HttpResponse:
    """What was found in a file, thing by thing, before anything is kept; or why it was not taken."""
    return _page(request, _found(request, code, identifier))


def _page(
    request: HttpRequest, found: ReturnedFile, *, faults: Mapping[str, str] | None = None, status: int = 200
) -> HttpResponse:
    faults = faults or {}
    counts = queries.counts_of(found)
    show = presenters.shown_first(counts, request.GET.get("show", "") or request.POST.get("show", ""))
    faulty = presenters.faulty(faults)
    rows = queries.items_of(found).filter(Q(number__in=faulty) if faulty else presenters.SHOWN[show])
    page = Paginator(rows, PER_PAGE).get_page(1 if faulty else page_number(request))
    job = _job_of(found)
    unsent = queries.unsent_of(found).count() if found.status == ReturnStatus.KEPT else 0
    consultation = found.consultation
    context = {
        "found": found,
        "consultation": consultation,
        "crumbs": _crumbs(
            consultation,
            Crumb(_("Comments from a file"), reverse("comments-return", args=[consultation.code])),
            Crumb(_("What was found")),
        ),
        "is_open": found.status == ReturnStatus.READ,
        "job": present(job) if job else None,
        "unsent": unsent,
        "may_send": permissions.may_decide(actor_of(request), found, clock.now_of(request)),
        "not_sent": presenters.not_sent(found) if unsent else "",
        "refusal": sentences.refusal(found.refusal, found.refusal_params) if found.refusal else "",
        "counts": counts,
        "kinds": presenters.kinds_found(found),
        "told": presenters.told(found),
        "filters": presenters.filters(counts, show),
        "show": show,
        "items": presenters.items(page.object_list, found, request.POST.dict() if faults else {}, faults),
        "listed": page,
        "query": f"show={show}&",
        "fault": faults.get("items", ""),
        "faults": faults,
    }
    return render(request, "returns/preview.html", context, status=status)


def _job_of(found: ReturnedFile) -> Job | None:
    """Return the work on a file that is shown: its reading, and the sending of what came in by it while it goes on."""
    if found.job_id is None or found.status not in (ReturnStatus.READING, ReturnStatus.KEPT):
        return None
    job = Job.objects.filter(pk=found.job_id).first()
    return job if job is not None and (found.status == ReturnStatus.READING or not job.is_final) else None


def decisions_of(sent: Mapping[str, str]) -> dict[int, Decision]:
    """Return what the form says of each thing, by its number; a typed name of a place wins over a chosen one."""
    found = {}
    for name in sent:
        field, _dash, digits = name.partition("-")
        number = whole_number(digits) if field in ("choice", "name", "place") else None
        if number is not None:
            place = sent.get(f"name-{number}", "").strip() or sent.get(f"place-{number}", "")
            found[number] = Decision(sent.get(f"choice-{number}", ""), place)
    return found


@signed_in
@require_POST
def decide(request: HttpRequest, code: str, identifier: UUID) -> HttpResponse:
    """Keep what was said of the things shown; with `whole`, give the rest to the whole document; with `keep`, make
    unsent comments of what is taken, of many in the background.
    """
    found, actor, now = _found(request, code, identifier), actor_of(request), clock.now_of(request)
    try:
        actions.decide(found, decisions_of(request.POST.dict()), by=actor, now=now)
        if "whole" in request.POST:
            actions.place_the_rest(found, by=actor, now=now)
        if "keep" in request.POST and found.items.count() > settings.SEKO_LIMITS["returned_at_once"]:
            return redirect("job-progress", job_id=actions.ask_keeping(found, by=actor, now=now).pk)
        if "keep" in request.POST:
            return _kept(request, found, actions.keep(found, by=actor, now=now))
    except Invalid as error:
        faults = {name: str(words) for name, words in error.faults.items()}
        return _page(request, found, faults=faults, status=400)
    messages.success(request, _("Your decisions are kept; nothing is written yet."))
    show = request.POST.get("show", "")
    return redirect(f"{reverse('returned', args=[code, identifier])}?show={show if show in presenters.SHOWN else ''}")


def _kept(request: HttpRequest, found: ReturnedFile, added: int) -> HttpResponse:
    words = ngettext(
        "%(count)s comment is among your unsent ones now.", "%(count)s comments are among your unsent ones now.", added
    )
    messages.success(request, words % {"count": added})
    if count := found.items.exclude(fault="").count():
        refused = ngettext(
            "%(count)s was not kept; why stands at it.", "%(count)s were not kept; why stands at each.", count
        )
        messages.warning(request, refused % {"count": count})
    return redirect("returned", code=found.consultation.code, identifier=found.pk)


@signed_in
@require_POST
def send(request: HttpRequest, code: str, identifier: UUID) -> HttpResponse:
    """Send everything that came in by the file and is unsent."""
    found = _found(request, code, identifier)
    actions.ask_sending(found, by=actor_of(request), now=clock.now_of(request))
    return redirect("returned", code=code, identifier=identifier)


@signed_in
@require_POST
def discard(request: HttpRequest, code: str, identifier: UUID) -> HttpResponse:
    """Throw the file away, also when its draft is not to be read any more."""
    found, actor, now = _found(request, code, identifier, with_text=False), actor_of(request), clock.now_of(request)
    actions.discard(found, by=actor, now=now)
    messages.success(request, _("Cancelled; nothing was written."))
    if not text_visible_to(actor, now).filter(pk=found.consultation_id).exists():
        return redirect("record")
    return redirect("comments-return", code=code)
