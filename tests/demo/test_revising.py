"""The second draft of the action document: its changes stand where they say, and settle real issues."""

from __future__ import annotations

import pytest

from seko.demo.document import build_action_document
from seko.demo.passages import draft_passages
from seko.demo.phrases import load_issues
from seko.demo.quoting import Draft
from seko.demo.revising import REVISION, RevisionError, revised, settled_issues
from seko.demo.source import CHAPTERS, load_source
from seko.foundation.text.differences import Op, difference


def test_every_change_is_made() -> None:
    before = "\n".join(path.read_text(encoding="utf-8") for path in sorted(CHAPTERS.glob("*.txt")))
    after = "\n".join(revised(path.read_text(encoding="utf-8")) for path in sorted(CHAPTERS.glob("*.txt")))
    changed = [piece for piece in difference(before, after) if piece.op is not Op.EQUAL]
    assert len(changed) >= REVISION.read_text(encoding="utf-8").count('"old"')
    assert load_source(revise=revised) != load_source()


def test_a_change_that_finds_its_line_but_not_its_words_is_an_error() -> None:
    with pytest.raises(RevisionError, match="48 месеци"):
        revised("Спровођење траје 48 недеља.")
    assert revised("Ничега нема овде.") == "Ничега нема овде."


def test_issues_that_are_not_settled_find_their_places_in_it() -> None:
    assert settled_issues() < {issue.name for issue in load_issues()}
    draft = Draft(draft_passages(build_action_document(is_revised=True)))
    for issue in load_issues():
        if issue.name not in settled_issues() and issue.cell:
            assert draft.cell(issue.row, issue.cell)
        elif issue.name not in settled_issues() and issue.anchor != "whole":
            kinds = ("table_row",) if issue.row else ("paragraph", "list_item")
            place = draft.find(issue.row or issue.at, kinds)
            assert not issue.quotes or any(quote in draft.passages[place].text for quote in issue.quotes)
