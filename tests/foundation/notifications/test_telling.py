"""Telling: in the transaction, once per event and person, and calling it off."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from seko.foundation.notifications import actions, registry
from seko.foundation.notifications.models import Notice, Outbox
from seko.foundation.notifications.sending import send_due
from tests.foundation.notifications.conftest import NOW, person, states, tell
from tests.smtp import Mailbox

pytestmark = pytest.mark.django_db


def test_each_person_gets_one_notice_and_one_mail() -> None:
    ana, mila = person("ana"), person("mila")
    assert tell(ana, mila, ana) == 2
    assert tell(ana, mila) == 2
    for model in (Notice, Outbox):
        rows = model._default_manager.values_list("recipient", "event_key", "kind", "subject", "subject_id")
        assert sorted(rows) == sorted((one.pk, "answered:1", "answered", "response", "7") for one in (ana, mila))
    tell(ana, key="answered:2")
    assert (Notice.objects.count(), Outbox.objects.count()) == (3, 3)


def test_what_is_rolled_back_is_not_told() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        tell(person())
        raise ZeroDivisionError
    assert (Notice.objects.count(), Outbox.objects.count()) == (0, 0)


def test_a_whole_network_is_told_in_few_inserts() -> None:
    recipients = [uuid4() for _ in range(418)]
    with CaptureQueriesContext(connection) as queries:
        actions.notify(
            "answered", recipients=recipients, subject="x", subject_id=1, context={}, now=NOW, key="answered:1"
        )
    inserts = [query["sql"] for query in queries if query["sql"].startswith("INSERT")]
    # SQLite takes 999 values in one statement: 124 mails of eight columns, 111 notices of nine.
    assert len(inserts) == (2 if connection.vendor == "postgresql" else 11)
    assert (Notice.objects.count(), Outbox.objects.count()) == (418, 418)


def test_a_kind_may_be_mail_only_or_notice_only() -> None:
    registry.register_kind("receipt", template="tests/mail/answered", in_app=False)
    registry.register_kind("quiet", template="tests/mail/answered", mail=False)
    ana = person()
    tell(ana, kind="receipt", key="a")
    tell(ana, kind="quiet", key="b")
    assert [notice.kind for notice in Notice.objects.all()] == ["quiet"]
    assert [mail.kind for mail in Outbox.objects.all()] == ["receipt"]


def test_two_kinds_cannot_have_one_name() -> None:
    with pytest.raises(ValueError, match="answered"):
        registry.register_kind("answered", template="tests/mail/other")


def test_calling_off_reaches_the_unsent_and_names_the_told(mailbox: Mailbox) -> None:
    """reliability.md C7 88."""
    people = [person(f"clan{number}") for number in range(4)]
    tell(*people, key="event:7:opened")
    tell(people[0], key="event:77:opened")
    assert send_due(NOW, limit=1) == {"sent": 1}
    told = Outbox.objects.get(state="sent").recipient
    called_off = actions.cancel("event:7:")
    assert called_off == actions.CalledOff(3, (told,))
    assert send_due(NOW) == {"sent": 1}
    assert states() == ["cancelled", "cancelled", "cancelled", "sent", "sent"]
    assert sorted(Notice.objects.values_list("event_key", "recipient")) == sorted(
        [("event:7:opened", told), ("event:77:opened", people[0].pk)]
    )


def test_marks_in_a_key_are_letters_not_patterns() -> None:
    tell(person(), key="a%b_c")
    assert actions.cancel("a_").unsent == 0
    assert actions.cancel("a%b").unsent == 1


def test_reading_is_noted_once() -> None:
    ana, mila = person("ana"), person("mila")
    tell(ana, mila)
    tell(ana, key="answered:2")
    one = Notice.objects.filter(recipient=ana.pk).first()
    assert one is not None
    assert actions.mark_read(ana.pk, now=NOW, notice_id=one.pk) == 1
    assert actions.mark_read(ana.pk, now=NOW) == 1
    assert actions.mark_read(ana.pk, now=NOW) == 0
    assert [notice.recipient for notice in Notice.objects.filter(read_at=None)] == [mila.pk]
