"""Assigning, drafting, sending for approval: every exit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import OrganisationKind, Role
from seko.dialogue.comments.actions import withdraw_comment
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.models import Point
from seko.dialogue.positions.queries import live
from seko.dialogue.responses.actions import assign, propose, propose_many_alike, save_draft, unassign
from seko.dialogue.responses.models import Assignment, Response, Subkind
from seko.foundation.core.errors import Conflict, Invalid, NotThere, Refused, WrongState
from seko.foundation.journal.models import Entry
from seko.foundation.journal.queries import tampering
from tests import factories as f
from tests.dialogue.responses.conftest import ACCEPTED, Answering

pytestmark = pytest.mark.django_db
NOW = f.ANSWERING


def test_assigning_names_the_institution_and_is_in_the_journal(answering: Answering) -> None:
    other = f.an_officer().organisation
    assert other is not None

    assign([answering.point, answering.direct], institution=other, by=answering.coordinator, now=NOW)

    assert set(Assignment.objects.values_list("point", "institution")) == {
        (answering.point.pk, other.pk),
        (answering.direct.pk, other.pk),
    }
    told = Entry.objects.filter(scope=str(answering.consultation.pk), kind="point-assigned", at=NOW)
    assert {(entry.subject_id, entry.facts["from"]) for entry in told} == {
        (str(answering.point.pk), str(answering.institution.pk)),
        (str(answering.direct.pk), ""),
    }


def test_an_officer_passes_on_what_is_the_own_institutions(answering: Answering) -> None:
    other = f.an_officer().organisation
    assert other is not None

    with pytest.raises(Refused):
        assign([answering.direct], institution=other, by=answering.officer, now=NOW)
    assign([answering.point], institution=other, by=answering.officer, now=NOW)

    with pytest.raises(Refused):
        assign([answering.point], institution=answering.institution, by=answering.officer, now=NOW)


def test_assigning_the_same_again_changes_nothing(answering: Answering) -> None:
    before = Assignment.objects.get().at

    assert assign([answering.point], institution=answering.institution, by=answering.coordinator, now=NOW) == []
    assert Assignment.objects.get().at == before


def test_what_cannot_be_assigned(answering: Answering) -> None:
    civil = answering.network.lead.organisation
    assert civil is not None
    left_out = answering.comments[2].own_point
    other = f.a_consultation(audience="public")
    elsewhere = f.a_comment(other, answering.stranger).own_point

    with pytest.raises(Invalid):
        assign([answering.point], institution=civil, by=answering.coordinator, now=NOW)
    with pytest.raises(Invalid):
        assign([], institution=answering.institution, by=answering.coordinator, now=NOW)
    with pytest.raises(NotThere):
        assign([answering.point, elsewhere], institution=answering.institution, by=answering.coordinator, now=NOW)
    with pytest.raises(WrongState):
        assign([left_out], institution=answering.institution, by=answering.coordinator, now=NOW)
    answering.proposed()
    with pytest.raises(WrongState):
        assign([answering.point], institution=answering.institution, by=answering.coordinator, now=NOW)


def test_passing_on_takes_the_draft_along(answering: Answering) -> None:
    response = answering.drafted()
    other = f.an_officer()
    assert other.organisation is not None

    assign([answering.point], institution=other.organisation, by=answering.officer, now=NOW)

    response.refresh_from_db()
    assert response.institution == other.organisation
    with pytest.raises(Refused):
        save_draft(answering.point, fields=ACCEPTED, revision=1, by=answering.officer, now=NOW)
    assert save_draft(answering.point, fields={"reason": "Ново."}, revision=1, by=other, now=NOW).revision == 2


def test_a_draft_may_be_unfinished_and_counts_its_savings(answering: Answering) -> None:
    first = save_draft(answering.point, fields={"reason": "Проверавамо"}, by=answering.officer, now=NOW)
    second = save_draft(answering.point, fields=ACCEPTED, revision=1, by=answering.coordinator, now=NOW)

    assert (first.edition, first.revision, first.status, first.disposition) == (1, 1, "drafted", "")
    assert first.institution == answering.institution
    assert (second.pk, second.revision, second.disposition, second.will_change) == (
        first.pk,
        2,
        "accepted",
        "Додаје се станица.",
    )
    assert second.drafted_by == answering.officer.person
    assert second.drafters == [answering.officer.person_id, answering.coordinator.person_id]


def test_two_officers_at_once_see_both_texts(answering: Answering) -> None:
    colleague = f.another_of(answering.officer)
    answering.drafted(reason="Први текст.")

    for revision in (0, 7):
        with pytest.raises(Conflict) as conflict:
            save_draft(
                answering.point, fields={**ACCEPTED, "reason": "Други."}, revision=revision, by=colleague, now=NOW
            )
        assert conflict.value.theirs.reason == "Први текст."
        assert conflict.value.yours.reason == "Други."
    assert Response.objects.get().reason == "Први текст."


def test_the_same_words_again_are_no_conflict(answering: Answering) -> None:
    answering.drafted()

    assert save_draft(answering.point, fields=ACCEPTED, by=answering.officer, now=NOW).revision == 1


def test_a_revision_of_nothing_keeps_the_text_with_the_writer(answering: Answering) -> None:
    with pytest.raises(Conflict) as conflict:
        save_draft(answering.point, fields=ACCEPTED, revision=3, by=answering.officer, now=NOW)
    assert conflict.value.yours.reason == "Тачно је."


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"disposition": "rejected"}, "disposition"),
        ({"disposition": "noted", "subkind": "passed-on"}, "subkind"),
        ({"disposition": "noted", "subkind": "unknown"}, "subkind"),
        ({"detail": "x" * 301}, "detail"),
        ({"reason": "x" * 20_001}, "reason"),
        ({"reason": "a\x00b"}, "reason"),
    ],
)
def test_words_that_cannot_be_taken(answering: Answering, fields: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as invalid:
        save_draft(answering.point, fields=fields, by=answering.officer, now=NOW)
    assert list(invalid.value.faults) == [field]
    assert not Response.objects.exists()


def test_a_subkind_that_is_no_longer_offered(answering: Answering) -> None:
    Subkind.objects.filter(code="later-stage").update(valid_to=f.OPENS.date())

    with pytest.raises(Invalid):
        save_draft(
            answering.point, fields={"disposition": "noted", "subkind": "later-stage"}, by=answering.officer, now=NOW
        )


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({}, {"disposition", "reason"}),
        ({"disposition": "noted"}, {"reason"}),
        ({"reason": "Зато."}, {"disposition"}),
        ({"disposition": "noted", "reason": "Зато.", "subkind": "later-stage"}, {"detail"}),
        ({"disposition": "accepted", "reason": " . "}, {"reason"}),
    ],
)
def test_an_unfinished_answer_is_not_sent_for_approval(
    answering: Answering, fields: dict[str, str], missing: set[str]
) -> None:
    response = save_draft(answering.point, fields=fields, by=answering.officer, now=NOW)

    with pytest.raises(Invalid) as invalid:
        propose(response, by=answering.officer, now=NOW)
    assert invalid.value.faults.keys() == missing
    assert Response.objects.get().status == "drafted"


def test_sending_for_approval_closes_the_text(answering: Answering) -> None:
    response = propose(answering.drafted(), by=answering.officer, now=NOW)

    assert (response.status, response.proposed_at) == ("proposed", NOW)
    with pytest.raises(WrongState):
        save_draft(answering.point, fields={"reason": "Ипак."}, revision=1, by=answering.officer, now=NOW)
    with pytest.raises(WrongState):
        propose(response, by=answering.officer, now=NOW)


def test_a_published_answer_is_not_written_again(answering: Answering) -> None:
    answering.published()

    with pytest.raises(WrongState):
        save_draft(answering.point, fields={"reason": "Ипак."}, revision=1, by=answering.officer, now=NOW)


PEOPLE: dict[str, Callable[[Answering], Actor]] = {
    "officer of another institution": lambda _: f.an_officer(),
    "lead": lambda answering: answering.network.lead,
    "author": lambda answering: answering.network.members[0],
    "auditor": lambda _: f.an_actor(f.an_organisation("Ревизија", OrganisationKind.AGENCY), Role.AUDITOR),
    "observer": lambda _: f.an_actor(f.an_organisation("Донатор", OrganisationKind.DONOR), Role.OBSERVER),
    "administrator": lambda _: f.an_actor(f.an_organisation("Служба", OrganisationKind.AGENCY), Role.ADMINISTRATOR),
    "nobody": lambda _: Actor(),
}


@pytest.mark.parametrize("who", PEOPLE)
def test_only_the_ministry_and_the_assigned_institution_write(answering: Answering, who: str) -> None:
    response, actor = answering.drafted(), PEOPLE[who](answering)

    deeds: list[Callable[[], Any]] = [
        lambda: save_draft(answering.point, fields={"reason": "Моје."}, revision=1, by=actor, now=NOW),
        lambda: propose(response, by=actor, now=NOW),
        lambda: propose_many_alike([answering.point], fields=ACCEPTED, by=actor, now=NOW),
        lambda: assign([answering.point], institution=answering.institution, by=actor, now=NOW),
    ]
    for deed in deeds:
        with pytest.raises(Refused):
            deed()


def test_nobody_answers_the_own_organisations_words(answering: Answering) -> None:
    person = answering.coordinator.person
    f.an_actor(answering.network.members[1].organisation, Role.REPRESENTATIVE, person)

    with pytest.raises(Refused):
        save_draft(answering.point, fields=ACCEPTED, by=f.again(answering.coordinator), now=NOW)
    assert save_draft(answering.direct, fields=ACCEPTED, by=f.again(answering.coordinator), now=NOW).revision == 1


def test_what_is_not_handed_in_or_withdrawn_is_not_answered(answering: Answering) -> None:
    left_out = answering.comments[2].own_point
    withdrawn = f.a_comment(answering.consultation, answering.stranger, "Још нешто.")
    withdraw_comment(withdrawn, by=answering.stranger, now=f.COMMENTING)

    for point in (left_out, withdrawn.own_point):
        with pytest.raises(WrongState):
            save_draft(point, fields=ACCEPTED, by=answering.coordinator, now=NOW)


def test_a_comment_that_is_being_answered_is_not_withdrawn(answering: Answering) -> None:
    save_draft(answering.direct, fields={"reason": "Гледамо."}, by=answering.coordinator, now=f.CONSOLIDATING)

    with pytest.raises(Refused):
        withdraw_comment(answering.direct.comment, by=answering.stranger, now=f.CONSOLIDATING)  # type: ignore[arg-type]


@pytest.mark.parametrize("status", ["exception", "cancelled"])
def test_answers_are_written_while_the_consultation_is_opened(answering: Answering, status: str) -> None:
    response = answering.drafted()
    Consultation.objects.filter(pk=answering.consultation.pk).update(status=status)

    with pytest.raises(WrongState):
        save_draft(answering.point, fields={"reason": "Ипак."}, revision=1, by=answering.officer, now=NOW)
    with pytest.raises(WrongState):
        propose(response, by=answering.officer, now=NOW)


def test_one_answer_for_many_alike(answering: Answering) -> None:
    begun = save_draft(answering.direct, fields={}, by=answering.coordinator, now=NOW)

    responses = propose_many_alike(
        [answering.point, answering.direct], fields=ACCEPTED, by=answering.coordinator, now=NOW
    )

    assert [(each.point, each.status, each.reason) for each in responses] == [
        (answering.direct, "proposed", "Тачно је."),
        (answering.point, "proposed", "Тачно је."),
    ]
    assert responses[0].pk == begun.pk
    assert {each.institution for each in responses} == {answering.institution, answering.coordinator.organisation}
    assert tampering() == []


def test_other_words_already_begun_stop_the_many(answering: Answering) -> None:
    answering.drafted(reason="Други текст.")

    with pytest.raises(Conflict) as conflict:
        propose_many_alike([answering.point, answering.direct], fields=ACCEPTED, by=answering.coordinator, now=NOW)

    assert [each.reason for each in conflict.value.theirs] == ["Други текст."]
    assert Response.objects.count() == 1


def test_many_alike_are_refused_whole(answering: Answering) -> None:
    answering.proposed()
    with pytest.raises(WrongState):
        propose_many_alike([answering.point, answering.direct], fields=ACCEPTED, by=answering.coordinator, now=NOW)
    with pytest.raises(Invalid):
        propose_many_alike([answering.direct], fields={"disposition": "noted"}, by=answering.coordinator, now=NOW)
    with pytest.raises(Refused):
        propose_many_alike([answering.direct], fields=ACCEPTED, by=answering.officer, now=NOW)
    assert Response.objects.count() == 1


def test_thirty_take_as_many_queries_as_two(answering: Answering) -> None:
    def queries(count: int) -> dict[str, int]:
        consultation = f.a_consultation(audience="public")
        for number in range(count):
            f.a_comment(consultation, answering.stranger, f"Предлог {number}.")
        points = list(Point.objects.filter(consultation=consultation))
        taken = {}
        with CaptureQueriesContext(connection) as captured:
            assign(points, institution=answering.institution, by=answering.coordinator, now=NOW)
        taken["assign"] = len(captured)
        points = list(live(NOW).filter(consultation=consultation))
        with CaptureQueriesContext(connection) as captured:
            propose_many_alike(points, fields=ACCEPTED, by=answering.officer, now=NOW + timedelta(seconds=1))
        return {**taken, "propose": len(captured)}

    assert queries(2) == queries(30)


def test_what_was_assigned_is_taken_back_by_the_ministry_until_it_is_begun(answering: Answering) -> None:
    with pytest.raises(Refused):
        unassign([answering.point], by=answering.officer, now=NOW)

    assert unassign([answering.point, answering.direct], by=answering.coordinator, now=NOW) == [answering.point]

    assert not Assignment.objects.exists()
    told = Entry.objects.get(scope=str(answering.consultation.pk), kind="point-unassigned", at=NOW)
    assert (told.subject_id, told.facts) == (str(answering.point.pk), {"from": str(answering.institution.pk)})
    assign([answering.point], institution=answering.institution, by=answering.coordinator, now=NOW)
    save_draft(answering.point, fields=ACCEPTED, by=answering.officer, now=NOW)
    with pytest.raises(WrongState):
        unassign([answering.point], by=answering.coordinator, now=NOW)
