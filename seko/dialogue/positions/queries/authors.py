"""Who stands behind comments, and whom to tell for them today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from seko.actors.organisations.enums import CIVIL_ROLES
from seko.actors.organisations.queries import people_of
from seko.dialogue.comments.models import Comment
from seko.foundation.core.dates import local_date


class Author:
    """Comments of one author: an organisation (told through the people who act for it now) or one person."""

    __slots__ = ("author", "comments", "people")

    def __init__(self, author: str) -> None:
        self.author = author
        self.comments: list[Comment] = []
        self.people: set[UUID] = set()


def by_author(comments: Iterable[Comment], now: datetime) -> dict[str, Author]:
    """Group comments by their authors, each with the people to tell, in one more query."""
    groups: dict[str, Author] = {}
    by_organisation: dict[UUID, list[Author]] = defaultdict(list)
    for comment in comments:
        author = f"o:{comment.organisation_id}" if comment.organisation_id else f"p:{comment.person_id}"
        if author not in groups:
            groups[author] = Author(author)
            if comment.organisation_id:
                by_organisation[comment.organisation_id].append(groups[author])
            elif comment.person_id:
                groups[author].people.add(comment.person_id)
        groups[author].comments.append(comment)
    for organisation_id, people in people_of(by_organisation, local_date(now), *CIVIL_ROLES).items():
        for group in by_organisation[organisation_id]:
            group.people |= people
    return groups
