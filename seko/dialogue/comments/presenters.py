"""What the page of late requests shows, and how accepting one is described to the second person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments import permissions
from seko.dialogue.comments.models import Unsent
from seko.dialogue.comments.queries import value_words
from seko.dialogue.consultations.queries import title_of
from seko.foundation.core.decisions import Decision
from seko.foundation.design import spoken
from seko.foundation.design.parts import Attached
from seko.foundation.files.shown import attached
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed

DEED = "accept-late"


@dataclass(frozen=True, slots=True)
class LateRequest:
    """A text that its author asks to have taken after the deadline."""

    pk: UUID
    consultation: str
    who: str
    asked_on: str
    deadline: str
    words: str
    value: str
    proposal: str
    reason: str
    is_proposed: bool
    proposal_url: str
    may_decide: Decision
    attachment: Attached | None


def requests(
    rows: Iterable[Unsent], waiting: Iterable[ProposedDeed], actor: Actor, now: datetime
) -> tuple[LateRequest, ...]:
    """Return the requests, oldest first; `waiting` are proposals to accept that a second person has not decided."""
    proposed = {each.subject_id: each for each in waiting}
    found = []
    for row in rows:
        deed = proposed.get(str(row.pk))
        found.append(
            LateRequest(
                pk=row.pk,
                consultation=title_of(row.consultation),
                who=row.organisation.shown_name if row.organisation else row.person.name,
                asked_on=spoken.day(row.late_requested_at),
                deadline=spoken.day(row.consultation.leads_deadline_at),
                words=row.words,
                value=value_words(row.proposed_value),
                proposal=row.proposed_wording,
                reason=row.late_reason,
                is_proposed=deed is not None,
                proposal_url=reverse("proposal", args=[deed.pk]) if deed else "",
                may_decide=permissions.may_accept_late(actor, row, now),
                attachment=attached(row.attachment, reverse("unsent-attachment", args=[row.pk])),
            )
        )
    return tuple(found)


def describe(proposals: Sequence[ProposedDeed]) -> dict[UUID, second.Described]:
    """Describe proposals to take a late comment, in one query."""
    rows = Unsent.objects.filter(pk__in=[each.subject_id for each in proposals])
    related = rows.select_related("consultation", "organisation", "person", "attachment")
    known = {str(row.pk): row for row in related}
    return {
        each.pk: second.Described(
            _("Take a late comment"),
            title_of(known[each.subject_id].consultation),
            reverse("late-requests"),
            _facts(known[each.subject_id]),
        )
        for each in proposals
        if each.subject_id in known
    }


def _facts(unsent: Unsent) -> tuple[tuple[str, str], ...]:
    facts = [
        (_("From"), unsent.organisation.shown_name if unsent.organisation else unsent.person.name),
        (_("Comment"), unsent.words),
        (_("Proposed value"), value_words(unsent.proposed_value)),
        (_("Proposed wording"), unsent.proposed_wording),
        (_("Attachment"), unsent.attachment.name if unsent.attachment else ""),
        (_("The author’s reason"), unsent.late_reason),
    ]
    return tuple((label, words) for label, words in facts if words)


second.register_words(DEED, describe)
