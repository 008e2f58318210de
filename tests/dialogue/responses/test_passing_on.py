"""What is open at an institution that ends or is merged is in somebody's queue the same minute, without any job."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from seko.actors.organisations import actions as organisations
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import OrganisationKind
from seko.actors.organisations.models import Organisation
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.models import Point
from seko.dialogue.responses import actions
from seko.dialogue.responses.models import Assignment, Response
from seko.dialogue.responses.queries import may_answer_q
from seko.foundation.core import clock
from seko.foundation.journal.models import Entry
from seko.foundation.workflow import second
from tests import factories as f

pytestmark = pytest.mark.django_db
NOW = f.ANSWERING


def at_work() -> tuple[Actor, Actor, Consultation, list[Point]]:
    """Return the ministry, an officer, and three points with the officer's institution: not begun, begun, published."""
    network, ministry, officer = f.a_network(), f.ministry(), f.an_officer()
    consultation = f.a_consultation([network.seko])
    for words in ("Први.", "Други.", "Трећи."):
        f.a_comment(consultation, network.members[0], words, seko=network.seko)
    points = list(Point.objects.select_related("consultation").order_by("pk"))
    assert officer.organisation is not None
    actions.assign(points, institution=officer.organisation, by=ministry, now=NOW)
    fields = {"disposition": "noted", "reason": "Започето."}
    actions.save_draft(points[1], fields=fields, by=officer, now=NOW)
    answer = actions.save_draft(points[2], fields=fields, by=officer, now=NOW)
    actions.approve(actions.propose(answer, by=officer, now=NOW), by=ministry, now=NOW)
    return ministry, officer, consultation, points


def queue_of(actor: Actor) -> set[object]:
    return set(Point.objects.filter(may_answer_q(f.again(actor), NOW)).values_list("pk", flat=True))


def desk_of(actor: Actor) -> str:
    with clock.pinned(NOW):
        return f.client_of(f.again(actor)).get(reverse("desk")).content.decode()


def test_what_is_open_at_an_institution_entered_twice_is_with_the_entry_that_stays() -> None:
    ministry, officer, consultation, (fresh, begun, published) = at_work()
    alias, survivor = officer.organisation, f.an_organisation("Министарство животне средине", OrganisationKind.MINISTRY)
    colleague = f.an_officer(survivor)
    assert alias is not None
    proposed = organisations.propose_merging(alias, survivor=survivor, reason="Двапут.", by=ministry, now=NOW)

    second.confirm(proposed, by=f.another_of(ministry), now=NOW)

    assert queue_of(colleague) == {fresh.pk, begun.pk}
    assert f'href="{reverse("queue", args=[consultation.code])}"' in desk_of(colleague)
    assert Assignment.objects.get(point=published).institution == alias
    answers = dict(Response.objects.values_list("point", "institution"))
    assert answers == {begun.pk: survivor.pk, published.pk: alias.pk}


def test_what_is_open_at_an_institution_that_ended_waits_for_the_coordination() -> None:
    ministry, officer, _consultation, (fresh, begun, published) = at_work()
    ended = officer.organisation
    assert ended is not None

    organisations.end_organisation(ended, ended_on=date(2027, 3, 1), by=ministry, now=NOW)

    assert [Assignment.objects.filter(point=each).exists() for each in (fresh, begun, published)] == [
        False,
        False,
        True,
    ]
    assert "Доделите институцијама 2 коментара" in desk_of(ministry)
    entries = Entry.objects.filter(kind="point-unassigned").values_list("subject_id", flat=True)
    assert set(entries) == {str(fresh.pk), str(begun.pk)}
    other: Organisation = f.an_organisation("Друго министарство", OrganisationKind.MINISTRY)
    colleague = f.an_officer(other)
    actions.assign([fresh, begun], institution=other, by=ministry, now=NOW)
    assert queue_of(colleague) == {fresh.pk, begun.pk}
    assert Response.objects.get(point=begun).institution == other
