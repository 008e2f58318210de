"""The page before handing in, the page of taking back, and the page of what was handed in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seko.actors.mechanism.models import Seko
from seko.actors.mechanism.queries import consortium_of
from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.queries import number_of
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import title_of
from seko.dialogue.positions import permissions
from seko.dialogue.positions.enums import PositionStatus, Stance
from seko.dialogue.positions.models import Agreement, Point, Position, SetAside, Source
from seko.dialogue.positions.presenters.addresses import UNDECIDED, Address
from seko.dialogue.positions.presenters.head import below_board, sum_of
from seko.dialogue.positions.presenters.sections import Heading, outline_of
from seko.dialogue.positions.presenters.texts import Deadline, author_of, deadline_of, moment_of, name_of, place_title
from seko.dialogue.positions.queries import BoardPlace, Counts, counts
from seko.drafts.documents.models import Passage
from seko.foundation.core.dates import local_date
from seko.foundation.design import spoken
from seko.foundation.design.parts import BarWithKey, Crumb, Link


@dataclass(frozen=True, slots=True)
class SubmitPage:
    """What the lead reads before handing in; `refused` says why it cannot be done, `cure` where it can be mended."""

    crumbs: tuple[Crumb, ...]
    seko: str
    deadline: Deadline
    sum: BarWithKey
    partners: tuple[str, ...]
    what_follows: tuple[str, ...]
    refused: str
    cure: Link | None
    board: str
    kept: str


def submitting(
    consultation: Consultation, seko: Seko, position: Position | None, actor: Actor, address: Address, now: datetime
) -> SubmitPage:
    """Return the page before handing in."""
    found = counts(consultation, seko)
    may = permissions.may_consolidate(actor, consultation, seko.pk, now)
    refused, cure = str(may.reason), None
    if may and found.awaiting:
        refused = ngettext(
            "%(count)d comment is not handled yet.", "%(count)d comments are not handled yet.", found.awaiting
        ) % {"count": found.awaiting}
        cure = Link(_("To the comments not handled"), address.at("", UNDECIDED).board())
    return SubmitPage(
        crumbs=below_board(consultation, address, _("Submit the common position")),
        seko=name_of(seko),
        deadline=deadline_of(consultation, now),
        sum=sum_of(found, address),
        partners=_partners(seko, position, now),
        what_follows=_what_follows(consultation),
        refused=refused,
        cure=cure,
        board=address.board(),
        kept=f"letter:{address.code}:{address.seko}",
    )


def _partners(seko: Seko, position: Position | None, now: datetime) -> tuple[str, ...]:
    """Return what the partners have and have not said, so that the lead hands in knowing it."""
    if position is None:
        return ()
    points = Point.objects.filter(position=position, withdrawn_at__isnull=True)
    revisions = dict(points.values_list("pk", "revision"))
    rows = Agreement.objects.filter(point__in=revisions).values_list("point", "organisation", "stance", "revision")
    current = [(point, who, stance) for point, who, stance, revision in rows if revision == revisions[point]]
    partners = [row.organisation_id for row in consortium_of(seko, local_date(now)) if row.role == "partner"]
    said = {(point, who) for point, who, _stance in current}
    objected = {point for point, _who, stance in current if stance == Stance.OBJECTS}
    silent = sum(any((point, who) not in said for who in partners) for point in revisions)
    found = []
    if objected:
        words = ngettext(
            "A partner does not agree with %(count)s consolidated comment.",
            "A partner does not agree with %(count)s consolidated comments.",
            len(objected),
        )
        found.append(words % {"count": len(objected)})
    if silent:
        words = ngettext(
            "Not every partner has said a word on %(count)s consolidated comment.",
            "Not every partner has said a word on %(count)s consolidated comments.",
            silent,
        )
        found.append(words % {"count": silent})
    return tuple(found)


def _what_follows(consultation: Consultation) -> tuple[str, ...]:
    moment = consultation.dissents_until_at
    return (
        _("The ministry reads the position at once and begins to prepare the answers."),
        _("Every author is told what became of the comments: taken over, merged, reworded, or left out and why."),
        _("No more comments can be sent through the SEKO, and none can be withdrawn."),
        _("Authors of comments left out or reworded can dissent until %(day)s.")
        % {"day": spoken.day(moment, genitive=True, year=False)},
        _("Until the deadline you can take it back into work, with a reason, while nobody has begun to answer."),
    )


@dataclass(frozen=True, slots=True)
class TakeBackPage:
    """What is read before a position is taken back."""

    crumbs: tuple[Crumb, ...]
    handed_in: str
    deadline: Deadline
    refused: str
    board: str


def taking_back(
    consultation: Consultation, position: Position, actor: Actor, address: Address, now: datetime
) -> TakeBackPage:
    """Return the page of taking back."""
    may = permissions.may_take_back(actor, position, now)
    refused = str(may.reason)
    if may and position.status != PositionStatus.SUBMITTED:
        refused = _("The common position is in work.")
    handed = _("Handed in: %(moment)s") % {"moment": moment_of(position.submitted_at)} if position.submitted_at else ""
    return TakeBackPage(
        below_board(consultation, address, _("Take back into work")),
        handed,
        deadline_of(consultation, now),
        refused,
        address.board(),
    )


@dataclass(frozen=True, slots=True)
class HandedPoint:
    """A consolidated comment as it was handed in."""

    number: int
    place: str
    place_url: str
    words: str
    proposal: str
    sources: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class HandedSection:
    """The consolidated comments on one section of the draft."""

    number: str
    title: str
    points: tuple[HandedPoint, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A comment that was not taken in, with the reason its author read."""

    author: Link
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class HandedIn:
    """The page of a common position as others read it."""

    crumbs: tuple[Crumb, ...]
    seko: str
    state: str
    letter: str
    sum: BarWithKey
    count: int
    sections: tuple[HandedSection, ...]
    left_out: tuple[LeftOut, ...]
    board: str
    kept: str


