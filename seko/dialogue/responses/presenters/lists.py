"""Lists of answers: the whole queue with its filter, an answer as it is shown where it is not written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from seko.dialogue.responses.enums import ResponseStatus, outcome_state
from seko.dialogue.responses.models import Response
from seko.dialogue.responses.presenters.queue import Queue
from seko.dialogue.responses.queries import Translated, translated
from seko.foundation.core.languages import in_form
from seko.foundation.design import spoken
from seko.foundation.design.parts import Filter
from seko.foundation.design.states import State

SHOWN = {
    "all": None,
    "waiting": ("", ResponseStatus.DRAFTED),
    "sent": (ResponseStatus.PROPOSED,),
    "answered": (ResponseStatus.PUBLISHED,),
}


def of_state(rows: QuerySet[Any], show: str) -> QuerySet[Any]:
    """Return those of the queue that the filter shows; all for an unknown one."""
    states = SHOWN.get(show)
    return rows.filter(state__in=states) if states else rows


def filters(queue: Queue, show: str) -> tuple[Filter, ...]:
    """Return the list's filters with their counts."""
    counted = [state for _pk, state in queue.order]
    words = {
        "all": _("All"),
        "waiting": _("Awaiting answer"),
        "sent": _("Sent for approval"),
        "answered": _("Answered"),
    }
    return tuple(
        Filter(
            words[name],
            f"?show={name}",
            sum(1 for each in counted if states is None or each in states),
            show == name or (name == "all" and show not in SHOWN),
        )
        for name, states in SHOWN.items()
    )


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """An answer to be read: outcome, sub-kind with its detail, reason, what will change, by which institution, when.
    `translated` is what it says in the language of the page, where it was read with that.
    """

    state: State
    subkind: str
    detail: str
    reason: str
    will_change: str
    institution: str
    when: str
    edition: int
    correction_reason: str
    is_published: bool
    translated: Translated | None = None


def shown_answer(response: Response) -> ShownAnswer | None:
    """Return the answer as it is shown; None while it is only being written. It carries `institution`, `subkind`."""
    if response.status == ResponseStatus.DRAFTED:
        return None
    moment = response.published_at or response.proposed_at
    return ShownAnswer(
        state=outcome_state(response.disposition),
        subkind=in_form(response.subkind, "name") if response.subkind else "",
        detail=response.detail,
        reason=response.reason,
        will_change=response.will_change,
        institution=response.institution.shown_name,
        when=spoken.day(moment),
        edition=response.edition,
        correction_reason=response.correction_reason,
        is_published=response.published_at is not None,
        translated=translated(response),
    )
