"""The list of calls and the page of a call."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from seko.actors.calls import permissions
from seko.actors.calls.enums import ApplicationStatus, CallKind, CallStatus, Declaration
from seko.actors.calls.models import Application, Call
from seko.actors.calls.queries import is_closed, listed_applications, own_application, text_of, title_of
from seko.actors.organisations.actor import Actor
from seko.foundation.core.decisions import Decision, first_refusal
from seko.foundation.core.languages import current, in_form
from seko.foundation.design import spoken
from seko.foundation.design.parts import Crumb, Link, Row
from seko.foundation.design.states import State, state


@dataclass(frozen=True, slots=True)
class Group:
    """Calls under one heading."""

    title: str
    rows: tuple[Row, ...]


def stage_of(call: Call, now: datetime) -> str:
    """Return the state of the call in words, with what only the clock tells."""
    if call.status == CallStatus.OPENED and now < call.opens_at:
        return _("Announced")
    if call.status == CallStatus.OPENED and is_closed(call, now):
        return _("Applications are being judged")
    if call.status == CallStatus.OPENED:
        return _("Applications are taken")
    return str(CallStatus(call.status).label)


def rows_of(calls: Iterable[Call], now: datetime) -> tuple[Row, ...]:
    """Return calls as rows that lead to their pages."""
    return tuple(
        Row(
            title_of(call),
            reverse("call", args=[call.code]),
            f"{CallKind(call.kind).label} · {in_form(call.seko, 'name')}",
            until_words(call),
            stage_of(call, now),
            call.closes_at is not None,
        )
        for call in calls
    )


def until_words(call: Call) -> str:
    """Return until when applications are taken."""
    if call.closes_at is None:
        return _("open until it is ended") if call.status == CallStatus.OPENED else ""
    return spoken.day_time(call.closes_at)


def groups_of(calls: Iterable[Call], now: datetime) -> tuple[Group, ...]:
    """Return the calls under headings, the ones that take applications first; empty headings are left out."""
    heads = {
        "open": _("Open for applications"),
        "judged": _("Being decided"),
        "ended": _("Ended"),
        "drafted": _("In preparation"),
    }
    sorted_calls: dict[str, list[Call]] = {name: [] for name in heads}
    for call in calls:
        sorted_calls[_head_of(call, now)].append(call)
    groups = (Group(title, rows_of(sorted_calls[name], now)) for name, title in heads.items())
    return tuple(group for group in groups if group.rows)


def _head_of(call: Call, now: datetime) -> str:
    if call.status == CallStatus.DRAFTED:
        return "drafted"
    if call.status == CallStatus.OPENED:
        return "judged" if is_closed(call, now) else "open"
    return "judged" if call.status == CallStatus.RANKED else "ended"


@dataclass(frozen=True, slots=True)
class Ranking:
    """One line of the published list."""

    rank: str
    name: str
    partners: tuple[str, ...]
    points: str
    state: State
    word: str
    reason: str
    objection: str


@dataclass(frozen=True, slots=True)
class CallPage:
    """What the page of a call shows and offers."""

    title: str
    text: str
    kind: str
    seko: str
    seko_url: str
    issuer: str
    stage: str
    dates: tuple[tuple[str, str], ...]
    declarations: tuple[str, ...]
    apply: Decision
    apply_word: str
    is_offered: bool
    own: Link | None
    deeds: tuple[Link, ...]
    listed: tuple[Ranking, ...]
    may_open: bool
    may_cancel: bool
    may_end: Decision | None
    may_finalise: Decision | None


def crumbs(call: Call | None = None, *more: Crumb) -> tuple[Crumb, ...]:
    """Return the way to a page of the calls."""
    hub = Crumb(_("Who is who"), reverse("who-is-who"))
    first = Crumb(_("Public calls"), reverse("calls") if call or more else "")
    if call is None:
        return (hub, first, *more)
    return (hub, first, Crumb(title_of(call), reverse("call", args=[call.code]) if more else ""), *more)


def judging_word(call: Call) -> str:
    """Return what the page with all applications is called: marks are only there where they are given."""
    return _("Applications and marks") if call.is_scored else _("Applications")


def page_of(call: Call, actor: Actor, now: datetime) -> CallPage:
    """Return the page; each deed with its reason where it is not possible now."""
    own = own_application(call, actor)
    decides, issues = permissions.may_decide_on(actor, call, now), permissions.may_issue(actor, call, now)
    is_network = call.kind == CallKind.NETWORK
    return CallPage(
        title=title_of(call),
        text=text_of(call),
        kind=str(CallKind(call.kind).label),
        seko=in_form(call.seko, "name"),
        seko_url=reverse("area", args=[call.seko.code]),
        issuer=call.issuer.shown_name,
        stage=stage_of(call, now),
        dates=_dates(call),
        declarations=tuple(str(each.label) for each in Declaration),
        apply=first_refusal(permissions.takes_applications(call, now), permissions.may_apply(actor, call, now)),
        apply_word=_("Go on writing the application")
        if own is not None and own.status == ApplicationStatus.UNSENT
        else _("Apply"),
        is_offered=call.status == CallStatus.OPENED
        and not is_closed(call, now)
        and not _is_running(own)
        and not decides,
        own=_own_link(call, own),
        deeds=_deeds(call, bool(decides), bool(issues)),
        listed=tuple(ranking_line(row) for row in listed_applications(call)),
        may_open=bool(issues) and call.status == CallStatus.DRAFTED,
        may_cancel=bool(issues) and call.status in (CallStatus.DRAFTED, CallStatus.OPENED),
        may_end=permissions.may_end(actor, call, now)
        if issues and is_network and call.status == CallStatus.OPENED
        else None,
        may_finalise=permissions.may_finalise(actor, call, now)
        if decides and call.status == CallStatus.RANKED
        else None,
    )


def _is_running(own: Application | None) -> bool:
    ended = (ApplicationStatus.UNSENT, ApplicationStatus.WITHDRAWN, ApplicationStatus.REFUSED_FINALLY)
    return own is not None and own.status not in ended


def _own_link(call: Call, own: Application | None) -> Link | None:
    if own is None or own.status == ApplicationStatus.UNSENT:
        return None
    word = _("Our application: %(state)s") % {"state": str(ApplicationStatus(own.status).label).lower()}
    return Link(word, reverse("application", args=[call.code, own.pk]))


def _dates(call: Call) -> tuple[tuple[str, str], ...]:
    found = [(_("Opens"), spoken.day_time(call.opens_at))]
    if call.closes_at is not None:
        found.append((_("Closes"), spoken.day_time(call.closes_at)))
    else:
        found.append((_("Closes"), _("It stands open: one can apply at any time.")))
    if call.starts_on is not None:
        found.append((_("The new consortium holds from"), spoken.day(call.starts_on)))
    if call.objections_until is not None:
        found.append((_("Objections until"), spoken.day_time(call.objections_until)))
    return tuple(found)


def _deeds(call: Call, decides: bool, issues: bool) -> tuple[Link, ...]:
    found = []
    if issues and call.status == CallStatus.DRAFTED:
        found.append(Link(_("Change"), reverse("call-edit", args=[call.code])))
    if decides and call.status != CallStatus.DRAFTED:
        found.append(Link(judging_word(call), reverse("call-judging", args=[call.code])))
    return tuple(found)


STATES = {
    ApplicationStatus.ADMITTED: "accepted",
    ApplicationStatus.REGISTERED: "accepted",
    ApplicationStatus.REFUSED: "not-accepted",
    ApplicationStatus.REFUSED_FINALLY: "not-accepted",
    ApplicationStatus.OBJECTED: "objects",
    ApplicationStatus.WITHDRAWN: "withdrawn",
}


def state_of(row: Application) -> State:
    """Return the look of an application's state."""
    return state(STATES.get(ApplicationStatus(row.status), "awaiting"))


def ranking_line(row: Application) -> Ranking:
    """Return one line of the published list: never the words of the application or of an objection."""
    return Ranking(
        rank=f"{row.rank}." if row.rank else "–",
        name=row.organisation.shown_name,
        partners=tuple(each.shown_name for each in row.partners.all()),
        points=points_words(row.points),
        state=state_of(row),
        word=str(ApplicationStatus(row.status).label),
        reason=row.reason,
        objection=row.objection_reason,
    )


def points_words(points: Decimal | None) -> str:
    """Return points as the language writes them, or a dash."""
    return spoken.decimal(float(points) if points is not None else None, current(), 2)
