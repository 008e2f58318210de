"""One open matter of a colleague, as the handover sheet shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from seko.foundation.design import spoken

if TYPE_CHECKING:
    from seko.foundation.design.parts import Words


@dataclass(frozen=True, slots=True)
class Matter:
    """One open matter: what, about what, where it is, by when. `point` names one that can be handed on."""

    what: Words
    about: str
    url: str
    due: date | None = None
    point: UUID | None = None

    @property
    def when(self) -> str:
        """The day in words; empty where there is none."""
        return spoken.day(self.due) if self.due else ""
