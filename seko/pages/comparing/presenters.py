"""What the comparison of two drafts shows: the picture, the contents, the sections with the reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seko.dialogue.tracing.drawing.sentences import sentence_of
from seko.dialogue.tracing.drawing.shown import cause_shown, kind_state
from seko.dialogue.tracing.enums import DifferenceKind
from seko.dialogue.tracing.models import Cause
from seko.drafts.documents.models import Version
from seko.foundation.core.languages import current
from seko.foundation.design import spoken
from seko.foundation.design.charts import Amount, bar
from seko.foundation.design.parts import BarWithKey, Filter, Link, Part
from seko.foundation.design.states import State
from seko.pages.comparing.lines import Line, Stretch

FILLS = {
    DifferenceKind.CHANGED: "yes",
    DifferenceKind.ADDED: "act",
    DifferenceKind.REMOVED: "no",
    DifferenceKind.MOVED: "merged",
    DifferenceKind.SPLIT: "reworded",
    DifferenceKind.JOINED: "plain",
}


@dataclass(frozen=True, slots=True)
class View:
    """How the comparison is looked at: side by side or as one text, all of it or what differs, both in the address."""

    is_aside: bool
    is_whole: bool

    def address(self, *, aside: bool | None = None, whole: bool | None = None) -> str:
        """Return the address of the same comparison looked at in another way."""
        wanted = {
            "view": "aside" if (self.is_aside if aside is None else aside) else "",
            "text": "whole" if (self.is_whole if whole is None else whole) else "",
        }
        query = "&".join(f"{name}={value}" for name, value in wanted.items() if value)
        return f"?{query}"


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line with the word for what happened, the sentence that says why and the comments behind it that the reader may
    read.
    """

    line: Line
    chip: State | None
    word: str
    moved: str
    because: str
    comments: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """Parts of the text in which nothing differs, left out."""

    words: str


@dataclass(frozen=True, slots=True)
class ShownStretch:
    """A section: its heading's line, the lines shown and left out, in order."""

    anchor: str
    heading: ShownLine | None
    rows: tuple[ShownLine | Skipped, ...]


def views(view: View) -> tuple[tuple[Filter, ...], tuple[Filter, ...]]:
    """Return the two switches."""
    return (
        (
            Filter(_("One text"), view.address(aside=False), is_current=not view.is_aside),
            Filter(_("Side by side"), view.address(aside=True), is_current=view.is_aside),
        ),
        (
            Filter(_("What differs"), view.address(whole=False), is_current=not view.is_whole),
            Filter(_("Whole text"), view.address(whole=True), is_current=view.is_whole),
        ),
    )


def picture(stretches: Sequence[Stretch]) -> BarWithKey:
    """Return how many differences there are of each kind."""
    counts = sum((Counter(stretch.counts) for stretch in stretches), Counter())
    amounts = tuple(
        Amount(counts[each.value], FILLS[each], str(each.label)) for each in DifferenceKind if counts[each.value]
    )
    total = sum(counts.values())
    said = ", ".join(f"{spoken.count(each.count, current())} {each.word}" for each in amounts)
    noun = ngettext("part of the text differs", "parts of the text differ", total)
    return BarWithKey(bar(amounts, f"{total} {noun}: {said}"), spoken.count(total, current()), noun)


@dataclass(frozen=True, slots=True)
class SectionBar:
    """A section in the picture of the contents: its name, where it stands, its differences as a bar."""

    part: Part
    total: int
    bar: object


def contents(stretches: Sequence[Stretch]) -> tuple[SectionBar, ...]:
    """Return the sections that differ, each with a bar as long as it has differences beside the others."""
    longest = max((stretch.total for stretch in stretches), default=0)
    return tuple(
        SectionBar(
            Part(
                stretch.heading.number.rstrip(".") if stretch.heading else "",
                _words(stretch.heading) if stretch.heading else _("Beginning"),
                f"#{stretch.anchor}",
                is_first_level=stretch.heading is None or stretch.heading.level == 1,
            ),
            stretch.total,
            bar(
                tuple(
                    Amount(stretch.counts[each.value], FILLS[each], str(each.label))
                    for each in DifferenceKind
                    if stretch.counts.get(each.value)
                ),
                "",
                of=longest,
            ),
        )
        for stretch in stretches
        if stretch.total
    )


