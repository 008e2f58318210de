"""The board page: the parts of one section, each with its words, the members' comments and the consolidated ones."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from seko.actors.mechanism.models import Seko
from seko.actors.mechanism.queries import consortium_of
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.models import Organisation
from seko.dialogue.comments.queries import true_names
from seko.dialogue.consultations.models import Consultation, Question
from seko.dialogue.positions.enums import Fate
from seko.dialogue.positions.models import Point
from seko.dialogue.positions.presenters import texts
from seko.dialogue.positions.presenters.addresses import PARTNERS, UNDECIDED, Address
from seko.dialogue.positions.presenters.alike import AlikeGroup, groups_of
from seko.dialogue.positions.presenters.comments import CommentCard, Surroundings, card_of, speaks_of_different_words
from seko.dialogue.positions.presenters.head import Doing, Head, doing_of, head_of
from seko.dialogue.positions.presenters.points import PointCard, ProposalCard, point_card, proposal_card, waits_for
from seko.dialogue.positions.presenters.sections import (
    Section,
    filters,
    grouped,
    matching,
    outline_of,
    sections,
)
from seko.dialogue.positions.queries import Board, BoardComment, BoardPlace, BoardPoint
from seko.drafts.documents.models import Passage
from seko.drafts.documents.queries import places_in
from seko.foundation.core.dates import local_date
from seko.foundation.core.languages import as_written
from seko.foundation.design import spoken
from seko.foundation.design.parts import Filter, Link

OPTION = 56


@dataclass(frozen=True, slots=True)
class Done:
    """What the person just did, said once at its place; `undo` are the comments that can be given back."""

    sentence: str
    comment: int = 0
    point: int = 0
    undo: str = ""
    kept: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What this request brings beside the address: comments chosen, groups called not alike, what was just done; why
    a deed was not done, and the consolidated comment whose other wording is to be read first.
    """

    chosen: Collection[int] = ()
    dismissed: Collection[str] = ()
    done: Done | None = None
    fault: str = ""
    changed: Point | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """A group of comments alike with their cards; `places` says where those stand that are of another part."""

    group: AlikeGroup
    first: tuple[tuple[CommentCard, SafeString, str], ...]
    rest: tuple[tuple[CommentCard, SafeString, str], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the text on the board; `elsewhere` links to panels above that hold comments of this part.

    `comments` are those still to be handled, with the one that was just handled, `handled` the rest.
    """

    name: str
    title: str
    words: SafeString
    url: str
    panels: tuple[Panel, ...]
    comments: tuple[CommentCard, ...]
    handled: tuple[CommentCard, ...]
    points: tuple[PointCard, ...]
    proposals: tuple[ProposalCard, ...]
    elsewhere: tuple[Link, ...] = ()

    @property
    def count(self) -> int:
        """How many comments are listed, beside those in panels."""
        return len(self.comments) + len(self.handled)


class Target(NamedTuple):
    """A consolidated comment into which comments can be merged."""

    number: int
    words: str


@dataclass(frozen=True, slots=True)
class BoardPage:
    """Everything the board's page shows."""

    address: Address
    head: Head
    doing: Doing
    sections: tuple[Section, ...]
    current: Section | None
    filters: tuple[Filter, ...]
    next_url: str
    parts: tuple[Part, ...]
    here: tuple[Target, ...]
    elsewhere: tuple[Target, ...]
    asked: Asked
    done: Done | None


@dataclass(slots=True)
class _Spot:
    """A place of the board split by question: the whole draft, or one question, or a part of the text."""

    place: BoardPlace
    question: Question | None = None
    comments: list[BoardComment] = field(default_factory=list)
    points: list[BoardPoint] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name within the page: of its heading and in links."""
        if self.place.passage is not None:
            return f"at-{self.place.passage.place}"
        return f"at-q{self.question.order}" if self.question else "at-whole"


class BoardDrawing:
    """Puts the board's page together for one person and one view of it."""

    def __init__(
        self,
        board: Board,
        consultation: Consultation,
        seko: Seko,
        actor: Actor,
        now: datetime,
        address: Address,
        asked: Asked,
    ) -> None:
        self.board, self.consultation, self.seko = board, consultation, seko
        self.actor, self.now, self.asked = actor, now, asked
        self.consortium = list(consortium_of(seko, local_date(now)))
        self.partners: list[Organisation] = [each.organisation for each in self.consortium if each.role == "partner"]
        self.groups = grouped(board.places, outline_of(consultation))
        self.doing = doing_of(actor, consultation, seko, board.position, now)
        self.sections, self.address = self._sections(address)
        self.current = next((each for each in self.sections if each.is_current), None)
        self.questions = {question.pk: question for question in consultation.questions.all()}
        self.around = Surroundings(
            self._addresses(),
            true_names((each.comment for place in board.places for each in place.comments), actor),
            asked.chosen,
            consultation.dissents_until_at,
            now > consultation.leads_deadline_at,
            consultation.version,
        )

    def page(self) -> BoardPage:
        """Return the page."""
        parts = self._parts()
        here = {point.number for part in parts for point in part.points}
        targets = [
            Target(each.point.number, spoken.beginning(each.point.wording, OPTION))
            for place in self.board.places
            for each in place.points
        ]
        done = self.asked.done
        return BoardPage(
            address=self.address,
            head=head_of(
                self.consultation,
                self.seko,
                self.board.position,
                self.consortium,
                self.board.counts,
                self.actor,
                self.address,
                self.now,
            ),
            doing=self.doing,
            sections=self.sections,
            current=self.current,
            filters=filters(self.sections, self.address),
            next_url=self._next(),
            parts=parts,
            here=tuple(each for each in targets if each.number in here),
            elsewhere=tuple(each for each in targets if each.number not in here),
            asked=self.asked,
            done=done if done and not any(self._is_done_at(spot) for spot in self._spots()) else None,
        )

    def _sections(self, address: Address) -> tuple[tuple[Section, ...], Address]:
        """Return the sections and the address of the one shown: asked for, or the first that leaves something."""
        owed = {
            heading.key: sum(bool(waits_for(each, self.partners)) for place in places for each in place.points)
            for heading, places in self.groups.items()
        }
        every = sections(self.groups, owed, address, address.section)
        if not any(each.is_current for each in every):
            wanted = [each for each in every if matching(each, address.show or UNDECIDED)] or list(every)
            address = address.at(wanted[0].key if wanted else "")
            every = tuple(replace(each, is_current=each.key == address.section) for each in every)
        return every, address

    def _addresses(self) -> Mapping[UUID, str]:
        """Return where each consolidated comment's card is: on this page, or in another section."""
        found: dict[UUID, str] = {}
        for heading, places in self.groups.items():
            is_here = heading.key == self.address.section
            for place in places:
                for each in place.points:
                    name = f"no-{each.point.number}"
                    found[each.point.pk] = f"#{name}" if is_here else self.address.at(heading.key, "").board(name)
        return found

    def _next(self) -> str:
        """Return the address of the next comment that nothing was decided of: here, else in the sections after."""
        keys = [heading.key for heading in self.groups]
        at = keys.index(self.address.section) if self.address.section in keys else 0
        for key in keys[at:] + keys[:at]:
            places = next(places for heading, places in self.groups.items() if heading.key == key)
            for each in (each for place in places for each in place.comments):
                if each.handling == Fate.AWAITING:
                    fragment = f"c-{each.comment.number}"
                    return f"#{fragment}" if key == self.address.section else self.address.at(key).board(fragment)
        return ""

    def _spots(self) -> list[_Spot]:
        spots: list[_Spot] = []
        for heading, places in self.groups.items():
            if heading.key == self.address.section:
                spots += [spot for place in places for spot in self._split(place)]
        return [spot for spot in spots if self._is_kept(spot)]

    def _split(self, place: BoardPlace) -> list[_Spot]:
        if place.passage is not None:
            return [_Spot(place, None, list(place.comments), list(place.points))]
        found: dict[int, _Spot] = {}
        for each in place.comments:
            question = self.questions.get(each.comment.question_id or 0)
            spot = found.setdefault(question.order if question else 0, _Spot(place, question))
            spot.comments.append(each)
        for point in place.points:
            question = self.questions.get(point.sources[0].comment.question_id or 0) if point.sources else None
            spot = found.setdefault(question.order if question else 0, _Spot(place, question))
            spot.points.append(point)
        return [found[order] for order in sorted(found)]

    def _is_kept(self, spot: _Spot) -> bool:
        if self._is_done_at(spot):
            return True
        if self.address.show == UNDECIDED:
            return any(each.handling == Fate.AWAITING for each in spot.comments)
        if self.address.show == PARTNERS:
            return any(waits_for(each, self.partners) for each in spot.points)
        return True

    def _is_done_at(self, spot: _Spot) -> bool:
        """Return whether what was just done is said here, at its comment or else at its consolidated comment."""
        done = self.asked.done
        if done is None:
            return False
        if done.comment:
            return any(each.comment.number == done.comment for each in spot.comments)
        return any(each.point.number == done.point for each in spot.points)

    def _is_fresh(self, each: BoardComment) -> bool:
        done = self.asked.done
        return each.handling == Fate.AWAITING or (done is not None and each.comment.number == done.comment)

    def _parts(self) -> tuple[Part, ...]:
        spots = self._spots()
        undecided = [each for spot in spots for each in spot.comments if each.handling == Fate.AWAITING]
        groups = groups_of(undecided, self.asked.dismissed) if not self.around.is_over else []
        shown = [each.comment for spot in spots for each in spot.comments]
        spans = texts.spoken_of(shown)
        cells = texts.cells_of(places_in(self.consultation.version))
        at = {each.comment.number: spot for spot in spots for each in spot.comments}
        return tuple(self._part(spot, groups, spans, cells, at) for spot in spots)

    def _part(
        self,
        spot: _Spot,
        groups: Sequence[AlikeGroup],
        spans: Mapping[str, Sequence[texts.Span]],
        cells: texts.Cells,
        at: Mapping[int, _Spot],
    ) -> Part:
        with_quote = spot.place.passage is not None and speaks_of_different_words(spot.comments)
        own = {each.comment.number for each in spot.comments}
        grouped_here = [group for group in groups if group.first[0].comment.number in own]
        in_panels = {each.comment.number: group for group in groups for each in (*group.first, *group.rest)}
        listed = [
            each
            for each in spot.comments
            if each.comment.number not in in_panels and (self.address.show != UNDECIDED or self._is_fresh(each))
        ]
        away = {in_panels[number].key for number in own & in_panels.keys()} - {group.key for group in grouped_here}
        return Part(
            name=spot.name,
            title=self._title(spot, texts.place_heading),
            words=self._words(spot, spans, cells),
            url=self._text_url(spot),
            panels=tuple(self._panel(group, spot, at) for group in grouped_here),
            comments=tuple(
                card_of(each, self.around, with_quote=with_quote) for each in listed if self._is_fresh(each)
            ),
            handled=tuple(
                card_of(each, self.around, with_quote=with_quote) for each in listed if not self._is_fresh(each)
            ),
            points=tuple(point_card(each, self.partners, self.actor, self.address, self.now) for each in spot.points),
            proposals=tuple(
                proposal_card(each, self.address)
                for each in self.board.proposals
                if each.point_id is None and min((one.number for one in each.comments.all()), default=0) in own
            ),
            elsewhere=tuple(
                Link(_("a comment of this part is shown among comments alike"), f"#{key}") for key in sorted(away)
            ),
        )

    def _panel(self, group: AlikeGroup, spot: _Spot, at: Mapping[int, _Spot]) -> Panel:
        def shown(each: BoardComment) -> tuple[CommentCard, SafeString, str]:
            other = at[each.comment.number]
            where = self._title(other, texts.place_title) if other.name != spot.name else ""
            return card_of(each, self.around, with_quote=False), group.words[each.comment.number], where

        return Panel(group, tuple(map(shown, group.first)), tuple(map(shown, group.rest)))

    def _title(self, spot: _Spot, called: Callable[[Consultation, Passage], str]) -> str:
        if spot.place.passage is not None:
            return called(self.consultation, spot.place.passage)
        if spot.question is not None:
            return _("Question %(number)s") % {"number": spot.question.order}
        return _("The whole document")

    def _words(self, spot: _Spot, spans: Mapping[str, Sequence[texts.Span]], cells: texts.Cells) -> SafeString:
        if spot.place.passage is not None:
            return texts.excerpt(spot.place.passage, cells, spans)
        if spot.question is not None:
            return texts.marked(as_written(spot.question, "text"), ())
        return SafeString("")

    def _text_url(self, spot: _Spot) -> str:
        reading = reverse("reading", args=[self.consultation.code])
        if spot.place.passage is not None:
            return f"{reading}?p={spot.place.passage.place}#p-{spot.place.passage.place}"
        return f"{reading}?q={spot.question.order}" if spot.question else f"{reading}?p=whole"
