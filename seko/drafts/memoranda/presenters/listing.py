"""The list of memoranda: in groups, each memorandum a row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seko.drafts.memoranda.enums import Side, Status
from seko.drafts.memoranda.models import Memorandum
from seko.drafts.memoranda.presenters.naming import title_of
from seko.drafts.memoranda.queries import is_over, state_of
from seko.foundation.core.languages import current
from seko.foundation.design import spoken
from seko.foundation.design.parts import Row


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
    note = spoken.period(None, memorandum.until)
    about = " · ".join([*states, counted])
    return Row(
        title=title_of(memorandum),
        url=reverse("memorandum", args=[memorandum.code]),
        about=about,
        date=when,
        date_note=note,
        is_hard=False,
        chip=shown,
        chip_word=word,
    )
