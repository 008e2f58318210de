"""Replies: what an author's organisation, and the SEKO through its lead, says of the answers to its words."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from seko.actors.mechanism.models import Seko
from seko.actors.organisations.requests import actor_of
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import title_of
from seko.dialogue.consultations.requests import consulted
from seko.dialogue.responses import actions, permissions
from seko.dialogue.responses.enums import Verdict
from seko.dialogue.responses.forms import replying as forms
from seko.dialogue.responses.models import Response
from seko.dialogue.responses.presenters import replies as presenters
from seko.dialogue.responses.queries import answers_to, places_for, voice_of
from seko.foundation.core import clock
from seko.foundation.core.access import signed_in
from seko.foundation.core.decisions import refused
from seko.foundation.core.errors import Conflict, Invalid, NotThere, Refused, WrongState
from seko.foundation.core.languages import in_form
from seko.foundation.core.paging import page_number
from seko.foundation.design import spoken
from seko.foundation.design.parts import Filter

PER_PAGE = 30


@dataclass(frozen=True, slots=True)
class For:
    """In whose name: the SEKOs that the person may speak for, and the one chosen (None: the own organisation)."""

    sekos: tuple[Seko, ...]
    chosen: Seko | None


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def replies(request: HttpRequest, code: str) -> HttpResponse:
    """The answers to one's own words (`?seko=`: to the SEKO's); a POST sends the verdicts given, all or none."""
    consultation = consulted(request, code)
    name = _in_whose_name(request, consultation)
    if request.method != "POST":
        return _page(request, consultation, name, {}, {})
    given = forms.read(request.POST)
    faults = _send(request, consultation, name, given)
    if faults:
        return _page(request, consultation, name, given, faults)
    words = ngettext("Sent: %(count)s reply.", "Sent: %(count)s replies.", len(given)) % {"count": len(given)}
    messages.success(request, words)
    return redirect(_address(code, name.chosen))


def _address(code: str, seko: Seko | None) -> str:
    return reverse("replies", args=[code]) + (f"?seko={seko.code}" if seko else "")


def _in_whose_name(request: HttpRequest, consultation: Consultation) -> For:
    actor = actor_of(request)
    if not actor.is_civil and actor.mandate is not None:
        raise Refused(refused(_("Only those whose words were answered, and their SEKO, reply.")))
    sekos = tuple(seko for seko in consultation.sekos.all() if actor.leads(seko.pk))
    asked = request.GET.get("seko") or request.POST.get("seko") or ""
    chosen = next((seko for seko in sekos if seko.code == asked), None)
    if asked and chosen is None:
        raise NotThere
    return For(sekos, chosen)


def _send(request: HttpRequest, consultation: Consultation, name: For, given: dict[str, forms.Given]) -> dict[str, str]:
    """Send every verdict given; return what is wrong by answer (`""` for the whole), nothing sent then."""
    if not given:
        return {"": _("Choose a reply to at least one answer.")}
    actor, now = actor_of(request), clock.now_of(request)
    seko_id = name.chosen.pk if name.chosen else None
    rows = answers_to(actor, consultation, now, seko_id=seko_id).filter(
        pk__in=[each.response for each in given.values()]
    )
    found: dict[str, Response] = {str(row.pk): row for row in rows}
    if len(found) != len(given):
        return {"": _("An answer was changed meanwhile; look at the newest one.")}
    faults: dict[str, str] = {}
    with transaction.atomic():
        for key, each in given.items():
            try:
                actions.reply(
                    found[key],
                    verdict=Verdict(each.verdict),
                    words=each.words,
                    for_seko=name.chosen is not None,
                    by=actor,
                    now=now,
                )
            except (Invalid, Conflict) as error:
                faults[key] = str(error.sentence)
            except (Refused, WrongState) as error:
                faults[""] = str(error.sentence)
        if faults:
            transaction.set_rollback(True)
    return faults


def _page(
    request: HttpRequest,
    consultation: Consultation,
    name: For,
    given: dict[str, forms.Given],
    faults: dict[str, str],
) -> HttpResponse:
    actor, now = actor_of(request), clock.now_of(request)
    seko_id = name.chosen.pk if name.chosen else None
    page = Paginator(answers_to(actor, consultation, now, seko_id=seko_id), PER_PAGE).get_page(page_number(request))
    voice = voice_of(actor, seko_id)
    typed = {key: (each.verdict, each.words) for key, each in given.items()}
    places = places_for(consultation, actor, now)
    rows = presenters.rows_of(list(page.object_list), consultation, actor, voice, places, typed, faults)
    context = {
        "section": "record",
        "consultation": consultation,
        "title": title_of(consultation),
        "rows": rows,
        "open": sum(1 for row in rows if row.said is None),
        "listed": page,
        "query": f"seko={name.chosen.code}&" if name.chosen else "",
        "names": _names(consultation, name, actor.organisation_name),
        "chosen": name.chosen,
        "until": _until(consultation),
        "may_reply": permissions.replies_are_open(consultation, now),
        "faults": faults,
    }
    return render(request, "responses/replies.html", context, status=400 if faults else 200)


def _until(consultation: Consultation) -> str:
    return spoken.day_time(consultation.replies_until_at)


def _names(consultation: Consultation, name: For, organisation: str) -> tuple[Filter, ...]:
    if not name.sekos:
        return ()
    own = Filter(organisation, _address(consultation.code, None), None, name.chosen is None)
    return (
        own,
        *(
            Filter(in_form(seko, "name"), _address(consultation.code, seko), None, seko == name.chosen)
            for seko in name.sekos
        ),
    )
