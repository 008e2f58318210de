"""Making unsent comments of what is taken: nothing twice, and nothing over words that somebody typed since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.mechanism.models import Seko
from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.actions import save_unsent
from seko.dialogue.comments.enums import LateStatus
from seko.dialogue.comments.models import Comment, Unsent
from seko.dialogue.comments.permissions import may_withdraw
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import asked
from seko.foundation.core.errors import Conflict, Invalid, NotThere, WrongState, refuse_unless
from seko.foundation.jobs.actions import enqueue
from seko.foundation.jobs.models import Job
from seko.foundation.journal import actions as journal
from seko.outlets.returns import permissions, sentences
from seko.outlets.returns.actions.rows import open_row
from seko.outlets.returns.actions.weighing import identities_there
from seko.outlets.returns.enums import Choice, ReturnStatus
from seko.outlets.returns.models import ReturnedFile, ReturnedItem

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


KEEP_JOB = "keep-returned"


def ask_keeping(found: ReturnedFile, *, by: Actor, now: datetime) -> Job:
    """Ask for `keep` in the background, for files of many things. Raises `Refused`, `WrongState`, `Invalid`."""
    refuse_unless(permissions.may_decide(by, found, now))
    with transaction.atomic():
        row = open_row(found)
        _refuse_waiting(row.items.all())
        person = by.person.pk if by.person else None
        return enqueue(KEEP_JOB, for_person=person, returned=str(row.pk), person=by.person_id, mandate=by.mandate_id)


def _refuse_waiting(items: Iterable[ReturnedItem]) -> None:
    if any(item.choice == Choice.TAKE and item.anchor is None for item in items):
        raise Invalid({"items": _("Say first where everything belongs, or leave it out.")})


def keep(found: ReturnedFile, *, by: Actor, now: datetime) -> int:
    """Make unsent comments of what is taken and return how many; the same thing again adds nothing.

    What the comments' own rules refuse is left out and says why (`ReturnedItem.fault`); the others are kept. Raises
    `Refused`, `WrongState`, `Invalid`: something waits for a place, or all is refused (under `item-<number>`).
    """
    refuse_unless(permissions.may_decide(by, found, now))
    with transaction.atomic():
        row = open_row(found)
        items = list(row.items.order_by("number"))
        _refuse_waiting(items)
        added = _save(row, items, by, now)
        row.status, row.settled_at = ReturnStatus.KEPT, now
        row.save(update_fields=["status", "settled_at"])
        journal.record("return-kept", "returned-file", row.pk, by=by, now=now, scope=row.consultation_id, count=added)
    return added


def _save(row: ReturnedFile, items: Sequence[ReturnedItem], by: Actor, now: datetime) -> int:
    seko = _route(row.consultation, by)
    faults: dict[str, str | _StrPromise] = {}
    added = 0
    for item, replies in _to_save(items, identities_there(row, [item.identity for item in items])):
        try:
            unsent = _save_one(row, item, replies, seko, by, now)
        except (Invalid, WrongState, Conflict, NotThere) as refused:
            faults[f"item-{item.number}"] = refused.sentence
            item.choice, item.fault = Choice.LEAVE, str(refused.sentence)
            continue
        item.unsent_id, item.revision = unsent.pk, unsent.revision
        added += 1
        for reply in replies:
            reply.unsent_id = item.unsent_id
    if faults and not added:
        raise Invalid(faults)
    ReturnedItem.objects.bulk_update(items, ["unsent_id", "revision", "choice", "fault"], batch_size=500)
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
) -> Unsent:
    words = sentences.words_of(item.deed, item.words, item.proposed, item.target)
    words = "\n\n".join([words, *(f"— {reply.words}" for reply in replies if reply.words)])
    fields = {"words": words, "proposed_wording": item.proposed, "reason": item.reason, "anchor": item.anchor}
    identifier, revision, supersedes = _instead(row, item, by, now)
    return save_unsent(
        identifier=identifier, consultation=row.consultation, fields=fields, by=by, now=now, seko=seko,
        revision=revision, supersedes=supersedes,
    )  # fmt: skip


def _instead(row: ReturnedFile, item: ReturnedItem, by: Actor, now: datetime) -> tuple[UUID, int, Comment | None]:
    """Return under which identifier a thing is saved, and over which revision (0: it is new).

    A changed row goes on in the unsent comment of its earlier state, unless somebody edited that since; where it was
    sent, the row becomes a correction of it as long as one is possible.
    """
    if item.replaces is None:
        return item.identity, 0, None
    earlier = Unsent.objects.filter(consultation=row.consultation, pk=item.replaces).first()
    if earlier is not None and (item.goes_on_in(earlier) or earlier.late_status != LateStatus.NONE):
        return earlier.pk, earlier.revision, None
    sent = Comment.objects.filter(consultation=row.consultation, unsent_id=item.replaces).first()
    return item.identity, 0, sent if sent is not None and may_withdraw(by, sent, now) else None


def _route(consultation: Consultation, by: Actor) -> Seko | None:
    """Return the SEKO through which the comments go unless their author changes it."""
    own = by.sekos()
    return next((seko for seko in asked(consultation) if seko.pk in own), None)
