"""The two thousand comments: deterministic, at real places, in the shares of real life."""

from __future__ import annotations

import csv
import re
from collections import Counter
from random import Random

import pytest

from seko.demo.comments import generate_comments
from seko.demo.document import build_action_document
from seko.demo.networks import load_organisations
from seko.demo.passages import DraftPassage, draft_passages
from seko.demo.phrases import COMMENTS, load_issues
from seko.demo.quoting import Draft, clauses_of, number_in
from seko.demo.scripts import in_latin, without_diacritics
from seko.demo.variants import number_of_variants, vary
from seko.foundation.text.likeness import likeness
from seko.foundation.text.scripts import Script, script_of

PASSAGES = draft_passages(build_action_document())
BY_KEY = {one.key: one for one in PASSAGES}
COMMENTS_MADE = generate_comments(PASSAGES, load_organisations(), 2018)
BY_NUMBER = {one.number: one for one in COMMENTS_MADE}


def test_the_same_seed_gives_the_same_comments() -> None:
    assert generate_comments(PASSAGES, load_organisations(), 2018) == COMMENTS_MADE
    assert generate_comments(PASSAGES, load_organisations(), 2019) != COMMENTS_MADE
    assert [one.number for one in COMMENTS_MADE] == list(range(1, 2001))


def test_a_smaller_number_can_be_had() -> None:
    assert len(generate_comments(PASSAGES, load_organisations(), 1, count=100)) == 100


def test_every_quote_stands_where_it_is_said_to_stand() -> None:
    quoted = [one for one in COMMENTS_MADE if one.anchor == "words"]
    assert len(quoted) > 800
    for one in quoted:
        assert BY_KEY[one.passage_key].text[one.start : one.start + len(one.quote)] == one.quote


def test_places_fit_their_kind_of_anchor() -> None:
    counted = Counter(one.anchor for one in COMMENTS_MADE)
    assert set(counted) == {"words", "passage", "missing", "question", "whole"}
    for one in COMMENTS_MADE:
        assert bool(one.quote) == (one.anchor == "words") == (one.start >= 0)
        assert bool(one.question) == (one.anchor == "question")
        assert bool(one.passage_key) == (one.anchor in ("words", "passage", "missing"))
        assert not one.proposed_wording or one.anchor == "words"
        assert one.proposed_value is None or BY_KEY[one.passage_key].kind == "table_cell"


def test_scripts_come_in_their_shares_and_texts_are_in_the_script_they_claim() -> None:
    assert Counter(one.lang for one in COMMENTS_MADE) == {"sr-Cyrl": 1200, "sr-Latn": 700, "en": 100}
    assert {script_of(one.text) for one in COMMENTS_MADE if one.lang == "sr-Latn"} == {Script.LATIN}
    assert Script.LATIN not in {script_of(one.text) for one in COMMENTS_MADE if one.lang == "sr-Cyrl"}


def test_about_twelve_in_a_hundred_belong_to_pairs_across_the_scripts() -> None:
    pairs = [(one, BY_NUMBER[one.twin_of]) for one in COMMENTS_MADE if one.twin_of]
    across = [(one, other) for one, other in pairs if one.lang != other.lang]
    assert 230 <= 2 * len(across) <= 300
    assert all(one.organisation != other.organisation for one, other in pairs)
    assert sum(likeness(one.text, other.text) > 0.7 for one, other in across) >= 0.9 * len(across)


def test_texts_do_not_read_as_copies() -> None:
    texts = Counter(in_latin(one.text) for one in COMMENTS_MADE)
    assert sum(count - 1 for count in texts.values()) <= 5
    sentences = Counter(sentence for one in COMMENTS_MADE for sentence in one.text.split(". "))
    assert max(sentences.values()) <= 40
    assert len(sentences) > 5000
    assert 340 <= sum(len(one.text) for one in COMMENTS_MADE) / len(COMMENTS_MADE) <= 440


def test_few_passages_draw_many_comments_and_many_draw_few() -> None:
    counted = Counter(one.passage_key for one in COMMENTS_MADE if one.passage_key)
    busiest = counted.most_common(20)
    assert len(counted) > 240
    assert sum(count for _, count in busiest) > 0.25 * counted.total()
    assert Counter(one.organisation for one in COMMENTS_MADE).most_common(1)[0][1] < 40


