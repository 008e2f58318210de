"""From a returned file to unsent comments: received, read in the child, looked at, then kept whole or thrown away."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.mechanism.models import Seko
from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.actions import save_unsent
from seko.dialogue.comments.models import Comment, Unsent
from seko.dialogue.comments.queries import visible_to as comments_visible_to
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import asked
from seko.drafts.documents import sentences as documents
from seko.drafts.documents.model.anchors import PASSAGE, WHOLE_DOCUMENT, Anchor
from seko.drafts.documents.model.exchange import to_plain
from seko.drafts.documents.model.package import glance
from seko.drafts.documents.model.refusals import ParserFailed
from seko.drafts.documents.model.refusals import Refused as NotTaken
from seko.drafts.documents.model.returning.returned import Asked, Returned, Thing
from seko.drafts.documents.model.returning.tasks import read_in_child, returned_of
from seko.drafts.documents.queries import places_in
from seko.foundation.core.errors import Invalid, WrongState, refuse_unless
from seko.foundation.files import actions as files
from seko.foundation.files import storage
from seko.foundation.files.enums import ScanState
from seko.foundation.files.kinds import DOCX, register_kind
from seko.foundation.jobs.actions import enqueue
from seko.foundation.jobs.queries import is_over
from seko.foundation.journal import actions as journal
from seko.outlets.returns import permissions, queries, sentences
from seko.outlets.returns.enums import Choice, ReturnStatus, Verdict
from seko.outlets.returns.finding import Finder
from seko.outlets.returns.models import ReturnedFile, ReturnedItem

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

READ_JOB = "read-returned"
KEPT = timedelta(days=30)
# How the form names a place that is not typed.
WHOLE_PLACE, CANDIDATE = "whole", "c-"
# What no wording of ours may ever hold: the parts of an identity are joined by it.
_BETWEEN = "\x1f"


class NotReturned(Invalid):
    """The reader did not take the file; `code` and `params` are those of `sentences`."""

    def __init__(self, code: str, params: dict[str, Any]) -> None:
        self.code, self.params = code, params
        super().__init__(documents.refusal_later(code, params))


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody says of one thing: what becomes of it, and its place: "" as it is, "whole", "c-" and the number of
    a candidate from 0, or what `Finder.find` takes.
    """

    choice: str
    place: str = ""


def _look(data: bytes) -> None:
    """Refuse at the door, in the reader's words, what the first bytes and the directory tell (reliability.md C1)."""
    try:
        glance(data)
    except NotTaken as refusal:
        raise NotReturned(documents.code_of(refusal), documents.params_of(refusal)) from None


COMMENTED = register_kind("returned", (DOCX,), limit_key="document_bytes", look=_look)


def take_file(consultation: Consultation, *, upload: Any, by: Actor, now: datetime) -> ReturnedFile:
    """Take one returned file and ask for its reading in the background; the same file that still waits is returned as
    it is. Call it outside a transaction. Raises `Refused`, `FileRefused`, `FileTooLarge`, `NotReturned`, `Unavailable`.
    """
    refuse_unless(permissions.may_return(by, consultation, now))
    stored = files.receive(upload, kind=COMMENTED.code, by=by, now=now)
    with transaction.atomic():
        Consultation.objects.select_for_update().get(pk=consultation.pk)
        found = ReturnedFile(
            consultation=consultation,
            organisation=by.organisation if by.is_civil else None,
            person=by.person,
            file=stored,
            name=stored.name,
            sha256=stored.sha256,
            at=now,
        )
        before = queries.returned_before(found)
        if before is not None:
            files.discard(stored)
            if before.status == ReturnStatus.READING and is_over(before.job_id):
                before.job_id = _ask_reading(before, by)
                before.save(update_fields=["job_id"])
            return before
        found.job_id = _ask_reading(found, by)
        found.save()
        journal.record(
            "return-begun", "returned-file", found.pk, by=by, now=now, scope=consultation.pk, original=stored.sha256
        )
    return found


def _ask_reading(found: ReturnedFile, by: Actor) -> UUID:
    person = by.person.pk if by.person else None
    return enqueue(READ_JOB, for_person=person, returned=str(found.pk), person=by.person_id, mandate=by.mandate_id).pk


