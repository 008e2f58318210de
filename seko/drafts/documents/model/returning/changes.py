"""Tracked changes as proposed wording: the elements of one change gathered, and the words they replace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from seko.drafts.documents.model.anchors import MISSING, PASSAGE, WORDS, Anchor, Segment
from seko.drafts.documents.model.assembly import OBJECT
from seko.drafts.documents.model.returning.marking import ARRIVAL, DELETION, END, INSERTION, MOVE, Marked, Tracked
from seko.drafts.documents.model.returning.reading import BORDER, Reading
from seko.drafts.documents.model.returning.returned import Asked, Deed

SHOWN_TARGET: Final = 80
LONGEST: Final = 10_000
_INNER: Final = "-'’\u2010\u2011"


@dataclass(slots=True)
class Group:
    """Elements that make one change: from where to where in the text before it (`old`) and after it (`new`).

    `is_seen`: its place itself stands in the text before it, and not only what comes before that place.
    """

    tracked: list[Tracked]
    old: tuple[int, int]
    new: tuple[int, int]
    is_seen: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """One change: its place in the text before it, in the file's own names, or why a person is asked."""

    deed: Deed
    anchor: Anchor | None
    proposed: str = ""
    stood_on: str = ""
    target: str = ""
    asked: Asked = Asked.NONE
    candidates: tuple[Anchor, ...] = ()
    counted: tuple[int, int, int] = (0, 0, 0)
    author: str = ""


@dataclass(slots=True)
class Changes:
    """The changes of a file in the order of its text, and how many elements bring or take no words."""

    found: list[Change] = field(default_factory=list)
    formless: tuple[int, int, int] = (0, 0, 0)


def read_changes(marked: Marked, before: Reading, after: Reading) -> Changes:
    """Return the tracked changes; `before` is the text without them, `after` with them."""
    olds, news = _ends(before, marked.paragraphs), _ends(after, marked.paragraphs)
    groups, moves = _gathered(marked, before, after, olds, news)
    groups = _absorbed(groups, moves, before.text, after.text)
    changes = Changes()
    ordered: list[tuple[int, Group, Group | None]] = [(group.old[0], group, None) for group in groups]
    ordered += [(left.old[0], left, arrived) for left, arrived in moves]
    for _point, group, arrived in sorted(ordered, key=lambda each: each[0]):
        found = list(_moved(group, arrived, before, after) if arrived else _changed(group, before, after))
        counted = _counted(group.tracked)
        if found:
            author = next((each.author for each in group.tracked if each.author), "")
            found = [replace(each, author=author) for each in found]
            changes.found += [replace(found[0], counted=counted), *found[1:]]
        else:
            changes.formless = _sum(changes.formless, counted)
    return changes


def _ends(reading: Reading, paragraphs: int) -> list[int]:
    """Return where each paragraph ends in the reading; of one that does not stand there, where the last one did."""
    ends, last = [], 0
    for number in range(paragraphs):
        point = reading.point(f"{END}{number}", "end")
        last = last if point is None else point
        ends.append(last)
    return ends


def _span(reading: Reading, tracked: Tracked, ends: list[int]) -> tuple[tuple[int, int], bool]:
    start, end = reading.point(tracked.mark, "start"), reading.point(tracked.mark, "end")
    fallback = ends[tracked.after] if tracked.after >= 0 else 0
    first = fallback if start is None else start
    last = first if end is None else end
    return (first, max(first, last)), start is not None


def _gathered(
    marked: Marked, before: Reading, after: Reading, olds: list[int], news: list[int]
) -> tuple[list[Group], list[tuple[Group, Group]]]:
    """Return the changes whose elements touch each other, and the moves as (what left, what arrived)."""
    groups: list[Group] = []
    left: dict[str, Group] = {}
    arrived: dict[str, Group] = {}
    for group in _one_by_one(marked, before, after, olds, news):
        tracked = group.tracked[0]
        if tracked.move and tracked.kind in (MOVE, ARRIVAL):
            side = left if tracked.kind == MOVE else arrived
            side[tracked.move] = _together(side[tracked.move], group) if tracked.move in side else group
        elif groups and _touch(groups[-1], group, before, after):
            groups[-1] = _together(groups[-1], group)
        else:
            groups.append(group)
    whole = [name for name in left if name in arrived]
    for side in (left, arrived):
        groups += [group for name, group in side.items() if name not in whole]
    return groups, [(left[name], arrived[name]) for name in whole]


def _one_by_one(marked: Marked, before: Reading, after: Reading, olds: list[int], news: list[int]) -> list[Group]:
    """Return each element with its place in both texts, in their order: a paragraph's end after what stands in it."""
    found = []
    for tracked in marked.tracked:
        old, is_seen = _span(before, tracked, olds)
        new, _ = _span(after, tracked, news)
        if tracked.is_end:
            is_new = tracked.kind in (INSERTION, ARRIVAL)
            old, new = (old, _with_border(after, tracked, new)) if is_new else (_with_border(before, tracked, old), new)
        found.append(Group([tracked], old, new, is_seen))
    return sorted(found, key=lambda group: (group.old[0], group.new[0]))


