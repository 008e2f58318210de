"""Each rule of each app's permissions, turned into "always allowed", makes at least one case fail."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FunctionType

import pytest
from django.apps import apps

from seko.foundation.core.decisions import ALLOWED
from tests.permissions import states as s
from tests.permissions.asking import Browsers, undone
from tests.permissions.cases import TWINS, Expected
from tests.permissions.expected import TABLES

# By state, each rule with the address whose denials it makes: kept small, so that turning all of them takes seconds.
DENIES: dict[str, dict[str, str]] = {
    s.DRAFTED: {
        "administration.may_reset_second_factor": "factor-resets",
        "contacts.may_keep_contacts": "contact-point-new",
        "consultations.may_open": "consultation-open",
        "organisations.may_ask_to_join": "join",
        "organisations.may_call_back": "invitation-revoke",
        "organisations.may_change": "mandate-change",
        "organisations.may_find_people": "person-find",
        "organisations.may_decide_joining": "joining-decide",
        "organisations.may_give": "person-invite",
        "organisations.may_hand_over": "handover",
        "organisations.may_invite": "person-invite",
        "organisations.may_see_people": "people",
        "organisations.may_take": "mandate-end",
        "organisations.may_take_up": "invitation",
    },
    s.COMMENTING: {
        "comments.may_address": "comment-send",
        "comments.may_edit_unsent": "unsent-save",
        "comments.may_request_late": "unsent-late",
        "comments.may_withdraw": "comment-withdraw",
        "comments.may_write": "unsent-save",
        "returns.may_return": "comments-return",
        "calls.may_apply": "application-edit",
        "calls.may_decide_on": "call-judging",
        "calls.may_end": "call-step",
        "calls.may_finalise": "call-step",
        "calls.may_issue": "call-step",
        "calls.may_judge": "application-deed",
        "calls.may_propose": "application-deed",
        "calls.may_score": "application-deed",
        "calls.may_take_stance": "application-deed",
        "calls.may_withdraw": "application-deed",
        "consultations.may_coordinate": "consultation-manage",
        "mechanism.may_end_membership": "membership-end",
        "mechanism.may_keep_mechanism": "area-new",
        "mechanism.may_leave": "membership-leave",
        "mechanism.may_suspend": "participation",
        "memoranda.may_bring_into_force": "memorandum-in-force",
        "memoranda.may_end": "memorandum-end",
        "memoranda.may_leave": "memorandum-leave",
        "memoranda.may_prepare": "memorandum-new",
        "memoranda.may_upload": "memorandum-upload",
        "positions.may_see_board": "board",
    },
    s.CONSOLIDATING: {
        "positions.may_lead": "board-point",
        "positions.may_partner": "board-point",
        "reporting.may_preview": "report-prepare",
    },
    s.ANSWERING: {
        "comments.may_decide_late": "late-refuse",
        "comments.may_support": "comment-support",
        "reporting.may_freeze": "report-freeze",
        "reporting.may_prepare": "report-prepare",
        "papers.may_bring_answers": "answer-tables",
        "responses.may_approve": "approving",
        "responses.may_open_approvals": "approving",
        "responses.may_open_queue": "queue",
        "responses.may_unassign": "assigning",
    },
    s.PUBLISHED: {
        "changes.may_place": "placement-choose",
        "consultations.may_cancel": "consultation-cancel",
        "contacts.may_update_contact": "contact-point-edit",
        "documents.may_hide": "version-hide",
        "documents.may_propose": "version-step",
        "documents.may_publish": "version-step",
        "documents.may_release": "version-release",
        "documents.may_upload": "document-new",
        "organisations.may_edit_profile": "organisation-profile",
        "organisations.may_keep_register": "organisation-keep",
        "organisations.may_propose_for_state": "mandate-end",
        "responses.may_correct": "answer-correct",
        "responses.may_translate_answer": "answer-translation",
    },
    s.REPORTED: {"reporting.may_make_files": "report-files"},
}
# What no page can show when it is turned, and why; each is proved in its own app's tests.
WITHOUT_A_CASE = {
    "calls.may_decide": "the state comes first; tests/actors/calls prove each of its sentences",
    "calls.may_decide_objection": "the state comes first: there is no objection in the world",
    "calls.may_object": "the state comes first: nobody is refused in the world",
    "calls.may_publish": "pages ask for the deciding body first; it adds who is impartial, and time",
    "calls.may_read_applications": "says whose list the page shows; tests/actors/calls prove each of its sentences",
    "calls.may_register": "pages ask for the ministry first; it adds whether there is something to register",
    "comments.may_accept_late": "pages ask may_decide_late first; requests are decided before a consultation ends",
    "comments.may_send": "says on the page why sending is not possible; sending asks may_address, then time and state",
    "consultations.may_except": "pages ask may_coordinate first; something is open in every state of the world",
    "documents.may_keep": "uploads are found by the right to upload; it adds the scanner's word",
    "mechanism.may_lift": "pages find only one's own statements; it adds the scope of the mandate",
    "memoranda.may_offer": "pages find a prepared one only for who may prepare it; it adds what is still lacking",
    "organisations.may_close_account": "pages ask may_find_people first; of one's own account another rule refuses too",
    "organisations.may_decide_closing": "asked on the page of proposals, which asks may_coordinate first",
    "organisations.may_merge": "pages ask may_keep_register first",
    "organisations.may_succeed": "pages ask may_keep_register first",
    "organisations.may_take_back_request": "the page finds only the person's own request",
    "papers.may_take_draft": "every draft of the world that is read has its file; tests/outlets/papers prove the rest",
    "papers.may_settle": "as may_bring_answers, asked of a table that is found for who may bring answers only",
    "exchange.may_import": "is may_keep_register, proved beside it",
    "own_data.may_ask_erasure": "allows everybody who is signed in",
    "own_data.may_carry_out_erasure": "no request is in the world; tests/actors/own_data ask it of everybody",
    "own_data.may_decide_erasure": "as may_carry_out_erasure",
    "own_data.may_withdraw_erasure": "pages find only the person's own request",
    "mechanism.may_give_place": "as may_keep_mechanism; it adds one's own organisation",
    "positions.may_consolidate": "says what the board offers; each deed asks may_lead, then the board's state",
    "positions.may_decide_proposal": "pages ask may_see_board, the deed may_lead",
    "positions.may_dissent": "says what the comment's page offers; the deed asks whose comment it is, then time",
    "positions.may_leave": "time and state alone: nobody is told apart",
    "positions.may_propose": "says what the board offers; each deed asks may_partner, then the board's state",
    "positions.may_take_back": "says what the page offers; the deed asks may_lead, then time and state",
    "positions.may_submit": "the deed asks may_lead first: the position's row is made when it is first needed",
    "responses.may_assign": "pages assign only what is in the person's own queue",
    "responses.may_draft": "pages find only what is in the person's own queue; it adds one's own words",
    "responses.may_draft_response": "as may_draft",
    "responses.may_hand_on": "the handover page finds only what lies with the own institution",
    "responses.may_reply": "pages find only answers to one's own words",
    "responses.may_return": "is may_open_approvals, which pages ask first",
    "returns.may_decide": "pages find only the own side's files, and ask may_return; tests/outlets/returns prove it",
    "returns.may_discard": "pages find only the own side's files; tests/outlets/returns prove it",
    "tracing.may_name_reasons": "asks documents.may_upload; tests/dialogue/tracing prove who may not",
    "tracing.may_trace": "asks responses.may_draft; tests/dialogue/tracing prove who may not",
}


def rules() -> dict[str, FunctionType]:
    """Return every `may_…` of every app by its name."""
    found: dict[str, FunctionType] = {}
    for config in apps.get_app_configs():
        name = f"{config.name}.permissions"
        if config.name.startswith("seko.") and importlib.util.find_spec(name):
            for each, rule in vars(importlib.import_module(name)).items():
                if each.startswith("may_") and inspect.isfunction(rule) and rule.__module__.startswith(name):
                    found[f"{config.label}.{each}"] = rule
    return found


def test_every_rule_is_turned_or_says_why_not() -> None:
    named = [*WITHOUT_A_CASE, *(name for rules_of in DENIES.values() for name in rules_of)]

    assert sorted(named) == sorted(rules())


@contextmanager
def always_allowed(rule: FunctionType) -> Iterator[None]:
    """Exchange the rule's code, not its name: wherever the function was bound, it is the same function."""
    kept, hook = rule.__code__, "_always_allowed"
    rule.__globals__[hook] = ALLOWED
    rule.__code__ = _answering(hook).__code__
    try:
        yield
    finally:
        rule.__code__ = kept
        del rule.__globals__[hook]