def handed_in(
    consultation: Consultation, position: Position, actor: Actor, address: Address, now: datetime
) -> HandedIn:
    """Return the page of what was handed in, with the same number of queries for one comment and for hundreds."""
    is_over = now > consultation.leads_deadline_at
    found = Counts(**position.submitted_counts) if position.submitted_counts else counts(consultation, position.seko)
    points = list(
        Point.objects.filter(position=position, withdrawn_at__isnull=True).prefetch_related(
            Prefetch("sources", Source.objects.select_related("comment__organisation", "comment__consultation"))
        )
    )
    in_consortium = bool(permissions.may_see_board(actor, position.seko_id, now))
    return HandedIn(
        crumbs=(
            Crumb(_("Consultations"), reverse("consultations")),
            Crumb(title_of(consultation), reverse("consultation", args=[consultation.code])),
            Crumb(_("Common position")),
        ),
        seko=name_of(position.seko),
        state=_state(position, is_over=is_over),
        letter=position.letter,
        sum=sum_of(found, is_over=is_over),
        count=len(points),
        sections=tuple(_sections(consultation, points)),
        left_out=tuple(_left_out(position)),
        board=address.board() if in_consortium else "",
        kept=f"letter:{address.code}:{address.seko}",
    )


def _state(position: Position, *, is_over: bool) -> str:
    if position.status == PositionStatus.SUBMITTED and position.submitted_at:
        return _("Handed in: %(moment)s") % {"moment": moment_of(position.submitted_at)}
    if is_over:
        return _("What was decided until the deadline counts as handed in.")
    return _("In work; only the lead and the partners see it.")


def _sections(consultation: Consultation, points: Sequence[Point]) -> Iterable[HandedSection]:
    outline = outline_of(consultation)
    orders = {point.passage_order for point in points}
    rows = Passage.objects.filter(version=consultation.version, order__in=[order - 1 for order in orders if order])
    passages = {passage.order + 1: passage for passage in rows} if consultation.version else {}
    groups: dict[Heading, list[HandedPoint]] = {}
    for point in points:
        passage = passages.get(point.passage_order)
        heading = outline.of(BoardPlace(passage, (), ()))
        groups.setdefault(heading, []).append(_handed(consultation, point, passage))
    for heading, each in groups.items():
        yield HandedSection(heading.number, heading.title, tuple(each))


def _handed(consultation: Consultation, point: Point, passage: Passage | None) -> HandedPoint:
    reading = reverse("reading", args=[consultation.code])
    return HandedPoint(
        point.number,
        place_title(consultation, passage) if passage else _("The whole document"),
        f"{reading}?p={passage.place}#p-{passage.place}" if passage else f"{reading}?p=whole",
        point.wording,
        point.proposed_wording,
        tuple(
            Link(author_of(source.comment), reverse("comment", args=[number_of(source.comment)]))
            for source in point.sources.all()
        ),
    )


def _left_out(position: Position) -> Iterable[LeftOut]:
    rows = SetAside.objects.filter(position=position).select_related("comment__consultation", "comment__organisation")
    for row in rows.order_by("comment__own_point__passage_order", "comment__number"):
        if row.comment.is_standing:
            url = reverse("comment", args=[number_of(row.comment)])
            yield LeftOut(Link(author_of(row.comment), url), row.comment.words, row.reason)
