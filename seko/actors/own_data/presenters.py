"""What the pages about personal data show."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.urls import reverse
from django.utils.translation import gettext as _

from seko.actors.organisations.actor import Actor
from seko.actors.own_data.actions import DEED
from seko.actors.own_data.enums import ErasureStatus
from seko.actors.own_data.models import ErasureRequest
from seko.foundation.core.clock import BELGRADE
from seko.foundation.core.languages import current
from seko.foundation.design import spoken
from seko.foundation.privacy import declarations, holdings
from seko.foundation.rendering.report import FRAME_LANG, Fact, Form, Heading, Report, Table, TableColumn, Text
from seko.foundation.rendering.report import Wording as RenderedWords
from seko.foundation.text.languages import lang_of
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed

SHOWN_ROWS = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """One processing of the register: its sentences, and its fields by what they tell of a person."""

    code: str
    title: str
    purpose: str
    basis: str
    circle: str
    keeping: str
    fields: tuple[tuple[str, str], ...]


def register() -> tuple[Entry, ...]:
    """Return the register of processing in the page's language form."""
    found = []
    for processing, fields in declarations.processings():
        by_class: dict[str, list[str]] = {}
        for each in fields:
            by_class.setdefault(str(each.sensitivity.label), []).append(f"{each.model}.{each.field}")
        found.append(
            Entry(
                processing.code,
                str(processing.title),
                str(processing.purpose),
                str(processing.basis),
                str(processing.circle),
                str(processing.keeping),
                tuple((label, ", ".join(names)) for label, names in by_class.items()),
            )
        )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Section:
    """Rows of one kind that are held of the person, each value with its column's title; `more` stay in the files."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[str, str], ...], ...]
    count: int
    more: int


def sections(person: UUID) -> tuple[Section, ...]:
    """Return what is held of the person, kind by kind; a column without a single value is left out."""
    return tuple(_section(holding, rows) for holding, rows in holdings.held(person))


def _section(holding: holdings.Holding, rows: list[dict[str, Any]]) -> Section:
    filled = {name: str(title) for name, title in holding.fields if any(row[name] not in (None, "") for row in rows)}
    return Section(
        str(holding.title),
        tuple(filled.values()),
        tuple(
            tuple((filled[name], _words(value)) for name, value in row.items() if name in filled)
            for row in holding.worded(rows[:SHOWN_ROWS])
        ),
        len(rows),
        max(0, len(rows) - SHOWN_ROWS),
    )


def _words(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return spoken.day_time(value)
    if isinstance(value, date):
        return spoken.day(value)
    return str(value)


def as_json(person: UUID, now: datetime) -> str:
    """Return everything that is held of the person for another machine: stable names, times in ISO 8601."""
    found = {
        "made_at": now.astimezone(BELGRADE).isoformat(),
        "person": str(person),
        "holdings": [
            {"model": holding.model, "title": str(holding.title), "rows": [holding.given(row) for row in rows]}
            for holding, rows in holdings.held(person)
        ],
    }
    return json.dumps(found, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)


def as_report(person: UUID, now: datetime) -> Report:
    """Return everything that is held of the person as a document to read."""
    form = cast("Form", current())
    frame = FRAME_LANG[form]

    def line(words: str) -> tuple[Text, ...]:
        return (Text(words, frame),)

    def said(words: str) -> tuple[Text, ...]:
        return (Text(words, lang_of(words, form)),)

    blocks: list[Heading | Table] = []
    for holding, rows in holdings.held(person):
        title = line(str(holding.title))
        columns = tuple(TableColumn(Text(str(name), frame)) for _key, name in holding.fields)
        cells = tuple(tuple(said(_words(value)) for value in row.values()) for row in holding.worded(rows))
        blocks += [Heading(title), Table(columns, cells, title)]
    wording = RenderedWords(_("Facts"), _("yes"), _("no"), _("Fingerprint"))
    made = Fact(Text(_("Made"), frame), line(spoken.day_time(now)))
    return Report(Text(_("Data held of you"), frame), form, now, wording, tuple(blocks), facts=(made,))


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as the list of those who decide shows it; nobody is named in it but to decide."""

    identifier: UUID
    name: str
    address: str
    words: str
    asked_on: str
    status: str
    is_approved: bool
    can_be_decided: bool
    can_be_carried_out: bool
    proposal_url: str


def asked(rows: Iterable[ErasureRequest], actor: Actor) -> Iterator[Asked]:
    """Yield the requests that wait, with what the reader may do about each."""
    for row in rows:
        waiting = second.waiting(DEED, row.pk)
        is_own = actor.person is not None and row.person_id == actor.person.pk
        yield Asked(
            identifier=row.pk,
            name=row.person.name,
            address=row.person.email,
            words=row.words,
            asked_on=spoken.day(row.asked_at),
            status=str(ErasureStatus(row.status).label),
            is_approved=row.status == ErasureStatus.APPROVED,
            can_be_decided=actor.is_ministry and not is_own,
            can_be_carried_out=not actor.is_ministry
            and not is_own
            and row.status == ErasureStatus.APPROVED
            and waiting is None,
            proposal_url=reverse("proposal", args=[waiting.pk]) if waiting else "",
        )


def describe(proposals: Sequence[ProposedDeed]) -> dict[UUID, second.Described]:
    """Describe proposals to carry out an erasure, in one query."""
    rows = ErasureRequest.objects.filter(pk__in=[each.subject_id for each in proposals]).select_related("person")
    known = {str(row.pk): row for row in rows}
    return {
        each.pk: second.Described(
            _("Erase a person"),
            known[each.subject_id].person.name,
            reverse("erasures"),
            (
                (_("E-mail address"), known[each.subject_id].person.email),
                (_("Asked"), spoken.day(known[each.subject_id].asked_at)),
            ),
        )
        for each in proposals
        if each.subject_id in known
    }


second.register_words(DEED, describe)
