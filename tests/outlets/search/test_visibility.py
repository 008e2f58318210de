"""Who finds what: nobody finds, counts or is quoted what they may not read (design.md, Who sees what; N3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import uuid4

import pytest
from django.test import Client

from seko.actors.organisations.actor import ANONYMOUS, Actor
from seko.actors.organisations.enums import Role
from seko.dialogue.comments import queries as comments
from seko.dialogue.comments.actions import save_unsent, withdraw_comment
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations import queries as consultations
from seko.dialogue.positions.actions import carry, reword, set_aside, submit_position
from seko.dialogue.positions.models import Position
from seko.dialogue.positions.queries import points_visible_to
from seko.dialogue.responses.models import Response
from seko.dialogue.responses.queries import responses_visible_to
from seko.drafts.documents.models import Release, Version
from seko.drafts.documents.queries import readable_by
from seko.outlets.search import queries
from seko.outlets.search.actions import catch_up
from seko.outlets.search.enums import Kind
from seko.outlets.search.models import Entry
from tests import factories as f
from tests.outlets.search.conftest import Scene, look_for

pytestmark = pytest.mark.django_db
CANARY = "КАНАРИНАЦНЕВИДЉИВ"


def people(scene: Scene) -> dict[str, Actor | None]:
    """Return one of each role, within the network and without."""
    member = scene.network.members[0]
    return {
        "public": None,
        "person": f.an_actor(None, ""),
        "author": member,
        "member": scene.network.members[1],
        "partner": scene.network.partners[0],
        "lead": scene.network.lead,
        "other member": scene.other.members[0],
        "other lead": scene.other.lead,
        "outsider": f.an_actor(f.an_organisation("Ван мрежа"), Role.REPRESENTATIVE),
        "ministry": scene.coordinator,
        "assigned officer": scene.officer,
        "other officer": f.an_officer(f.an_organisation("Друго министарство", "ministry")),
        "observer": f.an_actor(f.an_organisation("Делегација", "ministry"), Role.OBSERVER),
        "auditor": f.an_actor(f.an_organisation("Ревизија", "ministry"), Role.AUDITOR),
        "administrator": f.an_actor(f.an_organisation("Служба", "ministry"), Role.ADMINISTRATOR),
    }


OWN_SIDE = {"author", "member", "partner", "lead"}


def who_finds(scene: Scene, query: str, now: datetime) -> set[str]:
    """Return who finds anything; of everybody else, that nothing tells of it: no row, no number, no word of it."""
    found = set()
    for name, actor in people(scene).items():
        result = look_for(query, actor, now=now)
        if result.rows:
            found.add(name)
            continue
        assert result.filters == {}
        without = result.body.replace(f'value="{query}"', "").lower()
        assert query.lower() not in without, name
        if name in ("public", "other member", "ministry", "administrator"):
            # What is not found looks, letter by letter, like what was never written.
            never = look_for("ништаслично", actor, now=now).body
            assert result.body.replace(query, "ништаслично") == never, name
    return found


def test_a_comment_on_its_way_is_found_by_its_own_side_alone(scene: Scene) -> None:
    scene.comment(f"Речи {CANARY}.")

    assert who_finds(scene, CANARY, f.COMMENTING) == OWN_SIDE


def test_where_the_network_does_not_read_only_the_consortium_finds(scene: Scene) -> None:
    f.written_by_hand(scene.consultation, network_reads=False)
    scene.comment(f"Речи {CANARY}.")

    assert who_finds(scene, CANARY, f.COMMENTING) == OWN_SIDE - {"member"}


def test_handed_in_it_is_found_by_the_ministry_and_not_yet_by_others(scene: Scene) -> None:
    scene.taken_over(scene.comment(f"Речи {CANARY}."))
    submit_position(_position(scene), letter="", by=scene.network.lead, now=f.CONSOLIDATING)

    found = who_finds(scene, CANARY, f.CONSOLIDATING)

    assert found >= OWN_SIDE | {"ministry", "auditor"}
    assert not found & {"public", "person", "other member", "other lead", "outsider", "other officer", "administrator"}


def test_a_point_on_the_board_is_found_by_the_consortium_alone(scene: Scene) -> None:
    point = scene.taken_over(scene.comment("Речи."))
    reword(point, wording=f"Друге речи {CANARY}.", proposed_wording="", by=scene.network.lead, now=f.CONSOLIDATING)

    assert who_finds(scene, CANARY, f.CONSOLIDATING) == {"partner", "lead"}


def test_an_answer_being_written_is_found_by_nobody(scene: Scene) -> None:
    scene.drafted(scene.taken_over(scene.comment("Речи.")), f"Одговор {CANARY}.", will_change=f"Измена {CANARY}.")

    assert who_finds(scene, CANARY, f.ANSWERING) == set()
    assert not Entry.objects.filter(kind=Kind.ANSWER).exists()


def test_a_published_answer_on_a_public_draft_and_what_it_answers_are_found_by_everybody(scene: Scene) -> None:
    comment = scene.comment(f"Речи {CANARY}.")
    scene.answered(scene.taken_over(comment), f"Одговор {CANARY}.")

    assert who_finds(scene, CANARY, f.OVERDUE) == set(people(scene))
    public = look_for(CANARY)
    assert [kind for kind, _title in public.rows] == ["Коментар", "Обједињени коментар", "Одговор"]


def test_on_a_draft_that_is_not_public_the_public_finds_no_words(scene: Scene) -> None:
    Release.objects.filter(version=scene.consultation.version).update(circle="networks")
    scene.answered(scene.taken_over(scene.comment(f"Речи {CANARY}.")), f"Одговор {CANARY}.")

    found = who_finds(scene, CANARY, f.OVERDUE)

    assert found >= OWN_SIDE | {"ministry", "auditor", "assigned officer"}
    assert not found & {"public", "person", "other member", "other lead", "administrator"}


def test_the_text_of_a_draft_is_found_by_those_to_whom_it_is_released(scene: Scene) -> None:
    f.a_consultation([scene.network.seko], version=f.a_version([f"Нацрт {CANARY}."]), network_reads=True)

    found = who_finds(scene, CANARY, f.COMMENTING)

    assert found >= OWN_SIDE | {"other member", "other lead", "ministry", "auditor"}
    assert not found & {"public", "person", "administrator"}


def test_the_text_of_a_draft_is_found_from_the_moment_of_its_release(scene: Scene) -> None:
    version = f.a_version([f"Нацрт {CANARY}."], circle="public")
    f.a_consultation([scene.network.seko], version=version)
    Release.objects.filter(version=version).update(starts_at=f.CONSOLIDATING)

    assert look_for(CANARY, now=f.COMMENTING).rows == ()
    assert len(look_for(CANARY, now=f.CONSOLIDATING).rows) == 1


def test_a_consultation_in_preparation_is_found_by_the_ministry_alone(scene: Scene) -> None:
    version = f.a_version([f"Нацрт {CANARY}."], circle="public")
    f.a_consultation([scene.network.seko], version=version, status="prepared", opened_at=None)

    assert who_finds(scene, CANARY, f.COMMENTING) == {"ministry", "auditor"}


def test_a_hidden_draft_disappears_with_the_words_of_others(scene: Scene) -> None:
    version = f.a_version([f"Нацрт {CANARY}."], circle="public")
    consultation = f.a_consultation([scene.network.seko], version=version)
    assert len(look_for(CANARY).rows) == 1

    Version.objects.filter(pk=version.pk).update(status="hidden", hidden_reason="Грешка.")

    # Before the job had its round nothing is shown any more, after it nothing is left in the index.
    assert not queries.visible_to(ANONYMOUS, f.OVERDUE).filter(consultation=consultation).exists()
    assert look_for(CANARY).rows == ()
    assert not Entry.objects.filter(consultation=consultation).exists()


def test_unsent_words_are_found_by_nobody(scene: Scene) -> None:
    fields = {"words": f"Речи {CANARY}.", "anchor": {"kind": "whole"}}
    author = scene.network.members[0]
    save_unsent(identifier=uuid4(), consultation=scene.consultation, fields=fields, by=author, now=f.COMMENTING)

    assert who_finds(scene, CANARY, f.COMMENTING) == set()


def test_a_withdrawn_comment_disappears_for_everybody_at_once(scene: Scene) -> None:
    comment = scene.comment(f"Речи {CANARY}.")
    assert who_finds(scene, CANARY, f.COMMENTING) == OWN_SIDE

    withdraw_comment(comment, by=scene.network.members[0], now=f.COMMENTING)

    assert who_finds(scene, CANARY, f.COMMENTING) == set()


def test_a_replaced_comment_gives_way_to_the_newer_one(scene: Scene) -> None:
    old = scene.comment(f"Речи {CANARY}.")
    scene.comment("Речи исправљене.", supersedes=old)

    assert who_finds(scene, CANARY, f.COMMENTING) == set()
    assert who_finds(scene, "исправљене", f.COMMENTING) == OWN_SIDE


def test_a_comment_left_out_is_found_by_nobody_new(scene: Scene) -> None:
    comment = scene.comment(f"Речи {CANARY}.")
    other = scene.comment("Друге речи.")
    set_aside([comment], reason=f"Разлог {CANARY}.", by=scene.network.lead, now=f.CONSOLIDATING)
    scene.answered(scene.taken_over(other), "Одговор.")

    found = who_finds(scene, CANARY, f.OVERDUE)

    assert not found & {"public", "person", "other member", "other lead", "outsider", "administrator"}


def test_the_words_of_an_earlier_wording_are_forgotten(scene: Scene) -> None:
    point = scene.taken_over(scene.comment("Речи."))
    lead = scene.network.lead
    reword(point, wording=f"Речи {CANARY}.", proposed_wording="", by=lead, now=f.CONSOLIDATING)
    assert len(look_for(CANARY, lead).rows) == 1

    reword(point, wording="Речи блаже.", proposed_wording="", by=lead, now=f.CONSOLIDATING)

    assert look_for(CANARY, lead).rows == ()
    assert len(look_for("блаже", lead).rows) == 1


def test_numbers_are_of_what_one_may_read(scene: Scene) -> None:
    """The public's counts are the same whether there are others' unread words or not."""
    scene.answered(scene.taken_over(scene.comment("Станица у Бору.")), "Станица се прихвата.")
    before = look_for("станица")

    for number in range(30):
        scene.comment(f"Станица {number}.", now=f.CONSOLIDATING)
    after = look_for("станица")

    assert after == before
    assert before.filters["Коментари"] == "1"


def test_what_one_may_not_read_does_not_count_towards_the_limit(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "MOST", 5)
    for number in range(12):
        scene.comment(f"Станица {number}.")
    scene.answered(scene.taken_over(scene.comment("Станица у Бору.")), "Станица се прихвата.")

    public, member = look_for("станица"), look_for("станица", scene.network.members[1])

    assert public.filters["Све"] == "4"
    assert public.filters["Коментари"] == "1"
    assert member.filters["Коментари"] == "5+"


def test_each_filter_and_page_shows_only_what_one_may_read(scene: Scene) -> None:
    for number in range(25):
        scene.comment(f"{CANARY} {number}.")

    for kind in Kind.values:
        assert look_for(CANARY, kind=kind).rows == ()
    for page in ("1", "2", "3"):
        assert look_for(CANARY, page=page).rows == ()
    for state in queries.OUTCOMES:
        assert look_for(CANARY, state=state).rows == ()


def test_nothing_is_kept_for_the_next_reader(scene: Scene) -> None:
    scene.comment(f"Речи {CANARY}.")
    member = f.client_of(scene.network.members[1])

    assert len(look_for(CANARY, client=member, now=f.COMMENTING).rows) == 1
    assert look_for(CANARY, client=Client(), now=f.COMMENTING).rows == ()
    response = member.get("/sr/search/", {"q": CANARY})
    assert "no-store" in response["Cache-Control"] and "private" in response["Cache-Control"]


@pytest.fixture
def busy(scene: Scene) -> Iterator[Scene]:
    """Everything in every state: comments through the SEKO, taken over, reworded, left out, answered, direct."""
    f.written_by_hand(scene.consultation, allows_direct=True)
    scene.consultation.refresh_from_db()
    lead = scene.network.lead
    sent = [scene.comment(f"Станица {number}.") for number in range(8)]
    citizen = f.an_actor(f.an_organisation("Ван"), Role.REPRESENTATIVE)
    other = f.a_comment(scene.consultation, scene.other.members[0], "Станица друге мреже.", seko=scene.other.seko)
    direct = [f.a_comment(scene.consultation, citizen, f"Станица непосредно {number}.") for number in range(2)]
    carry(sent[:4], by=lead, now=f.CONSOLIDATING)
    set_aside(sent[4:5], reason="Разлог.", by=lead, now=f.CONSOLIDATING)
    withdraw_comment(sent[7], by=scene.network.members[0], now=f.CONSOLIDATING)
    scene.answered(sent[0].sources.get().point, "Станица прихваћена.")
    scene.answered(direct[0].own_point, "Станица прихваћена.")
    scene.drafted(sent[1].sources.get().point, "Станица у припреми.")
    closed = f.a_consultation([scene.network.seko], version=f.a_version(["Станица."]))
    kept = f.a_comment(closed, scene.network.members[0], "Станица затворено.", seko=scene.network.seko)
    scene.answered(carry([kept], by=lead, now=f.CONSOLIDATING)[0], "Станица затворена.")
    assert other.pk
    while catch_up():
        pass
    yield scene


@pytest.mark.parametrize("now", [f.COMMENTING, f.CONSOLIDATING, f.DISSENTING, f.ANSWERING, f.OVERDUE, f.AFTER_REPLIES])
def test_what_is_found_is_what_each_app_lets_see(busy: Scene, now: datetime) -> None:
    """For every role: the entries are those of the rows that the apps' own `visible_to` lets the actor read."""
    for name, actor in people(busy).items():
        who = actor or ANONYMOUS
        found = queries.visible_to(who, now)

        def of(kind: str, found: object = found) -> set[object]:
            column = {"comment": "comment", "point": "point", "answer": "response"}[kind]
            return set(found.filter(kind=kind).values_list(column, flat=True))  # type: ignore[attr-defined]

        texts = consultations.visible_to(who, now).filter(version__in=readable_by(who, now))
        standing = comments.standing(comments.visible_to(who, now))
        points = points_visible_to(who, now).filter(kind="consolidated", withdrawn_at__isnull=True)
        answers = responses_visible_to(who, now).filter(status="published")
        passages = set(texts.values_list("pk", "version__passages"))
        in_text = found.filter(kind="passage").values_list("consultation", "passage")
        assert set(in_text) == passages & set(Entry.objects.values_list("consultation", "passage")), name
        assert of("comment") == set(standing.values_list("pk", flat=True)), name
        assert of("point") == set(points.values_list("pk", flat=True)), name
        assert of("answer") == set(answers.values_list("pk", flat=True)), name
    assert Comment.objects.count() == 12 and Response.objects.count() == 4


def _position(scene: Scene) -> Position:
    return Position.objects.get(consultation=scene.consultation, seko=scene.network.seko)
