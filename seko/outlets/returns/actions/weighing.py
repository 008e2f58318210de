"""What each returned thing is to the comments that are there: by that it is first taken, added or left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db.models import Q

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.models import Comment, Unsent
from seko.dialogue.comments.queries import visible_to as comments_visible_to
from seko.dialogue.consultations.models import Consultation
from seko.drafts.documents.model.returning.returned import Kind, Thing
from seko.foundation.text.likeness import likeness
from seko.outlets.papers.marks import Table
from seko.outlets.returns.enums import Choice, Verdict
from seko.outlets.returns.given import given_in
from seko.outlets.returns.models import ReturnedFile, ReturnedItem

# What no wording of ours may ever hold: the parts of an identity are joined by it.
_BETWEEN = "\x1f"
# From this likeness on, two rows of one number are two states of one comment.
LIKE = 0.5


def write_items(row: ReturnedFile, things: Sequence[Thing], by: Actor, now: datetime) -> None:
    """Keep the things for the preview, each with what becomes of it unless somebody says otherwise."""
    judged = list(given_in(row.consultation, by, now).judged(things))
    things = [thing for thing, _is_given in judged]
    given = {thing.number for thing, is_given in judged if is_given}
    identities = _identities(row, things)
    there = identities_there(row, identities)
    said = _said_already(row.consultation, by, now)
    earlier = _earlier(row, things)
    by_number = {thing.number: thing for thing in things}
    items = []
    for thing, identity in zip(things, identities, strict=True):
        anchor = thing.anchor.as_json() if thing.anchor else None
        is_same = thing.number in given or identity in there or said.has(thing, anchor)
        before = None if is_same else earlier.pop(thing.row_key, None)
        is_changed = before is not None and _is_like(before, thing)
        items.append(
            ReturnedItem(
                file=row,
                number=thing.number,
                kind=thing.kind,
                deed=thing.deed,
                words=thing.words,
                proposed=thing.proposed,
                reason=thing.reason,
                stood_on=thing.stood_on,
                said_place=thing.said_place,
                row_key=thing.row_key,
                remarks=[list(remark) for remark in thing.remarks],
                replaces=before.unsent_id if before is not None and is_changed else None,
                replaces_revision=before.revision if before is not None and is_changed else None,
                target=thing.target,
                thread=thing.thread,
                is_resolved=thing.is_resolved or (thing.thread > 0 and by_number[thing.thread].is_resolved),
                anchor=anchor,
                candidates=[each.as_json() for each in thing.candidates],
                asked=thing.asked,
                author=thing.author,
                verdict=Verdict.SAME if is_same else Verdict.CHANGED if is_changed else Verdict.NEW,
                identity=identity,
            )
        )
    by_item = {item.number: item for item in items}
    for item in items:
        item.choice = _first_choice(item, by_item.get(item.thread))
    ReturnedItem.objects.bulk_create(items, batch_size=500)


def _first_choice(item: ReturnedItem, answered: ReturnedItem | None) -> str:
    """Return what becomes of a thing unless somebody says otherwise; whatever stays out is shown.

    A reply goes with what it answers, unless that is there already or says nothing; what it answers stands before it.
    """
    if item.verdict == Verdict.SAME or _is_blank(item):
        return Choice.LEAVE
    if answered is not None and answered.verdict != Verdict.SAME and not _is_blank(answered):
        return Choice.JOIN
    return Choice.LEAVE if item.is_resolved else Choice.TAKE


def _is_blank(item: ReturnedItem) -> bool:
    return not item.deed and not (item.words.strip() or item.proposed.strip() or item.reason.strip())


def _identities(row: ReturnedFile, things: Sequence[Thing]) -> list[UUID]:
    """Return by what each thing is known when it comes again: its words, the words it stands on, and which of several
    alike it is; for one side in one consultation.
    """
    side = row.organisation_id or row.person_id
    seen: Counter[str] = Counter()
    found = []
    for thing in things:
        anchor = ",".join(thing.anchor.passages) if thing.anchor else ""
        told = [thing.kind, thing.deed, _folded(thing.words), _folded(thing.proposed), _folded(thing.stood_on), anchor]
        if thing.kind == Kind.ROW:
            told += [_folded(thing.reason), _folded(thing.said_place)]
        text = _BETWEEN.join(map(str, told))
        seen[text] += 1
        found.append(uuid5(NAMESPACE_URL, _BETWEEN.join((str(row.consultation_id), str(side), text, str(seen[text])))))
    return found


def _folded(words: str) -> str:
    return " ".join(words.split())


def identities_there(row: ReturnedFile, identities: Sequence[UUID]) -> set[UUID]:
    """Return which of them are among the side's unsent or sent comments already; what was read from the file that
    brought them may be forgotten long since, but a comment keeps its thing's identity as its identifier.
    """
    items = ReturnedItem.objects.filter(identity__in=identities, unsent_id__isnull=False)
    became = {identity: identity for identity in identities}
    became |= {identity: pk for identity, pk in items.values_list("identity", "unsent_id") if pk is not None}
    there = _still_there(row, [*identities, *became.values()])
    return {identity for identity, pk in became.items() if pk in there or identity in there}


def _still_there(row: ReturnedFile, keys: Iterable[UUID]) -> set[UUID]:
    """Return which of the unsent comments are still unsent, or were sent."""
    wanted = list(set(keys))
    side = _side(row)
    unsent = Unsent.objects.filter(side, consultation=row.consultation, pk__in=wanted).values_list("pk", flat=True)
    sent = Comment.objects.filter(side, consultation=row.consultation, unsent_id__in=wanted)
    return {*unsent, *(pk for pk in sent.values_list("unsent_id", flat=True) if pk is not None)}


def _side(row: ReturnedFile, prefix: str = "") -> Q:
    """Return what rows of the side that returned the file have: its organisation, or the person and none."""
    if row.organisation_id:
        return Q(**{f"{prefix}organisation": row.organisation_id})
    return Q(**{f"{prefix}person": row.person_id, f"{prefix}organisation__isnull": True})


def _earlier(row: ReturnedFile, things: Sequence[Thing]) -> dict[str, ReturnedItem]:
    """Return what rows with the same keys became when the side brought them in before, the one kept last by each key;
    files that were sent together came at the same moment.
    """
    keys = {thing.row_key for thing in things if thing.row_key}
    if not keys:
        return {}
    items = ReturnedItem.objects.filter(_side(row, "file__"), file__consultation=row.consultation, row_key__in=keys)
    found = {
        each.row_key: each for each in items.filter(unsent_id__isnull=False).order_by("file__settled_at", "file__at")
    }
    there = _still_there(row, (each.unsent_id for each in found.values() if each.unsent_id is not None))
    return {key: each for key, each in found.items() if each.unsent_id in there}


def _is_like(before: ReturnedItem, thing: Thing) -> bool:
    """Return whether a row says what the row of the same number said before, in other words: forms are filled in by
    several people, so the number alone says nothing.
    """
    if (before.stood_on or before.said_place) and (before.stood_on, before.said_place) == (
        thing.stood_on,
        thing.said_place,
    ):
        return True
    return likeness(f"{before.words} {before.proposed}", f"{thing.words} {thing.proposed}") >= LIKE


@dataclass(frozen=True, slots=True)
class Said:
    """The comments that the side reads: files and tables may go out with them in it."""

    placed: frozenset[tuple[str, tuple[str, ...]]]
    numbered: Mapping[str, str]

    def has(self, thing: Thing, anchor: Mapping[str, Any] | None) -> bool:
        """Return whether a thing says what one of them says, at its place or under its number."""
        words = _folded(thing.words)
        if not words:
            return False
        return (words, _passages(anchor)) in self.placed or self.numbered.get(thing.row_key) == words


def _said_already(consultation: Consultation, by: Actor, now: datetime) -> Said:
    rows = comments_visible_to(by, now).filter(consultation=consultation)
    known = [
        (number, _folded(words), anchor) for number, words, anchor in rows.values_list("number", "words", "anchor")
    ]
    return Said(
        frozenset((words, _passages(anchor)) for _number, words, anchor in known),
        {f"{Table.COMMENTS}-{number}": words for number, words, _anchor in known},
    )


def _passages(anchor: Mapping[str, Any] | None) -> tuple[str, ...]:
    if anchor is None:
        return ("?",)
    named = [str(each["place"]) for each in anchor.get("segments", ())] + list(anchor.get("places", ()))
    return tuple(dict.fromkeys([*named, anchor["after"]] if anchor.get("after") else named))
