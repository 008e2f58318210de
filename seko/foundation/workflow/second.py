"""The second person: one proposes a deed with a reason, another confirms or refuses it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from seko.foundation.core.decisions import Decision, refused
from seko.foundation.core.errors import NotThere, WrongState, refuse_unless
from seko.foundation.core.typed import read_text
from seko.foundation.journal import actions as journal
from seko.foundation.workflow.conditions import Inquiry
from seko.foundation.workflow.models import ProposedDeed

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise


@dataclass(frozen=True, slots=True)
class SecondPersonDeed:
    """A deed that needs two: how its subject is found, who may, and what happens on confirmation.

    `find(subject_id)` returns the subject; `may(actor, subject, now)` asks for each of the two; `carry_out(subject,
    proposed, by=, now=)` does it, in the confirming transaction; `proposed` holds payload, reason and the first person.
    `lock(subject)` takes the lock that everything about the subject takes first (that of its consultation), before the
    proposal's own: two who decide and who take back at once wait for each other in one order. `circle(actor)` tells,
    without asking the database, whether somebody is among those who decide such deeds at all; None: the circle for
    which the page of proposals is made.
    """

    name: str
    subject: str
    find: Callable[[str], Any]
    may: Callable[[Any, Any, datetime], Decision]
    carry_out: Callable[..., Any]
    scope_of: Callable[[Any], object]
    lock: Callable[[Any], object] = lambda subject: None
    circle: Callable[[Any], bool] | None = None


@dataclass(frozen=True, slots=True)
class Described:
    """What the second person sees of a proposal: what is proposed, of which thing, where to look, and the facts."""

    deed: Words
    about: str = ""
    url: str = ""
    facts: tuple[tuple[Words, str], ...] = ()


# Asked of (the first person's identifier, `may(actor)`, now): whether one whose account is open may under some mandate.
proposer_may = Inquiry("whether who proposed a deed still may")

# What is said to the first person, once something is proposed.
PROPOSED = _("Proposed. A second person confirms it on the page of proposals.")

Describe = Callable[[Sequence[ProposedDeed]], dict[UUID, Described]]
_deeds: dict[str, SecondPersonDeed] = {}
_words: dict[str, Describe] = {}


def register(deed: SecondPersonDeed) -> SecondPersonDeed:
    """Make a deed known by its name; called at start by the app that owns it."""
    _deeds[deed.name] = deed
    return deed


def register_words(name: str, describe: Describe) -> None:
    """Say how proposals of that deed are described: many at once, in a constant number of queries."""
    _words[name] = describe


def described(proposals: Iterable[ProposedDeed]) -> dict[UUID, Described]:
    """Return what each proposal is about; one whose thing no longer exists is only named by its kind."""
    by_deed: dict[str, list[ProposedDeed]] = {}
    for proposed in proposals:
        by_deed.setdefault(proposed.deed, []).append(proposed)
    found: dict[UUID, Described] = {}
    for name, rows in by_deed.items():
        found |= {row.pk: Described(name) for row in rows}
        if name in _words:
            found |= _words[name](rows)
    return found


def kinds_of(actor: Any, *, is_usual: bool) -> frozenset[str]:
    """Return the kinds of deeds that the actor is among those to decide; `is_usual`: whether the actor is of the circle
    for which the page of proposals is made.
    """
    return frozenset(name for name, deed in _deeds.items() if (is_usual if deed.circle is None else deed.circle(actor)))


def known(name: str) -> SecondPersonDeed:
    """Return the deed of that name, or raise `NotThere`."""
    try:
        return _deeds[name]
    except KeyError:
        raise NotThere from None


def propose(
    name: str, subject: Any, *, reason: str, by: Any, now: datetime, payload: dict[str, Any] | None = None
) -> ProposedDeed:
    """Record a first person's proposal; it does nothing yet. Raises `Invalid` without a reason, `WrongState` when the
    same deed already waits.
    """
    deed = known(name)
    refuse_unless(deed.may(by, subject, now))
    reason = read_text(reason, "reason", required=_("Give the reason."))
    with transaction.atomic():
        if waiting(name, subject.pk):
            raise WrongState(_("This already waits for a second person."))
        proposed = _kept_once(
            ProposedDeed(
                deed=name,
                subject=deed.subject,
                subject_id=str(subject.pk),
                payload=payload or {},
                reason=reason,
                proposed_by=by.person.pk,
                proposed_at=now,
            )
        )
        journal.record(
            f"{name}-proposed",
            deed.subject,
            subject.pk,
            by=by,
            now=now,
            scope=deed.scope_of(subject),
            proposal=str(proposed.pk),
        )
    return proposed


def _kept_once(proposed: ProposedDeed) -> ProposedDeed:
    """Write the proposal; of two made at the same moment the database keeps one (`one_waiting_deed`)."""
    try:
        with transaction.atomic():
            proposed.save(force_insert=True)
    except IntegrityError:
        raise WrongState(_("This already waits for a second person.")) from None
    return proposed


def may_decide(proposed: ProposedDeed, actor: Any, now: datetime) -> Decision:
    """Return whether the actor may confirm or refuse: the same right as the first person, and another person."""
    if actor.person and actor.person.pk == proposed.proposed_by:
        return refused(_("Another person must confirm what you proposed."))
    deed = known(proposed.deed)
    return deed.may(actor, _subject(deed, proposed), now)


def _subject(deed: SecondPersonDeed, proposed: ProposedDeed) -> Any:
    try:
        return deed.find(proposed.subject_id)
    except ObjectDoesNotExist:
        raise WrongState(_("What this proposal is about no longer exists.")) from None


def confirm(proposed: ProposedDeed, *, by: Any, now: datetime) -> Any:
    """Carry out the deed as the second person; returns what the deed returns. Raises `Refused`, and `WrongState` where
    it is decided already or the first person may no longer propose it: two who may stand behind each deed.
    """
    with transaction.atomic():
        row = _locked(proposed)
        refuse_unless(may_decide(row, by, now))
        deed = known(row.deed)
        subject = _subject(deed, row)
        if not proposer_may.ask(row.proposed_by, lambda actor: deed.may(actor, subject, now), now):
            raise WrongState(_("The person who proposed this no longer may; it must be proposed anew."))
        _decide(row, ProposedDeed.Status.CONFIRMED, by, now)
        return deed.carry_out(subject, row, by=by, now=now)


def refuse(proposed: ProposedDeed, *, by: Any, now: datetime) -> ProposedDeed:
    """Refuse, or as the first person withdraw, what waits."""
    with transaction.atomic():
        row = _locked(proposed)
        if by.person.pk != row.proposed_by:
            refuse_unless(may_decide(row, by, now))
        _close(row, by, now)
    return row


def lapse(name: str, subject_id: object, *, by: Any, now: datetime) -> None:
    """Close what waits for a second person about this subject, because something else has decided it: nobody is asked
    any more. The caller holds the transaction.
    """
    rows = ProposedDeed.objects.select_for_update().filter(deed=name, subject_id=str(subject_id))
    for row in rows.filter(status=ProposedDeed.Status.WAITING):
        _close(row, by, now)


def _close(row: ProposedDeed, by: Any, now: datetime) -> None:
    row.status, row.decided_at = ProposedDeed.Status.REFUSED, now
    row.decided_by = None if by.person.pk == row.proposed_by else by.person.pk
    row.save()
    journal.record(
        f"{row.deed}-refused",
        row.subject,
        row.subject_id,
        by=by,
        now=now,
        scope=_scope(known(row.deed), row),
        proposal=str(row.pk),
    )


def _scope(deed: SecondPersonDeed, proposed: ProposedDeed) -> object:
    """Return the whole it belongs to; nothing where the thing is gone: a proposal can always be withdrawn."""
    try:
        return deed.scope_of(deed.find(proposed.subject_id))
    except ObjectDoesNotExist:
        return ""


def waiting(name: str, subject_id: object) -> ProposedDeed | None:
    """Return what waits for a second person about this subject, or None."""
    return ProposedDeed.objects.filter(deed=name, subject_id=str(subject_id), status="waiting").first()


def confirmed_by(name: str, subject_id: object) -> set[UUID]:
    """Return who confirmed the deed about this subject as the second person; nobody where it needed none."""
    rows = ProposedDeed.objects.filter(deed=name, subject_id=str(subject_id), status=ProposedDeed.Status.CONFIRMED)
    return {row.decided_by for row in rows if row.decided_by is not None}


def all_waiting(subject_id: object) -> list[ProposedDeed]:
    """Return everything that waits for a second person about this subject."""
    return list(ProposedDeed.objects.filter(subject_id=str(subject_id), status=ProposedDeed.Status.WAITING))


def everything_waiting() -> list[ProposedDeed]:
    """Return everything that waits for a second person, the oldest first."""
    return list(ProposedDeed.objects.filter(status=ProposedDeed.Status.WAITING).order_by("proposed_at"))


def _locked(proposed: ProposedDeed) -> ProposedDeed:
    deed = known(proposed.deed)
    with suppress(ObjectDoesNotExist):  # a proposal can be withdrawn although its thing is gone
        deed.lock(deed.find(proposed.subject_id))
    row = ProposedDeed.objects.select_for_update().get(pk=proposed.pk)
    if row.status != ProposedDeed.Status.WAITING:
        raise WrongState(_("Somebody has already decided this."))
    return row


def _decide(row: ProposedDeed, status: str, by: Any, now: datetime) -> None:
    row.status, row.decided_by, row.decided_at = status, by.person.pk, now
    row.save()
