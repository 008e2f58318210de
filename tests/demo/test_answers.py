"""What leads, institutions and authors write in answer."""

from __future__ import annotations

import re
from itertools import product
from random import Random

import pytest

from seko.demo.answers import (
    DISPOSITIONS,
    KINDS,
    VERDICTS,
    answer,
    answer_to,
    point_wording,
    reply,
    set_aside_reason,
    variety,
)
from seko.demo.phrases import load_phrases
from seko.foundation.text.scripts import Script, script_of
from tests.demo.test_comments import COMMENTS_MADE

CHANGING = ("accepted", "partly")
# A participle of one person: "написао сам", "послала сам".
ONE_PERSON = re.compile(r"\b(?:сам|бих)\b")


@pytest.mark.parametrize(("kind", "disposition"), list(product(KINDS, DISPOSITIONS)))
def test_answers_have_many_reasons_and_a_change_only_where_something_is_accepted(kind: str, disposition: str) -> None:
    assert variety(kind, disposition) >= 12
    rng = Random(1)
    given = [answer(rng, kind, disposition) for _ in range(60)]
    assert len({reason for reason, _ in given}) >= 12
    assert {bool(change) for _, change in given} == {disposition in CHANGING}


def test_everything_written_is_complete_cyrillic_and_says_nothing_on_gender() -> None:
    rng = Random(2)
    written = [text for kind, disposition in product(KINDS, DISPOSITIONS) for text in answer(rng, kind, disposition)]
    written += [set_aside_reason(rng, kind) for kind in KINDS for _ in range(10)]
    written += [reply(rng, verdict) for verdict in VERDICTS for _ in range(10)]
    written += [text for one in COMMENTS_MADE[:300] for text in answer_to(rng, one, "partly")]
    for text in filter(None, written):
        assert script_of(text) is Script.CYRILLIC
        assert not set("{}[]<>|") & set(text)
        assert not ONE_PERSON.search(text)
        assert text[0].isupper()
        assert text[-1] == "."


def test_an_answer_speaks_of_the_comments_own_matter_where_it_can() -> None:
    comment = next(one for one in COMMENTS_MADE if one.issue == "laboratorije")
    reason, change = answer_to(Random(1), comment, "accepted")
    assert "лабораториј" in reason
    assert change.startswith("Показатељ 1.2.3")


def test_every_written_matter_is_one_of_the_issues() -> None:
    matters = {section.partition(":")[0] for section in load_phrases("answers-to-issues")}
    assert matters <= {one.issue for one in COMMENTS_MADE}


def test_six_hundred_answers_do_not_look_cloned() -> None:
    rng = Random(3)
    given = [answer_to(rng, one, rng.choice(DISPOSITIONS))[0] for one in COMMENTS_MADE[:600]]
    assert len(set(given)) > 400


def test_a_point_is_worded_by_the_matters_of_its_comments() -> None:
    same = [one for one in COMMENTS_MADE if one.issue == "susa"][:2]
    other = next(one for one in COMMENTS_MADE if one.issue == "poplave")
    assert point_wording([other, *same]) == f"{same[0].gist} {other.gist}"
    question = next(one for one in COMMENTS_MADE if one.anchor == "question")
    assert question.text.startswith(point_wording([question]))
    with pytest.raises(ValueError, match="comment"):
        point_wording([])
