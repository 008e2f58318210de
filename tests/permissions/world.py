"""The world that is asked: three consultations and six documents, each words-carrying field holding a canary.

K is the one that goes through the states: on document D of the officer's institution, asking the networks A and B.
P is open to everybody, with questions and no draft. X asks the network C alone, on a draft of another institution, and
has everything inside. Q and R are prepared in every state. What the platform's own actions can make is made by them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from seko.actors.mechanism.models import Seko
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.actors.organisations.models import Invitation, JoiningRequest
from seko.dialogue.comments import actions as comments
from seko.dialogue.comments.models import Comment, Unsent
from seko.dialogue.consultations import actions as consultations
from seko.dialogue.consultations.enums import Audience, Status
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.timetable import warnings
from seko.dialogue.positions import actions as positions
from seko.dialogue.positions.enums import ProposalKind, Stance
from seko.dialogue.positions.models import PartnerProposal, Point, Position
from seko.dialogue.responses import actions as responses
from seko.dialogue.responses.enums import Verdict
from seko.dialogue.responses.models import Response
from seko.drafts.documents.actions import propose_version
from seko.drafts.documents.enums import Circle, ImportStatus, VersionStatus
from seko.drafts.documents.model.exchange import to_plain
from seko.drafts.documents.model.reading import read_upload
from seko.drafts.documents.models import Document, Import, Passage, Release, Version
from seko.foundation.core.dates import end_of_day
from seko.foundation.files.actions import store
from seko.foundation.files.models import StoredFile
from seko.foundation.jobs.actions import enqueue
from seko.foundation.jobs.models import Job
from seko.foundation.journal.chain import digest as chain_digest
from seko.foundation.rendering.formats import FORMATS
from seko.foundation.text.folding import fold
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed
from seko.outlets.reporting.actions import freeze_report, keep_file, prepare_report
from seko.outlets.search import actions as search
from tests import factories as f
from tests.drafts.documents.model.builder import docx, p
from tests.permissions import states as s
from tests.permissions.calls_world import calls
from tests.permissions.cast import Cast, gather
from tests.permissions.contacts_world import contacts
from tests.permissions.mechanism_world import mechanism
from tests.permissions.memoranda_world import memoranda

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LONG_AGO = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
COMMENT_FIELDS = ("words", "proposed_wording", "reason", "source")


def canary(thing: str, part: str) -> str:
    """Return the unique string that stands in one field of one thing."""
    return f"zq-{thing}.{part}-qz"


@dataclass
class World:
    """Everything by the name under which the tables of expectations speak of it."""

    state: str
    cast: Cast
    consultations: dict[str, Consultation] = field(default_factory=dict)
    versions: dict[str, Version] = field(default_factory=dict)
    imports: dict[str, Import] = field(default_factory=dict)
    comments: dict[str, Comment] = field(default_factory=dict)
    unsent: dict[str, Unsent] = field(default_factory=dict)
    positions: dict[str, Position] = field(default_factory=dict)
    points: dict[str, Point] = field(default_factory=dict)
    partners: dict[str, PartnerProposal] = field(default_factory=dict)
    responses: dict[str, Response] = field(default_factory=dict)
    deeds: dict[str, ProposedDeed] = field(default_factory=dict)
    jobs: dict[str, Job] = field(default_factory=dict)
    invitations: dict[str, Invitation] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    requests: dict[str, JoiningRequest] = field(default_factory=dict)

    @property
    def now(self) -> datetime:
        """The hour at which this state is asked."""
        return s.AT[self.state]

    def refresh(self) -> None:
        """Read every row anew, so that the tables speak of what stands in the database."""
        named: Any = (self.consultations, self.comments, self.points, self.positions, self.responses, self.unsent)
        for rows in named:
            for row in rows.values():
                row.refresh_from_db()

    def go_on(self, state: str) -> None:
        """Take the steps from the present state to a later one."""
        for name, step in STEPS:
            if s.reached(state, name) and (not self.state or not s.reached(self.state, name)):
                step(self)
        self.state = state
        search.rebuild()
        self.refresh()


def begin() -> World:
    """Put into the database what stands in every state."""
    world = World("", gather())
    mechanism(world)
    calls(world)
    contacts(world)
    people(world)
    documents(world)
    foreign(world)
    memoranda(world)
    return world


# --- people


def people(world: World) -> None:
    """Somebody is invited to act for the member's organisation, and the person asks to act for the fellow's."""
    cast = world.cast
    member, fellow, person = cast["member"], cast["fellow"].organisation, cast["person"].person
    assert member.organisation and fellow and person
    world.links["one"] = "a-link-of-an-invitation"
    world.invitations["one"] = Invitation.objects.create(
        organisation=member.organisation,
        email=f"{canary('invited', 'mail')}@primer.example",
        name=canary("invited", "name"),
        role=Role.REPRESENTATIVE,
        invited_by=member.person,
        token_digest=chain_digest(world.links["one"]),
        created_at=LONG_AGO,
        expires_at=datetime(2028, 1, 1, tzinfo=UTC),
    )
    world.requests["one"] = JoiningRequest.objects.create(
        organisation=fellow, person=person, words=canary("asked", "words"), created_at=LONG_AGO
    )


# --- documents


def a_file(name: str, content: bytes = b"", by: Actor | None = None, kind: str = "draft") -> StoredFile:
    """Keep a file whose name is a canary, and whose content is one where none is given."""
    content = content or f"PK {name.replace('-qz', '-words-qz')}".encode()
    return store(content, name=f"{name}.docx", media_type=DOCX, kind=kind, by=by, now=LONG_AGO)


def a_draft(
    world: World, name: str, institution: str, status: str, *, code: str = "", by: Actor | None = None
) -> Version:
    """Create a version with a heading and two paragraphs, as its import would have left it."""
    document = Document.objects.filter(code=code or name).first() or Document.objects.create(
        code=code or name,
        kind="action_document",
        title=f"Документ {name}",
        institution=world.cast.institutions[institution],
        created_at=LONG_AGO,
    )
    version = Version.objects.create(
        document=document,
        number=document.versions.count() + 1,
        original=a_file(canary(name, "original"), by=by),
        published_copy=a_file(canary(name, "copy")),
        created_at=LONG_AGO,
        created_by=by.person if by else None,
    )
    texts = (("heading", "Наслов"), ("paragraph", canary(name, "text")), ("paragraph", "Мрежа има 28 станица."))
    Passage.objects.bulk_create(
        Passage(
            version=version, order=order, place=f"1-{order}", kind=kind, level=kind == "heading", text=text,
            key=fold(text)[:64],
        )
        for order, (kind, text) in enumerate(texts)
    )  # fmt: skip
    version.passage_count, version.content_hash, version.status = len(texts), uuid4().hex, status
    if status in (VersionStatus.PUBLISHED, VersionStatus.HIDDEN):
        version.published_at = LONG_AGO
    version.save()
    world.versions[name] = version
    return version


_reading: dict[str, Any] = {}


def an_upload(world: World, name: str, version: str, by: Actor) -> Import:
    """Create an upload that was read and waits for its decision."""
    if name not in _reading:
        words = p("Наслов", "Heading1") + p(canary(name, "text"))
        _reading[name] = to_plain(read_upload(docx(words)))
    found = Import.objects.create(
        document=world.versions[version].document,
        file=a_file(canary(name, "file"), docx(p(canary(name, "text"))), by=by),
        name=f"{canary(name, 'file')}.docx",
        sha256=uuid4().hex * 2,
        status=ImportStatus.READ,
        result=_reading[name],
        by=by.person,
        at=LONG_AGO,
    )
    world.imports[name] = found
    return found


def documents(world: World) -> None:
    """D with the consulted draft and a newer one in work; E proposed, with an upload; F another institution's; hidden
    ones; two consultations in preparation; one deed that waits for a second person.
    """
    cast = world.cast
    a_draft(world, "d1", "officer", VersionStatus.DRAFT, code="d", by=cast["officer"])
    a_draft(world, "d2", "officer", VersionStatus.DRAFT, code="d", by=cast["officer"])
    proposed = a_draft(world, "e1", "officer", VersionStatus.DRAFT, code="e", by=cast["officer"])
    world.versions["e1"] = propose_version(proposed, by=cast["ministry"], now=LONG_AGO)
    a_draft(world, "f1", "other_officer", VersionStatus.DRAFT, code="f", by=cast["other_officer"])
    hidden = a_draft(world, "h1", "other_officer", VersionStatus.HIDDEN, code="h")
    Version.objects.filter(pk=hidden.pk).update(hidden_reason=canary("h1", "reason"))
    Release.objects.create(version=hidden, circle=Circle.PUBLIC, starts_at=LONG_AGO)
    free = a_draft(world, "i1", "officer", VersionStatus.PUBLISHED, code="i")
    Release.objects.create(version=free, circle=Circle.PUBLIC, starts_at=LONG_AGO)
    an_upload(world, "ue", "e1", cast["officer"])
    an_upload(world, "uf", "f1", cast["other_officer"])
    for name, asked in (("q", "A"), ("r", "A")):
        prepared = f.a_consultation(
            [cast.sekos[asked]],
            questions=[canary(name, "question")],
            code=name,
            status=Status.PREPARED,
            opened_at=None,
            title=canary(name, "title"),
            summary=canary(name, "summary"),
            opens_at=datetime(2028, 1, 10, 7, 0, tzinfo=UTC),
            members_on=date(2028, 2, 10),
            leads_deadline_at=end_of_day(date(2028, 2, 20)),
            dissents_until_at=end_of_day(date(2028, 2, 25)),
            answers_due_on=date(2028, 3, 20),
            replies_until_at=end_of_day(date(2028, 4, 20)),
            report_due_on=date(2028, 5, 20),
        )
        world.consultations[name] = prepared
    world.deeds["cancel"] = consultations.propose_cancellation(
        world.consultations["q"], reason=canary("cancel", "reason"), by=cast["ministry"], now=LONG_AGO
    )
    for role in ("ministry", "officer"):
        person = cast[role].person
        assert person is not None
        world.jobs[role] = enqueue("report-files", for_person=person.pk, report=str(uuid4()))


# --- the chain


def say(
    world: World, name: str, key: str, by: str, now: datetime, *, seko: str = "", place: str = "1-1", **more: Any
) -> Comment:
    """Send a comment that carries a canary in each of its fields."""
    consultation = world.consultations[key]
    anchor = {"kind": "passage", "places": [place]} if place and consultation.version_id else {"kind": "whole"}
    fields = {part: canary(name, part.replace("_", "-")) for part in COMMENT_FIELDS}
    world.comments[name] = comments.send_comment(
        identifier=uuid4(),
        consultation=consultation,
        fields={**fields, "anchor": anchor},
        by=world.cast[by],
        now=now,
        seko=world.cast.sekos[seko] if seko else None,
        attachment=a_file(canary(name, "file"), kind="attachment"),
        **more,
    )
    return world.comments[name]


def keep(world: World, name: str, key: str, by: str, now: datetime, seko: str = "") -> Unsent:
    """Leave a comment unsent."""
    fields = {part: canary(name, part.replace("_", "-")) for part in COMMENT_FIELDS}
    world.unsent[name] = comments.save_unsent(
        identifier=uuid4(),
        consultation=world.consultations[key],
        fields={**fields, "anchor": {"kind": "whole"}},
        by=world.cast[by],
        now=now,
        seko=world.cast.sekos[seko] if seko else None,
        attachment=a_file(canary(name, "file"), kind="attachment"),
    )
    return world.unsent[name]


def merged(world: World, name: str, sources: list[str], by: str, now: datetime) -> Point:
    """Merge comments into one (or take a single one over) with wordings of its own."""
    chosen, actor = [world.comments[each] for each in sources], world.cast[by]
    words: dict[str, Any] = {
        "wording": canary(name, "wording"),
        "proposed_wording": canary(name, "proposed-wording"),
    }
    if len(chosen) > 1:
        world.points[name] = positions.merge(chosen, **words, by=actor, now=now)
    else:
        carried = positions.carry(chosen, by=actor, now=now)[0]
        world.points[name] = positions.reword(carried, **words, by=actor, now=now)
    return world.points[name]


def answer(world: World, point: str, by: str, now: datetime, *, as_far_as: str = "drafted") -> Response:
    """Write the point's answer, and send it for approval and publish it where asked."""
    fields = {
        "disposition": "accepted",
        "reason": canary(f"{point}-answer", "reason"),
        "will_change": canary(f"{point}-answer", "will-change"),
    }
    actor = world.cast[by]
    found = responses.save_draft(world.points[point], fields=fields, by=actor, now=now)
    if as_far_as != "drafted":
        found = responses.propose(found, by=actor, now=now)
    if as_far_as == "published":
        found = responses.approve(found, by=world.cast["second"], now=now)
    world.responses[point] = found
    return found


