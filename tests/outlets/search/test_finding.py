"""What is found: in either script, without diacritics, in other cases, by phrase and number, filtered and paged."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from seko.actors.organisations.actor import ANONYMOUS
from seko.dialogue.positions.actions import carry
from seko.foundation.core import clock
from seko.outlets.search import presenters, queries
from seko.outlets.search.typed import read_query
from tests import factories as f
from tests.outlets.search.conftest import Scene, look_for

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("words", "query"),
    [
        ("Животна средина у Чачку.", "животна средина"),
        ("Животна средина у Чачку.", "zivotna sredina"),
        ("Животна средина у Чачку.", "ŽIVOTNOJ SREDINI"),
        ("Животна средина у Чачку.", "čačak"),
        ("Животна средина у Чачку.", "Cacka"),
        ("Zagađenje vazduha u Boru.", "загађења ваздух"),
        ("Zagađenje vazduha u Boru.", "zagadjenje"),
        ("Zagađenje vazduha u Boru.", "zagadenja"),
        ("Ђачки превоз са три возила.", "djacki"),
        ("Ђачки превоз са три возила.", "đačkog prevoza"),
        ("Индикатори квалитета воде.", "indikatorima"),
        ("Индикатори квалитета воде.", "индикатор квалитет"),
        ("Njiva i ljubičica.", "њиве"),
        ("Njiva i ljubičica.", "ǉubicice"),
        ("Укупно 28 станица.", "28"),
        ("Меки пре­пис.", "препис"),
    ],
)
def test_a_word_is_found_whatever_the_script_the_diacritics_and_the_case(scene: Scene, words: str, query: str) -> None:
    scene.comment(words)
    scene.comment("Нешто сасвим друго.", now=f.CONSOLIDATING)

    found = look_for(query, scene.network.members[1])

    assert [title for kind, title in found.rows if kind == "Коментар"] == [
        f"{scene.consultation.code.upper()}-0001, {scene.network.members[0].organisation_name}"
    ]


def test_all_words_must_be_there(scene: Scene) -> None:
    scene.comment("Мерна станица у Бору.")
    scene.comment("Мерна станица у Нишу.", now=f.CONSOLIDATING)

    assert len(look_for("станица Бор", scene.network.members[0], kind="comment").rows) == 1


def test_words_in_quotation_marks_stand_side_by_side(scene: Scene) -> None:
    scene.comment("Квалитет ваздуха у градовима.")
    scene.comment("Ваздух и његов квалитет.", now=f.CONSOLIDATING)
    member = scene.network.members[0]

    assert len(look_for("квалитет ваздуха", member, kind="comment").rows) == 2
    for query in ("„квалитет ваздуха“", '"kvalitet vazduha"', "«квалитетом ваздуха»"):
        assert len(look_for(query, member, kind="comment").rows) == 1


def test_every_kind_is_found_with_its_words_bold(scene: Scene) -> None:
    comment = scene.comment("Мерне станице су далеко.")
    point = scene.taken_over(comment)
    scene.answered(point, "Станица ће бити ближе.", "partly")

    found = look_for("stanica")

    code = scene.consultation.code.upper()
    assert found.rows == (
        ("Текст нацрта", "„Мрежа мерних станица има 28 станица у 2017. години.“"),
        ("Коментар", f"{code}-0001, {scene.network.members[0].organisation_name}"),
        ("Обједињени коментар", "бр. 1, СЕКО Животна средина"),
        ("Одговор", "бр. 1, СЕКО Животна средина"),
    )
    assert "Мрежа мерних <b>станица</b> има 28 <b>станица</b> у 2017. години." in found.body
    assert "Мерне <b>станице</b> су далеко." in found.body
    assert "<b>Станица</b> ће бити ближе." in found.body
    assert "<mark" not in found.body
    assert f'href="/sr/comments/{code}-0001/"' in found.body
    assert f'href="/sr/consultations/{scene.consultation.code}/text/?p=1-1#p-1-1"' in found.body


def test_filters_count_what_was_found_and_open_it(scene: Scene) -> None:
    first = scene.comment("Мерне станице су далеко.")
    scene.comment("Станице без одговора.", now=f.CONSOLIDATING)
    scene.answered(scene.taken_over(first), "Станица ће бити ближе.", "partly")
    member = scene.network.members[0]

    everything = look_for("станица", member)
    comments = look_for("станица", member, kind="comment")
    partly = look_for("станица", member, state="partly")
    unanswered = look_for("станица", member, state="none", kind="comment")

    assert everything.filters == {
        "Све": "5",
        "Текст нацрта": "1",
        "Коментари": "2",
        "Обједињени коментари": "1",
        "Одговори": "1",
        "Без одговора": "1",
        "Делимично прихваћено": "3",
    }
    assert [kind for kind, _title in comments.rows] == ["Коментар"] * 2
    assert [kind for kind, _title in partly.rows] == ["Коментар", "Обједињени коментар", "Одговор"]
    assert [title[:-1].split(",")[0][-4:] for title in unanswered.titles] == ["0002"]


def test_a_filter_that_does_not_exist_counts_as_not_chosen(scene: Scene) -> None:
    assert look_for("станица", kind="person", state="secret", page="0x1").rows == look_for("станица").rows


def test_results_are_paged_and_no_page_repeats_another(scene: Scene) -> None:
    for number in range(45):
        scene.comment(f"Станица број {number}.")
    member = scene.network.members[0]

    pages = [look_for("станица", member, kind="comment", page=str(page)) for page in (1, 2, 3)]

    assert [len(page.rows) for page in pages] == [20, 20, 5]
    titles = [title for page in pages for title in page.titles]
    assert all(a < b for a, b in pairwise(titles))
    assert look_for("станица", member, kind="comment", page="99").rows == pages[2].rows
    assert 'href="?q=%D1%81%D1%82%D0%B0%D0%BD%D0%B8%D1%86%D0%B0&amp;kind=comment&amp;page=2"' in pages[0].body


@pytest.fixture
def common(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """A word of seven comments where five are counted and listed, the last two answered."""
    monkeypatch.setattr(queries, "MOST", 5)
    monkeypatch.setattr(presenters, "MOST", 5)
    for number in range(7):
        comment = scene.comment(f"Станица број {number}.")
        if number > 4:
            scene.answered(scene.taken_over(comment), "Прихвата се.")
    return scene


def test_of_a_very_common_word_the_first_are_listed_and_the_page_says_so(common: Scene) -> None:
    member = common.network.members[0]

    everything = look_for("станица", member)
    comments = look_for("станица", member, kind="comment")

    assert everything.filters == {
        "Све": "8+",
        "Текст нацрта": "1",
        "Коментари": "5+",
        "Обједињени коментари": "2",
        "Без одговора": "5+",
        "Прихваћено": "2+",
    }
    assert "Више од 8 резултата" in everything.body
    assert "Приказује се највише 5 резултата сваке врсте. Додајте реч да бисте сузили претрагу." in everything.body
    assert [title.split(",")[0][-4:] for title in comments.titles] == ["0001", "0002", "0003", "0004", "0005"]
    assert "Више од 5 резултата" in comments.body
    assert "Приказује се највише 5 резултата. Додајте реч" in comments.body


def test_a_chosen_outcome_is_looked_for_beyond_the_limit_of_all(common: Scene) -> None:
    found = look_for("станица", common.network.members[0], kind="comment", state="accepted")

    assert [title.split(",")[0][-4:] for title in found.titles] == ["0006", "0007"]
    assert found.filters["Прихваћено"] == "2"
    assert found.filters["Без одговора"] == "5+"
    assert "Више од" not in found.body


def test_a_word_that_stands_exactly_as_often_as_is_listed_is_counted(common: Scene) -> None:
    found = look_for("станица број", common.network.members[0], kind="comment", state="none")

    assert found.filters["Без одговора"] == "5"
    assert "Више од" not in found.body


def test_one_consultation_or_all_that_one_may_see(scene: Scene) -> None:
    scene.comment("Станица у првим консултацијама.")
    other = f.a_consultation([scene.network.seko], version=f.a_version(["Станица."], circle="public"))

    member = scene.network.members[0]

    assert len(look_for("станица", member).rows) == 3
    assert len(look_for("станица", member, code=scene.consultation.code).rows) == 2
    assert look_for("станица", member, code=other.code).rows == (("Текст нацрта", "„Станица.“"),)


@pytest.mark.parametrize("query", ["{code}-0001", " {code}-1 ", "К{digits}-0001"])
def test_a_comments_number_in_either_script_opens_it(scene: Scene, query: str) -> None:
    scene.comment("Речи.")
    code = scene.consultation.code
    client = f.client_of(scene.network.members[0])

    with clock.pinned(f.COMMENTING):
        answer = client.get("/sr/search/", {"q": query.format(code=code, digits=code[1:])})

    assert answer.status_code == 302
    assert answer["Location"] == f"/sr/comments/{code.upper()}-0001/"


def test_a_comments_number_tells_a_stranger_nothing(scene: Scene) -> None:
    scene.comment("Речи.")
    code = scene.consultation.code.upper()

    there, not_there = look_for(f"{code}-0001"), look_for(f"{code}-0002")

    assert there.rows == not_there.rows == ()
    assert there.body.replace("0001", "0002") == not_there.body


@pytest.mark.parametrize(
    "query", ["бр. 1", "br.1", "No. 1", "№ 1", "бр. 1, секо животна средина", "br. 1, SEKO Environment"]
)
def test_the_number_of_a_consolidated_comment_opens_it(scene: Scene, query: str) -> None:
    scene.taken_over(scene.comment("Речи."))

    with clock.pinned(f.OVERDUE):
        answer = f.client_of(scene.network.lead).get("/sr/search/", {"q": query})

    assert answer.status_code == 302
    assert answer["Location"] == f"/sr/consultations/{scene.consultation.code}/text/?p=1-1#p-1-1"


def test_a_number_of_several_common_positions_lists_them(scene: Scene) -> None:
    scene.taken_over(scene.comment("Речи."))
    comment = f.a_comment(scene.consultation, scene.other.members[0], "Друге.", seko=scene.other.seko, place="1-2")

    carry([comment], by=scene.other.lead, now=f.CONSOLIDATING)

    found = look_for("бр. 1", scene.coordinator)

    assert [kind for kind, _title in found.rows] == ["Обједињени коментар"] * 2
    assert look_for("бр. 7", scene.coordinator).rows == ()


BAD = {
    "nothing": ("", ""),
    "blanks": ("   ", ""),
    "signs": ("*?%_!&|()", "Упишите реч"),
    "one letter": ("а", "Упишите бар једну реч од два слова."),
    "too long": ("вода " * 2_000, "Упишите највише 200 знакова."),
    "one long word": ("ш" * 10_000, "Упишите највише 200 знакова."),
    "zero": ("вода\x00", "Један од знакова не може да се тражи."),
    "escape": ("вода\x1b[0m", "Један од знакова не може да се тражи."),
    "operators": ('станица AND NEAR(a b, 3) OR "unclosed', None),
    "column": ("terms : станица", None),
    "prefix": ("^стан* + -вода", None),
    "tsquery": ("станица & !вода | (:*A <-> ')", None),
    "like": ("%станица%' OR 1=1 --", None),
    "quotes": ('""""""', "Упишите реч"),
    "markup": ("<script>alert(1)</script>", None),
    "emoji": ("👍🏽", "Упишите реч"),
    "replacement": ("\ufffd", "Упишите реч"),
    "other alphabets": ("Ελλάδα 中文 مرحبا", None),
    "backslash": ("\\ \\\\ \\'", "Упишите реч"),
    "many words": (" ".join(f"р{n}" for n in range(45)), None),
}


@pytest.mark.parametrize("name", BAD)
def test_whatever_is_typed_is_answered_cleanly(scene: Scene, name: str) -> None:
    query, sentence = BAD[name]

    found = look_for(query, scene.network.members[0])

    assert "<script>alert" not in found.body
    assert "\x00" not in found.body and "\x1b" not in found.body
    if sentence:
        assert sentence in found.body
        assert 'aria-invalid="true"' in found.body
    else:
        assert "aria-invalid" not in found.body
    if sentence is not None:
        assert found.rows == ()


@pytest.mark.parametrize("raw", ["%ED%A0%80", "%FF%FE", "%F0%90%80", "%00"])
def test_broken_bytes_are_answered_cleanly(raw: str) -> None:
    answer = Client().get(f"/sr/search/?q=voda{raw}")

    assert answer.status_code == 200
    answer.content.decode()


def test_a_lone_surrogate_is_a_fault_and_not_given_back() -> None:
    typed = read_query("вода\ud800")

    assert (typed.text, bool(typed.terms), bool(typed.fault)) == ("вода", False, True)


def test_only_looking_is_possible() -> None:
    assert Client().post("/sr/search/", {"q": "вода"}).status_code == 405


@pytest.mark.parametrize(
    ("language", "sentence", "words"),
    [
        ("sr", "1 резултат", "Мрежа мерних <b>станица</b> има 28 <b>станица</b> у 2017. години."),
        ("sr-latn", "1 rezultat", "Mreža mernih <b>stanica</b> ima 28 <b>stanica</b> u 2017. godini."),
        (
            "en",
            "1 result",
            '<span lang="sr-Cyrl">Мрежа мерних <b>станица</b> има 28 <b>станица</b> у 2017. години.</span>',
        ),
    ],
)
def test_the_page_speaks_its_language_and_words_keep_theirs(
    scene: Scene, language: str, sentence: str, words: str
) -> None:
    found = look_for("stanica", language=language)

    assert sentence in found.body
    assert words in found.body


def test_two_words_of_mixed_text_keep_their_lang_each(scene: Scene) -> None:
    scene.comment("Систем LIFE за мерне станице.")

    found = look_for("life станица", scene.network.members[0])

    assert '<b><span lang="sr-Latn">LIFE</span></b>' in found.body


def test_a_long_text_is_cut_around_its_word(scene: Scene) -> None:
    scene.comment("увод " * 300 + "мерна станица " + "крај " * 300)

    found = look_for("станица", scene.network.members[0], kind="comment")

    assert "…увод" in found.body
    assert "мерна <b>станица</b> крај" in found.body
    assert len(found.body) < 8_000


@pytest.mark.parametrize("who", ["public", "member", "ministry", "officer"])
@pytest.mark.parametrize("scoped", [False, True])
def test_as_many_queries_for_one_as_for_thirty(scene: Scene, who: str, scoped: bool) -> None:
    actor = {
        "public": None,
        "member": scene.network.members[1],
        "ministry": scene.coordinator,
        "officer": scene.officer,
    }[who]
    client = f.client_of(actor)
    code = scene.consultation.code if scoped else ""

    def own_queries() -> list[str]:
        look_for("станица", code=code, client=client)
        with CaptureQueriesContext(connection) as captured:
            look_for("станица", code=code, client=client)
        return [each["sql"] for each in captured if "search_entry" in each["sql"] or "consultation" in each["sql"]]

    few = own_queries()
    for number in range(30):
        comment = scene.comment(f"Станица {number}.")
        if number % 3 == 0:
            scene.answered(scene.taken_over(comment), "Станица се прихвата.")
    many = own_queries()

    assert len(few) == len(many) == (3 if scoped else 2)


def test_nothing_to_look_for_asks_nothing() -> None:
    with CaptureQueriesContext(connection) as captured:
        assert queries.find(queries.Asked(read_query("").terms), ANONYMOUS, f.OVERDUE) == queries.Found()

    assert len(captured) == 0


def test_a_consultation_one_may_not_see_is_not_there(scene: Scene) -> None:
    hidden = f.a_consultation([scene.network.seko])

    assert _status(hidden.code, None) == _status("nema-je", None) == 404
    assert _status(hidden.code, scene.network.members[0]) == 200


def _status(code: str, actor: Any) -> int:
    with clock.pinned(f.COMMENTING):
        return int(f.client_of(actor).get(f"/sr/consultations/{code}/search/", {"q": "вода"}).status_code)


def test_a_consultation_is_found_by_its_title_and_summary_in_either_language(scene: Scene) -> None:
    cache.clear()
    f.a_consultation(
        [scene.network.seko], version=f.a_version(["Ништа."], circle="public"), code="otp-1", title="Мање отпада",
        title_en="Less waste", summary="Градови одвајају стакло.", summary_en="Towns separate glass.",
    )  # fmt: skip
    f.a_consultation(version=f.a_version(["Ништа."]), code="skr-1", title="Скривено стакло", title_en="Hidden glass")

    def found(query: str, form: str = "en", **more: str) -> list[str]:
        with clock.pinned(f.COMMENTING):
            page = f.client_of(None).get(f"/{form}/search/", {"q": query, **more}).content.decode()
        part = page.partition('<section class="section" aria-labelledby="consultations">')[2].partition("</section>")[0]
        return re.findall(r'class="row-link" href="[^"]*/consultations/([^/]+)/"', part)

    assert [found(query) for query in ("glass", "“separate glass”", "waste towns", "стаклу")] == [["otp-1"]] * 4
    assert [found("stakla", form) for form in ("sr", "sr-latn")] == [["otp-1"]] * 2
    assert found("glass water") == found("“glass separate”") == found("glass", kind="comment") == []


def test_the_english_page_says_in_which_language_the_words_are() -> None:
    english, serbian = (f.client_of(None).get(f"/{form}/search/").content.decode() for form in ("en", "sr"))

    assert "are in Serbian: look for their words in Serbian" in english
    assert "на српском" not in serbian
