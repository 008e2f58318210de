"""Placements as people read them: what stood where, where it stands now, what became of the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.dialogue.changes import permissions
from seko.dialogue.changes.enums import PlacementStatus, state_of
from seko.dialogue.changes.models import Placement
from seko.dialogue.changes.presenters.wordings import Draft, Stretch, changed, stretches
from seko.dialogue.changes.queries import name_of
from seko.dialogue.comments.queries import number_of, shown_author
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import visible_to as consultations_visible_to
from seko.dialogue.positions.queries import label_of, words_of
from seko.drafts.documents.model.anchors import MISSING, PASSAGE, WORDS, Anchor, from_json
from seko.drafts.documents.models import Version
from seko.drafts.documents.queries import places_in, readable_by
from seko.foundation.core.languages import current
from seko.foundation.design import spoken
from seko.foundation.design.charts import Amount, bar
from seko.foundation.design.parts import BarWithKey, Link
from seko.foundation.design.states import State
from seko.foundation.text.differences import Piece

EXCERPT = 320
FILLS = {
    PlacementStatus.UNCHANGED: "yes",
    PlacementStatus.CHANGED: "reworded",
    PlacementStatus.MOVED: "merged",
    PlacementStatus.SPLIT: "part",
    PlacementStatus.REMOVED: "no",
    PlacementStatus.CHECK: "wait",
}
# Comments on the whole draft and answers to questions stand nowhere: nothing of them can be placed wrongly.
PLACEABLE = (WORDS, PASSAGE, MISSING)


@dataclass(frozen=True, slots=True)
class Placed:
    """One comment with its place before and after.

    `change` are the differences of the words it is tied to, `around` those of the whole part of the text where they
    say more. `heading` is the nearest one left of words that are gone. `url` is where a person decides.
    """

    key: str
    label: str
    label_url: str
    author: str
    words: str
    state: State
    was: Draft
    was_places: tuple[Link, ...]
    was_word: str
    was_words: str
    now_places: tuple[Link, ...]
    now_words: str
    change: tuple[Piece, ...]
    around: tuple[Piece, ...]
    heading: Link | None
    chosen: str
    url: str
    is_removed: bool
    is_waiting: bool
    is_whole: bool

    @property
    def is_around_only(self) -> bool:
        """Whether the words themselves stayed, and only what stands around them changed."""
        return bool(self.around) and not self.change


class Drafts:
    """The drafts of one document, each looked up once; addresses lead to the page of threads where there is one. Of a
    draft that the reader may not read (any more) nothing is shown but what comments quote.
    """

    def __init__(self, version: Version, actor: Actor, now: datetime) -> None:
        rows = consultations_visible_to(actor, now).filter(version__document=version.document_id)
        self._codes: dict[object, list[str]] = {}
        for pk, code in rows.order_by("opens_at").values_list("version", "code"):
            self._codes.setdefault(pk, []).append(code)
        readable = readable_by(actor, now).filter(document=version.document_id)
        self._readable = set(readable.values_list("pk", flat=True))
        self._code = version.document.code
        self._known: dict[object, Draft] = {}

    def of(self, version: Version | None, consultation: Consultation | None = None) -> Draft:
        """Return a version to look things up in, by its thread page in the consultation where that is given."""
        if version is None or version.pk not in self._readable:
            return Draft(version.number if version else 0, {}, "")
        codes = self._codes.get(version.pk, [])
        own = [each for each in codes if consultation is not None and each == consultation.code]
        code = (own or codes[-1:] or [""])[0]
        if (version.pk, code) not in self._known:
            url = reverse("reading", args=[code]) if code else reverse("version", args=[self._code, version.number])
            self._known[version.pk, code] = Draft(version.number, places_in(version), url, is_read=bool(code))
        return self._known[version.pk, code]


def placed(rows: Iterable[Placement], version: Version, actor: Actor, now: datetime) -> tuple[Placed, ...]:
    """Return placements in a version as its page shows them; they come with their things (`queries.with_things`)."""
    drafts = Drafts(version, actor, now)
    may = bool(permissions.may_place(actor, version, now))
    knows_names = may or actor.has_role(Role.AUDITOR)
    return tuple(_placed(row, version, drafts, may=may, knows_names=knows_names) for row in rows)


def _placed(row: Placement, version: Version, drafts: Drafts, *, may: bool, knows_names: bool) -> Placed:
    said_in = consultation_of(row)
    was, now = drafts.of(said_in.version, said_in), drafts.of(version)
    old, new = anchor_of(row), from_json(row.anchor) if row.anchor else None
    before, after = was.words(old), now.words(new) if new else ""
    is_waiting = row.status == PlacementStatus.CHECK
    # Where a person is asked, the best guess is shown among the others, never as an answer.
    shown = None if is_waiting else new
    label, url, author, words = said_of(row)
    return Placed(
        key=name_of(row),
        label=label,
        label_url=url,
        author=author,
        words=spoken.beginning(words, EXCERPT),
        state=state_of(row.status),
        was=was,
        was_places=was.links(old),
        was_word=missing_word(old),
        was_words=before,
        now_places=now.links(shown) if shown else (),
        now_words=after if shown else "",
        change=changed(before, after) if shown else (),
        around=changed(was.text(old), now.text(shown)) if shown and old.kind == WORDS else (),
        heading=now.link(row.heading) if row.heading in now.places and not shown and not is_waiting else None,
        chosen=chosen_words(row, knows_names=knows_names),
        url=choosing_url(row, version) if may and old.kind in PLACEABLE else "",
        is_removed=row.status == PlacementStatus.REMOVED,
        is_waiting=is_waiting,
        is_whole=old.kind not in PLACEABLE,
    )


def consultation_of(row: Placement) -> Consultation:
    """Return the consultation in which it was said; every placement is of a comment or a consolidated comment."""
    thing = row.comment or row.point
    if thing is None:
        raise ValueError(row.pk)
    return thing.consultation


def anchor_of(row: Placement) -> Anchor:
    """Return to what it was tied when it was said."""
    thing = row.comment or row.point
    return from_json(thing.anchor if thing else {})


def said_of(row: Placement) -> tuple[str, str, str, str]:
    """Return how it is called, its page (empty for a consolidated comment), who said it, and its words."""
    if row.comment is not None:
        number = number_of(row.comment)
        return number, reverse("comment", args=[number]), shown_author(row.comment), row.comment.words
    return (label_of(row.point), "", "", words_of(row.point)) if row.point else ("", "", "", "")


def missing_word(anchor: Anchor) -> str:
    """Return the word before the place of something that is missing from the draft."""
    return _("Missing after") if anchor.kind == MISSING else ""


def choosing_url(row: Placement, version: Version) -> str:
    """Return where a person says where it stands."""
    return reverse("placement-choose", args=[version.document.code, version.number, name_of(row)])


def chosen_words(row: Placement, *, knows_names: bool) -> str:
    """Return who chose the place, and when; nothing where the machine did."""
    if row.chosen_at is None:
        return ""
    day = spoken.day(row.chosen_at)
    if knows_names and row.chosen_by is not None:
        name = spoken.plain_words(row.chosen_by.name, current())
        return _("The place was chosen by: %(name)s, %(day)s") % {"name": name, "day": day}
    return _("The place was chosen by a person, %(day)s") % {"day": day}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place between which a person chooses: its value in the form, its parts of the text, what would change."""

    value: str
    places: tuple[Link, ...]
    passages: tuple[tuple[Stretch, ...], ...]
    change: tuple[Piece, ...]
    is_same: bool


