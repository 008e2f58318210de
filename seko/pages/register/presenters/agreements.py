"""The memoranda of which an organisation is a party, as rows of its page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from seko.actors.organisations.actor import Actor
from seko.drafts.memoranda.models import Party
from seko.drafts.memoranda.queries import of_parties, state_of
from seko.foundation.core.dates import local_date
from seko.foundation.core.languages import in_form
from seko.foundation.design import spoken
from seko.foundation.design.parts import Row


def agreements(bodies: Iterable[UUID], actor: Actor, now: datetime) -> tuple[Row, ...]:
    """Return the memoranda of which the bodies are a party and which the reader may read, the newest first."""
    return tuple(_row(party, local_date(now)) for party in of_parties(bodies, actor, now))


def _row(party: Party, today: date) -> Row:
    memorandum = party.memorandum
    shown, word = state_of(memorandum, today)
    signed, left = memorandum.signed_on, party.left_on
    return Row(
        title=in_form(memorandum, "title"),
        url=reverse("memorandum", args=[memorandum.code]),
        about=_("left: %(day)s") % {"day": spoken.day(left)} if left else "",
        date=_("signed on %(day)s") % {"day": spoken.day(signed, genitive=True)} if signed else "",
        date_note=spoken.period(None, memorandum.until),
        chip=shown,
        chip_word=word,
    )
