"""Answers published late: authors always have five working days to reply before the report, said on the pages."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from seko.dialogue.consultations.actions import conclude, propose_shortening
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.responses.actions import approve, propose, propose_correction, reply, save_draft
from seko.dialogue.responses.enums import Verdict
from seko.dialogue.responses.models import Response
from seko.dialogue.responses.queries import debts, open_replies, past_term_points
from seko.foundation.core import clock
from seko.foundation.core.dates import end_of_day
from seko.foundation.core.errors import Invalid, Refused
from seko.foundation.notifications.models import Notice
from seko.foundation.workflow import second
from seko.outlets.reporting.actions import freeze_report
from seko.outlets.reporting.models import FeedbackReport
from seko.outlets.reporting.permissions import may_freeze
from tests import factories as f
from tests.dialogue.responses.conftest import ACCEPTED, Answering

pytestmark = pytest.mark.django_db
LATE = f.AFTER_REPLIES
UNTIL = end_of_day(date(2027, 4, 19))


def fresh(answering: Answering) -> Consultation:
    return Consultation.objects.get(pk=answering.consultation.pk)


def answer_late(answering: Answering) -> Response:
    """Answer both, the second after the date of replies, as an institution that holds an objection back would."""
    direct = save_draft(answering.direct, fields=ACCEPTED, by=answering.coordinator, now=f.ANSWERING)
    propose(direct, by=answering.coordinator, now=f.ANSWERING)
    approve(direct, by=answering.second, now=f.ANSWERING)
    assert fresh(answering).replies_until_at == f.REPLIES_UNTIL
    return approve(answering.proposed(), by=answering.coordinator, now=LATE)


def test_a_late_answer_can_still_be_objected_to_and_the_objection_is_in_the_report(answering: Answering) -> None:
    response = answer_late(answering)
    assert fresh(answering).replies_until_at == UNTIL
    conclude(fresh(answering), by=answering.coordinator, now=LATE)

    with pytest.raises(Refused):
        freeze_report(fresh(answering), by=answering.coordinator, now=UNTIL)
    assert response in open_replies(answering.network.members[0], UNTIL)
    reply(response, verdict=Verdict.OBJECTS, words="Није тачно.", by=answering.network.members[0], now=UNTIL)

    report = FeedbackReport(consultation=fresh(answering))
    assert may_freeze(answering.coordinator, report, UNTIL + timedelta(seconds=1))


def test_the_message_names_the_date_that_holds(answering: Answering) -> None:
    answer_late(answering)

    contexts = Notice.objects.filter(kind="answers-published", created_at=LATE).values_list("context", flat=True)
    assert {each["replies_until"] for each in contexts} == {UNTIL.isoformat()}


def test_a_correction_after_the_conclusion_gives_the_same_time(answering: Answering) -> None:
    response = answer_late(answering)
    conclude(fresh(answering), by=answering.coordinator, now=LATE)
    corrected = {**ACCEPTED, "disposition": "not-accepted", "reason": "Ипак не."}
    now = UNTIL - timedelta(hours=2)
    proposed = propose_correction(response, fields=corrected, reason="Број.", by=answering.coordinator, now=now)

    edition = second.confirm(proposed, by=answering.second, now=now)

    until = end_of_day(date(2027, 4, 26))
    assert fresh(answering).replies_until_at == until
    assert fresh(answering).report_due_on == date(2027, 4, 26)
    reply(edition, verdict=Verdict.OBJECTS, words="Није тачно.", by=answering.network.members[0], now=until)


def test_two_persons_do_not_take_the_time_away(answering: Answering) -> None:
    answer_late(answering)

    def shorten(value: datetime) -> None:
        propose_shortening(
            fresh(answering), field="replies_until_at", value=value, reason="Журно.", by=answering.coordinator, now=LATE
        )

    with pytest.raises(Invalid) as invalid:
        shorten(UNTIL - timedelta(days=1))
    sentence = "Аутори имају пет радних дана да се изјасне о последњем одговору: најмање до 19. априла 2027."
    assert str(invalid.value.faults["replies_until_at"]) == sentence


def test_the_rule_stands_where_one_approves_and_where_dates_are_moved(answering: Answering) -> None:
    answering.proposed()
    client = f.client_of(answering.coordinator)
    with clock.pinned(f.ANSWERING):
        approving = client.get(reverse("approving", args=[answering.consultation.code])).content.decode()
        conduct = client.get(reverse("consultation-manage", args=[answering.consultation.code])).content.decode()
    rule = "најмање пет радних дана да се изјасне"
    assert (rule in approving, rule in conduct) == (True, True)


def test_one_clock_for_one_term_in_the_last_second_of_a_day(answering: Answering) -> None:
    """The day of the term ends at 23:59:59; in what is left of its last second its date still stands."""
    moment = datetime(2027, 3, 31, 21, 59, 59, 500_000, tzinfo=UTC)
    assert moment > end_of_day(f.ANSWERS_DUE_ON)

    assert debts(moment).total.past_term == past_term_points(moment).count() == 2
