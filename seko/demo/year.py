"""The demonstration year: two drafts of one action document, from the first comment to the report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from uuid import uuid4

from django.db import transaction

from seko.demo.answering import answer_points, approve_until, assign_all, live_points, reply_to
from seko.demo.bodies import load_bodies
from seko.demo.cast import Cast
from seko.demo.comments import DemoComment, generate_comments
from seko.demo.consulting import (
    dates,
    draft_passages_of,
    open_on_draft,
    send_all,
)
from seko.demo.deciding import consent, decide, hand_in, some_dissent
from seko.demo.document import TITLE_EN
from seko.demo.drafts import TITLE, create_action_document, publish_draft
from seko.demo.mechanism import load_mechanism
from seko.demo.memoranda import load_history, load_memoranda
from seko.demo.networks import load_organisations
from seko.demo.people import load_people
from seko.demo.register import load_register
from seko.demo.revising import settled_issues
from seko.demo.spreadsheets import load_spreadsheet
from seko.demo.tracing import READER, trace
from seko.demo.translating import answer_in_both, comment_in_translation, publish_translation, without
from seko.dialogue.comments.actions import save_unsent, support_comment, withdraw_comment
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.actions import propose_exception
from seko.dialogue.consultations.models import Consultation
from seko.drafts.documents.models import Document, Version
from seko.foundation.core.dates import local_date
from seko.foundation.notifications import actions as notifications
from seko.foundation.workflow import second
from seko.outlets.reporting.actions import freeze_report, prepare_report

SEED = 2018
FIRST_ROUND, SECOND_ROUND = 160, 1_840
HANDED_IN = (
    "pravda",
    "reforma-uprave",
    "energetika",
    "ljudski-resursi",
    "poljoprivreda",
)
LEFT_UNANSWERED = 4
OWN_ISSUE = "lista-gradova"
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Scale:
    """How many comments the two rounds have."""

    first: int = FIRST_ROUND
    second: int = SECOND_ROUND


def load_year(now: datetime, *, say: Say, scale: Scale | None = None) -> None:
    """Write the whole demonstration through the real actions, dated around `now`; nothing of its mail is sent."""
    sizes = scale or Scale()
    with transaction.atomic():
        say("register of organisations, SEKOs and people")
        cast = Cast(load_register(now - timedelta(days=120)), local_date(now))
        say("memoranda: the one of 2014, one in force, one offered")
        load_history(now - timedelta(days=119))
        load_memoranda(cast, now)
        say("calls, applications, a statement, supporters")
        load_mechanism(cast, now)
        say("names in time, a successor, a double entry, contact points")
        load_bodies(cast, now - timedelta(days=118))
        say("first draft and its consultation, to the end")
        document = create_action_document(cast, now - timedelta(days=85))
        concluded, written = first_round(document, cast, now, sizes.first)
        say("second draft and its consultation, in full swing")
        version = publish_draft(document, cast, now - timedelta(days=20), is_first=False)
        trace(concluded, version, written, cast, now=now - timedelta(days=19))
        _report(concluded, cast, now - timedelta(days=17))
        _second_round(version, cast, now, sizes.second)
        say("people: one with two mandates, one invited, one who asks")
        load_people(cast, now)
        say("a spreadsheet that waits to be confirmed")
        load_spreadsheet(cast, now)
        notifications.cancel("")


def first_round(
    document: Document, cast: Cast, now: datetime, count: int
) -> tuple[Consultation, dict[int, DemoComment]]:
    """A consultation that came to its end, with an exception: a few points stayed unanswered and are counted."""
    rng = Random(SEED)  # noqa: S311 - the same demonstration every time
    opens = now - timedelta(days=78)
    version = publish_draft(document, cast, opens - timedelta(days=3), is_first=True)
    translation = publish_translation(version, cast, opens - timedelta(days=2))
    timetable = dates(opens, members=10, leads=16, answers=40, replies=56, report=70)
    consultation = open_on_draft("zs-n1", f"{TITLE}, нацрт 1", f"{TITLE_EN}, draft 1", version, timetable, cast)
    written = generate_comments(draft_passages_of(version), load_organisations(), SEED + 1, count=count)
    written = _with_one_of(READER, written)
    by_number = {one.number: one for one in written}
    sent = send_all(consultation, written, cast, rng, until=opens + timedelta(days=14))
    deciding = opens + timedelta(days=15)
    in_english = comment_in_translation(consultation, translation, cast, now=opens + timedelta(days=14, hours=2))
    for seko in cast.register.sekos.values():
        decide(consultation, seko, sent, by_number, cast, rng, now=deciding)
        if any(comment.seko_id == seko.pk for comment in sent.values()):
            hand_in(consultation, seko, cast, now=deciding + timedelta(hours=6))
    some_dissent(consultation, by_number, cast, now=opens + timedelta(days=18), most=3)
    answer_in_both(in_english, cast, now=opens + timedelta(days=22))
    points = without(live_points(consultation, opens + timedelta(days=21)), in_english)
    assign_all(points, cast, rng, now=opens + timedelta(days=22), share=1)
    answered = without(live_points(consultation, opens + timedelta(days=22)), in_english)
    answered = answered[: max(1, len(points) - LEFT_UNANSWERED)]
    answer_points(
        answered,
        by_number,
        cast,
        rng,
        first=opens + timedelta(days=23),
        last=opens + timedelta(days=36),
        accepted={one.number for one in written if one.organisation == READER and one.issue == OWN_ISSUE},
    )
    approve_until(consultation, cast, rng, share=1, first=opens + timedelta(days=26), last=opens + timedelta(days=39))
    reply_to(consultation, cast, rng, share=0.6, now=opens + timedelta(days=48))
    _conclude_with_exception(consultation, cast, opens + timedelta(days=57))
    return consultation, by_number


def _with_one_of(organisation: str, written: list[DemoComment]) -> list[DemoComment]:
    """Give one comment on an issue that the second draft settles to an organisation: whoever tries the platform as its
    person sees what it changed.
    """
    mine = next((one.number for one in written if one.issue == OWN_ISSUE and one.proposed_wording), 0)
    return [replace(one, organisation=organisation) if one.number == mine else one for one in written]


def _conclude_with_exception(consultation: Consultation, cast: Cast, now: datetime) -> None:
    reason = (
        "Институција за коју су везана четири коментара још нема податке. Нацрт 2 мора да изађе пре краја "
        "програмирања; коментари остају у списку без одговора."
    )
    proposed = propose_exception(consultation, reason=reason, by=cast.ministry[0], now=now)
    second.confirm(proposed, by=cast.ministry[1], now=now + timedelta(hours=5))


def _report(consultation: Consultation, cast: Cast, now: datetime) -> None:
    """The report of the first round, frozen; the worker draws its files."""
    activities = (
        "Округли сто у просторијама Министарства (пример), осмог дана консултација: 31 учесник, записник је објављен "
        "уз нацрт. Састанак са градовима о ценама и олакшицама, дванаестог дана: девет градова, шест предузећа."
    )
    ministry = cast.ministry[0]
    consultation.refresh_from_db()
    prepare_report(consultation, activities=activities, revision=0, by=ministry, now=now)
    freeze_report(consultation, by=ministry, now=now + timedelta(hours=3))


def _second_round(version: Version, cast: Cast, now: datetime, count: int) -> None:
    """A consultation in full swing: boards in work, positions handed in, answers in every state."""
    rng = Random(SEED + 2)  # noqa: S311 - the same demonstration every time
    opens = now - timedelta(days=14)
    timetable = dates(opens, members=16, leads=24, answers=60, replies=75, report=90)
    timetable["answers_words"], timetable["answers_words_en"] = "у наредна два месеца", "within two months"
    consultation = open_on_draft("zs-n2", TITLE, TITLE_EN, version, timetable, cast)
    written = generate_comments(
        draft_passages_of(version), load_organisations(), SEED, count=count, settled=settled_issues()
    )
    by_number = {one.number: one for one in written}
    sent = send_all(consultation, written, cast, rng, until=now - timedelta(days=4))
    _supports(list(sent.values()), cast, rng, now - timedelta(days=3, hours=12))
    _withdrawals(list(sent.values()), cast, rng, now - timedelta(days=3, hours=6))
    fresh = {number: Comment.objects.get(pk=comment.pk) for number, comment in sent.items()}
    deciding = now - timedelta(days=3)
    for code, seko in cast.register.sekos.items():
        if code in HANDED_IN:
            decide(consultation, seko, fresh, by_number, cast, rng, now=deciding)
            hand_in(consultation, seko, cast, now=deciding + timedelta(hours=8))
    seko = cast.register.sekos["zivotna-sredina"]
    decide(consultation, seko, fresh, by_number, cast, rng, now=deciding, share=0.8)
    consent(consultation, seko, cast, rng, now=deciding + timedelta(hours=20))
    points = live_points(consultation, now - timedelta(days=2))
    assign_all(points, cast, rng, now=now - timedelta(days=2), share=0.9)
    assigned = live_points(consultation, now - timedelta(days=2))
    answered = assigned[: round(len(assigned) * 0.6)]
    answer_points(
        answered,
        by_number,
        cast,
        rng,
        first=now - timedelta(hours=44),
        last=now - timedelta(hours=20),
        propose_share=0.93,
    )
    approve_until(consultation, cast, rng, share=0.8, first=now - timedelta(hours=18), last=now - timedelta(hours=3))
    reply_to(consultation, cast, rng, share=0.35, now=now - timedelta(hours=1))
    _unsent(consultation, cast, now)


def _supports(comments: list[Comment], cast: Cast, rng: Random, now: datetime) -> None:
    slugs = sorted(cast.register.networks)
    for comment in rng.sample(comments, len(comments) // 4):
        for slug in rng.sample(slugs, rng.randint(1, 4)):
            supporter = cast.voice(slug)
            if comment.seko_id in supporter.sekos() and str(comment.organisation_id) != supporter.organisation_id:
                support_comment(comment, by=supporter, now=now)


def _withdrawals(comments: list[Comment], cast: Cast, rng: Random, now: datetime) -> None:
    slug_of = {body.pk: slug for slug, body in cast.register.organisations.items()}
    for comment in rng.sample(comments, max(1, len(comments) // 120)):
        if comment.organisation_id:
            withdraw_comment(comment, by=cast.voice(slug_of[comment.organisation_id]), now=now)


def _unsent(consultation: Consultation, cast: Cast, now: datetime) -> None:
    actor = cast.voice("bistar-tok")
    save_unsent(
        identifier=uuid4(),
        consultation=consultation,
        fields={"words": "Навести колико је сметлишта у сваком од девет градова, да би", "anchor": {"kind": "whole"}},
        by=actor,
        now=now - timedelta(hours=2),
        seko=cast.register.sekos["zivotna-sredina"],
    )
