"""Two drafts of a document beside each other."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from seko.actors.organisations.requests import actor_of
from seko.dialogue.tracing.actions import note_read
from seko.dialogue.tracing.queries import causes_between, last_read, readable_of
from seko.drafts.documents.queries import readable_by
from seko.foundation.core import clock
from seko.foundation.core.access import public
from seko.foundation.core.errors import NotThere
from seko.foundation.core.languages import as_written
from seko.foundation.design.parts import Crumb
from seko.pages.comparing import presenters
from seko.pages.comparing.lines import compared


@public
@require_safe
def versions_compare(request: HttpRequest, code: str, old: int, new: int) -> HttpResponse:
    """What differs from one draft to a later one, for whoever may read both; `?view=aside` sets them side by side,
    `?text=whole` shows what stayed too.
    """
    actor, now = actor_of(request), clock.now_of(request)
    rows = readable_by(actor, now).filter(document__code=code).select_related("document").order_by("number")
    versions = {version.number: version for version in rows}
    if old >= new or old not in versions or new not in versions:
        raise NotThere
    older, newer = versions[old], versions[new]
    view = presenters.View(request.GET.get("view") == "aside", request.GET.get("text") == "whole")
    stretches = compared(older, newer)
    causes = list(causes_between(older, newer, actor, now))
    behind = {cause.point_id for cause in causes if cause.point_id}
    reasons = presenters.Reasons(presenters.by_place(causes, older, newer), readable_of(behind, actor, now))
    layouts, extents = presenters.views(view)
    olds, news = presenters.drafts(list(versions.values()), older, newer)
    title = as_written(newer.document, "title")
    context = {
        "section": "documents",
        "title": title,
        "old": older,
        "new": newer,
        "crumbs": (
            Crumb(_("Documents"), reverse("documents")),
            Crumb(title, reverse("document", args=[code])),
            Crumb(_("What differs")),
        ),
        "view": view,
        "layouts": layouts,
        "extents": extents,
        "olds": olds,
        "news": news,
        "picture": presenters.picture(stretches),
        "contents": presenters.contents(stretches),
        "stretches": presenters.shown(stretches, reasons, view),
    }
    note_read(newer, last_read(actor, newer.document_id), by=actor)
    return render(request, "comparing/compare.html", context)
