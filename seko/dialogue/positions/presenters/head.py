"""The head of the board: whose it is, until when, what can be done with it as a whole, how the comments add up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seko.actors.mechanism.models import Membership, Seko
from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import title_of
from seko.dialogue.positions import permissions
from seko.dialogue.positions.enums import PositionStatus
from seko.dialogue.positions.models import Position
from seko.dialogue.positions.presenters.addresses import UNDECIDED, Address
from seko.dialogue.positions.presenters.texts import Deadline, deadline_of, moment_of, name_of
from seko.dialogue.positions.queries import Counts
from seko.foundation.core.dates import local_date
from seko.foundation.core.decisions import ALLOWED
from seko.foundation.core.languages import current
from seko.foundation.design import spoken
from seko.foundation.design.charts import Amount, bar
from seko.foundation.design.parts import BarWithKey, Crumb, Link


class Mode(Enum):
    """What the person does on the board: decides, proposes, or only reads."""

    LEAD = "lead"
    PARTNER = "partner"
    READER = "reader"


@dataclass(frozen=True, slots=True)
class Doing:
    """The mode, and why nothing can be done where it is reading."""

    mode: Mode
    why: str = ""

    @property
    def is_lead(self) -> bool:
        """Whether the person decides."""
        return self.mode is Mode.LEAD

    @property
    def is_partner(self) -> bool:
        """Whether the person proposes."""
        return self.mode is Mode.PARTNER


def doing_of(actor: Actor, consultation: Consultation, seko: Seko, position: Position | None, now: datetime) -> Doing:
    """Return what the person can do on the board now."""
    is_open = permissions.board_is_open(consultation, position, now)
    if not is_open:
        return Doing(Mode.READER, str(is_open.reason))
    lead = permissions.may_lead(actor, seko.pk)
    if lead:
        return Doing(Mode.LEAD)
    return Doing(Mode.PARTNER) if permissions.may_partner(actor, seko.pk) else Doing(Mode.READER, str(lead.reason))


@dataclass(frozen=True, slots=True)
class Handing:
    """What stands where the position is handed in: a link, a refused button with its cure, or what was done.

    `sentence` says what became of it; `links` lead on.
    """

    url: str = ""
    refused: str = ""
    cure: Link | None = None
    sentence: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """The head of the board."""

    crumbs: tuple[Crumb, ...]
    facts: tuple[str, ...]
    deadline: Deadline
    sum: BarWithKey
    handing: Handing


def head_of(
    consultation: Consultation,
    seko: Seko,
    position: Position | None,
    consortium: Sequence[Membership],
    counts: Counts,
    actor: Actor,
    address: Address,
    now: datetime,
) -> Head:
    """Return the head of the board as this person sees it."""
    leads = [each for each in consortium if each.role == "lead"]
    partners = sum(each.role == "partner" for each in consortium)
    facts = [name_of(seko)]
    facts += [_lead_words(each, consultation) for each in leads]
    facts += [ngettext("%(count)s partner", "%(count)s partners", partners) % {"count": partners}] if partners else []
    is_over = now > consultation.leads_deadline_at
    return Head(
        crumbs(consultation),
        tuple(facts),
        deadline_of(consultation, now),
        sum_of(counts, address, is_over=is_over),
        handing_of(consultation, seko, position, counts, actor, address, now),
    )


def _lead_words(lead: Membership, consultation: Consultation) -> str:
    """Name the lead; one that took over in the middle of the consultation with the day since when it leads."""
    name = lead.organisation.shown_name
    if lead.starts_on <= local_date(consultation.opens_at):
        return _("lead organisation: %(name)s") % {"name": name}
    since = spoken.day(lead.starts_on, genitive=True)
    return _("lead organisation since %(day)s: %(name)s") % {"day": since, "name": name}


def crumbs(consultation: Consultation, *after: Crumb) -> tuple[Crumb, ...]:
    """Return the way to the board, and what lies below it."""
    last = after or (Crumb(_("Common position")),)
    return (
        Crumb(_("My tasks"), reverse("desk")),
        Crumb(title_of(consultation), reverse("consultation", args=[consultation.code])),
        *last,
    )


def below_board(consultation: Consultation, address: Address, title: str) -> tuple[Crumb, ...]:
    """Return the way to a page below the board."""
    return crumbs(consultation, Crumb(_("Common position"), address.board()), Crumb(title))


def sum_of(counts: Counts, address: Address | None = None, *, is_over: bool = False) -> BarWithKey:
    """Return "146 = 61 + 38 + 12 + 9 + 26" as a bar with its key."""
    undecided = address.at("", UNDECIDED).board() if address is not None and counts.awaiting else ""
    waiting, by_themselves = counts.awaiting, counts.by_itself
    if is_over:
        waiting += counts.being_answered
    else:
        by_themselves += counts.being_answered
    amounts: tuple[Amount, ...] = (
        Amount(counts.carried, "act", _("taken over")),
        Amount(counts.merged, "merged", _("merged")),
        Amount(counts.reworded, "reworded", _("reworded")),
        Amount(counts.set_aside, "no", _("not taken in, with a reason")),
        Amount(waiting, "wait", _("not decided in time") if is_over else _("not handled"), url=undecided),
    )
    if by_themselves:
        amounts += (Amount(by_themselves, "plain", _("go to the ministry by themselves")),)
    title = ", ".join(f"{amount.count} {amount.word}" for amount in amounts)
    word = ngettext("comment of members", "comments of members", counts.total)
    total = spoken.count(counts.total, current())
    return BarWithKey(bar(amounts, f"{total} {word}: {title}"), total, word)


def handing_of(
    consultation: Consultation,
    seko: Seko,
    position: Position | None,
    counts: Counts,
    actor: Actor,
    address: Address,
    now: datetime,
) -> Handing:
    """Return what can be done with the position as a whole."""
    result = Link(_("What was handed in"), address.to("position"))
    if position is not None and position.status == PositionStatus.SUBMITTED and position.submitted_at:
        sentence = _("Handed in: %(moment)s") % {"moment": moment_of(position.submitted_at)}
        back = (Link(_("Take back into work…"), address.to("board-take-back")),) if actor.leads(seko.pk) else ()
        may = permissions.may_take_back(actor, position, now) if back else ALLOWED
        return Handing(sentence=sentence, links=(result, *(back if may else ())))
    if now > consultation.leads_deadline_at:
        sentence = _("What was decided until the deadline counts as handed in.")
        return Handing(sentence=sentence, links=(result,) if position is not None else ())
    may_hand_in = permissions.may_consolidate(actor, consultation, seko.pk, now)
    if not actor.leads(seko.pk):
        return Handing(sentence=_("The lead organisation hands the position in."))
    if not may_hand_in:
        return Handing(refused=str(may_hand_in.reason))
    if counts.awaiting:
        words = ngettext("%(count)s comment", "%(count)s comments", counts.awaiting) % {"count": counts.awaiting}
        cure = Link(words, address.at("", UNDECIDED).board())
        return Handing(refused=ngettext("is not handled yet", "are not handled yet", counts.awaiting), cure=cure)
    return Handing(url=address.to("board-submit"))
