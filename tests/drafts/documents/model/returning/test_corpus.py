"""Everything that other people's files hold comes through: nothing is lost, nothing is counted twice."""

from __future__ import annotations

import json
from typing import Any

import pytest

from seko.drafts.documents.model.returning.documents import read_returned
from seko.drafts.documents.model.returning.returned import Asked, Kind, Returned
from tests.drafts.documents.model.returning.consulting import consulted
from tests.shared import CORPUS, needs_corpus

_EXPECTED = json.loads((CORPUS / "expected.json").read_text())["files"] if CORPUS.is_dir() else []
_FACTS: dict[str, dict[str, Any]] = {each["file"]: each.get("facts") or {} for each in _EXPECTED}
_FILES = [
    name
    for name, facts in _FACTS.items()
    if (facts.get("comments") or facts.get("revisions")) and not name.endswith(".docm")
]


def _read(name: str) -> Returned:
    data = (CORPUS / name).read_bytes()
    return read_returned(data, consulted(data))


@needs_corpus
@pytest.mark.parametrize("name", _FILES)
def test_comments_replies_and_resolved_marks_come_through(name: str) -> None:
    facts, found = _FACTS[name], _read(name)
    comments = facts["comments"]
    things = [thing for thing in found.things if thing.kind in (Kind.COMMENT, Kind.REPLY)]
    folded = [" ".join(thing.words.split()) for thing in things]
    assert sorted(folded) == sorted(each["text"] for each in comments)
    assert sum(thing.kind is Kind.REPLY for thing in things) == sum(bool(each.get("reply_to")) for each in comments)
    assert sum(thing.is_resolved for thing in things) == sum(bool(each.get("resolved")) for each in comments)
    assert found.counts.comments + found.counts.replies == len(comments)


@needs_corpus
@pytest.mark.parametrize("name", _FILES)
def test_tracked_changes_come_through_element_by_element(name: str) -> None:
    revisions, found = _FACTS[name].get("revisions") or {}, _read(name)
    expected = (
        revisions.get("ins", 0) + revisions.get("cellIns", 0),
        revisions.get("del", 0) + revisions.get("cellDel", 0),
        revisions.get("moveFrom", 0),
    )
    counts = found.counts
    assert (counts.insertions, counts.deletions, counts.moves) == expected
    held = [sum(each) for each in zip(*(thing.counted for thing in found.things), counts.formless, strict=True)]
    assert tuple(held) == expected


@needs_corpus
@pytest.mark.parametrize("name", _FILES)
def test_everything_is_placed_or_asked(name: str) -> None:
    found = _read(name)
    assert [thing.number for thing in found.things] == list(range(1, len(found.things) + 1))
    assert all((thing.anchor is None) != (thing.asked is Asked.NONE) for thing in found.things)


@needs_corpus
@pytest.mark.parametrize("name", _FILES)
def test_the_names_of_those_who_commented_are_not_taken(name: str) -> None:
    names = {each["author"] for each in _FACTS[name]["comments"]} | set(_FACTS[name].get("revision_authors") or {})
    written = {
        text for thing in _read(name).things for text in (thing.words, thing.proposed, thing.stood_on, thing.target)
    }
    own_words = " ".join(each["text"] for each in _FACTS[name]["comments"])
    leaked = [each for each in names if each and each not in own_words and any(each in text for text in written)]
    assert leaked == []
