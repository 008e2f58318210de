"""What an answer holds, checked: outcome, sub-kind and what it asks for, reason, what will change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from seko.dialogue.responses.enums import Disposition
from seko.dialogue.responses.models import Response, Subkind
from seko.dialogue.responses.queries import subkinds_on
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import Invalid
from seko.foundation.core.typed import read_text

if TYPE_CHECKING:
    from seko.foundation.core.errors import Sentence

DETAIL_LETTERS = 300
ASKS_FOR: dict[str, Sentence] = {
    "passage": _("Say where in the text it already stands."),
    "phase": _("Say in which phase it will be considered."),
    "body": _("Say to which body it was passed on."),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer's words, normalised; `subkind` belongs to the outcome."""

    disposition: str = ""
    subkind: Subkind | None = None
    detail: str = ""
    reason: str = ""
    will_change: str = ""

    def write_to(self, response: Response) -> None:
        """Put the words into the row."""
        response.disposition, response.subkind, response.detail = self.disposition, self.subkind, self.detail
        response.reason, response.will_change = self.reason, self.will_change

    def is_in(self, response: Response) -> bool:
        """Whether the row holds the same words already."""
        return self == of_response(response)

    def as_json(self) -> dict[str, str]:
        """Return the words for a deed that waits for a second person."""
        return {
            "disposition": self.disposition,
            "subkind": self.subkind.code if self.subkind else "",
            "detail": self.detail,
            "reason": self.reason,
            "will_change": self.will_change,
        }


def of_response(response: Response) -> Answer:
    """Return the words a row holds."""
    return Answer(response.disposition, response.subkind, response.detail, response.reason, response.will_change)


def read(fields: Mapping[str, Any], *, now: datetime) -> Answer:
    """Return what was typed: `disposition`, `subkind` (a code), `detail`, `reason`, `will_change`; all may be empty.

    Raises `Invalid` by field.
    """
    disposition = str(fields.get("disposition") or "")
    if disposition and disposition not in Disposition.values:
        raise Invalid({"disposition": _("Choose one of the outcomes offered.")})
    return Answer(
        disposition=disposition,
        subkind=_subkind(str(fields.get("subkind") or ""), disposition, now),
        detail=read_text(fields.get("detail"), "detail", limit=DETAIL_LETTERS),
        reason=read_text(fields.get("reason"), "reason"),
        will_change=read_text(fields.get("will_change"), "will_change"),
    )


def _subkind(code: str, disposition: str, now: datetime) -> Subkind | None:
    if not code:
        return None
    found = subkinds_on(local_date(now)).filter(code=code, disposition=disposition).first()
    if found is None:
        raise Invalid({"subkind": _("This does not belong to the outcome; choose again.")})
    return found


def check_complete(answer: Answer) -> None:
    """Raise `Invalid` naming everything that is missing before an answer can be sent for approval."""
    faults: dict[str, Sentence] = {}
    if not answer.disposition:
        faults["disposition"] = _("Choose the outcome.")
    if not answer.reason:
        faults["reason"] = _("Say why. All authors and the public read this.")
    if answer.subkind and answer.subkind.asks_for in ASKS_FOR and not answer.detail:
        faults["detail"] = ASKS_FOR[answer.subkind.asks_for]
    if faults:
        raise Invalid(faults)
