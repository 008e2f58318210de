"""What pages of memoranda show: frozen shapes for the templates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from seko.actors.organisations.actor import Actor
from seko.drafts.memoranda import permissions, sentences
from seko.drafts.memoranda.compiling import term_in_words
from seko.drafts.memoranda.enums import Side, SignedState, Status
from seko.drafts.memoranda.lifecycle import MEMORANDUM
from seko.drafts.memoranda.models import Memorandum, Obligation, Party, Renewal, Signature, SignedFile
from seko.drafts.memoranda.queries import is_over
from seko.foundation.core.dates import local_date
from seko.foundation.core.decisions import Decision
from seko.foundation.core.languages import ENGLISH, current, in_form
from seko.foundation.design import spoken, timeline
from seko.foundation.design.parts import Attached, Crumb, Row
from seko.foundation.design.states import State, state
from seko.foundation.files.shown import attached
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise

STATES = {
    Status.PREPARED: "unhandled",
    Status.OFFERED: "awaiting",
    Status.IN_FORCE: "done",
    Status.ENDED: "withdrawn",
    Status.REPLACED: "superseded",
}
OVER = gettext_lazy("Term over")
UNKNOWN = gettext_lazy("End not known")


def title_of(memorandum: Memorandum) -> str:
    """Return the title in the page's language form."""
    return in_form(memorandum, "title")


def crumbs(memorandum: Memorandum | None = None, *more: Crumb) -> tuple[Crumb, ...]:
    """Return the way to a memorandum's page, or beyond it."""
    found = (Crumb(_("Memoranda"), reverse("memoranda")),)
    if memorandum is None:
        return (*found, *more)
    url = reverse("memorandum", args=[memorandum.code]) if more else ""
    return (*found, Crumb(title_of(memorandum), url), *more)


def state_of(memorandum: Memorandum, today: date) -> tuple[State, Words]:
    """Return the state with its word; that a term is over is told by the clock."""
    if is_over(memorandum, today):
        return state("withdrawn"), OVER
    if memorandum.source and memorandum.status == Status.IN_FORCE and memorandum.until is None:
        return state("noted"), UNKNOWN
    status = Status(memorandum.status)
    return state(STATES[status]), status.label


# --- the list


@dataclass(frozen=True, slots=True)
class Group:
    """Memoranda of one kind, under a title."""

    title: str
    rows: tuple[Row, ...]


def groups(memoranda: Iterable[Memorandum], today: date) -> tuple[Group, ...]:
    """Return the list: in force, on their way, from earlier sources, past. Each row has its `parties` prefetched."""
    found: dict[str, list[Row]] = {}
    for memorandum in memoranda:
        found.setdefault(_group(memorandum, today), []).append(_row(memorandum, today))
    titles = (
        ("in-force", _("In force")),
        ("offered", _("Offered for signing")),
        ("prepared", _("Being prepared")),
        ("sources", _("Known from published sources")),
        ("past", _("Past")),
    )
    return tuple(Group(title, tuple(found[key])) for key, title in titles if key in found)


def _group(memorandum: Memorandum, today: date) -> str:
    if memorandum.status in (Status.ENDED, Status.REPLACED) or is_over(memorandum, today):
        return "past"
    if memorandum.source:
        return "sources"
    return str(memorandum.status)


def _row(memorandum: Memorandum, today: date) -> Row:
    shown, word = state_of(memorandum, today)
    parties = list(memorandum.parties.all())
    civil = sum(party.side == Side.CIVIL and not party.left_on for party in parties)
    states = [spoken.plain_words(party.shown_name, current()) for party in parties if party.side == Side.STATE]
    counted = ngettext("%(count)s organisation of civil society", "%(count)s organisations of civil society", civil) % {
        "count": spoken.count(civil, current())
    }
    when = spoken.day(memorandum.signed_on) if memorandum.signed_on else ""
    note = _("until %(day)s") % {"day": spoken.day(memorandum.until, genitive=True)} if memorandum.until else ""
    about = " · ".join([*states, counted])
    return Row(
        title_of(memorandum), reverse("memorandum", args=[memorandum.code]), about, when, note, False, shown, word
    )


# --- one memorandum


