"""The demonstration's answers and replies, in every state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random

from django.db.models import Prefetch

from seko.actors.organisations.actor import Actor
from seko.demo.answers import answer, answer_to, reply
from seko.demo.cast import Cast
from seko.demo.comments import DemoComment
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.models import Point, Source
from seko.dialogue.positions.queries import live, source_comments
from seko.dialogue.responses.actions import approve_set, assign, propose, return_for_rework, save_draft
from seko.dialogue.responses.actions import reply as record_reply
from seko.dialogue.responses.enums import Disposition, ResponseStatus, Verdict
from seko.dialogue.responses.models import Response
from seko.dialogue.responses.queries import with_point

WEIGHTS = {
    Disposition.ACCEPTED: 34,
    Disposition.PARTLY: 26,
    Disposition.NOT_ACCEPTED: 20,
    Disposition.NOTED: 14,
    Disposition.OUTSIDE: 6,
}
KINDS = ("factual", "indicator", "budget", "eligibility", "wording", "participation")


def live_points(consultation: Consultation, now: datetime) -> list[Point]:
    """Return the live points with what answering reads."""
    rows = live(now).filter(consultation=consultation).select_related("comment", "consultation", "seko")
    behind = Prefetch("sources", Source.objects.select_related("comment"))
    return list(rows.prefetch_related(behind).order_by("passage_order", "number"))


def assign_all(points: Sequence[Point], cast: Cast, rng: Random, *, now: datetime, share: float) -> None:
    """Assign a share of the points to the responding institutions; parts of the text go together."""
    slugs = sorted(cast.officers)
    groups: dict[str, list[Point]] = defaultdict(list)
    for point in points[: round(len(points) * share)]:
        groups[slugs[(point.passage_order // 60 + point.passage_order % 2) % len(slugs)]].append(point)
    for slug, group in groups.items():
        assign(group, institution=cast.register.organisations[slug], by=cast.ministry[0], now=now)


def answer_points(
    points: Sequence[Point],
    written: Mapping[int, DemoComment],
    cast: Cast,
    rng: Random,
    *,
    first: datetime,
    last: datetime,
    propose_share: float = 1.0,
    accepted: Container[int] = (),
) -> None:
    """Draft an answer to each point, spread in time, and send a share of them for approval; comments of the `accepted`
    numbers are accepted whatever is drawn.
    """
    for rank, point in enumerate(points):
        when = first + (last - first) * ((rank + 1) / (len(points) + 1))
        officer = _officer_of(point, cast)
        disposition = rng.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        if any(comment.number in accepted for comment in source_comments(point)):
            disposition = Disposition.ACCEPTED
        reason, change = _words(point, written, rng, disposition)
        fields = {"disposition": disposition, "reason": reason, "will_change": change}
        drafted = save_draft(point, fields=fields, by=officer, now=when)
        if rank < len(points) * propose_share:
            propose(drafted, by=officer, now=when + timedelta(minutes=5))


def _officer_of(point: Point, cast: Cast) -> Actor:
    assignment = getattr(point, "assignment", None)
    return cast.officers[assignment.institution.slug] if assignment else cast.ministry[2 % len(cast.ministry)]


def _words(point: Point, written: Mapping[int, DemoComment], rng: Random, disposition: Disposition) -> tuple[str, str]:
    first = source_comments(point)[0]
    one = written.get(first.number)
    if one is not None:
        return answer_to(rng, one, disposition.value)
    return answer(rng, first.kind if first.kind in KINDS else "wording", disposition.value)


def approve_until(
    consultation: Consultation,
    cast: Cast,
    rng: Random,
    *,
    share: float,
    first: datetime,
    last: datetime,
    rounds: int = 6,
) -> None:
    """Approve a share of what is proposed, in some rounds; two are returned for rework when not all are approved."""
    rows = with_point(Response.objects.filter(point__consultation=consultation, status=ResponseStatus.PROPOSED))
    waiting = list(rows)
    chosen = waiting[: round(len(waiting) * share)]
    second = cast.ministry[1]
    size = max(1, -(-len(chosen) // rounds))
    for rank in range(0, len(chosen), size):
        when = first + (last - first) * (rank / max(1, len(chosen)))
        approve_set(chosen[rank : rank + size], by=second, now=when)
    for response in waiting[len(chosen) : len(chosen) + 2] if share < 1 else ():
        return_for_rework(response, reason="Наведите и рок до кога ће измена бити унета.", by=second, now=last)


def reply_to(consultation: Consultation, cast: Cast, rng: Random, *, share: float, now: datetime) -> None:
    """Let a share of the authors say what they think of the answers."""
    rows = with_point(Response.objects.filter(point__consultation=consultation, status=ResponseStatus.PUBLISHED))
    for response in rows:
        if rng.random() >= share:
            continue
        author = source_comments(response.point)[0].organisation
        if author is None:
            continue
        verdict = rng.choices(list(Verdict), (5, 3, 2))[0]
        words = reply(rng, verdict.value) if verdict == Verdict.OBJECTS or rng.random() < 0.4 else ""
        record_reply(response, verdict=verdict, words=words, by=cast.voice(author.slug), now=now)
