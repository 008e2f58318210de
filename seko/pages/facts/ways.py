"""What a person can go on to from a consultation: the pages of the chain that this person may open, and no other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from seko.actors.mechanism.models import Seko
from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations.enums import Status
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.enums import PositionStatus
from seko.dialogue.positions.queries import positions_visible_to
from seko.dialogue.responses.queries import answers_to
from seko.dialogue.tracing.queries import promises
from seko.foundation.core.languages import in_form
from seko.foundation.design.parts import Link
from seko.outlets.reporting.queries import reports_visible_to

WITH_ANSWERS = (Status.OPENED, Status.CONCLUDED, Status.EXCEPTION, Status.REPORTED)


@dataclass(frozen=True, slots=True)
class Way:
    """A page to go on to, or under one title several of a kind."""

    title: str
    url: str
    about: str = ""
    links: tuple[Link, ...] = ()


def ways(consultation: Consultation, actor: Actor, now: datetime) -> tuple[Way, ...]:
    """Return the pages of this consultation that the actor may open, in the order of the chain."""
    sekos = list(consultation.sekos.all())
    return (
        *_conducting(consultation, actor),
        *_comments(consultation),
        *_files(consultation),
        *_searching(consultation),
        *_boards(consultation, sekos, actor),
        *_positions(consultation, sekos, actor, now),
        *_answering(consultation, actor),
        *_replying(consultation, sekos, actor, now),
        *_promises(consultation, actor, now),
        *_report(consultation, actor, now),
    )


def _conducting(consultation: Consultation, actor: Actor) -> Iterable[Way]:
    if actor.is_ministry:
        about = _("Dates, opening, concluding, cancelling")
        yield Way(_("Conduct"), reverse("consultation-manage", args=[consultation.code]), about)


def _comments(consultation: Consultation) -> Iterable[Way]:
    if consultation.comments_sent:
        yield Way(_("All comments"), reverse("comments", args=[consultation.code]), _("one by one or as a file"))


def _files(consultation: Consultation) -> Iterable[Way]:
    if consultation.version_id or consultation.comments_sent:
        about = _("The draft with its comments, tables, forms")
        yield Way(_("In Word and Excel"), reverse("papers", args=[consultation.code]), about)


def _searching(consultation: Consultation) -> Iterable[Way]:
    about = _("the draft, comments and answers") if consultation.version_id else _("comments and answers")
    yield Way(_("Search"), reverse("consultation-search", args=[consultation.code]), about)


def _boards(consultation: Consultation, sekos: Iterable[Seko], actor: Actor) -> Iterable[Way]:
    if consultation.status == Status.PREPARED:
        return
    for seko in sekos:
        if actor.is_in_consortium(seko.pk):
            url = reverse("board", args=[consultation.code, seko.code])
            about = in_form(seko, "name")
            yield Way(_("The common position: comments of members"), url, about)


def _positions(consultation: Consultation, sekos: Iterable[Seko], actor: Actor, now: datetime) -> Iterable[Way]:
    rows = positions_visible_to(actor, now).filter(consultation=consultation, status=PositionStatus.SUBMITTED)
    handed_in = set(rows.values_list("seko_id", flat=True))
    links = tuple(
        Link(in_form(seko, "name"), reverse("position", args=[consultation.code, seko.code]))
        for seko in sekos
        if seko.pk in handed_in
    )
    if links:
        yield Way(_("Common positions handed in"), "", links=links)


def _answering(consultation: Consultation, actor: Actor) -> Iterable[Way]:
    if consultation.status != Status.OPENED:
        return
    if actor.is_ministry:
        yield Way(_("Assign comments to institutions"), reverse("assigning", args=[consultation.code]))
    if actor.is_ministry or actor.is_officer:
        yield Way(_("Answer comments"), reverse("queue", args=[consultation.code]))
        about = _("For an institution that does not sign in") if actor.is_ministry else _("Answers in Word or Excel")
        yield Way(_("Tables for answers"), reverse("answer-tables", args=[consultation.code]), about)
    if actor.is_ministry:
        yield Way(_("Approve answers"), reverse("approving", args=[consultation.code]))


def _replying(consultation: Consultation, sekos: Iterable[Seko], actor: Actor, now: datetime) -> Iterable[Way]:
    if consultation.status not in WITH_ANSWERS or actor.person is None:
        return
    url = reverse("replies", args=[consultation.code])
    if answers_to(actor, consultation, now).exists():
        yield Way(_("Replies to answers"), url, _("What you say of the answers to your comments"))
    for seko in sekos:
        if actor.leads(seko.pk) and answers_to(actor, consultation, now, seko_id=seko.pk).exists():
            yield Way(_("Replies of the SEKO to answers"), f"{url}?seko={seko.code}", in_form(seko, "name"))


def _promises(consultation: Consultation, actor: Actor, now: datetime) -> Iterable[Way]:
    if consultation.status in WITH_ANSWERS and promises(consultation, actor, now).exists():
        about = _("and what became of it in the next draft")
        yield Way(_("What was promised"), reverse("promises", args=[consultation.code]), about)


def _report(consultation: Consultation, actor: Actor, now: datetime) -> Iterable[Way]:
    published = reports_visible_to(actor, now).filter(consultation=consultation, status="frozen").exists()
    ended = consultation.status in (Status.CONCLUDED, Status.EXCEPTION)
    if published or (actor.is_ministry and (ended or consultation.status == Status.OPENED)):
        url = reverse("report", args=[consultation.code])
        yield Way(_("Report on the consultation"), url, "" if published else _("being prepared"))