def read_file(found: ReturnedFile) -> dict[str, Any] | NotReturned:
    """Return what the child read and placed, or why the file is not taken; nothing is written."""
    version = found.consultation.version
    if found.file is None or version is None or found.file.scan_state == ScanState.REFUSED:
        return NotReturned(documents.VIRUS, {})
    consulted = queries.consulted_of(version, found.consultation.code)
    try:
        return read_in_child(storage.read(found.file.path, found.file.sha256), consulted)
    except (NotTaken, ParserFailed) as error:
        return NotReturned(documents.code_of(error), documents.params_of(error))


def settle_reading(
    found: ReturnedFile, read: dict[str, Any] | NotReturned, *, by: Actor, now: datetime
) -> ReturnedFile:
    """Keep what was read for the preview; of a file that is not taken only the reason stays. Repeating is harmless."""
    with transaction.atomic():
        row = _locked(found)
        if row.status != ReturnStatus.READING:
            return row
        if isinstance(read, NotReturned):
            row.status, row.refusal, row.refusal_params = ReturnStatus.REFUSED, read.code, read.params
            row.settled_at = now
            _drop_file(row)
        else:
            returned = returned_of(read)
            row.status, row.origin = ReturnStatus.READ, returned.origin
            row.counts = to_plain(returned.counts)
            _write_items(row, returned, by, now)
        row.save()
        kind = "return-refused" if row.refusal else "return-read"
        count = row.items.count()
        journal.record(
            kind, "returned-file", row.pk, by=None, now=now, scope=row.consultation_id, code=row.refusal, count=count
        )
    return row


