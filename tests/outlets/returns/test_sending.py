"""What came in by a file is sent together, each comment by the rules of a single one."""

from __future__ import annotations

import pytest

from seko.dialogue.comments.models import Comment, Unsent
from seko.foundation.core import clock
from seko.outlets.returns.models import ReturnedFile
from tests import factories as f
from tests.drafts.documents.uploading import main_of
from tests.outlets.returns.returning import Returning, commented, returning
from tests.working import work_through_the_queue

pytestmark = pytest.mark.django_db


@pytest.fixture
def back() -> Returning:
    return returning()


def kept(back: Returning) -> ReturnedFile:
    found = back.read(commented())
    back.decide(found, whole="1", keep="1")
    return found


def send(back: Returning, found: ReturnedFile) -> int:
    status: int = back.client.post(back.url("returned-send", found.pk)).status_code
    return status


def page_of(back: Returning, found: ReturnedFile) -> str:
    return main_of(back.client.get(back.url("returned", found.pk) + "?show=all"))


def test_all_of_a_file_is_sent_in_its_order_and_the_page_names_the_numbers(back: Returning) -> None:
    found = kept(back)
    assert "3 коментара из ове датотеке нису послата" in page_of(back, found)
    assert send(back, found) == 302
    work_through_the_queue()
    sent = Comment.objects.order_by("number")
    assert [row.words.partition("\n")[0] for row in sent] == [
        "Који градови?", "У целини добро.", "Измените текст како је овде предложено.",
    ]  # fmt: skip
    assert {row.organisation for row in sent} == {back.actor.organisation}
    assert Unsent.objects.count() == 0
    shown = page_of(back, found)
    assert all(f"{back.consultation.code}-{number:04d}".upper() in shown for number in (1, 2, 3))
    assert "Пошаљи све непослате" not in shown


def test_what_was_changed_meanwhile_goes_as_it_is_now_and_what_was_sent_is_not_sent_again(back: Returning) -> None:
    found = kept(back)
    Unsent.objects.filter(words="У целини добро.").update(words="У целини врло добро.")
    send(back, found)
    work_through_the_queue()
    assert Comment.objects.filter(words="У целини врло добро.").count() == 1
    assert send(back, found) == 409
    assert Comment.objects.count() == 3


def test_after_the_deadline_nothing_is_sent_and_the_reason_is_said(back: Returning) -> None:
    found = kept(back)
    with clock.pinned(f.ANSWERING):
        send(back, found)
        work_through_the_queue()
        shown = page_of(back, found)
    assert (Comment.objects.count(), Unsent.objects.count()) == (0, 3)
    assert "Није све послато" in shown
    assert "Крајњи рок је истекао" in shown


def test_of_a_file_that_waits_for_decisions_nothing_can_be_sent(back: Returning) -> None:
    assert send(back, back.read(commented())) == 409


def test_another_organisation_cannot_send_it(back: Returning) -> None:
    found = kept(back)
    foreign = Returning(f.join(back.consultation.sekos.get(), "member"), back.consultation)
    assert send(foreign, found) == 404
    colleague = Returning(f.another_of(back.actor), back.consultation)
    assert send(colleague, found) == 302
