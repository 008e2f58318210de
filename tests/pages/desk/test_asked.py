"""What the desk and the letter say of a consultation that is opened: a draft to read, or questions to answer."""

from __future__ import annotations

import pytest
from django.urls import reverse

from seko.dialogue.consultations import notices
from seko.foundation.core import clock
from seko.foundation.notifications.letters import put_into_words
from seko.foundation.notifications.models import Outbox
from seko.foundation.notifications.registry import find
from seko.pages.desk.tasks import desk_of
from tests import factories as f

pytestmark = pytest.mark.django_db


def test_a_prepared_consultation_waits_on_the_desk_of_the_ministry() -> None:
    prepared = f.a_consultation(status="prepared", opened_at=None)
    desk = desk_of(f.ministry(), f.ANNOUNCED)

    found = [(str(row.title), row.url) for row in (*desk.soon, *desk.later)]
    assert found == [("Отворите припремљене консултације", f"/sr/consultations/{prepared.code}/manage/")]


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


def test_the_pages_of_questions_lead_to_questions_and_comments() -> None:
    network = f.a_network()
    questions = f.a_consultation([network.seko], questions=["А?", "Б?", "В?"])
    with clock.pinned(f.COMMENTING):
        page = f.client_of(f.ministry()).get(reverse("consultation", args=[questions.code])).content.decode()

    main = page[page.index("<main") : page.index("</main>")]
    assert ">Питања и коментари</a>" in main
    assert [word in main for word in (" и одговоре</a>", "нацрт")] == [False, False]
