"""The handover sheet: every open matter of a colleague, for the own organisation alone; handing on what was taken."""

from __future__ import annotations

import io
import zipfile
from uuid import uuid4

import pytest
from django.urls import reverse

from seko.actors.calls import actions as calls
from seko.actors.organisations import actions as organisations
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.actors.organisations.permissions import Offer
from seko.dialogue.comments.actions import save_unsent
from seko.dialogue.positions.models import Point
from seko.dialogue.responses import actions as responses
from seko.dialogue.responses.models import Assignment
from seko.drafts.documents.enums import VersionStatus
from seko.drafts.documents.models import Version
from seko.foundation.core import clock
from tests import factories as f
from tests.actors.calls import places
from tests.drafts.memoranda import agreeing
from tests.outlets.reporting.reading import words_of_docx

pytestmark = pytest.mark.django_db
NOW = f.ANSWERING


def at_work() -> tuple[Actor, Actor, Assignment]:
    """Return an officer who has begun an answer, a colleague, and the assignment."""
    network, ministry, officer = f.a_network(), f.ministry(), f.an_officer()
    consultation = f.a_consultation([network.seko])
    f.a_comment(consultation, network.members[0], seko=network.seko)
    point = Point.objects.get()
    assert officer.organisation is not None
    responses.assign([point], institution=officer.organisation, by=ministry, now=NOW)
    point = Point.objects.select_related("assignment", "consultation").get()
    responses.save_draft(point, fields={"disposition": "noted", "reason": "Започето."}, by=officer, now=NOW)
    return officer, f.another_of(officer), Assignment.objects.get()


def page_of(actor: Actor, leaving: Actor, name: str = "handover", *more: str) -> str:
    with clock.pinned(NOW):
        return f.client_of(actor).get(reverse(name, args=[leaving.mandate_id, *more])).content.decode()


def test_whoever_begins_an_answer_has_taken_it_on() -> None:
    officer, _colleague, assignment = at_work()
    assert assignment.officer == officer.person


def test_a_colleague_sees_it_and_takes_it_over() -> None:
    officer, colleague, assignment = at_work()
    consultation = assignment.point.consultation
    assert reverse("queue-point", args=[consultation.code, assignment.point_id]) in page_of(colleague, officer)

    with clock.pinned(NOW):
        client = f.client_of(colleague)
        client.post(reverse("hand-over", args=[officer.mandate_id]), {"to": colleague.person_id})

    assignment.refresh_from_db()
    assert assignment.officer == colleague.person


def test_nobody_outside_the_institution_is_given_anything() -> None:
    officer, colleague, assignment = at_work()
    stranger = f.an_officer(f.an_organisation("Друго министарство", "ministry"))
    with clock.pinned(NOW):
        answer = f.client_of(colleague).post(
            reverse("hand-over", args=[officer.mandate_id]), {"to": stranger.person_id}
        )
        foreign = f.client_of(stranger).get(reverse("handover", args=[officer.mandate_id]))

    assignment.refresh_from_db()
    assert (answer.status_code, foreign.status_code) == (400, 404)
    assert assignment.officer == officer.person


def test_an_ended_mandate_frees_what_was_taken_on_and_the_draft_stays() -> None:
    officer, colleague, assignment = at_work()
    first = f.ministry()
    assert officer.mandate is not None
    from seko.foundation.workflow import second

    proposed = organisations.propose_end(officer.mandate, until=None, reason="Одлази.", by=first, now=NOW)
    second.confirm(proposed, by=f.another_of(first), now=NOW)

    assignment.refresh_from_db()
    assert assignment.officer is None
    assert assignment.point.responses.get().reason == "Започето."
    page = page_of(colleague, officer)
    assert reverse("queue-point", args=[assignment.point.consultation.code, assignment.point_id]) in page
    with clock.pinned(NOW):
        queue = f.client_of(colleague).get(reverse("queue", args=[assignment.point.consultation.code]) + "?show=all")
    assert queue.status_code == 200


