"""What an officer is offered for a promise: the differences that may fulfil it, best first, with the reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from seko.dialogue.changes.models import Placement
from seko.dialogue.positions.models import Point
from seko.dialogue.positions.queries import proposal_of, words_of
from seko.dialogue.responses.models import Response
from seko.dialogue.tracing.drawing.shown import ShownDifference, difference_shown
from seko.dialogue.tracing.enums import BECAUSE
from seko.dialogue.tracing.models import Difference
from seko.drafts.documents.carrying import parts_of
from seko.drafts.documents.model.anchors import WHOLE_DOCUMENT, Anchor, from_json
from seko.drafts.documents.model.carrying import differences as found_in
from seko.drafts.documents.model.carrying.offering import Asked, Offer, Offering
from seko.drafts.documents.models import Version

MOST = 6
MOST_OTHERS = 200


@dataclass(frozen=True, slots=True)
class Offered:
    """A difference that is offered: its rank from 1, why, and whether it is chosen already."""

    rank: int
    shown: ShownDifference
    because: str
    is_chosen: bool = False


class Finder:
    """The stored differences of the drafts that follow, each pair of drafts prepared once for all promises."""

    def __init__(self, differences: Sequence[Difference]) -> None:
        by_pair: dict[tuple[UUID, UUID], list[Difference]] = {}
        for each in differences:
            by_pair.setdefault((each.old_version_id, each.new_version_id), []).append(each)
        self._pairs = [
            (rows, Offering(list(map(_as_found, rows)), parts_of(old), parts_of(new)))
            for (old, new), rows in by_pair.items()
        ]

    def found(
        self, point: Point, answer: Response, placements: Mapping[UUID, Placement]
    ) -> list[tuple[Offer, Difference]]:
        """Return the differences that may fulfil a promise, best first.

        `placements` are the point's (or its comment's) by version: on the old side of each pair of drafts the words
        are looked for where they stand by then.
        """
        found = []
        for rows, offering in self._pairs:
            old, new = rows[0].old_version, rows[0].new_version
            asked = Asked(
                _anchor_in(point, old, placements) or WHOLE_DOCUMENT,
                _anchor_in(point, new, placements),
                _proposal(point),
                f"{words_of(point)} {answer.will_change}",
            )
            found += [(offer, rows[offer.number]) for offer in offering.offers(asked, most=MOST)]
        found.sort(key=lambda each: (-each[0].score, each[1].new_version.number, each[1].order))
        return found[:MOST]


def offered(
    point: Point, answer: Response, differences: Sequence[Difference], placements: Mapping[UUID, Placement]
) -> tuple[Offered, ...]:
    """Return the differences that may fulfil a promise as they are shown, the likeliest chosen."""
    found = Finder(differences).found(point, answer, placements)
    return tuple(
        Offered(rank, difference_shown(row), ", ".join(str(BECAUSE[each]) for each in offer.because[:2]), rank == 1)
        for rank, (offer, row) in enumerate(found, start=1)
    )


def others(differences: Sequence[Difference]) -> tuple[ShownDifference, ...]:
    """Return the differences that are not offered, in the order of the drafts, to be looked for by hand."""
    return tuple(map(difference_shown, differences[:MOST_OTHERS]))


def _as_found(row: Difference) -> found_in.Difference:
    """Return a stored difference as the drafts' comparison gives it."""
    old, new = (tuple(found_in.Stand(**stand) for stand in side) for side in (row.old, row.new))
    return found_in.Difference(found_in.DifferenceKind(row.kind), old, new)


def _anchor_in(point: Point, version: Version, placements: Mapping[UUID, Placement]) -> Anchor | None:
    if version.pk == point.consultation.version_id:
        return from_json(point.comment.anchor if point.comment is not None else point.anchor)
    placement = placements.get(version.pk)
    return from_json(placement.anchor) if placement is not None and placement.anchor else None


def _proposal(point: Point) -> str:
    return proposal_of(point.comment) if point.comment is not None else point.proposed_wording
