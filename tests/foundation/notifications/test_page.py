"""The page of notices: one's own, in one's language form, with the same number of queries for one and for thirty."""

from __future__ import annotations

from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seko.foundation.notifications.models import Notice
from seko.foundation.notifications.queries import unread_count
from seko.foundation.notifications.sending import send_due
from tests.foundation.notifications.conftest import NOW, person, tell
from tests.smtp import Mailbox

pytestmark = pytest.mark.django_db


def page(client: Client, url: str = "/sr/notices/") -> str:
    response = client.get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_one_sees_ones_own_notices(client: Client) -> None:
    ana, mila = person("ana"), person("mila")
    tell(ana, title="Анин нацрт", path="/sr/notices/")
    tell(mila, title="Милин нацрт", key="other")
    client.force_login(ana)
    text = page(client)
    assert '<a class="row-link" href="/sr/notices/">[sr] Одговор: Анин нацрт</a>' in text
    assert "Милин" not in text
    assert unread_count(ana) == 1


def test_it_is_in_the_readers_form(client: Client) -> None:
    ana = person()
    tell(ana, title="Нацрт", title_en="Draft", path="/sr/notices/")
    client.force_login(ana)
    assert "[sr-latn] Одговор: Nacrt" in page(client, "/sr-latn/notices/").replace("Odgovor", "Одговор")
    english = page(client, "/en/notices/")
    assert "Draft" in english
    assert 'href="/en/notices/"' in english


def test_an_empty_page_says_what_will_be_here(client: Client) -> None:
    client.force_login(person())
    assert "Овде стоји оно што вас се тиче" in page(client)


def test_reading_one_and_reading_all(client: Client) -> None:
    ana, mila = person("ana"), person("mila")
    for number in range(3):
        tell(ana, mila, key=f"answered:{number}")
    client.force_login(ana)
    one = Notice.objects.filter(recipient=ana.pk).first()
    assert one is not None
    assert page(client).count("Означи као прочитано</button>") == 3
    assert client.post(reverse("notice-read", args=[one.pk])).status_code == 302
    assert page(client).count("Означи као прочитано</button>") == 2
    assert client.post(reverse("notices-read")).status_code == 302
    assert page(client).count("Означи као прочитано</button>") == 0
    assert (unread_count(ana), unread_count(mila)) == (0, 3)


def test_anothers_notice_is_not_there(client: Client) -> None:
    ana, mila = person("ana"), person("mila")
    tell(mila)
    client.force_login(ana)
    assert client.post(reverse("notice-read", args=[Notice.objects.get().pk])).status_code == 404
    assert client.post(reverse("notice-read", args=[uuid4()])).status_code == 404
    assert unread_count(mila) == 1


def test_looking_marks_nothing(client: Client) -> None:
    """reliability.md C8 90: what a mail scanner or a preview fetches changes nothing."""
    ana = person()
    tell(ana)
    client.force_login(ana)
    one = Notice.objects.get()
    answers = [client.get(reverse("notice-read", args=[one.pk])), client.get(reverse("notices-read"))]
    assert [answer.status_code for answer in answers] == [405, 405]
    assert unread_count(ana) == 1


def test_a_notice_of_an_unknown_kind_is_left_out(client: Client) -> None:
    ana = person()
    tell(ana, kind="of-tomorrow", title="Сутра")
    client.force_login(ana)
    assert "Сутра" not in page(client)


def test_thirty_notices_need_the_queries_of_one(client: Client) -> None:
    ana = person()
    client.force_login(ana)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            page(client)
        return len(captured)

    tell(ana, key="0")
    of_one = queries()
    for number in range(1, 40):
        tell(ana, key=str(number))
    assert queries() == of_one
    assert page(client).count('class="row"') == 30
    assert page(client, "/sr/notices/?page=2").count('class="row"') == 10


def test_a_stranger_sees_nothing(client: Client) -> None:
    tell(person())
    assert client.get("/sr/notices/", headers={"hx-request": "true"}).status_code == 401


def test_the_command_shows_counts_and_no_address(mailbox: Mailbox) -> None:
    tell(person("ana"), key="a")
    mailbox.refusal = "451 busy"
    send_due(NOW)
    told: Any = StringIO()
    call_command("mail_queue", stdout=told)
    assert "waiting    1" in told.getvalue()
    assert "tries 1 code 451" in told.getvalue()
    assert "@" not in told.getvalue()
    call_command("mail_queue", "--drop-waiting", stdout=told)
    assert "1 unsent mails were called off" in told.getvalue()
