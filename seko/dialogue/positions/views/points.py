"""A consolidated comment: its wording, what partners say and propose; deciding on a proposal."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from seko.dialogue.positions import actions
from seko.dialogue.positions.enums import ProposalKind, Stance
from seko.dialogue.positions.forms import AnotherWordingForm, DeclineForm, PointForm, StanceForm
from seko.dialogue.positions.models import PartnerProposal, Point
from seko.dialogue.positions.presenters.addresses import joined
from seko.dialogue.positions.presenters.board import Done
from seko.dialogue.positions.presenters.editing import PointPage, conflict_of, page_of, proposal_page
from seko.dialogue.positions.views import remembering
from seko.dialogue.positions.views.seen import Seen, point_of, seen_board
from seko.foundation.core.access import signed_in
from seko.foundation.core.errors import Conflict, Invalid, NotThere, Refused, WrongState
from seko.foundation.core.typed import whole_number


class Forms:
    """The three forms of the page: the lead's wording, a partner's word, a partner's other wording.

    `seen` is the revision of the wording that the page showed to the partner.
    """

    def __init__(self, request: HttpRequest, point: Point) -> None:
        self.deed = request.POST.get("deed", "") if request.method == "POST" else ""
        self.seen = request.POST.get("seen", "")
        data = request.POST
        self.wording = PointForm(
            data if self.deed == "save" else None,
            initial={
                "wording": point.wording,
                "proposed_wording": point.proposed_wording,
                "revision": point.revision,
            },
        )
        self.stance = StanceForm(data if self.deed == "object" else None, prefix="stance")
        self.another = AnotherWordingForm(
            data if self.deed == "propose" else None,
            prefix="another",
            initial={"wording": point.wording, "proposed_wording": point.proposed_wording},
        )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def point(request: HttpRequest, code: str, seko: str, number: int) -> HttpResponse:
    """A consolidated comment with its sources, partners and history; editing for the lead, a word for a partner."""
    seen = seen_board(request, code, seko)
    found = point_of(seen, number)
    forms, fault, status = Forms(request, found), "", 200
    if request.method == "POST":
        if forms.deed == "compose":
            return _compose(request, seen, found, forms)
        act = DEEDS.get(forms.deed)
        if act is None:
            raise NotThere
        status = 400
        try:
            done = act(seen, found, forms)
            if done is not None:
                remembering.tell(request, seen.address, done)
                return redirect(seen.address.board("done"))
        except Conflict as conflict:
            if forms.deed != "save":
                context = _context(seen, conflict.theirs, forms, str(conflict.sentence))
                return render(request, "positions/point.html", context, status=conflict.status)
            context = {"conflict": conflict_of(seen.consultation, seen.address, conflict)}
            return render(request, "positions/conflict.html", context, status=409)
        except (Refused, WrongState) as error:
            fault, status = str(error.sentence), error.status
    return render(request, "positions/point.html", _context(seen, found, forms, fault), status=status)


def _context(seen: Seen, found: Point, forms: Forms, fault: str) -> dict[str, object]:
    page: PointPage = page_of(seen.consultation, seen.seko, found, seen.actor, seen.address, seen.now)
    return {"section": "consultations", "point": page, "forms": forms, "fault": fault}


def _compose(request: HttpRequest, seen: Seen, found: Point, forms: Forms) -> HttpResponse:
    """Go on after a conflict: nothing is saved yet, both texts stand in the form, on the newest revision."""
    texts = {
        name: "\n\n".join(filter(None, dict.fromkeys((getattr(found, name), request.POST.get(name, "")))))
        for name in ("wording", "proposed_wording")
    }
    forms.wording = PointForm(initial={**texts, "revision": found.revision})
    return render(request, "positions/point.html", _context(seen, found, forms, ""))


def _save(seen: Seen, found: Point, forms: Forms) -> Done | None:
    form = forms.wording
    if not form.is_valid():
        return None
    try:
        actions.reword(
            found,
            wording=form.typed("wording"),
            proposed_wording=form.typed("proposed_wording"),
            revision=form.cleaned_data["revision"],
            by=seen.actor,
            now=seen.now,
        )
    except Invalid as invalid:
        form.take(invalid)
        return None
    sentence = _("No. %(number)s has its wording. Partners are asked anew.") % {"number": found.number}
    return Done(sentence, point=found.number, kept=f"point:{found.pk}")


def _dissolve(seen: Seen, found: Point, forms: Forms) -> Done | None:
    comments = actions.withdraw_point(found, by=seen.actor, now=seen.now)
    words = ngettext(
        "No. %(number)s is dissolved; %(count)s comment awaits you again.",
        "No. %(number)s is dissolved; %(count)s comments await you again.",
        len(comments),
    )
    first = comments[0].number if comments else 0
    return Done(words % {"number": found.number, "count": len(comments)}, first)


def _agree(seen: Seen, found: Point, forms: Forms) -> Done | None:
    actions.agree(found, stance=Stance.AGREES, revision=_revision(forms), by=seen.actor, now=seen.now)
    return Done(_("You agree with no. %(number)s.") % {"number": found.number}, point=found.number)


def _revision(forms: Forms) -> int:
    """Return the revision that the page showed. Raises `NotThere` for what no page of ours sent."""
    number = whole_number(forms.seen)
    if number is None:
        raise NotThere
    return number


def _object(seen: Seen, found: Point, forms: Forms) -> Done | None:
    form = forms.stance
    if not form.is_valid():
        return None
    try:
        actions.agree(
            found,
            stance=Stance.OBJECTS,
            words=form.typed("words"),
            revision=_revision(forms),
            by=seen.actor,
            now=seen.now,
        )
    except Invalid as invalid:
        form.take(invalid)
        return None
    sentence = _("It is noted that you do not agree with no. %(number)s.") % {"number": found.number}
    return Done(sentence, point=found.number, kept=f"stance:{found.pk}")


def _propose(seen: Seen, found: Point, forms: Forms) -> Done | None:
    form = forms.another
    if not form.is_valid():
        return None
    try:
        actions.propose_as_partner(
            seen.consultation,
            seen.seko,
            kind=ProposalKind.REWORD,
            point=found,
            wording=form.typed("wording"),
            proposed_wording=form.typed("proposed_wording"),
            words=form.typed("words"),
            by=seen.actor,
            now=seen.now,
        )
    except Invalid as invalid:
        form.take(invalid)
        return None
    return Done(_("Your proposal is with the lead organisation."), point=found.number, kept=f"another:{found.pk}")


DEEDS: dict[str, Callable[[Seen, Point, Forms], Done | None]] = {
    "save": _save,
    "dissolve": _dissolve,
    "agree": _agree,
    "object": _object,
    "propose": _propose,
}


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, code: str, seko: str, identifier: UUID) -> HttpResponse:
    """A partner's proposal: the lead takes it over, or declines it with words."""
    seen = seen_board(request, code, seko)
    rows = PartnerProposal.objects.filter(position__consultation=seen.consultation, position__seko=seen.seko)
    found = rows.select_related("organisation", "position__consultation", "point").filter(pk=identifier).first()
    if found is None:
        raise NotThere
    form, fault, status = DeclineForm(), "", 200
    if request.method == "POST":
        takes = request.POST.get("deed") == "take"
        form = DeclineForm(None if takes else request.POST)
        status = 400
        try:
            done = _decide(seen, found, form, takes=takes)
            if done is not None:
                remembering.tell(request, seen.address, done)
                return redirect(seen.address.board("done"))
        except (Refused, WrongState) as error:
            fault, status = str(error.sentence), error.status
        except Invalid as invalid:
            form.take(invalid) if form.is_bound else None
            fault = "" if form.is_bound else str(invalid.sentence)
    page = proposal_page(seen.consultation, seen.seko, found, seen.actor, seen.address, seen.now)
    context = {"section": "consultations", "page_of": page, "form": form, "fault": fault}
    return render(request, "positions/proposal.html", context, status=status)


def _decide(seen: Seen, found: PartnerProposal, form: DeclineForm, *, takes: bool) -> Done | None:
    numbers = sorted(comment.number for comment in found.comments.all())
    first, number = (numbers[0] if numbers else 0), (found.point.number if found.point else 0)
    if takes:
        actions.take_proposal(found, by=seen.actor, now=seen.now)
        return Done(_("The proposal is taken over."), first, number, joined(numbers))
    if not form.is_valid():
        return None
    actions.decline_proposal(found, answer=form.typed("answer"), by=seen.actor, now=seen.now)
    return Done(_("The proposal is declined; the partner reads your answer."), first, number)
