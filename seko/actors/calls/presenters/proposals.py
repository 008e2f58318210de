"""How a drafted decision on a call is described to the second person."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from seko.actors.calls.models import Application, Call
from seko.actors.calls.queries import title_of
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed


def describe(proposals: Sequence[ProposedDeed]) -> dict[UUID, second.Described]:
    """Describe drafted decisions with every applicant and its reason, in two queries."""
    calls = {str(each.pk): each for each in Call.objects.filter(pk__in=[row.subject_id for row in proposals])}
    keys = [key for row in proposals for key in row.payload["reasons"]]
    names = {
        str(each.pk): each.organisation.shown_name
        for each in Application.objects.filter(pk__in=keys).select_related("organisation")
    }
    return {
        row.pk: second.Described(
            _("Publish the decision on a call"),
            title_of(calls[row.subject_id]),
            reverse("call-judging", args=[calls[row.subject_id].code]),
            (
                (_("Admitted"), names.get(row.payload["admitted"], _("nobody"))),
                *((names.get(key, ""), reason) for key, reason in row.payload["reasons"].items()),
            ),
        )
        for row in proposals
        if row.subject_id in calls
    }


second.register_words("publish-call-decision", describe)
