"""A working translation beside the authentic text: sent, paired part by part, published by another person, read."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from seko.drafts.documents.actions import pair_translation, release_version
from seko.drafts.documents.enums import Circle
from seko.drafts.documents.models import Import, Passage, Version
from seko.drafts.documents.queries import places_in
from seko.drafts.documents.translating import PAIRING
from seko.drafts.documents.translation_page import both_of
from seko.foundation.core import clock
from seko.foundation.core.errors import Invalid
from seko.foundation.files.models import StoredFile
from tests import factories as f
from tests.drafts.documents.model.builder import docx, p, tbl, tr
from tests.drafts.documents.uploading import MEDIA, Uploading, in_form, main_of, uploading
from tests.working import work_through_the_queue

pytestmark = pytest.mark.django_db

SERBIAN = docx(
    p("1. Квалитет ваздуха", "Heading1")
    + p("Квалитет ваздуха у Београду, Ужицу и Бору прекорачује граничне вредности више од 100 дана годишње.")
    + p("Стога се предлаже проширење државне мреже мерних станица до 2027. године.")
    + tbl(tr("Исход 1", "Број станица 2023: 12"), tr("Резултат 1.1", "Број општина 2024: 24"))
    + p("2. Ризици", "Heading1")
    + p("Недовољни капацитети општина за припрему 5 пројеката.")
)
ENGLISH = docx(
    p("1. Air quality", "Heading1")
    + p("Air quality in Belgrade, Užice and Bor exceeds the limit values on more than 100 days a year.")
    + p("It is therefore proposed to extend the state network of monitoring stations by 2027.")
    + tbl(tr("Outcome 1", "Number of stations 2023: 12"), tr("Output 1.1", "Number of municipalities 2024: 24"))
    + p("2. Risks", "Heading1")
    + p("The translator adds here a remark that stands nowhere else, about 77 and 88.")
    + p("Insufficient capacity of municipalities to prepare 5 projects.")
)


class Translating:
    """A published draft in Serbian, and the coordinator who brings its translation."""

    def __init__(self, at: Uploading) -> None:
        self.at = at
        self.second = f.another_of(at.coordinator)
        with clock.pinned(f.COMMENTING):
            self.draft = at.kept(at.read(SERBIAN))
            self.step(at.client, "propose", translation=False)
            self.step(f.client_of(self.second), "publish", translation=False)
        self.draft.refresh_from_db()

    def step(self, client: Client, step: str, *, translation: bool = True) -> Any:
        code = self.at.document.code
        name, args = ("translation-step", (code, 1, "en", step)) if translation else ("version-step", (code, 1, step))
        return client.post(in_form("sr", name, *args))

    def send(self, data: bytes = ENGLISH, language: str = "en", of: object = None) -> Any:
        fields = {"file": SimpleUploadedFile("prevod.docx", data, MEDIA), "language": language}
        return self.at.client.post(self.at.page(), {**fields, "of": str(of or self.draft.number)})

    def kept(self, data: bytes = ENGLISH, **decided: Any) -> Version:
        assert self.send(data).status_code == 302
        work_through_the_queue()
        found = Import.objects.get(authentic=self.draft, status="read")
        answer = self.at.decide(found, **decided)
        assert answer.status_code == 302, main_of(answer)
        work_through_the_queue()
        return Version.everything.get(authentic=self.draft)

    def page(self, client: Client | None = None, name: str = "translation", language: str = "sr") -> Any:
        return (client or self.at.client).get(in_form(language, name, self.at.document.code, 1, "en"))

    def post(self, name: str, data: dict[str, str], client: Client | None = None) -> Any:
        return (client or self.at.client).post(in_form("sr", name, self.at.document.code, 1, "en"), data)


@pytest.fixture
def ground() -> Translating:
    return Translating(uploading())


def named(version: Version) -> dict[str, str]:
    return {row.place: row.text for row in Passage.objects.filter(version=version)}


def alone(translation: Version) -> str:
    return next(place for place, text in named(translation).items() if "77 and 88" in text)


def test_a_part_has_the_name_of_what_it_translates(ground: Translating) -> None:
    translation = ground.kept()

    ours, theirs = named(ground.draft), named(translation)
    assert theirs["1"] == "1. Air quality"
    assert theirs["1-2"].startswith("It is therefore proposed")
    assert {ours[place]: theirs[place] for place in ours if "12" in ours[place]} == {
        "Исход 1 | Број станица 2023: 12": "Outcome 1 | Number of stations 2023: 12",
        "Број станица 2023: 12": "Number of stations 2023: 12",
    }
    assert theirs["2-1"].startswith("Insufficient capacity")
    assert set(ours) == set(theirs) - {alone(translation)}
    assert (translation.number, translation.language, translation.open_decisions) == (1, "en", [PAIRING])


def test_it_is_no_draft_of_the_document(ground: Translating) -> None:
    ground.kept()

    assert list(Version.objects.filter(document=ground.at.document)) == [ground.draft]
    assert list(ground.at.document.versions.all()) == [ground.draft]
    assert "Number of stations" not in str(places_in(ground.draft))


def test_what_is_not_sure_is_looked_at_before_it_is_proposed(ground: Translating) -> None:
    translation = ground.kept()
    place = alone(translation)

    assert ground.step(ground.at.client, "propose").status_code == 403
    shown = ground.page()
    assert f'name="part-{place}"' in shown.content.decode()
    assert ground.post("translation-parts", {f"part-{place}": ""}).status_code == 302

    translation.refresh_from_db()
    assert translation.open_decisions == []
    assert 'name="part-' not in ground.page().content.decode()
    assert ground.step(ground.at.client, "propose").status_code == 302


def test_a_person_says_what_a_part_translates_and_the_other_one_is_asked_about(ground: Translating) -> None:
    translation = ground.kept()

    pair_translation(translation, {alone(translation): "2-1"}, by=ground.at.coordinator, now=f.COMMENTING)

    theirs = named(translation)
    assert "77 and 88" in theirs["2-1"]
    other = next(place for place, text in theirs.items() if text.startswith("Insufficient"))
    assert other.startswith("t")
    translation.refresh_from_db()
    assert translation.open_decisions == [PAIRING]


@pytest.mark.parametrize(
    ("chosen", "fault"),
    [
        ({"nowhere": "2-1"}, "nowhere"),
        ({"1-1": "nowhere"}, "1-1"),
        ({"1-1": "2-1", "1-2": "2-1"}, "1-2"),
        ({"1-1": "1-3"}, "1-1"),
    ],
)
def test_a_choice_that_cannot_be_is_refused_and_changes_nothing(
    ground: Translating, chosen: dict[str, str], fault: str
) -> None:
    translation = ground.kept()
    before = named(translation)

    with pytest.raises(Invalid) as invalid:
        pair_translation(translation, chosen, by=ground.at.coordinator, now=f.COMMENTING)

    assert list(invalid.value.faults) == [fault]
    assert named(translation) == before


def test_another_person_publishes_and_the_public_reads_both_texts(ground: Translating) -> None:
    translation = ground.kept()
    pair_translation(translation, {alone(translation): ""}, by=ground.at.coordinator, now=f.COMMENTING)
    assert ground.page(Client()).status_code == 404

    assert ground.step(ground.at.client, "propose").status_code == 302
    assert ground.step(ground.at.client, "publish").status_code == 403
    second = f.client_of(ground.second)
    assert "Објављивање превода нацрта 1" in main_of(second.get(in_form("sr", "proposals")))
    assert ground.step(second, "publish").status_code == 302

    translation.refresh_from_db()
    assert translation.status == "published"
    release_version(
        ground.draft, circle=Circle.PUBLIC, starts_at=f.COMMENTING, by=ground.at.coordinator, now=f.COMMENTING
    )
    with clock.pinned(f.COMMENTING):
        shown = ground.page(Client(), language="en").content.decode()
    assert "Квалитет ваздуха у Београду" in shown
    assert "Air quality in Belgrade" in shown
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.everything.filter(pk=translation.pk).update(authentic=None, number=9)


def test_two_translations_into_one_language_are_refused_in_words(ground: Translating) -> None:
    ground.kept()

    answer = ground.send()
    assert answer.status_code == 400
    assert "Већ постоји превод на овај језик." in main_of(answer)
    answer = ground.send(language="sr")
    assert answer.status_code == 400
    assert "Сам нацрт је на овом језику." in main_of(answer)


def test_a_file_that_translates_something_else_has_to_be_confirmed(ground: Translating) -> None:
    other = docx(
        "".join(p(f"Something else {at}, with {at * 31} words of its own and nothing in common.") for at in range(9))
    )
    assert ground.send(other).status_code == 302
    work_through_the_queue()
    found = Import.objects.get(authentic=ground.draft, status="read")

    answer = ground.at.decide(found)

    assert answer.status_code == 400
    assert 'value="few-paired:1"' in answer.content.decode()


def test_a_translation_that_is_being_prepared_is_thrown_away_with_its_files(ground: Translating) -> None:
    translation = ground.kept()
    files = [str(translation.original_id), str(translation.published_copy_id)]

    assert ground.post("translation-discard", {}).status_code == 302

    assert not Version.everything.filter(pk=translation.pk).exists()
    assert not StoredFile.objects.filter(pk__in=files).exists()
    assert ground.send().status_code == 302


def test_who_may_not_read_the_draft_sees_no_translation(ground: Translating) -> None:
    ground.kept()
    for client in (Client(), f.client_of(f.an_officer())):
        for name in ("translation", "translation-file"):
            assert ground.page(client, name).status_code == 404


def test_many_parts_in_a_row_that_nobody_translated_stand_as_one_line() -> None:
    draft = f.a_version([f"Део број {number}." for number in range(12)], circle="public")
    translation = f.a_translation(draft, {"1-1": "Part number 0.", "1-10": "Part number 9."})

    both = both_of(translation, asks=False)

    assert [(line.ours, line.theirs, line.left_out) for line in both.lines] == [
        ("Део број 0.", "Part number 0.", 0),
        ("", "", 8),
        ("Део број 9.", "Part number 9.", 0),
        ("Део број 10.", "", 0),
        ("Део број 11.", "", 0),
    ]
    assert both.without == 10