@dataclass(frozen=True, slots=True)
class ShownParty:
    """A party as its row shows it."""

    name: str
    side: Words
    is_registered: bool
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
class ShownSignature:
    """The verdict on one signature: its state, its sentences."""

    state: State
    word: Words
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownFile:
    """An uploaded signed file with everything that is said of it."""

    name: str
    file: Attached | None
    when: str
    by: str
    is_checking: bool
    refusal: str
    sentences: tuple[str, ...]
    signatures: tuple[ShownSignature, ...]


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
        title_of(memorandum),
        in_form(memorandum, "summary"),
        shown,
        word,
        memorandum.source,
        _facts(memorandum),
        tuple(map(_party, parties)),
        tuple(_obligation(row) for row in obligations if row.side == Side.STATE),
        tuple(_obligation(row) for row in obligations if row.side == Side.CIVIL),
        tuple((_renewed(row), row.basis) for row in renewals),
        year_of(memorandum, parties, renewals, today),
        reverse("memorandum-text", args=[memorandum.code]),
        memorandum.ended_reason,
        (title_of(successor), reverse("memorandum", args=[successor.code])) if successor else None,
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
        party.shown_name,
        Side(party.side).label,
        party.organisation_id is not None,
        party.signed_by or party.signatory,
        party.signed_as if party.signed_by else party.function,
        spoken.day(party.signed_on),
        spoken.day(party.left_on),
        party.left_statement,
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


def year_of(
    memorandum: Memorandum, parties: Sequence[Party], renewals: Sequence[Renewal], today: date
) -> timeline.Year | None:
    """Return the term as a picture of years; None where nothing of it has a date yet."""
    first = memorandum.begins_on
    if first is None:
        return None
    end = memorandum.ends_on or memorandum.until
    horizon = date(max(today.year, first.year) + 1, 12, 31)
    last = end or (local_date(memorandum.ended_at) if memorandum.ended_at else horizon)
    is_known = not memorandum.source or end is not None
    words = _span(first, end) if is_known else f"{spoken.day(first)} – ({UNKNOWN})"
    kind = timeline.Kind.LASTS if is_known else timeline.Kind.WINDOW
    term = timeline.Event(_("Term"), kind, first, max(last, first), words)
    events = [term]
    events += [_renewal_event(row, horizon) for row in renewals]
    if memorandum.signed_on:
        signed = memorandum.signed_on
        events.append(timeline.Event(_("Signed"), timeline.Kind.FIXED, signed, signed, spoken.day(signed)))
    if memorandum.ended_at:
        ended = local_date(memorandum.ended_at)
        events.append(timeline.Event(_("Ended"), timeline.Kind.FIXED, ended, ended, spoken.day(ended)))
    left = sorted((party.left_on, party.order) for party in parties if party.left_on)
    for on in dict.fromkeys(day for day, _order in left):
        events.append(timeline.Event(_("A party leaves"), timeline.Kind.FIXED, on, on, spoken.day(on)))
    latest = max(max(event.last for event in events), today)
    return timeline.year(events, _scale(first.year, latest.year), today, _("today"), _("The term of the memorandum"))


def _renewal_event(row: Renewal, horizon: date) -> timeline.Event:
    last = row.until or horizon
    return timeline.Event(_("Renewed"), timeline.Kind.LASTS, row.on, max(last, row.on), _span(row.on, row.until))


def _span(first: date, last: date | None) -> str:
    return f"{spoken.day(first)} – {spoken.day(last)}" if last else f"{spoken.day(first)} –"


