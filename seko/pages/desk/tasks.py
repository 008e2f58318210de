"""What awaits a person: each deed as one row, with its date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.actors.organisations.queries import requests_to_decide
from seko.actors.own_data.queries import requests_awaiting
from seko.dialogue.changes.queries import waiting_for
from seko.dialogue.comments.enums import LateStatus
from seko.dialogue.comments.models import Comment, Unsent
from seko.dialogue.comments.queries import number_of, of_leavers, unsent_of
from seko.dialogue.consultations.enums import Status
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import title_of
from seko.dialogue.positions.enums import PositionStatus
from seko.dialogue.positions.models import Position
from seko.dialogue.positions.queries import counts, live_q, open_dissents
from seko.dialogue.responses.enums import ResponseStatus
from seko.dialogue.responses.models import Response
from seko.dialogue.responses.permissions import may_approve
from seko.dialogue.responses.queries import open_points, open_replies, with_point
from seko.dialogue.tracing.enums import Outcome
from seko.dialogue.tracing.queries import not_found_for, unread_drafts
from seko.drafts.documents.permissions import may_publish
from seko.drafts.documents.queries import proposed_versions
from seko.foundation.core.clock import BELGRADE
from seko.foundation.core.dates import local_date
from seko.foundation.core.languages import as_written
from seko.foundation.design import spoken
from seko.foundation.design.parts import Link, Row
from seko.foundation.design.states import state
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed
from seko.pages.desk.calls import asked_by_calls
from seko.pages.facts.timetable import working_days_left

SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Task:
    """One deed that waits: what, about what, where it is done, by when (None: no date)."""

    title: str
    about: str
    url: str
    due: date | None = None
    is_hard: bool = False
    time: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """The tasks under Late, This week, Later, in the order of their dates."""

    total: int
    late: tuple[Row, ...]
    soon: tuple[Row, ...]
    later: tuple[Row, ...]


def desk_of(actor: Actor, now: datetime) -> Desk:
    """Return the desk of an actor: everything that the chosen mandate lets and asks the person to do."""
    tasks = [*_unsent(actor, now), *_replies(actor, now), *_since_last_read(actor, now)]
    if actor.is_civil:
        tasks += [*_left_by_colleagues(actor, now), *_people(actor, now)]
        tasks += [*_boards(actor, now), *_open_consultations(actor, now), *_dissents(actor, now)]
    if actor.is_ministry:
        tasks += [*_ministry(actor, now)]
    if actor.is_officer:
        tasks += [*_queues(actor, now)]
    if actor.is_ministry or actor.is_officer:
        tasks += [*_placements(actor, now), *_not_found(actor, now)]
    tasks += [*_proposals(actor), *_calls(actor, now)]
    if actor.has_role(Role.MINISTRY, Role.ADMINISTRATOR):
        tasks += [*_erasures(actor)]
    today = local_date(now)
    tasks.sort(key=lambda task: (task.due or date.max, task.title))
    rows = [(task, _row(task, today)) for task in tasks]
    return Desk(
        len(tasks),
        tuple(row for task, row in rows if task.due and task.due < today),
        tuple(row for task, row in rows if task.due and today <= task.due <= today + SOON),
        tuple(row for task, row in rows if not task.due or task.due > today + SOON),
    )


def links_of(actor: Actor) -> tuple[Link, ...]:
    """Return the pages that this mandate works with, beside what waits."""
    found = [Link(_("Drafts open for comments"), reverse("consultations"))]
    if actor.is_civil or actor.mandate is None:
        found.append(Link(_("My comments and answers"), reverse("record")))
    if actor.has_role(Role.OBSERVER, Role.AUDITOR):
        found.append(Link(_("Year and answers"), reverse("answers")))
        found.append(Link(_("Who is who"), reverse("who-is-who")))
    if actor.is_ministry:
        found += [
            Link(_("Documents and drafts"), reverse("documents")),
            Link(_("Prepare a consultation"), reverse("consultation-prepare")),
            Link(_("Proposals that wait for a second person"), reverse("proposals")),
            Link(_("Requests for late sending"), reverse("late-requests")),
            Link(_("Bring a spreadsheet into the register"), reverse("register-imports")),
        ]
    if actor.has_role(Role.ADMINISTRATOR):
        found.append(Link(_("Find a person"), reverse("person-find")))
        found.append(Link(_("Proposals that wait for a second person"), reverse("proposals")))
        found.append(Link(_("Lost second factors"), reverse("factor-resets")))
    if actor.has_role(Role.MINISTRY, Role.ADMINISTRATOR):
        found.append(Link(_("Requests to be erased"), reverse("erasures")))
    if actor.organisation:
        found.append(Link(_("People of the organisation"), reverse("people", args=[actor.organisation.slug])))
    return (*found, Link(_("Notices"), reverse("notices")))


def _row(task: Task, today: date) -> Row:
    words, note, chip = "", "", None
    if task.due:
        words = spoken.day(task.due, year=False)
        words = spoken.at(words, task.time) if task.time else words
        if task.due < today:
            days = (today - task.due).days
            chip = state("late")
            note = ngettext("late by %(days)s day", "late by %(days)s days", days) % {"days": days}
        else:
            note = working_days_left(task.due, today)
    return Row(
        title=task.title,
        url=task.url,
        about=task.about,
        date=words,
        date_note="" if chip else note,
        is_hard=task.is_hard,
        chip=chip,
        chip_word=note if chip else "",
    )


def _hard(moment: datetime) -> tuple[date, bool, str]:
    return local_date(moment), True, f"{moment.astimezone(BELGRADE):%H:%M}"


def _calls(actor: Actor, now: datetime) -> Iterable[Task]:
    for asked in asked_by_calls(actor, now):
        due, is_hard, time = _hard(asked.until) if asked.until else (None, False, "")
        yield Task(asked.title, asked.about, asked.url, due, is_hard, time)


def _unsent(actor: Actor, now: datetime) -> Iterable[Task]:
    if actor.person is None:
        return
    by_consultation: dict[Consultation, int] = {}
    rows = unsent_of(actor).filter(person=actor.person, late_status=LateStatus.NONE)
    for unsent in rows.select_related("consultation"):
        by_consultation[unsent.consultation] = by_consultation.get(unsent.consultation, 0) + 1
    for consultation, count in by_consultation.items():
        due, is_hard, time = _hard(consultation.leads_deadline_at)
        words = ngettext("Send or discard %(count)s unsent comment", "Send or discard %(count)s unsent comments", count)
        yield Task(words % {"count": count}, title_of(consultation), reverse("record"), due, is_hard, time)


def _left_by_colleagues(actor: Actor, now: datetime) -> Iterable[Task]:
    """What a colleague who left has begun: it is the organisation's, one task a consultation."""
    rows = of_leavers(actor, now).filter(late_status=LateStatus.NONE).select_related("consultation")
    for consultation, count in Counter(unsent.consultation for unsent in rows).items():
        due, is_hard, time = _hard(consultation.leads_deadline_at)
        words = ngettext(
            "Take over %(count)s unsent comment of a colleague who left",
            "Take over %(count)s unsent comments of a colleague who left",
            count,
        )
        yield Task(words % {"count": count}, title_of(consultation), reverse("record"), due, is_hard, time)


