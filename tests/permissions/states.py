"""The states of the world that are asked, in the order of time, and the hour at which each is asked."""

from __future__ import annotations

from datetime import UTC, datetime

DRAFTED = "drafted"  # the draft is not published, the consultation K is being prepared
ANNOUNCED = "announced"  # the draft is released to the networks, K is opened and has not begun
COMMENTING = "commenting"
CONSOLIDATING = "consolidating"  # both leads work on their boards
SUBMITTED = "submitted"  # A has handed in before the leads' deadline, B has not
ANSWERING = "answering"  # the deadline made points of B's; answers are drafted and sent for approval
PUBLISHED = "published"  # some answers are published; the draft is still for the networks only
PUBLIC = "public"  # the draft is released to the public
CONCLUDED = "concluded"  # with an exception: one point stays unanswered
REPORTED = "reported"

STATES = (
    DRAFTED, ANNOUNCED, COMMENTING, CONSOLIDATING, SUBMITTED, ANSWERING, PUBLISHED, PUBLIC, CONCLUDED, REPORTED
)  # fmt: skip


AT = {
    DRAFTED: datetime(2027, 2, 23, 9, 0, tzinfo=UTC),
    ANNOUNCED: datetime(2027, 2, 25, 9, 0, tzinfo=UTC),
    COMMENTING: datetime(2027, 3, 5, 11, 0, tzinfo=UTC),
    CONSOLIDATING: datetime(2027, 3, 12, 11, 0, tzinfo=UTC),
    SUBMITTED: datetime(2027, 3, 13, 11, 0, tzinfo=UTC),
    ANSWERING: datetime(2027, 3, 22, 11, 0, tzinfo=UTC),
    PUBLISHED: datetime(2027, 4, 5, 11, 0, tzinfo=UTC),
    PUBLIC: datetime(2027, 4, 6, 11, 0, tzinfo=UTC),
    CONCLUDED: datetime(2027, 4, 14, 11, 0, tzinfo=UTC),
    REPORTED: datetime(2027, 4, 16, 11, 0, tzinfo=UTC),
}


def reached(state: str, since: str) -> bool:
    """Return whether the world of `state` has come as far as `since`."""
    return STATES.index(state) >= STATES.index(since)