def own_point(world: World, comment: str) -> Point:
    """Name the comment's own point after it."""
    world.points[comment] = Point.objects.get(comment=world.comments[comment])
    return world.points[comment]


def assign(world: World, points: list[str], institution: str, now: datetime) -> None:
    """Assign points to an institution."""
    chosen = [world.points[each] for each in points]
    to = world.cast.institutions[institution]
    responses.assign(chosen, institution=to, by=world.cast["ministry"], now=now)


def foreign(world: World) -> None:
    """X: network C alone, another institution's draft, everything inside, past its term in every state."""
    cast, seko = world.cast, world.cast.sekos["C"]
    version = a_draft(world, "x1", "other_officer", VersionStatus.PUBLISHED, code="x")
    Release.objects.create(version=version, circle=Circle.NETWORK, seko=seko, starts_at=LONG_AGO)
    opens = LONG_AGO + timedelta(days=1)
    world.consultations["x"] = f.a_consultation(
        [seko],
        version=version,
        code="x",
        title=canary("x", "title"),
        summary=canary("x", "summary"),
        opens_at=opens,
        members_on=(opens + timedelta(days=10)).date(),
        leads_deadline_at=opens + timedelta(days=15),
        dissents_until_at=opens + timedelta(days=18),
        answers_due_on=(opens + timedelta(days=40)).date(),
        replies_until_at=datetime(2027, 6, 1, 10, 0, tzinfo=UTC),
        report_due_on=date(2027, 6, 20),
        opened_at=opens,
    )
    said = opens + timedelta(days=2)
    for name in ("x-c1", "x-c2", "x-c3"):
        say(world, name, "x", "outsider", said, seko="C")
    keep(world, "x-unsent", "x", "outsider", said, "C")
    merged(world, "x-merged", ["x-c1"], "lead_c", said)
    merged(world, "x-other", ["x-c2"], "lead_c", said)
    positions.set_aside([world.comments["x-c3"]], reason=canary("x-c3", "aside"), by=cast["lead_c"], now=said)
    board = positions.ensure_position(world.consultations["x"], seko, by=cast["lead_c"], now=said)
    world.partners["x"] = positions.propose_as_partner(
        world.consultations["x"],
        seko,
        kind=ProposalKind.REWORD,
        point=world.points["x-merged"],
        wording=canary("x-partner", "wording"),
        words=canary("x-partner", "words"),
        by=cast["partner_c"],
        now=said,
    )
    positions.submit_position(board, letter=canary("x", "letter"), by=cast["lead_c"], now=said + timedelta(days=1))
    world.positions["x"] = board
    later = opens + timedelta(days=20)
    assign(world, ["x-merged", "x-other"], "other_officer", later)
    answer(world, "x-merged", "other_officer", later, as_far_as="published")
    answer(world, "x-other", "other_officer", later)


# --- K and P through the states


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
