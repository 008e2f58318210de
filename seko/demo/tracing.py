"""The demonstration's second draft, traced: comments carried to it, what fulfils the promises, the other reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import cycle

from seko.actors.organisations.actor import Actor
from seko.demo.cast import Cast
from seko.demo.comments import DemoComment
from seko.demo.revising import settled_issues
from seko.dialogue.changes.actions import carry_to, choose_place
from seko.dialogue.changes.queries import placements_of, to_check
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.models import Point
from seko.dialogue.positions.queries import source_comments
from seko.dialogue.tracing.actions import confirm_cause, keep_differences, name_reason, state_of_promise
from seko.dialogue.tracing.enums import Reason, Said
from seko.dialogue.tracing.models import Difference
from seko.dialogue.tracing.presenters.offers import Finder
from seko.dialogue.tracing.presenters.promises import answer_of
from seko.dialogue.tracing.queries import differences_after, promises, with_answer, without_cause
from seko.drafts.documents.model.carrying.offering import Because
from seko.drafts.documents.models import Version
from seko.foundation.core.dates import local_date

# What is offered for these reasons is it; the weaker ones count where the second draft settles the issue.
SURE = {Because.WORDS, Because.PROPOSAL}
LIKELY = SURE | {Because.PASSAGE, Because.ROW}
READER = "bistar-tok"  # its person is the first one offered to whoever tries the platform
LEFT_TO_CONFIRM = 5  # one promise in so many is left, with what fulfils it offered
LEFT_TO_CHECK = 2
# Reasons that are nobody's comment, by words that the change has.
OTHERS = (
    ("60 месеци", Reason.COMMISSION, "Према ставу Комисије, рок обухвата и пробни рад."),
    ("трећи квартал", Reason.GOVERNMENT, "Усклађено са закључком Владе о плану јавних набавки."),
    ("Напомена за аутора", Reason.EDITORIAL, ""),
    ("нацрт 2", Reason.EDITORIAL, ""),
)
INSTEAD = (
    (Said.LATER, "", "Табела се израђује са градовима и улази у коначан текст."),
    (Said.NOT_NEEDED, "", "Исто већ стоји у делу 3.1.3, који се овим не мења."),
    (
        Said.REVISED,
        "Мерило се уводи у јавни позив, а не у акциони документ.",
        "Овај документ не уређује услове позива.",
    ),
)


def trace(
    consultation: Consultation, version: Version, written: Mapping[int, DemoComment], cast: Cast, *, now: datetime
) -> None:
    """Carry the comments of a concluded consultation to the next draft and say what became of what was promised."""
    carry_to(version, now=now)
    keep_differences(version, now=now)
    first = cast.ministry[0]
    _decide_checks(version, first, now + timedelta(hours=1))
    _trace_promises(consultation, written, cast, now + timedelta(hours=2))
    left = without_cause(Difference.objects.filter(new_version=version)).select_related("new_version__document")
    for words, reason, note in OTHERS:
        fitting = [each for each in left if words in each.after or words in each.before]
        if fitting:
            name_reason(fitting, reason=reason, note=note, by=first, now=now + timedelta(hours=6))


def _decide_checks(version: Version, by: Actor, now: datetime) -> None:
    """Choose a place for all but the last few of what a person is asked."""
    for placement in list(to_check(version))[:-LEFT_TO_CHECK]:
        choice = "0" if placement.candidates else "removed"
        choose_place(placement, choice=choice, seen=placement.stamp, by=by, now=now)


def _trace_promises(consultation: Consultation, written: Mapping[int, DemoComment], cast: Cast, now: datetime) -> None:
    ministry = cast.ministry[0]
    rows = list(with_answer(promises(consultation, ministry, now)))
    assert consultation.version is not None  # noqa: S101 - the demonstration consults on drafts
    finder = Finder(list(differences_after(consultation.version, ministry, now)))
    left, kept = [], 0
    for row in rows:
        offers = finder.found(row, answer_of(row), placements_of(row))
        if not offers or (LIKELY if _is_settled(row, written) else SURE).isdisjoint(offers[0][0].because):
            left.append(row)
            continue
        kept += 1
        if kept % LEFT_TO_CONFIRM or READER in {_slug(comment) for comment in source_comments(row)}:
            confirm_cause(row, offers[0][1], rank=1, by=_officer_of(row, cast), now=now)
    _say_instead(left, cast, now + timedelta(hours=3))


def _slug(comment: Comment) -> str:
    return comment.organisation.slug if comment.organisation is not None else ""


def _is_settled(point: Point, written: Mapping[int, DemoComment]) -> bool:
    one = written.get(source_comments(point)[0].number)
    return one is not None and one.issue in settled_issues()


def _officer_of(point: Point, cast: Cast) -> Actor:
    assignment = getattr(point, "assignment", None)
    return cast.officers[assignment.institution.slug] if assignment else cast.ministry[0]


def _say_instead(points: Sequence[Point], cast: Cast, now: datetime) -> None:
    """Say of a few promises what becomes of them in place of a change; the others stay without anything found."""
    due = local_date(now) + timedelta(days=75)
    for point, (said, words, reason) in zip(points[::3], cycle(INSTEAD), strict=False):
        state_of_promise(
            point,
            said=said,
            due_on=due if said == Said.LATER else None,
            words=words,
            reason=reason,
            by=_officer_of(point, cast),
            now=now,
        )
