"""The world that is asked: three consultations and six documents, each words-carrying field holding a canary.

K is the one that goes through the states: on document D of the officer's institution, asking the networks A and B.
P is open to everybody, with questions and no draft. X asks the network C alone, on a draft of another institution, and
has everything inside. Q and R are prepared in every state. What the platform's own actions can make is made by them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from seko.actors.organisations.models import Invitation, JoiningRequest
from seko.dialogue.comments.models import Comment, Unsent
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.models import PartnerProposal, Point, Position
from seko.dialogue.responses.models import Response
from seko.drafts.documents.models import Import, Version
from seko.foundation.jobs.models import Job
from seko.foundation.workflow.models import ProposedDeed
from seko.outlets.returns.models import ReturnedFile
from seko.outlets.search import actions as search
from tests.permissions import states as s
from tests.permissions.cast import Cast, gather
from tests.permissions.world.calls import calls as add_calls
from tests.permissions.world.chain import foreign as add_foreign
from tests.permissions.world.contacts import contacts as add_contacts
from tests.permissions.world.documents import documents as add_documents
from tests.permissions.world.mechanism import mechanism as add_mechanism
from tests.permissions.world.memoranda import memoranda as add_memoranda
from tests.permissions.world.people import people as add_people
from tests.permissions.world.steps import STEPS


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
    returned: dict[str, ReturnedFile] = field(default_factory=dict)
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
    add_mechanism(world)
    add_calls(world)
    add_contacts(world)
    add_people(world)
    add_documents(world)
    add_foreign(world)
    add_memoranda(world)
    return world
