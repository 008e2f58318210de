"""What the page of notices shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from seko.foundation.core.languages import current
from seko.foundation.notifications import registry
from seko.foundation.notifications.letters import line_of
from seko.foundation.notifications.models import Notice


@dataclass(frozen=True, slots=True)
class NoticeView:
    """One line: `url` is a path of this site or empty."""

    id: str
    line: str
    url: str
    at: datetime
    is_unread: bool


def present(notices: Iterable[Notice]) -> list[NoticeView]:
    """Return the lines in the language form of the request; what this release cannot put into words is left out."""
    views = []
    for notice in notices:
        kind = registry.find(notice.kind)
        told = line_of(notice, kind, current()) if kind else None
        if told:
            views.append(NoticeView(str(notice.pk), *told, at=notice.created_at, is_unread=notice.read_at is None))
    return views
