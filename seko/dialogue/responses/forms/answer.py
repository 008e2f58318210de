"""The answer form: outcome, sub-kind with what it asks for, reason, what will change, the same answer for others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from seko.dialogue.responses.enums import Disposition, outcome_state
from seko.dialogue.responses.models import Response, Subkind
from seko.foundation.core.errors import NotThere
from seko.foundation.core.languages import in_form
from seko.foundation.core.typed import whole_number
from seko.foundation.design.parts import Outcome

PARTS = ("disposition", "subkind", "detail", "reason", "will_change")


@dataclass(frozen=True, slots=True)
class SubkindChoice:
    """One sub-kind of an outcome as a radio button, with the field for what it asks for."""

    code: str
    disposition: str
    name: str
    asks: str
    detail: str
    is_chosen: bool


@dataclass(slots=True)
class AnswerForm:
    """The form as it stands on the page: what each field shows and what is wrong with it."""

    values: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    revision: int = 0
    saved_at: datetime | None = None
    subkinds: tuple[Subkind, ...] = ()
    note: str = ""

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The five outcomes with their keys."""
        return tuple(
            Outcome(value, outcome_state(value), digit, self.values.get("disposition") == value)
            for digit, value in enumerate(Disposition.values, start=1)
        )

    @property
    def choices(self) -> dict[str, list[SubkindChoice]]:
        """The sub-kinds offered under each outcome that has some."""
        found: dict[str, list[SubkindChoice]] = {}
        chosen = self.values.get("subkind", "")
        for each in self.subkinds:
            is_chosen = chosen == each.code and self.values.get("disposition") == each.disposition
            choice = SubkindChoice(
                each.code,
                each.disposition,
                in_form(each, "name"),
                asks_for(each.asks_for),
                self.values.get("detail", "") if is_chosen else "",
                is_chosen,
            )
            found.setdefault(each.disposition, []).append(choice)
        return found


def asks_for(what: str) -> str:
    """Return the label of the field for what a sub-kind asks for; empty where it asks for nothing."""
    return {
        "passage": _("Where in the text it already stands"),
        "phase": _("In which phase it will be considered"),
        "body": _("To which body it was passed on"),
    }.get(what, "")


def blank(subkinds: Iterable[Subkind]) -> AnswerForm:
    """Return an empty form."""
    return AnswerForm(subkinds=tuple(subkinds))


def filled(response: Response, subkinds: Iterable[Subkind]) -> AnswerForm:
    """Return the form of an answer that is being written (or corrected)."""
    form = blank(subkinds)
    form.values = fields_of(response)
    form.revision, form.saved_at = response.revision, response.saved_at
    return form


def fields_of(response: Response) -> dict[str, str]:
    """Return an answer's words by field."""
    return {
        "disposition": response.disposition,
        "subkind": response.subkind.code if response.subkind else "",
        "detail": response.detail,
        "reason": response.reason,
        "will_change": response.will_change,
    }


def read_fields(data: QueryDict) -> dict[str, str]:
    """Return what was typed, by field of an answer.

    Only a sub-kind of the chosen outcome counts (`subkind-<outcome>`), with its own detail (`detail-<sub-kind>`): what
    was chosen under another outcome before stays behind.
    """
    disposition = data.get("disposition", "")
    subkind = data.get(f"subkind-{disposition}", "")
    return {
        "disposition": disposition,
        "subkind": subkind,
        "detail": data.get(f"detail-{subkind}", "") if subkind else "",
        "reason": data.get("reason", ""),
        "will_change": data.get("will_change", ""),
    }


def again(
    fields: Mapping[str, str], subkinds: Iterable[Subkind], *, revision: int, faults: Mapping[str, Any] | None = None
) -> AnswerForm:
    """Return the form with everything that was typed and what is wrong with it."""
    form = blank(subkinds)
    form.values, form.revision = dict(fields), revision
    form.faults = {name: str(sentence) for name, sentence in (faults or {}).items()}
    return form


def is_empty(fields: Mapping[str, str]) -> bool:
    """Return whether nothing was typed or chosen."""
    return not any(value.strip() for value in fields.values())


def read_revision(given: str) -> int:
    """Return the revision that the page last saw; 0 where it saw none."""
    return whole_number(given.removeprefix("W/").strip('"')) or 0


def read_identifiers(given: Sequence[str]) -> list[UUID]:
    """Return the identifiers that boxes sent, each once. Raises `NotThere` where one is none."""
    try:
        return list(dict.fromkeys(UUID(each) for each in given))
    except ValueError:
        raise NotThere from None
