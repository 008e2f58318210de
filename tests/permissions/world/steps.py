"""K and P, led from state to state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from seko.actors.mechanism.models import Seko
from seko.actors.organisations.actor import Actor
from seko.dialogue.comments import actions as comments
from seko.dialogue.consultations import actions as consultations
from seko.dialogue.consultations.enums import Audience, Status
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.timetable import warnings
from seko.dialogue.positions import actions as positions
from seko.dialogue.positions.enums import ProposalKind, Stance
from seko.dialogue.positions.models import Position
from seko.dialogue.responses import actions as responses
from seko.dialogue.responses.enums import Verdict
from seko.dialogue.tracing.actions import keep_differences
from seko.drafts.documents.enums import Circle, VersionStatus
from seko.drafts.documents.models import Release, Version
from seko.foundation.rendering.formats import FORMATS
from seko.foundation.workflow import second
from seko.outlets.reporting.actions import freeze_report, keep_file, prepare_report
from tests import factories as f
from tests.permissions import states as s
from tests.permissions.world.canaries import canary
from tests.permissions.world.chain import answer, assign, bring_in, keep, merged, own_point, say

if TYPE_CHECKING:
    from tests.permissions.world import World


def _open(world: World) -> None:
    cast, at = world.cast, s.AT[s.DRAFTED]
    world.consultations["k"] = f.a_consultation(
        [cast.sekos["A"], cast.sekos["B"]],
        version=world.versions["d1"],
        code="k",
        status=Status.PREPARED,
        opened_at=None,
        title=canary("k", "title"),
        summary=canary("k", "summary"),
        open_matters=canary("k", "open-matters"),
    )
    world.consultations["p"] = f.a_consultation(
        [cast.sekos["A"]],
        questions=["Шта недостаје?"],
        code="p",
        audience=Audience.PUBLIC,
        allows_direct=True,
        opened_at=at,
    )


def _announce(world: World) -> None:
    version, at = world.versions["d1"], s.AT[s.ANNOUNCED] - timedelta(hours=2)
    Version.objects.filter(pk=version.pk).update(status=VersionStatus.PUBLISHED, published_at=at)
    version.refresh_from_db()
    Release.objects.create(version=version, circle=Circle.NETWORKS, starts_at=at)
    keep_differences(world.versions["d2"], now=at)
    consultation = world.consultations["k"]
    consultation.version = version
    world.consultations["k"] = consultations.open_consultation(
        consultation, acknowledged=[each.code for each in warnings(consultation, at)], by=world.cast["ministry"], now=at
    )


def _comment(world: World) -> None:
    cast, at = world.cast, s.AT[s.COMMENTING] - timedelta(hours=2)
    for name in ("a1", "a3", "a5"):
        say(world, name, "k", "member", at, seko="A")
    for name in ("a2", "a4", "a6"):
        say(world, name, "k", "partner", at, seko="A")
    for name in ("b1", "b2", "b3"):
        say(world, name, "k", "member_b", at, seko="B")
    say(world, "withdrawn", "k", "member", at, seko="A")
    comments.withdraw_comment(world.comments["withdrawn"], by=cast["member"], now=at)
    say(world, "replaced", "k", "member", at, seko="A")
    say(world, "a7", "k", "member", at, seko="A", supersedes=world.comments["replaced"])
    comments.support_comment(world.comments["a1"], by=cast["partner"], now=at)
    keep(world, "member-unsent", "k", "member", at, "A")
    bring_in(world, "member-returned", "k", "member", at)
    keep(world, "member-b-unsent", "k", "member_b", at, "B")
    for name in ("late-one", "late-two"):
        keep(world, name, "k", "member_b", at, "B")
    say(world, "p-person", "p", "person", at)
    say(world, "p-stranger", "p", "stranger", at)
    keep(world, "person-unsent", "p", "person", at)
    for name in ("p-person", "p-stranger"):
        own_point(world, name)


def _consolidate(world: World) -> None:
    cast, at = world.cast, s.AT[s.CONSOLIDATING] - timedelta(hours=2)
    k, a = world.consultations["k"], cast.sekos["A"]
    merged(world, "a-merged", ["a1", "a2"], "lead", at)
    merged(world, "a-other", ["a3", "a7"], "lead", at)
    world.points["a-carried"] = positions.carry([world.comments["a4"]], by=cast["lead"], now=at)[0]
    for name in ("a5", "a6"):
        positions.set_aside([world.comments[name]], reason=canary(name, "aside"), by=cast["lead"], now=at)
    merged(world, "b-merged", ["b1"], "lead_b", at)
    positions.set_aside([world.comments["b2"]], reason=canary("b2", "aside"), by=cast["lead_b"], now=at)
    world.positions["a"] = positions.ensure_position(k, a, by=cast["lead"], now=at)
    world.positions["b"] = positions.ensure_position(k, cast.sekos["B"], by=cast["lead_b"], now=at)
    _partners(world, k, a, at)
    Position.objects.filter(pk=world.positions["b"].pk).update(letter=canary("b", "letter"))


def _partners(world: World, k: Consultation, a: Seko, at: datetime) -> None:
    cast = world.cast
    for name in ("partner-one", "partner-two"):
        world.partners[name] = positions.propose_as_partner(
            k,
            a,
            kind=ProposalKind.REWORD,
            point=world.points["a-merged"],
            wording=canary(name, "wording"),
            words=canary(name, "words"),
            by=cast["partner"],
            now=at,
        )
        if name == "partner-one":
            positions.decline_proposal(
                world.partners[name], answer=canary(name, "answer"), by=cast["lead"], now=at + timedelta(minutes=1)
            )
    positions.agree(
        world.points["a-other"], stance=Stance.OBJECTS, words=canary("stance", "words"), by=cast["partner"], now=at
    )


def _submit(world: World) -> None:
    world.positions["a"] = positions.submit_position(
        world.positions["a"],
        letter=canary("a", "letter"),
        by=world.cast["lead"],
        now=s.AT[s.SUBMITTED] - timedelta(hours=2),
    )


def _begin_to_answer(world: World) -> None:
    cast, at = world.cast, s.AT[s.ANSWERING] - timedelta(hours=2)
    positions.dissent(
        world.comments["a6"],
        words=canary("a6", "dissent"),
        by=cast["partner"],
        now=datetime(2027, 3, 17, 9, tzinfo=UTC),
    )
    for name in ("a6", "b3"):
        own_point(world, name)
    assign(world, ["a-merged", "a-carried", "a-other", "a6"], "officer", at)
    assign(world, ["b-merged"], "other_officer", at)
    answer(world, "a-merged", "officer", at)
    answer(world, "a-carried", "officer", at, as_far_as="proposed")
    answer(world, "b-merged", "other_officer", at)
    returned = answer(world, "a6", "officer", at, as_far_as="proposed")
    responses.return_for_rework(returned, reason=canary("a6-answer", "returned"), by=cast["ministry"], now=at)
    for name in ("late-one", "late-two"):
        world.unsent[name] = comments.request_late(
            world.unsent[name], reason=canary(name, "late-reason"), by=cast["member_b"], now=at
        )
    answer(world, "p-person", "ministry", at)
    answer(world, "p-stranger", "ministry", at, as_far_as="proposed")


def _publish_answers(world: World) -> None:
    cast, at = world.cast, s.AT[s.PUBLISHED] - timedelta(hours=2)
    for name in ("a-merged", "b-merged", "p-person"):
        responses.propose(world.responses[name], by=_writer(world, name), now=at)
    for name in ("a-merged", "a-carried", "b-merged", "p-person"):
        world.responses[name] = responses.approve(world.responses[name], by=cast["second"], now=at)
    answer(world, "a-other", "officer", at, as_far_as="proposed")
    comments.refuse_late(world.unsent["late-two"], reason=canary("late-two", "decision"), by=cast["ministry"], now=at)
    world.deeds["late"] = comments.propose_late_acceptance(
        world.unsent["late-one"], reason=canary("late-one", "accepting"), by=cast["ministry"], now=at
    )


def _writer(world: World, point: str) -> Actor:
    return world.cast[{"b-merged": "other_officer", "p-person": "ministry"}.get(point, "officer")]


def _make_public(world: World) -> None:
    cast, at = world.cast, s.AT[s.PUBLIC] - timedelta(hours=2)
    Release.objects.create(version=world.versions["d1"], circle=Circle.PUBLIC, starts_at=at)
    responses.reply(
        world.responses["a-carried"], verdict=Verdict.OBJECTS, words=canary("a-carried", "reply"), by=cast["partner"],
        now=at,
    )  # fmt: skip
    fields = {"disposition": "noted", "reason": canary("a-merged-answer", "corrected"), "will_change": ""}
    world.deeds["correct"] = responses.propose_correction(
        world.responses["a-merged"],
        fields=fields,
        reason=canary("a-merged-answer", "why-corrected"),
        by=cast["ministry"],
        now=at,
    )


def _conclude(world: World) -> None:
    cast, at = world.cast, s.AT[s.CONCLUDED] - timedelta(hours=2)
    second.refuse(world.deeds["late"], by=cast["ministry"], now=at)
    comments.refuse_late(world.unsent["late-one"], reason=canary("late-one", "decision"), by=cast["ministry"], now=at)
    for key in ("k", "p"):
        proposed = consultations.propose_exception(
            world.consultations[key], reason=canary(key, "exception"), by=cast["ministry"], now=at
        )
        second.confirm(proposed, by=cast["second"], now=at)


def _report(world: World) -> None:
    at, by = s.AT[s.REPORTED] - timedelta(hours=2), world.cast["ministry"]
    world.consultations["k"].refresh_from_db()
    prepare_report(world.consultations["k"], activities=canary("k", "activities"), revision=0, by=by, now=at)
    report = freeze_report(world.consultations["k"], by=by, now=at)
    for language in ("sr", "sr-latn", "en"):
        for format in FORMATS:
            # Drawing is another test's matter: here it is asked who may take a file away.
            if format != "json":
                keep_file(report, format, language, b"zq", "application/octet-stream", now=at)


STEPS: tuple[tuple[str, Callable[[World], None]], ...] = (
    (s.DRAFTED, _open),
    (s.ANNOUNCED, _announce),
    (s.COMMENTING, _comment),
    (s.CONSOLIDATING, _consolidate),
    (s.SUBMITTED, _submit),
    (s.ANSWERING, _begin_to_answer),
    (s.PUBLISHED, _publish_answers),
    (s.PUBLIC, _make_public),
    (s.CONCLUDED, _conclude),
    (s.REPORTED, _report),
)