def test_all_kinds_and_topics_are_known() -> None:
    with (COMMENTS.parent / "comment-topics.csv").open(encoding="utf-8", newline="") as lines:
        topics = {row["id"] for row in csv.DictReader(lines)}
    assert {one.topic for one in COMMENTS_MADE} <= topics
    assert len({one.topic for one in COMMENTS_MADE}) > 60
    assert {one.kind for one in COMMENTS_MADE} == {
        "factual", "indicator", "budget", "eligibility", "wording", "participation",
    }  # fmt: skip


def test_no_sentence_is_left_with_a_choice_or_a_gap() -> None:
    for one in COMMENTS_MADE:
        for text in (one.text, one.gist, one.proposed_wording):
            assert not set("{}[]<>|") & set(text)
            assert ".." not in text
        assert one.text[-1] in ".?“"


def test_every_issue_finds_its_place() -> None:
    draft = Draft(PASSAGES)
    for issue in load_issues():
        if issue.anchor == "whole":
            continue
        if issue.cell:
            assert draft.cell(issue.row, issue.cell).text == issue.cell
            continue
        kinds = ("table_row",) if issue.row else ("paragraph", "list_item")
        host = PASSAGES[draft.find(issue.row or issue.at, kinds)]
        assert [quote for quote in issue.quotes if quote not in host.text] == []


def test_a_draft_without_the_place_of_an_issue_is_refused() -> None:
    strange = [DraftPassage("1", "heading", "Наслов", ()), DraftPassage("2", "paragraph", "Текст може.", ("Наслов",))]
    with pytest.raises(LookupError):
        generate_comments(strange, load_organisations(), 1)


@pytest.mark.parametrize(
    ("value", "number"),
    [("4,6% (2016)", 4.6), ("0 km (2017)", 0), ("230.000 t (2016)", 230_000), ("биће утврђено", None)],
)
def test_values_are_read_as_written_in_serbian(value: str, number: float | None) -> None:
    assert number_in(value) == number


def test_clauses_keep_numbers_and_years_whole() -> None:
    text = "Током 2016. године било је 1.840 кварова, а 0,82 је најмање. Следи друга реченица."
    assert clauses_of(text) == ["Током 2016. године било је 1.840 кварова", "0,82 је најмање", "Следи друга реченица"]


def test_choices_are_made_from_what_is_written() -> None:
    rng = Random(1)
    assert {vary("{а|б} в", rng) for _ in range(50)} == {"а в", "б в"}
    assert number_of_variants("{а|б} и {в|г|д}") == 6


def test_latin_without_diacritics_is_what_a_foreign_keyboard_gives() -> None:
    assert without_diacritics("Ђубре, чишћење, жута боја") == "Djubre, ciscenje, zuta boja"


NUMERALS = {
    "један": 1,
    "једно": 1,
    "једна": 1,
    "два": 2,
    "две": 2,
    "три": 2,
    "четири": 2,
    "пет": 5,
    "шест": 5,
    "седам": 5,
}
LARGER = re.compile("осам|девет|[а-ш]*(наест|десет)")


def form_after(numeral: str) -> int:
    """Return which form of a noun follows: that of 1, of 2 to 4 (2), of 5, or 0 where it is no numeral."""
    if not numeral.isdigit():
        return 5 if LARGER.fullmatch(numeral) else NUMERALS.get(numeral, 0)
    last = 0 if int(numeral) % 100 in range(11, 15) else int(numeral) % 10
    return 5 if last == 0 or last > 4 else min(last, 2)


def test_what_is_counted_fits_every_number_it_may_stand_behind() -> None:
    # A noun outside a choice has one form: 22 зграде, but 18 зграда.
    wrong = []
    for path in COMMENTS.glob("*.txt"):
        for choice in re.findall(r"\{([^{}]+)\} [а-шђјљњћџ]", path.read_text(encoding="utf-8")):
            forms = {form_after(each.split()[-1]) for each in choice.split("|") if each.strip()}
            wrong += [choice] if len(forms) > 1 and 0 not in forms else []

    assert wrong == []
