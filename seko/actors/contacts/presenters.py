"""What pages show of contact points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from seko.actors.contacts.enums import Level
from seko.actors.contacts.models import ContactPoint
from seko.actors.contacts.permissions import may_update_contact
from seko.actors.contacts.queries import Coverage, is_stale
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.queries import searched, words_of
from seko.foundation.core.languages import current
from seko.foundation.design import spoken
from seko.foundation.design.charts import Amount, Bar, bar
from seko.foundation.text.collation import sort_key

STALE, WITHOUT = "stale", "without"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list is asked for: words, a level, only what is stale or bodies without a contact point."""

    words: str = ""
    level: str = ""
    state: str = ""


def read(typed: str, level: str, state: str) -> Asked:
    """Return what an address asks for; what is not among the choices asks for nothing."""
    return Asked(
        " ".join(typed[:200].replace("\x00", "").split()),
        level if level in Level.values else "",
        state if state in (STALE, WITHOUT) else "",
    )


def chosen(entries: Iterable[ContactPoint], asked: Asked, now: datetime) -> list[ContactPoint]:
    """Return the entries asked for: by level, then by the body's name in the page's alphabet."""
    wanted, language, levels = searched(asked.words), current(), list(Level)
    found = [
        entry
        for entry in entries
        if (not asked.level or entry.level == asked.level)
        and (asked.state != STALE or is_stale(entry, now))
        and _has(entry, wanted)
    ]
    return sorted(found, key=lambda each: (levels.index(Level(each.level)), sort_key(_body(each), language), each.pk))


def _body(entry: ContactPoint) -> str:
    return entry.organisation.shown_name


def _has(entry: ContactPoint, wanted: Sequence[str]) -> bool:
    body = entry.organisation
    texts = [body.name, body.name_en, body.short_name, body.town, entry.person.name, entry.function]
    words = words_of(*texts, entry.deputy.name if entry.deputy else "")
    return all(any(word.startswith(each) for word in words) for each in wanted)


@dataclass(frozen=True, slots=True)
class Entry:
    """A contact point on the list; `edit_url` for whoever may change it."""

    body: str
    body_url: str
    level: str
    person: str
    function: str
    email: str
    phone: str
    deputy: str
    verified: str
    is_stale: bool
    edit_url: str


def entries_of(rows: Iterable[ContactPoint], actor: Actor, now: datetime) -> tuple[Entry, ...]:
    """Return the entries of a page."""
    return tuple(
        Entry(
            body=_body(row),
            body_url=reverse("organisation", args=[row.organisation.slug]),
            level=str(Level(row.level).label),
            person=row.person.name,
            function=row.function,
            email=row.email,
            phone=row.phone,
            deputy=row.deputy.name if row.deputy else "",
            verified=spoken.day(row.verified_at),
            is_stale=is_stale(row, now),
            edit_url=reverse("contact-point-edit", args=[row.pk]) if may_update_contact(actor, row, now) else "",
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A level with its bar and its numbers, each with the address of its list."""

    name: str
    url: str
    bar: Bar
    total: int
    current: int
    stale: int
    stale_url: str
    without: int
    without_url: str


def levels_of(found: Iterable[Coverage]) -> tuple[LevelRow, ...]:
    """Return the picture of the coverage and its table."""
    rows = []
    page = reverse("contact-points")
    for each in found:
        name, missing = str(each.level.label), len(each.without)
        amounts = (
            Amount(each.current, "yes", _("verified within a year")),
            Amount(each.stale, "wait", _("not verified for over a year")),
            Amount(missing, "plain", _("without a contact person")),
        )
        title = f"{name}: " + ", ".join(f"{amount.word} {amount.count}" for amount in amounts)
        url = f"{page}?level={each.level}"
        rows.append(
            LevelRow(
                name=name,
                url=url,
                bar=bar(amounts, title),
                total=each.total,
                current=each.current,
                stale=each.stale,
                stale_url=f"{url}&state={STALE}",
                without=missing,
                without_url=f"{url}&state={WITHOUT}",
            )
        )
    return tuple(rows)


def without_of(found: Iterable[Coverage], asked: Asked) -> tuple[tuple[str, str], ...]:
    """Return the bodies without a contact point as (name, address), of the level asked for."""
    wanted = [body for each in found if asked.level in ("", each.level) for body in each.without]
    wanted.sort(key=lambda body: sort_key(body.shown_name, current()))
    return tuple((body.shown_name, reverse("organisation", args=[body.slug])) for body in wanted)
