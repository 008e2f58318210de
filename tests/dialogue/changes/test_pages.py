"""The pages of placements: what stands where before and after, deciding, carrying again, the number of queries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seko.actors.organisations.actor import Actor
from seko.dialogue.changes import actions
from seko.dialogue.changes.models import Placement
from seko.dialogue.changes.queries import CARRY_JOB, name_of
from seko.dialogue.comments.actions import withdraw_comment
from seko.dialogue.comments.models import Comment
from seko.dialogue.comments.queries import number_of
from seko.drafts.documents.models import Version
from seko.foundation.core import clock
from seko.foundation.jobs.enums import JobStatus
from seko.foundation.jobs.models import Job
from tests import factories as f
from tests.dialogue.changes.ground import NOW, Ground, doubtful, placed
from tests.drafts.documents.model.carrying.test_carry import AIR, NATURE, WASTE, WATER

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_the_week_of_answers() -> Iterator[None]:
    with clock.pinned(NOW):
        yield


def url(name: str, version: Version, *more: str) -> str:
    return reverse(name, args=[version.document.code, version.number, *more])


def page(actor: Actor | None, version: Version, query: str = "") -> str:
    content: str = f.client_of(actor).get(url("placements", version) + query).content.decode()
    return content


def many_more(comment: Comment, count: int) -> None:
    fields = {"words": comment.words, "anchor": comment.anchor, "anchor_kind": comment.anchor_kind}
    Comment.objects.bulk_create(
        (
            Comment(
                **fields,
                consultation=comment.consultation,
                number=comment.number + rank,
                organisation=comment.organisation,
                organisation_name=comment.organisation_name,
                seko=comment.seko,
                sent_at=comment.sent_at,
                unsent_id=uuid4(),
                hash="0" * 64,
            )
            for rank in range(1, count + 1)
        ),
        batch_size=500,
    )


def choosing(row: Placement) -> str:
    return url("placement-choose", row.version, name_of(row))


def test_the_list_shows_before_and_after_and_leads_to_both() -> None:
    ground = Ground()
    ground.comment("исправност воде")
    ground.comment("податке о квалитету ваздуха")
    ground.comment("планове управљања отпадом")
    new = ground.next_draft((NATURE, AIR.replace("о квалитету", "о стању и квалитету"), WATER))
    shown = page(ground.ministry, new)
    reading = reverse("reading", args=[ground.consultation.code])
    assert f'href="{reading}?p=1-2#p-1-2"' in shown
    assert f'href="{url("version", new)}#p-1-3"' in shown
    assert re.search("стању и ?</ins>", shown)
    assert "Ове речи више нису у овом нацрту." in shown
    assert [word in shown for word in ("Неизмењено", "Измењено", "Уклоњено")] == [True] * 3
    removed = page(ground.ministry, new, "?show=removed")
    assert ("О: планове" in removed, "О: исправност" in removed) == (True, False)
    assert "О: исправност" in page(ground.ministry, new, "?show=nothing&page=999999")


def test_words_that_stayed_while_their_part_changed_are_said_to_be_the_same() -> None:
    ground = Ground()
    ground.comment("исправност воде")
    shown = page(ground.ministry, ground.next_draft((AIR, WATER + " Додата је реченица.", WASTE, NATURE)))
    assert "Ове речи су исте; изменило се оно што стоји око њих." in shown
    assert re.search("Додата је реченица.</ins>", shown)


def test_everybody_reads_only_the_comments_they_may_read() -> None:
    ground = Ground()
    comment = ground.comment("исправност воде")
    new = ground.next_draft((AIR, WATER))
    other = f.a_network("other").members[0]
    assert "О: исправност" in page(ground.network.members[0], new)
    assert "О: исправност" not in page(other, new)
    assert "Исправи место" not in page(ground.network.members[0], new)
    new.releases.all().delete()
    assert f.client_of(other).get(url("placements", new)).status_code == 404
    assert f.client_of(None).get(url("placements", new)).status_code == 404
    withdraw_comment(comment, by=ground.network.members[0], now=f.COMMENTING)
    assert "О: исправност" not in page(ground.ministry, new)


def test_of_a_draft_that_may_not_be_read_any_more_nothing_is_shown_but_the_quote() -> None:
    ground = Ground()
    ground.comment("исправност воде")
    new = ground.next_draft((AIR, WATER + " Додата је реченица."))
    ground.version.status = "hidden"
    ground.version.save()
    shown = page(ground.network.members[0], new)
    rest = WATER.replace("исправност воде", "").split()[0]
    assert "исправност воде" in shown
    assert ("<del>" in shown, f"{rest} " in shown.split("У нацрту 1")[1].split("У нацрту 2")[0]) == (False, False)


@pytest.mark.parametrize("count", [1, 30])
def test_the_number_of_queries_does_not_grow(count: int, django_assert_max_num_queries: Any) -> None:
    ground = Ground()
    for _ in range(count):
        ground.comment("исправност воде")
    new = ground.next_draft((AIR, WATER))
    client = f.client_of(ground.ministry)
    client.get(url("placements", new))
    with django_assert_max_num_queries(16):
        client.get(url("placements", new))


def test_a_person_decides_and_is_led_on_until_nothing_waits() -> None:
    ground, comment, new = doubtful()
    second = ground.comment("осам дана од пријема")
    actions.carry_to(new, now=NOW)
    assert placed(second, new).status == "check"
    client = f.client_of(ground.ministry)
    row = placed(comment, new)
    shown = client.get(choosing(row)).content.decode()
    assert '<mark class="on">осам дана</mark>' in shown
    assert 'value="removed"' in shown

    onward = client.post(choosing(row), {"choice": "0", "seen": row.stamp})
    assert onward["Location"] == choosing(placed(second, new))
    last = client.post(onward["Location"], {"choice": "removed", "seen": placed(second, new).stamp}, follow=True)
    said = last.content.decode()
    assert last.redirect_chain == [(url("placements", new), 302)]
    assert "Ниједан коментар више не чека место." in said
    assert "Место изабрано ручно: " in said
    told = page(ground.network.members[0], new)
    assert ("Место изабрано ручно: " in told, "Место изабрано ручно, " in told) == (False, True)


def test_what_was_typed_is_kept_when_it_is_no_place() -> None:
    ground, comment, new = doubtful()
    row = placed(comment, new)
    wrong = f.client_of(ground.ministry).post(
        choosing(row), {"choice": "other", "place": "нема ових <речи>", "seen": row.stamp}
    )
    shown = wrong.content.decode()
    assert wrong.status_code == 400
    assert 'value="нема ових &lt;речи&gt;"' in shown
    assert 'value="other" checked' in shown
    assert placed(comment, new).status == "check"
    nothing = f.client_of(ground.ministry).post(choosing(row), {"seen": row.stamp})
    assert nothing.status_code == 400


def test_a_decision_taken_meanwhile_is_shown_and_not_overwritten() -> None:
    ground, comment, new = doubtful()
    row = placed(comment, new)
    first, late = f.client_of(ground.ministry), f.client_of(f.ministry())
    first.post(choosing(row), {"choice": "removed", "seen": row.stamp})
    answer = late.post(choosing(row), {"choice": "0", "seen": row.stamp})
    assert answer.status_code == 409
    assert "Неко је о овоме у међувремену одлучио." in answer.content.decode()
    assert placed(comment, new).status == "removed"


def test_who_may_not_decide_is_refused_and_who_may_not_read_finds_nothing() -> None:
    ground, comment, new = doubtful()
    row = placed(comment, new)
    said = {"choice": "removed", "seen": row.stamp}
    for actor, status in ((ground.network.members[0], 403), (f.a_network("other").members[0], 404)):
        assert f.client_of(actor).get(choosing(row)).status_code == status
        assert f.client_of(actor).post(choosing(row), said).status_code == status
    assert f.client_of(ground.ministry).get(url("placement-choose", new, "zz-0001")).status_code == 404
    whole = f.a_comment(ground.consultation, ground.network.members[0], "О целини.", seko=ground.network.seko)
    actions.carry_to(new, now=NOW)
    gone = url("placement-choose", new, number_of(whole).lower())
    assert f.client_of(ground.ministry).get(gone).status_code == 404
    assert placed(comment, new).status == "check"


def test_the_page_says_how_far_carrying_is_and_lets_the_ministry_ask_again() -> None:
    ground = Ground()
    ground.comment("исправност воде")
    new = f.a_version((AIR, WATER, WASTE, NATURE), document=ground.version.document)
    client = f.client_of(ground.ministry)
    assert "још нису пренети у овај нацрт" in page(ground.ministry, new)
    assert "Пренеси коментаре сада" not in page(ground.network.members[0], new)

    client.post(url("placements-carry", new))
    job = Job.objects.get(name=CARRY_JOB)
    assert reverse("job-progress", args=[job.pk]) in page(ground.ministry, new)
    assert reverse("job-progress", args=[job.pk]) not in page(f.ministry(), new)
    assert client.post(url("placements-carry", new)).status_code == 409
    assert f.client_of(ground.network.members[0]).post(url("placements-carry", new)).status_code == 403

    Job.objects.update(status=JobStatus.FAILED, finished_at=NOW)
    assert "нису пренети у овај нацрт" in page(ground.ministry, new)
    actions.carry_to(new, now=NOW)
    Job.objects.update(status=JobStatus.DONE)
    assert "Пренеси коментаре сада" not in page(ground.ministry, new)
    ground.comment("исправност воде")
    assert "пристигао је након што су остали пренети" in page(ground.ministry, new)


def test_the_first_draft_has_no_comments_of_earlier_ones() -> None:
    ground = Ground()
    assert "Ниједан ранији нацрт овог документа није коментарисан." in page(ground.ministry, ground.version)


def test_two_thousand_comments_take_as_many_queries_as_one() -> None:
    ground = Ground()
    comment = ground.comment("исправност воде")
    new = ground.next_draft((AIR, WATER))
    row = placed(comment, new)
    client = f.client_of(ground.ministry)
    client.get(url("placements", new))
    with CaptureQueriesContext(connection) as one:
        client.get(url("placements", new))
    many_more(comment, 1_999)
    rows = [
        Placement(version=new, comment_id=pk, status=row.status, anchor=row.anchor, made_at=NOW)
        for pk in ground.consultation.comments.exclude(pk=comment.pk).values_list("pk", flat=True)
    ]
    Placement.objects.bulk_create(rows, batch_size=500)
    with CaptureQueriesContext(connection) as many:
        client.get(url("placements", new))
    assert len(many) == len(one)
