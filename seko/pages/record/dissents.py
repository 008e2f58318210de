"""Dissent, as an author meets it: on the page of the own comment, and in the list of all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.models import Comment
from seko.dialogue.comments.permissions import is_own
from seko.dialogue.comments.queries import number_of
from seko.dialogue.positions.permissions import dissent_is_ahead, may_dissent
from seko.foundation.core.clock import BELGRADE
from seko.foundation.design import spoken
from seko.pages.facts.timetable import deadline_words


@dataclass(frozen=True, slots=True)
class DissentForm:
    """The form of a dissent, or why it cannot be sent now (`refused`); both with the date until which it can."""

    number: str
    deadline: str
    refused: str


def dissent_of(comment: Comment, actor: Actor, now: datetime) -> DissentForm | None:
    """Return the form for the author; None for everybody else, and where a dissent is no longer a question."""
    if not is_own(actor, comment) or not dissent_is_ahead(comment, now):
        return None
    may = may_dissent(actor, comment, now)
    return DissentForm(number_of(comment), deadline_words(comment.consultation.dissents_until_at, now), str(may.reason))


def dissent_until(comment: Comment) -> str:
    """Return until when the author may dissent, for a row of a list."""
    moment = comment.consultation.dissents_until_at
    values = {
        "day": spoken.day(moment, genitive=True, year=False),
        "time": f"{moment.astimezone(BELGRADE):%H:%M}",
    }
    return _("you can dissent until %(day)s, %(time)s") % values
