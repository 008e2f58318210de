"""The demonstration's common positions: taken over, merged, reworded, left out with a reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from random import Random

from seko.actors.mechanism.models import Seko
from seko.demo.answers import point_wording, set_aside_reason
from seko.demo.cast import Cast
from seko.demo.comments import DemoComment
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.actions import agree, carry, dissent, merge, reword, set_aside, submit_position
from seko.dialogue.positions.enums import Stance
from seko.dialogue.positions.models import Point
from seko.dialogue.positions.queries import position_of

LEFT_OUT, REWORDED = 0.07, 0.12
COMPOSED = 4  # one group in so many gets a wording of the lead's own; the others speak in the words of one of them


def decide(
    consultation: Consultation,
    seko: Seko,
    sent: Mapping[int, Comment],
    written: Mapping[int, DemoComment],
    cast: Cast,
    rng: Random,
    *,
    now: datetime,
    share: float = 1.0,
) -> None:
    """Let a SEKO's lead decide a share of its comments, as people would: those on one matter together."""
    lead = cast.leads[seko.code]
    numbers = [number for number, comment in sent.items() if comment.seko_id == seko.pk and comment.is_standing]
    numbers = numbers[: round(len(numbers) * share)]
    groups = _groups(numbers, written)
    aside: dict[str, list[Comment]] = defaultdict(list)
    alone: list[Comment] = []
    for group in groups:
        comments = [sent[number] for number in group]
        if len(group) > 1:
            composed = point_wording([written[number] for number in group]) if group[0] % COMPOSED == 0 else ""
            merge(comments, wording=composed, by=lead, now=now)
        elif rng.random() < LEFT_OUT:
            aside[written[group[0]].kind].append(comments[0])
        else:
            alone += comments
    for kind, comments in aside.items():
        set_aside(comments, reason=set_aside_reason(rng, kind), by=lead, now=now)
    points = carry(alone, by=lead, now=now) if alone else []
    _reword(points, written, sent, rng, cast, seko, now)


def _groups(numbers: Iterable[int], written: Mapping[int, DemoComment]) -> list[list[int]]:
    """Return the comments by matter: those on one issue at one place, and twins, together."""
    groups: dict[str, list[int]] = defaultdict(list)
    for number in numbers:
        one = written[number]
        key = f"{one.issue}:{one.passage_key}" if one.issue else f"alone:{number}"
        groups[key].append(number)
    return list(groups.values())


def _reword(
    points: list[Point],
    written: Mapping[int, DemoComment],
    sent: Mapping[int, Comment],
    rng: Random,
    cast: Cast,
    seko: Seko,
    now: datetime,
) -> None:
    lead = cast.leads[seko.code]
    by_words = {sent[number].words: one for number, one in written.items() if number in sent}
    for point in points:
        one = by_words.get(point.wording)
        if one is not None and one.gist and rng.random() < REWORDED:
            reword(point, wording=point_wording([one]), proposed_wording=point.proposed_wording, by=lead, now=now)


def consent(consultation: Consultation, seko: Seko, cast: Cast, rng: Random, *, now: datetime) -> None:
    """Let the partners say of most of the board's points that they agree, of a few that they do not."""
    points = list(Point.objects.filter(position__consultation=consultation, seko=seko, withdrawn_at__isnull=True)[:40])
    for partner in cast.partners(seko.code):
        for point in points:
            drawn = rng.random()
            if drawn < 0.55:
                agree(point, stance=Stance.AGREES, by=partner, now=now)
            elif drawn < 0.6:
                words = "Предлажемо да се наведе и ко ће пратити спровођење."
                agree(point, stance=Stance.OBJECTS, words=words, by=partner, now=now)


def hand_in(consultation: Consultation, seko: Seko, cast: Cast, *, now: datetime) -> None:
    """Submit the position with a short covering letter."""
    position = position_of(consultation, seko)
    if position is not None:
        letter = "У прилогу достављамо обједињене коментаре организација наше мреже, са изворима и образложењима."
        submit_position(position, letter=letter, by=cast.leads[seko.code], now=now)


def some_dissent(
    consultation: Consultation, written: Mapping[int, DemoComment], cast: Cast, *, now: datetime, most: int
) -> None:
    """Let a few of the authors whose comments were left out insist on them."""
    rows = Comment.objects.filter(consultation=consultation, set_aside__isnull=False).select_related("organisation")
    for comment in rows.order_by("number")[: most * 3 : 3]:
        if comment.organisation is not None:
            author = cast.voice(comment.organisation.slug)
            dissent(comment, words="Остајемо при коментару: последице сносе грађани.", by=author, now=now)
