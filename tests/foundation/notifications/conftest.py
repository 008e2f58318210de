"""People who are told, a kind of notice with its templates, and a mail server that does what a test scripts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from seko.actors.accounts.models import Person
from seko.foundation.notifications import actions, registry
from seko.foundation.notifications.models import Outbox
from tests.smtp import Mailbox
from tools.postgres import free_port

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


class ScriptedMailbox(Mailbox):
    """A mailbox that refuses single recipients, or cuts the line after the letter was given over."""

    def __init__(self) -> None:
        super().__init__()
        self.refused: dict[str, str] = {}
        self.cuts = 0

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Refuse or take a recipient."""
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 known"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take the letter; cut the line instead of answering while `cuts` is left."""
        if self.cuts:
            self.cuts -= 1
            assert server.transport is not None
            server.transport.close()
            return "250 nobody hears this"
        return await super().handle_DATA(server, session, envelope)


@pytest.fixture
def scripted(settings: Any) -> Iterator[ScriptedMailbox]:
    """Start a scripted mail server and let the platform send to it."""
    box = ScriptedMailbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = controller.hostname, controller.port
    yield box
    controller.stop()


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """Know one kind of notice, with templates of its own."""
    folder = Path(__file__).parent / "templates"
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [folder]}]
    settings.SITE_URL = "https://seko.primer.example"
    settings.DEMONSTRATION = False
    monkeypatch.setattr(registry, "_kinds", {})
    registry.register_kind("answered", template="tests/mail/answered")


def person(name: str = "ana", language: str = "sr", **fields: Any) -> Person:
    """Return a new person with a confirmed address."""
    fields = {"email_confirmed_at": NOW, "language": language, **fields}
    return Person.objects.create_person(f"{name}@primer.example", name.title(), **fields)


def tell(*people: Person, key: str = "answered:1", kind: str = "answered", **context: Any) -> int:
    """Tell people of one event."""
    return actions.notify(
        kind,
        recipients=[someone.pk for someone in people],
        subject="response",
        subject_id="7",
        context={"title": "Нацрт", "words": "Ваш коментар је прихваћен.", **context},
        now=NOW,
        key=key,
    )


def states() -> list[str]:
    """Return the states of all mails, sorted."""
    return sorted(Outbox.objects.values_list("state", flat=True))