def _answering(name: str) -> FunctionType:
    scope: dict[str, FunctionType] = {}
    exec(f"def allowed(*args, **options):\n    return {name}", scope)  # noqa: S102 - a function without a closure
    return scope["allowed"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "name"),
    [(state, name) for state, denied in DENIES.items() for name in denied],
    scope="package",
)
def test_a_rule_that_always_allows_makes_a_case_fail(browsers: Browsers, state: str, name: str) -> None:
    denied = [each for each in _expected(state, DENIES[state][name]) if each.is_denied]
    assert denied

    with always_allowed(rules()[name]):
        assert any(_fails(each, browsers) for each in denied)


def _expected(state: str, route: str) -> list[Expected]:
    table = next(table for table in TABLES if route in table.access)
    ask: Callable[[Expected], bool] = lambda each: each.case.route == route and each.role not in ("anonymous", *TWINS)  # noqa: E731
    return [each for each in table.expected(state, of_everybody=True) if ask(each)]


def _fails(expected: Expected, browsers: Browsers) -> bool:
    case, world = expected.case, browsers.world
    path, data = case.path(world, "sr"), case.form(world)
    with undone():
        try:
            status = browsers.ask(expected.role, case.method, path, data=data, headers=case.headers).status
        except Exception:  # a deed that was let through may run into a safeguard of its own
            return True
    return str(status) != expected.answer
