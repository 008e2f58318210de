"""What the desk and the letter say of a consultation that is opened: a draft to read, or questions to answer."""

from __future__ import annotations

import pytest

from seko.dialogue.consultations import notices
from seko.foundation.notifications.letters import put_into_words
from seko.foundation.notifications.models import Outbox
from seko.foundation.notifications.registry import find
from seko.pages.desk.tasks import desk_of
from tests import factories as f

pytestmark = pytest.mark.django_db


def test_without_a_draft_nobody_is_told_to_read_one() -> None:
    network = f.a_network()
    on_draft = f.a_consultation([network.seko])
    questions = f.a_consultation([network.seko], questions=["А?", "Б?", "В?"], title="Питања о ваздуху")
    desk = desk_of(f.again(network.members[0]), f.COMMENTING)

    told = {str(row.url): str(row.title) for row in (*desk.soon, *desk.later)}
    assert told == {
        f"/sr/consultations/{on_draft.code}/": "Прочитајте нацрт и коментаришите",
        f"/sr/consultations/{questions.code}/": "Одговорите на питања",
    }
    notices.opened(questions, by=f.ministry(), now=f.ANNOUNCED)
    mail = Outbox.objects.filter(kind="consultation-opened").first()
    kind = find("consultation-opened")
    assert mail is not None
    assert kind is not None
    words = put_into_words(mail, kind, "sr")
    assert words is not None
    assert words.paragraphs[0] == "Постављена су питања: Питања о ваздуху."
