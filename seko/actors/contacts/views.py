"""Pages of contact points: the public list with its coverage and files, keeping an entry, the yearly question."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seko.actors.contacts import actions, exports, presenters
from seko.actors.contacts.enums import Level
from seko.actors.contacts.forms import EndForm, EntryForm, NewForm, initial_of
from seko.actors.contacts.models import ContactPoint
from seko.actors.contacts.permissions import may_keep_contacts, may_update_contact
from seko.actors.contacts.queries import contact_points, coverage
from seko.actors.organisations.requests import actor_of
from seko.foundation.core import clock
from seko.foundation.core.access import public, signed_in
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import Conflict, Invalid, NotThere, refuse_unless
from seko.foundation.core.forms import add_faults, faults_in
from seko.foundation.core.paging import page_number
from seko.foundation.rendering.responses import OFFERED, list_response

SECTION = "who-is-who"
PER_PAGE = 50


def _asked(request: HttpRequest) -> presenters.Asked:
    given = request.GET
    return presenters.read(given.get("q", ""), given.get("level", ""), given.get("state", ""))


def _all(now: datetime) -> list[ContactPoint]:
    return list(contact_points(local_date(now)))


@public
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The contact points of today, and how many bodies of each level have one."""
    now, actor, asked = clock.now_of(request), actor_of(request), _asked(request)
    entries = _all(now)
    found = coverage(entries, now)
    chosen = [] if asked.state == presenters.WITHOUT else presenters.chosen(entries, asked, now)
    page = Paginator(chosen, PER_PAGE).get_page(page_number(request))
    said = {"q": asked.words, "level": asked.level, "state": asked.state}
    query = urlencode({name: value for name, value in said.items() if value})
    context = {
        "section": SECTION,
        "asked": asked,
        "levels": presenters.levels_of(found),
        "choices": Level.choices,
        "rows": presenters.entries_of(page.object_list, actor, now),
        "listed": page,
        "without": presenters.without_of(found, asked) if asked.state == presenters.WITHOUT else (),
        "query": f"{query}&" if query else "",
        "file_query": f"?{query}" if query else "",
        "formats": OFFERED,
        "may_keep": may_keep_contacts(actor, None, now),
    }
    return render(request, "contacts/list.html", context)


@public
@require_safe
def export(request: HttpRequest, format: str) -> HttpResponse:
    """The list, narrowed as on its page, as a file."""
    now = clock.now_of(request)
    rows = presenters.chosen(_all(now), _asked(request), now)
    return list_response(exports.COLUMNS, rows, format, title=_("Contact points"), name="contact-points", made_at=now)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Add a contact point."""
    actor, now = actor_of(request), clock.now_of(request)
    refuse_unless(may_keep_contacts(actor, None, now))
    form = NewForm(request.POST or None, initial={"starts_on": local_date(now)})
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        with faults_in(form):
            actions.add_contact_point(data.pop("organisation"), fields=data, by=actor, now=now)
            messages.success(request, _("The contact point is added; everybody can see it."))
            return redirect("contact-points")
    return render(
        request, "contacts/new.html", {"section": SECTION, "form": form}, status=400 if form.is_bound else 200
    )


def _entry(request: HttpRequest, identifier: UUID) -> ContactPoint:
    now = clock.now_of(request)
    found = contact_points(local_date(now)).filter(pk=identifier).first()
    if found is None:
        raise NotThere
    refuse_unless(may_update_contact(actor_of(request), found, now))
    return found


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Change an entry; where somebody else did meanwhile, what they wrote stands beside what was typed."""
    found, actor, now = _entry(request, identifier), actor_of(request), clock.now_of(request)
    form = EntryForm(request.POST or None, initial=initial_of(found))
    theirs = None
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        revision = data.pop("revision")
        try:
            actions.change_contact_point(found, fields=data, revision=revision or 0, by=actor, now=now)
        except Conflict as conflict:
            theirs = initial_of(conflict.theirs)
            form = EntryForm({**data, "revision": conflict.theirs.revision})
            form.is_valid()
            form.add_error(None, str(conflict.sentence))
        except Invalid as invalid:
            add_faults(form, invalid)
        else:
            messages.success(request, _("The entry is saved."))
            return redirect("contact-points")
    context = {
        "section": SECTION,
        "entry": found,
        "form": form,
        "theirs": theirs,
        "end_form": EndForm(prefix="end", initial={"ends_on": local_date(now)}),
        "may_keep": may_keep_contacts(actor, found, now),
    }
    status = 409 if theirs else 400 if form.is_bound else 200
    return render(request, "contacts/edit.html", context, status=status)


@signed_in
@require_POST
def end(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Record until when it was a contact point."""
    found, actor, now = _entry(request, identifier), actor_of(request), clock.now_of(request)
    refuse_unless(may_keep_contacts(actor, found, now))
    form = EndForm(request.POST, prefix="end")
    if form.is_valid():
        with faults_in(form):
            actions.end_contact_point(found, ends_on=form.cleaned_data["ends_on"], by=actor, now=now)
            messages.success(request, _("The contact point has ended."))
            return redirect("contact-points")
    context = {"section": SECTION, "entry": found, "form": EntryForm(initial=initial_of(found)), "end_form": form}
    return render(request, "contacts/edit.html", {**context, "may_keep": True}, status=400)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The yearly question: looking changes nothing, the button answers; nobody has to sign in."""
    now = clock.now_of(request)
    entry = actions.entry_of_token(token)
    context = {"section": SECTION, "entry": entry, "shown": presenters.entries_of([entry], actor_of(request), now)[0]}
    if request.method != "POST":
        return render(request, "contacts/confirm.html", context)
    if request.POST.get("answer") == "right":
        actions.confirm_still_right(token, now=now)
        return render(request, "contacts/confirm.html", {**context, "is_confirmed": True})
    words = request.POST.get("words", "")
    try:
        actions.dispute(token, words=words, now=now)
    except Invalid as invalid:
        return render(
            request, "contacts/confirm.html", {**context, "fault": invalid.sentence, "words": words}, status=400
        )
    return render(request, "contacts/confirm.html", {**context, "is_disputed": True})
