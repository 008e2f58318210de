"""What can be done with a memorandum, and what waits for a second person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from seko.actors.organisations.actor import Actor
from seko.drafts.memoranda import permissions
from seko.drafts.memoranda.compiling import term_in_words
from seko.drafts.memoranda.enums import Status
from seko.drafts.memoranda.lifecycle import MEMORANDUM
from seko.drafts.memoranda.models import Memorandum
from seko.drafts.memoranda.presenters.naming import title_of
from seko.foundation.core.decisions import Decision
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise


@dataclass(frozen=True, slots=True)
class Deeds:
    """What can be done with a memorandum now, each with its reason where it cannot; None where it is not offered."""

    edit: bool
    offer: Decision | None
    take_back: Decision | None
    signing: bool
    upload: Decision | None
    in_force: Decision | None
    renew: bool
    end: bool
    leave: Decision | None
    waiting: tuple[ProposedDeed, ...]


def deeds(memorandum: Memorandum, actor: Actor, now: datetime) -> Deeds:
    """Return the deeds that the actor is shown."""
    works = bool(permissions.may_prepare(actor, memorandum, now))
    status = memorandum.status
    upload = permissions.may_upload(actor, memorandum, now)
    leave = permissions.may_leave(actor, memorandum, now)
    return Deeds(
        edit=works and status == Status.PREPARED,
        offer=MEMORANDUM.may(memorandum, "offer", actor, now) if works and status == Status.PREPARED else None,
        take_back=MEMORANDUM.may(memorandum, "take-back", actor, now) if works and status == Status.OFFERED else None,
        signing=works and status == Status.OFFERED,
        upload=upload if upload else None,
        in_force=permissions.may_bring_into_force(actor, memorandum, now)
        if works and status == Status.OFFERED
        else None,
        renew=works and status == Status.IN_FORCE and memorandum.until is not None,
        end=works and status == Status.IN_FORCE,
        leave=leave if leave else None,
        waiting=tuple(second.all_waiting(memorandum.pk)) if works else (),
    )


def describe(proposals: Sequence[ProposedDeed]) -> dict[UUID, second.Described]:
    """Describe proposals about memoranda, in a constant number of queries."""
    rows = Memorandum.objects.filter(pk__in=[int(each.subject_id) for each in proposals])
    known = {str(row.pk): row for row in rows.prefetch_related("parties")}
    after = {each.payload.get("replaced_by") for each in proposals} - {None}
    successors = {row.pk: title_of(row) for row in Memorandum.objects.filter(pk__in=after)} if after else {}
    return {
        each.pk: _described(each, known[each.subject_id], successors) for each in proposals if each.subject_id in known
    }


def _described(each: ProposedDeed, memorandum: Memorandum, successors: dict[int, str]) -> second.Described:
    url = reverse("memorandum", args=[memorandum.code])
    if each.deed == "memorandum-in-force":
        parties = memorandum.parties.all()
        signed = [party.shown_name for party in parties if party.signed_on]
        missing = [party.shown_name for party in parties if not party.signed_on]
        facts: list[tuple[Words, str]] = [(_("Signed"), "; ".join(signed)), (_("Term"), term_in_words(memorandum))]
        if missing:
            facts.append((_("Did not sign"), "; ".join(missing)))
        return second.Described(_("Bring the memorandum into force"), title_of(memorandum), url, tuple(facts))
    successor = each.payload.get("replaced_by")
    if successor is None:
        return second.Described(_("End the memorandum"), title_of(memorandum), url)
    named = ((_("Replaced by"), successors.get(successor, "")),)
    return second.Described(_("Replace the memorandum by another"), title_of(memorandum), url, named)


for _deed in ("memorandum-in-force", "memorandum-end"):
    second.register_words(_deed, describe)
