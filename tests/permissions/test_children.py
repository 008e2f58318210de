"""A foreign child under an allowed parent, and an allowed child under a foreign parent, are not there (B31, B32)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from seko.foundation.notifications.models import Notice
from tests import factories as f
from tests.permissions import states as s
from tests.permissions.asking import Browsers, digest, undone
from tests.permissions.cases import Case

WORDS = {"at": "whole", "words": "Речи."}
ANSWER = {"disposition": "accepted", "reason": "Тачно."}


@dataclass(frozen=True)
class Pair:
    """What is asked, by whom: the parent is the role's own, the child is not the parent's (or the other way round)."""

    role: str
    method: str
    route: str
    of: str
    data: Mapping[str, str] = field(default_factory=dict)
    answer: int = 404
    state: str = s.CONSOLIDATING

    def __str__(self) -> str:
        return f"{self.role}-{self.method}-{self.route}-{self.of}-{'-'.join(self.data.values())}"


PAIRS = (
    # The board of A with what belongs to B, or to the consultation X.
    Pair("lead", "POST", "board-deed", "k <seko:A>", {"one": "carry:<no:b3>"}),
    Pair("lead", "POST", "board-deed", "k <seko:A>", {"deed": "merge", "c": "<no:a1>,<no:b3>"}),
    Pair("lead", "POST", "board-comments", "k <seko:A>", {"deed": "aside", "c": "<no:b3>", "reason": "Не."}),
    Pair("lead", "POST", "board-comments", "k <seko:A>", {"deed": "aside", "c": "9999", "reason": "Не."}),
    Pair("lead", "GET", "board-point", "k <seko:A> 9999"),
    Pair("lead", "GET", "board-proposal", "k <seko:A> <partner:x>"),
    Pair("lead", "POST", "board-proposal", "k <seko:A> <partner:x>", {"deed": "take"}),
    Pair("lead_b", "POST", "board-proposal", "k <seko:B> <partner:partner-two>", {"deed": "take"}),
    Pair("lead_b", "POST", "board-proposal", "k <seko:B> <partner:partner-two>", {"deed": "decline", "answer": "Не."}),
    Pair("lead", "POST", "board-submit", "k <seko:B>", {"letter": "Не."}),
    Pair("lead", "POST", "board-submit", "x <seko:A>", {"letter": "Не."}),
    Pair("lead", "POST", "board-submit", "p <seko:B>", {"letter": "Не."}),
    # Unsent and sent comments of others, or of another consultation.
    Pair("member", "POST", "comment-send", "k", {**WORDS, "unsent": "<unsent:member-b-unsent>"}),
    Pair("member", "POST", "comment-send", "k", {**WORDS, "unsent": "<unsent:x-unsent>"}),
    Pair("member", "POST", "comment-send", "p", {**WORDS, "unsent": "<unsent:member-unsent>"}),
    Pair("member", "POST", "unsent-save", "k", {**WORDS, "unsent": "<unsent:member-b-unsent>"}),
    Pair("member", "POST", "unsent-save", "p", {**WORDS, "unsent": "<unsent:member-unsent>"}),
    Pair("member", "POST", "comment-send", "k",
         {**WORDS, "unsent": "<new:one>", "supersedes": "<comment-id:b1>"}),
    Pair("member", "POST", "comment-send", "k",
         {**WORDS, "unsent": "<new:one>", "supersedes": "<comment-id:x-c1>"}),
    Pair("person", "POST", "unsent-discard", "<unsent:member-unsent>"),
    Pair("member", "POST", "comment-send", "k", {"words": "Речи.", "unsent": "<new:one>", "at": "9-9"}),
    Pair("member", "POST", "comment-send", "k", {"words": "Речи.", "unsent": "<new:one>", "at": "q1"}),
    Pair("member_b", "GET", "returned", "k <returned:member-returned>"),
    Pair("member", "GET", "returned", "p <returned:member-returned>"),
    Pair("member_b", "POST", "returned-decide", "k <returned:member-returned>", {"whole": "1"}),
    Pair("member_b", "POST", "returned-send", "k <returned:member-returned>"),
    Pair("fellow", "POST", "returned-discard", "k <returned:member-returned>"),
    Pair("member", "GET", "unsent", "<unsent:member-b-unsent>"),
    Pair("member", "POST", "comment-support", "<comment-id:b1>"),
    # Uploads and drafts of another document.
    Pair("ministry", "GET", "import", "e <upload:uf>"),
    Pair("ministry", "POST", "import-keep", "e <upload:uf>", {"acknowledged": "much-lost:1"}),
    Pair("ministry", "POST", "import-cancel", "f <upload:ue>"),
    Pair("officer", "POST", "import-cancel", "e <upload:uf>"),
    Pair("ministry", "GET", "version", "e 2"),
    Pair("ministry", "POST", "version-step", "f 2 propose"),
    # Points and answers of another consultation or institution.
    Pair("ministry", "GET", "queue-point", "k <point:x-other>", state=s.ANSWERING),
    Pair("ministry", "POST", "queue-point", "k <point:x-other>", ANSWER, state=s.ANSWERING),
    Pair("ministry", "PUT", "queue-save", "k <point:x-other>", ANSWER, state=s.ANSWERING),
    Pair("ministry", "GET", "queue-point", "x <point:a-merged>", state=s.ANSWERING),
    Pair("officer", "POST", "queue-point", "k <point:b-merged>", ANSWER, state=s.ANSWERING),
    Pair("officer", "POST", "queue-point", "k <point:a-merged>",
         {**ANSWER, "send": "1", "edition": "<edition:a-merged>", "also": "<point:b-merged>"}, state=s.ANSWERING),
    Pair("officer", "POST", "queue-point", "k <point:a-merged>",
         {**ANSWER, "send": "1", "edition": "<edition:a-merged>", "also": "<point:x-other>"}, state=s.ANSWERING),
    Pair("ministry", "GET", "answer-correct", "k <point:x-merged>", state=s.ANSWERING),
    Pair("ministry", "POST", "assigning", "k",
         {"points": "<point:x-other>", "to": "<institution:officer>"}, 400, s.ANSWERING),
    Pair("officer", "POST", "assigning", "k",
         {"points": "<point:b-merged>", "to": "<institution:officer>"}, 400, s.ANSWERING),
    Pair("second", "POST", "approving", "x", {"approve": "<response:a-carried>"}, 409, s.ANSWERING),
    Pair("second", "POST", "approving", "x",
         {"return": "<response:a-carried>", "reason-<response:a-carried>": "Не."}, 409, s.ANSWERING),
    Pair("member", "POST", "replies", "k", {"verdict-<response:x-merged>": "satisfied"}, 400, s.PUBLISHED),
    Pair("member", "POST", "replies", "k", {"verdict-<response:b-merged>": "satisfied"}, 400, s.PUBLISHED),
    Pair("lead", "POST", "replies", "k",
         {"verdict-<response:b-merged>": "satisfied", "seko": "<seko:A>"}, 400, s.PUBLISHED),
    Pair("lead", "POST", "replies", "k",
         {"verdict-<response:b-merged>": "satisfied", "seko": "<seko:B>"}, 404, s.PUBLISHED),
)  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("state", sorted({pair.state for pair in PAIRS}, key=s.STATES.index), scope="package")
def test_a_foreign_child_is_not_there(browsers: Browsers, state: str) -> None:
    found = []
    before = digest()
    for pair in PAIRS:
        if pair.state != state:
            continue
        case = Case(pair.route, pair.method, tuple(pair.of.split()), (), data=pair.data)
        with undone():
            path, form = case.path(browsers.world, "sr"), case.form(browsers.world)
            asked = browsers.ask(pair.role, pair.method, path, data=form)
            if asked.status != pair.answer or (asked.written and digest() != before):
                found.append(f"{pair}: {asked.status} instead of {pair.answer}, wrote {sorted(asked.written)}")
    assert not found, "\n" + "\n".join(found)


@pytest.mark.django_db
@pytest.mark.parametrize("state", [s.COMMENTING], scope="package")
def test_a_comment_replaces_none_of_another_consultation(browsers: Browsers, state: str) -> None:
    world = browsers.world
    earlier = f.a_comment(world.consultations["p"], world.cast["member"], seko=world.cast.sekos["A"], now=world.now)
    sending = Case("comment-send", "POST", ("k",), (), data={**WORDS, "unsent": "<new:one>", "supersedes": ""})
    form = {**(sending.form(world) or {}), "supersedes": str(earlier.pk)}

    asked = browsers.ask("member", "POST", sending.path(world, "sr"), data=form)

    earlier.refresh_from_db()
    assert (asked.status, earlier.superseded_at) == (404, None)


@pytest.mark.django_db
@pytest.mark.parametrize("state", [s.ANSWERING], scope="package")
def test_an_answer_is_not_begun_from_one_that_may_not_be_read(browsers: Browsers, state: str) -> None:
    world = browsers.world
    case = Case("queue-point", "GET", ("k", "<point:a-other>"), (), query="from=<response:x-other>")

    asked = browsers.ask("officer", "GET", case.path(world, "sr"))

    assert asked.status == 200
    assert not {each for each in asked.canaries if "x-other" in each}


@pytest.mark.django_db
@pytest.mark.parametrize("state", [s.PUBLISHED], scope="package")
def test_somebody_elses_notice_is_not_there(browsers: Browsers, state: str) -> None:
    world = browsers.world
    notice = Notice.objects.filter(recipient=world.cast["member"].person_id).first()
    assert notice is not None
    path = Case("notice-read", "POST", (str(notice.pk),), ()).path(world, "sr")

    answers = [browsers.ask(role, "POST", path).status for role in ("member", "fellow", "ministry", "anonymous")]

    assert answers == [302, 404, 404, 403]