def _scale(first: int, last: int) -> list[tuple[date, str]]:
    """Return the marks of the scale: about six years by name; the last mark, unnamed, ends the drawing."""
    step = max(1, -(-(last - first + 1) // 6))
    return [(date(year, 1, 1), f"{year}.") for year in range(first, last + 1, step)] + [(date(last, 12, 1), "")]


# --- signed files


def files_of(rows: Iterable[SignedFile], *, with_names: bool) -> tuple[ShownFile, ...]:
    """Return signed files, each with its `signatures` prefetched; who sent it is told to those who work on it."""
    return tuple(_file(row, with_names=with_names) for row in rows)


def _file(row: SignedFile, *, with_names: bool) -> ShownFile:
    signatures = list(row.signatures.all())
    is_checked = row.state == SignedState.CHECKED
    said = (sentences.of_text(row), sentences.of_file(row, len(signatures))) if is_checked else ()
    url = reverse("memorandum-signed-file", args=[row.memorandum.code, row.pk])
    organisation = spoken.plain_words(row.organisation.shown_name, current()) if row.organisation else ""
    return ShownFile(
        row.name,
        attached(row.file, url),
        spoken.day_time(row.at),
        organisation if with_names else "",
        row.state == SignedState.CHECKING,
        sentences.refusal(row.refusal) if row.refusal else "",
        tuple(filter(None, said)),
        tuple(map(_signature, signatures)),
    )


def _signature(signature: Signature) -> ShownSignature:
    if sentences.is_good(signature):
        shown, word = state("done"), _("Proven")
    elif sentences.is_whole(signature):
        shown, word = state("noted"), _("Untouched, signer not proven")
    else:
        shown, word = state("objects"), _("Not valid")
    return ShownSignature(shown, word, sentences.verdict(signature))


# --- deeds


@dataclass(frozen=True, slots=True)
class Deeds:
    """What can be done with a memorandum now, each with its reason where it cannot; None where it is not offered."""

    works: bool
    edit: bool
    offer: Decision | None
    take_back: Decision | None
    signing: bool
    upload: Decision | None
    in_force: Decision | None
    renew: bool
    end: bool
    leave: Decision | None
    waiting: tuple[ProposedDeed, ...]


def deeds(memorandum: Memorandum, actor: Actor, now: datetime) -> Deeds:
    """Return the deeds that the actor is shown."""
    works = bool(permissions.may_prepare(actor, memorandum, now))
    status = memorandum.status
    upload = permissions.may_upload(actor, memorandum, now)
    leave = permissions.may_leave(actor, memorandum, now)
    return Deeds(
        works=works,
        edit=works and status == Status.PREPARED,
        offer=MEMORANDUM.may(memorandum, "offer", actor, now) if works and status == Status.PREPARED else None,
        take_back=MEMORANDUM.may(memorandum, "take-back", actor, now) if works and status == Status.OFFERED else None,
        signing=works and status == Status.OFFERED,
        upload=upload if upload else None,
        in_force=permissions.may_bring_into_force(actor, memorandum, now)
        if works and status == Status.OFFERED
        else None,
        renew=works and status == Status.IN_FORCE and memorandum.until is not None,
        end=works and status == Status.IN_FORCE,
        leave=leave if leave else None,
        waiting=tuple(second.all_waiting(memorandum.pk)) if works else (),
    )


# --- what a second person sees


def describe(proposals: Sequence[ProposedDeed]) -> dict[UUID, second.Described]:
    """Describe proposals about memoranda, in a constant number of queries."""
    rows = Memorandum.objects.filter(pk__in=[int(each.subject_id) for each in proposals])
    known = {str(row.pk): row for row in rows.prefetch_related("parties")}
    after = {each.payload.get("replaced_by") for each in proposals} - {None}
    successors = {row.pk: title_of(row) for row in Memorandum.objects.filter(pk__in=after)} if after else {}
    return {
        each.pk: _described(each, known[each.subject_id], successors) for each in proposals if each.subject_id in known
    }


def _described(each: ProposedDeed, memorandum: Memorandum, successors: dict[int, str]) -> second.Described:
    url = reverse("memorandum", args=[memorandum.code])
    if each.deed == "memorandum-in-force":
        parties = memorandum.parties.all()
        signed = [party.shown_name for party in parties if party.signed_on]
        missing = [party.shown_name for party in parties if not party.signed_on]
        facts: list[tuple[Words, str]] = [(_("Signed"), "; ".join(signed)), (_("Term"), term_in_words(memorandum))]
        if missing:
            facts.append((_("Did not sign"), "; ".join(missing)))
        return second.Described(_("Bring the memorandum into force"), title_of(memorandum), url, tuple(facts))
    successor = each.payload.get("replaced_by")
    if successor is None:
        return second.Described(_("End the memorandum"), title_of(memorandum), url)
    named = ((_("Replaced by"), successors.get(successor, "")),)
    return second.Described(_("Replace the memorandum by another"), title_of(memorandum), url, named)


for _deed in ("memorandum-in-force", "memorandum-end"):
    second.register_words(_deed, describe)
