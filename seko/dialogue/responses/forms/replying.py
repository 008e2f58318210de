"""The form of replies: for each answer one of three verdicts, with words where it is asked for; several at once."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict

from seko.dialogue.responses.enums import Verdict
from seko.dialogue.responses.forms.answer import read_identifiers

PREFIX = "verdict-"


@dataclass(frozen=True, slots=True)
class Given:
    """One verdict with its words, as they were typed."""

    response: UUID
    verdict: str
    words: str


def read(data: QueryDict) -> dict[str, Given]:
    """Return the verdicts given, by the answer's identifier; what has none is left out. Raises `NotThere`."""
    found = {}
    for name in data:
        verdict = data.get(name, "")
        if name.startswith(PREFIX) and verdict in Verdict.values:
            key = name.removeprefix(PREFIX)
            found[key] = Given(read_identifiers([key])[0], verdict, data.get(f"words-{key}", ""))
    return found
