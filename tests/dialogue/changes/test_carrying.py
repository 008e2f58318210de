"""A further draft: every comment gets its place in it, a person decides what is doubtful, and earlier places stay."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from seko.actors.organisations.actor import Actor
from seko.dialogue.changes import actions
from seko.dialogue.changes.enums import PlacementStatus
from seko.dialogue.changes.models import Placement
from seko.dialogue.changes.queries import counts_in, to_check, visible_to
from seko.dialogue.comments.actions import send_comment
from seko.dialogue.comments.models import Comment
from seko.drafts.documents.model.anchors import WORDS, Anchor, words_quoted
from seko.drafts.documents.models import Passage, Version
from seko.foundation.core.errors import Invalid, Refused, WrongState
from seko.foundation.journal.models import Entry
from tests import factories as f
from tests.drafts.documents.model.carrying.test_carry import AIR, NATURE, WASTE, WATER

pytestmark = pytest.mark.django_db
NOW = f.ANSWERING
RULE = "Рок за жалбу је осам дана од пријема одлуке."


class Ground:
    """A first draft with a comment at each of some words, by a member of a network."""

    def __init__(self, texts: tuple[str, ...] = (AIR, WATER, WASTE, NATURE)) -> None:
        self.network, self.ministry = f.a_network(), f.ministry()
        self.texts = texts
        self.version = f.a_version(texts)
        self.consultation = f.a_consultation([self.network.seko], version=self.version)

    def comment(self, words: str) -> Comment:
        number = next(rank for rank, text in enumerate(self.texts) if words in text)
        anchor = Anchor(WORDS, (words_quoted(f"1-{number + 1}", self.texts[number], words),))
        return send_comment(
            identifier=uuid4(),
            consultation=self.consultation,
            fields={"words": f"О: {words}", "anchor": anchor.as_json()},
            by=self.network.members[0],
            now=f.COMMENTING,
            seko=self.network.seko,
        )

    def next_draft(self, texts: tuple[str, ...]) -> Version:
        version = f.a_version(texts, document=self.version.document)
        actions.carry_to(version, now=NOW)
        return version


def placed(comment: Comment, version: Version) -> Placement:
    return Placement.objects.get(comment=comment, version=version)


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


def doubtful() -> tuple[Ground, Comment, Version]:
    ground = Ground((AIR, WATER, RULE))
    comment = ground.comment("осам дана од пријема одлуке")
    new = ground.next_draft((AIR, WATER, "Надзор обавља министарство, осам дана пре рока.", "Жалба одлаже извршење."))
    return ground, comment, new


def test_a_doubtful_place_waits_for_a_person_whose_choice_stays() -> None:
    ground, comment, new = doubtful()
    row = placed(comment, new)
    assert row.status == PlacementStatus.CHECK
    assert list(to_check(new)) == [row]

    actions.choose_place(row, choice="0", by=ground.ministry, now=NOW)

    row.refresh_from_db()
    assert (row.status, row.anchor["segments"][0]["exact"]) == ("changed", "осам дана")
    assert row.chosen_by == ground.ministry.person
    actions.carry_to(new, now=NOW)
    assert Placement.objects.get(comment=comment).pk == row.pk
    with pytest.raises(WrongState):
        actions.choose_place(row, choice="removed", by=ground.ministry, now=NOW)


@pytest.mark.parametrize(("choice", "status", "place"), [("removed", "removed", None), ("1-4", "changed", "1-4")])
def test_a_person_may_say_removed_or_name_another_passage(choice: str, status: str, place: str | None) -> None:
    ground, comment, new = doubtful()
    row = actions.choose_place(placed(comment, new), choice=choice, by=ground.ministry, now=NOW)
    assert row.status == status
    assert row.anchor == ({"kind": "passage", "places": [place]} if place else {})


@pytest.mark.parametrize("choice", ["", "7", "9-9", "²", "-1", "\x00", "9" * 5_000])
def test_a_place_that_is_none_is_refused_and_nothing_changes(choice: str) -> None:
    ground, comment, new = doubtful()
    with pytest.raises(Invalid) as refusal:
        actions.choose_place(placed(comment, new), choice=choice, by=ground.ministry, now=NOW)
    assert "choice" in refusal.value.faults
    assert placed(comment, new).status == PlacementStatus.CHECK


def test_only_who_may_upload_drafts_decides() -> None:
    ground, comment, new = doubtful()
    for actor in (ground.network.members[0], ground.network.lead, f.an_officer()):
        with pytest.raises(Refused):
            actions.choose_place(placed(comment, new), choice="0", by=actor, now=NOW)


def test_words_taken_out_and_put_back_come_home() -> None:
    ground = Ground()
    comment = ground.comment("планове управљања отпадом")
    second = ground.next_draft((AIR, WATER, NATURE))
    third = ground.next_draft((AIR, WATER, WASTE, NATURE))
    assert placed(comment, second).status == "removed"
    assert placed(comment, third).status == "unchanged"


def test_a_choice_of_the_last_draft_leads_in_the_next_one() -> None:
    ground, comment, second = doubtful()
    actions.choose_place(placed(comment, second), choice="0", by=ground.ministry, now=NOW)
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
