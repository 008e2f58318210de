"""Sending: nothing lost, nothing twice except in the one window, no storm (reliability.md C12, D4, D12)."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.mail.backends.smtp import EmailBackend
from django.db import connection

from seko.actors.accounts.models import Person
from seko.foundation.jobs import timed
from seko.foundation.notifications import actions, registry
from seko.foundation.notifications.models import Outbox
from seko.foundation.notifications.queries import mail_counts, troubled_mail
from seko.foundation.notifications.sending import LEASE, MOST_ATTEMPTS, WAITS, send_due
from tests.foundation.notifications.conftest import NOW, ScriptedMailbox, person, states, tell
from tests.smtp import Mailbox
from tools.postgres import free_port

pytestmark = pytest.mark.django_db


class KilledAfterSending(EmailBackend):
    """Stands for a worker that is killed between the server's 250 and our mark."""

    def send_messages(self, email_messages: Any) -> int:
        super().send_messages(email_messages)
        raise SystemExit


class KilledBeforeSending(EmailBackend):
    """Stands for a worker that is killed between the claim and the conversation."""

    def send_messages(self, email_messages: Any) -> int:
        raise SystemExit


def recipients(box: Mailbox) -> list[str]:
    return sorted(address for letter in box for address in letter.recipients)


def test_a_network_gets_one_mail_each_and_sees_no_other(mailbox: Mailbox) -> None:
    """reliability.md C12 114."""
    people = [person(f"clan{number}") for number in range(418)]
    tell(*people)
    assert sum(send_due(NOW)["sent"] for _ in range(3)) == 418
    assert recipients(mailbox) == sorted(one.email for one in people)
    assert {len(letter.recipients) for letter in mailbox} == {1}
    assert all(letter.message["To"] == letter.recipients[0] for letter in mailbox)
    assert len({letter.message["Message-ID"] for letter in mailbox}) == 418
    assert send_due(NOW) == {}


def test_it_goes_to_the_present_address(mailbox: Mailbox) -> None:
    """reliability.md C12 116."""
    ana = person()
    tell(ana)
    ana.email = "ana@novo.example"
    ana.save()
    send_due(NOW)
    assert recipients(mailbox) == ["ana@novo.example"]


def test_nobody_gets_what_is_not_for_them_any_more(mailbox: Mailbox) -> None:
    erased, inactive = uuid4(), person("inactive", is_active=False)
    unconfirmed, without = person("unconfirmed", email_confirmed_at=None), person("without")
    Person.objects.filter(pk=without.pk).update(email="")
    tell(inactive, unconfirmed, without)
    actions.notify("answered", recipients=[erased], subject="x", subject_id=1, context={}, now=NOW, key="k")
    assert send_due(NOW) == {"dropped": 4}
    assert len(mailbox) == 0
    assert set(Outbox.objects.values_list("state", flat=True)) == {"dropped"}


def test_the_mail_that_asks_to_confirm_goes_to_the_unconfirmed(mailbox: Mailbox) -> None:
    registry.register_kind("confirm", template="tests/mail/answered", to_unconfirmed=True)
    tell(person(email_confirmed_at=None), kind="confirm")
    send_due(NOW)
    assert recipients(mailbox) == ["ana@primer.example"]


def test_what_is_gone_is_dropped(mailbox: Mailbox) -> None:
    registry._kinds.clear()
    registry.register_kind("answered", template="tests/mail/answered", details=lambda context, language: None)
    tell(person())
    assert (send_due(NOW), len(mailbox)) == ({"dropped": 1}, 0)


def test_what_was_sent_forgets_its_words(mailbox: Mailbox) -> None:
    tell(person(), token="tajna")
    send_due(NOW)
    mail = Outbox.objects.get()
    assert (mail.state, mail.context, mail.reply_code, mail.attempts, mail.may_be_double) == ("sent", {}, 250, 1, False)
    assert mail.sent_at is not None
    assert mail.sent_at >= NOW


def test_an_unknown_kind_waits_for_the_next_release(mailbox: Mailbox) -> None:
    """reliability.md C16 133."""
    tell(person("ana"), kind="of-tomorrow", key="a")
    tell(person("mila"), key="b")
    assert send_due(NOW) == {"waiting": 1, "sent": 1}
    registry.register_kind("of-tomorrow", template="tests/mail/answered")
    assert send_due(NOW + timedelta(minutes=11)) == {"sent": 1}
    assert recipients(mailbox) == ["ana@primer.example", "mila@primer.example"]


def test_words_that_cannot_be_made_do_not_stop_the_others(mailbox: Mailbox, caplog: pytest.LogCaptureFixture) -> None:
    registry.register_kind("broken", template="tests/mail/missing")
    tell(person("ana"), kind="broken", key="a")
    tell(person("mila"), key="b")
    assert send_due(NOW) == {"waiting": 1, "sent": 1}
    assert recipients(mailbox) == ["mila@primer.example"]
    assert "TemplateDoesNotExist" in caplog.text


