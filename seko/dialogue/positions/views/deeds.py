"""Deeds on comments: at once where they need no words, on a page of their own where they do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from seko.dialogue.comments.models import Comment
from seko.dialogue.positions import actions
from seko.dialogue.positions.enums import ProposalKind, Stance
from seko.dialogue.positions.forms import CommentsForm
from seko.dialogue.positions.presenters.addresses import joined
from seko.dialogue.positions.presenters.board import Done
from seko.dialogue.positions.presenters.handling import handling_of
from seko.dialogue.positions.presenters.head import Mode, doing_of
from seko.dialogue.positions.views import remembering
from seko.dialogue.positions.views.boards import show_board
from seko.dialogue.positions.views.seen import Seen, comments_of, numbers_in, point_of, seen_board
from seko.foundation.core.access import signed_in
from seko.foundation.core.errors import Conflict, Invalid, NotThere, Refused, WrongState
from seko.foundation.core.fragments import wants_fragment
from seko.foundation.core.typed import whole_number

AT_ONCE = ("carry", "merge", "undo", "agree")
WITH_WORDS = ("write", "reword", "aside", "propose-carry", "propose-merge", "propose-aside")
UNLIKE = "unlike"


@signed_in
@require_POST
def deed(request: HttpRequest, code: str, seko: str) -> HttpResponse:
    """Do at once what needs no words; lead on to the page of words where some are needed."""
    seen = seen_board(request, code, seko)
    name, _colon, numbers = request.POST.get("one", "").partition(":")
    name = name or request.POST.get("deed", "")
    numbers, _at, revision = numbers.partition("@")
    chosen = numbers_in([numbers] if numbers else request.POST.getlist("c"))
    if name == UNLIKE:
        remembering.dismiss(request, seen.address, joined(chosen))
        return _to(request, seen.address.board())
    if name in WITH_WORDS and chosen:
        return _to(request, seen.address.comments(name, chosen), elsewhere=True)
    if name not in (*AT_ONCE, *WITH_WORDS):
        raise NotThere
    try:
        if name == "agree":
            done = _agree(seen, chosen, numbers_in([revision]))
        else:
            done = _at_once(seen, name, chosen, _into(request, numbers))
    except Conflict as conflict:
        return show_board(request, seen, fault=str(conflict.sentence), changed=conflict.theirs, status=conflict.status)
    except (Refused, WrongState, Invalid) as error:
        return show_board(request, seen, chosen=chosen, fault=str(error.sentence), status=error.status)
    remembering.tell(request, seen.address, done)
    return _to(request, seen.address.board("done"))


def _into(request: HttpRequest, alone: str) -> int:
    """Return the number of the consolidated comment to merge into; a button of one comment or group makes a new one."""
    return 0 if alone else whole_number(request.POST.get("into", "")) or 0


def _to(request: HttpRequest, address: str, *, elsewhere: bool = False) -> HttpResponse:
    """Lead on; where HTMX asked, a page other than the board is opened whole."""
    if elsewhere and wants_fragment(request):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)


def _agree(seen: Seen, points: Sequence[int], revisions: Sequence[int]) -> Done:
    """Agree to the wording that the button's card showed: its number and revision."""
    if len(points) != 1 or len(revisions) != 1:
        raise NotThere
    point = point_of(seen, points[0])
    actions.agree(point, stance=Stance.AGREES, revision=revisions[0], by=seen.actor, now=seen.now)
    return Done(_("You agree with no. %(number)s.") % {"number": point.number}, point=point.number)


