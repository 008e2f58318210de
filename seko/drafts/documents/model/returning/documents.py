"""A returned Word file: its comments and tracked changes, each placed in the version that is consulted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from seko.drafts.documents.model.anchors import Anchor
from seko.drafts.documents.model.limits import DEFAULT_LIMITS, Limits
from seko.drafts.documents.model.reader import read_source
from seko.drafts.documents.model.returning.changes import Change, read_changes
from seko.drafts.documents.model.returning.marking import PASSAGE as MARK
from seko.drafts.documents.model.returning.marking import Marked, mark_changes
from seko.drafts.documents.model.returning.placing import Placed, Placer
from seko.drafts.documents.model.returning.reading import Reading
from seko.drafts.documents.model.returning.returned import Asked, Consulted, Counts, Deed, Kind, Returned, Thing
from seko.drafts.documents.model.returning.tables import filled_tables
from seko.drafts.documents.model.source import open_source
from seko.drafts.documents.model.structure import Document, Revisions, WordComment
from seko.drafts.documents.model.word.marks import TABLE, Marks, read_properties

SHOWN: Final = 2_000
LONGEST_NAME: Final = 200


def read_returned(data: bytes, consulted: Consulted, *, limits: Limits = DEFAULT_LIMITS) -> Returned:
    """Read a returned DOCX: everything in it is either placed or asked about. Raises Refused as the importer does."""
    source = open_source(data, limits=limits)
    stated = Marks.read(source.package, source.main)
    notes = [tree for kind in ("footnotes", "endnotes") if (tree := source.tree(kind)) is not None]
    marked = mark_changes([source.body, *notes])
    document = read_source(source)
    before, after = Reading(document, Revisions.REJECTED), Reading(document, Revisions.ACCEPTED)
    origin = "" if not stated.version else "same" if stated.version == consulted.version else "other"
    marks = _marks(marked, before, consulted) if origin == "same" else {}
    placer = Placer(before.parts, consulted.parts, marks)
    changes = read_changes(marked, before, after)
    things = [*_comments(document, before, after, placer), *_changes(changes.found, placer)]
    things = [replace(thing, number=number) for number, thing in enumerate(things, start=1)]
    kinds = Counter(each.kind for each in marked.tracked)
    counts = Counts(
        comments=sum(not comment.reply_to for comment in document.comments),
        replies=sum(bool(comment.reply_to) for comment in document.comments),
        resolved=sum(comment.is_resolved for comment in document.comments),
        insertions=kinds["insertion"],
        deletions=kinds["deletion"],
        moves=kinds["move"],
        formless=changes.formless,
        formatting=marked.formatting,
        untracked=placer.untracked,
    )
    tables = tuple(filled_tables(marked, after, consulted))
    table = read_properties(source.package).get(TABLE, "") if tables else ""
    return Returned(tuple(things), counts, origin, stated.consultation, tables, table)


def _marks(marked: Marked, before: Reading, consulted: Consulted) -> dict[str, str]:
    """Return the places of the version by the file's, from our hidden marks; one that stands twice says nothing."""
    by_order = {order: place for place, order in consulted.orders}
    found: dict[str, list[str]] = {}
    for order in marked.orders:
        passage = before.tracer.points.get((f"{MARK}{order}", "start"), (None, 0, -1))[0]
        if passage is not None and passage in before.numbers and order in by_order:
            found.setdefault(str(passage), []).append(by_order[order])
    known = {part.place for part in consulted.parts}
    return {place: names[0] for place, names in found.items() if len(names) == 1 and names[0] in known}


def _comments(document: Document, before: Reading, after: Reading, placer: Placer) -> Iterator[Thing]:
    """Yield the comments in the order of the file, each thread's replies behind it, at its place."""
    numbers = {comment.comment_id: number for number, comment in enumerate(_in_threads(document.comments), start=1)}
    placed: dict[str, Placed] = {}
    for comment in _in_threads(document.comments):
        root = comment.root if comment.root in numbers else ""
        if comment.comment_id not in placed:
            placed[comment.comment_id] = _place(comment, before, after, placer)
        place = placed[root] if root in placed else placed[comment.comment_id]
        yield Thing(
            number=0,
            kind=Kind.REPLY if comment.reply_to else Kind.COMMENT,
            words="\n".join(comment.paragraphs).strip(),
            stood_on=" ".join((comment.anchor_with_deleted or comment.anchor).split())[:SHOWN],
            thread=numbers[root] if root else 0,
            is_resolved=comment.is_resolved,
            anchor=place.anchor,
            asked=place.asked,
            candidates=place.candidates,
            author=comment.author.strip()[:LONGEST_NAME],
        )


def _in_threads(comments: tuple[WordComment, ...]) -> list[WordComment]:
    """Return the comments with each thread together, in the order in which the threads begin."""
    known = {comment.comment_id for comment in comments}
    replies: dict[str, list[WordComment]] = {}
    for comment in comments:
        if comment.root in known:
            replies.setdefault(comment.root, []).append(comment)
    found: list[WordComment] = []
    for comment in comments:
        if comment.root not in known:
            found += [comment, *replies.get(comment.comment_id, [])]
    return found


def _place(comment: WordComment, before: Reading, after: Reading, placer: Placer) -> Placed:
    anchor = before.stretches(comment.comment_id)
    if anchor is not None:
        return placer.place(anchor)
    near = before.comments[comment.comment_id].near if comment.comment_id in before.comments else -1
    number = before.last_number(near)
    candidates = placer.near(before.parts[number].place) if number >= 0 else ()
    if comment.range == "none" or number < 0:
        return Placed(None, Asked.NOWHERE)
    is_inserted = after.stretches(comment.comment_id) is not None
    return Placed(None, Asked.INSERTED if is_inserted else Asked.POINT, candidates)


def _changes(changes: list[Change], placer: Placer) -> Iterator[Thing]:
    for change in changes:
        placed = Placed(None, change.asked, _placed_all(change.candidates, placer))
        if change.anchor is not None:
            placed = placer.place(change.anchor)
        yield Thing(
            number=0,
            kind=Kind.MOVE if change.deed is Deed.MOVE else Kind.CHANGE,
            deed=change.deed,
            proposed=change.proposed,
            stood_on=change.stood_on[:SHOWN],
            target=change.target,
            anchor=placed.anchor,
            asked=placed.asked,
            candidates=placed.candidates,
            counted=change.counted,
            author=change.author.strip()[:LONGEST_NAME],
        )


def _placed_all(anchors: tuple[Anchor, ...], placer: Placer) -> tuple[Anchor, ...]:
    found = [placer.place(anchor) for anchor in anchors]
    return tuple(each for placed in found for each in ((placed.anchor,) if placed.anchor else placed.candidates))