def _with_border(reading: Reading, tracked: Tracked, span: tuple[int, int]) -> tuple[int, int]:
    """Return the span of a paragraph's end with the border behind it, where a passage ends there."""
    start, end = span
    return (start, end + 1) if reading.is_in_passage(tracked.mark) and reading.text[end : end + 1] == BORDER else span


def _together(one: Group, other: Group) -> Group:
    return Group(
        [*one.tracked, *other.tracked],
        (min(one.old[0], other.old[0]), max(one.old[1], other.old[1])),
        (min(one.new[0], other.new[0]), max(one.new[1], other.new[1])),
        one.is_seen or other.is_seen,
    )


def _touch(one: Group, other: Group, before: Reading, after: Reading) -> bool:
    """Return whether nothing but blanks stands between two changes, and no end of a passage in both readings."""
    if other.old[0] < one.old[0] or other.new[0] < one.new[0]:
        return False
    gaps = before.text[one.old[1] : other.old[0]], after.text[one.new[1] : other.new[0]]
    return not any(gap.strip() for gap in gaps) and not all(BORDER in gap for gap in gaps)


def _absorbed(groups: list[Group], moves: list[tuple[Group, Group]], old: str, new: str) -> list[Group]:
    """Give what only repeats a move to that move: Word marks a moved row as deleted here and inserted there."""
    kept = []
    for group in groups:
        gone, come = _trimmed(old, group.old), _trimmed(new, group.new)
        for left, arrived in moves:
            is_left = come[0] == come[1] and _inside(gone, left.old)
            if is_left or (gone[0] == gone[1] and _inside(come, arrived.new)):
                left.tracked += group.tracked
                break
        else:
            kept.append(group)
    return kept


