"""From a place in a returned file to the consulted version: by our hidden marks, else carried; never guessed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from seko.drafts.documents.model.anchors import MISSING, PASSAGE, WORDS, Anchor, Segment, words_at
from seko.drafts.documents.model.carrying.bridge import Bridge, Carried, Part, Status
from seko.drafts.documents.model.carrying.pairing import Change
from seko.drafts.documents.model.returning.returned import Asked

MOST_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Placed:
    """A place in the version, or why a person is asked and what may be meant, best first."""

    anchor: Anchor | None
    asked: Asked = Asked.NONE
    candidates: tuple[Anchor, ...] = ()


class Placer:
    """Places what stands in a file's text (without its tracked changes) in a version; `marks` name passages of the
    version by the file's.
    """

    def __init__(self, file: Sequence[Part], version: Sequence[Part], marks: Mapping[str, str]) -> None:
        self._file = {part.place: part for part in file}
        self._version = {part.place: part for part in version}
        self._parts = tuple(file), tuple(version)
        marks = {**marks, **_unmarked(file, version, marks)} if marks else _standing(file, version)
        self._rows = {
            part.row: self._version[marks[part.place]].row for part in file if part.row and part.place in marks
        }
        self._marks = dict(marks)

    @cached_property
    def _bridge(self) -> Bridge:
        return Bridge(*self._parts)

    @cached_property
    def untracked(self) -> int:
        """How many parts of the file say something else than the version."""
        if self._marks:
            unmarked = Counter(part.text for place, part in self._file.items() if place not in self._marks)
            named = set(self._marks.values())
            unmarked -= Counter(part.text for place, part in self._version.items() if place not in named)
            del unmarked[""]
            return unmarked.total() + sum(
                self._file[place].text != self._version[name].text for place, name in self._marks.items()
            )
        return sum(pair.change is not Change.SAME for pair in self._bridge.pairs)

    def place(self, anchor: Anchor) -> Placed:
        """Return where an anchor in the file's names belongs in the version."""
        if anchor.kind == WORDS:
            if all(segment.place in self._marks for segment in anchor.segments):
                return self._marked_words(anchor.segments)
        elif all(self._named(place) for place in anchor.passages):
            names = tuple(dict.fromkeys(self._named(place) for place in anchor.passages))
            return Placed(Anchor(PASSAGE, places=names) if anchor.kind == PASSAGE else Anchor(MISSING, after=names[0]))
        return _asking(self._bridge.carry(anchor))

    def near(self, place: str) -> tuple[Anchor, ...]:
        """Return the passages of the version that may be meant where only a place nearby is known."""
        placed = self.place(Anchor(PASSAGE, places=(place,)))
        return (placed.anchor,) if placed.anchor else placed.candidates

    def _named(self, place: str) -> str:
        return self._marks.get(place) or self._rows.get(place, "")

    def _marked_words(self, segments: Sequence[Segment]) -> Placed:
        """Place words in the passages that their marks name; where these say something else, carried inside them."""
        found: list[Segment] = []
        doubts: list[Anchor] = []
        for segment in segments:
            old, new = self._file[segment.place], self._version[self._marks[segment.place]]
            if old.text == new.text:
                found.append(words_at(new.place, new.text, segment.start, segment.end))
                continue
            carried = Bridge((old,), (new,)).carry(Anchor(WORDS, (segment,)))
            if carried.anchor is not None and carried.status not in (Status.CHECK, Status.REMOVED):
                found += carried.anchor.segments
            else:
                doubts += [*carried.candidates, Anchor(PASSAGE, places=(new.place,))]
        if not doubts:
            return Placed(Anchor(WORDS, tuple(found)))
        return Placed(None, Asked.DOUBTFUL, tuple(dict.fromkeys(doubts))[:MOST_CANDIDATES])


def _standing(file: Sequence[Part], version: Sequence[Part]) -> dict[str, str]:
    """Return the passages by each other's names where a file says what the version says, part by part."""
    ours, theirs = ([part for part in parts if part.text] for parts in (file, version))
    if [part.text for part in ours] != [part.text for part in theirs]:
        return {}
    return {one.place: other.place for one, other in zip(ours, theirs, strict=True)}


def _unmarked(file: Sequence[Part], version: Sequence[Part], marks: Mapping[str, str]) -> dict[str, str]:
    """Return what carries no mark in a marked file (notes, text boxes) where it alone says what one part alone says."""
    named = set(marks.values())
    ours, theirs = defaultdict(list), defaultdict(list)
    for part in file:
        if part.text and part.place not in marks:
            ours[part.text].append(part.place)
    for part in version:
        if part.text and part.place not in named:
            theirs[part.text].append(part.place)
    return {here[0]: theirs[text][0] for text, here in ours.items() if len(here) == len(theirs[text]) == 1}


def _asking(carried: Carried) -> Placed:
    if carried.anchor is not None and carried.status not in (Status.CHECK, Status.REMOVED):
        return Placed(carried.anchor)
    candidates = carried.candidates or ((carried.anchor,) if carried.anchor else ())
    heading = (Anchor(PASSAGE, places=(carried.heading,)),) if carried.heading else ()
    asked = Asked.REMOVED if carried.status is Status.REMOVED else Asked.DOUBTFUL
    return Placed(None, asked, tuple(dict.fromkeys((*candidates, *heading)))[:MOST_CANDIDATES])
