"""Pages of documents: the list, one document, a new one."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from seko.actors.organisations.requests import actor_of
from seko.drafts.documents import actions, permissions, presenters
from seko.drafts.documents.forms import DocumentForm
from seko.drafts.documents.models import Document
from seko.drafts.documents.queries import documents_visible_to, open_import, readable_by, tombstones_for
from seko.foundation.core import clock
from seko.foundation.core.access import public, signed_in
from seko.foundation.core.errors import NotThere, refuse_unless
from seko.foundation.core.forms import faults_in
from seko.foundation.design.parts import Crumb


@public
@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """Every document of which the person may read a draft."""
    now, actor = clock.now_of(request), actor_of(request)
    readable = Prefetch("versions", readable_by(actor, now).order_by("number"), to_attr="readable")
    rows = documents_visible_to(actor, now).select_related("institution").prefetch_related(readable).order_by("code")
    context = {
        "section": "documents",
        "rows": presenters.document_rows(rows),
        "may_create": permissions.may_upload(actor, None, now),
    }
    return render(request, "documents/documents.html", context)


@public
@require_safe
def document(request: HttpRequest, code: str) -> HttpResponse:
    """A document with the drafts that the person may read, and what became of hidden ones."""
    now, actor = clock.now_of(request), actor_of(request)
    hidden = tombstones_for(actor, now).filter(document__code=code)
    found = Document.objects.filter(code=code).select_related("institution").first()
    if found is None or not (documents_visible_to(actor, now).filter(pk=found.pk).exists() or hidden.exists()):
        raise NotThere
    versions = readable_by(actor, now).filter(document=found)
    may_upload = permissions.may_upload(actor, found, now)
    context = {
        "section": "documents",
        "document": found,
        "title": presenters.title_of(found),
        "crumbs": presenters.crumbs(found),
        "kind": presenters.name_of_kind(found.kind),
        "rows": presenters.version_rows(found, versions),
        "hidden": hidden if not actor.is_ministry else hidden.none(),
        "may_upload": may_upload,
        "waiting": open_import(found) if may_upload else None,
    }
    return render(request, "documents/document.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def document_new(request: HttpRequest) -> HttpResponse:
    """Create a document; what was typed stays in the form when something is wrong."""
    now, actor = clock.now_of(request), actor_of(request)
    refuse_unless(permissions.may_upload(actor, None, now))
    form = DocumentForm(request.POST or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        with faults_in(form):
            found = actions.create_document(**form.cleaned_data, by=actor, now=now)
            messages.success(request, _("The document is created. Now upload its first draft."))
            return redirect("import-new", code=found.code)
    status = 400 if form.is_bound else 200
    crumbs = (*presenters.crumbs_of_list(), Crumb(_("New document")))
    return render(
        request, "documents/new.html", {"section": "documents", "form": form, "crumbs": crumbs}, status=status
    )