def _people(actor: Actor, now: datetime) -> Iterable[Task]:
    """Who asks to act for the own organisation."""
    asked = requests_to_decide(actor).count() if actor.is_civil else 0
    if asked and actor.organisation:
        words = ngettext(
            "Decide on %(count)s request for a mandate", "Decide on %(count)s requests for a mandate", asked
        )
        yield Task(
            words % {"count": asked}, actor.shown_organisation, reverse("people", args=[actor.organisation.slug])
        )


def _replies(actor: Actor, now: datetime) -> Iterable[Task]:
    by_consultation: dict[Consultation, int] = {}
    for response in open_replies(actor, now):
        consultation = response.point.consultation
        by_consultation[consultation] = by_consultation.get(consultation, 0) + 1
    for consultation, count in by_consultation.items():
        due, is_hard, time = _hard(consultation.replies_until_at)
        words = ngettext("Reply to %(count)s answer", "Reply to %(count)s answers", count) % {"count": count}
        yield Task(words, title_of(consultation), reverse("replies", args=[consultation.code]), due, is_hard, time)


def _since_last_read(actor: Actor, now: datetime) -> Iterable[Task]:
    """A draft that came after the one that the person read or commented on; whoever uploads drafts knows of them."""
    for unread in unread_drafts(actor, now) if not actor.is_ministry else ():
        document, number = unread.version.document, unread.version.number
        words = _("Draft %(number)s has come since you last read: see what was changed") % {"number": number}
        url = (
            reverse("versions-compare", args=[document.code, unread.since, number])
            if unread.since
            else reverse("version", args=[document.code, number])
        )
        yield Task(words, as_written(document, "title"), url)


