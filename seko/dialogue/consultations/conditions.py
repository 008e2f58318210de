"""What a consultation asks of upper apps before a deed, and whom they name to be told of one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from seko.foundation.workflow.conditions import Condition, Unregistered

if TYPE_CHECKING:
    from seko.dialogue.consultations.models import Consultation

People = Callable[[UUID, datetime], Iterable[UUID]]


@dataclass(frozen=True, slots=True)
class RepliesEnd:
    """A date for replies that somebody wants to set."""

    consultation: "Consultation"
    until: datetime


class Hearers:
    """People who must be told of something in a consultation, as upper apps name them for a moment."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._named: list[People] = []

    def register(self, people: People) -> People:
        """Add people whom an upper app knows: `(consultation_id, now) -> identifiers of persons`."""
        if people not in self._named:
            self._named.append(people)
        return people

    def of(self, consultation_id: UUID, now: datetime) -> set[UUID]:
        """Return everybody whom upper apps name; a forgotten wire is never a silence."""
        if not self._named:
            raise Unregistered(self.name)
        return {person for named in self._named for person in named(consultation_id, now)}


concludable = Condition("consultation may be concluded")
no_comment_sent = Condition("no comment was sent")
# Asked however the consultation ends, beside what each way of ending asks.
endable = Condition("consultation may end")
# Asked of a `RepliesEnd`.
replies_may_end = Condition("replies may end then")

holders_of_unsent = Hearers("holders of unsent comments")
authors = Hearers("authors of sent comments")
