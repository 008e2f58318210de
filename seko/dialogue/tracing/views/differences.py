"""Why a draft differs from the one before it; naming reasons other than comments."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from seko.actors.organisations.requests import actor_of
from seko.dialogue.tracing import actions, permissions
from seko.dialogue.tracing.drawing.shown import compare_url
from seko.dialogue.tracing.enums import Reason
from seko.dialogue.tracing.forms import MOST_AT_ONCE, ReasonForm, chosen
from seko.dialogue.tracing.models import Difference
from seko.dialogue.tracing.presenters import reasons as presenters
from seko.dialogue.tracing.queries import (
    differences_visible_to,
    readable_of,
    reasons_counted,
    with_causes,
    without_cause,
)
from seko.drafts.documents.models import Version
from seko.drafts.documents.queries import readable_by
from seko.foundation.core import clock
from seko.foundation.core.access import public
from seko.foundation.core.errors import NotThere, refuse_unless
from seko.foundation.core.forms import faults_in
from seko.foundation.core.languages import as_written
from seko.foundation.core.paging import page_number
from seko.foundation.design.parts import Crumb

PER_PAGE = 50


def _version(request: HttpRequest, code: str, number: int) -> Version:
    rows = readable_by(actor_of(request), clock.now_of(request)).filter(document__code=code, number=number)
    found = rows.select_related("document").first()
    if found is None:
        raise NotThere
    return found


@public
@require_http_methods(["GET", "HEAD", "POST"])
def difference_list(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The differences of a draft with their reasons; `?reason=` keeps one; a POST names a reason for those ticked."""
    version = _version(request, code, number)
    rows = differences_visible_to(actor_of(request), clock.now_of(request)).filter(new_version=version)
    if not rows.exists():
        raise NotThere
    if request.method == "POST":
        return _named(request, version, rows)
    return _page(request, version, rows, ReasonForm())


def _page(
    request: HttpRequest, version: Version, rows: QuerySet[Difference], form: ReasonForm, *, status: int = 200
) -> HttpResponse:
    actor, now = actor_of(request), clock.now_of(request)
    reason = request.GET.get("reason", "")
    kept = _of_reason(rows, reason).select_related("old_version__document", "new_version__document")
    page = Paginator(with_causes(kept.order_by("order")), PER_PAGE).get_page(page_number(request))
    listed = list(page.object_list)
    points = {cause.point_id for row in listed for cause in row.standing if cause.point_id}  # type: ignore[attr-defined]
    readable = readable_of(points, actor, now)
    first = rows.select_related("old_version").first()
    context = {
        "section": "documents",
        "version": version,
        "title": as_written(version.document, "title"),
        "crumbs": (
            Crumb(_("Documents"), reverse("documents")),
            Crumb(as_written(version.document, "title"), reverse("document", args=[version.document.code])),
            Crumb(_("Why draft %(number)s differs") % {"number": version.number}),
        ),
        "bar": presenters.reasons_bar(reasons_counted(rows), rows.count()),
        "reason": reason,
        "reason_word": _word(reason),
        "lines": presenters.shown_with_causes(listed, readable),
        "listed": page,
        "query": f"reason={reason}&" if _word(reason) else "",
        "compare": compare_url(version.document, first.old_version, version) if first else "",
        "may_name": permissions.may_name_reasons(actor, version, now),
        "form": form,
        "ticked": chosen(request.POST),
    }
    return render(request, "tracing/differences.html", context, status=status)


def _of_reason(rows: QuerySet[Difference], reason: str) -> QuerySet[Difference]:
    if reason == presenters.NONE:
        return without_cause(rows)
    if reason in Reason.values:
        standing = {"causes__reason": reason, "causes__taken_back_at__isnull": True}
        return rows.filter(**standing).distinct()
    return rows


def _word(reason: str) -> str:
    if reason == presenters.NONE:
        return _("No reason named yet")
    return str(Reason(reason).label) if reason in Reason.values else ""


def _named(request: HttpRequest, version: Version, rows: QuerySet[Difference]) -> HttpResponse:
    actor, now = actor_of(request), clock.now_of(request)
    refuse_unless(permissions.may_name_reasons(actor, version, now))
    form = ReasonForm(request.POST)
    if form.is_valid():
        ticked = rows.filter(pk__in=chosen(request.POST)).select_related("new_version__document")[:MOST_AT_ONCE]
        with faults_in(form):
            made = actions.name_reason(ticked, **form.cleaned_data, by=actor, now=now)
            count = len(made)
            words = ngettext("Reason noted for %(count)s difference.", "Reason noted for %(count)s differences.", count)
            messages.success(request, words % {"count": count})
            return redirect(request.get_full_path())
    return _page(request, version, rows, form, status=400)
