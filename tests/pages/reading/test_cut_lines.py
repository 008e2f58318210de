"""A line that drops while a comment is sent or saved: half a text is never the text (reliability.md C4 51)."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

import pytest
from django.urls import reverse
from pytest_django.live_server_helper import LiveServer

from seko.dialogue.comments.models import Comment, Unsent
from seko.foundation.core import clock
from tests import factories as f

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _in_march() -> Iterator[None]:
    clock.pin(f.COMMENTING)
    yield
    clock.pin(None)


@pytest.mark.bad_input(51)
@pytest.mark.parametrize(("verb", "name"), [("POST", "comment-send"), ("PUT", "unsent-save"), ("POST", "unsent-save")])
def test_nine_tenths_of_a_text_are_not_the_text(live_server: LiveServer, verb: str, name: str) -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko], version=f.a_version(circle="public"))
    client = f.client_of(network.members[0])
    page = client.get(reverse("reading", args=[consultation.code]), {"p": "1-1"}).content.decode()
    token = page[page.index('name="csrfmiddlewaretoken" value="') + 34 :].split('"', 1)[0]
    cookies = "; ".join(f"{key}={cookie.value}" for key, cookie in client.cookies.items())
    body = urlencode({"unsent": str(uuid4()), "at": "1-1", "words": "Реч по реч. " * 200}).encode()
    address = urlsplit(live_server.url)

    def ask(sent: bytes) -> int:
        head = (
            f"{verb} {reverse(name, args=[consultation.code])} HTTP/1.1\r\nHost: {address.netloc}\r\n"
            f"Cookie: {cookies}\r\nX-CSRFToken: {token}\r\nConnection: close\r\nIf-Match: *\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        with socket.create_connection((address.hostname, address.port), timeout=20) as line:
            line.sendall(head.encode() + sent)
            line.shutdown(socket.SHUT_WR)
            return int(line.makefile("rb").readline().split()[1])

    assert ask(body[: len(body) * 9 // 10]) == 400
    assert (Comment.objects.count(), Unsent.objects.count()) == (0, 0)
    assert ask(body) in (204, 302)
    assert Comment.objects.count() + Unsent.objects.count() == 1
