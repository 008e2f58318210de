"""Named conditions and consequences: how a lower app asks what only upper apps know.

A lower app declares a name; upper apps register at start what they demand or do. A declared name that nobody
registered refuses the deed (design.md section 3), so a forgotten wire is never a silent yes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import Q

from seko.foundation.core.decisions import ALLOWED, Decision

Demand = Callable[[Any, datetime], Decision]
Followup = Callable[..., None]
Reader = Callable[[Any, datetime], Q | None]


class Unregistered(RuntimeError):
    """A declared condition or consequence that no app registered."""


class Condition:
    """A named demand on a thing: every registered app must allow."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._demands: list[Demand] = []

    def register(self, demand: Demand) -> Demand:
        """Add what an upper app demands: `(thing, now) -> Decision`."""
        if demand not in self._demands:
            self._demands.append(demand)
        return demand

    def decide(self, thing: Any, now: datetime) -> Decision:
        """Return the first refusal of the registered demands, or `ALLOWED`."""
        if not self._demands:
            raise Unregistered(self.name)
        return next((answer for demand in self._demands if not (answer := demand(thing, now))), ALLOWED)


class Consequence:
    """A named follow-up in the same transaction: every registered app does its part."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._followups: list[Followup] = []

    def register(self, followup: Followup) -> Followup:
        """Add what an upper app does: called with the keyword arguments of `follow`."""
        if followup not in self._followups:
            self._followups.append(followup)
        return followup

    def follow(self, **facts: Any) -> None:
        """Run the registered follow-ups in the order of registration."""
        if not self._followups:
            raise Unregistered(self.name)
        for followup in self._followups:
            followup(**facts)


class Readers:
    """Who may read a thing beyond what its own app knows: upper apps add conditions on its rows.

    A reader returns a `Q` for (actor, now), or None where it lets nothing be read; without readers nobody reads more.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._readers: list[Reader] = []

    def register(self, reader: Reader) -> Reader:
        """Add a reader."""
        if reader not in self._readers:
            self._readers.append(reader)
        return reader

    def q(self, actor: Any, now: datetime) -> Q:
        """Return the joined condition of all readers (an impossible one when none allows)."""
        condition = Q(pk__in=())
        for reader in self._readers:
            found = reader(actor, now)
            if found is not None:
                condition |= found
        return condition


class Inquiry:
    """A named question that one upper app answers."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._answer: Callable[..., Any] | None = None

    def register(self, answer: Callable[..., Any]) -> Callable[..., Any]:
        """Set who answers."""
        self._answer = answer
        return answer

    def ask(self, *about: Any) -> Any:
        """Return the answer of the app that registered; raises `Unregistered` where none did."""
        if self._answer is None:
            raise Unregistered(self.name)
        return self._answer(*about)
