"""A further draft: every comment gets its place in it, a person decides what is doubtful, and earlier places stay."""

from __future__ import annotations

from typing import Any

import pytest

from seko.actors.organisations.actor import Actor
from seko.dialogue.changes import actions
from seko.dialogue.changes.enums import PlacementStatus
from seko.dialogue.changes.models import Placement
from seko.dialogue.changes.queries import counts_in, to_check, visible_to
from seko.dialogue.comments.models import Comment
from seko.drafts.documents.models import Passage, Version
from seko.foundation.core.errors import Invalid, Refused, WrongState
from seko.foundation.journal.models import Entry
from tests import factories as f
from tests.dialogue.changes.ground import NOW, RULE, Ground, doubtful, placed
from tests.drafts.documents.model.carrying.test_carry import AIR, NATURE, WASTE, WATER

pytestmark = pytest.mark.django_db


def test_each_comment_says_what_became_of_its_words() -> None:
    ground = Ground()
    kept, edited = ground.comment("исправност воде"), ground.comment("податке о квалитету ваздуха")
    gone, moved = ground.comment("планове управљања отпадом"), ground.comment("регистар заштићених подручја")
    whole = f.a_comment(ground.consultation, ground.network.members[0], "О целини.", seko=ground.network.seko)

    new = ground.next_draft((NATURE, AIR.replace("о квалитету", "о стању и квалитету"), WATER))

    found = {row.comment_id: row for row in Placement.objects.filter(version=new)}
    assert {pk: row.status for pk, row in found.items()} == {
        kept.pk: "unchanged",
        edited.pk: "changed",
        gone.pk: "removed",
        moved.pk: "moved",
        whole.pk: "unchanged",
    }
    assert found[kept.pk].anchor["segments"][0]["place"] == "1-3"
    assert found[edited.pk].anchor["segments"][0]["exact"] == "податке о стању и квалитету ваздуха"
    assert found[gone.pk].anchor == {}
    assert counts_in(new)["removed"] == 1
    entry = Entry.objects.get(kind="comments-carried")
    assert entry.facts["counts"] == {"unchanged": 2, "changed": 1, "removed": 1, "moved": 1}


def test_a_doubtful_place_waits_for_a_person_whose_choice_stays() -> None:
    ground, comment, new = doubtful()
    row = placed(comment, new)
    assert row.status == PlacementStatus.CHECK
    assert list(to_check(new)) == [row]

    actions.choose_place(row, choice="0", seen=row.stamp, by=ground.ministry, now=NOW)
    seen = row.stamp

    row.refresh_from_db()
    assert (row.status, row.anchor["segments"][0]["exact"]) == ("changed", "осам дана")
    assert row.chosen_by == ground.ministry.person
    actions.carry_to(new, now=NOW)
    assert Placement.objects.get(comment=comment).pk == row.pk
    with pytest.raises(WrongState):
        actions.choose_place(row, choice="removed", seen=seen, by=ground.ministry, now=NOW)


def choose(comment: Comment, version: Version, by: Actor, **said: str) -> Placement:
    row = placed(comment, version)
    return actions.choose_place(row, **{"choice": "0", "seen": row.stamp, **said}, by=by, now=NOW)


@pytest.mark.parametrize("place", ["1-4", " 1-4. ", "https://seko.example/sr/documents/x/2/#p-1-4", "Zalba odlaze"])
def test_a_person_may_name_another_part_of_the_text(place: str) -> None:
    ground, comment, new = doubtful()
    row = choose(comment, new, ground.ministry, choice="other", place=place)
    assert (row.status, row.anchor) == ("changed", {"kind": "passage", "places": ["1-4"]})


def test_a_person_may_say_that_it_was_removed() -> None:
    ground, comment, new = doubtful()
    row = choose(comment, new, ground.ministry, choice="removed")
    assert (row.status, row.anchor) == ("removed", {})


@pytest.mark.parametrize("choice", ["", "7", "1-4", "²", "-1", "\x00", "9" * 5_000])
def test_a_place_that_is_none_is_refused_and_nothing_changes(choice: str) -> None:
    ground, comment, new = doubtful()
    with pytest.raises(Invalid) as refusal:
        choose(comment, new, ground.ministry, choice=choice)
    assert "choice" in refusal.value.faults
    assert placed(comment, new).status == PlacementStatus.CHECK