def test_a_member_sees_the_unsent_comments_and_invitations_of_a_colleague() -> None:
    network = f.a_network()
    member = network.members[0]
    colleague = f.another_of(member)
    assert member.organisation is not None
    unsent = save_unsent(
        identifier=uuid4(), consultation=f.a_consultation([network.seko]), by=member, now=f.COMMENTING,
        fields={"words": "Започете речи.", "anchor": {"kind": "whole"}}, seko=network.seko,
    )  # fmt: skip
    organisations.invite(
        Offer(member.organisation, Role.REPRESENTATIVE), name="Позвана Особа", email="p@primer.example", language="sr",
        is_deputy=False, until=None, by=member, now=f.COMMENTING,
    )  # fmt: skip

    page = page_of(colleague, member)

    assert reverse("unsent", args=[unsent.pk]) in page
    assert "Позвана Особа" in page


@pytest.mark.parametrize("format", ["docx", "xlsx", "pdf"])
def test_the_sheet_as_a_file(format: str) -> None:
    officer, colleague, _assignment = at_work()
    with clock.pinned(NOW):
        answer = f.client_of(colleague).get(reverse("handover-file", args=[officer.mandate_id, format]))

    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    if format == "pdf":
        assert answer.content.startswith(b"%PDF")
    else:
        assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None


def test_the_ministry_sees_a_colleagues_calls_drafts_and_memoranda() -> None:
    leaving = f.ministry()
    colleague, network, cast = f.another_of(leaving), f.a_network(partners=2), agreeing.Cast(ministry=leaving)
    prepared = places.a_call(network.seko, leaving, is_open=False, title="Позив у припреми")
    opened = places.a_call(network.seko, leaving, title="Отворени позив")
    cancelled = places.a_call(network.seko, leaving, title="Отказани позив")
    calls.cancel_call(cancelled, reason="Грешка.", by=leaving, now=places.APPLYING)
    others = places.a_call(network.seko, colleague, title="Туђи позив")
    memorandum = agreeing.offered(cast, "ponudjen")
    earlier = f.a_version()
    version = Version.objects.create(
        document=earlier.document, number=2, original=earlier.original, created_at=f.ANNOUNCED,
        status=VersionStatus.PROPOSED, proposed_by=leaving.person,
    )  # fmt: skip

    page = page_of(colleague, leaving)

    addresses = [reverse("call", args=[each.code]) for each in (prepared, opened, cancelled, others)]
    assert [f'href="{each}"' in page for each in addresses] == [True, True, False, False]
    assert f'href="{reverse("memorandum", args=[memorandum.code])}"' in page
    assert f'href="{reverse("version", args=[version.document.code, version.number])}"' in page
    assert "4 отворена посла" in page
    with clock.pinned(NOW):
        file = f.client_of(colleague).get(reverse("handover-file", args=[leaving.mandate_id, "docx"])).content
    words = words_of_docx(file)
    assert [each in words for each in ("Позив у припреми", "Отворени позив", "Отказани позив")] == [True, True, False]


def test_the_consortium_sees_a_colleagues_call_and_proposed_decision_and_nobody_else_does() -> None:
    network = f.a_network(partners=1)
    lead, first = network.lead, f.another_of(network.lead)
    call = places.a_call(network.seko, lead, "network", title="Позив мреже")
    application = places.apply(call, places.an_applicant())
    places.impartial(call, lead, first)
    calls.propose_decision(application, outcome="admit", reason="Ради.", by=lead, now=places.JUDGING)

    page = page_of(first, lead)

    assert f'href="{reverse("call", args=[call.code])}"' in page
    assert f'href="{reverse("application", args=[call.code, application.pk])}"' in page
    with clock.pinned(NOW):
        foreign = f.client_of(network.members[0]).get(reverse("handover", args=[lead.mandate_id]))
    assert foreign.status_code == 404
