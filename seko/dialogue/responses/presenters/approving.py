"""Answers sent for approval: what is answered, the answer, who wrote it, and whether this person may approve it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from seko.dialogue.consultations.models import Consultation
from seko.dialogue.responses.models import Response
from seko.dialogue.responses.presenters.lists import ShownAnswer, shown_answer
from seko.dialogue.responses.presenters.words import Answered, answered_of
from seko.drafts.documents.queries import places_in
from seko.foundation.core.decisions import Decision


@dataclass(frozen=True, slots=True)
class Approvable:
    """One proposed answer; `may` says whether the person may approve it, else why not."""

    value: str
    revision: int
    answered: Answered
    shown: ShownAnswer
    writers: str
    may: Decision
    url: str


def rows_of(
    responses: Iterable[Response],
    consultation: Consultation,
    decisions: Mapping[str, Decision],
    names: Mapping[str, str],
) -> tuple[Approvable, ...]:
    """Return the proposed answers as rows; `names` are the drafters' by identifier."""
    places = places_in(consultation.version)
    found = []
    for response in responses:
        shown = shown_answer(response)
        if shown is None:
            continue
        found.append(
            Approvable(
                value=str(response.pk),
                revision=response.revision,
                answered=answered_of(response.point, places),
                shown=shown,
                writers=", ".join(names[each] for each in response.drafters if each in names),
                may=decisions[str(response.pk)],
                url=reverse("queue-point", args=[consultation.code, response.point_id]),
            )
        )
    return tuple(found)
