"""What becomes of a person's unsent comments when the mandate under which they were written ends."""

from __future__ import annotations

from datetime import datetime

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.models import Mandate
from seko.actors.organisations.queries import has_mandate_there
from seko.dialogue.comments import notices
from seko.dialogue.comments.models import Unsent
from seko.foundation.core.dates import local_date


def leave_unsent_comments(*, mandate: Mandate, by: Actor | None, now: datetime) -> None:
    """Leave them with the organisation, whose they are: its people are told and find them among what waits for them."""
    if has_mandate_there(mandate.person_id, mandate.organisation_id, local_date(now)):
        return
    count = Unsent.objects.filter(person=mandate.person_id, organisation=mandate.organisation_id).count()
    if count:
        notices.left_unsent(mandate, count, now=now)
