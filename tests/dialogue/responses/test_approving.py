"""The second person: approving, returning, correcting; and replies. Every exit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.models import Point, Position
from seko.dialogue.responses.actions import (
    approve,
    approve_set,
    assign,
    propose,
    propose_correction,
    propose_many_alike,
    reply,
    return_for_rework,
    save_draft,
)
from seko.dialogue.responses.enums import Verdict
from seko.dialogue.responses.models import Reply, Response
from seko.foundation.core.errors import Conflict, Invalid, Refused, WrongState
from seko.foundation.journal.queries import entries_of
from seko.foundation.notifications.models import Outbox
from seko.foundation.workflow import second
from tests import factories as f
from tests.dialogue.responses.conftest import ACCEPTED, Answering

pytestmark = pytest.mark.django_db
NOW = f.ANSWERING
OTHER = {**ACCEPTED, "reason": "Тачно је, исправљен број."}


def editions(point: Point) -> list[tuple[int, str, str]]:
    """Return what was published to a point, the edition in force first."""
    rows = Response.objects.filter(point=point, status__in=("published", "earlier")).order_by("-edition")
    return list(rows.values_list("edition", "status", "reason"))


def test_approval_publishes(answering: Answering) -> None:
    stamp = Consultation.objects.get(pk=answering.consultation.pk).public_stamp

    published = approve(answering.proposed(), by=answering.coordinator, now=NOW)

    assert (published.status, published.published_at, published.published_by) == (
        "published",
        NOW,
        answering.coordinator.person,
    )
    assert Consultation.objects.get(pk=answering.consultation.pk).public_stamp == stamp + 1
    assert [entry.kind for entry in entries_of("response", published.pk)] == [
        "response-drafted",
        "response-proposed",
        "response-published",
    ]


def test_publishing_twice_is_one_change_and_one_mail(answering: Answering) -> None:
    response = answering.proposed()
    approve(response, by=answering.coordinator, now=NOW)
    mails = Outbox.objects.count()

    with pytest.raises(WrongState):
        approve(response, by=answering.second, now=NOW + timedelta(seconds=1))

    assert Response.objects.get().published_at == NOW
    assert Outbox.objects.count() == mails


def test_nothing_is_published_that_is_no_longer_asked(answering: Answering) -> None:
    response = answering.proposed()
    Consultation.objects.filter(pk=answering.consultation.pk).update(status="exception")
    with pytest.raises(WrongState):
        approve(response, by=answering.coordinator, now=NOW)

    Consultation.objects.filter(pk=answering.consultation.pk).update(status="opened")
    Position.objects.update(status="in-work", submitted_at=None)
    # Where a passed deadline is opened again, what is being answered stays asked.
    assert approve(response, by=answering.coordinator, now=f.LEADS_DEADLINE).status == "published"


def test_no_step_is_skipped(answering: Answering) -> None:
    drafted = answering.drafted()

    deeds: list[Callable[[], Any]] = [
        lambda: approve(drafted, by=answering.coordinator, now=NOW),
        lambda: return_for_rework(drafted, reason="Не.", by=answering.coordinator, now=NOW),
        lambda: propose_correction(drafted, fields=OTHER, reason="Број.", by=answering.coordinator, now=NOW),
    ]
    for deed in deeds:
        with pytest.raises(WrongState):
            deed()
    assert Response.objects.get().status == "drafted"


def test_nobody_approves_what_they_wrote_or_sent(answering: Answering) -> None:
    other = f.another_of(answering.coordinator)
    response = answering.drafted(by=answering.coordinator)
    save_draft(answering.point, fields=OTHER, revision=1, by=answering.second, now=NOW)
    response = propose(response, by=other, now=NOW)

    for actor in (answering.coordinator, answering.second, other):
        with pytest.raises(Refused):
            approve(response, by=actor, now=NOW)
    assert approve(response, by=f.another_of(answering.coordinator), now=NOW).status == "published"


def test_nobody_approves_an_answer_to_own_words(answering: Answering) -> None:
    f.an_actor(answering.network.members[0].organisation, Role.REPRESENTATIVE, answering.coordinator.person)

    with pytest.raises(Refused):
        approve(answering.proposed(), by=f.again(answering.coordinator), now=NOW)


@pytest.mark.parametrize("who", ["officer", "lead", "author", "nobody"])
def test_only_the_coordination_approves_returns_and_corrects(answering: Answering, who: str) -> None:
    actor: Actor = {
        "officer": f.another_of(answering.officer),
        "lead": answering.network.lead,
        "author": answering.network.members[0],
        "nobody": Actor(),
    }[who]
    response = answering.proposed()

    deeds: list[Callable[[], Any]] = [
        lambda: approve(response, by=actor, now=NOW),
        lambda: return_for_rework(response, reason="Не.", by=actor, now=NOW),
    ]
    for deed in deeds:
        with pytest.raises(Refused):
            deed()
    published = approve(response, by=answering.coordinator, now=NOW)
    with pytest.raises(Refused):
        propose_correction(published, fields=OTHER, reason="Број.", by=actor, now=NOW)


def test_a_returned_answer_goes_on_with_its_reason(answering: Answering) -> None:
    response = answering.proposed()
    with pytest.raises(Invalid):
        return_for_rework(response, reason=" ", by=answering.coordinator, now=NOW)

    back = return_for_rework(response, reason="Наведите страну.", by=answering.coordinator, now=NOW)

    assert (back.status, back.returned_reason, back.proposed_at) == ("drafted", "Наведите страну.", None)
    save_draft(answering.point, fields=OTHER, revision=1, by=answering.officer, now=NOW)
    again = propose(back, by=answering.officer, now=NOW)
    assert (again.status, again.returned_reason, again.reason) == ("proposed", "", OTHER["reason"])


def test_a_set_is_approved_whole_or_not_at_all(answering: Answering) -> None:
    own = save_draft(answering.direct, fields=ACCEPTED, by=answering.coordinator, now=NOW)
    propose(own, by=answering.coordinator, now=NOW)
    proposed = answering.proposed()

    with pytest.raises(Refused):
        approve_set([proposed, own], by=answering.coordinator, now=NOW)
    assert not Response.objects.filter(status="published").exists()
    with pytest.raises(Invalid):
        approve_set([], by=answering.coordinator, now=NOW)

    assert approve_set([proposed, own], by=answering.second, now=NOW) == [own, proposed]


def test_words_that_nobody_read_are_not_approved(answering: Answering) -> None:
    read = answering.proposed()
    own = save_draft(answering.direct, fields=ACCEPTED, by=answering.second, now=NOW)
    propose(own, by=answering.second, now=NOW)
    return_for_rework(read, reason="Тачније.", by=answering.second, now=NOW)
    save_draft(answering.point, fields=OTHER, revision=1, by=answering.officer, now=NOW)
    newest = propose(read, by=answering.officer, now=NOW)

    deeds: list[Callable[[], Any]] = [
        lambda: approve_set([own, read], by=answering.coordinator, now=NOW),
        lambda: approve_set([newest], seen={newest.pk: 1}, by=answering.coordinator, now=NOW),
        lambda: approve_set([newest], seen={}, by=answering.coordinator, now=NOW),
    ]
    for deed in deeds:
        with pytest.raises(Conflict) as conflict:
            deed()
        assert [each.reason for each in conflict.value.theirs] == [OTHER["reason"]]
    assert not Response.objects.filter(status="published").exists()

    assert approve_set([newest], seen={newest.pk: 2}, by=answering.coordinator, now=NOW) == [newest]


def test_thirty_approvals_take_as_many_queries_as_two(answering: Answering) -> None:
    def queries(count: int) -> int:
        consultation = f.a_consultation(audience="public")
        for number in range(count):
            f.a_comment(consultation, answering.stranger, f"Предлог {number}.")
        points = list(Point.objects.filter(consultation=consultation))
        assign(points, institution=answering.institution, by=answering.coordinator, now=NOW)
        proposed = propose_many_alike(points, fields=ACCEPTED, by=answering.officer, now=NOW)
        with CaptureQueriesContext(connection) as captured:
            approve_set(proposed, by=answering.coordinator, now=NOW)
        return len(captured)

    assert queries(2) == queries(30)


def test_a_correction_is_two_persons_and_a_new_edition(answering: Answering) -> None:
    first = answering.published()

    proposed = propose_correction(first, fields=OTHER, reason="Погрешан број.", by=answering.coordinator, now=NOW)
    with pytest.raises(Refused):
        second.confirm(proposed, by=answering.coordinator, now=NOW)
    edition = second.confirm(proposed, by=answering.second, now=NOW)

    assert editions(answering.point) == [
        (2, "published", OTHER["reason"]),
        (1, "earlier", ACCEPTED["reason"]),
    ]
    assert (edition.correction_reason, edition.drafted_by, edition.published_by) == (
        "Погрешан број.",
        answering.coordinator.person,
        answering.second.person,
    )


def test_nothing_is_corrected_once_the_report_quotes_it(answering: Answering) -> None:
    first = answering.published()
    proposed = propose_correction(first, fields=OTHER, reason="Број.", by=answering.coordinator, now=NOW)
    consultation = Consultation.objects.filter(pk=answering.consultation.pk)
    consultation.update(status="exception")
    consultation.update(status="reported")

    deeds: list[Callable[[], Any]] = [
        lambda: propose_correction(first, fields=OTHER, reason="Број.", by=answering.coordinator, now=NOW),
        lambda: second.confirm(proposed, by=answering.second, now=NOW),
    ]
    for deed in deeds:
        with pytest.raises(Refused) as refusal:
            deed()
        assert str(refusal.value.sentence).startswith("Извештај је објављен и наводи овај одговор")
    assert [status for _edition, status, _reason in editions(answering.point)] == ["published"]


def test_what_is_no_correction(answering: Answering) -> None:
    published = answering.published()

    def correct(fields: dict[str, str], reason: str = "Погрешан број.") -> Any:
        return propose_correction(published, fields=fields, reason=reason, by=answering.coordinator, now=NOW)

    for fields, reason in ((ACCEPTED, "Број."), ({"disposition": "noted"}, "Број."), (OTHER, " ")):
        with pytest.raises(Invalid):
            correct(fields, reason)
    correct(OTHER)
    with pytest.raises(WrongState):
        correct(OTHER)


def test_two_corrections_one_after_the_other(answering: Answering) -> None:
    first = answering.published()
    edition = second.confirm(
        propose_correction(first, fields=OTHER, reason="Број.", by=answering.coordinator, now=NOW),
        by=answering.second,
        now=NOW,
    )
    with pytest.raises(WrongState):
        propose_correction(first, fields=ACCEPTED, reason="Назад.", by=answering.coordinator, now=NOW)

    back = propose_correction(edition, fields=ACCEPTED, reason="Назад.", by=answering.second, now=NOW)
    third = second.confirm(back, by=answering.coordinator, now=NOW)

    assert [status for _edition, status, _reason in editions(answering.point)] == ["published", "earlier", "earlier"]
    assert third.edition == 3


def voices(*replies: Reply) -> list[tuple[str, str]]:
    return [(each.voice.split(":")[0], each.verdict) for each in replies]


def test_every_source_and_the_seko_reply_each_for_themselves(answering: Answering) -> None:
    response, (first, author) = answering.published(), answering.network.members

    said = [
        reply(response, verdict=Verdict.SATISFIED, by=first, now=NOW),
        reply(response, verdict=Verdict.OBJECTS, words="Нема рока.", by=author, now=NOW),
        reply(response, verdict=Verdict.ACCEPTABLE, for_seko=True, by=answering.network.lead, now=NOW),
    ]

    assert voices(*said) == [("organisation", "satisfied"), ("organisation", "objects"), ("seko", "acceptable")]
    assert (said[1].organisation, said[2].seko, said[2].organisation) == (
        author.organisation,
        answering.network.seko,
        None,
    )
    assert Consultation.objects.get(pk=answering.consultation.pk).status == "opened"


def test_a_person_without_an_organisation_replies_too(answering: Answering) -> None:
    citizen = Actor(f.a_person())
    comment = f.a_comment(answering.consultation, citizen, "Грађанин пита.")
    response = save_draft(comment.own_point, fields=ACCEPTED, by=answering.coordinator, now=NOW)
    propose(response, by=answering.coordinator, now=NOW)
    approve(response, by=answering.second, now=NOW)

    said = reply(response, verdict=Verdict.SATISFIED, by=citizen, now=NOW)

    assert (said.voice, said.organisation) == (f"person:{citizen.person_id}", None)
    with pytest.raises(Refused):
        reply(response, verdict=Verdict.SATISFIED, by=Actor(f.a_person()), now=NOW)


def test_the_same_reply_again_is_the_first_and_another_is_shown_beside_it(answering: Answering) -> None:
    response, author = answering.published(), answering.network.members[0]
    first = reply(response, verdict=Verdict.SATISFIED, by=author, now=NOW)

    assert reply(response, verdict=Verdict.SATISFIED, by=f.another_of(author), now=NOW) == first
    with pytest.raises(Conflict) as conflict:
        reply(response, verdict=Verdict.OBJECTS, words="Ипак не.", by=author, now=NOW)
    assert (conflict.value.theirs, conflict.value.yours["verdict"]) == (first, "objects")


def test_an_objection_says_why(answering: Answering) -> None:
    response = answering.published()

    with pytest.raises(Invalid):
        reply(response, verdict=Verdict.OBJECTS, words=" ", by=answering.network.members[0], now=NOW)
    with pytest.raises(Invalid):
        reply(response, verdict="maybe", by=answering.network.members[0], now=NOW)  # type: ignore[arg-type]


@pytest.mark.parametrize("who", ["partner", "stranger", "coordinator", "officer", "other lead", "nobody"])
def test_nobody_else_replies(answering: Answering, who: str) -> None:
    people: dict[str, Callable[[], Actor]] = {
        "partner": lambda: answering.network.partners[0],
        "stranger": lambda: answering.stranger,
        "coordinator": lambda: answering.coordinator,
        "officer": lambda: answering.officer,
        "other lead": lambda: f.a_network("other").lead,
        "nobody": Actor,
    }
    response, actor = answering.published(), people[who]()

    for for_seko in (False, True):
        with pytest.raises(Refused):
            reply(response, verdict=Verdict.SATISFIED, for_seko=for_seko, by=actor, now=NOW)
    assert not Reply.objects.exists()


def test_a_member_does_not_reply_for_the_seko_nor_the_lead_for_a_member(answering: Answering) -> None:
    response = answering.published()

    with pytest.raises(Refused):
        reply(response, verdict=Verdict.SATISFIED, for_seko=True, by=answering.network.members[0], now=NOW)
    with pytest.raises(Refused):
        reply(response, verdict=Verdict.SATISFIED, by=answering.network.lead, now=NOW)


def test_replies_end_with_their_date_and_with_the_report(answering: Answering) -> None:
    response, (first, author) = answering.published(), answering.network.members
    with pytest.raises(WrongState):
        reply(response, verdict=Verdict.SATISFIED, by=first, now=f.REPLIES_UNTIL + timedelta(seconds=1))
    Consultation.objects.filter(pk=answering.consultation.pk).update(status="exception")
    reply(response, verdict=Verdict.SATISFIED, by=first, now=f.REPLIES_UNTIL)
    Consultation.objects.filter(pk=answering.consultation.pk).update(status="reported")

    with pytest.raises(WrongState):
        reply(response, verdict=Verdict.SATISFIED, by=author, now=NOW)


def test_only_the_answer_in_force_gets_a_reply(answering: Answering) -> None:
    drafted, author = answering.drafted(), answering.network.members[0]
    with pytest.raises(WrongState):
        reply(drafted, verdict=Verdict.SATISFIED, by=author, now=NOW)
    propose(drafted, by=answering.officer, now=NOW)
    first = approve(drafted, by=answering.coordinator, now=NOW)
    reply(first, verdict=Verdict.SATISFIED, by=author, now=NOW)
    proposed = propose_correction(first, fields=OTHER, reason="Број.", by=answering.coordinator, now=NOW)
    edition = second.confirm(proposed, by=answering.second, now=NOW)

    with pytest.raises(WrongState):
        reply(first, verdict=Verdict.ACCEPTABLE, by=author, now=NOW)
    assert reply(edition, verdict=Verdict.ACCEPTABLE, by=author, now=NOW).response == edition
