"""Pages of a working translation: both texts, the parts to look at, its file, what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.requests import actor_of
from seko.drafts.documents import actions, permissions, presenters
from seko.drafts.documents.enums import VersionStatus
from seko.drafts.documents.forms import ReasonForm
from seko.drafts.documents.models import Version
from seko.drafts.documents.previewing import lang_of_draft
from seko.drafts.documents.queries import readable_by, translation_of
from seko.drafts.documents.translation_page import both_of
from seko.foundation.core import clock
from seko.foundation.core.access import public, signed_in
from seko.foundation.core.errors import Invalid, NotThere, refuse_unless
from seko.foundation.design.parts import Crumb
from seko.foundation.files.responses import file_response
from seko.foundation.workflow.second import PROPOSED

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

WITH = ("document__institution", "original", "published_copy", "created_by", "proposed_by", "published_by")
PART = "part-"  # before a passage's name in the form


def _found(request: HttpRequest, code: str, number: int, language: str) -> Version:
    """Return the translation where the actor may read the draft, and it is published or they work on it."""
    actor, now = actor_of(request), clock.now_of(request)
    authentic = readable_by(actor, now).filter(document__code=code, number=number).select_related(*WITH).first()
    found = translation_of(authentic, language) if authentic is not None else None
    if authentic is None or found is None:
        raise NotThere
    if found.status != VersionStatus.PUBLISHED and not permissions.may_upload(actor, authentic.document, now):
        raise NotThere
    found.authentic, found.document = authentic, authentic.document
    return found


@public
@require_safe
def translation(request: HttpRequest, code: str, number: int, language: str) -> HttpResponse:
    """Both texts part by part; for those who work on it the parts to look at, and the steps."""
    found = _found(request, code, number, language)
    return render(request, "documents/translation.html", _context(request, found, actor_of(request)))


def _context(
    request: HttpRequest,
    found: Version,
    actor: Actor,
    *,
    typed: Mapping[str, str] | None = None,
    faults: Mapping[str, str] | None = None,
) -> dict[str, object]:
    now = clock.now_of(request)
    works = bool(permissions.may_upload(actor, found.document, now))
    assert found.authentic is not None  # noqa: S101 (a translation has one)
    draft = presenters.draft_name(found.number)
    return {
        "section": "documents",
        "version": found,
        "authentic": found.authentic,
        "name": draft,
        "title": presenters.title_of(found.document),
        "crumbs": presenters.crumbs(
            found.document, Crumb(draft, found.authentic.get_absolute_url()), Crumb(presenters.called(found))
        ),
        "called": presenters.called(found),
        "facts": presenters.version_facts(found),
        "working_facts": presenters.working_facts(found) if works else (),
        "works": works,
        "deeds": presenters.deeds(found, actor, now) if works else None,
        "hide_form": ReasonForm(prefix="hide"),
        "both": both_of(found, asks=works and found.status == VersionStatus.DRAFT, typed=typed, faults=faults),
        "lang": lang_of_draft(found.language),
        "lang_of_authentic": lang_of_draft(found.authentic.language),
    }


@public
@require_safe
def translation_file(request: HttpRequest, code: str, number: int, language: str) -> HttpResponseBase:
    """Send the published copy of a translation (without author names, changes and comments)."""
    found = _found(request, code, number, language)
    if found.published_copy is None:
        raise NotThere
    return file_response(found.published_copy)


@signed_in
@require_POST
def translation_parts(request: HttpRequest, code: str, number: int, language: str) -> HttpResponse:
    """Say which part each doubtful one translates; what was chosen stays when something is wrong."""
    found, actor = _found(request, code, number, language), actor_of(request)
    chosen = {name.removeprefix(PART): str(value) for name, value in request.POST.items() if name.startswith(PART)}
    try:
        actions.pair_translation(found, chosen, by=actor, now=clock.now_of(request))
    except Invalid as invalid:
        faults = {place: str(words) for place, words in invalid.faults.items()}
        context = _context(request, found, actor, typed=chosen, faults=faults)
        return render(request, "documents/translation.html", context, status=400)
    messages.success(request, _("It is noted which part translates which."))
    return redirect("translation", code=code, number=number, language=language)


STEPS: dict[str, tuple[Callable[..., Version], _StrPromise]] = {
    "propose": (actions.propose_version, gettext_lazy("The translation is proposed. Another person publishes it.")),
    "take-back": (actions.take_back_version, gettext_lazy("The proposal is taken back.")),
    "publish": (actions.publish_version, gettext_lazy("The translation is published beside the draft.")),
}


@signed_in
@require_POST
def translation_step(request: HttpRequest, code: str, number: int, language: str, step: str) -> HttpResponse:
    """Propose, take back or publish."""
    if step not in STEPS:
        raise NotThere
    act, sentence = STEPS[step]
    act(_found(request, code, number, language), by=actor_of(request), now=clock.now_of(request))
    messages.success(request, sentence)
    return redirect("translation", code=code, number=number, language=language)


@signed_in
@require_POST
def translation_discard(request: HttpRequest, code: str, number: int, language: str) -> HttpResponse:
    """Throw away a translation that is being prepared."""
    actions.discard_translation(
        _found(request, code, number, language), by=actor_of(request), now=clock.now_of(request)
    )
    messages.success(request, _("The translation is thrown away; its file is deleted."))
    return redirect("version", code=code, number=number)


@signed_in
@require_POST
def translation_hide(request: HttpRequest, code: str, number: int, language: str) -> HttpResponse:
    """Propose to hide a published translation; a second person confirms."""
    found, now, actor = _found(request, code, number, language), clock.now_of(request), actor_of(request)
    form = ReasonForm(request.POST, prefix="hide")
    if form.is_valid():
        actions.propose_hiding(found, reason=form.cleaned_data["reason"], by=actor, now=now)
        messages.success(request, PROPOSED)
        return redirect("translation", code=code, number=number, language=language)
    refuse_unless(permissions.may_hide(actor, found, now))
    context = {**_context(request, found, actor), "hide_form": form}
    return render(request, "documents/translation.html", context, status=400)