def _words(line: Line) -> str:
    return "".join(piece.text for piece in line.after) or "".join(piece.text for piece in line.before)


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why places differ: the causes by the name of a place (`d-` in the new draft, `g-` in the old one), and the points
    whose comments the reader may read.
    """

    by_place: Mapping[str, Sequence[Cause]]
    readable: Collection[UUID]

    def at(self, line: Line) -> list[Cause]:
        """Return the causes of a line, each once."""
        names = [*(f"d-{place}" for place in line.new), *(f"g-{place}" for place in line.old)]
        return list({cause.pk: cause for name in names for cause in self.by_place.get(name, ())}.values())


def shown(stretches: Sequence[Stretch], reasons: Reasons, view: View) -> tuple[ShownStretch, ...]:
    """Return the sections; where only differences are wanted, those without any are left out and runs of equal parts
    are counted.
    """
    kept = stretches if view.is_whole else [stretch for stretch in stretches if stretch.total]
    return tuple(
        ShownStretch(
            stretch.anchor,
            _shown(stretch.heading, reasons) if stretch.heading else None,
            tuple(_rows(stretch.lines, reasons, whole=view.is_whole)),
        )
        for stretch in kept
    )


def _rows(lines: Iterable[Line], reasons: Reasons, *, whole: bool) -> Iterable[ShownLine | Skipped]:
    skipped = 0
    for line in lines:
        if not (whole or line.differs):
            skipped += 1
            continue
        if skipped:
            yield _skipped(skipped)
            skipped = 0
        yield _shown(line, reasons)
    if skipped:
        yield _skipped(skipped)


def _skipped(count: int) -> Skipped:
    words = ngettext("%(count)s part without differences", "%(count)s parts without differences", count)
    return Skipped(words % {"count": spoken.count(count, current())})


def _shown(line: Line, reasons: Reasons) -> ShownLine:
    if not line.differs:
        return ShownLine(line, None, "", "", "")
    kind = DifferenceKind(line.kind)
    found = reasons.at(line)
    moved = str(DifferenceKind.MOVED.label) if line.is_moved and kind is not DifferenceKind.MOVED else ""
    links = (cause_shown(cause, reasons.readable).link for cause in found)
    return ShownLine(
        line, kind_state(kind), str(kind.label), moved, sentence_of(found), tuple(link for link in links if link)
    )


def by_place(causes: Iterable[Cause], old: Version, new: Version) -> dict[str, list[Cause]]:
    """Return the causes by the places of their differences, as `Reasons` takes them.

    The same place is another part of the text in another draft: a difference between other drafts than these two counts
    on the side that is one of them, and where its words lie between, not at all.
    """
    found: dict[str, list[Cause]] = {}
    for cause in causes:
        difference = cause.difference
        for stand in difference.new if difference.new_version_id == new.pk else ():
            found.setdefault(f"d-{stand['place']}", []).append(cause)
        for stand in difference.old if difference.old_version_id == old.pk else ():
            found.setdefault(f"g-{stand['place']}", []).append(cause)
    return found


def drafts(versions: Sequence[Version], old: Version, new: Version) -> tuple[tuple[Filter, ...], tuple[Filter, ...]]:
    """Return the links that choose the older draft and the newer one."""

    def address(one: Version, other: Version) -> str:
        return reverse("versions-compare", args=[new.document.code, one.number, other.number])

    def name(version: Version) -> str:
        return _("Draft %(number)s") % {"number": version.number}

    return (
        tuple(
            Filter(name(each), address(each, new), is_current=each == old)
            for each in versions
            if each.number < new.number
        ),
        tuple(
            Filter(name(each), address(old, each), is_current=each == new)
            for each in versions
            if each.number > old.number
        ),
    )
