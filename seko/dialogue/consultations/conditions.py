"""What a consultation asks of upper apps before a deed, and tells them after one."""

from collections.abc import Callable, Iterable
from uuid import UUID

from seko.foundation.workflow.conditions import Condition

concludable = Condition("consultation may be concluded")
no_comment_sent = Condition("no comment was sent")

Holders = Callable[[UUID], Iterable[UUID]]
_holders: list[Holders] = []


def tell_when_dates_move(holders: Holders) -> Holders:
    """Let an upper app name people (by consultation) who must be told that a date was moved."""
    if holders not in _holders:
        _holders.append(holders)
    return holders


def told_when_dates_move(consultation_id: UUID) -> set[UUID]:
    """Return everybody whom upper apps named."""
    return {person for holders in _holders for person in holders(consultation_id)}