def _inside(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return span[0] < span[1] and other[0] <= span[0] and span[1] <= other[1]


def _trimmed(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Return a span without the blanks and borders at its ends."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _counted(tracked: list[Tracked]) -> tuple[int, int, int]:
    kinds = [each.kind for each in tracked]
    return kinds.count(INSERTION), kinds.count(DELETION), kinds.count(MOVE)


def _sum(one: tuple[int, int, int], other: tuple[int, int, int]) -> tuple[int, int, int]:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def shown(text: str) -> str:
    """Return the words of a stretch of a reading, passages parted by line ends."""
    return text.replace(OBJECT, "").replace(BORDER, "\n").strip()


def _changed(group: Group, before: Reading, after: Reading) -> Iterator[Change]:
    old, new = shown(before.text[slice(*group.old)]), shown(after.text[slice(*group.new)])
    if not old and not new:
        if _is_border(group, before, after):
            yield _reworded(group, before, after)
    elif not old and _covers_whole(after, *group.new):
        yield from _added(group, before, after)
    elif old and not new and _covers_whole(before, *group.old):
        yield Change(Deed.DELETE, _whole(before, group.old), stood_on=old)
    else:
        yield _reworded(group, before, after)


def _is_border(group: Group, before: Reading, after: Reading) -> bool:
    """Return whether a passage is parted in two, or two are joined, without a word changing."""
    old, new = before.text[slice(*group.old)], after.text[slice(*group.new)]
    if (BORDER in old) == (BORDER in new):
        return False
    reading, (start, end) = (before, group.old) if BORDER in new else (after, group.new)
    around = reading.text[:start].rpartition(BORDER)[2], reading.text[end:].partition(BORDER)[0]
    return all(each.strip() for each in around)


def _covers_whole(reading: Reading, start: int, end: int) -> bool:
    """Return whether the words between two points are all the words of their passages."""
    text = reading.text
    start, end = _trimmed(text, (start, end))
    return not text[:start].rpartition(BORDER)[2].strip() and not text[end:].partition(BORDER)[0].strip()


def _whole(reading: Reading, span: tuple[int, int]) -> Anchor | None:
    """Return the passages between two points; a row where all its cells are among them."""
    places = {segment.place for segment in reading.segments(*span)}
    rows: dict[str, list[str]] = {}
    for part in reading.parts:
        if part.row and part.text:
            rows.setdefault(part.row, []).append(part.place)
    whole = {row for row, cells in rows.items() if places.issuperset(cells)}
    named = [part.row if part.row in whole else part.place for part in reading.parts if part.place in places]
    return Anchor(PASSAGE, places=tuple(dict.fromkeys(named))) if named else None


def _added(group: Group, before: Reading, after: Reading) -> Iterator[Change]:
    """Yield whole passages that were inserted: something is missing after the one before them."""
    texts = _parted(shown(after.text[slice(*group.new)]))
    number = before.part_at(group.old[0])
    if number >= 0 and group.is_seen and before.parts[number].row and not before.parts[number].text.strip():
        # A cell without words that was filled.
        anchor: Anchor | None = Anchor(PASSAGE, places=(before.parts[number].place,))
    else:
        anchor = _after(before, group.old[0])
    for text in texts:
        if anchor is not None:
            yield Change(Deed.INSERT, anchor, proposed=text)
        else:
            first = tuple(Anchor(PASSAGE, places=(part.place,)) for part in before.parts[:1])
            yield Change(Deed.INSERT, None, proposed=text, asked=Asked.BEFORE, candidates=first)


def _after(before: Reading, point: int) -> Anchor | None:
    """Return the place after the passage behind which a point stands; None at the beginning of the text."""
    number = before.part_at(point)
    if number >= 0 and point == before.starts[number] and before.parts[number].text:
        number -= 1
    if number < 0:
        return None
    part = before.parts[number]
    return Anchor(MISSING, after=part.row or part.place)


def _parted(text: str) -> list[str]:
    """Return a long text in pieces that a comment can hold, cut between its passages."""
    pieces = [""]
    for line in text.split("\n"):
        if pieces[-1] and len(pieces[-1]) + len(line) + 1 > LONGEST:
            pieces.append(line)
        else:
            pieces[-1] = f"{pieces[-1]}\n{line}" if pieces[-1] else line
    return pieces


def _reworded(group: Group, before: Reading, after: Reading) -> Change:
    """Return a change inside passages, widened to whole words: an insertion stands on the word beside it."""
    (o1, o2), (n1, n2) = group.old, group.new
    old = shown(before.text[o1:o2])
    left = _reach_left(before.text, o1, after.text[n1:n2] or before.text[o1:o2], is_needed=not old)
    if after.text[n1 - left : n1] != before.text[o1 - left : o1]:
        left = 0
    right = _reach_right(before.text, o2, after.text[n1:n2] or before.text[o1:o2], is_needed=not old and not left)
    if _is_border(group, before, after) and not right:
        right = _reach_right(before.text, o2, "", is_needed=True)
    if after.text[n2 : n2 + right] != before.text[o2 : o2 + right]:
        right = 0
    segments = before.segments(o1 - left, o2 + right)
    proposed = shown(after.text[n1 - left : n2 + right])
    if not segments:
        return _nowhere(group, before, shown(after.text[n1:n2]))
    deed = Deed.REPLACE if old and proposed else Deed.DELETE if old else Deed.INSERT
    return Change(deed, Anchor(WORDS, segments), proposed, _quote(segments))


def _nowhere(group: Group, before: Reading, proposed: str) -> Change:
    """Return a change beside which there are no words: in a passage that holds none, or a picture alone."""
    number = before.part_at(group.old[0])
    place = Anchor(PASSAGE, places=(before.parts[number].place,)) if number >= 0 else None
    asked = Asked.NONE if place else Asked.NOWHERE
    return Change(Deed.INSERT if proposed else Deed.DELETE, place, proposed, asked=asked)


def _quote(segments: tuple[Segment, ...]) -> str:
    return " … ".join(segment.exact for segment in segments)


def _reach_left(text: str, point: int, changed: str, *, is_needed: bool) -> int:
    """Return how many letters before a point belong to the word that is changed, or to the one before it."""
    reach = 0
    if is_needed:
        while point - reach > 0 and _is_blank(text[point - reach - 1]):
            reach += 1
    elif not changed[:1].isalnum():
        return 0
    found = reach
    while point - found > 0 and _is_inner(text[point - found - 1], is_needed=is_needed):
        found += 1
    return found if found > reach else 0


def _reach_right(text: str, point: int, changed: str, *, is_needed: bool) -> int:
    """Return how many letters after a point belong to the word that is changed, or to the one after it."""
    reach = 0
    if is_needed:
        while point + reach < len(text) and _is_blank(text[point + reach]):
            reach += 1
    elif not changed[-1:].isalnum():
        return 0
    found = reach
    while point + found < len(text) and _is_inner(text[point + found], is_needed=is_needed):
        found += 1
    return found if found > reach else 0


def _is_blank(letter: str) -> bool:
    return letter.isspace() and letter != BORDER


def _is_inner(letter: str, *, is_needed: bool) -> bool:
    """Return whether a letter belongs to a word; where a word is needed, signs that touch it do too."""
    return letter.isalnum() or letter in _INNER or (is_needed and not letter.isspace() and letter != OBJECT)


def _moved(left: Group, arrived: Group, before: Reading, after: Reading) -> Iterator[Change]:
    """Yield one change for what was moved: where it stood, and after which words it stands now."""
    left.tracked += arrived.tracked
    old = shown(before.text[slice(*left.old)])
    if not old:
        return
    whole = _covers_whole(before, *left.old)
    anchor = _whole(before, left.old) if whole else Anchor(WORDS, before.segments(*left.old))
    new = shown(after.text[slice(*arrived.new)])
    number = before.part_at(arrived.old[0])
    if number >= 0 and arrived.old[0] == before.starts[number] and before.parts[number].text:
        number -= 1
    ahead = before.parts[number].text if number >= 0 else ""
    yield Change(Deed.MOVE, anchor, new if new != old else "", old, target=ahead[:SHOWN_TARGET])