@pytest.mark.parametrize("place", ["", "  ", "9-9", "њњ", "нема ових речи", "\x00", "о", "осам", "?p=9.9", "%" * 400])
def test_words_of_no_part_or_of_more_than_one_are_refused(place: str) -> None:
    ground = Ground((AIR, WATER, RULE))
    comment = ground.comment("осам дана од пријема одлуке")
    new = ground.next_draft((AIR, WATER, "Надзор обавља министарство, осам дана пре рока.", "Жалба чека осам дана."))
    before = placed(comment, new)
    with pytest.raises(Invalid) as refusal:
        choose(comment, new, ground.ministry, choice="other", place=place)
    assert list(refusal.value.faults) == ["place"]
    assert placed(comment, new).stamp == before.stamp


def test_what_the_machine_placed_is_corrected_by_a_person_and_stays() -> None:
    ground = Ground()
    comment = ground.comment("исправност воде")
    new = ground.next_draft((AIR, WATER, WASTE))
    assert placed(comment, new).status == "unchanged"

    choose(comment, new, ground.ministry, choice="other", place="1-3")
    actions.carry_to(new, now=NOW)

    row = placed(comment, new)
    assert (row.status, row.anchor["places"], row.chosen_by) == ("changed", ["1-3"], ground.ministry.person)
    assert Entry.objects.get(kind="placement-chosen").facts["before"] == "unchanged"
    again = choose(comment, new, ground.ministry, choice="other", place="1-2")
    assert again.anchor["places"] == ["1-2"]


def test_carrying_again_is_asked_for_once_and_by_who_uploads_drafts() -> None:
    ground, _comment, new = doubtful()
    with pytest.raises(Refused):
        actions.carry_again(new, by=ground.network.lead, now=NOW)
    actions.carry_again(new, by=ground.ministry, now=NOW)
    with pytest.raises(WrongState):
        actions.carry_again(new, by=ground.ministry, now=NOW)


def test_only_who_may_upload_drafts_decides() -> None:
    ground, comment, new = doubtful()
    for actor in (ground.network.members[0], ground.network.lead, f.an_officer()):
        with pytest.raises(Refused):
            choose(comment, new, actor)


def test_words_taken_out_and_put_back_come_home() -> None:
    ground = Ground()
    comment = ground.comment("планове управљања отпадом")
    second = ground.next_draft((AIR, WATER, NATURE))
    third = ground.next_draft((AIR, WATER, WASTE, NATURE))
    assert placed(comment, second).status == "removed"
    assert placed(comment, third).status == "unchanged"


def test_a_choice_of_the_last_draft_leads_in_the_next_one() -> None:
    ground, comment, second = doubtful()
    choose(comment, second, ground.ministry)
    texts = tuple(Passage.objects.filter(version=second).order_by("order").values_list("text", flat=True))
    third = ground.next_draft((texts[0], "Нов став о буци и вибрацијама.", *texts[1:]))
    row = placed(comment, third)
    assert (row.status, row.anchor["segments"][0]["place"]) == ("unchanged", "1-4")


def test_a_placement_is_read_by_who_reads_the_comment_and_the_draft() -> None:
    ground = Ground()
    comment = ground.comment("исправност воде")
    new = ground.next_draft((AIR, WATER))
    author, ministry = ground.network.members[0], ground.ministry
    assert list(visible_to(author, NOW)) == [placed(comment, new)]
    assert list(visible_to(ministry, NOW)) == [placed(comment, new)]
    assert not visible_to(Actor(None), NOW).exists()
    new.releases.all().delete()
    assert not visible_to(author, NOW).exists()
    assert visible_to(ministry, NOW).exists()


def test_many_comments_take_no_more_queries_than_one(django_assert_max_num_queries: Any) -> None:
    ground = Ground()
    for _ in range(30):
        ground.comment("исправност воде")
    version = f.a_version((AIR, WATER), document=ground.version.document)
    with django_assert_max_num_queries(20):
        assert actions.carry_to(version, now=NOW) == 30