def test_a_refusal_for_now_is_tried_again_with_growing_waits(mailbox: Mailbox) -> None:
    mailbox.refusal = "451 busy"
    tell(person())
    moment, tries = NOW, []
    for wait in WAITS:
        assert send_due(moment) == {"waiting": 1}
        assert send_due(moment + wait - timedelta(seconds=5)) == {}
        moment += wait + timedelta(seconds=5)
        tries.append(Outbox.objects.get().reply_code)
    assert send_due(moment) == {"failed": 1}
    assert send_due(moment + timedelta(days=30)) == {}
    mail = Outbox.objects.get()
    assert (mail.attempts, tries, mail.may_be_double) == (MOST_ATTEMPTS, [451] * 7, False)
    mailbox.refusal = None
    assert actions.try_again(now=moment) == 1
    assert send_due(moment) == {"sent": 1}
    assert recipients(mailbox) == ["ana@primer.example"]


@pytest.mark.parametrize("where", ["recipient", "content"])
def test_a_refusal_for_good_is_not_tried_again(scripted: ScriptedMailbox, where: str) -> None:
    if where == "recipient":
        scripted.refused["ana@primer.example"] = "550 no such box"
    else:
        scripted.refusal = "554 not wanted"
    tell(person("ana"))
    assert send_due(NOW) == {"bounced": 1}
    scripted.refused, scripted.refusal = {}, None
    assert send_due(NOW + timedelta(days=30)) == {}
    mail = Outbox.objects.get()
    assert (mail.attempts, mail.reply_code, mail.context) == (1, 550 if where == "recipient" else 554, {})


def test_one_full_box_does_not_hold_the_others_up(scripted: ScriptedMailbox) -> None:
    scripted.refused = {"ana@primer.example": "452 full", "mila@primer.example": "550 unknown"}
    people = [person(name) for name in ("ana", "mila", "john")]
    tell(*people)
    assert send_due(NOW) == {"waiting": 1, "bounced": 1, "sent": 1}
    assert recipients(scripted) == ["john@primer.example"]


def test_a_server_that_is_away_costs_no_mail_a_try(settings: Any, mailbox: Mailbox) -> None:
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, free_port()
    tell(person("ana"), person("mila"))
    for minute in range(20):
        assert send_due(NOW + timedelta(minutes=minute)) == {}
    assert set(Outbox.objects.values_list("state", "attempts")) == {("waiting", 0)}
    assert send_due(NOW + timedelta(minutes=19, seconds=50)) == {}
    settings.EMAIL_PORT = port
    assert send_due(NOW + timedelta(minutes=21)) == {"sent": 2}


def test_a_line_cut_before_the_answer_may_mean_twice(scripted: ScriptedMailbox) -> None:
    scripted.cuts = 1
    tell(person("ana"), key="a")
    tell(person("mila"), key="b")
    assert send_due(NOW) == {}
    assert len(scripted) == 0
    assert send_due(NOW + timedelta(minutes=2)) == {"sent": 2}
    assert recipients(scripted) == ["ana@primer.example", "mila@primer.example"]
    assert sorted(Outbox.objects.values_list("attempts", "may_be_double")) == [(1, False), (2, True)]
    assert [mail.attempts for mail in troubled_mail()] == [2]


def test_a_kill_before_sending_loses_nothing(mailbox: Mailbox, settings: Any) -> None:
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.KilledBeforeSending"
    tell(person())
    with pytest.raises(SystemExit):
        send_due(NOW)
    settings.EMAIL_BACKEND = backend
    assert states() == ["sending"]
    assert send_due(NOW + LEASE - timedelta(seconds=5)) == {}
    assert send_due(NOW + LEASE + timedelta(seconds=5)) == {"sent": 1}
    assert recipients(mailbox) == ["ana@primer.example"]


def test_a_kill_after_sending_doubles_one_mail_and_says_so(mailbox: Mailbox, settings: Any) -> None:
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.KilledAfterSending"
    tell(*[person(f"clan{number}") for number in range(5)])
    with pytest.raises(SystemExit):
        send_due(NOW)
    settings.EMAIL_BACKEND = backend
    assert send_due(NOW + timedelta(minutes=1)) == {"sent": 4}
    assert send_due(NOW + LEASE + timedelta(seconds=5)) == {"sent": 1}
    by_identifier = Counter(letter.message["Message-ID"] for letter in mailbox)
    assert sorted(by_identifier.values()) == [1, 1, 1, 1, 2]
    [double] = troubled_mail()
    assert by_identifier[f"<{double.pk}@seko.primer.example>"] == 2
    assert mail_counts() == {
        "waiting": 0, "sending": 0, "sent": 5, "bounced": 0, "failed": 0, "dropped": 0, "cancelled": 0,
    }  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_several_workers_send_each_mail_once(mailbox: Mailbox) -> None:
    people = [person(f"clan{number}") for number in range(40)]
    tell(*people)
    start, counted = threading.Barrier(3), []

    def worker() -> None:
        start.wait()
        try:
            counted.append(send_due(NOW)["sent"])
        finally:
            connection.close()

    threads = [threading.Thread(target=worker) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(counted) == 40
    assert recipients(mailbox) == sorted(one.email for one in people)


def test_addresses_beyond_ascii_are_reached(mailbox: Mailbox) -> None:
    ana = person()
    ana.email = "ana@пример.example"
    ana.save()
    tell(ana)
    assert send_due(NOW) == {"sent": 1}
    assert recipients(mailbox) == ["ana@xn--e1afmkfd.example"]


def test_the_scheduler_sends_in_every_round() -> None:
    names = [name for name, _call in timed.due_calls()]
    assert "foundation.notifications.jobs.send_due_mail" in names
