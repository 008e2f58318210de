"""What the tests of the search stand on: a consultation on a public draft, its networks and their people."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.actions import carry
from seko.dialogue.positions.models import Point
from seko.dialogue.responses.actions import approve, assign, propose, save_draft
from seko.dialogue.responses.models import Response
from seko.drafts.documents.enums import Circle
from seko.foundation.core import clock
from seko.outlets.search.actions import catch_up
from tests import factories as f


@dataclass(frozen=True, slots=True)
class Scene:
    """The consultation and who may come upon it."""

    network: f.Network
    other: f.Network
    consultation: Consultation
    coordinator: Actor
    second: Actor
    officer: Actor

    def comment(self, words: str, **more: Any) -> Comment:
        """Send a comment of the network's first member through its SEKO."""
        more.setdefault("place", "1-1")
        return f.a_comment(self.consultation, self.network.members[0], words, seko=self.network.seko, **more)

    def taken_over(self, comment: Comment, now: datetime = f.CONSOLIDATING) -> Point:
        """Let the lead take the comment over into the common position."""
        return carry([comment], by=self.network.lead, now=now)[0]

    def answered(self, point: Point, reason: str, disposition: str = "accepted", will_change: str = "") -> Response:
        """Let the officer answer and the coordination publish."""
        draft = self.drafted(point, reason, disposition, will_change)
        propose(draft, by=self.officer, now=f.ANSWERING)
        return approve(draft, by=self.coordinator, now=f.ANSWERING)

    def drafted(self, point: Point, reason: str, disposition: str = "accepted", will_change: str = "") -> Response:
        """Let the officer write an answer that is not published."""
        assert self.officer.organisation is not None
        assign([point], institution=self.officer.organisation, by=self.coordinator, now=f.ANSWERING)
        fields = {"disposition": disposition, "reason": reason, "will_change": will_change}
        return save_draft(point, fields=fields, by=self.officer, now=f.ANSWERING)


@pytest.fixture
def scene() -> Scene:
    """A consultation of two networks on a draft that everybody reads."""
    network, other = f.a_network(), f.a_network("energy", members=1)
    consultation = f.a_consultation([network.seko, other.seko], version=f.a_version(circle=Circle.PUBLIC))
    coordinator = f.ministry()
    return Scene(network, other, consultation, coordinator, f.another_of(coordinator), f.an_officer())


@dataclass(frozen=True, slots=True)
class Results:
    """What the page of results says: its rows as (kind, title), its filters with their counts, its whole body."""

    rows: tuple[tuple[str, str], ...]
    filters: dict[str, str]
    body: str

    @property
    def titles(self) -> list[str]:
        """The rows' titles."""
        return [title for _kind, title in self.rows]


def look_for(
    query: str,
    actor: Actor | None = None,
    *,
    now: datetime = f.OVERDUE,
    code: str = "",
    language: str = "sr",
    client: Client | None = None,
    **more: str,
) -> Results:
    """Search as the actor would in a browser (nobody without one), after the job had its round."""
    while catch_up():
        pass
    with override(language):
        url = reverse("consultation-search", args=[code]) if code else reverse("search")
    with clock.pinned(now):
        response = (client or f.client_of(actor)).get(f"{url}?{urlencode({'q': query, **more})}")
    assert response.status_code == 200
    return read(response.content.decode())


def read(content: str) -> Results:
    """Read the page of results."""
    body = content[content.index("<main") : content.index("</main>")]
    rows = re.findall(r'<p class="result-kind">(.*?)</p><a class="row-link"[^>]*>(.*?)</a>', body, re.S)
    filters = re.findall(r'<a href="\?[^"]*"[^>]*>([^<]*?) <span class="num">([^<]*)</span>', body)
    return Results(tuple((plain(kind), plain(title)) for kind, title in rows), dict(filters), body)


def plain(html: str) -> str:
    """Return what is read of a piece of HTML."""
    return unescape(re.sub(r"<[^>]+>", "", html)).strip()
