"""Language tags for pieces of text."""

from __future__ import annotations

import csv

import pytest

from seko.foundation.text.languages import html_lang, lang_of
from tests.shared import CORPUS, needs_corpus


@pytest.mark.parametrize(
    ("text", "page", "tag"),
    [
        ("Нацрт закона", "en", "sr-Cyrl"),
        ("Rok je kratak", "en", "sr-Latn"),
        ("Podrška medijima", "en", "sr-Latn"),
        ("Support to the media", "sr", "en"),
        ("The opinion of Mr Đorđević is that this is not enough", "sr", "en"),
        ("i to u roku", "en", "sr-Latn"),
        ("Zelena zona", "sr", "sr-Latn"),
        ("Green Zone", "en", "en"),
        ("2018", "sr-latn", "sr-Latn"),
        ("", "sr", "sr-Cyrl"),
        ("IPA III у 2027.", "en", "en"),
        ("Програм IPA", "en", "sr-Cyrl"),
    ],
)
def test_lang_of(text: str, page: str, tag: str) -> None:
    assert lang_of(text, page) == tag


def test_html_lang() -> None:
    assert [html_lang(code) for code in ("sr", "sr-latn", "en")] == ["sr-Cyrl", "sr-Latn", "en"]


@needs_corpus
def test_topics_in_both_languages() -> None:
    """Real sentences: nineteen of twenty are told apart, whatever the page."""
    with (CORPUS / "comment-topics.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    serbian = {"Latn": "sr-Latn", "Cyrl": "sr-Cyrl"}
    right = sum(lang_of(row["topic_sr"], "sr") == serbian[row["script_sr"]] for row in rows)
    assert right == len(rows)
    english = sum(lang_of(row["topic_en"], "en") == "en" for row in rows)
    assert english == len(rows)
    across = sum(lang_of(row["topic_en"], "sr") == "en" for row in rows)
    across += sum(lang_of(row["topic_sr"], "en") == serbian[row["script_sr"]] for row in rows)
    assert across >= 0.9 * 2 * len(rows)
