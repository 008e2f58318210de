"""Pages of a version: its text, its file, what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.requests import actor_of
from seko.drafts.documents import actions, conditions, permissions, presenters
from seko.drafts.documents.drawing.body import body_of, draw
from seko.drafts.documents.enums import Circle, VersionStatus
from seko.drafts.documents.forms import ReasonForm, ReleaseForm
from seko.drafts.documents.models import Version
from seko.drafts.documents.previewing import lang_of_draft, outline, whole
from seko.drafts.documents.queries import has_indicators, passages_of, readable_by, tombstones_for
from seko.foundation.core import clock
from seko.foundation.core.access import public, signed_in
from seko.foundation.core.dates import start_of_day
from seko.foundation.core.errors import NotThere, refuse_unless
from seko.foundation.core.forms import faults_in
from seko.foundation.core.languages import current
from seko.foundation.design.parts import Crumb
from seko.foundation.files.responses import file_response
from seko.foundation.workflow.second import PROPOSED

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

WITH = ("document__institution", "original", "published_copy", "created_by", "proposed_by", "published_by")


def _version(request: HttpRequest, code: str, number: int) -> Version:
    rows = readable_by(actor_of(request), clock.now_of(request))
    found = rows.filter(document__code=code, number=number).select_related(*WITH).first()
    if found is None:
        raise NotThere
    return found


@public
@require_safe
def version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """A version: facts, text, who may read it, and what can be done with it; of a hidden one the reason only."""
    actor = actor_of(request)
    try:
        found = _version(request, code, number)
    except NotThere:
        return _tombstone(request, code, number)
    return render(request, "documents/version.html", _context(request, found, actor, ReleaseForm()))


def _tombstone(request: HttpRequest, code: str, number: int) -> HttpResponse:
    rows = tombstones_for(actor_of(request), clock.now_of(request)).select_related("document")
    found = rows.filter(document__code=code, number=number).first()
    if found is None:
        raise NotThere
    name = presenters.draft_name(found.number)
    context = {
        "section": "documents",
        "version": found,
        "name": name,
        "crumbs": presenters.crumbs(found.document, Crumb(name)),
    }
    return render(request, "documents/tombstone.html", context)


def _context(request: HttpRequest, found: Version, actor: Actor, form: ReleaseForm) -> dict[str, object]:
    now = clock.now_of(request)
    is_fixed = found.status in (VersionStatus.PUBLISHED, VersionStatus.HIDDEN)
    # Only fixed words are kept drawn: a draft may still change under the same hash.
    body = body_of(found.pk, found.content_hash, current()) if is_fixed else draw(list(passages_of(found)), current())
    name = presenters.draft_name(found.number)
    works = bool(permissions.may_upload(actor, found.document, now))
    return {
        "section": "documents",
        "version": found,
        "name": name,
        "title": presenters.title_of(found.document),
        "crumbs": presenters.crumbs(found.document, Crumb(name)),
        "facts": presenters.version_facts(found),
        "said": conditions.about_version.ask(found, actor, now),
        "works": works,
        "working_facts": presenters.working_facts(found) if works else (),
        "other_texts": presenters.other_texts(found, works=works),
        "has_indicators": has_indicators(found),
        "deeds": presenters.deeds(found, actor, now) if works else None,
        "releases": presenters.releases(found, now) if works else (),
        "release_form": form,
        "hide_form": ReasonForm(prefix="hide"),
        "outline": outline(body),
        "html": whole(body),
        "lang": lang_of_draft(found.language),
    }


@public
@require_safe
def version_file(request: HttpRequest, code: str, number: int) -> HttpResponseBase:
    """Send the published copy of a version (without author names, changes and comments) to who may read it."""
    found = _version(request, code, number)
    if found.published_copy is None:
        raise NotThere
    return file_response(found.published_copy)


STEPS: dict[str, tuple[Callable[..., Version], _StrPromise]] = {
    "propose": (actions.propose_version, gettext_lazy("The draft is proposed. Another person publishes it.")),
    "take-back": (actions.take_back_version, gettext_lazy("The proposal is taken back.")),
    "publish": (actions.publish_version, gettext_lazy("The draft is published. Say now who may read it.")),
}


@signed_in
@require_POST
def version_step(request: HttpRequest, code: str, number: int, step: str) -> HttpResponse:
    """Propose, take back or publish."""
    if step not in STEPS:
        raise NotThere
    found = _version(request, code, number)
    act, sentence = STEPS[step]
    act(found, by=actor_of(request), now=clock.now_of(request))
    messages.success(request, sentence)
    return redirect("version", code=code, number=number)


@signed_in
@require_POST
def version_release(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Say who may read the version, and from when."""
    found, now, actor = _version(request, code, number), clock.now_of(request), actor_of(request)
    refuse_unless(permissions.may_release(actor, found, now))
    form = ReleaseForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        with faults_in(form):
            actions.release_version(
                found,
                circle=Circle(data["circle"]),
                seko=data["seko"],
                starts_at=start_of_day(data["on"]) if data["on"] else now,
                by=actor,
                now=now,
            )
            messages.success(request, _("It is noted who may read the draft."))
            return redirect("version", code=code, number=number)
    return render(request, "documents/version.html", _context(request, found, actor, form), status=400)


@signed_in
@require_POST
def version_hide(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Propose to hide a published version; a second person confirms."""
    found, now, actor = _version(request, code, number), clock.now_of(request), actor_of(request)
    form = ReasonForm(request.POST, prefix="hide")
    if form.is_valid():
        actions.propose_hiding(found, reason=form.cleaned_data["reason"], by=actor, now=now)
        messages.success(request, PROPOSED)
        return redirect("version", code=code, number=number)
    refuse_unless(permissions.may_hide(actor, found, now))
    context = {**_context(request, found, actor, ReleaseForm()), "hide_form": form}
    return render(request, "documents/version.html", context, status=400)
