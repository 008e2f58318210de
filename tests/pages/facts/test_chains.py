"""What became of a comment is told as far as the reader may know: the words of others wait until they are answered."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from seko.dialogue.comments.models import Comment
from seko.dialogue.positions import actions as positions
from seko.dialogue.positions.models import Point
from seko.dialogue.responses import actions as responses
from seko.foundation.core import clock
from tests import factories as f

pytestmark = pytest.mark.django_db
CANARY = "ПРЕФОРМУЛИСАНО-НЕОДГОВОРЕНО"


@pytest.fixture
def dissented() -> Comment:
    """Return a comment whose author dissented from a wording; the dissent is answered, the wording is not."""
    network = f.a_network()
    consultation = f.a_consultation([network.seko], version=f.a_version(circle="public"))
    mine = f.a_comment(consultation, network.members[0], "Мој предлог.", seko=network.seko, place="1-2")
    other = f.a_comment(consultation, network.members[1], "Туђа реч.", seko=network.seko, place="1-2")
    point = positions.merge([mine, other], wording="Обједињено.", by=network.lead, now=f.CONSOLIDATING)
    positions.reword(point, wording=CANARY, by=network.lead, now=f.CONSOLIDATING)
    positions.dissent(Comment.objects.get(pk=mine.pk), by=network.members[0], now=f.DISSENTING)
    ministry = f.ministry()
    own = Point.objects.get(comment=mine)
    drafted = responses.save_draft(
        own, fields={"disposition": "noted", "reason": "Примљено."}, by=ministry, now=f.ANSWERING
    )
    proposed = responses.propose(drafted, by=ministry, now=f.ANSWERING)
    responses.approve(proposed, by=f.another_of(ministry), now=f.ANSWERING)
    return Comment.objects.select_related("consultation").get(pk=mine.pk)


def shown(comment: Comment, client: Client) -> str:
    with clock.pinned(f.ANSWERING):
        address = reverse("comment", args=[f"{comment.consultation.code}-{comment.number:04d}".upper()])
        response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_public_does_not_read_the_words_of_others_before_their_answer(dissented: Comment) -> None:
    public = shown(dissented, Client())

    assert CANARY not in public
    assert "Мој предлог." in public


def test_the_ministry_reads_them(dissented: Comment) -> None:
    assert CANARY in shown(dissented, f.client_of(f.ministry()))


def test_words_taken_over_as_they_are_are_not_said_twice() -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko], version=f.a_version(circle="public"))
    mine = f.a_comment(consultation, network.members[0], "Мој предлог.", seko=network.seko, place="1-2")
    other = f.a_comment(consultation, network.members[1], "Туђа реч.", seko=network.seko, place="1-2")
    positions.merge([mine, other], wording="Мој предлог.", by=network.lead, now=f.CONSOLIDATING)

    lead = f.client_of(network.lead)

    assert [shown(each, lead).count("Мој предлог.") for each in (mine, other)] == [1, 1]
