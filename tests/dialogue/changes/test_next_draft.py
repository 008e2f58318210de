"""The next draft from the ministry's file to the comments in it: what is asked before, and that none is lost after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from seko.dialogue.changes.models import Placement
from seko.dialogue.changes.queries import counts_in
from seko.dialogue.comments.models import Comment
from seko.drafts.documents.models import Import, Version
from seko.foundation.core import clock
from tests import factories as f
from tests.drafts.documents.model.builder import docx, p
from tests.drafts.documents.model.carrying.test_carry import AIR, NATURE, WASTE, WATER
from tests.drafts.documents.uploading import Uploading, in_form, main_of, uploading

pytestmark = pytest.mark.django_db
SPLIT = (
    "Надлежни орган у року од шездесет дана припрема извештај о стању вода у сливу.",
    "Извештај се објављује на званичној страници министарства и доставља свим општинама.",
)
LAST = "Прелазне и завршне одредбе овог документа примењују се од почетка године."


@pytest.fixture(autouse=True)
def _in_the_week_of_answers() -> Iterator[None]:
    with clock.pinned(f.ANSWERING):
        yield


@pytest.fixture
def desk(settings: Any, tmp_path: Path) -> Uploading:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.CLAMD_ADDRESS = ""
    return uploading()


def draft(*texts: str) -> bytes:
    return docx(p("Увод", "Heading1") + "".join(map(p, texts)))


def commented(desk: Uploading, *texts: str, data: bytes = b"") -> tuple[Version, list[Comment]]:
    """Keep a first draft (the file `data`, where its bytes count) with one comment at each paragraph."""
    version = desk.kept(desk.read(data or draft(*texts)))
    version.status = "published"
    version.save()
    version.releases.create(circle="public", starts_at=f.ANNOUNCED)
    network = f.a_network()
    consultation = f.a_consultation([network.seko], version=version)
    places = version.passages.filter(kind="paragraph").order_by("order").values_list("place", flat=True)
    return version, [
        f.a_comment(consultation, network.members[0], f"О делу {place}.", seko=network.seko, place=place)
        for place in places
    ]


def asked(desk: Uploading, found: Import) -> list[str]:
    """Return what the preview asks to be ticked."""
    page = desk.shown(found).content.decode()
    return re.findall(r'name="acknowledged" value="([^"]+)"', page)


@pytest.mark.bad_input(31)
def test_the_same_file_is_said_to_be_the_same_as_an_earlier_draft_and_is_not_kept_by_mistake(desk: Uploading) -> None:
    file = draft(AIR, WATER)
    commented(desk, AIR, WATER, data=file)
    again = desk.read(file)
    assert asked(desk, again) == ["same-file:1"]
    assert "Ово је иста датотека као нацрт 1." in main_of(desk.shown(again))
    assert desk.decide(again).status_code == 400
    assert desk.document.versions.count() == 1


@pytest.mark.bad_input(31)
def test_an_older_draft_sent_after_a_newer_one_is_recognised_by_its_text(desk: Uploading) -> None:
    commented(desk, AIR, WATER)
    desk.kept(desk.read(draft(AIR, WATER, WASTE)))
    body = p("Увод", "Heading1") + p(AIR) + p(WATER)
    older = desk.read(docx(body.replace("<w:p>", '<w:p w:rsidR="00AA00AA">', 1)))
    assert "Текст је исти као у нацрту 1." in main_of(desk.shown(older))
    assert desk.decide(older).status_code == 400


@pytest.mark.bad_input(31)
def test_a_file_without_half_of_the_text_asks_with_the_number_of_comments_that_lose_their_place(
    desk: Uploading,
) -> None:
    commented(desk, AIR, WATER, WASTE, NATURE, LAST)
    half = desk.read(draft(AIR))
    assert asked(desk, half) == ["much-lost:1", "comments-lost:1"]
    shown = main_of(desk.shown(half))
    assert "Своје место изгубила би 4 коментара на раније нацрте (од укупно 5)" in shown
    assert desk.decide(half, acknowledged=["much-lost:1"]).status_code == 400
    assert desk.document.versions.count() == 1
    new = desk.kept(half, acknowledged=["much-lost:1", "comments-lost:1"])
    assert counts_in(new) == {"unchanged": 1, "removed": 4}


@pytest.mark.bad_input(32)
def test_comments_on_parts_moved_split_and_joined_are_all_there_and_say_that_their_place_changed(
    desk: Uploading,
) -> None:
    _first, comments = commented(desk, AIR, WATER, WASTE, NATURE, " ".join(SPLIT), LAST)
    found = desk.read(draft(NATURE, AIR, f"{WATER} {WASTE}", *SPLIT, LAST))
    new = desk.kept(found, acknowledged=asked(desk, found))
    rows = dict(Placement.objects.filter(version=new).values_list("comment__words", "status"))
    assert len(rows) == len(comments)
    statuses = [rows[comment.words] for comment in comments]
    assert statuses[0] == "unchanged"
    assert statuses[3] == "moved"
    assert statuses[4] == "split"
    assert set(statuses) <= {"unchanged", "moved", "changed", "split", "check"}
    page = desk.client.get(in_form("sr", "placements", desk.document.code, new.number)).content.decode()
    assert [comment.words in page for comment in comments] == [True] * len(comments)
    version_page = desk.client.get(reverse("version", args=[desk.document.code, new.number])).content.decode()
    assert "Коментари на раније нацрте" in version_page
    assert "Где стоје у овом нацрту" in version_page


def test_the_desk_asks_for_what_a_person_has_to_place(desk: Uploading) -> None:
    _first, comments = commented(desk, AIR, WATER)
    new = f.a_version((AIR,), document=desk.document)
    Placement.objects.create(version=new, comment=comments[0], status="check", made_at=f.ANSWERING)
    ministry, officer = desk.coordinator, f.an_officer()
    shown = f.client_of(ministry).get(reverse("desk")).content.decode()
    assert "Одредите место 1 коментара у нацрту 2" in shown
    assert f"{reverse('placements', args=[desk.document.code, 2])}?show=check" in shown
    assert "Одредите место" not in f.client_of(officer).get(reverse("desk")).content.decode()
    f.a_version((AIR,), document=desk.document)
    assert "Одредите место" not in f.client_of(ministry).get(reverse("desk")).content.decode()
