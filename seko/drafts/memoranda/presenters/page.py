"""The page of one memorandum: parties, obligations, term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from seko.drafts.memoranda.compiling import term_in_words
from seko.drafts.memoranda.enums import Side
from seko.drafts.memoranda.models import Memorandum, Obligation, Party, Renewal
from seko.drafts.memoranda.presenters.naming import title_of
from seko.drafts.memoranda.presenters.term import year_of
from seko.drafts.memoranda.queries import state_of
from seko.foundation.core.dates import local_date
from seko.foundation.core.languages import ENGLISH, current, in_form
from seko.foundation.design import spoken, timeline
from seko.foundation.design.states import State

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise


@dataclass(frozen=True, slots=True)
class ShownParty:
    """A party as its row shows it."""

    name: str
    side: Words
    slug: str
    signatory: str
    function: str
    signed: str
    left: str
    statement: str


@dataclass(frozen=True, slots=True)
class ShownObligation:
    """An obligation of one side."""

    number: int
    words: str
    party: str
    measure: str


@dataclass(frozen=True, slots=True)
class Page:
    """One memorandum."""

    title: str
    summary: str
    state: State
    state_word: Words
    source: str
    facts: tuple[tuple[str, str], ...]
    parties: tuple[ShownParty, ...]
    state_side: tuple[ShownObligation, ...]
    civil_side: tuple[ShownObligation, ...]
    renewals: tuple[tuple[str, str], ...]
    year: timeline.Year | None
    text_url: str
    ended_reason: str
    replaced_by: tuple[str, str] | None


def page_of(memorandum: Memorandum, now: datetime) -> Page:
    """Return the page of a memorandum that carries its parties, obligations and renewals."""
    today = local_date(now)
    shown, word = state_of(memorandum, today)
    parties = sorted(memorandum.parties.all(), key=lambda each: (each.side != Side.STATE, each.order))
    obligations, renewals = list(memorandum.obligations.all()), list(memorandum.renewals.all())
    successor = memorandum.replaced_by
    return Page(
        title=title_of(memorandum),
        summary=in_form(memorandum, "summary"),
        state=shown,
        state_word=word,
        source=memorandum.source,
        facts=_facts(memorandum),
        parties=tuple(map(_party, parties)),
        state_side=tuple(_obligation(row) for row in obligations if row.side == Side.STATE),
        civil_side=tuple(_obligation(row) for row in obligations if row.side == Side.CIVIL),
        renewals=tuple((_renewed(row), row.basis) for row in renewals),
        year=year_of(memorandum, parties, renewals, today),
        text_url=reverse("memorandum-text", args=[memorandum.code]),
        ended_reason=memorandum.ended_reason,
        replaced_by=(title_of(successor), reverse("memorandum", args=[successor.code])) if successor else None,
    )


def _facts(memorandum: Memorandum) -> tuple[tuple[str, str], ...]:
    facts = [(_("Term"), term_in_words(memorandum))]
    if memorandum.until != memorandum.ends_on:
        until = spoken.day(memorandum.until) if memorandum.until else _("without an end")
        facts.append((_("After renewal"), until))
    for label, when in (
        (_("Offered for signing"), memorandum.offered_at),
        (_("Signed"), memorandum.signed_on),
        (_("Ended"), memorandum.ended_at),
    ):
        if when is not None:
            facts.append((label, spoken.day(when)))
    return tuple(facts)


def _party(party: Party) -> ShownParty:
    return ShownParty(
        name=party.shown_name,
        side=Side(party.side).label,
        slug=party.organisation.slug if party.organisation else "",
        signatory=party.signed_by or party.signatory,
        function=party.signed_as if party.signed_by else party.function,
        signed=spoken.day(party.signed_on),
        left=spoken.day(party.left_on),
        statement=party.left_statement,
    )


def _obligation(row: Obligation) -> ShownObligation:
    return ShownObligation(
        row.number,
        row.text_en if current() == ENGLISH and row.text_en else row.text_sr,
        row.party.shown_name if row.party else "",
        in_form(row.measure, "name") if row.measure else "",
    )


def _renewed(row: Renewal) -> str:
    on = spoken.day(row.on)
    if row.until is None:
        return _("%(on)s, without an end") % {"on": on}
    return _("%(on)s, until %(until)s") % {"on": on, "until": spoken.day(row.until, genitive=True)}
