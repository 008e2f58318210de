"""The chain from the comment to the answer, each thing with its canaries; X, which has everything inside."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from seko.dialogue.changes.enums import PlacementStatus
from seko.dialogue.changes.models import Placement
from seko.dialogue.comments import actions as comments
from seko.dialogue.comments.models import Comment, Unsent
from seko.dialogue.positions import actions as positions
from seko.dialogue.positions.enums import ProposalKind
from seko.dialogue.positions.models import Point
from seko.dialogue.responses import actions as responses
from seko.dialogue.responses.models import Response
from seko.drafts.documents.enums import Circle, VersionStatus
from seko.drafts.documents.models import Release
from seko.outlets.returns.enums import ReturnStatus
from seko.outlets.returns.models import ReturnedFile, ReturnedItem
from tests import factories as f
from tests.permissions.world.canaries import COMMENT_FIELDS, LONG_AGO, a_file, canary
from tests.permissions.world.documents import a_draft

if TYPE_CHECKING:
    from tests.permissions.world import World


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


def bring_in(world: World, name: str, key: str, by: str, now: datetime) -> ReturnedFile:
    """Return a file as read, with one thing that waits for a decision."""
    actor = world.cast[by]
    found = ReturnedFile.objects.create(
        consultation=world.consultations[key],
        organisation=actor.organisation,
        person=actor.person,
        name=canary(name, "name"),
        sha256="0" * 64,
        status=ReturnStatus.READ,
        at=now,
    )
    ReturnedItem.objects.create(
        file=found, number=1, kind="comment", words=canary(name, "words"), stood_on=canary(name, "stood-on"),
        asked="nowhere", identity=uuid4(),
    )  # fmt: skip
    world.returned[name] = found
    return found


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
    # As if carried from an earlier draft of X: a person is asked where it stands.
    Placement.objects.create(
        version=version, comment=world.comments["x-c1"], status=PlacementStatus.CHECK, made_at=LONG_AGO,
        anchor=world.comments["x-c1"].anchor, candidates=[world.comments["x-c1"].anchor],
    )  # fmt: skip
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