def _write_items(row: ReturnedFile, returned: Returned, by: Actor, now: datetime) -> None:
    things = returned.things
    identities = _identities(row, things)
    there = _identities_there(row, identities)
    said = _said_already(row.consultation, by, now)
    by_number = {thing.number: thing for thing in things}
    items = []
    for thing, identity in zip(things, identities, strict=True):
        anchor = thing.anchor.as_json() if thing.anchor else None
        is_same = identity in there or (_folded(thing.words), _passages(anchor)) in said
        items.append(
            ReturnedItem(
                file=row,
                number=thing.number,
                kind=thing.kind,
                deed=thing.deed,
                words=thing.words,
                proposed=thing.proposed,
                stood_on=thing.stood_on,
                target=thing.target,
                thread=thing.thread,
                is_resolved=thing.is_resolved or (thing.thread > 0 and by_number[thing.thread].is_resolved),
                anchor=anchor,
                candidates=[each.as_json() for each in thing.candidates],
                asked=thing.asked,
                author=thing.author,
                verdict=Verdict.SAME if is_same else Verdict.NEW,
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
    return not item.deed and not (item.words.strip() or item.proposed.strip())


def _identities(row: ReturnedFile, things: Sequence[Thing]) -> list[UUID]:
    """Return by what each thing is known when it comes again: its words, the words it stands on, and which of several
    alike it is; for one side in one consultation.
    """
    side = row.organisation_id or row.person_id
    seen: Counter[str] = Counter()
    found = []
    for thing in things:
        anchor = ",".join(thing.anchor.passages) if thing.anchor else ""
        told = (thing.kind, thing.deed, _folded(thing.words), _folded(thing.proposed), _folded(thing.stood_on), anchor)
        text = _BETWEEN.join(map(str, told))
        seen[text] += 1
        found.append(uuid5(NAMESPACE_URL, _BETWEEN.join((str(row.consultation_id), str(side), text, str(seen[text])))))
    return found


def _folded(words: str) -> str:
    return " ".join(words.split())


def _identities_there(row: ReturnedFile, identities: Sequence[UUID]) -> set[UUID]:
    """Return which of them are among the side's unsent or sent comments already."""
    items = ReturnedItem.objects.filter(identity__in=identities, unsent_id__isnull=False)
    became = {identity: pk for identity, pk in items.values_list("identity", "unsent_id") if pk is not None}
    keys = list(set(became.values()))
    unsent = Unsent.objects.filter(consultation=row.consultation, pk__in=keys).values_list("pk", flat=True)
    sent = Comment.objects.filter(consultation=row.consultation, unsent_id__in=keys)
    there = {*unsent, *sent.values_list("unsent_id", flat=True)}
    return {identity for identity, pk in became.items() if pk in there}


def _said_already(consultation: Consultation, by: Actor, now: datetime) -> set[tuple[str, tuple[str, ...]]]:
    """Return the words and places of the comments that the side reads: a draft may go out with them in it."""
    rows = comments_visible_to(by, now).filter(consultation=consultation)
    return {(_folded(words), _passages(anchor)) for words, anchor in rows.values_list("words", "anchor")}


def _passages(anchor: Mapping[str, Any] | None) -> tuple[str, ...]:
    if anchor is None:
        return ("?",)
    named = [str(each["place"]) for each in anchor.get("segments", ())] + list(anchor.get("places", ()))
    return tuple(dict.fromkeys([*named, anchor["after"]] if anchor.get("after") else named))


def decide(found: ReturnedFile, decisions: Mapping[int, Decision], *, by: Actor, now: datetime) -> ReturnedFile:
    """Keep what somebody says of things, by their numbers; nothing is written into comments.

    Raises `Refused`, `WrongState`, `Invalid` under `place-<number>` for a place that the draft does not have, or has
    several times; all the rest is kept nevertheless.
    """
    refuse_unless(permissions.may_decide(by, found, now))
    faults: dict[str, str | _StrPromise] = {}
    with transaction.atomic():
        row = _open(found)
        finder = Finder(places_in(row.consultation.version))
        items = list(row.items.filter(number__in=decisions))
        for item in items:
            if fault := _decide(item, decisions[item.number], finder):
                faults[f"place-{item.number}"] = fault
        ReturnedItem.objects.bulk_update(items, ["choice", "anchor", "asked", "candidates"], batch_size=500)
    if faults:
        raise Invalid(faults)
    return row


def _decide(item: ReturnedItem, said: Decision, finder: Finder) -> str | _StrPromise:
    """Take one decision over, and return what is wrong with its place."""
    if said.choice in Choice.values and (said.choice != Choice.JOIN or item.thread):
        item.choice = said.choice
    place = said.place.strip()
    if not place:
        return ""
    if place == WHOLE_PLACE:
        item.anchor = WHOLE_DOCUMENT.as_json()
        return ""
    if place.startswith(CANDIDATE) and place[2:].isascii() and place[2:].isdigit():
        number = int(place[2:])
        item.anchor = item.candidates[number] if number < len(item.candidates) else item.anchor
        return ""
    meant = finder.find(place)
    if len(meant) == 1:
        item.anchor = _exact(finder, meant[0], item.stood_on).as_json()
        return ""
    if not meant:
        return _("The draft has no section of this number and does not hold these words.")
    item.anchor, item.asked, item.candidates = None, Asked.DOUBTFUL, [each.as_json() for each in meant]
    return _("These words stand in several places; choose one of them.")


def _exact(finder: Finder, meant: Anchor, stood_on: str) -> Anchor:
    """Return the words of a part of the text on which it stood in the file, where they stand in it too."""
    return finder.named(meant.places[0], stood_on) if meant.kind == PASSAGE and stood_on else meant


def place_the_rest(found: ReturnedFile, *, by: Actor, now: datetime) -> int:
    """Give everything that still waits for a place to the whole document; return how many. Raises as `decide`."""
    refuse_unless(permissions.may_decide(by, found, now))
    with transaction.atomic():
        row = _open(found)
        return row.items.filter(queries.WAITING).update(anchor=WHOLE_DOCUMENT.as_json())


def keep(found: ReturnedFile, *, by: Actor, now: datetime) -> int:
    """Make unsent comments of what is taken, all or nothing, and return how many; the same thing again adds nothing.

    Raises `Refused`, `WrongState`, `Invalid`: something waits for a place, or the comments' own rules refuse something
    (under `item-<number>`).
    """
    refuse_unless(permissions.may_decide(by, found, now))
    with transaction.atomic():
        row = _open(found)
        items = list(row.items.order_by("number"))
        if any(item.choice == Choice.TAKE and item.anchor is None for item in items):
            raise Invalid({"items": _("Say first where everything belongs, or leave it out.")})
        added = _save(row, items, by, now)
        row.status, row.settled_at = ReturnStatus.KEPT, now
        row.save(update_fields=["status", "settled_at"])
        journal.record("return-kept", "returned-file", row.pk, by=by, now=now, scope=row.consultation_id, count=added)
    return added


def _save(row: ReturnedFile, items: Sequence[ReturnedItem], by: Actor, now: datetime) -> int:
    seko = _route(row.consultation, by)
    faults: dict[str, str | _StrPromise] = {}
    added = 0
    for item, replies in _to_save(items, _identities_there(row, [item.identity for item in items])):
        try:
            item.unsent_id = _save_one(row, item, replies, seko, by, now)
        except Invalid as refused:
            faults[f"item-{item.number}"] = refused.sentence
            continue
        added += 1
        for reply in replies:
            reply.unsent_id = item.unsent_id
    if faults:
        raise Invalid(faults)
    ReturnedItem.objects.bulk_update(items, ["unsent_id"], batch_size=500)
    return added


def _to_save(items: Sequence[ReturnedItem], there: set[UUID]) -> Iterator[tuple[ReturnedItem, list[ReturnedItem]]]:
    """Yield what becomes a comment with the replies that go into it; what is there already is not made anew, and a
    reply that is new to it becomes a comment of its own at the same place.
    """
    joined: dict[int, list[ReturnedItem]] = defaultdict(list)
    for item in items:
        if item.choice == Choice.JOIN and item.identity not in there:
            joined[item.thread].append(item)
    for item in items:
        if item.choice != Choice.TAKE:
            continue
        if item.identity not in there:
            yield item, joined[item.number]
            continue
        for reply in joined[item.number]:
            reply.anchor = reply.anchor or item.anchor
            yield reply, []


def _save_one(
    row: ReturnedFile, item: ReturnedItem, replies: Iterable[ReturnedItem], seko: Seko | None, by: Actor, now: datetime
) -> UUID:
    words = sentences.words_of(item.deed, item.words, item.proposed, item.target)
    words = "\n\n".join([words, *(f"— {reply.words}" for reply in replies if reply.words)])
    fields = {"words": words, "proposed_wording": item.proposed, "anchor": item.anchor}
    return save_unsent(
        identifier=item.identity, consultation=row.consultation, fields=fields, by=by, now=now, seko=seko
    ).pk


def _route(consultation: Consultation, by: Actor) -> Seko | None:
    """Return the SEKO through which the comments go unless their author changes it."""
    own = by.sekos()
    return next((seko for seko in asked(consultation) if seko.pk in own), None)


def discard(found: ReturnedFile, *, by: Actor, now: datetime) -> ReturnedFile:
    """Throw a returned file away with what was read. Raises `Refused`, `WrongState`."""
    refuse_unless(permissions.may_discard(by, found, now))
    with transaction.atomic():
        row = _locked(found)
        if row.status not in (ReturnStatus.READING, ReturnStatus.READ):
            raise WrongState(_("This file was already kept or cancelled."))
        row.items.all().delete()
        row.status, row.settled_at = ReturnStatus.DISCARDED, now
        _drop_file(row)
        row.save()
        journal.record("return-discarded", "returned-file", row.pk, by=by, now=now, scope=row.consultation_id)
    return row


def _locked(found: ReturnedFile) -> ReturnedFile:
    rows = ReturnedFile.objects.select_for_update(of=("self",)).select_related("consultation__version", "file")
    return rows.get(pk=found.pk)


def _open(found: ReturnedFile) -> ReturnedFile:
    row = _locked(found)
    if row.status != ReturnStatus.READ:
        raise WrongState(_("This file was already kept or cancelled."))
    return row


def _drop_file(row: ReturnedFile) -> None:
    stored, row.file = row.file, None
    row.save(update_fields=["file"])
    if stored is not None:
        files.discard(stored)


def forget_returned(now: datetime) -> None:
    """Delete what was settled more than 30 days ago, and what nobody decided for so long, with its file."""
    old = now - KEPT
    for row in ReturnedFile.objects.filter(at__lt=old).exclude(settled_at__gte=old).select_related("file"):
        forget(row)


def forget(row: ReturnedFile) -> None:
    """Delete a returned file with what was read from it; the row carries `file`."""
    with transaction.atomic():
        file = row.file
        row.delete()
        if file is not None:
            files.discard(file)


def returned_by(identifier: UUID | str) -> ReturnedFile | None:
    """Return the file for a job, with what its steps need."""
    rows = ReturnedFile.objects.select_related("consultation__version", "file")
    return rows.filter(pk=identifier).first()
