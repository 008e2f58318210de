"""Who is told of what happens to a memorandum: one table (entry -> audience -> template)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from seko.actors.organisations.actor import Actor
from seko.drafts.memoranda.models import Memorandum, Renewal
from seko.drafts.memoranda.queries import coordination, people_of_parties
from seko.foundation.core.dates import local_date
from seko.foundation.notifications.actions import notify
from seko.foundation.notifications.registry import register_kind


def _tell(kind: str, memorandum: Memorandum, people: set[UUID], now: datetime, *, event: str, **extra: str) -> None:
    notify(
        kind,
        recipients=people,
        subject="memorandum",
        subject_id=memorandum.pk,
        context={"code": memorandum.code, "title": memorandum.title_sr, "title_en": memorandum.title_en, **extra},
        now=now,
        key=f"{kind}:{memorandum.pk}:{event}",
    )


def offered(memorandum: Memorandum, *, by: Actor, now: datetime) -> None:
    """Tell the parties' people that they can read and sign it."""
    _tell("memorandum-offered", memorandum, people_of_parties(memorandum, local_date(now)), now, event=now.isoformat())


def taken_back(memorandum: Memorandum, *, by: Actor, now: datetime) -> None:
    """Tell the parties' people that the offered text is being changed: nobody should sign it."""
    people = people_of_parties(memorandum, local_date(now))
    _tell("memorandum-taken-back", memorandum, people, now, event=now.isoformat())


def in_force(memorandum: Memorandum, *, by: Actor, now: datetime) -> None:
    """Tell the parties' people that it is in force."""
    _tell("memorandum-in-force", memorandum, people_of_parties(memorandum, local_date(now)), now, event="in-force")


def ended(memorandum: Memorandum, *, by: Actor, now: datetime) -> None:
    """Tell the parties' people that it ended, and why."""
    people = people_of_parties(memorandum, local_date(now))
    _tell("memorandum-ended", memorandum, people, now, event="ended", reason=memorandum.ended_reason)


def renewed(memorandum: Memorandum, renewal: Renewal, *, now: datetime) -> None:
    """Tell the parties' people until when it goes on."""
    until = renewal.until.isoformat() if renewal.until else ""
    people = people_of_parties(memorandum, local_date(now))
    _tell("memorandum-renewed", memorandum, people, now, event=str(renewal.pk), until=until)


def left(memorandum: Memorandum, party: str, statement: str, on: date, *, event: str, now: datetime) -> None:
    """Tell the other parties' people and the ministry's coordination that a party leaves."""
    today = local_date(now)
    people = people_of_parties(memorandum, today) | coordination(today)
    extra = {"party": party, "statement": statement, "on": on.isoformat()}
    _tell("memorandum-left", memorandum, people, now, event=event, **extra)


def signed_file_checked(memorandum: Memorandum, file: str, *, sender: str, now: datetime) -> None:
    """Tell the ministry's coordination that a party has sent a signed file, whatever its verdict."""
    people = coordination(local_date(now))
    _tell("memorandum-signed-file", memorandum, people, now, event=file, party=sender)


def term_ends(memorandum: Memorandum, until: date, days: int, *, now: datetime) -> None:
    """Tell the parties' people and the ministry's coordination that the term ends in `days` days or sooner."""
    today = local_date(now)
    people = people_of_parties(memorandum, today) | coordination(today)
    _tell("memorandum-term-ends", memorandum, people, now, event=f"{until}:{days}", until=until.isoformat())


def _page(context: dict[str, Any], language: str) -> dict[str, Any]:
    return {"path": reverse("memorandum", args=[context["code"]])}


def _dated(context: dict[str, Any], language: str) -> dict[str, Any]:
    days = {name: date.fromisoformat(context[name]) for name in ("until", "on") if context.get(name)}
    return {**_page(context, language), **days}


for _kind, _details in (
    ("memorandum-offered", _page),
    ("memorandum-taken-back", _page),
    ("memorandum-in-force", _page),
    ("memorandum-ended", _page),
    ("memorandum-signed-file", _page),
    ("memorandum-renewed", _dated),
    ("memorandum-left", _dated),
    ("memorandum-term-ends", _dated),
):
    _name = _kind.removeprefix("memorandum-").replace("-", "_")
    register_kind(_kind, template=f"memoranda/mail/{_name}", details=_details)
