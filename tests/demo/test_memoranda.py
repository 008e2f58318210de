"""The demonstration's memoranda: what the sources of 2014 say, one in force with its signed file, one offered."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command

from seko.demo.cast import Cast
from seko.demo.memoranda import load_history, load_memoranda
from seko.demo.register import load_register
from seko.drafts.memoranda.enums import Added, Side, SignedState, Status
from seko.drafts.memoranda.models import Memorandum, Obligation, Signature, SignedFile
from seko.foundation.core.dates import local_date

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


def test_history_says_what_its_sources_say_and_nothing_more() -> None:
    memorandum = load_history(NOW)

    parties = memorandum.parties.order_by("order")
    assert [party.side for party in parties] == [Side.STATE, *[Side.CIVIL] * 9]
    assert {party.signed_on for party in parties} == {date(2014, 11, 20)}
    assert {(party.signatory, party.organisation) for party in parties} == {("", None)}
    assert (memorandum.until, memorandum.obligations.count()) == (None, 0)
    assert "Potpisan Memorandum o saradnji sa OCD u okviru SEKO (20.11.2014.)" in memorandum.source


def test_one_is_in_force_with_two_real_signatures_and_one_is_offered() -> None:
    call_command("load_catalogues", verbosity=0)
    cast = Cast(load_register(NOW - timedelta(days=120)), local_date(NOW))

    load_memoranda(cast, NOW)

    assert dict(Memorandum.objects.values_list("code", "status")) == {
        "saradnja-primer": Status.IN_FORCE,
        "obuke-primer": Status.OFFERED,
    }
    file = SignedFile.objects.get()
    assert (file.state, file.matches) == (SignedState.CHECKED, "sr")
    facts = Signature.objects.order_by("order").values_list("is_intact", "is_trusted", "added")
    assert list(facts) == [(True, False, Added.ALLOWED), (True, False, Added.NOTHING)]
    assert Obligation.objects.filter(measure__isnull=False).count() >= 5
