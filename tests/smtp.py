"""A real mail server that keeps what it is given: the fixture `mailbox`."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tools.postgres import free_port


@dataclass(frozen=True, slots=True)
class Delivered:
    """A letter as the server took it: the envelope's addresses, and the message itself, parsed."""

    sender: str
    recipients: tuple[str, ...]
    message: EmailMessage

    @property
    def subject(self) -> str:
        """The subject, decoded."""
        return str(self.message["Subject"])

    @property
    def text(self) -> str:
        """The plain text part, decoded; empty where there is none."""
        part = self.message.get_body(("plain",))
        return part.get_content() if part else ""

    @property
    def html(self) -> str:
        """The HTML part, decoded; empty where there is none."""
        part = self.message.get_body(("html",))
        return part.get_content() if part else ""


class Mailbox:
    """The server's handler. `refusal` (such as "451 busy") is answered to every letter while it is set."""

    def __init__(self) -> None:
        self.delivered: list[Delivered] = []
        self.refusal: str | None = None

    def __len__(self) -> int:
        return len(self.delivered)

    def __iter__(self) -> Iterator[Delivered]:
        return iter(self.delivered)

    def __getitem__(self, index: int) -> Delivered:
        return self.delivered[index]

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Keep the letter, or refuse it."""
        if self.refusal:
            return self.refusal
        content = envelope.content
        raw = content if isinstance(content, bytes) else str(content).encode()
        message = email.message_from_bytes(raw, policy=email.policy.default)
        self.delivered.append(Delivered(envelope.mail_from or "", tuple(envelope.rcpt_tos), message))
        return "250 kept"


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    """Start a mail server on a free port and let the platform send to it."""
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = controller.hostname, controller.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    yield box
    controller.stop()
