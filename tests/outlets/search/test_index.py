"""The index keeps in step with everything that is written, however it is written, and can be made anew."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection

from seko.dialogue.positions.actions import reword
from seko.dialogue.positions.models import Point
from seko.dialogue.responses.actions import propose_correction
from seko.drafts.documents.models import Passage, Version
from seko.foundation.jobs import timed
from seko.foundation.workflow import second
from seko.outlets.search import jobs, queries
from seko.outlets.search.actions import catch_up, rebuild
from seko.outlets.search.engine import fit
from seko.outlets.search.enums import Kind
from seko.outlets.search.models import Entry, Waiting
from tests import factories as f
from tests.outlets.search.conftest import Scene, look_for

pytestmark = pytest.mark.django_db


def image() -> list[tuple[object, ...]]:
    """Return the whole index, whatever order it was made in."""
    fields = ("kind", "consultation", "passage", "comment", "point", "response", "place", "outcome", "terms")
    return sorted(Entry.objects.values_list(*fields), key=str)


def test_a_sent_comment_is_found_without_any_job(scene: Scene) -> None:
    comment = scene.comment("Мерна станица.")

    entry = Entry.objects.get(comment=comment)

    assert (entry.kind, entry.consultation, entry.place, entry.outcome) == ("comment", scene.consultation, 1, "")
    assert entry.terms == comment.search_key == "mern stanik"


def test_the_round_of_the_scheduler_takes_in_what_waits(scene: Scene) -> None:
    scene.answered(scene.taken_over(scene.comment("Мерна станица.")), "Прихвата се.")
    assert Waiting.objects.filter(what="response").exists()

    dict(timed.due_calls())["outlets.search.jobs.take_in_what_waits"](f.OVERDUE)

    assert not Waiting.objects.exists()
    assert set(Entry.objects.values_list("kind", flat=True)) == set(Kind.values)


def test_a_round_with_nothing_to_do_writes_nothing(scene: Scene) -> None:
    jobs.take_in_what_waits(f.OVERDUE)

    assert catch_up() == 0


def test_made_anew_it_is_what_it_was(scene: Scene) -> None:
    first = scene.comment("Мерна станица у Бору.")
    scene.comment("Мерна станица у Нишу.")
    point = scene.taken_over(first)
    reword(point, wording="Станице у Бору.", proposed_wording="", by=scene.network.lead, now=f.CONSOLIDATING)
    scene.answered(point, "Станица се прихвата.", "partly", will_change="Додаје се станица.")
    while catch_up():
        pass
    before = image()

    assert rebuild() == len(before)
    assert image() == before
    assert look_for("станица").titles == look_for("stanicu").titles != []


def test_the_command_makes_it_anew(scene: Scene, capsys: pytest.CaptureFixture[str]) -> None:
    scene.comment("Мерна станица.")
    Entry.objects.all().delete()

    call_command("rebuild_search")

    assert "has 4 entries" in capsys.readouterr().out
    assert Entry.objects.filter(kind=Kind.COMMENT).count() == 1


def test_a_correction_takes_the_place_of_the_answer(scene: Scene) -> None:
    comment = scene.comment("Мерна станица.")
    answer = scene.answered(scene.taken_over(comment), "Одговор први.", "accepted")
    assert len(look_for("први").rows) == 1
    fields = {"disposition": "noted", "reason": "Одговор исправљен.", "will_change": ""}
    proposed = propose_correction(answer, fields=fields, reason="Грешка.", by=scene.coordinator, now=f.OVERDUE)
    second.confirm(proposed, by=scene.second, now=f.OVERDUE)

    assert look_for("први").rows == ()
    assert len(look_for("исправљен").rows) == 1
    assert Entry.objects.get(comment=comment).outcome == "noted"


def test_rows_written_in_bulk_are_seen_too(scene: Scene) -> None:
    point = scene.taken_over(scene.comment("Речи."))
    while catch_up():
        pass

    Point.objects.filter(pk=point.pk).update(wording="Нове речи о шумама.")

    assert len(look_for("šuma", scene.network.lead).rows) == 1


def test_a_draft_is_taken_in_with_every_consultation_on_it_and_cells_with_their_row(scene: Scene) -> None:
    published = f.a_version(circle="public")
    version = Version.objects.create(
        document=published.document, number=2, original=published.original, created_at=f.ANNOUNCED
    )
    row = Passage.objects.create(
        version=version, order=0, place="1-1", kind="table_row", text="Мерна станица | Бор", key="k"
    )
    Passage.objects.create(
        version=version, order=1, place="1-1.1", kind="table_cell", text="Мерна станица", key="k", row=row
    )
    version.passage_count, version.content_hash = 2, "0" * 32
    version.status, version.published_at = "published", f.ANNOUNCED
    version.save()
    first = f.a_consultation(version=version, status="cancelled", opened_at=f.ANNOUNCED)
    other = f.a_consultation(version=version)

    while catch_up():
        pass

    entries = Entry.objects.filter(passage__version=version)
    assert {(entry.consultation, entry.passage) for entry in entries} == {(first, row), (other, row)}
    assert entries.count() == 2


def test_a_consultation_moved_to_another_draft_leaves_the_first(scene: Scene) -> None:
    prepared = f.a_consultation(version=f.a_version(["Прво о станици."]), status="prepared", opened_at=None)
    code = prepared.code
    assert len(look_for("станица", scene.coordinator, code=code).rows) == 1

    prepared.version = f.a_version(["Сасвим друго."])
    prepared.save()
    # Before the job had its round the first draft is not shown any more.
    assert not queries.visible_to(scene.coordinator, f.OVERDUE).filter(consultation=prepared).exists()

    assert look_for("станица", scene.coordinator, code=code).rows == ()
    assert look_for("сасвим", scene.coordinator, code=code).rows == (("Текст нацрта", "„Сасвим друго.“"),)
    assert Entry.objects.filter(consultation=prepared).count() == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its index in the table")
def test_an_index_that_no_longer_fits_is_made_anew(scene: Scene) -> None:
    while catch_up():
        pass
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_terms (search_terms) VALUES ('delete-all')")
    assert look_for("станица").rows == ()

    fit("default")

    assert len(look_for("станица").rows) == 1