def _at_once(seen: Seen, name: str, wanted: Sequence[int], into: int) -> Done:
    chosen, numbers = comments_of(seen, wanted), joined(wanted)
    if name == "carry":
        points = actions.carry(chosen, by=seen.actor, now=seen.now)
        shown = joined(point.number for point in points).replace(",", ", ")
        sentence = ngettext("Taken over: no. %(numbers)s.", "Taken over: nos. %(numbers)s.", len(points))
        return Done(sentence % {"numbers": shown}, chosen[0].number, points[0].number, numbers)
    if name == "merge":
        target = point_of(seen, into, dissolved=True) if into else None
        point = actions.merge(chosen, into=target, by=seen.actor, now=seen.now)
        words = _("Merged into no. %(number)s.") if into else _("Merged into no. %(number)s, in the first one's words.")
        return Done(words % {"number": point.number}, chosen[0].number, point.number, numbers)
    back = actions.undo(chosen, by=seen.actor, now=seen.now) if name == "undo" else []
    if not back:
        raise Invalid({"comments": _("Choose at least one comment.")})
    sentence = ngettext("%(count)s comment awaits you again.", "%(count)s comments await you again.", len(back))
    return Done(sentence % {"count": len(back)}, back[0].number)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: HttpRequest, code: str, seko: str) -> HttpResponse:
    """The page on which a deed on the chosen comments gets its words: a wording, a reason, a proposal."""
    seen = seen_board(request, code, seko)
    given = request.POST if request.method == "POST" else request.GET
    name = given.get("deed", "")
    chosen = comments_of(seen, numbers_in(given.getlist("c")))
    if name not in WITH_WORDS or not chosen:
        raise NotThere
    handling = handling_of(seen.consultation, seen.seko, seen.address, name, chosen)
    data = request.POST if request.method == "POST" else None
    form = CommentsForm(data, deed=name, targets=handling.targets, initial=handling.initial)
    fault, status = "", 200
    if form.is_bound:
        status = 400
        try:
            if form.is_valid():
                remembering.tell(request, seen.address, _with_words(seen, name, chosen, form, handling.kept))
                return redirect(seen.address.board("done"))
        except Invalid as invalid:
            form.take(invalid)
        except (Refused, WrongState) as error:
            fault, status = str(error.sentence), error.status
    doing = doing_of(seen.actor, seen.consultation, seen.seko, seen.position, seen.now)
    context = {
        "section": "consultations",
        "handling": handling,
        "form": form,
        "fault": fault or (doing.why if doing.mode is Mode.READER else ""),
    }
    return render(request, "positions/comments.html", context, status=status)


def _with_words(seen: Seen, name: str, chosen: Sequence[Comment], form: CommentsForm, kept: str) -> Done:
    deeds: dict[str, Callable[[Seen, Sequence[Comment], CommentsForm], tuple[str, int]]] = {
        "write": _merge,
        "reword": _reword,
        "aside": _leave_out,
    }
    act = deeds.get(name)
    numbers = joined(comment.number for comment in chosen)
    if act is None:
        sentence = _propose(seen, ProposalKind(PROPOSED[name]), chosen, form)
        return Done(sentence, chosen[0].number, kept=kept)
    sentence, point = act(seen, chosen, form)
    return Done(sentence, chosen[0].number, point, numbers, kept)


PROPOSED = {
    "propose-carry": ProposalKind.CARRY,
    "propose-merge": ProposalKind.MERGE,
    "propose-aside": ProposalKind.SET_ASIDE,
}


def _merge(seen: Seen, chosen: Sequence[Comment], form: CommentsForm) -> tuple[str, int]:
    point = actions.merge(
        chosen,
        wording=form.typed("wording"),
        proposed_wording=form.typed("proposed_wording") or None,
        into=point_of(seen, form.target, dissolved=True) if form.target else None,
        by=seen.actor,
        now=seen.now,
    )
    return _("Merged into no. %(number)s.") % {"number": point.number}, point.number


def _reword(seen: Seen, chosen: Sequence[Comment], form: CommentsForm) -> tuple[str, int]:
    """Take one comment over and give it another wording, both or neither."""
    with transaction.atomic():
        point = actions.carry(chosen[:1], by=seen.actor, now=seen.now)[0]
        actions.reword(
            point,
            wording=form.typed("wording"),
            proposed_wording=form.typed("proposed_wording"),
            by=seen.actor,
            now=seen.now,
        )
    return _("Reworded: no. %(number)s.") % {"number": point.number}, point.number


def _leave_out(seen: Seen, chosen: Sequence[Comment], form: CommentsForm) -> tuple[str, int]:
    left = actions.set_aside(chosen, reason=form.typed("reason"), by=seen.actor, now=seen.now)
    words = ngettext("%(count)s comment is not taken in.", "%(count)s comments are not taken in.", len(left))
    return words % {"count": len(left)}, 0


def _propose(seen: Seen, kind: ProposalKind, chosen: Sequence[Comment], form: CommentsForm) -> str:
    actions.propose_as_partner(
        seen.consultation,
        seen.seko,
        kind=kind,
        comments=chosen,
        point=point_of(seen, form.target, dissolved=True) if form.target else None,
        wording=form.typed("wording"),
        words=form.typed("reason"),
        by=seen.actor,
        now=seen.now,
    )
    return _("Your proposal is with the lead organisation.")
