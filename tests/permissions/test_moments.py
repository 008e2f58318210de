"""What was allowed when a page was opened and is not any more when its form comes back (reliability.md N7, N11)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from seko.actors.accounts.models import Person
from seko.actors.mechanism.models import Membership
from seko.actors.organisations.models import Mandate
from seko.dialogue.comments.models import Comment
from seko.drafts.documents.models import Version
from seko.foundation.workflow import second
from tests import factories as f
from tests.permissions import states as s
from tests.permissions.asking import Browsers, digest
from tests.permissions.cases import Case
from tests.permissions.world import World

pytestmark = pytest.mark.django_db

YESTERDAY = date(2027, 3, 1)
SEND = Case("comment-send", "POST", ("k",), (), data={"unsent": "<new:one>", "at": "whole", "words": "Речи."})
SAVE = Case("unsent-save", "POST", ("k",), (), data={"unsent": "<new:one>", "at": "whole", "words": "Речи."})
WITHDRAW = Case("comment-withdraw", "POST", ("<comment:a1>",), ())
BOARD = Case("board", "GET", ("k", "<seko:A>"), ())
ASIDE = Case("board-comments", "POST", ("k", "<seko:A>"), (), data={"deed": "aside", "c": "<no:a4>", "reason": "Не."})
SUBMIT = Case("board-submit", "POST", ("k", "<seko:A>"), (), data={"letter": "Поштовани."})
READ = Case("reading", "GET", ("k",), ())
COMMENT = Case("comment", "GET", ("<comment:a1>",), ())
UNSENT = Case("unsent", "GET", ("<unsent:member-unsent>",), ())
QUEUE = Case("queue", "GET", ("k",), (), query="show=all")
ANSWER = Case("queue-point", "POST", ("k", "<point:a-merged>"), (), data={"disposition": "noted", "reason": "Да.",
              "edition": "<edition:a-merged>"})  # fmt: skip
APPROVE = Case("approving", "POST", ("k",), (), data={"approve": "<response:a-carried>"})
RECORD = Case("record", "GET", (), ())


def asked(browsers: Browsers, role: str, *cases: Case, **more: object) -> list[int]:
    """Ask one after the other and return what is answered."""
    world = browsers.world
    return [
        browsers.ask(role, case.method, case.path(world, "sr"), data=case.form(world), **more).status  # type: ignore[arg-type]
        for case in cases
    ]


def refused(
    browsers: Browsers, role: str, change: Callable[[World], object], *cases: Case, **more: object
) -> list[int]:
    """Let something change behind the back of a signed-in person; return what is answered, having changed nothing."""
    change(browsers.world)
    before = digest()
    answers = asked(browsers, role, *cases, **more)
    assert digest() == before
    return answers


def mandate_ended(role: str) -> Callable[[World], object]:
    return lambda world: Mandate.objects.filter(pk=world.cast[role].mandate_id).update(ends_on=YESTERDAY)


def left_the_network(role: str) -> Callable[[World], object]:
    return lambda world: Membership.objects.filter(organisation=world.cast[role].organisation).update(ends_on=YESTERDAY)


@pytest.mark.parametrize("state", [s.CONSOLIDATING], scope="package")
class TestMandates:
    """The mandate, the organisation's place in the network, the person's account."""

    def test_an_ended_mandate_reads_and_writes_nothing(self, browsers: Browsers, state: str) -> None:
        assert asked(browsers, "member", READ, COMMENT, UNSENT) == [200, 200, 200]
        found = refused(browsers, "member", mandate_ended("member"), READ, COMMENT, UNSENT, SEND, SAVE, WITHDRAW)
        assert found == [404, 404, 404, 404, 404, 404]

    def test_an_ended_mandate_of_the_lead_closes_the_board(self, browsers: Browsers, state: str) -> None:
        assert asked(browsers, "lead", BOARD) == [200]
        assert refused(browsers, "lead", mandate_ended("lead"), BOARD, ASIDE, SUBMIT) == [404, 404, 404]

    def test_an_ended_mandate_of_the_ministry(self, browsers: Browsers, state: str) -> None:
        manage = Case("consultation-manage", "GET", ("k",), ())
        assert asked(browsers, "ministry", manage, QUEUE) == [200, 200]
        assert refused(browsers, "ministry", mandate_ended("ministry"), manage, QUEUE) == [404, 404]

    def test_a_replaced_lead_neither_reads_nor_submits_and_the_new_one_does(
        self, browsers: Browsers, state: str
    ) -> None:
        def replace(world: World) -> None:
            left_the_network("lead")(world)
            organisation = world.cast["stranger"].organisation
            assert organisation is not None
            Membership.objects.create(
                organisation=organisation, seko=world.cast.sekos["A"], role="lead", starts_on=YESTERDAY
            )
            Mandate.objects.filter(pk=world.cast["stranger"].mandate_id).update(role="coordinator")

        assert asked(browsers, "stranger", BOARD) == [404]
        assert refused(browsers, "lead", replace, READ, COMMENT, BOARD, ASIDE, SUBMIT) == [404] * 5
        assert asked(browsers, "stranger", BOARD, SUBMIT) == [200, 302]

    def test_an_organisation_that_left_keeps_its_own_comments_alone(self, browsers: Browsers, state: str) -> None:
        other = Case("comment", "GET", ("<comment:a2>",), ())
        assert asked(browsers, "member", other) == [200]
        found = refused(browsers, "member", left_the_network("member"), other, READ, SEND, COMMENT)
        assert found == [404, 404, 404, 200]

    def test_a_person_whose_account_is_closed_is_nobody(self, browsers: Browsers, state: str) -> None:
        def close(world: World) -> None:
            Person.objects.filter(pk=world.cast["member"].person_id).update(is_active=False)

        assert refused(browsers, "member", close, RECORD, COMMENT, SEND) == [302, 404, 403]

    def test_a_mandate_for_one_seko_opens_no_other(self, browsers: Browsers, state: str) -> None:
        def narrow(world: World) -> None:
            mandates = Mandate.objects.filter(pk=world.cast["lead"].mandate_id)
            mandates.update(scope=world.cast.sekos["B"].code)

        assert refused(browsers, "lead", narrow, BOARD, ASIDE, SUBMIT) == [404, 404, 404]

    def test_a_draft_that_is_hidden_is_hidden_at_once(self, browsers: Browsers, state: str) -> None:
        def hide(world: World) -> None:
            Version.objects.filter(pk=world.versions["d1"].pk).update(status="hidden", hidden_reason="Грешка.")

        version = Case("version-file", "GET", ("d", "1"), ())
        assert asked(browsers, "member", version) == [200]
        assert refused(browsers, "member", hide, version) == [404]

    def test_the_session_ended_between_page_and_form(self, browsers: Browsers, state: str) -> None:
        leave = Case("sign-out", "POST", (), (), data={})
        assert asked(browsers, "member", leave) == [302]
        assert refused(browsers, "member", lambda _: None, RECORD, COMMENT, SEND, WITHDRAW) == [302, 404, 403, 403]

    def test_the_deadline_passed_between_page_and_form(self, browsers: Browsers, state: str) -> None:
        late = f.LEADS_DEADLINE + timedelta(minutes=10)
        assert asked(browsers, "member", READ) == [200]
        sent = Comment.objects.count()
        assert asked(browsers, "member", SEND, now=late) == [409]
        assert Comment.objects.count() == sent
        assert refused(browsers, "member", lambda _: None, WITHDRAW, now=late) == [403]
        assert refused(browsers, "lead", lambda _: None, ASIDE, SUBMIT, now=late) == [409, 409]


@pytest.mark.parametrize("state", [s.ANSWERING], scope="package")
class TestAnswers:
    """Officers and the ministry."""

    def test_an_ended_mandate_of_an_officer(self, browsers: Browsers, state: str) -> None:
        assert asked(browsers, "officer", QUEUE) == [200]
        assert refused(browsers, "officer", mandate_ended("officer"), QUEUE, ANSWER) == [404, 404]

    def test_an_ended_mandate_approves_nothing(self, browsers: Browsers, state: str) -> None:
        assert refused(browsers, "second", mandate_ended("second"), APPROVE) == [404]

    def test_a_point_passed_on_is_out_of_the_former_institutions_hands(self, browsers: Browsers, state: str) -> None:
        def pass_on(world: World) -> None:
            world.points["a-merged"].assignment.delete()

        assert refused(browsers, "officer", pass_on, ANSWER) == [404]

    def test_a_proposal_decided_meanwhile_is_not_decided_again(self, browsers: Browsers, state: str) -> None:
        confirm = Case("proposal-confirm", "POST", ("<deed:cancel>",), ())

        def refuse(world: World) -> None:
            second.refuse(world.deeds["cancel"], by=world.cast["ministry"], now=world.now)

        assert refused(browsers, "second", refuse, confirm) == [409]