def _dissents(actor: Actor, now: datetime) -> Iterable[Task]:
    """Say until when the author may dissent from what was not taken in or is in other words: one task a consultation,
    which leads to the comment, or to the list of these.
    """
    by_consultation: dict[Consultation, list[Comment]] = {}
    for comment in open_dissents(actor, now):
        by_consultation.setdefault(comment.consultation, []).append(comment)
    for consultation, comments in by_consultation.items():
        due, is_hard, time = _hard(consultation.dissents_until_at)
        words = ngettext(
            "%(count)s comment not taken in or reworded: dissent, if you insist on it",
            "%(count)s comments not taken in or reworded: dissent, if you insist on them",
            len(comments),
        )
        alone = len(comments) == 1
        url = (
            reverse("comment", args=[number_of(comments[0])]) + "#dissent"
            if alone
            else reverse("record") + "?show=dissent"
        )
        yield Task(words % {"count": len(comments)}, title_of(consultation), url, due, is_hard, time)


def _boards(actor: Actor, now: datetime) -> Iterable[Task]:
    own = actor.sekos("lead", "partner")
    rows = Consultation.objects.filter(
        status=Status.OPENED, opens_at__lte=now, leads_deadline_at__gte=now, sekos__in=own
    )
    submitted = set(
        Position.objects.filter(seko_id__in=own, status=PositionStatus.SUBMITTED).values_list(
            "consultation_id", "seko_id"
        )
    )
    for consultation in rows.distinct().prefetch_related("sekos"):
        due, is_hard, time = _hard(consultation.leads_deadline_at)
        for seko in consultation.sekos.all():
            if seko.pk not in own or (consultation.pk, seko.pk) in submitted:
                continue
            waiting = counts(consultation, seko).awaiting
            url = reverse("board", args=[consultation.code, seko.code])
            if actor.leads(seko.pk):
                words = (
                    ngettext("Handle %(count)s comment", "Handle %(count)s comments", waiting) % {"count": waiting}
                    if waiting
                    else _("Submit the common position")
                )
            else:
                words = _("Look at the common position")
            yield Task(words, title_of(consultation), url, due, is_hard, time)


def _open_consultations(actor: Actor, now: datetime) -> Iterable[Task]:
    rows = Consultation.objects.filter(
        status=Status.OPENED, opens_at__lte=now, leads_deadline_at__gte=now, sekos__in=actor.sekos()
    )
    for consultation in rows.distinct():
        yield Task(
            _("Read the draft and comment") if consultation.version_id else _("Answer the questions asked"),
            title_of(consultation),
            reverse("consultation", args=[consultation.code]),
            consultation.members_on,
        )