def candidates(row: Placement, version: Version, actor: Actor, now: datetime) -> tuple[Candidate, ...]:
    """Return the places that were found for it, best first."""
    drafts = Drafts(version, actor, now)
    said_in = consultation_of(row)
    was, draft = drafts.of(said_in.version, said_in), drafts.of(version)
    before = was.words(anchor_of(row))
    found = []
    for rank, form in enumerate(row.candidates):
        anchor = from_json(form)
        names = [name for name in anchor.passages if name in draft.places]
        after = draft.words(anchor)
        found.append(
            Candidate(
                str(rank),
                draft.links(anchor),
                tuple(stretches(draft.places[name].text, anchor, name) for name in names),
                changed(before, after),
                before == after,
            )
        )
    return tuple(found)


def counted(counts: Counter[str], page: str) -> BarWithKey:
    """Return the bar of placements by what became of them, each part leading to its list on `page`."""
    total = counts.total()
    amounts = tuple(
        Amount(counts[status], FILLS[status], state_of(status).word, f"{page}?show={status.value}", state_of(status))
        for status in PlacementStatus
        if counts[status]
    )
    words = ngettext("%(total)s comment", "%(total)s comments", total) % {"total": total}
    parts = ", ".join(f"{spoken.count(each.count, current())} {each.word}" for each in amounts)
    noun = ngettext("comment", "comments", total)
    return BarWithKey(bar(amounts, f"{words}: {parts}"), spoken.count(total, current()), noun)
