"""Everything that changes tracing: differences kept, their causes named, what is said of a promise, what was read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations.actions import touch_public
from seko.dialogue.positions.models import Point
from seko.dialogue.tracing import notices, permissions
from seko.dialogue.tracing.enums import OTHER_REASONS, Reason, Said
from seko.dialogue.tracing.models import Cause, Difference, LastRead, Statement
from seko.dialogue.tracing.queries import is_promise_q, untold
from seko.drafts.documents.carrying import bridge_between, differences_between
from seko.drafts.documents.enums import VersionStatus
from seko.drafts.documents.model.carrying.differences import Headings, Stand
from seko.drafts.documents.models import Version
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import Invalid, WrongState, refuse_unless
from seko.foundation.core.typed import read_text
from seko.foundation.jobs.actions import enqueue
from seko.foundation.journal import actions as journal

COMPARE_JOB = "tracing.compare"
TOLD_AFTER = timedelta(minutes=10)


def ask_to_compare(*, version: Version, by: Actor, now: datetime) -> None:
    """Ask for the differences between a version that was added and the published one before it, where there is one."""
    if published_before(version) is not None:
        enqueue(COMPARE_JOB, for_person=by.person.pk if by.person else None, version=str(version.pk))


def published_before(version: Version) -> Version | None:
    """Return the last published version before this one."""
    rows = Version.objects.filter(document=version.document_id, number__lt=version.number)
    return rows.filter(status__in=(VersionStatus.PUBLISHED, VersionStatus.HIDDEN)).order_by("-number").first()


def keep_differences(version: Version, *, now: datetime) -> int:
    """Keep what differs between a version and the published one before it; a second time keeps what is kept.

    Returns how many there are. They are kept because causes are named of them: they stay what they were, whatever
    becomes of the way in which drafts are compared.
    """
    before = published_before(version)
    if before is None:
        return 0
    with transaction.atomic():
        Version.objects.select_for_update(of=("self",)).get(pk=version.pk)
        kept = Difference.objects.filter(old_version=before, new_version=version).count()
        if kept:
            return kept
        bridge = bridge_between(before, version)
        new_headings, old_headings = Headings(bridge.new), Headings(bridge.old)
        rows = [
            Difference(
                old_version=before,
                new_version=version,
                order=order,
                kind=found.kind.value,
                old=list(map(_plain, found.old)),
                new=list(map(_plain, found.new)),
                section=new_headings.above([each.place for each in found.new])
                if found.new
                else old_headings.above([each.place for each in found.old]),
            )
            for order, found in enumerate(differences_between(before, version))
        ]
        Difference.objects.bulk_create(rows, batch_size=500)
        journal.record(
            "differences-kept",
            "version",
            version.pk,
            by=None,
            now=now,
            scope=version.document_id,
            count=len(rows),
            before=str(before.pk),
        )
    return len(rows)


def _plain(stand: Stand) -> dict[str, Any]:
    return {"place": stand.place, "start": stand.start, "end": stand.end, "words": stand.words}


def confirm_cause(point: Point, difference: Difference, *, by: Actor, now: datetime, rank: int | None = None) -> Cause:
    """Note that a difference fulfils what was promised in the answer to a point; the same again gives the first.

    `rank` is the place, from 1, at which it was offered. Raises `Refused`, `WrongState` (nothing was promised),
    `Invalid` (a difference of another document, or of a draft before the comment).
    """
    with transaction.atomic():
        row = _promised(point, by=by, now=now)
        _fits(row, difference)
        Difference.objects.select_for_update(of=("self",)).get(pk=difference.pk)
        known = Cause.objects.filter(difference=difference, point=row, taken_back_at__isnull=True).first()
        if known is not None:
            return known
        cause = Cause.objects.create(
            difference=difference, reason=Reason.COMMENT, point=row, rank=rank, at=now, by=by.person
        )
        journal.record(
            "change-named", "point", row.pk, by=by, now=now, scope=row.consultation_id, difference=difference.pk
        )
        _touch(difference, row)
    return cause


def _promised(point: Point, *, by: Actor, now: datetime) -> Point:
    """Return the point, locked and with what permissions read; raises `Refused`, `WrongState`."""
    Point.objects.select_for_update(of=("self",)).get(pk=point.pk)
    rows = Point.objects.select_related("comment__consultation", "consultation__version", "assignment", "seko")
    row = rows.prefetch_related("sources__comment").get(pk=point.pk)
    refuse_unless(permissions.may_trace(by, [row], now))
    if not Point.objects.filter(is_promise_q(now), pk=row.pk).exists():
        raise WrongState(_("The answer to this comment promises no change."))
    return row


def _fits(point: Point, difference: Difference) -> None:
    version = point.consultation.version
    new = difference.new_version
    if version is None or new.document_id != version.document_id or new.number <= version.number:
        raise Invalid({"difference": _("This difference is not in a draft that follows the comment.")})


def name_reason(
    differences: Iterable[Difference], *, reason: str, note: str = "", by: Actor, now: datetime
) -> list[Cause]:
    """Note a reason other than a comment for differences of one draft; those that have it already keep it.

    Raises `Refused`, `Invalid` (no such reason, no difference).
    """
    every = list(differences)
    if reason not in {each.value for each in OTHER_REASONS}:
        raise Invalid({"reason": _("Choose the reason.")})
    if not every:
        raise Invalid({"difference": _("Choose at least one difference.")})
    said = read_text(note, "note", limit=2_000)
    with transaction.atomic():
        for each in every:
            refuse_unless(permissions.may_name_reasons(by, each.new_version, now))
        ids = sorted(each.pk for each in every)
        list(Difference.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"))
        known = set(
            Cause.objects.filter(difference__in=ids, reason=reason, taken_back_at__isnull=True).values_list(
                "difference_id", flat=True
            )
        )
        made = Cause.objects.bulk_create(
            Cause(difference=each, reason=reason, note=said, at=now, by=by.person)
            for each in every
            if each.pk not in known
        )
        facts = {each.difference_id: {"reason": str(reason)} for each in made}
        journal.record_each("reason-named", "difference", facts, by=by, now=now, scope=every[0].new_version.document_id)
        for each in {one.new_version_id: one for one in every}.values():
            _touch(each, None)
    return made


def take_back_cause(cause: Cause, *, by: Actor, now: datetime) -> Cause:
    """Take back a cause that was named in error; it stays in the journal. Raises `Refused`, `WrongState`."""
    with transaction.atomic():
        row = (
            Cause.objects.select_for_update(of=("self",))
            .select_related("difference__new_version__document", "point__consultation__version", "point__assignment")
            .get(pk=cause.pk)
        )
        if row.point is not None:
            refuse_unless(permissions.may_trace(by, [row.point], now))
        else:
            refuse_unless(permissions.may_name_reasons(by, row.difference.new_version, now))
        if row.taken_back_at is not None:
            raise WrongState(_("This was taken back meanwhile."))
        row.taken_back_at = now
        row.save(update_fields=("taken_back_at",))
        thing, identifier = ("point", row.point_id) if row.point_id else ("difference", row.difference_id)
        scope = row.point.consultation_id if row.point else row.difference.new_version.document_id
        journal.record("cause-taken-back", thing, identifier, by=by, now=now, scope=scope, difference=row.difference_id)
        _touch(row.difference, row.point)
    return row


def state_of_promise(
    point: Point,
    *,
    said: str,
    due_on: date | None = None,
    words: str = "",
    reason: str = "",
    by: Actor,
    now: datetime,
) -> Statement:
    """Say what becomes of a promise in place of a difference: done by a day, no change needed, revised.

    The newest counts, earlier ones stay. The authors are told of a revision. Raises `Refused`, `WrongState`, `Invalid`.
    """
    if said not in Said.values:
        raise Invalid({"said": _("Choose what becomes of it.")})
    if said == Said.LATER and (due_on is None or due_on < local_date(now)):
        raise Invalid({"due_on": _("Give a day, today or later.")})
    why = read_text(reason, "reason", required="" if said == Said.LATER else _("Say why."), limit=4_000)
    promised = read_text(words, "words", limit=4_000) if said == Said.REVISED else ""
    with transaction.atomic():
        row = _promised(point, by=by, now=now)
        statement = Statement.objects.create(
            point=row,
            said=said,
            due_on=due_on if said == Said.LATER else None,
            words=promised,
            reason=why,
            at=now,
            by=by.person,
        )
        journal.record("promise-stated", "point", row.pk, by=by, now=now, scope=row.consultation_id, said=str(said))
        touch_public(row.consultation_id)
        if said == Said.REVISED:
            notices.promise_revised(statement, row, now=now)
    return statement


def tell_of_changes(now: datetime) -> None:
    """Tell the authors what their comments changed, once for each difference, in one notice for a draft.

    It waits until they may read that draft, and until `TOLD_AFTER` has passed since something was last confirmed in
    it: what is taken back at once is told to nobody. Repeating is harmless.
    """
    with transaction.atomic():
        causes = list(untold(now).select_for_update(of=("self",)))
        by_version: dict[Version, list[Cause]] = {}
        for cause in causes:
            by_version.setdefault(cause.difference.new_version, []).append(cause)
        for version, rows in by_version.items():
            if max(row.at for row in rows) <= now - TOLD_AFTER:
                notices.comments_changed_text(rows, version, now=now)
                Cause.objects.filter(pk__in=[row.pk for row in rows]).update(told_at=now)


def note_read(version: Version, known: LastRead | None, *, by: Actor) -> None:
    """Remember that a person has read a draft, where it is later than the `known` one; nothing else is written, and
    nothing at all the next time.
    """
    if by.person is None or (known is not None and known.number >= version.number):
        return
    before = known.number if known is not None else 0
    row = LastRead(person=by.person, document_id=version.document_id, number=version.number, before=before)
    LastRead.objects.bulk_create(
        [row], update_conflicts=True, update_fields=("number", "before"), unique_fields=("person", "document")
    )


def _touch(difference: Difference, point: Point | None) -> None:
    """Say that pages kept of the consultations concerned are no longer as they were."""
    consultations = difference.new_version.consultations.values_list("pk", flat=True)
    for pk in {*consultations, *([point.consultation_id] if point else [])}:
        touch_public(pk)