def _ministry(actor: Actor, now: datetime) -> Iterable[Task]:
    running = list(Consultation.objects.filter(status=Status.OPENED))
    unassigned = dict(
        open_points(now).filter(assignment__isnull=True).order_by().values_list("consultation").annotate(n=Count("pk"))
    )
    waiting = with_point(Response.objects.filter(live_q(now, "point__"), status=ResponseStatus.PROPOSED))
    proposed = Counter(each.point.consultation_id for each in waiting if may_approve(actor, each, now))
    for consultation in running:
        title, due = title_of(consultation), consultation.answers_due_on
        if count := unassigned.get(consultation.pk, 0):
            words = ngettext("Assign %(count)s comment", "Assign %(count)s comments", count) % {"count": count}
            yield Task(words, title, reverse("assigning", args=[consultation.code]) + "?institution=none", due)
        if count := proposed[consultation.pk]:
            words = ngettext("Approve %(count)s answer", "Approve %(count)s answers", count) % {"count": count}
            yield Task(words, title, reverse("approving", args=[consultation.code]), due)
    for consultation in Consultation.objects.filter(status=Status.PREPARED):
        url = reverse("consultation-manage", args=[consultation.code])
        words = _("Open the consultation that is prepared")
        yield Task(words, title_of(consultation), url, local_date(consultation.opens_at))
    yield from _second_person(actor, now)


def _proposals(actor: Actor) -> Iterable[Task]:
    """What others proposed and the actor is among those to decide."""
    kinds = second.kinds_of(actor, is_usual=actor.is_ministry)
    if not kinds or actor.person is None:
        return
    waiting = ProposedDeed.objects.filter(status="waiting", deed__in=kinds).exclude(proposed_by=actor.person.pk)
    if count := waiting.count():
        words = ngettext("Decide on %(count)s proposal", "Decide on %(count)s proposals", count) % {"count": count}
        yield Task(words, _("Another person proposed it"), reverse("proposals"))


def _erasures(actor: Actor) -> Iterable[Task]:
    """Requests to be erased: the ministry decides on them, administrators carry them out."""
    if count := requests_awaiting(actor).count():
        words = ngettext(
            "Decide on %(count)s request to be erased", "Decide on %(count)s requests to be erased", count
        ) % {"count": count}
        yield Task(words, _("The law gives 30 days"), reverse("erasures"))


def _second_person(actor: Actor, now: datetime) -> Iterable[Task]:
    for version in proposed_versions():
        if not may_publish(actor, version, now):
            continue
        yield Task(_("Publish a proposed draft"), version.document.title, version.get_absolute_url())
    late = Unsent.objects.filter(late_status="requested").count()
    if late:
        words = ngettext("Decide on %(count)s late comment", "Decide on %(count)s late comments", late) % {
            "count": late
        }
        yield Task(words, "", reverse("late-requests"))


def _placements(actor: Actor, now: datetime) -> Iterable[Task]:
    """Comments of earlier drafts whose place in the last one a person has to say."""
    for version, count in waiting_for(actor, now).items():
        words = ngettext(
            "Say where %(count)s comment stands in draft %(number)s",
            "Say where %(count)s comments stand in draft %(number)s",
            count,
        )
        url = reverse("placements", args=[version.document.code, version.number])
        title = as_written(version.document, "title")
        yield Task(words % {"count": count, "number": version.number}, title, f"{url}?show=check")


def _not_found(actor: Actor, now: datetime) -> Iterable[Task]:
    """What was promised in answers and not found in a further draft."""
    for consultation, count in not_found_for(actor, now).items():
        words = ngettext(
            "Find what fulfils %(count)s promise, or say what becomes of it",
            "Find what fulfils %(count)s promises, or say what becomes of them",
            count,
        )
        url = reverse("promises", args=[consultation.code]) + f"?outcome={Outcome.NOT_FOUND}"
        yield Task(words % {"count": count}, title_of(consultation), url)


def _queues(actor: Actor, now: datetime) -> Iterable[Task]:
    rows = (
        open_points(now)
        .filter(assignment__institution=actor.organisation)
        .exclude(responses__status=ResponseStatus.PROPOSED)
        .order_by()
        .values_list("consultation")
        .annotate(n=Count("pk", distinct=True))
    )
    waiting = dict(rows)
    for consultation in Consultation.objects.filter(pk__in=waiting):
        count = waiting[consultation.pk]
        words = ngettext("Answer %(count)s comment", "Answer %(count)s comments", count) % {"count": count}
        url = reverse("queue", args=[consultation.code])
        yield Task(words, title_of(consultation), url, consultation.answers_due_on)
